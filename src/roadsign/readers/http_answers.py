"""An HTTP answer as an archive keeps it: status, headers, and the body with its codings undone."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from fastwarc.stream_io import BrotliReader, ZstdReader
from isal import isal_zlib

from roadsign.readers.unpacking import DAMAGED

LONGEST_PAGE_BYTES = 1 << 25
"""Bytes of a body that are read, once it is unpacked."""

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b[^\r\n]*\r?\n")
_END = re.compile(rb"\r?\n\r?\n")
_CHUNK = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_FOLDED = re.compile(r"\r?\n[ \t]+")
_ENOUGH = 1000
_LONGEST_HEAD = 1 << 18
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_LOOKS_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|a|p|div|h1)\b", re.IGNORECASE
)
_BINARY = (
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x7fELF"),
    *(b"RIFF", b"Rar!", b"7z\xbc\xaf", b"\0\0\x01\0", b"ID3", b"OggS", b"wOFF", b"wOF2", b"MZ"),
    *(b"\x28\xb5\x2f\xfd", b"BZh", b"\xd0\xcf\x11\xe0"),
)
_CONTROLS = bytes({*range(0x20)} - {*b"\t\n\x0b\f\r\x1b"})
_MOST_CONTROLS = 0.1

Headers = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """Status (None: not told), headers by their name in lower case, and the body as it lies."""

    status: int | None
    headers: Headers = field(default_factory=dict)
    body: bytes = b""

    def first(self, name: str) -> str:
        """Give the first value of a header, "" where it is missing."""
        return next(iter(self.headers.get(name, ())), "")

    def all(self, name: str) -> list[str]:
        """Give every value of a header."""
        return self.headers.get(name, [])


def headers_of(lines: bytes) -> Headers:
    """Read header lines: names in lower case, folded lines joined, repeated ones kept."""
    headers: Headers = {}
    text = _FOLDED.sub(" ", lines.decode("utf-8", "replace"))
    for line in text.split("\n")[:_ENOUGH]:
        name, colon, value = line.partition(":")
        if colon:
            headers.setdefault(name.strip().lower(), []).append(value.strip())
    return headers


def answer_of(block: bytes) -> Answer | None:
    """Read an answer; None: the bytes do not begin as one does."""
    status = _STATUS.match(block)
    if status is None:
        return None
    # An answer without headers ends its first line with the empty line already.
    end = _END.search(block, status.end() - 2)
    head_end, body_start = (end.start(), end.end()) if end else (len(block), len(block))
    head_end = min(max(status.end(), head_end), status.end() + _LONGEST_HEAD)
    headers = headers_of(block[status.end() : head_end])
    return Answer(int(status[1]), headers, block[body_start:])


def is_page(answer: Answer) -> bool:
    """
    Say whether an answer is a page: 2xx, and HTML by its Content-Type or, without one, its look.

    A status that is not told counts as 2xx.
    """
    if answer.status is not None and not 200 <= answer.status < 300:  # noqa: PLR2004 - HTTP
        return False
    kind = answer.first("content-type").partition(";")[0].strip().lower()
    if kind:
        return kind in _HTML
    return bool(_LOOKS_HTML.search(unpacked(answer)[:4096]))


def unpacked(answer: Answer) -> bytes:
    """
    Give an answer's body with transfer and content codings undone.

    Headers may lie: what is not coded as they say is given as it lies.
    """
    body = answer.body
    if "chunked" in answer.first("transfer-encoding").lower():
        body = _dechunked(body)
    codings = ",".join(answer.all("content-encoding")).lower().split(",")
    for coding in reversed([each.strip() for each in codings][-4:]):
        undo = _UNDO.get(coding)
        if undo is not None:
            body = undo(body)
    return body[:LONGEST_PAGE_BYTES]


def is_binary(body: bytes) -> bool:
    """Say whether bytes that are called a page are something else."""
    start = body[:1024]
    if start.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")):
        return False
    controls = len(start) - len(start.translate(None, _CONTROLS))
    return start.startswith(_BINARY) or controls > _MOST_CONTROLS * len(start)


def _dechunked(body: bytes) -> bytes:
    parts: list[bytes] = []
    at = 0
    while (head := _CHUNK.match(body, at)) is not None:
        size = int(head[1], 16)
        parts.append(body[head.end() : head.end() + size])
        at = head.end() + size
        if body.startswith(b"\r\n", at):
            at += 2
        elif body.startswith(b"\n", at):
            at += 1
        if size == 0:
            return b"".join(parts)
    # No chunk at all: already undone. Cut off within or between chunks: what came so far.
    return b"".join(parts) if parts else body


def _inflated(body: bytes, *windows: int) -> bytes:
    for window in windows:
        inflater = isal_zlib.decompressobj(wbits=window)
        out = b""
        try:
            out = _grown(inflater, body)
        except DAMAGED:
            continue
        if out:
            return out
    return body


def _grown(inflater: Any, body: bytes) -> bytes:  # noqa: ANN401 - isal names no type
    parts: list[bytes] = []
    size = 0
    for start in range(0, len(body), 1 << 16):
        try:
            part = inflater.decompress(body[start : start + (1 << 16)], LONGEST_PAGE_BYTES - size)
        except DAMAGED:
            if not parts:
                raise
            break
        parts.append(part)
        size += len(part)
        if size >= LONGEST_PAGE_BYTES or inflater.eof:
            break
    return b"".join(parts)


def _gunzipped(body: bytes) -> bytes:
    return _inflated(body, 31) if body.startswith(b"\x1f\x8b") else body


def _deflated(body: bytes) -> bytes:
    return body if body[:64].lstrip().startswith(b"<") else _inflated(body, 15, -15)


def _streamed(reader: Callable[[io.BytesIO], Any]) -> Callable[[bytes], bytes]:
    def undo(body: bytes) -> bytes:
        if body[:64].lstrip().startswith(b"<"):
            return body
        parts: list[bytes] = []
        try:
            stream = reader(io.BytesIO(body))
            size = 0
            while size < LONGEST_PAGE_BYTES and (part := stream.read(1 << 18)):
                parts.append(part)
                size += len(part)
        except (OSError, ValueError, EOFError):
            pass
        return b"".join(parts) or body

    return undo


_UNDO: dict[str, Callable[[bytes], bytes]] = {
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _deflated,
    "br": _streamed(BrotliReader),
    "zstd": _streamed(ZstdReader),
}
