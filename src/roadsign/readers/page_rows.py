"""From pages to batches: rows of links, source pages and rejects, and the tally of a source."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from roadsign.kernels.html import LinkColumns
from roadsign.kernels.html_urls import Resolver
from roadsign.kernels.robots import PageRobots, Rel, rel_of
from roadsign.model.links import LINKS, REJECTS, SOURCE_PAGES
from roadsign.readers.reading import Batch, ReadOptions
from roadsign.readers.tally import Tally

_SAMPLE = 80
_LONGEST_REL = 1000
_PAGES_A_BATCH = 1024


@dataclass(slots=True)
class SourcePage:
    """A page that was fetched: what its links' rows repeat, and its own row."""

    url: str
    domain: str
    fetched: dt.datetime | None = None
    status: int | None = None
    robots: PageRobots = field(default_factory=lambda: PageRobots((), ()))
    canonical: str | None = None
    redirect_to: str | None = None
    language: str | None = None
    title: str | None = None
    heading: str | None = None
    unchanged: bool = False
    partial: bool = False
    """Not all of it could be read; what it does not show may be there all the same."""
    rel_known: bool = True
    """False: the source was written before rel was; whether links are followed is not known."""


class PageRows:
    """Collects pages' links as columns and gives them as batches of at most ``batch_rows``."""

    def __init__(self, options: ReadOptions, medium: str, crawl: str, tally: Tally) -> None:
        self._options = options
        self._medium = medium
        self._tally = tally
        self._crawl = crawl
        self._pages: list[SourcePage] = []
        self._columns: dict[str, list[Any]] = {}
        self._rejects: list[tuple[int, str, str]] = []
        self._fresh()

    def add(self, page: SourcePage, links: LinkColumns, resolver: Resolver) -> None:
        """Add a page with its links; addresses that are none are counted."""
        self._pages.append(page)
        urls, domains, reasons = resolver.resolve_all(links.href)
        before = self._tally.read
        self._tally.read += len(urls)
        taken: Sequence[int] = range(len(urls))
        if any(reasons):
            taken = [each for each, reason in enumerate(reasons) if reason is None]
            for each, reason in enumerate(reasons):
                if reason is not None:
                    self._reject(before + each + 1, reason, links.href[each])
        whole = len(taken) == len(urls)
        columns = self._columns
        for name, column in (("target_url", urls), ("target_domain", domains)):
            columns[name] += column if whole else [column[each] for each in taken]
        for name in _TAKEN:
            values = getattr(links, name)
            columns[name] += values if whole else [values[each] for each in taken]
        self._follow(page, links.rel if whole else [links.rel[each] for each in taken])
        columns["page"] += [len(self._pages) - 1] * len(taken)
        self._tally.keep(page, domains if whole else [domains[each] for each in taken])

    def reject(self, reason: str, sample: str) -> None:
        """Count something that should have held rows, and does not."""
        self._tally.read += 1
        self._reject(self._tally.read, reason, sample)

    def full(self) -> bool:
        """Say whether a batch is due."""
        return (
            len(self._columns["page"]) >= self._options.batch_rows
            or len(self._rejects) >= self._options.batch_rows
            or len(self._pages) >= _PAGES_A_BATCH
        )

    def batches(self) -> Iterator[Batch]:
        """Give what was collected, and start anew."""
        size = self._options.batch_rows
        rejects = pa.RecordBatch.from_arrays(
            [
                pa.array(column, kind)
                for column, kind in zip(_turned(self._rejects), REJECTS.types, strict=True)
            ],
            schema=REJECTS,
        )
        links = len(self._columns["page"])
        for start in range(0, links, size):
            yield Batch("links", self._links(slice(start, start + size)), rejects)
            rejects = rejects.slice(0, 0)
        if self._pages or len(rejects):
            for start in range(0, max(1, len(self._pages)), size):
                rows = self._page_rows(self._pages[start : start + size])
                yield Batch("source_pages", rows, rejects)
                rejects = rejects.slice(0, 0)
        self._fresh()

    def _fresh(self) -> None:
        self._pages = []
        self._rejects = []
        self._columns = {name: [] for name in _COLLECTED}

    def _reject(self, row: int, reason: str, sample: str) -> None:
        shown = "".join(char if char.isprintable() else " " for char in sample[:_SAMPLE])
        self._rejects.append((row, reason, shown))
        self._tally.reject(row, reason, shown)

    def _follow(self, page: SourcePage, rels: Sequence[str]) -> None:
        hints = {rel: rel_of(rel[:_LONGEST_REL]) if page.rel_known else None for rel in set(rels)}
        told = [hints[rel] for rel in rels]
        unfollowed = page.robots.nofollow
        columns = self._columns
        columns["nofollow"] += [each and each.nofollow for each in told]
        columns["ugc"] += [each and each.ugc for each in told]
        columns["sponsored"] += [each and each.sponsored for each in told]
        columns["follow"] += [_followed(each, unfollowed=unfollowed) for each in told]

    def _links(self, stretch: slice) -> pa.RecordBatch:
        columns = {name: column[stretch] for name, column in self._columns.items()}
        first = columns["page"][0]
        pages = self._pages[first : columns["page"][-1] + 1]
        told = self._told(pages)
        rows = pa.array([page - first for page in columns["page"]], pa.int32())
        arrays = []
        for column in LINKS:
            if column.name in told:
                arrays.append(pa.array(told[column.name], column.type).take(rows))
            elif column.name in columns:
                arrays.append(pa.array(columns[column.name], column.type))
            else:
                arrays.append(pa.nulls(len(rows), column.type))
        return pa.RecordBatch.from_arrays(arrays, schema=LINKS)

    def _told(self, pages: Sequence[SourcePage]) -> dict[str, list[Any]]:
        return {
            "source_url": [page.url for page in pages],
            "source_domain": [page.domain for page in pages],
            "source_title": [page.title for page in pages],
            "source_language": [page.language for page in pages],
            "page_nofollow": [page.robots.nofollow for page in pages],
            "last_seen": [_day(page, self._options) for page in pages],
            "crawl": [self._crawl] * len(pages),
            "provider": [self._medium] * len(pages),
        }

    def _page_rows(self, pages: Sequence[SourcePage]) -> pa.RecordBatch:
        rows = [self._page_row(page) for page in pages]
        return pa.RecordBatch.from_pylist(rows, schema=SOURCE_PAGES)

    def _page_row(self, page: SourcePage) -> dict[str, Any]:
        fetched = page.fetched
        if fetched is None and self._options.date is not None:
            fetched = dt.datetime.combine(self._options.date, dt.time())
        return {
            "url": page.url,
            "domain": page.domain,
            "fetched": fetched,
            "status": page.status,
            "robots": ",".join(page.robots.general) or None,
            "robots_specific": "; ".join(page.robots.specific) or None,
            "canonical": page.canonical,
            "redirect_to": page.redirect_to,
            "language": page.language,
            "title": page.title,
            "heading": page.heading,
            "unchanged": page.unchanged,
            "partial": page.partial,
            "medium": self._medium,
            "crawl": self._crawl,
            "provider": self._medium,
        }


_TAKEN = (
    "anchor",
    "anchor_from",
    "anchor_clipped",
    "kind",
    "placement",
    "position",
    "left",
    "right",
)
_COLLECTED = (
    *("page", "target_url", "target_domain"),
    *("follow", "nofollow", "ugc", "sponsored"),
    *_TAKEN,
)


def _followed(rel: Rel | None, *, unfollowed: bool) -> bool | None:
    if unfollowed:
        return False
    return None if rel is None else not any(rel)


def _day(page: SourcePage, options: ReadOptions) -> dt.date | None:
    return page.fetched.date() if page.fetched is not None else options.date


def _turned(rows: Iterable[tuple[int, str, str]]) -> list[list[Any]]:
    turned = [list(column) for column in zip(*rows, strict=True)]
    return turned or [[], [], []]
