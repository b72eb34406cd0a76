"""A report as a table: what the five reports answer, whatever face shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from roadsign.model.targets import Target


@dataclass(frozen=True, slots=True)
class ReportTable:
    """
    Rows of one report on one target.

    ``name`` is profile, backlinks, refdomains, anchors or pages; ``rows`` has the columns of
    the interface by name (lists stay lists); ``total`` counts the rows that the filters
    let through, ``rows`` may hold fewer (``--limit``); ``next_cursor`` fetches what follows.
    """

    name: str
    target: Target
    display: str
    rows: pa.Table
    total: int
    next_cursor: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    """What a face may say beside the rows: ``followed_referring_domains`` of the target (for
    shares), ``sources`` (receipts), ``warnings``."""
