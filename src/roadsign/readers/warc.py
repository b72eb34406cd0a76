"""WARC and ARC archives: every answer a row of source pages, every page's links rows of links."""

import re
from collections.abc import Iterator
from pathlib import Path

from roadsign.errors import InputError
from roadsign.readers.archives import streams
from roadsign.readers.crawl_names import crawl_name
from roadsign.readers.page_rows import PageRows
from roadsign.readers.reading import Batch, ReadOptions
from roadsign.readers.records import records
from roadsign.readers.tally import Tally
from roadsign.readers.unpacking import pieces
from roadsign.readers.visits import Visits
from roadsign.readers.window import Window

MEDIUM = "warc"
TITLE = "A web archive (WARC)"

_TYPE = re.compile(rb"\nwarc-type[ \t]*:[ \t]*(\w+)", re.IGNORECASE)
_READ = frozenset({b"response", b"revisit", b"resource", b"request"})


def pages(path: Path, options: ReadOptions, tally: Tally) -> Iterator[Batch]:
    """Read an archive into batches; memory stays flat whatever its size."""
    rows = PageRows(options, MEDIUM, crawl_name(MEDIUM, path, options), tally)
    visits = Visits(rows, tally)
    try:
        for raw, size in streams(path):
            for record in records(Window(pieces(raw, size, options.progress)), _wanted):
                visits.take(record)
                if rows.full():
                    yield from rows.batches()
            visits.finish()
    except InputError as error:
        tally.error = f"{path} {error}"
        visits.finish()
    yield from rows.batches()
    if not tally.pages:
        tally.warn("no_pages")


def _wanted(head: bytes) -> bool:
    kind = _TYPE.search(head)
    return kind is None or kind[1].lower() in _READ
