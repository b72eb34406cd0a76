"""The figures of a target, on one row."""

from roadsign.model.tables import ReportTable
from roadsign.model.targets import Target
from roadsign.reports.asking import answer, keep
from roadsign.reports.filters import Filters
from roadsign.store.linkbase import LinkBase


def profile(base: LinkBase, subject: str, target: Target, filters: Filters) -> ReportTable:
    """
    Give how many domains and pages link to a target, with how many links, and since when.

    One row always, of noughts where nothing links. A domain counts once; followed is also what
    is not known to be not followed, and ``follow_unknown`` says how many those are.
    """
    keep(base, subject, filters)
    return answer("profile", base, subject, target, filters, order="links")
