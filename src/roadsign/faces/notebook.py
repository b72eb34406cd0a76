"""The Python face: read, audit, classify, and an index."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any

from roadsign.errors import RoadsignError
from roadsign.faces.results import AuditResult, Classes, Links, Report
from roadsign.model.receipts import Receipt
from roadsign.workspace import (
    auditing,
    classifying,
    extracting,
    ingesting,
    reporting,
    scoring,
)

Where = str | PathLike[str]
Files = Where | Sequence[Where]
_OF_FILES = frozenset(
    {".csv", ".tsv", ".txt", ".xlsx", ".json", ".jsonl", ".ndjson", ".parquet", ".zip", ".gz"}
)


class Index:
    """An index on this machine: what was ingested, and the reports over it."""

    def __init__(self, folder: Where) -> None:
        self.folder = Path(folder)

    def ingest(self, *sources: Where, crawl: str | None = None) -> list[Receipt]:
        """Read files or folders into the index; each source gives a receipt."""
        options = extracting.ReadOptions(crawl=crawl)
        return list(ingesting.ingest([Path(each) for each in sources], self.folder, options))

    def score(self, seeds: Where | None = None) -> dict[str, Any]:
        """
        Score every domain of the index; ``seeds`` is a file of domains that are trusted.

        Gives what was scored, the first domains and the warnings, as ``roadsign score --json``.
        """
        scored = scoring.score(self.folder, None if seeds is None else Path(seeds))
        told = asdict(scored.facts)
        told["seeds"] = None if scored.seeds is None else asdict(scored.seeds)
        told |= {"top": list(scored.top), "warnings": list(scored.warnings)}
        del told["state"]
        return told

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
    target: Where | None = None,
    *,
    links: Files | None = None,
    rivals: Where | Iterable[Where] = (),
    index: Where | Index | None = None,
    site: Where | None = None,
) -> AuditResult:
    """
    Say which signal limits a site and its pages, and what to do next.

    ``links`` are files of links to the target (it may be left out: then it is the domain that
    most rows point to; a file in its place is read as one of links), ``rivals`` domains or
    files of their links, ``site`` a SITE.toml.
    Errors: RoadsignError and its children, each one line that says what to do.
    """
    told = [rivals] if isinstance(rivals, str | PathLike) else list(rivals)
    known = [Path(each) for each in told if _is_file(each)]
    named = [str(each) for each in told if not _is_file(each)]
    where = index.folder if isinstance(index, Index) else index
    files = _paths(links) if links is not None else []
    # By its ending alone a target is no file: pages end in .json and .txt too.
    if isinstance(target, PathLike) or (target and Path(target).exists()):
        files, target = [*_paths(target), *files], None
    found = auditing.audit(
        target,
        files,
        rival_files=known,
        rivals=named,
        sites=[Path(site)] if site is not None else [],
        index=Path(where) if where is not None else None,
    )
    return AuditResult(found)


def classify(
    anchors: str | Iterable[str | Mapping[str, Any]], site: str | Mapping[str, Any] | None = None
) -> Classes:
    """
    Class anchors: which of the eight kinds of words each is, and why.

    An anchor is a text or a mapping as of ``roadsign classify --file``; ``site`` is a domain, or
    holds the same fields for all of them: domain, brand, url, title, keywords, language.
    """
    asked = map(_anchor, [anchors] if isinstance(anchors, str) else anchors)
    about = {"domain": site} if isinstance(site, str) else site
    return Classes(classifying.classify(asked, about))


def _paths(files: Files) -> list[Path]:
    named = [files] if isinstance(files, str | PathLike) else files
    return extracting.paths_of([str(each) for each in named])


def _anchor(told: Any) -> str | Mapping[str, Any]:  # noqa: ANN401 - cells of a data frame
    """Take a cell for an anchor: of a column of words the empty ones are None or NaN."""
    if isinstance(told, str | Mapping):
        return told
    return "" if told is None or told != told else str(told)  # noqa: PLR0124 - only NaN is


def _is_file(rival: Where) -> bool:
    """Say whether a rival is named by a file of its links: one that is there, or is called so."""
    if not isinstance(rival, str):
        return True
    return Path(rival).suffix.lower() in _OF_FILES or (bool(rival) and Path(rival).exists())


def _tuple(value: Any) -> Any:  # noqa: ANN401 - what a filter takes
    return tuple(value) if isinstance(value, list) else value
