"""Parquet files that Roadsign wrote itself: links, and what stands beside them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from roadsign.errors import InputError, UnknownFormatError
from roadsign.model.links import (
    ANCHOR_FROM,
    COUNTS,
    DEMAND,
    KINDS,
    LINKS,
    REJECTS,
    SIGHTINGS,
    SOURCE_PAGES,
)
from roadsign.model.receipts import Receipt
from roadsign.readers.exports import addresses
from roadsign.readers.exports.formats import Format, named
from roadsign.readers.exports.linkrows import domains
from roadsign.readers.exports.tally import Tally
from roadsign.readers.reading import Batch, Holds, Reading, ReadOptions

_MAGIC = b"PAR1"
_SCHEMAS: dict[Holds, pa.Schema] = {
    "links": LINKS,
    "source_pages": SOURCE_PAGES,
    "counts": COUNTS,
    "sightings": SIGHTINGS,
    "demand": DEMAND,
}
_ADDRESSES = ("source_url", "target_url", "url")
_NO_TEXT = pa.scalar(None, pa.string())


def recognises(head: bytes, path: Path) -> bool:  # noqa: ARG001 - one signature for all
    """Say whether a file is Parquet."""
    return head.startswith(_MAGIC)


def read(path: Path, options: ReadOptions) -> Reading:
    """Read a file; what is wrong with it ends up in the receipt."""
    receipts: list[Receipt] = []
    return Reading(_batches(path, options, receipts), receipts)


def layout_of(path: Path) -> Format:
    """Say what a file holds; raise InputError where it is none of Roadsign's."""
    try:
        with pq.ParquetFile(path) as file:
            holds = _holds(file.schema_arrow)
    except (pa.ArrowException, OSError) as error:
        raise _unreadable(path, error) from error
    if holds is None:
        message = f"{path} is Parquet, but holds no rows that Roadsign wrote"
        raise UnknownFormatError(message)
    return _layout(holds)


def _batches(path: Path, options: ReadOptions, receipts: list[Receipt]) -> Iterator[Batch]:
    try:
        tally = Tally(layout_of(path))
        place = 0
        for rows in _stored(path, tally.layout.holds, options.batch_rows):
            batch = _batch(tally.layout.holds, rows, place)
            place += len(rows)
            tally.add(batch, _ends(batch), 0, sitewide=False)
            yield batch
        receipts.append(tally.receipt(str(path), encoding="parquet", unknown=(), warnings=()))
    except InputError as error:
        receipts.append(Receipt(str(path), error=str(error)))
    except (pa.ArrowException, OSError) as error:
        receipts.append(Receipt(str(path), error=str(_unreadable(path, error))))


def _stored(path: Path, holds: Holds, size: int) -> Iterator[pa.RecordBatch]:
    with pq.ParquetFile(path) as file:
        names = [name for name in _SCHEMAS[holds].names if name in file.schema_arrow.names]
        yield from file.iter_batches(size, columns=names)


def _unreadable(path: Path, error: Exception) -> InputError:
    told = str(error).partition("\n")[0][:200]
    return InputError(f"{path} cannot be read as Parquet: {told}")


def _holds(schema: pa.Schema) -> Holds | None:
    for holds, known in _SCHEMAS.items():
        needed = {field.name for field in known if not field.nullable}
        if needed <= set(schema.names) and (holds != "demand" or "impressions" in schema.names):
            return holds
    return None


def _layout(holds: Holds) -> Format:
    links = named("roadsign.links")
    if holds == "links":
        return links
    title = f"Roadsign, {holds.replace('_', ' ')}"
    return replace(links, name=f"roadsign.{holds}", title=title, holds=holds)


def _batch(holds: Holds, rows: pa.RecordBatch, before: int) -> Batch:
    schema = _SCHEMAS[holds]
    columns = {
        field.name: rows.column(field.name).cast(field.type)
        for field in schema
        if field.name in rows.schema.names
    }
    faults = _faults(schema, columns, len(rows))
    kept = pc.is_null(faults)
    arrays = [columns.get(field.name, pa.nulls(len(rows), field.type)) for field in schema]
    bad = pc.is_valid(faults)
    places = pa.array(range(before + 1, before + len(rows) + 1), pa.int64()).filter(bad)
    reasons = faults.filter(bad)
    samples = pa.nulls(len(reasons), pa.string())
    return Batch(
        holds,
        pa.record_batch(arrays, schema=schema).filter(kept),
        pa.record_batch([places, reasons, samples], schema=REJECTS),
    )


def _faults(schema: pa.Schema, columns: dict[str, pa.Array], size: int) -> pa.Array:
    """Say of each row why it is none: anyone can write Parquet with these columns."""
    faults = pa.nulls(size, pa.string())
    for field in schema:
        if not field.nullable:
            empty = pc.is_null(columns[field.name])
            faults = pc.coalesce(faults, pc.if_else(empty, "missing_value", _NO_TEXT))
    for name in _ADDRESSES:
        if name in columns:
            local = pc.starts_with(columns[name], "file:").fill_null(fill_value=False)
            _, fault = addresses.read(columns[name])
            faults = pc.coalesce(faults, pc.if_else(local, _NO_TEXT, fault))
    for name, words in (("kind", KINDS), ("anchor_from", ANCHOR_FROM)):
        if name in columns:
            known = pc.is_in(columns[name], value_set=pa.array(words))
            faults = pc.coalesce(faults, pc.if_else(known, _NO_TEXT, "other_kind"))
    return faults


def _ends(batch: Batch) -> pa.Array | None:
    if batch.holds != "links":
        return None
    final = domains(batch.rows.column("target_final_url"))
    return pc.coalesce(final, batch.rows.column("target_domain"))
