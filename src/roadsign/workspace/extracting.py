"""Extracting: link rows of files without an index, and what a file is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from roadsign.errors import InputError, RoadsignError
from roadsign.model.receipts import Receipt
from roadsign.readers.exports.recognition import field_named
from roadsign.readers.identify import identify as identified
from roadsign.readers.reading import Batch, ReadOptions
from roadsign.readers.registry import open_reading
from roadsign.readers.sources import placed_files

__all__ = ["Batch", "ReadOptions", "extract", "identify", "link_tables", "mapping_of"]


def identify(
    sources: Sequence[Path], mapping: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """
    Say which format each file is and what would be read from it.

    One object a table: source, format, holds, title, encoding, delimiter, header_row, columns
    (field to header), unknown_columns, would_read; where nothing would be read, error.
    """
    answers = (answer for file, _ in placed_files(sources) for answer in identified(file, mapping))
    return [_told(asdict(answer)) for answer in answers]


def extract(
    sources: Sequence[Path], options: ReadOptions, receipts: list[Receipt]
) -> Iterator[Batch]:
    """
    Read files and the files of folders; give what they hold, batch by batch.

    A receipt of each table is added to ``receipts``; an input that cannot be read is one with
    an error, and the others go on.
    """
    for file, base in placed_files(sources, options.base_url):
        reading = open_reading(file, replace(options, base_url=base))
        yield from reading
        receipts.extend(reading.receipts)


def link_tables(batches: Iterator[Batch]) -> Iterator[pa.Table]:
    """Give the link rows of batches, without batches of other things or of none."""
    for batch in batches:
        if batch.holds == "links" and len(batch.rows):
            yield pa.Table.from_batches([batch.rows])


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
