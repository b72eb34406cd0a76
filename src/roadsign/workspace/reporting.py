"""The five reports: links gathered from wherever the user said, asked about one target."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from roadsign.errors import InputError, RoadsignError
from roadsign.kernels.urls import domain_of, target_of
from roadsign.model.receipts import Receipt
from roadsign.model.tables import ReportTable
from roadsign.model.targets import Target
from roadsign.readers.reading import ReadOptions
from roadsign.reports.anchors import anchors
from roadsign.reports.backlinks import backlinks
from roadsign.reports.filters import Filters, checked, refuse_unscored
from roadsign.reports.pages import pages
from roadsign.reports.profile import profile
from roadsign.reports.refdomains import refdomains
from roadsign.store.linkbase import LinkBase
from roadsign.workspace.gathering import Gathered, gather
from roadsign.workspace.weighing import score_base

__all__ = ["REPORTS", "Asked", "Filters", "ReadOptions", "report"]

Report = Callable[[LinkBase, str, Target, Filters], ReportTable]

REPORTS: Mapping[str, Report] = {
    "profile": profile,
    "backlinks": backlinks,
    "refdomains": refdomains,
    "anchors": anchors,
    "pages": pages,
}
_OF_WORDS = frozenset({"backlinks", "refdomains", "anchors"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A report's answer, the receipts of the files it was read from, and whether it guessed."""

    table: ReportTable
    receipts: Sequence[Receipt]
    hint: str | None = None
    """One sentence: which target was guessed, or where the links point instead."""


def report(  # noqa: PLR0913 - what a user may say
    name: str,
    target: str | None,
    *,
    files: Sequence[Path] = (),
    index: Path | None = None,
    filters: Filters | None = None,
    options: ReadOptions | None = None,
    memory: str | None = None,
) -> Asked:
    """
    Give a report on a target out of files, an index, or both.

    Without a target it is the domain most rows point to. Raises RoadsignError for a call that
    is wrong, InputError where no file could be read, BrokenIndexError.
    """
    asked = checked(filters or Filters())
    wanted = None if target is None else target_of(target)
    if wanted is None and not files:
        message = f"say what about: roadsign {name} TARGET"
        raise RoadsignError(message)
    domains = [] if wanted is None else [domain_of(wanted)]
    gathered = gather(files, index if domains else None, options, domains=domains, memory=memory)
    with gathered.base as base:
        _some_read(gathered)
        hint = None
        if wanted is None:
            wanted, hint = _guess(gathered)
        subject = domain_of(wanted)
        base.select(wanted, subject)
        refuse_unscored(asked, scored=index is not None and score_base(index, base, subject))
        if name in _OF_WORDS or asked.classes:
            from roadsign.workspace.words import sign_hits  # noqa: PLC0415 - loads the languages

            sign_hits(base, subject)
        table = REPORTS[name](base, subject, wanted, asked)
        if files and not base.query("any_hit", subject=subject).num_rows:
            hint = _elsewhere(gathered, table.display)
    facts = {**table.facts, "sources": tuple(gathered.receipts)}
    return Asked(replace(table, facts=facts), gathered.receipts, hint)


def _some_read(gathered: Gathered) -> None:
    errors = [receipt for receipt in gathered.receipts if receipt.error]
    if errors and len(errors) == len(gathered.receipts):
        told = str(errors[0].error)
        raise InputError(told if errors[0].source in told else f"{errors[0].source}: {told}")


def _guess(gathered: Gathered) -> tuple[Target, str]:
    told = gathered.base.domains().to_pylist()
    if not told:
        message = f"{_no_links(gathered.receipts)}; give a file that holds links"
        raise RoadsignError(message)
    total = sum(row["rows"] for row in told)
    first = told[0]
    sentence = f"about {first['domain']}: {first['rows']:,} of {total:,} rows point to it"
    return target_of(first["domain"]), sentence


def _elsewhere(gathered: Gathered, display: str) -> str:
    told = gathered.base.domains().to_pylist()
    if not told:
        return f"no link points to {display}: {_no_links(gathered.receipts)}"
    rows, total = told[0]["rows"], sum(row["rows"] for row in told)
    most = f"most rows ({rows:,} of {total:,}) point to {told[0]['domain']}: is that it?"
    return f"no link in these files points to {display}; {most}"


def _no_links(receipts: Sequence[Receipt]) -> str:
    """Say what files hold instead of links: counts say how many link, not with which words."""
    for receipt in receipts:
        if receipt.kept and receipt.holds != "links":
            return f"{receipt.source} holds no links ({receipt.title or receipt.format})"
    return "these files hold no links"
