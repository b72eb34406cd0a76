"""What the five reports share: they keep some links, ask about them, and page the answer."""

from collections.abc import Mapping

from roadsign.kernels.urls import display
from roadsign.model.tables import ReportTable
from roadsign.model.targets import Target
from roadsign.reports.filters import Filters, bound, paged
from roadsign.store.linkbase import LinkBase


def keep(base: LinkBase, subject: str, filters: Filters) -> None:
    """Keep the links to a subject that the filters let through."""
    base.run("kept", subject=subject, **bound(filters))
    if filters.classes:
        base.run("kept_classes", classes=list(filters.classes))
    if filters.one_per:
        base.run("kept_one_per", subject=subject, one_per=filters.one_per)


def followed_owners(base: LinkBase, subject: str) -> int:
    """Give the followed referring domains among the links that were kept."""
    (row,) = base.query("report_profile", subject=subject).to_pylist()
    return int(row["followed_referring_domains"])


def answer(  # noqa: PLR0913 - a report and what it was asked
    name: str,
    base: LinkBase,
    subject: str,
    target: Target,
    filters: Filters,
    *,
    order: str,
    facts: Mapping[str, object] | None = None,
) -> ReportTable:
    """Ask the query of a report that only asks, and page its rows."""
    rows = base.query(f"report_{name}", subject=subject)
    page = paged(name, target, rows, filters, order)
    told = {"followed_referring_domains": followed_owners(base, subject), **(facts or {})}
    return ReportTable(name, target, display(target), page.rows, page.total, page.next_cursor, told)
