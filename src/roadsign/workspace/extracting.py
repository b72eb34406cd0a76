"""Extracting: link rows of files without an index, and what a file is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from roadsign.errors import InputError, RoadsignError
from roadsign.kernels.html_urls import absolute
from roadsign.model.receipts import Receipt
from roadsign.readers.exports.recognition import field_named
from roadsign.readers.identify import Identified
from roadsign.readers.identify import identify as identified
from roadsign.readers.reading import Batch, ReadOptions
from roadsign.readers.registry import open_reading
from roadsign.readers.sources import no_files, placed_files

__all__ = [
    "Batch",
    "ReadOptions",
    "base_url_of",
    "extract",
    "identify",
    "link_tables",
    "mapping_of",
    "paths_of",
]


def identify(
    sources: Sequence[Path], mapping: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """
    Say which format each file is and what would be read from it.

    One object a table: source, format, holds, title, encoding, delimiter, header_row, columns
    (field to header), unknown_columns, would_read; where nothing would be read, error.
    """
    answers: list[dict[str, Any]] = []
    for source in sources:
        files = [file for file, _ in placed_files([source])]
        found = [answer for file in files for answer in identified(file, mapping)]
        empty = [] if files else [Identified(str(source), error=no_files(source))]
        answers += [_told(asdict(answer)) for answer in (*found, *empty)]
    return answers


def extract(
    sources: Sequence[Path], options: ReadOptions, receipts: list[Receipt]
) -> Iterator[Batch]:
    """
    Read files and the files of folders; give what they hold, batch by batch.

    A receipt of each table is added to ``receipts``; an input that cannot be read is one with
    an error, and the others go on.
    """
    for source in sources:
        before = len(receipts)
        for file, base in placed_files([source], options.base_url):
            reading = open_reading(file, replace(options, base_url=base))
            yield from reading
            receipts.extend(reading.receipts)
        if len(receipts) == before:
            receipts.append(Receipt(str(source), error=no_files(source)))


def link_tables(batches: Iterator[Batch]) -> Iterator[pa.Table]:
    """Give the link rows of batches, without batches of other things or of none."""
    for batch in batches:
        if batch.holds == "links" and len(batch.rows):
            yield pa.Table.from_batches([batch.rows])


def paths_of(names: Sequence[str]) -> list[Path]:
    """Give the paths of sources that were named; raise RoadsignError for an empty name."""
    if not all(names):
        message = "an empty name is no file: name a file, a folder, or - for standard input"
        raise RoadsignError(message)
    return [Path(name) for name in names]


def base_url_of(told: str | None) -> str | None:
    """Give an address that was told for pages on the disk; raise RoadsignError if it is none."""
    if told is None or absolute(told).reason is None:
        return told
    message = f"--base-url {told[:80]!r} is no web address: write https://shop.example/"
    raise RoadsignError(message)


def mapping_of(told: Sequence[str]) -> dict[str, str]:
    """Give field to header of ``target=COLUMN`` texts; raise RoadsignError for any other."""
    mapping: dict[str, str] = {}
    for text in told:
        name, equals, column = text.partition("=")
        if not equals or not name.strip() or not column.strip():
            message = f"--map {text!r} is no FIELD=COLUMN, as in --map target=Link"
            raise RoadsignError(message)
        try:
            field_named(name)
        except InputError as error:
            raise RoadsignError(str(error)) from error
        mapping[name.strip()] = column.strip()
    return mapping


def _told(answer: dict[str, Any]) -> dict[str, Any]:
    return answer if answer["error"] else {k: v for k, v in answer.items() if k != "error"}
