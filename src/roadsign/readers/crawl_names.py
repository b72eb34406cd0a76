"""What a crawl is called where the user gives it no name: its medium and its newest date."""

import datetime as dt
import re
from collections.abc import Iterable
from pathlib import Path

from roadsign.readers.archives import streams
from roadsign.readers.reading import ReadOptions
from roadsign.readers.record_dates import date_of
from roadsign.readers.records import records
from roadsign.readers.unpacking import pieces
from roadsign.readers.window import Window

_VISITED = re.compile(rb"\nwarc-type[ \t]*:[ \t]*(?:response|revisit|resource)", re.IGNORECASE)
_FIELD = re.compile(rb"\nwarc-date[ \t]*:[ \t]*([0-9T:-]{14,19})", re.IGNORECASE)
_MEMBER = re.compile(rb'"WARC-Date"\s*:\s*"([0-9T:-]{14,19})')
_ARC_FIELD = re.compile(rb" (\d{14}) ")


def crawl_name(medium: str, path: Path, options: ReadOptions, *, in_json: bool = False) -> str:
    """
    Name the crawl of an archive: as the user says, else by the newest date of its records.

    ``in_json``: the date is that of the record that a WAT's record tells of.
    """
    if options.crawl:
        return options.crawl
    newest = max(_dates(path, in_json=in_json), default=b"")
    day = _day(newest) or options.date
    return f"{medium}-{day}" if day else medium


def _dates(path: Path, *, in_json: bool) -> Iterable[bytes]:
    # Dates sort as their digits do, so the newest is found without reading each.
    for raw, size in streams(path):
        for record in records(Window(pieces(raw, size, None)), lambda _: in_json):
            if not (in_json or record.arc or _VISITED.search(record.head)):
                continue
            pattern = _MEMBER if in_json else _ARC_FIELD if record.arc else _FIELD
            found = pattern.search(record.body if in_json else record.head)
            if found is not None:
                yield re.sub(rb"\D", b"", found[1])


def _day(digits: bytes) -> dt.date | None:
    moment = date_of(digits.decode("ascii"))
    return moment.date() if moment is not None else None
