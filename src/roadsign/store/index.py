"""The index: immutable parts that a manifest names; reading it never writes."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from roadsign.errors import BrokenIndexError, EmptyIndexError
from roadsign.kernels.owners import is_suffix, own_hosts
from roadsign.store.engine import Engine
from roadsign.store.linkbase import LinkBase
from roadsign.store.looks import looks_in
from roadsign.store.manifest import Manifest, Part, newest
from roadsign.store.parts import digest, index_engine

_WHOLE: Mapping[str, Any] = {"piece": 0, "pieces": 1}
EVERYTHING: Mapping[str, Any] = {
    **_WHOLE,
    "low": "",
    "high": "\U0010ffff",
    "key": "",
    "prefix": "",
    "everything": True,
}
"""The range of all keys."""

_AFTER_DOT = "/"
"""The character after the dot: the end of the range that holds a host's own hosts."""


class Index:
    """
    An index at its newest version, for reading.

    Raises EmptyIndexError where there is none yet, BrokenIndexError where it is damaged, newer
    or cannot be read.
    """

    def __init__(self, folder: Path, memory: str | None = None) -> None:
        self._folder = folder
        manifest = newest(folder)
        if manifest is None:
            message = (
                f"there is no index at {folder}: say roadsign ingest FILE first, "
                "or give files with --links"
            )
            raise EmptyIndexError(message)
        self.manifest: Manifest = manifest
        self._engine = index_engine(memory)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._engine.close()

    @property
    def folder(self) -> Path:
        """Give the folder that holds the index."""
        return self._folder

    @property
    def engine(self) -> Engine:
        """Give the engine, for the rooms of the store that ask all links at once."""
        return self._engine

    def files(self, holds: str) -> list[str]:
        """Give the files of all parts that hold links, source_pages, counts, sightings, demand."""
        return self._files(holds, EVERYTHING)

    def links(self, domains: Sequence[str] | None = None) -> Iterator[tuple[str, pa.Table]]:
        """
        Give the links to some registrable domains, a part at a time.

        Each comes with the name of its part; rows are LINKS. None gives all links.
        """
        keys = _keys(domains)
        for span in _spans(domains):
            files = self._files("links", span)
            if not files:
                continue
            with told_plainly(self._folder):
                found = self._engine.ask("index_links", {**span, "files": files, "keys": keys})
            yield from _by_part(found)

    def load(self, base: LinkBase, domains: Sequence[str] | None) -> None:
        """Add to a base what the index knows of some registrable domains, or of all."""
        for name, rows in self.links(domains):
            base.add(rows, name)
        for span in _spans(domains):
            files = self._files("source_pages", span)
            if files:
                with told_plainly(self._folder):
                    base.add_source_pages(self._engine.ask("index_pages", {**span, "files": files}))
        if domains is not None:
            self._load_looks(base)
        for part in self.manifest.parts:
            if domains is None or part.target in domains:
                self._load_beside(base, part)

    def check(self) -> None:
        """Look at every byte of every part; raise BrokenIndexError at the first damaged one."""
        for part in (*self.manifest.parts, *self.manifest.scores):
            verified(self._folder, part)

    def info(self) -> dict[str, Any]:
        """Give what the index holds: version, format, rows, bytes, parts, sources, crawls."""
        parts = self.manifest.parts
        tables = sorted({part.holds for part in parts})
        crawls = sorted({(part.crawl, part.provider) for part in parts})
        return {
            "version": self.manifest.version,
            "format": self.manifest.format,
            "suffixes": self.manifest.suffixes,
            "rows": {name: sum(p.rows for p in parts if p.holds == name) for name in tables},
            "bytes": sum(part.bytes for part in parts),
            "parts": len(parts),
            "sources": len(self.manifest.sources),
            "crawls": [
                {
                    "crawl": crawl,
                    "provider": provider,
                    "parts": len(own),
                    "rows": sum(part.rows for part in own),
                    "bytes": sum(part.bytes for part in own),
                }
                for crawl, provider in crawls
                for own in [[p for p in parts if (p.crawl, p.provider) == (crawl, provider)]]
            ],
        }

    def _load_looks(self, base: LinkBase) -> None:
        files, pages = self.files("source_pages"), base.linking()
        if files and pages.num_rows:
            with told_plainly(self._folder):
                base.add_looks(looks_in(self._engine, files, pages))

    def _load_beside(self, base: LinkBase, part: Part) -> None:
        add = {
            "counts": base.add_counts,
            "sightings": base.add_sightings,
            "demand": base.add_demand,
        }.get(part.holds)
        if add is not None:
            with told_plainly(self._folder):
                add(pq.read_table(checked(self._folder, part), partitioning=None))

    def _files(self, holds: str, span: Mapping[str, Any]) -> list[str]:
        return [
            checked(self._folder, part)
            for part in self.manifest.parts
            if part.holds == holds and part.first < span["high"] and part.last >= span["low"]
        ]


def checked(folder: Path, part: Part) -> str:
    """Give the path of a part; raise BrokenIndexError where it is not there as it was written."""
    path = folder / part.file
    try:
        size = path.stat().st_size
    except FileNotFoundError as error:
        now = newest(folder)
        if now is not None and part not in (*now.parts, *now.scores):
            message = f"the index {folder} was changed while it was read: ask again"
            raise BrokenIndexError(message) from error
        raise _damaged(folder, f"{part.file} is not there") from error
    except OSError as error:
        raise _damaged(folder, f"{part.file}: {error.strerror or error}") from error
    if size != part.bytes:
        raise _damaged(folder, f"{part.file} has {size} bytes and should have {part.bytes}")
    return str(path)


def verified(folder: Path, part: Part) -> str:
    """Give the path of a part whose every byte was looked at; raise BrokenIndexError."""
    path = checked(folder, part)
    with told_plainly(folder):
        whole = digest(Path(path)) == part.sha256
    if not whole:
        raise _damaged(folder, f"{part.file} holds other bytes than were written")
    return path


@contextmanager
def told_plainly(folder: Path) -> Iterator[None]:
    """Tell what a part that cannot be read means, in one line."""
    try:
        yield
    except (duckdb.Error, pa.ArrowException, OSError) as error:
        raise _damaged(folder, str(error).splitlines()[0][:200]) from error


def span_of(host: str, *, below: bool) -> dict[str, Any]:
    """Give the range of keys that holds a host and, ``below``, the hosts under it."""
    key = ".".join(reversed(host.split(".")))
    return {
        "low": key,
        "high": key + (_AFTER_DOT if below else "\0"),
        "key": key,
        # No host holds a slash, so nothing begins with such a prefix.
        "prefix": f"{key}." if below else _AFTER_DOT,
        "everything": False,
        **_WHOLE,
    }


def _spans(domains: Sequence[str] | None) -> list[Mapping[str, Any]]:
    if domains is None:
        return [EVERYTHING]
    return [
        span_of(host, below=not is_suffix(domain))
        for domain in dict.fromkeys(domains)
        for host in sorted(own_hosts(domain))
    ]


def _keys(domains: Sequence[str] | None) -> list[str]:
    return [".".join(reversed(domain.split("."))) for domain in domains or ()]


def _by_part(found: pa.Table) -> Iterator[tuple[str, pa.Table]]:
    names = found["filename"].combine_chunks().dictionary_encode()
    rows = found.drop_columns(["filename"])
    for place, name in enumerate(names.dictionary.to_pylist()):
        mine = pa.compute.equal(names.indices, place)
        yield Path(name).name, rows.filter(mine)


def _damaged(folder: Path, told: str) -> BrokenIndexError:
    return BrokenIndexError(f"the index {folder} is damaged: {told}")
