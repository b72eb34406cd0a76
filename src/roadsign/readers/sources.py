"""Inputs as bytes: folders laid out, gzip and zip undone behind guards, encodings told."""

import io
import os
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj
from tempfile import NamedTemporaryFile
from typing import BinaryIO, cast
from urllib.parse import quote

from roadsign.errors import InputError
from roadsign.readers.inflating import DAMAGED_ZIP, GZIP, Gunzipped, Inflated, was_cut_off

__all__ = [
    "GZIP",
    "HEAD_BYTES",
    "STDIN",
    "ZIP",
    "Member",
    "expand",
    "head_of",
    "is_passing",
    "is_workbook",
    "members",
    "no_files",
    "on_disk",
    "placed_files",
    "read_fully",
    "was_cut_off",
]

HEAD_BYTES = 1 << 16
"""So much of an input is looked at to tell what it is."""

STDIN = "-"
"""The path that means standard input."""

ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OTHER_BOOKS = {
    "content.xml": "is an OpenDocument file: save it as XLSX or CSV",
    "xl/workbook.bin": "is a binary workbook: save it as XLSX or CSV",
    "word/document.xml": "is a text document: give the table as XLSX or CSV",
}
"""Files of a zip that tell that it is no folder of exports."""

_MOST_ENTRIES = 200


@dataclass(frozen=True, slots=True)
class Member:
    """One stream of bytes of an input: the file itself, or one file of a zip."""

    name: str
    """What a user knows it by; of a zip's file the zip's name, a slash and its own."""
    path: Path
    open: Callable[[], BinaryIO]
    """Open it from its start, with gzip undone; it reads as ended where it is cut off."""


def expand(sources: Iterable[str | Path]) -> list[Path]:
    """Give the files that the sources name: folders laid out, sorted, hidden files left out."""
    found: list[Path] = []
    for source in map(Path, sources):
        if not os.path.isdir(source):  # noqa: PTH112 - where it may not be asked it is none
            found.append(source)
            continue
        inside = (path for path in source.rglob("*") if os.path.isfile(path))  # noqa: PTH113
        found += sorted(path for path in inside if not _hidden(path.relative_to(source)))
    return found


def no_files(folder: Path) -> str:
    """Say why a folder gave no files."""
    reason = "holds no files" if os.access(folder, os.R_OK) else "cannot be read: Permission denied"
    return f"{folder} {reason}"


def is_passing(path: Path) -> bool:
    """Say whether a path can be read only once: ``-`` (standard input) or a pipe."""
    try:
        return str(path) == STDIN or path.is_fifo()
    except OSError:  # what may not be asked is told when it is opened
        return False


@contextmanager
def on_disk(path: Path) -> Iterator[Path]:
    """Give a file that can be read twice; what passes by is kept in one meanwhile."""
    if not is_passing(path):
        yield path
        return
    with NamedTemporaryFile(prefix="roadsign-") as kept:
        if str(path) == STDIN:
            copyfileobj(sys.stdin.buffer, kept)
        else:
            with _told(path), path.open("rb") as passing:
                copyfileobj(passing, kept)
        kept.flush()
        yield Path(kept.name)


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
    with _told(path):
        if path.is_char_device() or path.is_block_device():
            raise _unreadable(path, "is a device, not a file")  # it may never end
    with _told(path), path.open("rb") as raw:
        head = raw.read(HEAD_BYTES)
    if not head.startswith(GZIP):
        return head
    with _whole(path).open() as stream:
        return read_fully(stream, HEAD_BYTES)


def members(path: Path) -> list[Member]:
    """Give the streams of a file, one or, of a zip that is no workbook, one for each file."""
    with _told(path), path.open("rb") as raw:
        start = raw.read(4)
    if start == _EMPTY_ZIP:
        raise _unreadable(path, "is a zip that holds no files")
    if start != ZIP or is_workbook(path):
        return [_whole(path)]
    return _inside(path)


def is_workbook(path: Path) -> bool:
    """Say whether a file is a zip that holds a spreadsheet."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name == "xl/workbook.xml" for name in archive.namelist())
    except DAMAGED_ZIP:
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
    except DAMAGED_ZIP as error:
        raise _unreadable(path, f"is a damaged zip: {error}") from error
    for entry in entries:
        if entry.filename in _OTHER_BOOKS:
            raise _unreadable(path, _OTHER_BOOKS[entry.filename])
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
        except NotImplementedError as error:
            raise _unreadable(name, f"cannot be unpacked: {error}") from error
        except RuntimeError as error:
            raise _unreadable(name, "needs a password: unpack it first") from error
        except DAMAGED_ZIP as error:
            raise _unreadable(name, f"is damaged: {error}") from error
        finally:
            archive.close()
        inflated = Inflated(packed, lambda: entry.compress_size + 1, name)
        return _unpacked(cast("BinaryIO", io.BufferedReader(inflated, 1 << 20)), name)

    return Member(name, path, open_it)


def _unpacked(raw: BinaryIO, name: str) -> BinaryIO:
    start = raw.peek(2)[:2] if isinstance(raw, io.BufferedReader) else b""
    if start != GZIP:
        return raw
    packed = cast("BinaryIO", Gunzipped(raw))
    inflated = Inflated(packed, lambda: raw.tell() + 1, name)
    return cast("BinaryIO", io.BufferedReader(inflated, 1 << 20))
