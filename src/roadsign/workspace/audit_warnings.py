"""What a reader of an audit has to know beside its verdicts."""

from collections.abc import Mapping, Sequence

from roadsign.kernels.bursts import burst_chance
from roadsign.model.audit import AuditWarning
from roadsign.model.evidence import Burst
from roadsign.reports.audit.case import SITE_UNIT, Case
from roadsign.reports.audit.wording import quoted
from roadsign.rules.rule import Thresholds


def burst_warnings(bursts: Sequence[Burst], case: Case) -> dict[str, AuditWarning]:
    """
    Name the units where many not-followed owners share a phrase; it enters no level.

    Either they outnumber the followed ones and many of them share it, or it came all at once.
    """
    limits = Thresholds()
    names = {page.page: page.url for page in case.pages}
    return {
        burst.unit: _warning(burst, names.get(burst.unit))
        for burst in bursts
        if not burst.unit.startswith("type:") and (_many(burst, limits) or _sudden(burst, limits))
    }


def site_warnings(found: Mapping[str, AuditWarning]) -> tuple[AuditWarning, ...]:
    """Give the warnings of the site: those of its pages, else the one of all pages together."""
    pages = [warning for unit, warning in found.items() if unit != SITE_UNIT]
    whole = found.get(SITE_UNIT)
    known = {warning.facts["phrase"] for warning in pages}
    if whole is not None and whole.facts["phrase"] not in known:
        pages.append(whole)
    return tuple(pages)


def _many(burst: Burst, limits: Thresholds) -> bool:
    return burst.not_followed > burst.followed and burst.owners >= limits.burst_owners


def _sudden(burst: Burst, limits: Thresholds) -> bool:
    return burst_chance(burst.days, burst.labels) < limits.burst_alarm


def _warning(burst: Burst, url: str | None) -> AuditWarning:
    when = (
        f", first seen between {burst.first} and {burst.last}" if burst.first and burst.last else ""
    )
    text = (
        f"{burst.owners:,} sites link with the same words, {quoted(burst.phrase)}{when}, "
        "all marked not to be followed. They are named here and count for nothing; "
        "nothing has to be done about them."
    )
    facts = {
        "url": url,
        "owners": burst.owners,
        "phrase": burst.phrase,
        "first": burst.first.isoformat() if burst.first else None,
        "last": burst.last.isoformat() if burst.last else None,
    }
    return AuditWarning("nofollow_burst", text, facts)
