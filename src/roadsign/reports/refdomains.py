"""The domains that link to a target, one row each."""

from roadsign.model.tables import ReportTable
from roadsign.model.targets import Target
from roadsign.reports.asking import answer, keep
from roadsign.reports.filters import Filters
from roadsign.store.linkbase import LinkBase

_ORDER = "-rating,-follow_links,-links,domain"


def refdomains(base: LinkBase, subject: str, target: Target, filters: Filters) -> ReportTable:
    """Give the domains that link to a target: how often, since when, and with which classes."""
    keep(base, subject, filters)
    return answer("refdomains", base, subject, target, filters, order=_ORDER)
