"""Reports as CSV, Parquet and one HTML page: whole, and with nothing active in them."""

import csv
import io
from dataclasses import replace
from html.parser import HTMLParser

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from audits import example_audit, lonely_audit
from reports_example import REPORTS, anchors, backlinks

from roadsign.render.flat import csv_pieces, write_parquet
from roadsign.render.flat_audit import AUDIT_ROWS, audit_table
from roadsign.render.tables import page


def read_csv(rows: pa.Table, *, guarded: bool = True) -> list[list[str]]:
    text = b"".join(csv_pieces(rows, guarded=guarded)).decode()
    return list(csv.reader(io.StringIO(text, newline="")))


def test_csv_holds_every_row_and_column_by_name() -> None:
    head, *rows = read_csv(backlinks().rows)
    assert head == backlinks().rows.column_names
    told = dict(zip(head, rows[2], strict=True))
    assert (told["follow"], told["last_seen"], told["rating"]) == ("false", "2026-10-09", "")
    assert dict(zip(head, rows[1], strict=True))["rating"] == ""


def test_lists_are_one_cell() -> None:
    assert read_csv(anchors().rows)[5][2] == "sentence foreign_language money_word"


def test_formulas_are_guarded_unless_a_program_asks() -> None:
    rows = anchors().rows
    assert read_csv(rows)[7][0].startswith("'=cmd|")
    assert read_csv(rows, guarded=False)[7][0].startswith("=cmd|")
    assert "\x1b" not in read_csv(rows)[7][0]


def test_columns_of_any_kind_make_csv() -> None:
    rows = pa.table(
        {
            "packed": pa.array(["=a", None]).dictionary_encode(),
            "pair": pa.array([{"x": "=1"}, None]),
            "lists": pa.array([["=a", "b"], None]),
            "numbers": pa.array([[1, 2], []]),
            "number": [-1, None],
        }
    )
    assert read_csv(rows)[1:] == [["'=a", "{'x': '=1'}", "'=a b", "1 2", "-1"], [""] * 5]


@pytest.mark.parametrize("name", REPORTS)
def test_parquet_is_read_back_as_it_was(name: str) -> None:
    file = io.BytesIO()
    write_parquet(REPORTS[name]().rows, file)
    assert str(pq.read_table(file).to_pydict()) == str(REPORTS[name]().rows.to_pydict())


@pytest.mark.parametrize("audit", [example_audit(), lonely_audit()])
def test_an_audit_is_a_row_a_page(audit: object) -> None:
    table = audit_table(audit)  # type: ignore[arg-type]
    assert table.schema == AUDIT_ROWS
    assert table["url"].to_pylist() == [each.url for each in audit.pages]  # type: ignore[attr-defined]
    row = table.to_pylist()[0]
    first = audit.pages[0]  # type: ignore[attr-defined]
    exact = next(each for each in first.anchors.shares if each.anchor_class == "exact")
    assert (row["verdict"], row["share_exact"]) == (first.verdict, exact.share)


class Seen(HTMLParser):
    """The tags of a page, its addresses and the attributes that could run."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "\u202egnp.exe",
    "{{ 7 * 7 }}",
]


def test_nothing_of_a_strangers_is_active_in_the_page() -> None:
    rows = pa.table({"source_url": HOSTILE, "anchor": HOSTILE})
    table = replace(backlinks(), rows=rows, display="<b>shop</b>", total=9)
    seen = Seen("".join(page(table)))
    assert not {"script", "img", "link", "iframe", "b"} & set(seen.tags)
    assert not [name for name, _ in seen.attributes if name.startswith("on") or name == "style"]
    assert not [value for name, value in seen.attributes if name in {"href", "src"}]
    assert "{{ 7 * 7 }}" in seen.text
    assert "\u202e" not in seen.text


def test_the_page_links_to_the_web_only_and_tells_what_was_left_out() -> None:
    text = "".join(page(replace(backlinks(), total=1204)))
    seen = Seen(text)
    links = [value or "" for name, value in seen.attributes if name == "href"]
    assert len(links) == 8
    assert all(link.startswith(("http://", "https://")) for link in links)
    assert "4 rows; 1,200 more were left out." in seen.text
    assert "default-src 'none'" in text


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_has_a_page(name: str) -> None:
    seen = Seen("".join(page(REPORTS[name]())))
    assert seen.tags.count("tr") == REPORTS[name]().rows.num_rows + 1
    assert "nan" not in seen.text.split()
