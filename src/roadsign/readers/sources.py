"""Inputs as bytes: folders laid out, gzip and zip undone behind guards, encodings told."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast
from urllib.parse import quote

from isal import isal_zlib

from roadsign.errors import InputError

HEAD_BYTES = 1 << 16
"""So much of an input is looked at to tell what it is."""

GZIP = b"\x1f\x8b"
ZIP = b"PK\x03\x04"

_GZIP_BITS = 31
_FED = 1 << 17
_MOST_ENTRIES = 200
_MOST_GROWTH = 200
_GROWTH_COUNTS_FROM = 64 << 20
_MOST_INFLATED = 64 << 30
_DAMAGED: tuple[type[Exception], ...] = (
    EOFError,
    OSError,
    zlib.error,
    cast("type[Exception]", isal_zlib.error),
    zipfile.BadZipFile,
)


@dataclass(frozen=True, slots=True)
class Member:
    """One stream of bytes of an input: the file itself, or one file of a zip."""

    name: str
    """What a user knows it by; of a zip's file the zip's name, a slash and its own."""
    path: Path
    open: Callable[[], BinaryIO]
    """Open it from its start, with gzip undone; it reads as ended where it is cut off."""


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


class _Gunzipped:
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


def expand(sources: Iterable[str | Path]) -> list[Path]:
    """Give the files that the sources name: folders laid out, sorted, hidden files left out."""
    found: list[Path] = []
    for source in map(Path, sources):
        if not source.is_dir():
            found.append(source)
            continue
        inside = (path for path in source.rglob("*") if path.is_file())
        found += sorted(path for path in inside if not _hidden(path.relative_to(source)))
    return found


def placed_files(
    sources: Iterable[str | Path], base_url: str | None = None
) -> Iterator[tuple[Path, str | None]]:
    """
    Give the files that the sources name, each with its own address.

    The address of a file that was named is ``base_url``; of a file below a folder, its path
    there is appended (without ``base_url`` it is that path alone).
    """
    for source in map(Path, sources):
        for file in expand([source]):
            if file == source:
                yield file, base_url
                continue
            below = quote(file.relative_to(source).as_posix())
            yield file, f"{base_url.rstrip('/')}/{below}" if base_url else below


def head_of(path: Path) -> bytes:
    """Give the first 64 KiB of a file, with gzip undone; raise InputError if it is unreadable."""
    with _told(path), path.open("rb") as raw:
        head = raw.read(HEAD_BYTES)
    if not head.startswith(GZIP):
        return head
    with _whole(path).open() as stream:
        return read_fully(stream, HEAD_BYTES)


def members(path: Path) -> list[Member]:
    """Give the streams of a file, one or, of a zip that is no workbook, one for each file."""
    with _told(path), path.open("rb") as raw:
        is_zip = raw.read(4) == ZIP
    if not is_zip or is_workbook(path):
        return [_whole(path)]
    return _inside(path)


def is_workbook(path: Path) -> bool:
    """Say whether a file is a zip that holds a spreadsheet."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name == "xl/workbook.xml" for name in archive.namelist())
    except (zipfile.BadZipFile, OSError):
        return False


def read_fully(stream: BinaryIO, size: int) -> bytes:
    """Read so many bytes, less only at the end."""
    pieces: list[bytes] = []
    while size > 0 and (piece := stream.read(size)):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _hidden(path: Path) -> bool:
    parts = (part for part in path.parts if part != "..")
    return any(part.startswith((".", "__MACOSX")) for part in parts)


def _unreadable(name: str | Path, why: str) -> InputError:
    return InputError(f"{name} {why}")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except IsADirectoryError as error:
        raise _unreadable(path, "is a folder, not a file") from error
    except FileNotFoundError as error:
        raise _unreadable(path, "is not there") from error
    except OSError as error:
        raise _unreadable(path, f"cannot be read: {error.strerror or error}") from error


def _whole(path: Path) -> Member:
    def open_it() -> BinaryIO:
        with _told(path):
            raw = path.open("rb")
        return _unpacked(raw, str(path))

    return Member(str(path), path, open_it)


def _inside(path: Path) -> list[Member]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [e for e in archive.infolist() if not e.is_dir()]
    except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
        raise _unreadable(path, f"is a damaged zip: {error}") from error
    entries = [entry for entry in entries if not _hidden(Path(entry.filename))]
    if len(entries) > _MOST_ENTRIES:
        message = f"{path} holds {len(entries):,} files, more than {_MOST_ENTRIES}: not read"
        raise InputError(message)
    return [_entry(path, entry) for entry in sorted(entries, key=lambda entry: entry.filename)]


def _entry(path: Path, entry: zipfile.ZipInfo) -> Member:
    name = f"{path}/{entry.filename}"

    def open_it() -> BinaryIO:
        archive = zipfile.ZipFile(path)  # closed with its last open file
        try:
            packed = cast("BinaryIO", archive.open(entry))
        except (RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:
            raise _unreadable(name, f"cannot be unpacked: {error}") from error
        finally:
            archive.close()
        inflated = Inflated(packed, lambda: entry.compress_size + 1, name)
        return _unpacked(cast("BinaryIO", io.BufferedReader(inflated, 1 << 20)), name)

    return Member(name, path, open_it)


def _unpacked(raw: BinaryIO, name: str) -> BinaryIO:
    start = raw.peek(2)[:2] if isinstance(raw, io.BufferedReader) else b""
    if start != GZIP:
        return raw
    packed = cast("BinaryIO", _Gunzipped(raw))
    inflated = Inflated(packed, lambda: raw.tell() + 1, name)
    return cast("BinaryIO", io.BufferedReader(inflated, 1 << 20))


def consumed(stream: BinaryIO) -> int:
    """Give how many bytes of the file itself have been read for what a stream has given."""
    raw = getattr(stream, "raw", None)
    return raw.compressed_bytes() if isinstance(raw, Inflated) else stream.tell()


def was_cut_off(stream: BinaryIO) -> bool:
    """Say whether a compressed stream that has been read ended too early."""
    return bool(getattr(getattr(stream, "raw", None), "cut_off", False))
