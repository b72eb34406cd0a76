"""What a reader of an audit has to know beside its verdicts."""

from collections.abc import Sequence

from roadsign.kernels.bursts import burst_chance
from roadsign.model.audit import AuditWarning
from roadsign.model.evidence import Burst
from roadsign.reports.audit.case import Case
from roadsign.rules.rule import Thresholds


def burst_warnings(bursts: Sequence[Burst], case: Case) -> dict[str, AuditWarning]:
    """Name the units where many not-followed owners share a phrase; it enters no level."""
    limits = Thresholds()
    names = {page.page: page.url for page in case.pages}
    found: dict[str, AuditWarning] = {}
    for burst in bursts:
        outnumbered = burst.not_followed > burst.followed
        sudden = bool(burst.days) and burst_chance(burst.days, burst.labels) < limits.burst_alarm
        if burst.unit.startswith("type:") or not (outnumbered or sudden):
            continue
        when = f" between {burst.first} and {burst.last}" if burst.first and burst.last else ""
        text = (
            f"{burst.owners:,} sites link with the same words “{burst.phrase[:80]}”{when}, "
            "all marked not to be followed. They are named here and counted nowhere."
        )
        url = names.get(burst.unit)
        found[burst.unit] = AuditWarning(
            "nofollow_burst",
            text,
            {
                "url": url,
                "owners": burst.owners,
                "phrase": burst.phrase,
                "first": burst.first.isoformat() if burst.first else None,
                "last": burst.last.isoformat() if burst.last else None,
            },
        )
    return found
