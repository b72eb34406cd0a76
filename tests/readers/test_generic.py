"""Tables of tools that nobody described: told by common headers, or by what they hold."""

import csv
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadsign.model.links import ANCHOR_FROM, KINDS, LINKS
from roadsign.model.receipts import Receipt
from roadsign.readers.reading import ReadOptions
from roadsign.readers.registry import open_reading

CELLS = {
    "U": ["https://tea.example/a", "https://cups.example/b", "https://mugs.example/c"],
    "T": ["https://kettles.example/"] * 3,
    "A": ["blue kettles", "here", "Kettles"],
    "D": ["2025-03-04"] * 3,
}
Rows = list[dict[str, object]]
Read = Callable[[Sequence[str]], tuple[Rows, Receipt]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read_it(told: Sequence[str]) -> tuple[Rows, Receipt]:
        headers, cells = zip(*(each.split(": ") for each in told), strict=True)
        columns = [CELLS.get(cell, [cell.strip("'")] * 3) for cell in cells]
        lines = [headers, *zip(*columns, strict=True)]
        path = tmp_path / "input.csv"
        path.write_text("".join(f"{','.join(line)}\n" for line in lines), "utf-8")
        reading = open_reading(path, ReadOptions())
        rows = [row for batch in reading for row in batch.rows.to_pylist()]
        return rows, reading.receipts[0]

    return read_it


@pytest.mark.parametrize(
    "told",
    [
        ["Source Page Title: T", "Source Page URL: U", "Anchor Text: A", "Target URL: T"],
        ["From URL: U", "To URL: T", "Anchor text: A", "Theme: Food"],
        ["Link from: U", "Anchor: A", "Link to: T", "Status: OK", "Added: D"],
        ["URL: U", "Anchor text: A", "LIS: 50", "First seen: D", "Target: T"],
        ["source_url: U", "target_url: T", "anchor_text: A", "note: x"],
        ["Link Source: U", "Linktext: A", "Link Target: T"],
        ["Linkgeber: U", "Linkziel: T", "Linktext: A", "Typ: follow"],
        ["#: 1", "De: U", "Palavras: A", "Para: T", "Visto: D", "Ativo: true"],
    ],
)
def test_source_target_and_words_are_found(told: list[str], read: Read) -> None:
    rows, receipt = read(told)
    assert receipt.format == "generic.links"
    assert [row["source_url"] for row in rows] == CELLS["U"]
    assert [row["target_url"] for row in rows] == CELLS["T"]
    assert [row["anchor"] for row in rows] == CELLS["A"]
    assert {row["anchor_from"] for row in rows} == {"text"}


@pytest.mark.parametrize(
    ("told", "nofollow", "ugc", "follow"),
    [
        ("Nofollow: true", True, None, False),
        ("Nofollow: no", False, None, True),
        ("Nofollow: nofollow", True, None, False),
        ("Nofollow: dofollow", False, None, True),
        ("Dofollow: true", False, None, True),
        ("Dofollow: nofollow", True, None, False),
        ("Follow: false", True, None, False),
        ("Rel: ", False, False, True),
        ("Rel: nofollow noopener", True, False, False),
        ("Rel: UGC|noopener", False, True, False),
        ("Link type: dofollow", False, None, True),
        ("Link type: ugc", None, True, False),
        ("Link status: nofollow", True, None, False),
        ("Remarks: none", None, None, None),
    ],
)
def test_whether_a_link_is_followed(
    told: str, nofollow: object, ugc: object, follow: object, read: Read
) -> None:
    rows, receipt = read(["Source: U", "Target: T", "Anchor: A", told])
    assert (rows[0]["nofollow"], rows[0]["ugc"], rows[0]["follow"]) == (nofollow, ugc, follow)
    assert ("no_follow" in receipt.warnings) == (told.startswith("Remarks"))


@pytest.mark.parametrize(
    ("told", "anchor", "origin", "kind"),
    [
        (["Anchor: ", "Alt: a kettle"], "a kettle", "alt", "image"),
        (["Anchor: tea", "Alt: a kettle"], "tea", "text", "text"),
        (["Anchor: ", "Alt: "], "", "none", "text"),
        (["Anchor: "], "", "unknown", "text"),
        (["Anchor: ", "Type: image"], "", "unknown", "image"),
        (["Anchor: ", "Type: text"], "", "none", "text"),
        (["Anchor: null", "Type: guest post"], "null", "text", "text"),
        (["Anchor: x", "Type: redirect"], "", "none", "redirect"),
        (["Note: x"], "", "unknown", "text"),
    ],
)
def test_where_words_are_from(
    told: list[str], anchor: str, origin: str, kind: str, read: Read
) -> None:
    rows, _ = read(["Source: U", "Target: T", *told])
    assert (rows[0]["anchor"], rows[0]["anchor_from"], rows[0]["kind"]) == (anchor, origin, kind)


def test_lost_without_a_day_is_lost_on_the_last_day_known(read: Read) -> None:
    rows, _ = read(["Source: U", "Target: T", "Anchor: A", "Lost: true", "Last seen: D"])
    assert str(rows[0]["lost"]) == "2025-03-04"
    assert rows[0]["lost_reason"] == "not_told"
    rows, _ = read(["Source: U", "Target: T", "Anchor: A", "Lost: true"])
    assert rows[0]["lost"] is not None


@pytest.mark.parametrize(
    "told",
    [
        ["Source: newsletter", "Target: shop", "Value: 12"],
        ["Source: tea.example", "Target: kettles.example", "Links: 12"],
        ["Keyword: tea", "Current URL: T", "Previous URL: U"],
        ["Page: T", "Canonical: T", "Words: A"],
        ["Name: A", "Home page: U"],
    ],
)
def test_tables_of_other_things_are_no_links(told: list[str], read: Read) -> None:
    rows, receipt = read(told)
    assert rows == []
    assert receipt.error is not None


def test_only_hosts_with_a_path_need_no_scheme(read: Read) -> None:
    rows, _ = read(["Source: tea.example/a", "Target: www.kettles.example", "Anchor: A"])
    assert rows[0]["source_url"] == "http://tea.example/a"
    assert rows[0]["target_url"] == "http://www.kettles.example/"


def test_lists_without_a_header_are_told_by_what_they_hold(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    lines = (f"{at},{url},https://kettles.example/,kettle\n" for at, url in enumerate(CELLS["U"]))
    path.write_text("".join(lines), "utf-8")
    reading = open_reading(path, ReadOptions())
    rows = [row for batch in reading for row in batch.rows.to_pylist()]
    assert [row["source_url"] for row in rows] == CELLS["U"]
    assert {row["anchor"] for row in rows} == {"kettle"}


def test_headers_that_a_user_names_are_found_below_other_lines(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    rows = "".join(f"{url};https://kettles.example/\n" for url in CELLS["U"])
    path.write_text(f"Bericht;Oktober\nStand;heute\nWo;Wohin\n{rows}", "utf-8")
    mapping = {"source": "Wo", "target": "Wohin"}
    reading = open_reading(path, ReadOptions(mapping=mapping))
    assert sum(len(batch.rows) for batch in reading) == 3


@pytest.mark.parametrize(
    ("told", "lost"),
    [
        (["Live", "Removed", "404"], [False, True, False]),
        (["active", "active", "Lost"], [False, False, True]),
        (["200", "301", "404"], [False, False, False]),
        (["true", "true", "true"], [False, False, False]),
    ],
)
def test_a_status_tells_which_links_are_gone(
    told: list[str], lost: list[bool], tmp_path: Path
) -> None:
    rows = "".join(
        f"https://s{n}.example/p,https://shop.example/,x,{status},2026-01-02\n"
        for n, status in enumerate(told)
    )
    path = tmp_path / "t.csv"
    path.write_text(f"Source URL,Target URL,Anchor,Status,Last checked\n{rows}", "utf-8")
    found = [row for batch in open_reading(path, ReadOptions()) for row in batch.rows.to_pylist()]
    assert [row["lost"] is not None for row in found] == lost


@pytest.mark.parametrize("day", ["28 Eyl 2026", "2026. 9. 28.", "28 в неведомо 2026", "28/09/2026"])
def test_pages_and_days_are_latest_links_in_every_language(day: str, tmp_path: Path) -> None:
    rows = "".join(f'https://s{n}.example/p,"{day}"\n' for n in range(6))
    path = tmp_path / "t.csv"
    path.write_text(f"Страница,День\n{rows}", "utf-8")
    reading = open_reading(path, ReadOptions())
    assert sum(len(batch.rows) for batch in reading) == 6
    assert (reading.receipts[0].format, reading.receipts[0].error) == ("gsc.latest", None)


def test_a_table_that_compares_two_times_gives_the_later(tmp_path: Path) -> None:
    times = ("Last 3 months", "Previous 3 months")
    figures = ("Clicks", "Impressions", "CTR", "Position")
    header = ",".join(["Top pages", *(f"{t} {f}" for f in figures for t in times)])
    path = tmp_path / "Pages.csv"
    path.write_text(f"{header}\nhttps://shop.example/a,5,6,500,600,1%,2%,4.5,5.5\n", "utf-8")
    reading = open_reading(path, ReadOptions())
    (row,) = [row for batch in reading for row in batch.rows.to_pylist()]
    assert row["page"] == "https://shop.example/a"
    assert (row["clicks"], row["impressions"], row["position"]) == (5, 500, 4.5)


def test_a_translated_header_is_told_by_the_words_below_it(tmp_path: Path) -> None:
    lines = [
        "ドメイン,リンク元,リンク先,文言,種類,Dofollow,属性,初回,最終",
        'tea.example,U,T,blue kettles,anchor,false,"ugc, noopener",2025-01-02,2026-01-02',
        "cups.example,U,T,,image,true,,2025-02-02,2026-02-02",
        "mugs.example,U,T,here,redirect,true,,2025-03-02,2026-03-02",
    ]
    for at, url in enumerate(CELLS["U"], 1):
        lines[at] = lines[at].replace(",U,T,", f",{url},https://kettles.example/,")
    path = tmp_path / "input.csv"
    path.write_text("\n".join(lines), "utf-8")
    reading = open_reading(path, ReadOptions())
    rows = [row for batch in reading for row in batch.rows.to_pylist()]
    assert [row["kind"] for row in rows] == ["text", "image", "redirect"]
    assert [row["anchor_from"] for row in rows] == ["text", "unknown", "none"]
    assert [(row["ugc"], row["follow"]) for row in rows] == [(True, False), *[(False, True)] * 2]
    assert [str(row["first_seen"]) for row in rows] == ["2025-01-02", "2025-02-02", "2025-03-02"]
    assert [str(row["last_seen"]) for row in rows] == ["2026-01-02", "2026-02-02", "2026-03-02"]


HEADERS = ("Source", "Target", "Anchor", "Alt", "Type", "Rel", "First seen", "Lost", "DR")
CELL = st.one_of(
    st.sampled_from(
        ["https://tea.example/a", "HTTP://Tea.example:80/a#b", "javascript:x", "image"]
    ),
    st.sampled_from(["nofollow", "mention", "2025-01-02", "02/03/2025", "true", "41", "-", ""]),
    st.text(max_size=6),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELL, min_size=9, max_size=9), max_size=6))
def test_whatever_the_cells_hold_rows_are_whole(
    tmp_path_factory: pytest.TempPathFactory, cells: list[list[str]]
) -> None:
    path = tmp_path_factory.getbasetemp() / f"cells-{os.getpid()}.csv"
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        first = ["https://tea.example/a", "https://kettles.example/", *["x"] * 7]
        csv.writer(file).writerows([HEADERS, first, *cells])
    reading = open_reading(path, ReadOptions())
    rows = [row for batch in reading for row in batch.rows.to_pylist()]
    (receipt,) = reading.receipts
    assert receipt.kept == len(rows)
    assert receipt.read == receipt.kept + sum(receipt.rejected.values())
    for row in rows:
        assert all(row[field.name] is not None for field in LINKS if not field.nullable)
        assert row["kind"] in KINDS
        assert row["anchor_from"] in ANCHOR_FROM
        assert str(row["source_url"]).startswith(("http://", "https://"))
        assert "#" not in str(row["source_url"])
        assert (row["anchor"] == "") == (row["anchor_from"] in {"none", "unknown"})
        assert (row["lost"] is None) == (row["lost_reason"] is None)
