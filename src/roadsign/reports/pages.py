"""The pages of a target that others link to, one row each."""

import pyarrow as pa

from roadsign.kernels.pagetypes import page_type
from roadsign.kernels.urls import display
from roadsign.model.tables import ReportTable
from roadsign.model.targets import Target
from roadsign.reports.asking import followed_owners, keep
from roadsign.reports.filters import Filters, paged
from roadsign.store.linkbase import LinkBase

_ORDER = "-followed_referring_domains,-referring_domains,-links,url"
_TYPE_STANDS_AT = 2


def pages(base: LinkBase, subject: str, target: Target, filters: Filters) -> ReportTable:
    """
    Give the linked pages of a target: addresses, type, title where it was read, who links.

    A page is called by the address that most domains link to; all spellings of it and all
    addresses that are known to lead to it are in ``addresses``.
    """
    keep(base, subject, filters)
    rows = base.query("report_pages", subject=subject)
    types = pa.array([page_type(page) for page in rows["page"].to_pylist()], pa.string())
    rows = rows.add_column(_TYPE_STANDS_AT, "page_type", types).drop_columns(["page"])
    page = paged("pages", target, rows, filters, _ORDER)
    facts = {"followed_referring_domains": followed_owners(base, subject)}
    return ReportTable(
        "pages", target, display(target), page.rows, page.total, page.next_cursor, facts
    )
