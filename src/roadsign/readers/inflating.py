"""Compressed bytes undone: what came before damage is given, bombs are refused."""

import io
import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO, cast

from isal import isal_zlib

from roadsign.errors import InputError

GZIP = b"\x1f\x8b"
_GZIP_BITS = 31
_FED = 1 << 17
_MOST_GROWTH = 200
_GROWTH_COUNTS_FROM = 64 << 20
_MOST_INFLATED = 64 << 30

DAMAGED_ZIP = (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError)
"""What the standard library raises where a zip is damaged, or newer than it knows."""

_DAMAGED: tuple[type[Exception], ...] = (
    EOFError,
    OSError,
    zlib.error,
    cast("type[Exception]", isal_zlib.error),
    zipfile.BadZipFile,
)


class Inflated(io.RawIOBase):
    """
    What a compressed stream holds: its end where it is cut off, an error where it is a bomb.

    ``cut_off`` tells afterwards whether the compressed bytes ended too early or were damaged.
    """

    def __init__(
        self,
        packed: BinaryIO,
        compressed_bytes: Callable[[], int],
        name: str,
    ) -> None:
        super().__init__()
        self._packed = packed
        self.compressed_bytes = compressed_bytes
        self._name = name
        self._given = 0
        self.cut_off = False

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer; raise InputError where the content grows beyond reason."""
        if self.cut_off:
            return 0
        try:
            piece = self._packed.read(len(buffer))
        except _DAMAGED:
            self.cut_off = True
            return 0
        self._given += len(piece)
        self._check_growth()
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        """Close what is underneath too."""
        self._packed.close()
        super().close()

    def _check_growth(self) -> None:
        if self._given < _GROWTH_COUNTS_FROM:
            return
        if self._given > _MOST_INFLATED or self._given > _MOST_GROWTH * self.compressed_bytes():
            message = (
                f"{self._name} grows more than {_MOST_GROWTH}-fold when it is unpacked: "
                "not read; unpack it yourself if you trust it"
            )
            raise InputError(message)


class Gunzipped:
    """The members of a gzip file, one after the other; what comes before damage is given."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self._fed = b""
        self._member = isal_zlib.decompressobj(wbits=_GZIP_BITS)
        self._ended = False

    def read(self, size: int) -> bytes:
        """Give up to so many bytes; raise EOFError where the file ends within a member."""
        while not self._ended:
            self._fed = self._fed or self._raw.read(_FED)
            # Without more bytes it may still hold some of what it has unpacked.
            piece = self._member.decompress(self._fed, size)
            if not (self._fed or piece or self._member.eof):
                message = "the compressed bytes end too early"
                raise EOFError(message)
            self._fed = self._member.unconsumed_tail
            if self._member.eof:
                self._next_member()
            if piece:
                return piece
        return b""

    def close(self) -> None:
        """Close the file."""
        self._raw.close()

    def _next_member(self) -> None:
        # Padding of zeros and other bytes behind the last member are no part of the content.
        rest = self._member.unused_data + self._raw.read(_FED)
        self._ended = not rest.startswith(GZIP)
        self._fed = rest
        self._member = isal_zlib.decompressobj(wbits=_GZIP_BITS)


def consumed(stream: BinaryIO) -> int:
    """Give how many bytes of the file itself have been read for what a stream has given."""
    raw = getattr(stream, "raw", None)
    return raw.compressed_bytes() if isinstance(raw, Inflated) else stream.tell()


def was_cut_off(stream: BinaryIO) -> bool:
    """Say whether a compressed stream that has been read ended too early."""
    return bool(getattr(getattr(stream, "raw", None), "cut_off", False))
