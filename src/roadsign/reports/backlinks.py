"""The links to a target, one row each."""

from roadsign.model.tables import ReportTable
from roadsign.model.targets import Target
from roadsign.reports.asking import answer, keep
from roadsign.reports.filters import Filters
from roadsign.store.linkbase import LinkBase

_ORDER = "-domain_rating,-last_seen,source_url,target_url,kind,anchor"


def backlinks(base: LinkBase, subject: str, target: Target, filters: Filters) -> ReportTable:
    """Give the links from others to a target: all that is known of each, and its class."""
    keep(base, subject, filters)
    return answer("backlinks", base, subject, target, filters, order=_ORDER)
