"""A window on a stream of pieces: as much of it is held as is looked at."""

import re
from collections import deque
from collections.abc import Iterable

from roadsign.errors import InputError
from roadsign.readers.unpacking import Piece

_OVERLAP = 1 << 14


class Window:
    """
    Holds ``data`` from ``at`` on; offsets of its methods count from there.

    A stretch ends where the stream does, or where a piece is damaged.
    """

    def __init__(self, source: Iterable[Piece]) -> None:
        self.data = b""
        self.at = 0
        self._source = iter(source)
        self._next: Piece | None = None
        self._ended = False
        self._members: deque[int] = deque()
        self._before = 0
        self._error: InputError | None = None

    def fill(self, size: int) -> int:
        """Hold at least so many bytes, less only at the stretch's end; give how many there are."""
        held = len(self.data) - self.at
        if held >= size or self._ended:
            return held
        parts = [self.data[self.at :]]
        self._before += self.at
        self.at = 0
        while held < size and (piece := self._piece()) is not None:
            if piece.starts and piece.data.startswith(b"WARC/"):
                self._members.append(self._before + held)
            parts.append(piece.data)
            held += len(piece.data)
        self.data = b"".join(parts)
        return held

    def next_stretch(self) -> bool:
        """
        Go on behind what is damaged; False: the stream is at its end.

        Raises InputError where the rest must not be unpacked.
        """
        self.data, self.at, self._before = b"", 0, 0
        self._members.clear()
        self._ended = False
        if self._error is not None:
            raise self._error
        if self._next is None:
            return False
        self._next = Piece(self._next.data, self._next.starts)
        return True

    def skip(self, size: int) -> None:
        """Leave so many bytes behind."""
        self.at = min(self.at + size, len(self.data))

    def skip_blank(self) -> bool:
        """Leave line ends and padding behind; say whether anything else comes in this stretch."""
        while self.fill(1):
            start = self.data[self.at : self.at + _OVERLAP]
            rest = len(start.lstrip(b"\r\n\0 "))
            self.at += len(start) - rest
            if rest:
                return True
        return False

    def startswith(self, sign: bytes) -> bool:
        """Say whether these bytes come next."""
        return self.data.startswith(sign, self.at)

    def peek(self, size: int, offset: int = 0) -> bytes:
        """Give what is held, at most so many bytes."""
        start = self.at + offset
        return self.data[start : start + size]

    def member_within(self, size: int) -> int | None:
        """Give where within so many bytes, and not at once, a record starts a gzip member."""
        while self._members and self._members[0] <= self._before + self.at:
            self._members.popleft()
        if not self._members:
            return None
        offset = self._members[0] - self._before - self.at
        return offset if offset < size else None

    def resume(self, sign: re.Pattern[bytes], offset: int, keep: int = 0) -> bytes:
        """Go to the next place that the sign fits, from an offset on; give what is passed over."""
        passed: list[bytes] = []
        kept = 0
        while True:
            held = self.fill(offset + (1 << 18))
            found = sign.search(self.data, self.at + offset)
            stop = found.start() - self.at if found is not None else None
            member = self.member_within(held)
            if member is not None and member >= offset and (stop is None or member < stop):
                stop = member
            ended = stop is None and held < offset + (1 << 18)
            end = held if ended else max(0, held - _OVERLAP) if stop is None else stop
            if kept < keep:
                passed.append(self.data[self.at : self.at + end])
                kept += end
            self.skip(end)
            offset = max(0, offset - end)
            if stop is not None or ended:
                return b"".join(passed)

    def _piece(self) -> Piece | None:
        piece, self._next = self._next, None
        try:
            piece = piece or next(self._source, None)
        except InputError as error:
            # Told once all that came before it has been read.
            self._error = error
        if piece is None:
            self._ended = True
        elif piece.broken:
            self._next, self._ended = piece, True
            return None
        return piece
