# ruff: noqa: ANN401 - the writers come as one fixture
"""Whatever the bytes are: rows and a receipt, never an exception."""

import gzip
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from roadsign.kernels.html import links_of
from roadsign.model.links import ANCHOR_FROM, KINDS, PLACEMENTS
from roadsign.readers import web
from roadsign.readers.reading import ReadOptions

PAGE = (
    '<title>A page</title><nav><a href="/a" rel=nofollow>first</a></nav>'
    '<p>words <a href="https://x.example/"><img alt="pic"></a> &amp; <b>more'
)
TAGS = st.sampled_from(
    [
        *(
            "<a href=/x>",
            "</a>",
            "<b>",
            "</b>",
            "<p>",
            "</p>",
            "<table>",
            "<td>",
            "</table>",
            "<svg>",
        ),
        *(
            "<title>",
            "</title>",
            "<script>",
            "</script>",
            "<template>",
            "</template>",
            "<!--",
            "-->",
        ),
        *(
            "<img alt='x'>",
            "<area href=y>",
            "<iframe src=z>",
            "<base href=//b/>",
            "<nav>",
            "</nav>",
        ),
        *(
            "<header>",
            "<main>",
            "</main>",
            "<select>",
            "<option>",
            "<object>",
            "<marquee>",
            "<form>",
        ),
        *(
            "&",
            "&#0;",
            "&#xD800;",
            "\0",
            "\ud800",
            "\ufffe",
            " ",
            "\n",
            "words",
            "<",
            ">",
            "'",
            '"',
        ),
        *(
            "<meta name=robots content=",
            "<a href='",
            "<math><a xlink:href=m>",
            "<noscript>",
            "<br>",
        ),
    ]
)


@given(st.lists(TAGS | st.text(max_size=4), max_size=40).map("".join))
@settings(deadline=None, max_examples=200)
def test_any_text_gives_columns_of_one_length(text: str) -> None:
    page = links_of(text)
    links = page.links
    sizes = {
        *(len(links.kind), len(links.href), len(links.rel), len(links.anchor)),
        *(len(links.anchor_from), len(links.anchor_clipped), len(links.placement)),
        *(len(links.position), len(links.left), len(links.right)),
    }
    assert len(sizes) == 1
    assert set(links.kind) <= set(KINDS)
    assert set(links.anchor_from) <= set(ANCHOR_FROM)
    assert set(links.placement) <= {None, *PLACEMENTS}
    assert all(" ".join(each.split()) == each for each in links.anchor)
    assert all(len(each or "") <= 60 for each in [*links.left, *links.right])
    positions = [each for each in links.position if each is not None]
    assert positions == sorted(set(positions))


def samples(archive: Any) -> dict[str, bytes]:
    records = [
        archive.record("warcinfo", b"a: b\r\n", Content_Type="application/warc-fields"),
        archive.record("response", archive.answer(PAGE)),
        archive.record("response", archive.answer("", 301, [("Location", "/x")])),
    ]
    wats = [
        archive.wat_record(archive.wat_body([{"path": "A@/href", "url": "/a", "text": "a"}]))
    ] * 3
    return {
        "x.html": PAGE.encode(),
        "x.warc": b"".join(records),
        "x.warc.gz": archive.zipped(records),
        "y.warc.gz": gzip.compress(b"".join(records), mtime=0),
        "x.wat": b"".join(wats),
        "x.wat.gz": archive.zipped(wats),
    }


def receipt_of(archive: Any, name: str, content: bytes) -> Any:
    with TemporaryDirectory() as folder:
        return archive.read(Path(folder), content, name, base_url="https://own.example/").receipt


@pytest.mark.parametrize(
    "name", ["x.html", "x.warc", "x.warc.gz", "y.warc.gz", "x.wat", "x.wat.gz"]
)
@given(data=st.data())
@settings(deadline=None, max_examples=25)
def test_any_prefix_gives_a_receipt(archive: Any, name: str, data: st.DataObject) -> None:
    content = samples(archive)[name]
    whole = receipt_of(archive, name, content)
    cut = receipt_of(archive, name, content[: data.draw(st.integers(0, len(content)))])
    assert cut.kept <= whole.kept
    assert cut.error is None


@pytest.mark.parametrize("name", ["x.html", "x.warc", "x.warc.gz", "x.wat", "x.wat.gz"])
@given(data=st.data())
@settings(deadline=None, max_examples=25)
def test_any_damage_gives_a_receipt(archive: Any, name: str, data: st.DataObject) -> None:
    content = bytearray(samples(archive)[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 6))] = data.draw(st.binary(max_size=6))
    receipt_of(archive, name, bytes(content))


@given(content=st.binary(max_size=300))
@example(b"")
@example(b"WARC/1.0\r\n")
@example(b"\x1f\x8b\x08")
@example(b"filedesc:")
@example(b"PK\x03\x04")
@settings(deadline=None)
def test_any_bytes_give_a_receipt(archive: Any, content: bytes) -> None:
    for name in ("x.html", "x.warc.gz"):
        receipt_of(archive, name, content)


@pytest.mark.parametrize("rows", [1, 7])
@pytest.mark.parametrize("name", ["x.warc", "x.wat.gz"])
def test_batches_of_any_size_hold_the_same_rows(
    tmp_path: Path, archive: Any, name: str, rows: int
) -> None:
    content = samples(archive)[name]
    small = archive.read(tmp_path, content, name, batch_rows=rows)
    whole = archive.read(tmp_path, content, name)
    assert (small.links, small.pages, small.receipt) == (whole.links, whole.pages, whole.receipt)


def test_progress_is_told(tmp_path: Path, archive: Any) -> None:
    for name, content in samples(archive).items():
        seen: list[tuple[int, int | None]] = []
        archive.read(tmp_path, content, name, progress=lambda *told, seen=seen: seen.append(told))
        assert seen[-1] == (len(content), len(content))


def test_a_missing_file_is_an_error_in_its_receipt(tmp_path: Path) -> None:
    reading = web.read(tmp_path / "not-there.html", ReadOptions())
    assert list(reading) == []
    assert "not-there.html" in (reading.receipts[0].error or "")
