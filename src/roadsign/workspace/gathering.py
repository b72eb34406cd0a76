"""Gathering: the links of files, of the index, or of both, in one base, with receipts."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from filecmp import clear_cache, cmp
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from roadsign.model.receipts import Receipt
from roadsign.readers.reading import Batch, Reading, ReadOptions
from roadsign.readers.sources import placed_files
from roadsign.store.linkbase import LinkBase

if TYPE_CHECKING:
    from roadsign.store.index import Index

NO_ADDRESS = "no_address"
"""A page of which nobody said where it stands on the web cannot be a referring page."""

_MOST_LEADING = 500
"""Domains that redirect to a target; more of them are no moved sites."""
_ONLY_LISTED = frozenset(
    {"left", "right", "source_title", "position", "page_rating", "page_rating_scale"}
)


@dataclass(frozen=True, slots=True)
class Gathered:
    """A sealed base, and a receipt of each table that was read into it."""

    base: LinkBase
    receipts: list[Receipt]


def gather(  # noqa: PLR0913 - what may be said of a reading
    files: Sequence[Path],
    index: Path | None,
    options: ReadOptions | None = None,
    *,
    domains: Sequence[str] = (),
    memory: str | None = None,
    lean: bool = False,
) -> Gathered:
    """
    Read files, and of an index the links to some domains, into one sealed base.

    ``domains`` are registrable; without an index they say nothing. ``lean`` leaves out what only
    a list of links shows (context, titles, page ratings): half of the memory. A file that cannot
    be read is a receipt with an error. Raises BrokenIndexError.
    """
    base = LinkBase(memory)
    try:
        receipts = list(_read_once(base, files, options, lean=lean))
        if index is not None:
            from roadsign.store.index import Index  # noqa: PLC0415 - most runs have no index

            with Index(index, memory) as held:
                held.load(base, [*domains, *_leading_to(held, domains)])
        base.seal()
    except BaseException:
        base.close()
        raise
    return Gathered(base, receipts)


def _leading_to(held: "Index", domains: Sequence[str]) -> list[str]:
    """Name the domains that redirect to some: links to them end here too."""
    found: set[str] = set()
    for _, rows in held.links(domains):
        moved = rows.filter(pc.equal(rows.column("kind"), "redirect"))
        found.update(moved.column("source_domain").to_pylist())
    return sorted(found - set(domains) - {""})[:_MOST_LEADING]


def _read_once(
    base: LinkBase, files: Sequence[Path], options: ReadOptions | None, *, lean: bool
) -> Iterator[Receipt]:
    """Read files into a base; the same bytes under another name say nothing more."""
    read: dict[int, dict[Path, list[Receipt]]] = {}
    told = options or ReadOptions()
    for file, own in dict(placed_files(files, told.base_url)).items():
        same_size = read.setdefault(file.stat().st_size, {}) if file.is_file() else {}
        twin = next((other for other in same_size if _same_bytes(other, file)), None)
        if twin is None:
            placed_at = replace(told, base_url=own)
            same_size[file] = read_into(base, file, placed_at, lean=lean)
            yield from same_size[file]
        else:
            for receipt in same_size[twin]:
                yield replace(_renamed(receipt, twin, file), known=True)


def _same_bytes(one: Path, other: Path) -> bool:
    try:
        return cmp(one, other, shallow=False)
    except OSError:
        return False
    finally:
        clear_cache()


def read_into(
    base: LinkBase, file: Path, options: ReadOptions | None = None, *, lean: bool = False
) -> list[Receipt]:
    """Read one file into a base and give its receipts, one a table."""
    with on_disk(file) as readable:
        reading = open_file(readable, options)
        unplaced = 0
        for batch in reading:
            rows, without = placed(batch)
            unplaced += without
            if lean and batch.holds == "links":
                rows = without_lists(rows)
            _put(base, batch.holds, rows, str(file))
        receipts = settled(reading.receipts, unplaced)
        return [named(receipt, readable, file) for receipt in receipts]


@contextmanager
def on_disk(file: Path) -> Iterator[Path]:
    """Give a path that can be read more than once: a pipe's content is laid down for a while."""
    if not file.is_fifo():
        yield file
        return
    with TemporaryDirectory(prefix="roadsign-") as folder:
        readable = Path(folder) / (file.name or "pipe")
        with file.open("rb") as content, readable.open("wb") as copy:
            copyfileobj(content, copy)
        yield readable


def named(receipt: Receipt, readable: Path, file: Path) -> Receipt:
    """Give a receipt of what was read in a file's stead as the file's own."""
    return receipt if readable == file else _renamed(receipt, readable, file)


def _renamed(receipt: Receipt, old: Path, new: Path) -> Receipt:
    told = receipt.error and receipt.error.replace(str(old), str(new))
    return replace(receipt, source=receipt.source.replace(str(old), str(new)), error=told)


def open_file(file: Path, options: ReadOptions | None = None) -> Reading:
    """Open a file with the reader that its content asks for."""
    from roadsign.readers.registry import open_reading  # noqa: PLC0415 - readers load much

    return open_reading(file, options or ReadOptions())


def placed(batch: Batch) -> tuple[pa.RecordBatch, int]:
    """Give a batch without the links of pages that have no address, and how many those were."""
    if batch.holds != "links" or not batch.rows.num_rows:
        return batch.rows, 0
    known = pc.not_equal(batch.rows.column("source_domain"), "")
    without = batch.rows.num_rows - (pc.sum(known).as_py() or 0)
    return (batch.rows.filter(known), without) if without else (batch.rows, 0)


def settled(receipts: Sequence[Receipt], unplaced: int) -> list[Receipt]:
    """Say in the receipts how many links were left out for want of their page's address."""
    told: list[Receipt] = []
    for receipt in receipts:
        gone = min(unplaced, receipt.kept) if receipt.holds == "links" else 0
        unplaced -= gone
        rejected = dict(receipt.rejected)
        if gone:
            rejected[NO_ADDRESS] = rejected.get(NO_ADDRESS, 0) + gone
        told.append(replace(receipt, kept=receipt.kept - gone, rejected=rejected))
    return told


def without_lists(rows: pa.RecordBatch) -> pa.RecordBatch:
    """Give link rows without what only a list of links shows."""
    columns = [
        pa.nulls(rows.num_rows, field.type) if field.name in _ONLY_LISTED else column
        for field, column in zip(rows.schema, rows.columns, strict=True)
    ]
    return pa.RecordBatch.from_arrays(columns, schema=rows.schema)


def _put(base: LinkBase, holds: str, rows: pa.RecordBatch, source: str) -> None:
    match holds:
        case "links":
            base.add(rows, source)
        case "counts":
            base.add_counts(rows)
        case "sightings":
            base.add_sightings(rows)
        case "demand":
            base.add_demand(rows)
        case _:
            base.add_source_pages(rows)
