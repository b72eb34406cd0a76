"""Intake: sources on their way into an index, small ones together, a large one by itself."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from roadsign.errors import InputError
from roadsign.model.receipts import Receipt
from roadsign.store.engine import Engine
from roadsign.store.manifest import Part, Source
from roadsign.store.merging import groups, merged
from roadsign.store.parts import SORTED, Draft

Put = Callable[[str, pa.RecordBatch | pa.Table], None]
Fill = Callable[[Put], Sequence[Receipt]]
"""Given where to put rows (what they are, the rows), gives the receipts when all are put."""

_AT_ONCE = 1 << 16
_MOST_TOGETHER = 500
_MOST_CRAWLS = 256
_MOST_BYTES = 128 << 20
"""Of links that are held at once; folding and sorting them takes about five times as much."""


class Intake:
    """
    What was read and is not published yet.

    Thousands of small files would be thousands of parts and versions; so they wait for each
    other, up to 65,536 rows or 500 sources. A source larger than that is published alone.
    """

    def __init__(
        self,
        engine: Engine,
        folder: Path,
        publish: Callable[[Sequence[Part], Sequence[Source]], None],
    ) -> None:
        self._engine = engine
        self._folder = folder
        self._publish = publish
        self._draft: Draft | None = None
        self._sources: list[Source] = []
        self._rows = 0

    def known(self, sha256: str) -> Source | None:
        """Give the source of these bytes, where it waits here."""
        return next((each for each in self._sources if each.sha256 == sha256), None)

    def take(self, sha256: str, name: str, fill: Fill) -> list[Receipt]:
        """Take a source in; one of which nothing was kept, or that fails, leaves no trace."""
        source = _Stretch(self)
        try:
            receipts = list(fill(source.put))
        except BaseException:
            if source.streams and self._draft is not None:
                self._draft.discard()
                self._draft = None
            raise
        if not any(receipt.kept for receipt in receipts):
            return receipts
        targets = [receipt.target for receipt in receipts if receipt.target]
        source.hand_over(targets[0] if targets else None, whole=True)
        self._sources.append(Source(sha256, tuple(sorted(source.crawls)), tuple(receipts), name))
        if self._rows >= _AT_ONCE or len(self._sources) >= _MOST_TOGETHER:
            self.publish()
        return receipts

    def publish(self) -> None:
        """Write and publish all that waits."""
        if self._draft is not None and self._sources:
            written = groups(self._draft.write())
            parts = [merged(self._engine, self._folder, group) for group in written]
            self._publish([part for group in parts for part in group], self._sources)
        self._draft = None
        self._sources = []
        self._rows = 0

    def add(self, holds: str, rows: pa.Table, target: str | None) -> None:
        """Add rows of the source that is being taken in."""
        if self._draft is None:
            self._draft = Draft(self._engine, self._folder, _MOST_BYTES)
        self._draft.add(holds, rows, len(self._sources), target)
        self._rows += rows.num_rows


class _Stretch:
    """Rows of one source that wait for more, or for its end."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._tables: dict[str, list[pa.Table]] = {}
        self._rows = 0
        self.crawls: set[str] = set()
        self.streams = False

    def put(self, holds: str, rows: pa.RecordBatch | pa.Table) -> None:
        table = rows if isinstance(rows, pa.Table) else pa.table(rows)
        if not table.num_rows:
            return
        self._note_crawls(table)
        self._tables.setdefault(holds, []).append(table)
        self._rows += table.num_rows
        if self._rows < _AT_ONCE:
            return
        if not self.streams:
            # From here on a failure takes all that was handed over with it: let it be alone.
            self._intake.publish()
            self.streams = True
        self.hand_over(None, whole=False)

    def hand_over(self, target: str | None, *, whole: bool) -> None:
        # Whom counts are about is known at the end only; they are few, and wait for it.
        for holds in [holds for holds in self._tables if whole or holds in SORTED]:
            self._intake.add(holds, pa.concat_tables(self._tables.pop(holds)), target)
        self._rows = 0

    def _note_crawls(self, table: pa.Table) -> None:
        if "crawl" not in table.column_names:
            return
        self.crawls.update(pc.unique(table["crawl"]).to_pylist())
        if len(self.crawls) > _MOST_CRAWLS:
            message = f"it names more than {_MOST_CRAWLS} crawls: is its column crawl right?"
            raise InputError(message)
