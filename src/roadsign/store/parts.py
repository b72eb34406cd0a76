"""Parts: rows written to immutable files, whole or not at all."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from roadsign.model.links import COUNTS, DEMAND, SIGHTINGS, SOURCE_PAGES
from roadsign.store.engine import Engine
from roadsign.store.linkbase import HELD, fold, held
from roadsign.store.looks import sighted, teach
from roadsign.store.manifest import Part, sync_folder

SORTED = {"links": "index_write_links", "source_pages": "index_write_pages"}
"""Tables that are kept by key, and the query that gives them so."""

_SCHEMAS = {"counts": COUNTS, "sightings": SIGHTINGS, "demand": DEMAND}
_MACROS = ("index_reversed", "index_pieces", "index_joined")


def index_engine(memory: str | None = None) -> Engine:
    """Give an engine that knows how an index keeps addresses."""
    engine = Engine(memory)
    for name in _MACROS:
        engine.run(name)
    teach(engine)
    return engine


class Draft:
    """
    Parts in the making: rows of any number of sources, of which nothing is named by anyone yet.

    ``write`` folds what was told twice and gives the parts, one a crawl and provider. With
    ``most`` bytes held, they are written on the way: equal elements of one page stay together,
    what else is told twice is then in several parts until these are merged.
    """

    def __init__(self, engine: Engine, folder: Path, most: int | None = None) -> None:
        self._engine = engine
        self._folder = folder
        self._most = most
        self._links = 0
        self._bytes = 0
        self._written: list[Part] = []
        self._beside: dict[tuple[str, str, str, str | None], list[pa.Table]] = {}
        self._clear()

    def add(self, holds: str, rows: pa.Table, source: int, target: str | None = None) -> None:
        """Add rows of a source, told from others by its number, about a registrable domain."""
        if holds == "links":
            self._add_links(rows, source)
        elif holds == "source_pages":
            self._engine.insert("source_pages", rows.select(SOURCE_PAGES.names).cast(SOURCE_PAGES))
        elif rows.num_rows:
            schema = _SCHEMAS[holds]
            table = rows.select(schema.names).cast(schema)
            first = table.slice(0, 1).to_pylist()[0]
            group = (holds, first.get("crawl", ""), first["provider"], target)
            self._beside.setdefault(group, []).append(table)

    def write(self) -> list[Part]:
        """Write the parts; raise OSError where the disk is full."""
        self._write_held()
        self._written += self._write_beside()
        return self._written

    def discard(self) -> None:
        """Take away what was written on the way and shall not be part of anything."""
        for part in self._written:
            (self._folder / part.file).unlink(missing_ok=True)

    def _clear(self) -> None:
        self._engine.replace("links", HELD.empty_table())
        self._engine.replace("source_pages", SOURCE_PAGES.empty_table())
        self._bytes = 0

    def _add_links(self, rows: pa.Table, source: int) -> None:
        self._bytes += rows.nbytes
        if self._most is None or self._bytes < self._most:
            self._insert(rows, source)
            return
        whole = rows.num_rows - _rows_of_last_page(rows)
        self._insert(rows.slice(0, whole), source)
        self._write_held()
        self._clear()
        self._insert(rows.slice(whole), source)

    def _insert(self, rows: pa.Table, source: int) -> None:
        self._engine.insert("links", held(rows, self._links, source))
        self._links += rows.num_rows

    def _write_held(self) -> None:
        sighted(self._engine)
        fold(self._engine, apart=True)
        for part in self._write_sorted():
            self._written.append(part)

    def _write_sorted(self) -> Iterator[Part]:
        for holds, written_by in SORTED.items():
            for voice in self._engine.ask(f"index_voices_{holds}").to_pylist():
                with whole_part(self._folder, holds) as (path, draft):
                    self._engine.run(written_by, {**voice, "file": str(draft)})
                yield part_of(self._engine, self._folder, path, voice)

    def _write_beside(self) -> Iterator[Part]:
        for (holds, crawl, provider, target), tables in self._beside.items():
            rows = pa.concat_tables(tables)
            with whole_part(self._folder, holds) as (path, draft):
                pq.write_table(rows, draft, compression="zstd", compression_level=3)
            told = {"crawl": crawl, "provider": provider, "rows": rows.num_rows}
            yield _part(self._folder, path, told | {"first": "", "last": ""}, target)


def part_of(engine: Engine, folder: Path, path: Path, voice: Mapping[str, str]) -> Part:
    """Describe a sorted part of a crawl and provider that lies on the disk."""
    (span,) = engine.ask(f"index_span_{path.parent.name}", {"files": [str(path)]}).to_pylist()
    return _part(folder, path, {**voice, **span}, None)


def _rows_of_last_page(rows: pa.Table) -> int:
    urls = rows["source_url"]
    others = pc.indices_nonzero(pc.not_equal(urls, urls[-1]))
    return rows.num_rows - 1 - others[-1].as_py() if len(others) else 0


def digest(path: Path) -> str:
    """Give the SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _part(folder: Path, path: Path, told: Mapping[str, Any], target: str | None) -> Part:
    return Part(
        path.relative_to(folder).as_posix(),
        path.parent.name,
        rows=told["rows"],
        bytes=path.stat().st_size,
        crawl=told["crawl"],
        provider=told["provider"],
        first=told["first"] or "",
        last=told["last"] or "",
        sha256=digest(path),
        target=target,
    )


@contextmanager
def whole_part(folder: Path, holds: str) -> Iterator[tuple[Path, Path]]:
    """Give a part's name, and the name to write it to until all of it is on the disk."""
    path = folder / holds / f"part-{uuid4().hex}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.tmp")
    try:
        yield path, draft
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        draft.rename(path)
        sync_folder(path.parent)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
