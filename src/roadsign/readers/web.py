"""What the web serves and archives keep: HTML pages, WARC, WAT."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from roadsign.model.receipts import Receipt
from roadsign.readers import html
from roadsign.readers.reading import Batch, Reading, ReadOptions
from roadsign.readers.tally import Tally

_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|link|base|script|style|h[1-6]|div|p|a|table|nav"
    rb"|main|header|article|section|ul|ol|frameset)\b",
    re.IGNORECASE | re.DOTALL,
)
_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml"})

_Reader = Callable[[Path, ReadOptions, Tally], Iterator[Batch]]


def recognises(head: bytes, path: Path) -> bool:
    """Say whether a file is of the web, by its first bytes, else by its name."""
    return _reader_of(head, path) is not None


def read(path: Path, options: ReadOptions) -> Reading:
    """Read a file; what is wrong with it ends up in the receipt, never as an exception."""
    receipts: list[Receipt] = []
    return Reading(_batches(path, options, receipts), receipts)


def _batches(path: Path, options: ReadOptions, receipts: list[Receipt]) -> Iterator[Batch]:
    tally = Tally()
    name, title = html.MEDIUM, html.TITLE
    try:
        with path.open("rb") as file:
            reader = _reader_of(file.read(4096), path) or (html.MEDIUM, html.TITLE, html.pages)
        name, title, batches = reader
        yield from batches(path, options, tally)
    except OSError as error:
        tally.error = f"{path.name} cannot be read: {error.strerror or error}"
    receipts.append(tally.receipt(str(path), name, title, options.date))


def _reader_of(head: bytes, path: Path) -> tuple[str, str, _Reader] | None:
    if _HTML.match(head) or path.suffix.lower() in _SUFFIXES:
        return html.MEDIUM, html.TITLE, html.pages
    return None
