"""Spreadsheets as tables, behind a guard: a workbook can be a bomb in more ways than a zip."""

import datetime as dt
import re
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import pyarrow as pa
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from roadsign.errors import InputError
from roadsign.readers.exports.headers import Header, chosen
from roadsign.readers.exports.stretches import Stretch
from roadsign.readers.exports.tables import Table
from roadsign.readers.exports.torn import FIELD_LIMIT

_MOST_CELLS = 20_000_000
_MOST_PER_FILLED = 64
_SPARSE_COUNTS_FROM = 100_000
_MOST_XML = 2 << 30
_MOST_GROWTH = 200
_GROWTH_COUNTS_FROM = 64 << 20
_PIECE = 1 << 20
_TAIL = 1 << 12
_ROWS_AT_ONCE = 4096
_HEAD_ROWS = 70
_FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_CELL = re.compile(rb"<(?:\w+:)?c\s")
_PLACED = re.compile(rb"<(?:\w+:)?c\s[^<>]*?\br\s*=")
_PLACE = re.compile(rb"<(?:\w+:)?c\s[^<>]*?\br\s*=\s*[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_ROW = re.compile(rb"<(?:\w+:)?row\s[^<>]*?\br\s*=\s*[\"'](\d{1,7})[\"']")


def tables_of(path: Path) -> list[Table]:
    """Give the sheets that hold anything; raise InputError where the workbook is not safe."""
    _guard(path)
    book = _opened(path)
    return [
        table
        for name in book.sheet_names
        if (table := _table(f"{path}/{name}", _sheet(book, name, path)))
    ]


def _table(name: str, sheet: CalamineSheet | None) -> Table | None:
    if sheet is None:
        return None
    head = [tuple(map(_text, row)) for row in islice(sheet.iter_rows(), _HEAD_ROWS)]
    records = [
        (cells, index + 1) for index, cells in enumerate(head) if any(c.strip() for c in cells)
    ]
    header = chosen("", records)
    if header is None:
        return None

    def read(wanted: tuple[int, ...]) -> Iterator[Stretch]:
        return _stretches(sheet, header, wanted)

    return Table(name, header, "xlsx", read)


def _stretches(sheet: CalamineSheet, header: Header, wanted: tuple[int, ...]) -> Iterator[Stretch]:
    place = 0
    rows = islice(sheet.iter_rows(), header.body, None)
    while chunk := list(islice(rows, _ROWS_AT_ONCE)):
        texts = [
            [_text(row[index]) if index < len(row) else "" for index in wanted] for row in chunk
        ]
        filled = [cells for cells in texts if any(cells)]
        columns = tuple(
            pa.array([cells[at] for cells in filled], pa.string()) for at in range(len(wanted))
        )
        places = np.arange(place + 1, place + len(filled) + 1, dtype=np.int64)
        place += len(filled)
        yield Stretch(columns, places, np.zeros(len(filled), np.bool_))


def _text(value: object) -> str:
    if isinstance(value, str):
        return value[:FIELD_LIMIT]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.isoformat(" ")
    return "" if value is None else str(value)


def _guard(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as book:
            for entry in book.infolist():
                if entry.filename.endswith((".xml", ".rels")):
                    _guard_part(path, book, entry)
    except (zipfile.BadZipFile, zipfile.zlib.error, EOFError, RuntimeError, OSError) as error:  # type: ignore[attr-defined]
        message = f"{path} is a damaged workbook: {error}"
        raise InputError(message) from error


def _guard_part(path: Path, book: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Stream one part: no entities, no growth beyond reason, no sheet that is all emptiness."""
    extent = _Extent()
    is_sheet = "worksheets/" in entry.filename
    size, tail = 0, b""
    with book.open(entry) as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > _MOST_XML or (
                size > _GROWTH_COUNTS_FROM and size > _MOST_GROWTH * (entry.compress_size + 1)
            ):
                message = f"{path} grows beyond reason when it is unpacked: not read"
                raise InputError(message)
            text = tail + piece
            if _FORBIDDEN.search(text):
                message = f"{path} declares entities in its XML, as no spreadsheet does: not read"
                raise InputError(message)
            cut = text.rfind(b"<")
            cut = cut if cut >= 0 else len(text)
            if is_sheet:
                extent.see(text[:cut])
            tail = text[cut:][:_TAIL]
    if is_sheet and extent.unplaced:
        message = f"{path} has cells whose places cannot be read: save it again, or as CSV"
        raise InputError(message)
    if is_sheet and extent.too_wide:
        message = (
            f"{path} has a sheet that spans {extent.area:,} cells and fills {extent.filled:,}: "
            "not read; save the table alone, or as CSV"
        )
        raise InputError(message)


class _Extent:
    """The used range of a sheet and how many of its cells are filled."""

    def __init__(self) -> None:
        self.filled = 0
        self.unplaced = 0
        self._rows: tuple[int, int] | None = None
        self._columns: tuple[int, int] | None = None

    @property
    def area(self) -> int:
        """Cells in the used range."""
        if self._rows is None or self._columns is None:
            return self.filled
        high, wide = (last - first + 1 for first, last in (self._rows, self._columns))
        return high * wide

    @property
    def too_wide(self) -> bool:
        """Whether a reader that lays the range out would run out of memory."""
        sparse = self.area > _SPARSE_COUNTS_FROM and self.area > _MOST_PER_FILLED * self.filled
        return self.area > _MOST_CELLS or sparse

    def see(self, xml: bytes) -> None:
        """Count the cells of a piece that ends before a tag."""
        places = _PLACE.findall(xml)
        self.filled += len(_CELL.findall(xml))
        self.unplaced += len(_PLACED.findall(xml)) - len(places)
        rows = [int(row) for _, row in places] + [int(row) for row in _ROW.findall(xml)]
        columns = [_column(letters) for letters in {letters for letters, _ in places}]
        self._rows = _spread(self._rows, rows)
        self._columns = _spread(self._columns, columns)


def _spread(known: tuple[int, int] | None, values: list[int]) -> tuple[int, int] | None:
    all_values = [*(known or ()), *values]
    return (min(all_values), max(all_values)) if all_values else None


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _opened(path: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(path)
    except (CalamineError, OSError, ValueError) as error:
        message = f"{path} cannot be read as a workbook: {error}"
        raise InputError(message) from error


def _sheet(book: CalamineWorkbook, name: str, path: Path) -> CalamineSheet | None:
    try:
        return book.get_sheet_by_name(name)
    except (CalamineError, ValueError) as error:
        message = f"{path}, sheet {name}, cannot be read: {error}"
        raise InputError(message) from error
