"""The bytes of an archive: gzip undone member by member, going on behind a damaged one."""

import zlib
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from isal import isal_zlib

from roadsign.errors import InputError

_CHUNK = 1 << 17
_PLAIN_CHUNK = 1 << 20
_MOST_AT_ONCE = 1 << 22
_MAGIC = b"\x1f\x8b\x08"
_UNKNOWN_FLAGS = b"\x1f"
_GZIP = 31
_GROWTH_COUNTS_FROM = 64 << 20
_MOST_GROWTH = 200

DAMAGED = (cast("type[Exception]", isal_zlib.error), zlib.error)
"""What undoing gzip raises where the bytes are damaged."""

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bytes of what was packed."""

    data: bytes
    starts: bool = False
    """It is the start of a gzip member."""
    broken: bool = False
    """What comes before it is damaged or missing, and does not go on here."""


def pieces(raw: BinaryIO, size: int | None, progress: Progress | None) -> Iterator[Piece]:
    """
    Give what a stream holds, in pieces of a few megabytes; gzip is told by its first bytes.

    Raises InputError where gzip grows beyond reason.
    """
    source = _Packed(raw, size, progress)
    first = source.more(_CHUNK)
    if first.startswith(_MAGIC[:2]):
        yield from _members(source, first)
        return
    while first:
        yield Piece(first)
        first = source.more(_PLAIN_CHUNK)


class _Packed:
    def __init__(self, raw: BinaryIO, size: int | None, progress: Progress | None) -> None:
        self._raw = raw
        self._size = size
        self._progress = progress
        self._read = 0
        self._given = 0

    def more(self, size: int = _CHUNK) -> bytes:
        more = self._raw.read(size)
        self._read += len(more)
        if self._progress is not None and more:
            self._progress(self._read, self._size)
        return more

    def gave(self, size: int) -> None:
        self._given += size
        if self._given > _GROWTH_COUNTS_FROM and self._given > _MOST_GROWTH * self._read:
            message = (
                f"grows more than {_MOST_GROWTH}-fold when it is unpacked: the rest is not read; "
                "unpack it yourself if you trust it"
            )
            raise InputError(message)


def _members(source: _Packed, packed: bytes) -> Iterator[Piece]:
    broken = False
    while packed:
        start, skipped = _to_magic(source, packed)
        broken = broken or skipped
        if not start:
            break
        packed, broken = yield from _member(source, start, broken=broken)
        packed = packed or source.more()
    if broken:
        yield Piece(b"", broken=True)


def _member(
    source: _Packed, packed: bytes, *, broken: bool
) -> Generator[Piece, None, tuple[bytes, bool]]:
    """Give a member's pieces; return the packed bytes behind it, and whether it broke."""
    inflater = isal_zlib.decompressobj(wbits=_GZIP)
    given, starts = packed, True
    while True:
        try:
            data = inflater.decompress(given, _MOST_AT_ONCE)
        except DAMAGED:
            at = packed.find(_MAGIC, 1)
            return packed[at:] if at > 0 else packed[1:][-2:], True
        source.gave(len(data))
        if data:
            yield Piece(data, starts=starts, broken=broken and starts)
            starts = False
        if inflater.eof:
            return inflater.unused_data, broken and starts
        given = inflater.unconsumed_tail or source.more()
        if not given:
            return b"", True
        # Damage is told late: what was read before may hold the next member's start.
        packed = packed[-_CHUNK:] + given


def _to_magic(source: _Packed, packed: bytes) -> tuple[bytes, bool]:
    """Go to the next start of a member; say whether more than padding was skipped."""
    skipped = False
    while packed:
        at = packed.find(_MAGIC)
        while at >= 0 and packed[at + 3 : at + 4] > _UNKNOWN_FLAGS:
            at = packed.find(_MAGIC, at + 1)
        gone = packed if at < 0 else packed[:at]
        skipped = skipped or bool(gone.strip(b"\0\r\n "))
        if at >= 0:
            return packed[at:], skipped
        more = source.more()
        packed = packed[-2:] + more if more else b""
    return b"", skipped
