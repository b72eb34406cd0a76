"""WARC and ARC archives: every answer a row of source pages, every page's links rows of links."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

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
    for raw, size in streams(path):
        rows = PageRows(options, MEDIUM, tally)
        visits = Visits(rows, tally)
        for record in records(Window(pieces(raw, size, options.progress)), _wanted):
            visits.take(record)
            if rows.full():
                yield from rows.batches()
        visits.finish()
        yield from rows.batches()


def streams(path: Path) -> Iterator[tuple[BinaryIO, int | None]]:
    """Open an archive: the file itself, or the archives of a WACZ."""
    with path.open("rb") as raw:
        if raw.read(4) != b"PK\x03\x04":
            raw.seek(0)
            yield raw, path.stat().st_size
            return
    with zipfile.ZipFile(path) as packed:
        for name in packed.namelist():
            if is_packed_archive(name):
                with packed.open(name) as inside:
                    yield cast("BinaryIO", io.BufferedReader(cast("io.RawIOBase", inside))), None


def is_packed_archive(name: str) -> bool:
    """Say whether a file of a zip is one of the archives of a WACZ."""
    return PurePosixPath(name).parts[:1] == ("archive",) and name.endswith((".warc", ".warc.gz"))


def _wanted(head: bytes) -> bool:
    kind = _TYPE.search(head)
    return kind is None or kind[1].lower() in _READ
