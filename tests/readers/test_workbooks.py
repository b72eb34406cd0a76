"""Workbooks as agencies send them: titles above, other sheets, words in front of addresses."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from roadsign.model.receipts import Receipt
from roadsign.readers.reading import ReadOptions
from roadsign.readers.registry import open_reading

Sheet = Any
Row = dict[str, object]
Read = Callable[[Callable[[Sheet, Sheet], None]], tuple[list[Row], list[Receipt]]]

HEADERS = ("Source page", "Target page", "Anchor text", "Nofollow", "First seen", "Last seen")
LINK = "https://kettles.example/blue"


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read_it(fill: Callable[[Sheet, Sheet], None]) -> tuple[list[Row], list[Receipt]]:
        path = tmp_path / "report.xlsx"
        with xlsxwriter.Workbook(path, {"strings_to_urls": False}) as book:
            summary, links = book.add_worksheet("Summary"), book.add_worksheet("Links")
            summary.write_row(0, 0, ["Report", "October"])
            links.write_string(1, 2, "Links we made")
            links.write_row(3, 2, HEADERS)
            fill(summary, links)
        reading = open_reading(path, ReadOptions())
        rows = [row for batch in reading for row in batch.rows.to_pylist()]
        return rows, reading.receipts

    return read_it


def test_days_flags_and_numbers_of_cells_are_read(read: Read) -> None:
    def fill(_: Sheet, links: Sheet) -> None:
        links.write_row(4, 2, ["https://tea.example/a", LINK, "blue kettle"])
        links.write_boolean(4, 5, boolean=True)
        links.write_datetime(4, 6, dt.datetime(2025, 3, 4, 5, 6))  # noqa: DTZ001 - as sheets do
        links.write_number(4, 7, 45720)

    (row,), (receipt,) = read(fill)
    assert row["anchor"] == "blue kettle"
    assert (row["nofollow"], row["follow"]) == (True, False)
    assert row["first_seen"] == row["last_seen"] == dt.date(2025, 3, 4)
    assert (receipt.format, receipt.encoding) == ("generic.links", "xlsx")
    assert receipt.source.endswith("report.xlsx/Links")


def test_an_address_column_gives_what_lies_behind_its_words(read: Read) -> None:
    def fill(_: Sheet, links: Sheet) -> None:
        links.write_url(4, 2, "https://tea.example/a?b=1&c=2", string="View post")
        links.write_formula(5, 2, '=HYPERLINK("https://tea.example/b","View post")', value="View")
        links.write_string(6, 2, "https://tea.example/c")
        links.write_formula(7, 2, '=CONCAT("https://evil",".example/")', value="https://x.example/")
        for row in range(4, 8):
            links.write_string(row, 3, LINK)
        # The words of a link may be linked themselves: they stay words.
        links.write_url(4, 4, LINK, string="blue kettle")

    rows, (receipt,) = read(fill)
    assert [row["source_url"] for row in rows] == [
        "https://tea.example/a?b=1&c=2",
        "https://tea.example/b",
        "https://tea.example/c",
    ]
    assert rows[0]["anchor"] == "blue kettle"
    assert receipt.rejected == {"missing_url": 1}


def test_a_workbook_without_links_is_one_clear_line(read: Read) -> None:
    rows, (receipt,) = read(lambda _, links: links.write_row(3, 2, ["a"] * 6) and None)
    assert rows == []
    assert "no column holds addresses" in str(receipt.error)
