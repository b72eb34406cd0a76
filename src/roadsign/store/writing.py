"""Writing an index: nothing of a version is seen before all of it is there."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from roadsign.errors import UnknownNameError
from roadsign.kernels.owners import is_suffix, suffixes_version
from roadsign.kernels.urls import parts_of
from roadsign.model.receipts import Receipt
from roadsign.store.index import EVERYTHING, span_of, told_plainly, verified
from roadsign.store.intake import Fill, Intake, Put
from roadsign.store.lock import locked, unwritable
from roadsign.store.manifest import Manifest, Part, Source, forget_old, newest, publish
from roadsign.store.merging import groups, merged, rows_of
from roadsign.store.parts import SORTED, Draft, index_engine, part_of, whole_part
from roadsign.store.scores import is_whole, without_domain

_NAMED = 10

__all__ = ["Fill", "IndexWriter", "Put"]


class IndexWriter:
    """
    The one writer of an index; use it as a context, so that it lets go of the lock.

    Raises BrokenIndexError where the index is being written, damaged, newer or unwritable.
    """

    def __init__(self, folder: Path, memory: str | None = None) -> None:
        self._folder = folder
        self._memory = memory
        self._lock = locked(folder)

    def __enter__(self) -> Self:
        self._lock.__enter__()
        try:
            self._manifest = newest(self._folder) or Manifest()
            if self._manifest.version:
                with told_if_unwritable(self._folder):
                    forget_old(self._folder)
            self._engine = index_engine(self._memory)
            self._intake = Intake(self._engine, self._folder, self._publish_more)
        except BaseException:
            self._lock.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                with told_if_unwritable(self._folder):
                    self._intake.publish()
        finally:
            self._engine.close()
            self._lock.__exit__(None, None, None)

    def known(self, sha256: str, name: str) -> list[Receipt] | None:
        """Give the receipts of a source with these bytes, where it was read before, as ``name``."""
        source = self._manifest.known(sha256) or self._intake.known(sha256)
        if source is None:
            return None
        told = source.receipts
        names = [name + receipt.source.removeprefix(source.name) for receipt in told]
        return [replace(old, source=new, known=True) for old, new in zip(told, names, strict=True)]

    def ingest(self, sha256: str, name: str, fill: Fill) -> list[Receipt]:
        """
        Add a source with its SHA-256 and its name; it is published by the end of the context.

        A source of which nothing was kept leaves the index as it was, so that it can be read
        again with other options.
        """
        with told_if_unwritable(self._folder):
            return self._intake.take(sha256, name, fill)

    def publish_scores(self, parts: Sequence[Part]) -> None:
        """Make parts that lie on the disk the scores of the index, in place of those before."""
        before = self._manifest.scores
        with told_if_unwritable(self._folder):
            if [part.sha256 for part in parts] == [part.sha256 for part in before] and all(
                is_whole(self._folder, part) for part in before
            ):
                # The same scores again are no new version.
                forget_old(self._folder)
            else:
                self._publish(self._manifest.parts, self._manifest.sources, scores=parts)

    def compact(self) -> int:
        """Merge the parts of each crawl and provider; give how many parts there are fewer."""
        before = len(self._manifest.parts)
        parts: list[Part] = []
        with told_if_unwritable(self._folder):
            for group in groups(self._manifest.parts):
                parts += merged(self._engine, self._folder, group)
            if len(parts) < before:
                self._publish(parts, self._manifest.sources, keep=1)
        return before - len(parts)

    def drop(self, crawl: str) -> int:
        """Forget the parts of a crawl; give how many rows they held."""
        gone = [part for part in self._manifest.parts if part.crawl == crawl]
        if not gone:
            crawls = sorted({part.crawl for part in self._manifest.parts})
            held = ", ".join(map(repr, crawls[:_NAMED])) or "none"
            message = f"the index holds no crawl {crawl!r}; it holds: {held}"
            raise UnknownNameError(message)
        sources = [each for each in self._manifest.sources if set(each.crawls) - {crawl}]
        with told_if_unwritable(self._folder):
            kept = [part for part in self._manifest.parts if part.crawl != crawl]
            self._publish(kept, sources, keep=1)
        return sum(part.rows for part in gone)

    def delete(self, domain: str) -> int:
        """Remove every row from, to or about a registrable domain; give how many they were."""
        parts: list[Part] = []
        with told_if_unwritable(self._folder):
            for part in self._manifest.parts:
                parts += self._without(part, domain)
            before = sum(part.rows for part in self._manifest.parts)
            scores = without_domain(self._folder, self._manifest.scores, domain)
            if parts != list(self._manifest.parts) or scores != list(self._manifest.scores):
                sources = [_without_target(source, domain) for source in self._manifest.sources]
                self._publish(parts, sources, keep=1, scores=scores)
        return before - sum(part.rows for part in parts)

    def _publish_more(self, parts: Sequence[Part], sources: Sequence[Source]) -> None:
        self._publish([*self._manifest.parts, *parts], [*self._manifest.sources, *sources])

    def _publish(
        self,
        parts: Sequence[Part],
        sources: Sequence[Source],
        keep: int = 2,
        scores: Sequence[Part] | None = None,
    ) -> None:
        following = self._manifest.after(parts, sources, suffixes_version(), scores)
        publish(self._folder, following)
        self._manifest = following
        forget_old(self._folder, keep)

    def _without(self, part: Part, domain: str) -> list[Part]:
        if part.holds not in SORTED:
            return self._without_beside(part, domain)
        span = span_of(domain, below=not is_suffix(domain))
        file = verified(self._folder, part)
        with told_plainly(self._folder), whole_part(self._folder, part.holds) as (path, draft):
            bound = {"key": span["key"], "prefix": span["prefix"]}
            bound |= {"files": [file], "file": str(draft)}
            self._engine.run(f"index_without_{part.holds}", bound)
        voice = {"crawl": part.crawl, "provider": part.provider}
        written = part_of(self._engine, self._folder, path, voice)
        if written.rows == part.rows:
            path.unlink()
            return [part]
        if not written.rows:
            path.unlink()
            return []
        return [written]

    def _without_beside(self, part: Part, domain: str) -> list[Part]:
        if part.target == domain:
            return []
        file = verified(self._folder, part)
        with told_plainly(self._folder):
            rows = rows_of(self._engine, part.holds, file, EVERYTHING)
        kept = rows.filter(pc.invert(names_domain(part.holds, rows, domain)))
        if kept.num_rows == rows.num_rows:
            return [part]
        draft = Draft(self._engine, self._folder)
        draft.add(part.holds, kept, 0, part.target)
        return draft.write()


@contextmanager
def told_if_unwritable(folder: Path) -> Iterator[None]:
    """Tell in one line what keeps an index from being written."""
    try:
        yield
    except (duckdb.Error, pa.ArrowException, OSError) as error:
        raise unwritable(folder, error) from error


def names_domain(holds: str, rows: pa.Table, domain: str) -> pa.Array:
    """Say of each row of sightings, counts or demand whether it names a domain."""
    if holds == "sightings":
        return pc.equal(rows["source_domain"], domain)
    told = rows["name" if holds == "counts" else "page"].to_pylist()
    addresses = (text if text and "://" in text else f"https://{text}" for text in told)
    return pa.array([parts is not None and parts.domain == domain for parts in parts_of(addresses)])


def _without_target(source: Source, domain: str) -> Source:
    receipts = tuple(
        replace(receipt, target=None, samples=()) if receipt.target == domain else receipt
        for receipt in source.receipts
    )
    return Source(source.sha256, source.crawls, receipts, source.name)
