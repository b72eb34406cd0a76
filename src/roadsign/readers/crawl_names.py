"""What a crawl is called where the user gives it no name: its medium and its newest date."""

import datetime as dt
import re
from collections.abc import Iterable
from pathlib import Path

from roadsign.errors import InputError
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
    day = _newest(path, in_json=in_json) or options.date
    return f"{medium}-{day}" if day else medium


def _newest(path: Path, *, in_json: bool) -> dt.date | None:
    digits, newest = b"", None
    try:
        for each in _dates(path, in_json=in_json):
            # Dates sort as their digits do: few of them are read.
            if each > digits and (moment := date_of(each.decode("ascii"))) is not None:
                digits, newest = each, moment.date()
    except InputError:
        # What cannot be read to its end is told when its rows are read.
        return newest
    return newest


def _dates(path: Path, *, in_json: bool) -> Iterable[bytes]:
    for raw, size in streams(path):
        for record in records(Window(pieces(raw, size, None)), lambda _: in_json):
            if not (in_json or record.arc or _VISITED.search(record.head)):
                continue
            pattern = _MEMBER if in_json else _ARC_FIELD if record.arc else _FIELD
            found = pattern.search(record.body if in_json else record.head)
            if found is not None:
                yield re.sub(rb"\D", b"", found[1])
