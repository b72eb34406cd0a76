"""Ingesting: inputs into the index, each once, each with a receipt."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from hashlib import file_digest
from pathlib import Path
from typing import Any

from roadsign.errors import InputError
from roadsign.kernels.urls import domain_of, target_of
from roadsign.model.receipts import Receipt
from roadsign.readers.reading import ReadOptions
from roadsign.readers.sources import expand, no_files, placed_files
from roadsign.store.index import Index
from roadsign.store.scores import facts_of, is_stale
from roadsign.store.writing import IndexWriter, Put
from roadsign.workspace.gathering import named, on_disk, open_file, placed, settled

DEFAULT_INDEX = Path("roadsign-index")


def ingest(
    sources: Sequence[Path],
    index: Path,
    options: ReadOptions | None = None,
    *,
    memory: str | None = None,
) -> Iterator[Receipt]:
    """
    Read files, or all files of folders, into an index; give the receipts as they come.

    The same bytes a second time change nothing; their receipts say ``known``. An input that
    cannot be read is a receipt with an error, and the others go on. Raises BrokenIndexError.
    """
    with IndexWriter(index, memory) as writer:
        told = options or ReadOptions()
        for folder in (source for source in sources if source.is_dir() and not expand([source])):
            yield Receipt(str(folder), error=no_files(folder))
        for file, own in placed_files(sources, told.base_url):
            with on_disk(file) as readable:
                yield from _ingest_one(writer, file, readable, replace(told, base_url=own))


def info(index: Path, *, check: bool = False) -> dict[str, Any]:
    """
    Give what an index holds and how it was scored; ``check`` looks at every byte first.

    Raises EmptyIndexError where there is none, BrokenIndexError where it is damaged.
    """
    with Index(index) as held:
        if check:
            held.check()
        facts = facts_of(held)
        scores = None if facts is None else {**asdict(facts), "stale": is_stale(held)}
        return {**held.info(), "scores": scores}


def compact(index: Path, memory: str | None = None) -> int:
    """Merge the parts of each crawl of an index; give how many parts there are fewer."""
    with Index(index), IndexWriter(index, memory) as writer:
        return writer.compact()


def drop(index: Path, crawl: str) -> int:
    """Forget a crawl of an index; give how many rows it had."""
    with Index(index), IndexWriter(index) as writer:
        return writer.drop(crawl)


def delete(index: Path, domain: str) -> int:
    """Remove all rows from, to or about a domain; give how many they were."""
    with Index(index), IndexWriter(index) as writer:
        return writer.delete(domain_of(target_of(domain)))


def _ingest_one(
    writer: IndexWriter, file: Path, readable: Path, options: ReadOptions
) -> Sequence[Receipt]:
    try:
        with readable.open("rb") as content:
            sha = file_digest(content, "sha256").hexdigest()
    except OSError as error:
        told = [receipt for receipt in _receipts(file, options) if receipt.error]
        return told or [Receipt(str(file), error=f"{file} cannot be read: {error.strerror}")]
    # A name in bytes that are no text cannot be written down as it is.
    name = str(file).encode("utf-8", "replace").decode("utf-8")
    known = writer.known(sha, name)
    if known is not None:
        return known

    def fill(put: Put) -> Sequence[Receipt]:
        reading = open_file(readable, options)
        unplaced = 0
        for batch in reading:
            rows, without = placed(batch)
            unplaced += without
            put(batch.holds, rows)
        receipts = settled(reading.receipts, unplaced)
        return [named(receipt, readable, file) for receipt in receipts]

    try:
        return writer.ingest(sha, name, fill)
    except InputError as error:
        return [Receipt(str(file), error=str(error))]


def _receipts(file: Path, options: ReadOptions) -> list[Receipt]:
    reading = open_file(file, options)
    for _ in reading:
        pass
    return reading.receipts
