"""The words of the links to a target, one row for each anchor."""

import pyarrow as pa

from roadsign.kernels.urls import display
from roadsign.model.tables import ReportTable
from roadsign.model.targets import Target
from roadsign.reports.asking import followed_owners, keep
from roadsign.reports.filters import Filters, paged
from roadsign.store.linkbase import LinkBase

_ORDER = "-referring_domains,-links,anchor"
_TAIL = 0.05


def anchors(base: LinkBase, subject: str, target: Target, filters: Filters) -> ReportTable:
    """
    Give the anchors of a target with their classes and the share of domains that use them.

    A share is of the followed referring domains whose words are known (posterior mean under a
    flat prior, 90 % interval); links whose words no source can tell are counted in the facts.
    """
    keep(base, subject, filters)
    rows = _with_shares(base.query("report_anchors", subject=subject))
    page = paged("anchors", target, rows, filters, _ORDER)
    (unknown,) = base.query("report_unknown_words", subject=subject).to_pylist()
    facts = {"followed_referring_domains": followed_owners(base, subject), **unknown}
    return ReportTable(
        "anchors", target, display(target), page.rows, page.total, page.next_cursor, facts
    )


def _with_shares(rows: pa.Table) -> pa.Table:
    from scipy.special import betaincinv  # noqa: PLC0415 - only where there is a share to give

    owners = rows["owners"].to_numpy()
    used = rows["followed_referring_domains"].to_numpy()
    hits, misses = 1 + used, 1 + owners - used
    shares = {
        "share": hits / (hits + misses),
        "low": betaincinv(hits, misses, _TAIL),
        "high": betaincinv(hits, misses, 1 - _TAIL),
    }
    for name, values in shares.items():
        place = rows.column_names.index(name)
        rows = rows.set_column(place, name, pa.array(values, pa.float64()))
    return rows.drop_columns(["owners"])
