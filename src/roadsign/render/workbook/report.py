"""A report as a workbook: one sheet of its rows, one on what they are."""

from collections.abc import Iterator
from typing import IO

from roadsign.model.tables import ReportTable
from roadsign.model.terms import terms
from roadsign.render.workbook.book import MOST_ROWS, book

_BATCH = 4096


def report_workbook(table: ReportTable, file: IO[bytes]) -> None:
    """Write a report into an open file; what no longer fits on the sheet is told on the next."""
    names = list(table.rows.column_names)
    with book(file) as opened:
        written = opened.sheet(table.name[:31] or "rows").table(names, _rows(table))
        about = opened.sheet("About")
        about.widths(28, 100)
        about.row([f"{table.name} of {table.display}"], "title")
        about.row(["rows here", written])
        about.row(["rows in all", table.total])
        if written < table.rows.num_rows:
            left = table.rows.num_rows - written
            about.row(["rows left out", left])
            about.row(["", f"A sheet holds {MOST_ROWS:,} rows; CSV and Parquet hold all."])
        about.row([])
        for name in names:
            if term := terms().get(name):
                about.row([name, term.text], ["strong", "wrapped"])


def _rows(table: ReportTable) -> Iterator[list[object]]:
    for batch in table.rows.to_batches(max_chunksize=_BATCH):
        columns = [column.to_pylist() for column in batch.columns]
        yield from map(list, zip(*columns, strict=True))
