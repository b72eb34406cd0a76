"""From an archive's records to rows: answers, revisits and resources; requests tell the method."""

import re
from collections import deque
from dataclasses import dataclass

from roadsign.kernels.charsets import decode
from roadsign.kernels.html import LinkColumns, links_of
from roadsign.kernels.html_head import refresh_target
from roadsign.kernels.html_urls import Resolver, absolute
from roadsign.kernels.robots import page_robots
from roadsign.readers.http_answers import (
    Answer,
    Headers,
    answer_of,
    headers_of,
    is_binary,
    is_page,
    unpacked,
)
from roadsign.readers.page_reading import Told, fill, redirect
from roadsign.readers.page_rows import PageRows, SourcePage
from roadsign.readers.record_dates import date_of
from roadsign.readers.records import Record
from roadsign.readers.tally import Tally

_ARC_LINE = re.compile(r"(.*) (\S+) (\d{14}) (?:(\S+) (?:.* )?)?(\d+)\s*", re.DOTALL)
_REMEMBERED = 64
_NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True)
class _Visit:
    """A record that tells of a page."""

    fields: Headers
    answer: Answer

    def first(self, name: str) -> str:
        return next(iter(self.fields.get(name, ())), "")

    @property
    def kind(self) -> str:
        return self.first("warc-type").lower()

    @property
    def ids(self) -> set[str]:
        """Its own id, and those of the records made with it."""
        return {self.first("warc-record-id"), *self.fields.get("warc-concurrent-to", ())} - {""}


class Visits:
    """
    Takes records in the order of the archive.

    An answer waits for the record behind it: where that is its request and asked with POST, what
    was answered is no page that a link could lead to.
    """

    def __init__(self, rows: PageRows, tally: Tally) -> None:
        self._rows = rows
        self._tally = tally
        self._waiting: _Visit | None = None
        self._posted: deque[set[str]] = deque(maxlen=_REMEMBERED)

    def take(self, record: Record) -> None:
        """Read one record."""
        if record.flaw is not None:
            self._rows.reject(record.flaw, record.head.decode("utf-8", "replace"))
        fields = _arc_fields(record.head) if record.arc else _fields(record.head)
        kind = next(iter(fields.get("warc-type", ())), "").lower()
        if kind == "request":
            self._asked(_Visit(fields, Answer(None)), record.body)
            return
        self.finish()
        if kind in {"response", "revisit", "resource"}:
            self._waiting = _visit(kind, fields, record)

    def finish(self) -> None:
        """Read the answer that is still waiting."""
        visit, self._waiting = self._waiting, None
        if visit is not None:
            self._read(visit)

    def _asked(self, request: _Visit, body: bytes) -> None:
        if body[:5].upper() in {b"GET /", b"HEAD "} or body[:4].upper() in {b"GET ", b""}:
            return
        self._posted.append(request.ids)
        if self._waiting is not None and self._waiting.ids & request.ids:
            self._posted_answer(self._waiting)
            self._waiting = None

    def _posted_answer(self, visit: _Visit) -> None:
        self._rows.reject("not_a_get", visit.first("warc-target-uri"))

    def _read(self, visit: _Visit) -> None:
        address = visit.first("warc-target-uri").strip("<> \t")
        own = absolute(address)
        if own.reason is not None:
            if own.reason != "other_scheme":
                self._rows.reject("bad_source_url", address)
            return
        if any(ids & visit.ids for ids in self._posted):
            self._posted_answer(visit)
            return
        row = SourcePage(own.url, own.domain, date_of(visit.first("warc-date")))
        answer = visit.answer
        row.status = answer.status
        row.robots = page_robots((), answer.all("x-robots-tag"))
        links, resolver = LinkColumns(), Resolver(own.url)
        if visit.kind == "revisit":
            row.unchanged = True
        elif is_page(answer):
            links, resolver = self._page(row, visit)
        row.unchanged = row.unchanged or row.status == _NOT_MODIFIED
        redirect(row, links, resolver, answer.first("location"))
        self._rows.add(row, links, resolver)

    def _page(self, row: SourcePage, visit: _Visit) -> tuple[LinkColumns, Resolver]:
        answer = visit.answer
        body = unpacked(answer)
        if is_binary(body):
            self._rows.reject("not_html", row.url)
            row.partial = True
            return LinkColumns(), Resolver(row.url)
        decoded = decode(body, answer.first("content-type"))
        self._tally.charsets[decoded.charset] += 1
        if decoded.passed_over:
            self._tally.note("charset_passed_over")
        page = links_of(decoded.text)
        row.partial = page.cut or bool(visit.first("warc-truncated"))
        if page.cut:
            self._tally.note("page_cut")
        if visit.first("warc-truncated"):
            self._tally.note("truncated_by_crawler")
        told = Told(answer.all("x-robots-tag"), answer.all("link"))
        links, resolver = fill(row, page, told)
        refresh = refresh_target(answer.first("refresh"))
        if refresh is not None:
            links.put_first("redirect", refresh)
        return links, resolver


def _visit(kind: str, fields: Headers, record: Record) -> _Visit | None:
    answer = answer_of(record.body)
    if answer is None:
        if kind == "response" and not record.arc:
            # Not HTTP: an answer of the DNS, a file transfer.
            return None
        answer = Answer(None, {"content-type": fields.get("content-type", [])}, record.body)
    if kind == "resource" and not is_page(answer):
        return None
    return _Visit(fields, answer)


def _fields(head: bytes) -> Headers:
    return headers_of(head.partition(b"\n")[2])


def _arc_fields(head: bytes) -> Headers:
    line = _ARC_LINE.fullmatch(head.decode("utf-8", "replace"))
    if line is None or line[1].startswith("filedesc:"):
        return {}
    return {
        "warc-type": ["response"],
        "warc-target-uri": [line[1]],
        "warc-date": [line[3]],
        "content-type": [line[4] or ""],
    }
