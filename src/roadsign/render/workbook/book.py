"""A workbook of text and numbers: written row by row, within the limits of the format."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from types import MappingProxyType
from typing import IO, Any

import xlsxwriter

from roadsign.render.defuse import cells, defused

MOST_ROWS = 1_048_576
MOST_LETTERS = 32_767
_WIDEST, _NARROWEST = 60, 9
_SIZED_BY = 50
"""So many first rows decide the width of a column."""
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
_STYLES: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        "": {},
        "head": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"},
        "title": {"bold": True, "font_size": 16},
        "strong": {"bold": True},
        "wrapped": {"text_wrap": True, "valign": "top"},
        "share": {"num_format": "0%"},
        "day": {"num_format": "yyyy-mm-dd"},
    }
)


class Book:
    """An open workbook; ``sheet`` adds one, rows are written in order and never again."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = xlsxwriter.Workbook(file, dict(_OPTIONS))
        self.styles = {name: self.file.add_format(dict(told)) for name, told in _STYLES.items()}

    def sheet(self, name: str) -> "Sheet":
        """Add a sheet."""
        return Sheet(self, self.file.add_worksheet(name))


class Sheet:
    """A sheet; ``row`` writes the next one, texts as texts and numbers as numbers."""

    def __init__(self, book: Book, sheet: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        self.book, self.sheet = book, sheet
        self.at = 0

    def widths(self, *columns: int) -> None:
        """Set the widths of the first columns, in letters; before the first row."""
        for at, width in enumerate(columns):
            self.sheet.set_column(at, at, width)

    def row(self, values: Sequence[object], styles: str | Sequence[str] = "") -> bool:
        """Write a row; false where the sheet is full."""
        if self.at >= MOST_ROWS:
            return False
        named = [styles] * len(values) if isinstance(styles, str) else styles
        for column, (value, style) in enumerate(zip(values, named, strict=True)):
            self._write(column, value, style)
        self.at += 1
        return True

    def table(
        self,
        names: Sequence[str],
        rows: Iterable[Sequence[object]],
        styles: Sequence[str] | None = None,
    ) -> int:
        """Write a head and rows with a filter, sized by the first of them; give how many fitted."""
        waiting = iter(rows)
        first = list(islice(waiting, _SIZED_BY))
        if not self.at:
            self.widths(*map(_width, zip(names, *first, strict=True)))
            self.sheet.freeze_panes(1, 1)
        top = self.at
        self.row(names, "head")
        written = 0
        for row in _chained(first, waiting):
            if not self.row(row, styles or ""):
                break
            written += 1
        if written:
            self.sheet.autofilter(top, 0, self.at - 1, len(names) - 1)
        return written

    def _write(self, column: int, value: object, style: str) -> None:
        look = self.book.styles[style]
        match value:
            case None:
                return
            case bool():
                self.sheet.write_boolean(self.at, column, value, look)
            case int() | float() if math.isfinite(value) and abs(value) < 1e15:  # noqa: PLR2004 - a double
                self.sheet.write_number(self.at, column, value, look)
            case float() if not math.isfinite(value):
                return
            case Decimal():
                self.sheet.write_number(self.at, column, float(value), look)
            case date() if value.year > 1900:  # noqa: PLR2004 - the format's first year
                day = value.date() if isinstance(value, datetime) else value
                self.sheet.write_datetime(self.at, column, day, self.book.styles["day"])
            case _:
                self.sheet.write_string(self.at, column, cell_text(value), look)


@contextmanager
def book(file: IO[bytes]) -> Iterator[Book]:
    """Open a workbook on a file and close it when all is written."""
    opened = Book(file)
    yield opened
    opened.file.close()


def cell_text(value: object) -> str:
    """Give a text that a cell can hold: defused, not longer than the format allows."""
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    # The format counts UTF-16: a letter outside the first plane is two.
    return defused(text).encode("utf-16-le")[: 2 * MOST_LETTERS].decode("utf-16-le", "ignore")


def _width(column: Sequence[object]) -> int:
    widest = max(cells(cell_text("" if each is None else each)[:_WIDEST]) for each in column)
    return min(_WIDEST, max(_NARROWEST, widest + 2))


def _chained(
    first: Iterable[Sequence[object]], rest: Iterator[Sequence[object]]
) -> Iterator[Sequence[object]]:
    yield from first
    yield from rest
