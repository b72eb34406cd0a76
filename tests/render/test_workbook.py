"""Workbooks are read back as they were meant, and hold nothing that runs."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import IO

import pyarrow as pa
import pytest
import python_calamine as calamine
from audits import example_audit, lonely_audit
from reports_example import REPORTS, TARGET, anchors, refdomains

from roadsign.model.tables import ReportTable
from roadsign.render.workbook import audit_workbook, report_workbook
from roadsign.render.workbook import book as books

Sheets = dict[str, list[list[object]]]


def written(write: Callable[[IO[bytes]], None]) -> tuple[bytes, Sheets]:
    file = io.BytesIO()
    write(file)
    opened = calamine.CalamineWorkbook.from_filelike(io.BytesIO(file.getvalue()))
    sheets = {name: opened.get_sheet_by_name(name).to_python() for name in opened.sheet_names}
    return file.getvalue(), sheets  # type: ignore[return-value]


def parts(content: bytes, ending: str) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return [package.read(each).decode() for each in package.namelist() if each.endswith(ending)]


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_read_back(name: str) -> None:
    table = REPORTS[name]()
    _, sheets = written(lambda file: report_workbook(table, file))
    head, *rows = sheets[name]
    assert head == table.rows.column_names
    assert len(rows) == table.rows.num_rows


@pytest.mark.parametrize("rows", [0, 1, 49, 50, 51, 52, 1000])
def test_every_row_of_a_table_is_written(rows: int) -> None:
    table = replace(anchors(), rows=pa.table({"links": range(rows)}))
    _, sheets = written(lambda file: report_workbook(table, file))
    assert sheets["anchors"] == [["links"], *([number] for number in range(rows))]


def test_dates_numbers_and_texts_keep_their_kind() -> None:
    _, sheets = written(lambda file: report_workbook(refdomains(), file))
    told = dict(zip(*sheets["refdomains"][:2], strict=True))
    assert told["first_seen"] == date(2024, 2, 3)
    assert told["links"] == 3
    assert told["words"] == "brand, partial"


HOSTILE = [
    "=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "https://evil.example", "007",
    "\x1b[31m\x00", "_x0041_", "x" * 40_000, "😀" * 20_000, '=HYPERLINK("https://a.example")',
]  # fmt: skip


def test_no_text_runs_or_links_or_turns_into_a_number() -> None:
    rows = pa.table({"anchor": HOSTILE})
    table = replace(anchors(), rows=rows)
    content, sheets = written(lambda file: report_workbook(table, file))
    texts = [row[0] for row in sheets["anchors"][1:]]
    assert texts[:7] == HOSTILE[:7]
    assert texts[8] == "_x0041_"
    assert len(str(texts[9])) == books.MOST_LETTERS
    assert len(str(texts[10]).encode("utf-16-le")) <= 2 * books.MOST_LETTERS
    sheet = "".join(parts(content, ".xml"))
    assert "<f>" not in sheet
    assert "<f " not in sheet
    assert not [each for each in parts(content, ".rels") if "hyperlink" in each]


def test_numbers_that_a_sheet_cannot_hold_are_left_out_or_text() -> None:
    rows = pa.table({"a": [float("nan"), float("inf"), 2.5], "b": [2**62, -(2**62), 0]})
    table = ReportTable("anchors", TARGET, "x", rows, 3)
    _, sheets = written(lambda file: report_workbook(table, file))
    assert sheets["anchors"][1:] == [["", str(2**62)], ["", str(-(2**62))], [2.5, 0]]


def test_rows_beyond_the_limit_are_counted_not_lost_in_silence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(books, "MOST_ROWS", 5)
    table = anchors()
    _, sheets = written(lambda file: report_workbook(replace(table, total=8), file))
    assert len(sheets["anchors"]) == 5
    assert ["rows left out", 4] in sheets["About"]


@pytest.mark.parametrize("audit", [example_audit(), lonely_audit()])
def test_an_audit_has_its_five_sheets(audit: object) -> None:
    content, sheets = written(lambda file: audit_workbook(audit, file))  # type: ignore[arg-type]
    assert list(sheets) == ["Summary", "Pages", "Words", "Steps", "Method"]
    assert sheets["Summary"][1][0] == audit.summary.headline  # type: ignore[attr-defined]
    assert [row[0] for row in sheets["Pages"][1:]] == [each.url for each in audit.pages]  # type: ignore[attr-defined]
    assert len(parts(content, "chart1.xml")) == 1
    assert "<f>" not in "".join(parts(content, "sheet1.xml"))
