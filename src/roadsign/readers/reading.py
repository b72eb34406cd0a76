"""What all readers share: the options of a read, the batch, and the reading with its receipts."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

import pyarrow as pa

from roadsign.model.receipts import Receipt

Holds = Literal["links", "sightings", "counts", "demand", "source_pages"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a user may say about the inputs; everything may be left out."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    """Field of a link to the header of its column, for tables that no format knows."""
    crawl: str | None = None
    date: dt.date | None = None
    base_url: str | None = None
    batch_rows: int = 8192
    """At most so many rows a batch."""
    progress: Callable[[int, int | None], None] | None = None
    """Called now and then with bytes read and bytes in all (None: not known)."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of an input: ``rows`` has the schema that ``holds`` names (model.links)."""

    holds: Holds
    rows: pa.RecordBatch
    rejects: pa.RecordBatch
    """REJECTS of the same stretch of the input."""


class Reading:
    """
    Batches of one input, and what became of its rows.

    Iterate it once; afterwards ``receipts`` holds one receipt a table (a zip may hold several).
    Errors that concern the input alone end up in a receipt's ``error``, never as an exception.
    """

    def __init__(self, batches: Iterator[Batch], receipts: list[Receipt]) -> None:
        self._batches = batches
        self.receipts = receipts

    def __iter__(self) -> Iterator[Batch]:
        yield from self._batches
