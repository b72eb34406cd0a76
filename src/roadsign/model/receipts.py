"""The receipt: what became of every row of an input."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Sample:
    """One rejected row: its place in the file, why, and a short defused piece of it."""

    row: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """
    How many rows were read, how many were kept, and why the others were not.

    ``error`` says why an input could not be read at all; the other inputs go on.
    ``kept`` counts rows of ``holds`` (links, sightings, counts, demand).
    """

    source: str
    format: str = ""
    title: str = ""
    """The format in a person's words: ``Ahrefs, backlinks``."""
    holds: str = "links"
    encoding: str = ""
    read: int = 0
    kept: int = 0
    rejected: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    """Codes: ``capped_at_1000``, ``grouped``, ``ambiguous_dates``, ``ragged_rows``, ..."""
    samples: tuple[Sample, ...] = ()
    """At most three of each reason."""
    unknown_columns: tuple[str, ...] = ()
    capped: bool = False
    """The file ends at its tool's row limit: what it holds is a lower bound."""
    grouped: bool = False
    """One row may stand for several links, or for one link a domain."""
    first_seen: date | None = None
    last_seen: date | None = None
    """The newest date of any row; the default date of what it holds."""
    target: str | None = None
    """The registrable domain that most rows point to (by where they end)."""
    target_rows: int = 0
    known: bool = False
    """These bytes were ingested before; the numbers are those of the first time."""
    error: str | None = None
