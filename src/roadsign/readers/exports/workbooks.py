"""Spreadsheets as tables, behind a guard: a workbook can be a bomb in more ways than a zip."""

import datetime as dt
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import pyarrow as pa
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from roadsign.errors import InputError
from roadsign.readers.exports.formats import address_headers
from roadsign.readers.exports.headers import chosen
from roadsign.readers.exports.hyperlinks import (
    Behind,
    Place,
    addresses_behind,
    column_number,
)
from roadsign.readers.exports.stretches import Stretch
from roadsign.readers.exports.tables import Table
from roadsign.readers.exports.torn import FIELD_LIMIT
from roadsign.readers.inflating import DAMAGED_ZIP

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
_LINKED = re.compile(rb"<(?:\w+:)?(?:f|hyperlink)[\s>/]")
_ROW = re.compile(rb"<(?:\w+:)?row\s[^<>]*?\br\s*=\s*[\"'](\d{1,7})[\"']")


def tables_of(path: Path, titles: Collection[str] = ()) -> list[Table]:
    """Give the sheets that hold anything; raise InputError where the workbook is not safe."""
    linked = _guard(path)
    book = _opened(path)
    return [
        table
        for name in book.sheet_names
        if (table := _Sheet(path, name, _sheet(book, name, path), linked).table(titles))
    ]


class _Sheet:
    """One sheet of a workbook, read row by row, with the addresses behind its cells."""

    def __init__(self, path: Path, name: str, sheet: CalamineSheet, linked: bool) -> None:  # noqa: FBT001
        self._path, self._name, self._sheet = path, name, sheet
        self._linked = linked
        self._first_column = (sheet.start or (0, 0))[1]

    def table(self, titles: Collection[str]) -> Table | None:
        """Give it as a table, None where nothing looks like a header."""
        head = [tuple(map(_text, row)) for row in islice(self._sheet.iter_rows(), _HEAD_ROWS)]
        records = [(cells, at) for at, cells in enumerate(head, 1) if any(c.strip() for c in cells)]
        header = chosen("", records, titles)
        if header is None:
            return None
        named = [at for at, cell in enumerate(header.folded) if cell in address_headers()]
        if behind := self._behind(named):
            shown = [
                (self._meant(cells, at - 1, range(len(cells)), behind), at) for cells, at in records
            ]
            header = chosen("", shown, titles) or header

        def read(wanted: tuple[int, ...]) -> Iterator[Stretch]:
            return self._stretches(table, wanted)

        table = Table(f"{self._path}/{self._name}", header, "xlsx", read)
        return table

    def _stretches(self, table: Table, wanted: tuple[int, ...]) -> Iterator[Stretch]:
        behind = self._behind(table.address_columns)
        start = table.header.body
        place = 0
        rows = enumerate(islice(self._sheet.iter_rows(), start, None), start)
        while chunk := list(islice(rows, _ROWS_AT_ONCE)):
            texts: list[list[str]] = []
            for at, row in chunk:
                cells = tuple(_text(row[index]) if index < len(row) else "" for index in wanted)
                if behind:
                    cells = self._meant(cells, at, wanted, behind)
                if any(cells):
                    texts.append(list(cells))
            columns = tuple(
                pa.array([cells[at] for cells in texts], pa.string()) for at in range(len(wanted))
            )
            places = np.arange(place + 1, place + len(texts) + 1, dtype=np.int64)
            place += len(texts)
            yield Stretch(columns, places, np.zeros(len(texts), np.bool_))

    def _meant(
        self,
        cells: tuple[str, ...],
        row: int,
        columns: Sequence[int],
        behind: Mapping[Place, Behind],
    ) -> tuple[str, ...]:
        """Give the cells of a row with what lies behind them."""
        found = (behind.get((row, column + self._first_column)) for column in columns)
        return tuple(
            cell if hidden is None else hidden.instead_of(cell)
            for cell, hidden in zip(cells, found, strict=True)
        )

    def _behind(self, columns: Collection[int]) -> Mapping[Place, Behind]:
        if not self._linked or not columns:
            return {}
        absolute = {column + self._first_column for column in columns}
        return addresses_behind(self._path, self._name, absolute)


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


def _guard(path: Path) -> bool:
    """Refuse what is not safe; say whether any sheet has formulas or links."""
    linked = False
    try:
        with zipfile.ZipFile(path) as book:
            for entry in book.infolist():
                if entry.filename.endswith((".xml", ".rels")):
                    linked |= _guard_part(path, book, entry)
    except (*DAMAGED_ZIP, zlib.error, RuntimeError) as error:
        message = f"{path} is a damaged workbook: {error}"
        raise InputError(message) from error
    return linked


def _guard_part(path: Path, book: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
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
    return extent.linked


class _Extent:
    """The used range of a sheet and how many of its cells are filled."""

    def __init__(self) -> None:
        self.filled = 0
        self.unplaced = 0
        self.linked = False
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
        self.linked = self.linked or _LINKED.search(xml) is not None
        self.filled += len(_CELL.findall(xml))
        self.unplaced += len(_PLACED.findall(xml)) - len(places)
        rows = [int(row) for _, row in places] + [int(row) for row in _ROW.findall(xml)]
        columns = [
            column_number(letters.decode()) for letters in {letters for letters, _ in places}
        ]
        self._rows = _spread(self._rows, rows)
        self._columns = _spread(self._columns, columns)


def _spread(known: tuple[int, int] | None, values: list[int]) -> tuple[int, int] | None:
    all_values = [*(known or ()), *values]
    return (min(all_values), max(all_values)) if all_values else None


def _opened(path: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(path)
    except (CalamineError, OSError, ValueError) as error:
        message = f"{path} cannot be read as a workbook: {error}"
        raise InputError(message) from error


def _sheet(book: CalamineWorkbook, name: str, path: Path) -> CalamineSheet:
    try:
        return book.get_sheet_by_name(name)
    except (CalamineError, ValueError) as error:
        message = f"{path}, sheet {name}, cannot be read: {error}"
        raise InputError(message) from error
