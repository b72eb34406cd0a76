"""
The records of WARC and ARC archives, one by one, going on behind what is damaged.

A record's own length is believed unless what follows says otherwise: behind a record stands the
next one, or the end. Where it does not, the record ends where the next one begins.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from roadsign.readers.window import Window

LONGEST_BODY = 1 << 25
"""Bytes of a record's body that are kept."""

_LONGEST_HEAD = 1 << 16
_WARC_HEAD = re.compile(rb"WARC/\d\.\d{1,3}[ \t]*\r?\n(?:[^\r\n]+\r?\n)*\r?\n")
_WARC_NEXT = re.compile(rb"WARC/\d\.\d{1,3}[ \t]*\r?\n[A-Za-z-]{1,40}[ \t]*:")
_ARC_HEAD = re.compile(
    rb"[a-z][a-z0-9+.-]*:[^\r\n]* \S+ \d{14} (?:[^\r\n]* )?(\d{1,18})[ \t]*\r?\n"
)
_ARC_NEXT = re.compile(
    rb"(?<=\n)(?:https?|ftp|dns):[^\r\n]{1,2048} [\w.:]+ \d{14} (?:[^\r\n]{1,999} )?\d+[ \t]*\r?\n"
)
_LENGTH = re.compile(rb"\ncontent-length[ \t]*:[ \t]*(\d{1,18})[ \t]*\r?\n", re.IGNORECASE)
_ARC_FIRST = b"filedesc:"
_LOOK_AHEAD = 1 << 10
_SAMPLE = 80

BAD_RECORD, BAD_LENGTH, CUT_SHORT = "bad_record", "bad_length", "record_cut_short"


@dataclass(frozen=True, slots=True)
class Record:
    """The head of a record as it lies, and its body as far as it was asked for."""

    head: bytes
    body: bytes
    flaw: str | None = None
    """bad_length, record_cut_short: the body is not what the head says; bad_record: no record."""
    arc: bool = False


@dataclass(frozen=True, slots=True)
class _Framing:
    head: re.Pattern[bytes]
    following: re.Pattern[bytes]
    arc: bool

    def length(self, head: re.Match[bytes]) -> int | None:
        found = head if self.arc else _LENGTH.search(head[0])
        return int(found[1]) if found else None


_WARC = _Framing(_WARC_HEAD, _WARC_NEXT, arc=False)
_ARC = _Framing(_ARC_HEAD, _ARC_NEXT, arc=True)


def is_archive(head: bytes) -> bool:
    """Say whether a file begins as a WARC or an ARC does."""
    return head.startswith((b"WARC/", _ARC_FIRST))


def records(window: Window, wanted: Callable[[bytes], bool] = lambda _: True) -> Iterator[Record]:
    """
    Give the records of an unpacked archive; damaged ones with what is left of them.

    ``wanted`` sees a record's head and says whether its body is needed (else it is empty).
    """
    window.fill(len(_ARC_FIRST))
    framing = _ARC if window.startswith(_ARC_FIRST) else _WARC
    each = _Records(window, framing, wanted)
    while True:
        flaw = None
        while window.skip_blank():
            record = each.record()
            flaw = record.flaw
            yield record
        if not window.next_stretch():
            return
        if flaw is None:
            # What was lost lay between two records.
            yield Record(b"", b"", BAD_RECORD, framing.arc)


class _Records:
    def __init__(self, window: Window, framing: _Framing, wanted: Callable[[bytes], bool]) -> None:
        self._window = window
        self._framing = framing
        self._wanted = wanted

    def record(self) -> Record:
        window, framing = self._window, self._framing
        head = self._head()
        length = framing.length(head) if head is not None else None
        if head is None or length is None:
            start = window.peek(_SAMPLE)
            window.resume(framing.following, 1)
            return Record(start, b"", BAD_RECORD, framing.arc)
        window.skip(head.end() - window.at)
        body, flaw = self._body(head[0], length)
        return Record(head[0], body, flaw, framing.arc)

    def _head(self) -> re.Match[bytes] | None:
        window, size = self._window, 1 << 12
        while True:
            held = window.fill(size)
            found = self._framing.head.match(window.data, window.at)
            if found is not None:
                return found if found.end() - window.at <= _LONGEST_HEAD else None
            if held < size or size > _LONGEST_HEAD:
                return None
            size *= 4

    def _body(self, head: bytes, length: int) -> tuple[bytes, str | None]:
        window = self._window
        kept = min(length, LONGEST_BODY)
        end, flaw = self._end(kept, ends_there=kept == length)
        needed = self._wanted(head)
        body = window.peek(end) if needed else b""
        window.skip(end)
        if flaw is None and length > kept:
            flaw = self._pass_over(length - kept)
        if flaw is None and not self._ends_here() and not self._stands_at_a_record(0):
            flaw = BAD_LENGTH
            more = window.resume(self._framing.following, 0, LONGEST_BODY if needed else 0)
            body = (body + more.rstrip(b"\r\n"))[:LONGEST_BODY] if needed else b""
        return body, flaw

    def _ends_here(self) -> bool:
        """Say whether the empty lines that end a record come next, whatever follows them."""
        return not self._framing.arc and self._window.peek(4) == b"\r\n\r\n"

    def _end(self, length: int, *, ends_there: bool) -> tuple[int, str | None]:
        """Give how long the body is, at most so long, and what is wrong with it."""
        window = self._window
        held = window.fill(length)
        member = window.member_within(length)
        if member is not None:
            return member, BAD_LENGTH
        if held >= length and ends_there and self._stands_at_a_record(length):
            return length, None
        swallowed = self._record_within(length)
        if swallowed is not None:
            return swallowed, BAD_LENGTH
        return (length, None) if held >= length else (held, CUT_SHORT)

    def _record_within(self, length: int) -> int | None:
        """Give where within so many bytes another record begins."""
        window = self._window
        held = window.fill(length + _LOOK_AHEAD)
        stop = window.at + min(held, length + _LOOK_AHEAD)
        found = self._framing.following.search(window.data, window.at, stop)
        offset = found.start() - window.at if found is not None else length
        return offset if offset < length else None

    def _stands_at_a_record(self, offset: int) -> bool:
        """Say whether behind so many bytes comes a record, or the end."""
        window, ahead = self._window, _LOOK_AHEAD if not self._framing.arc else 1 << 14
        window.fill(offset + ahead)
        rest = window.peek(ahead, offset).lstrip(b"\r\n\0 ")
        if self._framing.arc:
            return not rest or self._framing.head.match(rest) is not None
        return not rest or rest.startswith(b"WARC/")

    def _pass_over(self, length: int) -> str | None:
        """Leave out what is too long to keep; the next record is looked for all the way."""
        window = self._window
        while length > 0:
            held = window.fill(min(length, 1 << 20))
            if not held:
                return CUT_SHORT
            size = min(length, held)
            found = self._record_within(size)
            window.skip(size if found is None else found)
            if found is not None:
                return BAD_LENGTH
            length -= size
        return None
