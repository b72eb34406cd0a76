"""What becomes of a source's pages and links while they are read; in the end, its receipt."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from roadsign.model.receipts import Receipt, Sample

_SAMPLES = 3
_DOMAINS = 100_000


class _Dated(Protocol):
    domain: str
    fetched: dt.datetime | None


class Tally:
    """Counts; ``read`` is always ``kept`` and the rejected together."""

    def __init__(self) -> None:
        self.read = 0
        self.kept = 0
        self.pages = 0
        self.rejected: Counter[str] = Counter()
        self.noted: Counter[str] = Counter()
        self.warned: set[str] = set()
        self.charsets: Counter[str] = Counter()
        self.error: str | None = None
        self._samples: dict[str, list[Sample]] = {}
        self._targets: Counter[str] = Counter()
        self._first: dt.date | None = None
        self._last: dt.date | None = None

    def reject(self, row: int, reason: str, sample: str) -> None:
        """Count one more of the rows read as rejected."""
        self.rejected[reason] += 1
        samples = self._samples.setdefault(reason, [])
        if len(samples) < _SAMPLES:
            samples.append(Sample(row, reason, sample))

    def note(self, code: str) -> None:
        """Count something that costs no row and that a user should know: ``code_3`` in the end."""
        self.noted[code] += 1

    def warn(self, code: str) -> None:
        """Tell something of the source as a whole."""
        self.warned.add(code)

    def keep(self, page: _Dated, targets: Sequence[str]) -> None:
        """Count a page's kept links by the foreign domain they point to."""
        self.pages += 1
        self.kept += len(targets)
        pointed = Counter(targets)
        pointed.pop(page.domain, None)
        self._targets.update(pointed)
        if len(self._targets) > _DOMAINS:
            # Memory stays flat: what is rare so far is let go.
            self._targets = Counter(dict(self._targets.most_common(_DOMAINS // 2)))
        if page.fetched is not None:
            day = page.fetched.date()
            self._first = day if self._first is None else min(self._first, day)
            self._last = day if self._last is None else max(self._last, day)

    def receipt(self, source: str, name: str, title: str, date: dt.date | None) -> Receipt:
        """Give the receipt of what was counted; ``date`` stands in where no page has one."""
        top = self._targets.most_common(1)
        return Receipt(
            source,
            name,
            title,
            encoding=", ".join(charset for charset, _ in self.charsets.most_common(3)),
            read=self.read,
            kept=self.kept,
            rejected=dict(sorted(self.rejected.items())),
            warnings=(
                *sorted(self.warned),
                *(f"{code}_{count}" for code, count in sorted(self.noted.items())),
            ),
            samples=tuple(each for samples in self._samples.values() for each in samples),
            first_seen=self._first or date,
            last_seen=self._last or date,
            target=top[0][0] if top else None,
            target_rows=top[0][1] if top else 0,
            error=self.error,
        )
