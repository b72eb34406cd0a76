"""Exports of links and counts: any table that a tool writes, told by its content."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from roadsign.errors import InputError
from roadsign.model.links import LINKS, REJECTS
from roadsign.model.receipts import Receipt
from roadsign.readers.exports import linkrows, otherrows
from roadsign.readers.exports.cells import Cells
from roadsign.readers.exports.finding import Found, found_tables
from roadsign.readers.exports.formats import Format
from roadsign.readers.exports.linkrows import Facts
from roadsign.readers.exports.recognition import unknown_columns
from roadsign.readers.exports.stretches import Stretch
from roadsign.readers.exports.survey import Survey, survey, surveyed_fields
from roadsign.readers.exports.tables import Table
from roadsign.readers.exports.tally import Tally
from roadsign.readers.reading import Batch, Reading, ReadOptions

_HELD_BYTES = 64 << 20
"""Inputs up to this size are read once and held; others are read twice."""
_SAMPLE = 200
_UNSEEN = r"[\p{Cc}\p{Cf}\p{Co}\x{2028}\x{2029}]"
_ADDRESSES = ("source_url", "target_url", "target_final_url", "page")
_SHOWN = ("source_url", "target_url", "name", "page", "query", "anchor")


def recognises(head: bytes, path: Path) -> bool:  # noqa: ARG001 - one signature for all
    """Say that this may be a table: what no other kind knows is tried as one."""
    return True


def read(path: Path, options: ReadOptions) -> Reading:
    """Read every table of a file; what is wrong with one ends up in its receipt."""
    receipts: list[Receipt] = []
    return Reading(_batches(path, options, receipts), receipts)


def _batches(path: Path, options: ReadOptions, receipts: list[Receipt]) -> Iterator[Batch]:
    try:
        found = found_tables(path, options.mapping)
    except InputError as error:
        receipts.append(Receipt(str(path), error=str(error)))
        return
    readable = [each for each in found if not each.error]
    # A workbook or a zip may hold tables of other things beside: they are no fault of it.
    for each in readable or found[:1]:
        if each.table is None or each.layout is None or each.error:
            receipts.append(_unread(each))
            continue
        each.table.tick = _tick(path, options)
        each.table.written = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC).date()
        try:
            yield from _read(each.table, each.layout, options, receipts)
        except InputError as error:
            receipts.append(replace(_unread(each), error=str(error)))


def _tick(path: Path, options: ReadOptions) -> Callable[[int], None] | None:
    progress = options.progress
    if progress is None:
        return None
    size = path.stat().st_size
    return lambda done: progress(min(done, size), size)


def _unread(found: Found) -> Receipt:
    layout = found.layout
    name, title = (layout.name, layout.title) if layout else ("", "")
    return Receipt(found.name, format=name, title=title, error=found.error)


def _read(
    table: Table, layout: Format, options: ReadOptions, receipts: list[Receipt]
) -> Iterator[Batch]:
    if table.encoding == "json":
        layout = replace(layout, unquote=False)  # only cells of a sheet are guarded
    tally = Tally(layout)
    places = _places(layout, table)
    table.address_columns = frozenset(places[name] for name in _ADDRESSES if name in places)
    wanted = tuple(sorted(set(places.values())))
    within = {name: wanted.index(place) for name, place in places.items()}
    surveyed, parts = _surveyed(table, layout, places, wanted)
    facts = _facts(layout, surveyed, options, table.written)
    for stretch in parts:
        for offset in range(0, max(len(stretch), 1), options.batch_rows):
            piece = stretch.slice(offset, options.batch_rows)
            cells = Cells(layout, surveyed, piece, within)
            yield _batch(cells, facts, tally)
    told = table.warnings | _silent_on(layout, places)
    warnings = sorted(told | ({"ambiguous_dates"} if surveyed.ambiguous else set()))
    unknown = unknown_columns(layout, table)
    receipts.append(
        tally.receipt(table.name, encoding=table.encoding, unknown=unknown, warnings=warnings)
    )


def _silent_on(layout: Format, places: Mapping[str, int]) -> set[str]:
    """Give codes for what a table of links says nothing of."""
    if layout.holds != "links":
        return set()
    told = {
        "no_follow": any(name in places for name in ("nofollow", "dofollow", "follow_word", "rel")),
        "no_anchors": any(name in places for name in ("anchor", "alt")),
    }
    return {code for code, holds in told.items() if not holds}


def _batch(cells: Cells, facts: Facts, tally: Tally) -> Batch:
    holds = cells.layout.holds
    if holds == "links":
        columns, faults = linkrows.link_columns(cells, facts)
    else:
        columns, faults = otherrows.columns_of(cells, facts)
    kept = pc.is_null(faults)
    rejects = _rejects(cells, faults)
    ends = None
    if holds == "links":
        rows = linkrows.batch_of(LINKS, columns, kept)
        final = linkrows.domains(columns["target_final_url"])
        ends = pc.coalesce(final, columns["target_domain"]).filter(kept)
    else:
        rows = linkrows.batch_of(otherrows.SCHEMAS[holds], columns, kept)
    batch = Batch(holds, rows, rejects)
    sitewide = cells.has("sitewide") and bool(pc.any(cells.flag("sitewide")).as_py())
    tally.add(batch, ends, int(cells.stretch.ragged.sum()), sitewide=sitewide)
    return batch


def _rejects(cells: Cells, faults: pa.Array) -> pa.RecordBatch:
    bad = pc.is_valid(faults)
    shown = [cells.raw(name).filter(bad).fill_null("") for name in _SHOWN if cells.has(name)]
    samples = pc.binary_join_element_wise(*shown, " ") if len(shown) > 1 else shown[0]
    samples = _defused(samples)
    torn = cells.stretch.rejects
    rows = pa.concat_arrays(
        [pa.array(cells.stretch.rows).filter(bad), pa.array([t[0] for t in torn], pa.int64())]
    )
    reasons = pa.concat_arrays([faults.filter(bad), pa.array([t[1] for t in torn], pa.string())])
    pieces = pa.array([t[2] for t in torn], pa.string())
    samples = pa.concat_arrays([samples, _defused(pieces)])
    batch = pa.record_batch([rows, reasons, samples], schema=REJECTS)
    return batch.take(pc.sort_indices(rows)) if torn else batch


def _defused(samples: pa.Array) -> pa.Array:
    clean = pc.replace_substring_regex(samples, _UNSEEN, " ")
    return pc.utf8_slice_codeunits(pc.utf8_trim_whitespace(clean), 0, _SAMPLE)


def _places(layout: Format, table: Table) -> dict[str, int]:
    """Give for each field the index of its column: the first header that is there."""
    header = table.header.folded
    places: dict[str, int] = {}
    for name, column in layout.columns.items():
        found = next((header.index(each) for each in column.names if each in header), None)
        if found is not None:
            places[name] = found
    return places


def _surveyed(
    table: Table, layout: Format, places: Mapping[str, int], wanted: Sequence[int]
) -> tuple[Survey, Iterator[Stretch]]:
    """Survey a table and give its stretches: held where it is small, read again where not."""
    fields = surveyed_fields(layout)
    first = table.read(tuple(wanted))
    held: list[Stretch] = []
    size = 0
    for stretch in first:
        held.append(stretch)
        size += sum(column.nbytes for column in stretch.columns)
        if size > _HELD_BYTES:
            break
    else:
        within = {name: wanted.index(place) for name, place in places.items()}
        return survey(layout, fields, ((each, within) for each in held)), iter(held)
    first.close()  # type: ignore[attr-defined]
    held.clear()
    some = tuple(sorted({places[name] for name in fields if name in places}))
    within = {name: some.index(places[name]) for name in fields if name in places}
    surveyed = survey(layout, fields, ((each, within) for each in table.read(some)))
    return surveyed, table.read(tuple(wanted))


def _facts(
    layout: Format, surveyed: Survey, options: ReadOptions, written: dt.date | None
) -> Facts:
    day = options.date or surveyed.newest
    crawl = options.crawl or (f"{layout.provider}-{day}" if day else layout.provider)
    # A loss needs a day: where nothing else tells one, that on which the file was written.
    return Facts(crawl, day or written, options.date)
