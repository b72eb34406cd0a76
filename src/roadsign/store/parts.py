"""Parts: rows written to immutable files, whole or not at all."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from roadsign.errors import InputError
from roadsign.model.links import COUNTS, DEMAND, SIGHTINGS, SOURCE_PAGES
from roadsign.store.engine import Engine
from roadsign.store.linkbase import HELD, fold, held
from roadsign.store.manifest import Part, sync_folder

SORTED = {"links": "index_write_links", "source_pages": "index_write_pages"}
"""Tables that are kept by key, and the query that gives them so."""

_AT_ONCE = 1 << 16
_MOST_CRAWLS = 256
_SCHEMAS = {"counts": COUNTS, "sightings": SIGHTINGS, "demand": DEMAND}
_MACROS = ("index_reversed", "index_pieces", "index_joined")


def index_engine(memory: str | None = None) -> Engine:
    """Give an engine that knows how an index keeps addresses."""
    engine = Engine(memory)
    for name in _MACROS:
        engine.run(name)
    return engine


class Draft:
    """
    The parts of one source in the making: written beside, nothing of it named by anyone yet.

    Rows are added source by source; ``write`` folds what was told twice and gives the parts.
    """

    def __init__(self, engine: Engine, folder: Path, sha: str) -> None:
        self._engine = engine
        self._folder = folder
        self._sha = sha
        self._rows = 0
        self._waiting: list[pa.Table] = []
        self._small: dict[str, list[pa.Table]] = {}
        engine.replace("links", HELD.empty_table())
        engine.replace("source_pages", SOURCE_PAGES.empty_table())

    def add(self, holds: str, rows: pa.RecordBatch | pa.Table) -> None:
        """Add rows of the source."""
        table = rows if isinstance(rows, pa.Table) else pa.table(rows)
        if holds == "links":
            self._waiting.append(table)
            if sum(each.num_rows for each in self._waiting) >= _AT_ONCE:
                self.flush(0)
        elif holds == "source_pages":
            self._engine.insert("source_pages", table.cast(SOURCE_PAGES))
        elif table.num_rows:
            self._small.setdefault(holds, []).append(table.cast(_SCHEMAS[holds]))

    def flush(self, source: int) -> None:
        """Hand the links that wait to the engine, as those of a source of this number."""
        if self._waiting:
            rows = pa.concat_tables(self._waiting)
            self._engine.insert("links", held(rows, self._rows, source))
            self._rows += rows.num_rows
            self._waiting.clear()

    def write(self, target: str | None = None) -> list[Part]:
        """Write the parts, one a crawl and provider; raise OSError where the disk is full."""
        self.flush(0)
        fold(self._engine, apart=True)
        return [*self._sorted(target), *self._beside(target)]

    def _sorted(self, target: str | None) -> Iterator[Part]:
        for holds, written_by in SORTED.items():
            voices = self._engine.ask(f"index_voices_{holds}").to_pylist()
            if len(voices) > _MOST_CRAWLS:
                message = f"it names {len(voices)} crawls: is its column crawl right?"
                raise InputError(message)
            for voice in voices:
                with whole_part(self._folder, holds) as (path, draft):
                    self._engine.run(written_by, {**voice, "file": str(draft)})
                yield part_of(self._engine, self._folder, path, voice, self._sha, target)

    def _beside(self, target: str | None) -> Iterator[Part]:
        for holds, tables in self._small.items():
            rows = pa.concat_tables(tables)
            first = rows.slice(0, 1).to_pylist()[0]
            voice = {"crawl": first.get("crawl", ""), "provider": first["provider"]}
            with whole_part(self._folder, holds) as (path, draft):
                pq.write_table(rows, draft, compression="zstd", compression_level=3)
            span = {"rows": rows.num_rows, "first": "", "last": ""}
            yield _part(self._folder, path, voice | span, self._sha, target)


def part_of(  # noqa: PLR0913, PLR0917 - what a part is, said once
    engine: Engine,
    folder: Path,
    path: Path,
    voice: Mapping[str, str],
    source: str,
    target: str | None,
) -> Part:
    """Describe a sorted part that lies on the disk."""
    (span,) = engine.ask(f"index_span_{path.parent.name}", {"files": [str(path)]}).to_pylist()
    return _part(folder, path, {**voice, **span}, source, target)


def digest(path: Path) -> str:
    """Give the SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _part(
    folder: Path, path: Path, told: Mapping[str, Any], source: str, target: str | None
) -> Part:
    return Part(
        path.relative_to(folder).as_posix(),
        path.parent.name,
        rows=told["rows"],
        bytes=path.stat().st_size,
        crawl=told["crawl"],
        provider=told["provider"],
        source=source,
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
