"""Results of the Python face: they know where they can go, and show themselves in a notebook."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from roadsign.errors import InputError
from roadsign.model.links import LINKS
from roadsign.model.receipts import Receipt
from roadsign.model.tables import ReportTable
from roadsign.model.targets import Target
from roadsign.render import page, tables
from roadsign.render.flat_audit import audit_table
from roadsign.render.json_answer import audit_object, report_object
from roadsign.workspace import extracting

if TYPE_CHECKING:
    from roadsign.model.audit import Audit

_HIGH, _LOW = 900, 400
"""Heights of the frames in which results show themselves."""
_GLANCED = 20
_GLANCED_AT = ["source_url", "target_url", "anchor", "kind", "follow", "first_seen", "last_seen"]
_TOLD_OF_CLASSES = ("anchor", "class", "confidence", "reason")


class Rows(ABC):
    """Rows of a result; they go where a notebook wants them."""

    @abstractmethod
    def to_arrow(self) -> pa.Table:
        """Give the rows as an Arrow table."""

    def to_pandas(self) -> Any:  # noqa: ANN401 - pandas is the user's
        """Give the rows as a pandas data frame (pandas has to be installed)."""
        return self.to_arrow().to_pandas()

    def to_polars(self) -> Any:  # noqa: ANN401 - polars is the user's
        """Give the rows as a polars data frame (polars has to be installed)."""
        return import_module("polars").from_arrow(self.to_arrow())

    def to_dict(self) -> Any:  # noqa: ANN401 - JSON's own shapes
        """Give what the command prints with ``--json``."""
        return self.to_arrow().to_pylist()


class Links(Rows):
    """Link rows of files, read when they are asked for; iterate for record batches."""

    def __init__(self, files: Sequence[Path], options: extracting.ReadOptions) -> None:
        self._files = files
        self._options = options
        self.receipts: list[Receipt] = []
        """What became of the rows, once they were read."""

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        """Read the files, batch by batch; InputError where none of them could be read."""
        self.receipts = []
        for batch in extracting.extract(self._files, self._options, self.receipts):
            if batch.holds == "links" and len(batch.rows):
                yield batch.rows
        broken = [receipt for receipt in self.receipts if receipt.error]
        if broken and len(broken) == len(self.receipts):
            raise InputError(broken[0].error)

    def to_arrow(self) -> pa.Table:
        """Give all links as one Arrow table (``rs.LINKS``)."""
        return pa.Table.from_batches(list(self), schema=LINKS)

    def __repr__(self) -> str:
        return f"<links of {self._named}>"

    def _repr_html_(self) -> str:
        rows: list[pa.Table] = [LINKS.empty_table()]
        for batch in self:
            rows.append(pa.Table.from_batches([batch]))
            if sum(map(len, rows)) >= _GLANCED:
                break
        first = pa.concat_tables(rows).slice(0, _GLANCED)
        return _glance("first links", self._named, first.select(_GLANCED_AT))

    @property
    def _named(self) -> str:
        return ", ".join(str(file) for file in self._files)


class Report(Rows):
    """One of the five reports on a target."""

    def __init__(self, table: ReportTable) -> None:
        self._table = table
        self.total = table.total
        """Rows that the filters let through, shown or not."""
        self.next_cursor = table.next_cursor

    def to_arrow(self) -> pa.Table:
        """Give the rows as an Arrow table."""
        return self._table.rows

    def to_dict(self) -> dict[str, Any]:
        """Give what the command prints with ``--json``."""
        return report_object(self._table)

    def __len__(self) -> int:
        return int(self._table.rows.num_rows)

    def __repr__(self) -> str:
        return f"<{self._table.name} of {self._table.display}: {len(self)} of {self.total} rows>"

    def _repr_html_(self) -> str:
        return _framed("".join(tables.page(self._table)), _LOW)


class AuditResult(Rows):
    """An audit; ``answer`` is the whole of it."""

    def __init__(self, answer: "Audit") -> None:
        self.answer = answer

    def to_arrow(self) -> pa.Table:
        """Give one row a page as an Arrow table."""
        return audit_table(self.answer)

    def to_dict(self, *, full: bool = True) -> dict[str, Any]:
        """Give what ``roadsign audit --json`` prints (``--full``: all rows of every step)."""
        return audit_object(self.answer, full=full)

    def to_html(self) -> str:
        """Give the report: one page that fetches nothing."""
        return page.report(self.answer)

    def __repr__(self) -> str:
        return f"<audit of {self.answer.display}: {self.answer.summary.headline}>"

    def _repr_html_(self) -> str:
        return _framed(self.to_html(), _HIGH)


class Classes(Rows, Sequence[Mapping[str, Any]]):
    """The classes of some anchors, in their order."""

    def __init__(self, answers: list[dict[str, Any]]) -> None:
        self._answers = answers

    def to_arrow(self) -> pa.Table:
        """Give the answers as an Arrow table."""
        return pa.Table.from_pylist(self._answers)

    def to_dict(self) -> list[dict[str, Any]]:
        """Give the answers as plain objects."""
        return list(self._answers)

    def __getitem__(self, place: Any) -> Any:  # noqa: ANN401 - a place or a slice
        return self._answers[place]

    def __len__(self) -> int:
        return len(self._answers)

    def __repr__(self) -> str:
        return f"<{len(self)} anchors: {', '.join(str(a.get('class')) for a in self[:8])}>"

    def _repr_html_(self) -> str:
        told = [
            {name: str(answer.get(name, "")) for name in _TOLD_OF_CLASSES}
            for answer in self._answers
        ]
        schema = pa.schema([(name, pa.string()) for name in _TOLD_OF_CLASSES])
        return _glance("classes", "anchors", pa.Table.from_pylist(told, schema))


def _glance(name: str, of: str, rows: pa.Table) -> str:
    table = ReportTable(name, Target("", "domain"), of, rows, len(rows))
    return _framed("".join(tables.page(table)), _LOW)


def _framed(html: str, height: int) -> str:
    # A frame of its own keeps a page's styles and its policy to itself.
    inner = escape(html, quote=True)
    return f'<iframe srcdoc="{inner}" width="100%" height="{height}" sandbox=""></iframe>'
