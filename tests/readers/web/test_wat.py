# ruff: noqa: ANN401 - the writers come as one fixture
"""WAT files: what they tell, what they do not, and that both ways to read a page agree."""

import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

A, IMG = {"path": "A@/href"}, {"path": "IMG@/src", "url": "x.png"}


def read_links(
    archive: Any, folder: Path, links: Sequence[object], **told: Any
) -> list[dict[str, Any]]:
    found = archive.read(folder, archive.wat_record(archive.wat_body(links, **told)), "x.wat")
    assert found.receipt.format == "wat"
    return list(found.links)


def test_links_and_the_page(tmp_path: Path, archive: Any) -> None:
    head = {
        "Base": "/shop/",
        "Title": "A &amp; B",
        "Metas": [
            {"name": "robots", "content": "noindex"},
            {"name": "HTML@/lang", "content": "es-MX"},
            {"http-equiv": "Refresh", "content": "3;url=/next"},
        ],
        "Link": [{"path": "LINK@/href", "url": "boots", "rel": "canonical"}],
    }
    links = [
        A | {"url": "a", "text": "words", "rel": "nofollow ugc"},
        {},
        {"path": "STYLE/#text", "href": "style.png"},
        {"path": "SCRIPT@/src", "url": "x.js"},
        {"path": "IFRAME@/src", "url": "//f.example/"},
        {"path": "AREA@/href", "url": "area"},
        A | {"url": "mailto:x@y.example", "text": "mail"},
    ]
    headers = {"X-ROBOTS-TAG": ["noarchive", "bingbot: nofollow"]}
    body = archive.wat_body(links, head, headers=headers)
    found = archive.read(tmp_path, archive.zipped([archive.wat_record(body)]), "x.warc.wat.gz")
    names = ("kind", "target_url", "anchor", "anchor_from", "nofollow", "ugc", "follow")
    assert [tuple(row[name] for name in names) for row in found.links] == [
        ("canonical", "https://www.own.example/shop/boots", "", "none", False, False, True),
        ("redirect", "https://www.own.example/next", "", "none", False, False, True),
        ("text", "https://www.own.example/shop/a", "words", "text", True, True, False),
        ("frame", "https://f.example/", "", "none", False, False, True),
        ("area", "https://www.own.example/shop/area", "", "unknown", False, False, True),
    ]
    [page] = found.pages
    told = ("title", "language", "robots", "robots_specific", "canonical", "medium", "crawl")
    assert tuple(page[name] for name in told) == (
        *("A & B", "es-MX", "noindex,noarchive", "bingbot: nofollow"),
        *("https://www.own.example/shop/boots", "wat", "wat-2026-03-04"),
    )
    assert found.receipt.rejected == {"mailto": 1}
    assert (
        found.links[2]["position"] is found.links[2]["left"] is found.links[2]["placement"] is None
    )


@pytest.mark.parametrize(
    ("links", "told"),
    [
        ([IMG | {"alt": "Boots"}, A | {"url": "a"}], ("image", "Boots", "alt_inferred")),
        ([IMG | {"alt": "One"}, IMG, A | {"url": "a"}], ("image", "One", "alt_inferred")),
        ([IMG, A | {"url": "a"}], ("image", "", "none")),
        ([IMG, A | {"url": "a", "title": "Titled"}], ("image", "Titled", "title")),
        ([IMG | {"alt": "Boots"}, A | {"url": "a", "text": "text"}], ("text", "text", "text")),
        (
            [IMG | {"alt": "Boots"}, {"path": "TD@/background"}, A | {"url": "a"}],
            ("text", "", "none"),
        ),
        (
            [A | {"url": "a", "text": "&lt;b&gt; &amp;&nbsp;c &notdone"}],
            ("text", "<b> & c &notdone", "text"),
        ),
    ],
)
def test_words_of_a_link(
    tmp_path: Path, archive: Any, links: Sequence[object], told: tuple[str, str, str]
) -> None:
    [row] = read_links(archive, tmp_path, links)
    assert (row["kind"], row["anchor"], row["anchor_from"]) == told


@pytest.mark.parametrize(
    ("lengths", "clipped"),
    [
        ([128], [True]),
        ([127, 126], [True, False]),
        ([100], [True]),
        ([100, 101], [False, False]),
        ([99, 50], [True, False]),
        ([129], [False]),
    ],
)
def test_a_text_at_its_writers_limit_is_clipped(
    tmp_path: Path, archive: Any, lengths: list[int], clipped: list[bool]
) -> None:
    links = [A | {"url": "a", "text": "x" * length} for length in lengths]
    assert [row["anchor_clipped"] for row in read_links(archive, tmp_path, links)] == clipped
    # Two UTF-16 units each: the limit counts units, not letters.
    links = [A | {"url": "a", "text": "\N{GRINNING FACE}" * 64}]
    assert read_links(archive, tmp_path, links)[0]["anchor_clipped"]


@pytest.mark.parametrize(
    ("date", "rel", "told"),
    [
        ("2016-01-01T00:00:00Z", None, (None, None)),
        ("2016-01-01T00:00:00Z", "noopener", (True, False)),
        ("2020-01-01T00:00:00Z", None, (True, False)),
        ("2020-01-01T00:00:00Z", "nofollow", (False, True)),
    ],
)
def test_before_rel_was_written_follow_is_not_known(
    tmp_path: Path, archive: Any, date: str, rel: str | None, told: tuple[object, object]
) -> None:
    links: Sequence[object] = [A | {"url": "a", "text": "a"} | ({"rel": rel} if rel else {})]
    [row] = read_links(archive, tmp_path, links, date=date)
    assert (row["follow"], row["nofollow"]) == told
    head = {"Metas": [{"name": "robots", "content": "none"}]}
    [row] = read_links(archive, tmp_path, links, date=date, head=head)
    assert (row["follow"], row["nofollow"], row["page_nofollow"]) == (False, told[1], True)


def test_a_nul_is_no_part_of_a_word(tmp_path: Path, archive: Any) -> None:
    links = [A | {"url": "/a", "text": "blue\0 kettle"}, A | {"url": "/b", "text": "\0"}]
    rows = read_links(archive, tmp_path, links)
    assert [(row["anchor"], row["anchor_from"]) for row in rows] == [
        ("blue kettle", "text"),
        ("", "none"),
    ]


@pytest.mark.parametrize(
    "damage", ["lone surrogate", "bad utf-8", "numbers", "null links", "strings for objects"]
)
def test_json_that_is_not_quite_right_is_repaired(
    tmp_path: Path, archive: Any, damage: str
) -> None:
    text = json.dumps(archive.wat_body([A | {"url": "/a", "text": "WORD"}]))
    content = {
        "lone surrogate": text.replace("WORD", r"WORD\ud83d").encode(),
        "bad utf-8": text.encode().replace(b"WORD", b"WORD\xff"),
        "numbers": text.replace('"200"', "200").encode(),
        "null links": text.replace('[{"path"', '[null, 3, {"path"').encode(),
        "strings for objects": text.replace('"Head": {}', '"Head": "x"').encode(),
    }[damage]
    found = archive.read(tmp_path, archive.wat_record(content), "x.wat")
    [row] = found.links
    assert row["anchor"].startswith("WORD")
    assert row["anchor"].isprintable()
    assert found.receipt.warnings == ("text_repaired_1",)


def test_what_is_no_json_is_counted(tmp_path: Path, archive: Any) -> None:
    bad = [
        b'{"Envelope": {"HTTP-Response-Metadata"',
        b'{"Envelope":{"Payload-Metadata":{"HTTP-Response-Metadata":' + b"[" * 99999,
    ]
    good = archive.wat_body([A | {"url": "/a", "text": "a"}])
    records = [archive.wat_record(each) for each in (good, *bad, good)]
    found = archive.read(tmp_path, b"".join(records), "x.wat")
    assert len(found.links) == 2
    assert found.receipt.rejected == {"bad_json": 2}


def test_answers_that_are_no_pages(tmp_path: Path, archive: Any) -> None:
    bodies = [
        archive.wat_body([A | {"url": "/a"}], status="404"),
        archive.wat_body(status="302", headers={"location": "/there"}),
        archive.wat_body([A | {"url": "/a"}], kind="request"),
        archive.wat_body([A | {"url": "/a"}], kind="revisit"),
        archive.wat_body([A | {"url": "/a"}], url="dns:x"),
    ]
    found = archive.read(tmp_path, b"".join(map(archive.wat_record, bodies)), "x.wat")
    assert [(row["kind"], row["target_url"]) for row in found.links] == [
        ("redirect", "https://www.own.example/there")
    ]
    assert [(row["status"], row["unchanged"]) for row in found.pages] == [
        (404, False),
        (302, False),
        (200, True),
    ]


WORDS = st.lists(
    st.sampled_from(["boots", "rote Stiefel", "靴", "a & b", "<x>", "été"]), max_size=4
)
HREFS = st.sampled_from(
    [
        "/a",
        "b?c=1#d",
        "//x.example/",
        "https://y.example/z",
        "mailto:a@b.example",
        "",
        "../up",
        "?q",
    ]
)
RELS = st.sampled_from([None, "nofollow", "UGC sponsored", "noopener"])


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Draw a page that closes what it opens: both ways to read it see the same."""
    parts = ["<!doctype html><html lang=en><head><title>One title</title>"]
    if draw(st.booleans()):
        parts.append('<base href="/base/">')
    if draw(st.booleans()):
        parts.append('<link rel="canonical" href="canonical">')
    if draw(st.booleans()):
        parts.append('<meta name="robots" content="nofollow, noarchive">')
    parts.append("</head><body>")
    for _ in range(draw(st.integers(0, 6))):
        inside = escaped(" ".join(draw(WORDS)))
        if not inside and draw(st.booleans()):
            inside = f'<img src="p.png" alt="{escaped(" ".join(draw(WORDS)))}">'
        rel = draw(RELS)
        attributes = f' rel="{rel}"' if rel else ""
        parts.append(f'<p>Between <a href="{draw(HREFS)}"{attributes}>{inside}</a> them</p>')
        if draw(st.booleans()):
            parts.append('<p><iframe src="/frame"></iframe></p>')
    return "".join([*parts, "</body></html>"])


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


@given(html=pages())
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_a_page_and_its_wat_agree(archive: Any, html: str) -> None:
    layout = archive.layout()
    layout.feed(html)
    wat = archive.wat_record(archive.wat_body(layout.links, layout.head))
    warc = archive.record("response", archive.answer(html))
    with TemporaryDirectory() as folder:
        seen = archive.read(Path(folder), wat, "x.wat")
        whole = archive.read(Path(folder), warc, "x.warc")
    shared = (
        *("source_url", "target_url", "target_domain", "anchor", "kind", "follow", "nofollow"),
        *("ugc", "sponsored", "page_nofollow", "source_title", "source_language", "last_seen"),
    )
    assert [[row[name] for name in shared] for row in seen.links] == [
        [row[name] for name in shared] for row in whole.links
    ]
    told = ("url", "status", "robots", "canonical", "language", "title")
    assert [seen.pages[0][name] for name in told] == [whole.pages[0][name] for name in told]
    assert seen.receipt.rejected == whole.receipt.rejected
