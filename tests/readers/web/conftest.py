# ruff: noqa: ANN401 - the writers come as one fixture
"""Writers of archives for tests: what a crawler would have written of a few pages."""

import gzip
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from roadsign.model.receipts import Receipt
from roadsign.readers import web
from roadsign.readers.reading import ReadOptions

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Found:
    """What a file was read as."""

    links: Rows
    pages: Rows
    rejects: Rows
    receipt: Receipt


def read_bytes(folder: Path, content: bytes, name: str = "x.warc", **options: Any) -> Found:
    path = folder / name
    path.write_bytes(content)
    reading = web.read(path, ReadOptions(**options))
    batches = list(reading)
    [receipt] = reading.receipts
    found = Found(
        [row for each in batches if each.holds == "links" for row in each.rows.to_pylist()],
        [row for each in batches if each.holds == "source_pages" for row in each.rows.to_pylist()],
        [row for each in batches for row in each.rejects.to_pylist()],
        receipt,
    )
    assert receipt.read == receipt.kept + sum(receipt.rejected.values())
    assert receipt.kept == len(found.links)
    return found


def record(kind: str, body: bytes, **fields: str) -> bytes:
    head = {
        "WARC-Type": kind,
        "WARC-Target-URI": "https://www.own.example/page",
        "WARC-Date": "2026-03-04T05:06:07Z",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(body)),
    } | {name.replace("_", "-"): value for name, value in fields.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return b"WARC/1.0\r\n" + lines.encode() + b"\r\n" + body + b"\r\n\r\n"


def answer(
    body: bytes | str = "", status: int = 200, headers: Sequence[tuple[str, str]] = ()
) -> bytes:
    given = [("Content-Type", "text/html; charset=utf-8"), *headers]
    lines = "".join(f"{name}: {value}\r\n" for name, value in given)
    text = body.encode() if isinstance(body, str) else body
    return f"HTTP/1.1 {status} Said\r\n{lines}\r\n".encode() + text


def zipped(records: Sequence[bytes]) -> bytes:
    """One gzip member a record, as crawlers write."""
    return b"".join(gzip.compress(each, 1, mtime=0) for each in records)


@dataclass
class Layout(HTMLParser):
    """Lays a page out as a WAT does: a link when it closes, a picture at once."""

    links: list[dict[str, str]] = field(default_factory=list)
    head: dict[str, Any] = field(default_factory=dict)
    clip: int = 128

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[dict[str, str], list[str]]] = []
        self._title: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a":
            kept = _some(given, "rel", "title")
            self._open.append(({"path": "A@/href", "url": given["href"], **kept}, []))
        elif tag == "img":
            kept = _some(given, "alt", "title")
            self.links.append({"path": "IMG@/src", "url": given.get("src", ""), **kept})
        elif tag == "iframe":
            self.links.append({"path": "IFRAME@/src", "url": given["src"]})
        elif tag == "base":
            self.head.setdefault("Base", given["href"])
        elif tag == "link":
            self.head.setdefault("Link", []).append(
                {"path": "LINK@/href", "url": given["href"], "rel": given["rel"]}
            )
        elif tag == "meta":
            self.head.setdefault("Metas", []).append(given)
        elif tag == "html" and "lang" in given:
            metas = self.head.setdefault("Metas", [])
            metas.append({"name": "HTML@/lang", "content": given["lang"]})
        elif tag == "title":
            self._title = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._open:
            link, words = self._open.pop()
            text = " ".join("".join(words).split())[: self.clip].strip()
            self.links.append(link | ({"text": text} if text else {}))
        elif tag == "title" and self._title is not None:
            self.head["Title"] = "".join(self._title)
            self._title = None

    def handle_data(self, data: str) -> None:
        if self._title is not None:
            self._title.append(data)
        for _, words in self._open:
            words.append(data)


def _some(given: dict[str, str], *names: str) -> dict[str, str]:
    return {name: given[name] for name in names if name in given}


def wat_body(
    links: Sequence[object] = (), head: dict[str, Any] | None = None, **told: Any
) -> dict[str, Any]:
    """Give the JSON of one page; ``told``: url, date, status, headers, kind."""
    return {
        "Container": {"Filename": "x.warc.gz", "Offset": "0"},
        "Envelope": {
            "Payload-Metadata": {
                "HTTP-Response-Metadata": {
                    "Response-Message": {
                        "Status": told.get("status", "200"),
                        "Version": "HTTP/1.1",
                        "Reason": "OK",
                    },
                    "Headers": told.get("headers", {"Content-Type": "text/html"}),
                    "HTML-Metadata": {"Links": list(links), "Head": head or {}},
                }
            },
            "WARC-Header-Metadata": {
                "WARC-Type": told.get("kind", "response"),
                "WARC-Date": told.get("date", "2026-03-04T05:06:07Z"),
                "WARC-Target-URI": told.get("url", "https://www.own.example/page"),
            },
        },
    }


def wat_record(body: dict[str, Any] | bytes) -> bytes:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return record(
        "metadata", content, Content_Type="application/json", WARC_Date="2026-04-01T00:00:00Z"
    )


@dataclass(frozen=True)
class Tools:
    """The writers, handed to tests as one fixture."""

    read: Callable[..., Found] = read_bytes
    record: Callable[..., bytes] = record
    answer: Callable[..., bytes] = answer
    zipped: Callable[[Sequence[bytes]], bytes] = zipped
    layout: type[Layout] = Layout
    wat_body: Callable[..., dict[str, Any]] = wat_body
    wat_record: Callable[..., bytes] = wat_record


@pytest.fixture(scope="session")
def archive() -> Tools:
    return Tools()
