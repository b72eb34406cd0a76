"""The Python face: read, audit, classify, an index; results that know where they can go."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from roadsign.errors import InputError, RoadsignError
from roadsign.model.links import LINKS
from roadsign.model.receipts import Receipt
from roadsign.render import page, tables
from roadsign.render.flat_audit import audit_table
from roadsign.render.json_answer import audit_object, report_object
from roadsign.workspace import auditing, classifying, extracting, ingesting, reporting

if TYPE_CHECKING:
    from roadsign.model.audit import Audit
    from roadsign.model.tables import ReportTable

Where = str | PathLike[str]
Files = Where | Sequence[Where]


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
        return f"<links of {', '.join(str(file) for file in self._files)}>"


class Report(Rows):
    """One of the five reports on a target."""

    def __init__(self, table: "ReportTable") -> None:
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
        return "".join(tables.page(self._table))


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
        # A frame of its own keeps the report's styles and its policy to itself.
        from html import escape  # noqa: PLC0415

        inner = escape(self.to_html(), quote=True)
        return f'<iframe srcdoc="{inner}" width="100%" height="900" sandbox=""></iframe>'


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


class Index:
    """An index on this machine: what was ingested, and the reports over it."""

    def __init__(self, folder: Where) -> None:
        self.folder = Path(folder)

    def ingest(self, *sources: Where, crawl: str | None = None) -> list[Receipt]:
        """Read files or folders into the index; each source gives a receipt."""
        options = extracting.ReadOptions(crawl=crawl)
        return list(ingesting.ingest([Path(each) for each in sources], self.folder, options))

    def info(self) -> dict[str, Any]:
        """Give what the index holds."""
        return ingesting.info(self.folder)

    def profile(self, target: str, **filters: Any) -> Report:  # noqa: ANN401 - as the options
        """Give the figures of a target on one row."""
        return self._report("profile", target, filters)

    def backlinks(self, target: str, **filters: Any) -> Report:  # noqa: ANN401
        """Give the links to a target; ``filters`` are those of the command."""
        return self._report("backlinks", target, filters)

    def refdomains(self, target: str, **filters: Any) -> Report:  # noqa: ANN401
        """Give the domains that link to a target."""
        return self._report("refdomains", target, filters)

    def anchors(self, target: str, **filters: Any) -> Report:  # noqa: ANN401
        """Give the words of the links to a target, with their classes."""
        return self._report("anchors", target, filters)

    def pages(self, target: str, **filters: Any) -> Report:  # noqa: ANN401
        """Give the pages of a target that are linked to."""
        return self._report("pages", target, filters)

    def audit(
        self, target: str, rivals: Sequence[str] = (), site: Where | None = None
    ) -> AuditResult:
        """Audit a target over the index."""
        return audit(target, rivals=rivals, index=self.folder, site=site)

    def __repr__(self) -> str:
        return f"<index {self.folder}>"

    def _report(self, name: str, target: str, filters: dict[str, Any]) -> Report:
        try:
            asked = reporting.Filters(**{key: _tuple(value) for key, value in filters.items()})
        except TypeError as error:
            known = ", ".join(reporting.Filters.__dataclass_fields__)
            message = f"{name} knows these filters: {known}"
            raise RoadsignError(message) from error
        return Report(reporting.report(name, target, index=self.folder, filters=asked).table)


def read(
    source: Files,
    *,
    map: Mapping[str, str] | None = None,  # noqa: A002 - the command's own word
    crawl: str | None = None,
    date: date | None = None,
    base_url: str | None = None,
) -> Links:
    """
    Read link rows of files or folders, whatever tool wrote them, told by content.

    ``map`` names the columns of a table that no format knows (field to header). Nothing is read
    before rows are asked for; then InputError where nothing could be read.
    """
    options = extracting.ReadOptions(mapping=map or {}, crawl=crawl, date=date, base_url=base_url)
    return Links(_paths(source), options)


def audit(
    target: str | None = None,
    *,
    links: Files | None = None,
    rivals: Iterable[Where] = (),
    index: Where | Index | None = None,
    site: Where | None = None,
) -> AuditResult:
    """
    Say which signal limits a site and its pages, and what to do next.

    ``links`` are files of links to the target (it may be left out: then it is the domain that
    most rows point to), ``rivals`` domains or files of their links, ``site`` a SITE.toml.
    Errors: RoadsignError and its children, each one line that says what to do.
    """
    told = list(rivals)
    known = [Path(each) for each in told if Path(each).exists()]
    named = [str(each) for each in told if not Path(each).exists()]
    where = index.folder if isinstance(index, Index) else index
    found = auditing.audit(
        target,
        _paths(links) if links is not None else [],
        rival_files=known,
        rivals=named,
        sites=[Path(site)] if site is not None else [],
        index=Path(where) if where is not None else None,
    )
    return AuditResult(found)


def classify(
    anchors: Iterable[str | Mapping[str, Any]], site: Mapping[str, Any] | None = None
) -> Classes:
    """
    Class anchors: which of the eight kinds of words each is, and why.

    An anchor is a text or a mapping as of ``roadsign classify --file``; ``site`` holds the same
    fields for all of them: domain, brand, url, title, keywords, language.
    """
    return Classes(classifying.classify(anchors, site))


def _paths(files: Files) -> list[Path]:
    if isinstance(files, str | PathLike):
        return [Path(files)]
    return [Path(each) for each in files]


def _tuple(value: Any) -> Any:  # noqa: ANN401 - what a filter takes
    return tuple(value) if isinstance(value, list) else value
