"""Writes web archives: WARC 1.1, one gzip member a record, the same bytes each time."""

import datetime as dt
import zlib
from base64 import b32encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha1
from http import HTTPStatus

_PROFILE = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_LEVEL = 9
_GZIP = 31
_IDENTITY = "https://crawler.example"
"""What the names of records begin with; their numbers make them unique."""

Fields = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One answer to a crawler."""

    url: str
    at: dt.datetime
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An answer seen before, as far as a later crawl needs it to say that it stayed the same."""

    at: dt.datetime
    headers: tuple[tuple[str, str], ...]
    digest: str
    size: int
    """Bytes of the answer's body."""


class Archive:
    """Collects the records of one crawl."""

    def __init__(self, name: str, at: dt.datetime, facts: Fields) -> None:
        self._name = name
        told = _lines(facts)
        fields = (("WARC-Filename", name), ("Content-Type", "application/warc-fields"))
        self._members: list[bytes] = []
        self._members.append(self._record("warcinfo", at, fields, told))

    def add(self, answer: Exchange) -> Earlier:
        """Add an answer with its bytes; give what is to be known of it later."""
        digest, block = _digest(answer.body), _http(answer, len(answer.body))
        fields = (("WARC-Payload-Digest", digest),)
        self._members.append(self._answer("response", answer, fields, block))
        return Earlier(answer.at, answer.headers, digest, len(answer.body))

    def add_unchanged(self, url: str, at: dt.datetime, earlier: Earlier) -> None:
        """Add that a page was the same as before, without its bytes."""
        answer = Exchange(url, at, HTTPStatus.OK, earlier.headers)
        fields = (
            ("WARC-Profile", _PROFILE),
            ("WARC-Refers-To-Target-URI", answer.url),
            ("WARC-Refers-To-Date", _moment(earlier.at)),
            ("WARC-Payload-Digest", earlier.digest),
        )
        block = _http(answer, earlier.size)
        self._members.append(self._answer("revisit", answer, fields, block))

    def content(self) -> bytes:
        """Give the bytes of the file."""
        return b"".join(self._members)

    def _answer(
        self, kind: str, answer: Exchange, fields: Sequence[tuple[str, str]], block: bytes
    ) -> bytes:
        of_http = (
            ("WARC-Target-URI", answer.url),
            *fields,
            ("Content-Type", "application/http; msgtype=response"),
        )
        return self._record(kind, answer.at, of_http, block)

    def _record(self, kind: str, at: dt.datetime, fields: Fields, block: bytes) -> bytes:
        identity = f"{_IDENTITY}/{self._name}/{len(self._members)}"
        head = _lines(
            (
                ("WARC-Type", kind),
                ("WARC-Record-ID", f"<{identity}>"),
                ("WARC-Date", _moment(at)),
                *fields,
                ("Content-Length", str(len(block))),
            )
        )
        # The header that zlib writes names no time: the same record is the same bytes.
        return zlib.compress(
            b"".join((b"WARC/1.1\r\n", head, b"\r\n", block, b"\r\n\r\n")), _LEVEL, wbits=_GZIP
        )


def _http(answer: Exchange, size: int) -> bytes:
    first = f"HTTP/1.1 {answer.status:d} {HTTPStatus(answer.status).phrase}\r\n".encode()
    fields = (*answer.headers, ("Content-Length", str(size)))
    return b"".join((first, _lines(fields), b"\r\n", answer.body))


def _lines(fields: Fields) -> bytes:
    return "".join(f"{name}: {value}\r\n" for name, value in fields).encode()


def _digest(content: bytes) -> str:
    return f"sha1:{b32encode(sha1(content, usedforsecurity=False).digest()).decode()}"


def _moment(at: dt.datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"
