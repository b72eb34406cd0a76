"""Rows whose quotes are broken: read one by one, bounded, and found again after a loss."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

FIELD_LIMIT = 1 << 20
"""A field of more bytes is no field: the row is rejected."""

_FEWEST_AT_ONCE, _MOST_AT_ONCE = 256, 1 << 14
_SAMPLE = 400

csv.field_size_limit(4 * FIELD_LIMIT)


@dataclass(slots=True)
class Found:
    """What was made of the start of a buffer; ``used`` bytes of it are done with."""

    rows: list[tuple[int, list[str | None]]] = field(default_factory=list)
    ragged: set[int] = field(default_factory=set)
    rejects: list[tuple[int, str, str]] = field(default_factory=list)
    used: int = 0


def fitted(fields: Sequence[str], width: int) -> list[str | None]:
    """Pad a short row with nothing, cut a long one."""
    return [*fields[:width], *[None] * (width - len(fields))]


def parsed(text: str, delimiter: str, *, strict: bool) -> list[str] | None:
    """Give the fields of one row, None if the text is no row or several."""
    text = text.replace("\r\n", "\n").replace("\r", " ")
    lines = io.StringIO(text, newline="")
    try:
        rows = list(csv.reader(lines, delimiter=delimiter, strict=strict))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def forgiven(line: bytes, delimiter: str) -> list[str] | None:
    """
    Give the fields of a line with its quotes as letters where they are in the way.

    A quote closes a field only before a delimiter or at the end. None if one stays open.
    """
    text = line.decode("utf-8", "replace").rstrip("\r\n")
    parts = _fields_parted_by(delimiter)
    fields: list[str] = []
    at = 0
    while at <= len(text):
        found = parts.match(text, at)
        if found is None:
            return None
        quoted, plain = found.groups()
        fields.append(plain if quoted is None else quoted.replace('""', '"'))
        at = found.end() + 1
    return fields


@cache
def _fields_parted_by(delimiter: str) -> re.Pattern[str]:
    part = re.escape(delimiter)
    quoted = rf'"((?:[^"]|"(?!{part}|$))*)"(?={part}|$)'
    return re.compile(rf'(?:{quoted}|((?!")[^{part}]*))(?={part}|$)', re.DOTALL)


class TornRows:
    """
    Reads rows at the start of a buffer: a few hundred, ever more where all are torn.

    A line that is a row by itself is one. Else the lines below belong to it, if that makes a
    row within the limit. Else its quotes are taken as letters, if that makes a row. Else it is
    rejected, and reading goes on with the next line that parses.
    """

    def __init__(self, delimiter: str, width: int) -> None:
        self._delimiter = delimiter
        self._width = width
        self._within_line = False
        self._looking = False
        self._at_once = _FEWEST_AT_ONCE

    def calm(self) -> None:
        """Take what follows for sound again: read few rows at once."""
        self._at_once = _FEWEST_AT_ONCE

    @property
    def lost(self) -> bool:
        """Say whether the place of the next row is being looked for."""
        return self._within_line or self._looking

    def read(self, buffer: bytes, row: int, *, ended: bool) -> Found:
        """Read on from the start of the buffer; ``row`` rows of the file came before it."""
        found = Found()
        at_once, self._at_once = self._at_once, min(2 * self._at_once, _MOST_AT_ONCE)
        while found.used < len(buffer) and len(found.rows) < at_once:
            if not ended and found.used and len(buffer) - found.used <= 2 * FIELD_LIMIT:
                break  # the row may go on in what is not read yet
            if self._within_line:
                self._skip_line(buffer, found)
                continue
            end = buffer.find(b"\n", found.used) + 1
            if not end and (ended or len(buffer) - found.used > FIELD_LIMIT):
                end = len(buffer)
                self._within_line = not ended
            elif not end:
                break
            place = row + len(found.rows) + len(found.rejects) + 1
            self._take(buffer, end, place, found)
        return found

    def _skip_line(self, buffer: bytes, found: Found) -> None:
        end = buffer.find(b"\n", found.used) + 1
        self._within_line = not end
        found.used = end or len(buffer)

    def _take(self, buffer: bytes, end: int, place: int, found: Found) -> None:
        start, found.used = found.used, end
        line = buffer[start:end]
        if end - start > FIELD_LIMIT:
            self._reject(found, place, "cell_too_long", line)
            return
        if not line.strip(b"\r\n"):
            return
        if self._looking and line.count(self._delimiter.encode()) < self._width - 1:
            return
        fields = self._strict(line)
        if self._looking:
            self._looking = fields is None or len(fields) != self._width
            if not self._looking:
                self._keep(found, place, fields or [])
            return
        if fields is None:
            fields, used = self._with_lines_below(buffer, start, end)
            found.used = used or end
        if fields is None:
            fields = forgiven(line, self._delimiter)
        if fields is None:
            below = min(len(buffer) - start, FIELD_LIMIT + 1)
            swallowed = below > FIELD_LIMIT and buffer.count(b'"', end, start + below) == 0
            self._looking = swallowed
            reason = "cell_too_long" if swallowed else "open_quote"
            self._reject(found, place, reason, line)
            return
        self._keep(found, place, fields)

    def _keep(self, found: Found, place: int, fields: list[str]) -> None:
        if any(len(each) > FIELD_LIMIT for each in fields):
            self._reject(found, place, "cell_too_long", fields[0].encode())
            return
        if len(fields) != self._width:
            found.ragged.add(place)
        found.rows.append((place, fitted(fields, self._width)))

    @staticmethod
    def _reject(found: Found, place: int, reason: str, line: bytes) -> None:
        found.rejects.append((place, reason, line[:_SAMPLE].decode("utf-8", "replace")))

    def _with_lines_below(
        self, buffer: bytes, start: int, end: int
    ) -> tuple[list[str] | None, int]:
        """Give the fields of a row that goes on below, and where it ends; None if it does not."""
        quotes = buffer.count(b'"', start, end)
        while (below := buffer.find(b"\n", end) + 1) and below - start <= FIELD_LIMIT:
            added = buffer.count(b'"', end, below)
            end, quotes = below, quotes + added
            if added and quotes % 2 == 0:
                fields = self._strict(buffer[start:end])
                if fields is not None and len(fields) == self._width:
                    return fields, end
                return None, 0
        return None, 0

    def _strict(self, text: bytes) -> list[str] | None:
        return parsed(text.decode("utf-8", "replace"), self._delimiter, strict=True)
