"""What the web serves and archives keep: HTML pages, WARC, WAT."""

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from roadsign.errors import RoadsignError
from roadsign.model.receipts import Receipt
from roadsign.readers import html, warc, wat
from roadsign.readers.archives import ZIP, is_wacz
from roadsign.readers.inflating import DAMAGED_ZIP
from roadsign.readers.reading import Batch, Reading, ReadOptions
from roadsign.readers.records import is_archive
from roadsign.readers.sources import head_of
from roadsign.readers.tally import Tally
from roadsign.readers.unpacking import pieces

_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--.*?-->\s*)*)"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|link|base|script|style|h[1-6]|div|p|a|table|nav"
    rb"|main|header|article|section|ul|ol|frameset)\b",
    re.IGNORECASE | re.DOTALL,
)
_SIXTEEN_BITS = (b"\xff\xfe", b"\xfe\xff")
_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml"})

_Reader = Callable[[Path, ReadOptions, Tally], Iterator[Batch]]


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    title: str
    batches: _Reader


_PAGE = _Kind(html.MEDIUM, html.TITLE, html.pages)
_WARC = _Kind(warc.MEDIUM, warc.TITLE, warc.pages)
_WAT = _Kind(wat.MEDIUM, wat.TITLE, wat.pages)


def recognises(head: bytes, path: Path) -> bool:
    """Say whether a file is of the web, by its first bytes (gzip undone), else by its name."""
    return _kind_of(head, path) is not None


def read(path: Path, options: ReadOptions) -> Reading:
    """Read a file; what is wrong with it ends up in the receipt, never as an exception."""
    receipts: list[Receipt] = []
    return Reading(_batches(path, options, receipts), receipts)


def _batches(path: Path, options: ReadOptions, receipts: list[Receipt]) -> Iterator[Batch]:
    tally, kind = Tally(), _PAGE
    try:
        kind = _kind_of(head_of(path), path) or _PAGE
        yield from kind.batches(path, options, tally)
    except RoadsignError as error:
        tally.error = f"{error}" if path.name in f"{error}" else f"{path}: {error}"
    except (*DAMAGED_ZIP, zlib.error, RuntimeError) as error:
        tally.error = f"{path} cannot be read: {getattr(error, 'strerror', None) or error}"
    receipts.append(tally.receipt(str(path), kind.name, kind.title, options.date))


def _kind_of(head: bytes, path: Path) -> _Kind | None:
    head = head or _first_bytes(path)
    if head.startswith(_SIXTEEN_BITS):
        head = head[2:].replace(b"\0", b"")
    if is_archive(head) and wat.is_wat(head):
        return _WAT
    if is_archive(head) or (head.startswith(ZIP) and is_wacz(path)):
        return _WARC
    if _HTML.match(head) or path.suffix.lower() in _SUFFIXES:
        return _PAGE
    return None


def _first_bytes(path: Path) -> bytes:
    """Give what a file begins with where gzip is damaged so early that nothing came of it."""
    try:
        with path.open("rb") as raw:
            return next((each.data for each in pieces(raw, None, None) if each.data), b"")
    except OSError:
        return b""
