"""WAT files: the links that a crawler has written down, page by page, as JSON."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from roadsign.errors import InputError
from roadsign.kernels.html import HtmlPage, LinkColumns
from roadsign.kernels.html_head import Head, language_of, refresh_target
from roadsign.kernels.html_urls import Resolver, absolute
from roadsign.kernels.robots import has_token, page_robots, speaks_to_robots
from roadsign.readers.crawl_names import crawl_name
from roadsign.readers.page_reading import Told, fill, redirect
from roadsign.readers.page_rows import PageRows, SourcePage
from roadsign.readers.reading import Batch, ReadOptions
from roadsign.readers.record_dates import date_of
from roadsign.readers.records import Record, records
from roadsign.readers.tally import Tally
from roadsign.readers.unpacking import pieces
from roadsign.readers.wat_envelopes import HeadPart, HtmlPart, Meta, Response, read
from roadsign.readers.wat_links import links_of, words
from roadsign.readers.window import Window

MEDIUM = "wat"
TITLE = "Links of a crawl (WAT)"

_METADATA = re.compile(rb"\nwarc-type[ \t]*:[ \t]*metadata", re.IGNORECASE)
_JSON = re.compile(rb"\ncontent-type[ \t]*:[ \t]*application/json", re.IGNORECASE)
_ANSWERED = b'"HTTP-Response-Metadata"'
_REL_WRITTEN_SINCE = dt.date(2017, 8, 23)
"""Before, the writers left rel out: whether a link is followed is not known."""


def is_wat(head: bytes) -> bool:
    """Say whether the first bytes of an archive hold records as a WAT has them."""
    return bool(_METADATA.search(head) and _JSON.search(head) and b'"Envelope"' in head)


def pages(path: Path, options: ReadOptions, tally: Tally) -> Iterator[Batch]:
    """Read a WAT into batches; memory stays flat whatever its size."""
    name = crawl_name(MEDIUM, path, options, in_json=True)
    rows = PageRows(options, MEDIUM, name, tally)
    try:
        with path.open("rb") as raw:
            window = Window(pieces(raw, path.stat().st_size, options.progress))
            for record in records(window, _wanted):
                _take(record, rows, tally)
                if rows.full():
                    yield from rows.batches()
    except InputError as error:
        tally.error = f"{path} {error}"
    yield from rows.batches()
    if not tally.pages:
        tally.warn("no_pages")


def _wanted(head: bytes) -> bool:
    return _METADATA.search(head) is not None


def _take(record: Record, rows: PageRows, tally: Tally) -> None:
    if record.flaw is not None:
        rows.reject(record.flaw, record.head.decode("utf-8", "replace"))
    # Two of three records tell of requests and the like; no JSON is decoded for them.
    if _ANSWERED not in record.body:
        return
    told = read(record.body)
    if told is None:
        if record.flaw is None:
            rows.reject("bad_json", record.body[:80].decode("utf-8", "replace"))
        return
    if told.repaired:
        tally.note("text_repaired")
    origin, response = told.envelope.origin, told.envelope.payload.response
    if response is None or (origin.kind or "response") not in {"response", "revisit"}:
        return
    own = absolute((origin.url or "").strip("<> \t"))
    if own.reason is not None:
        if own.reason != "other_scheme":
            rows.reject("bad_source_url", origin.url or "")
        return
    row = SourcePage(own.url, own.domain, date_of(origin.date or ""))
    row.unchanged = origin.kind == "revisit"
    _add(row, response, rows)


def _add(row: SourcePage, response: Response, rows: PageRows) -> None:
    status, headers = response.message.status or "", _Headers(response.headers)
    row.status = int(status) if status.isdecimal() and len(status) == 3 else None  # noqa: PLR2004
    told = Told(headers.all("x-robots-tag"), headers.all("link"))
    row.robots = page_robots((), told.robots)
    links, resolver = LinkColumns(), Resolver(row.url)
    found = row.status is None or row.status // 100 == 2  # noqa: PLR2004 - HTTP
    if found and response.html is not None and not row.unchanged:
        links, resolver = _page(row, response.html, told)
    redirect(row, links, resolver, next(iter(headers.all("location")), ""))
    rows.add(row, links, resolver)


def _page(row: SourcePage, part: HtmlPart, told: Told) -> tuple[LinkColumns, Resolver]:
    head = _head(part.head)
    links = links_of(part.links)
    row.rel_known = _rel_known(row, links.rel)
    for kind, href, rel in reversed(head.links):
        links.put_first(kind, href, rel)
    return fill(row, HtmlPage(head, links, cut=False), told)


def _rel_known(row: SourcePage, rels: Iterable[str]) -> bool:
    return row.fetched is None or row.fetched.date() >= _REL_WRITTEN_SINCE or any(rels)


def _head(part: HeadPart) -> Head:
    head = Head(base=part.base, title=words(part.title) or None)
    for link in part.links:
        if link.url is not None and has_token(link.rel or "", "canonical"):
            head.links.append(("canonical", link.url, link.rel or ""))
    for meta in part.metas:
        _read_meta(meta, head)
    return head


def _read_meta(meta: Meta, head: Head) -> None:
    name, content = (meta.name or "").strip(), meta.content or ""
    equiv = (meta.equiv or "").strip().lower()
    if name == "HTML@/lang":
        head.language = language_of(content) or head.language
    elif equiv == "refresh":
        target = refresh_target(content)
        if target is not None:
            head.links.append(("redirect", target, ""))
    elif equiv == "content-language":
        head.language = head.language or language_of(content)
    elif speaks_to_robots(name.lower()):
        head.robots.append((name.lower(), content))


class _Headers:
    """Headers of an answer: names in any case, a repeated one as a list."""

    def __init__(self, headers: Mapping[str, Any]) -> None:
        self._headers = headers

    def all(self, name: str) -> list[str]:
        """Give every value of a header, by its name in lower case."""
        values = [value for each, value in self._headers.items() if each.lower() == name]
        flat = [
            each for value in values for each in (value if isinstance(value, list) else [value])
        ]
        return [each for each in flat if isinstance(each, str)]
