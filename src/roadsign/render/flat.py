"""Rows as CSV and Parquet, column by column, in batches."""

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO
from typing import IO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

_BATCH = 65_536
_PLACES = 6
_FORMULA = r"^[=+\-@\t\r]"
_CONTROLS = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x{9f}]"


def csv_pieces(rows: pa.Table, *, guarded: bool = True) -> Iterator[bytes]:
    """
    Write a table as CSV (UTF-8, RFC 4180, a header row), some ten thousand rows a piece.

    Lists are joined by blanks; what is null is empty, an empty text is ``""``. With ``guarded``
    no cell can run in a spreadsheet or steer a terminal (as ``defuse.csv_cell``).
    """
    head = StringIO()
    csv.writer(head, lineterminator="\n").writerow(rows.column_names)
    yield head.getvalue().encode()
    for start in range(0, rows.num_rows, _BATCH):
        batch = rows.slice(start, _BATCH)
        columns = [_flat(column, guarded=guarded) for column in batch.columns]
        yield _csv(pa.table(columns, names=rows.column_names))


def write_parquet(rows: pa.Table, file: IO[bytes]) -> None:
    """Write a table as Parquet, lists and all."""
    pq.write_table(rows, file, compression="zstd")


def _csv(rows: pa.Table) -> bytes:
    buffer = BytesIO()
    pa_csv.write_csv(rows, buffer, pa_csv.WriteOptions(include_header=False))
    return buffer.getvalue()


def _flat(column: pa.ChunkedArray, *, guarded: bool) -> pa.ChunkedArray:
    kind = column.type
    if pa.types.is_dictionary(kind):
        column = column.cast(kind.value_type)
        kind = column.type
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        texts = column.cast(pa.list_(pa.string())).combine_chunks()
        column = pa.chunked_array([pc.binary_join(texts, " ")], pa.string())
    elif pa.types.is_struct(kind) or pa.types.is_map(kind):
        column = pa.chunked_array([pa.array(map(_text, column.to_pylist()), pa.string())])
    if pa.types.is_floating(column.type):
        known = pc.if_else(pc.is_finite(column), column, pa.scalar(None, column.type))
        return pc.round(known, _PLACES)
    if not guarded or not pa.types.is_string(column.type):
        return column
    texts = pc.replace_substring_regex(column, _CONTROLS, "")
    runs = pc.match_substring_regex(texts, _FORMULA)
    return pc.if_else(runs, pc.binary_join_element_wise("'", texts, ""), texts)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
