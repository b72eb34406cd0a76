"""What became of the rows of a table, summed up as they pass."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from roadsign.model.receipts import Receipt, Sample
from roadsign.readers.exports.formats import Format
from roadsign.readers.reading import Batch

_SAMPLES = 3
_FEWEST_FOR_ONE_A_DOMAIN = 20
_DAYS = ("first_seen", "last_seen", "seen")


@dataclass(slots=True)
class Tally:
    """The receipt of one table in the making."""

    layout: Format
    read: int = 0
    kept: int = 0
    ragged: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    samples: list[Sample] = field(default_factory=list)
    targets: Counter[str] = field(default_factory=Counter)
    grouped: bool = False
    first: dt.date | None = None
    last: dt.date | None = None
    _domains: set[str] | None = field(default_factory=set)

    def add(self, batch: Batch, ends: pa.Array | None, ragged: int, *, sitewide: bool) -> None:
        """Count a batch; ``ends`` are the domains where its links end."""
        self.kept += len(batch.rows)
        self.read += len(batch.rows) + len(batch.rejects)
        self.ragged += ragged
        self.grouped |= sitewide
        for row, reason, sample in zip(*_lists(batch.rejects), strict=True):
            self.rejected[reason] += 1
            if self.rejected[reason] <= _SAMPLES:
                self.samples.append(Sample(row, reason, sample or ""))
        self._see_days(batch.rows)
        if ends is not None:
            self._see_links(batch.rows, ends)

    def receipt(
        self,
        source: str,
        *,
        encoding: str,
        unknown: Sequence[str],
        warnings: Sequence[str],
    ) -> Receipt:
        """Sum up."""
        one_a_domain = bool(self._domains) and self.kept >= _FEWEST_FOR_ONE_A_DOMAIN
        grouped = self.layout.grouped or self.grouped or one_a_domain
        cap = next((cap for cap in self.layout.caps if self.read in {cap, cap + 1}), None)
        told = (
            (f"capped_at_{cap}", cap is not None),
            ("grouped", grouped),
            ("one_per_domain", one_a_domain),
            ("ragged_rows", self.ragged > 0),
        )
        target, rows = next(iter(self.targets.most_common(1)), (None, 0))
        return Receipt(
            source,
            format=self.layout.name,
            title=self.layout.title,
            holds=self.layout.holds,
            encoding=encoding,
            read=self.read,
            kept=self.kept,
            rejected=dict(sorted(self.rejected.items())),
            warnings=(*(code for code, holds in told if holds), *warnings),
            samples=tuple(self.samples),
            unknown_columns=tuple(unknown),
            capped=cap is not None,
            grouped=grouped,
            first_seen=self.first,
            last_seen=self.last,
            target=target,
            target_rows=rows,
        )

    def _see_days(self, rows: pa.RecordBatch) -> None:
        for name in _DAYS:
            if name not in rows.schema.names:
                continue
            least, most = pc.min_max(rows.column(name)).as_py().values()
            if least is not None:
                self.first = min(self.first or least, least)
                self.last = max(self.last or most, most)

    def _see_links(self, rows: pa.RecordBatch, ends: pa.Array) -> None:
        for pair in ends.value_counts().to_pylist():
            self.targets[pair["values"]] += pair["counts"]
        self.grouped |= bool(pc.any(pc.greater(rows.column("links_in_group"), 1)).as_py())
        if self._domains is None:
            return
        found = rows.column("source_domain").unique().to_pylist()
        if len(found) < len(rows) or not self._domains.isdisjoint(found):
            self._domains = None  # more than one row of a domain
        else:
            self._domains.update(found)


def _lists(rejects: pa.RecordBatch) -> list[list[object]]:
    return [column.to_pylist() for column in rejects.columns]
