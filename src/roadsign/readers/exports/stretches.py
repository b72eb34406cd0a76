"""Delimited text as columns: blocks that are sound in one go, torn stretches row by row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import csv as arrow_csv

from roadsign.readers.encodings import BLOCK_BYTES
from roadsign.readers.exports.torn import FIELD_LIMIT, TornRows, fitted, parsed

_QUOTE, _LF, _CR = 34, 10, 13
_CALM = 1 << 16


@dataclass(frozen=True, slots=True)
class Shape:
    """How rows are written, and which of their columns are wanted."""

    delimiter: str
    width: int
    wanted: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows of a table: the wanted columns as text, their places in the file, what was torn."""

    columns: tuple[pa.Array, ...]
    rows: NDArray[np.int64]
    ragged: NDArray[np.bool_]
    """Rows that had fewer or more fields than the header."""
    rejects: tuple[tuple[int, str, str], ...] = ()
    """Place, reason and a piece of each row that could not be read."""

    def __len__(self) -> int:
        return len(self.rows)

    def slice(self, offset: int, length: int) -> "Stretch":
        """Give some of the rows; rejected rows go with the first of them."""
        part = slice(offset, offset + length)
        columns = tuple(column.slice(offset, length) for column in self.columns)
        rejects = () if offset else self.rejects
        return Stretch(columns, self.rows[part], self.ragged[part], rejects)


def stretches(blocks: Iterator[bytes], shape: Shape) -> Iterator[Stretch]:
    """Read UTF-8 blocks that begin after the header; memory is bounded whatever they hold."""
    torn = TornRows(shape.delimiter, shape.width)
    buffer, ended, row = b"", False, 0
    while True:
        while len(buffer) < BLOCK_BYTES and not ended:
            piece = next(blocks, None)
            ended = piece is None
            buffer += piece or b""
        if not buffer:
            return
        cut = 0 if torn.lost else sound_length(buffer, shape.delimiter, ended=ended)
        if cut:
            stretch = _sound(buffer[:cut], shape, row) or _read_torn(buffer[:cut], shape, row)
            buffer = buffer[cut:]
            if cut > _CALM:
                torn.calm()
        else:
            found = torn.read(buffer, row, ended=ended)
            stretch = _collected(found.rows, found.ragged, found.rejects, shape)
            buffer = buffer[found.used :]
        row += len(stretch) + len(stretch.rejects)
        if len(stretch) or stretch.rejects:
            yield stretch


def sound_length(buffer: bytes, delimiter: str, *, ended: bool) -> int:
    """
    Give the length of the rows at the start of a buffer in which every quote stands as it should.

    A quote opens at the start of a field and closes before a delimiter or a line end; within,
    it is doubled. What follows the last whole sound row is left out, so 0 means: torn at once.
    """
    if b'"' not in buffer:
        return len(buffer) if ended else buffer.rfind(b"\n") + 1
    data = np.frombuffer(buffer, np.uint8)
    quotes = np.flatnonzero(data == _QUOTE)
    good = _quotes_stand_well(data, quotes, ord(delimiter))
    all_good = bool(good.all())
    if all_good and ended and len(quotes) % 2 == 0:
        return len(buffer)
    end = len(buffer) if all_good else int(quotes[int(np.argmin(good))])
    while (end := buffer.rfind(b"\n", 0, end)) >= 0:
        before = int(np.searchsorted(quotes, end))
        if before % 2 == 0:
            return end + 1
        end = int(quotes[before - 1])  # the line end is in a field: go before its quote
    return 0


def _quotes_stand_well(
    data: NDArray[np.uint8], quotes: NDArray[np.intp], delimiter: int
) -> NDArray[np.bool_]:
    edge = np.zeros(256, np.bool_)
    edge[[delimiter, _LF, _CR, _QUOTE]] = True
    opening, closing = quotes[::2], quotes[1::2]
    good = np.empty(len(quotes), np.bool_)
    good[::2] = edge[data[np.maximum(opening - 1, 0)]] | (opening == 0)
    good[1::2] = edge[data[np.minimum(closing + 1, len(data) - 1)]] | (closing == len(data) - 1)
    return good


def _sound(chunk: bytes, shape: Shape, row: int) -> Stretch | None:
    """Let Arrow read a sound chunk; None where it cannot, or where a field is too long."""
    ragged: list[tuple[int, str]] = []

    def note(invalid: arrow_csv.InvalidRow) -> str:
        ragged.append((invalid.number, invalid.text))
        return "skip"

    names = [str(index) for index in range(shape.width)]
    wanted = [names[index] for index in shape.wanted]
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(chunk),
            read_options=arrow_csv.ReadOptions(
                column_names=names, use_threads=False, block_size=len(chunk) + 1
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=shape.delimiter, newlines_in_values=True, invalid_row_handler=note
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(wanted, pa.string()),
                include_columns=wanted,
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid:
        return None
    columns = tuple(_one(column) for column in table.columns)
    if any(_longest(column) > FIELD_LIMIT for column in columns):
        return None
    return _with_ragged(columns, table.num_rows, ragged, shape, row)


def _with_ragged(
    columns: tuple[pa.Array, ...],
    length: int,
    ragged: Sequence[tuple[int, str]],
    shape: Shape,
    row: int,
) -> Stretch:
    total = length + len(ragged)
    rows = np.arange(row + 1, row + total + 1, dtype=np.int64)
    uneven = np.zeros(total, np.bool_)
    if not ragged:
        return Stretch(columns, rows, uneven)
    uneven[[number - 1 for number, _ in ragged]] = True
    order = np.empty(total, np.int64)
    order[~uneven] = np.arange(length)
    order[uneven] = np.arange(length, total)
    fields = [
        fitted(parsed(text, shape.delimiter, strict=False) or [text], shape.width)
        for _, text in ragged
    ]
    mended = tuple(
        pa.concat_arrays([column, pa.array([f[index] for f in fields], pa.string())]).take(order)
        for index, column in zip(shape.wanted, columns, strict=True)
    )
    return Stretch(mended, rows, uneven)


def _read_torn(chunk: bytes, shape: Shape, row: int) -> Stretch:
    """Read a whole chunk row by row."""
    torn = TornRows(shape.delimiter, shape.width)
    rows: list[tuple[int, list[str | None]]] = []
    ragged: set[int] = set()
    rejects: list[tuple[int, str, str]] = []
    while chunk:
        found = torn.read(chunk, row + len(rows) + len(rejects), ended=True)
        rows += found.rows
        ragged |= found.ragged
        rejects += found.rejects
        chunk = chunk[found.used :]
    return _collected(rows, ragged, rejects, shape)


def _collected(
    rows: Sequence[tuple[int, Sequence[str | None]]],
    ragged: set[int],
    rejects: Sequence[tuple[int, str, str]],
    shape: Shape,
) -> Stretch:
    columns = tuple(
        pa.array([fields[index] for _, fields in rows], pa.string()) for index in shape.wanted
    )
    places = np.array([place for place, _ in rows], np.int64)
    uneven = np.array([place in ragged for place, _ in rows], np.bool_)
    return Stretch(columns, places, uneven, tuple(rejects))


def _one(column: pa.ChunkedArray) -> pa.Array:
    if column.num_chunks == 1:
        return column.chunk(0)
    combined = column.combine_chunks()
    return combined if isinstance(combined, pa.Array) else combined.chunk(0)


def _longest(column: pa.Array) -> int:
    if not len(column):
        return 0
    offsets = np.frombuffer(column.buffers()[1], np.int32)[column.offset :][: len(column) + 1]
    return int(np.diff(offsets).max(initial=0))
