"""Judging one unit: both signals against their cohorts, the rules, the verdict."""

from dataclasses import dataclass

from roadsign.model.audit import Basis
from roadsign.model.evidence import Ballots, Roads
from roadsign.model.signals import Finding, RoadSignal, Signals, SignSignal, Unit
from roadsign.model.verdicts import Anchors, Authority, Verdict, judge
from roadsign.reports.audit.cohorts import RoadCohort
from roadsign.reports.audit.priors import SignCohort
from roadsign.reports.audit.roads import authority_level
from roadsign.reports.audit.signs import anchor_level
from roadsign.rules.registry import RULES
from roadsign.rules.rule import Thresholds

TOP_RANK = 3.0
"""At this average position or better a page is left alone."""
BAD_RANK = 10.0
"""Beyond this average position a page ranks badly."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One unit, judged."""

    roads: Roads
    ballots: Ballots
    road: RoadSignal
    sign: SignSignal
    road_cohort: RoadCohort | None
    sign_cohort: SignCohort
    findings: tuple[Finding, ...]
    authority: Authority
    authority_basis: Basis | None
    anchors: Anchors
    verdict: Verdict
    rank: float | None = None
    rivals_known: int = 0
    """The rivals there are, if none has what this could be compared with."""

    @property
    def alarms(self) -> tuple[Finding, ...]:
        """Give the alarms on the words."""
        return tuple(f for f in self.findings if f.alarm and f.level != "thin")

    @property
    def left_alone(self) -> bool:
        """Say whether it ranks so well that nothing should be touched."""
        return self.rank is not None and self.rank <= TOP_RANK

    @property
    def ranks_badly(self) -> bool:
        """Say whether its rank is bad."""
        return self.rank is not None and self.rank > BAD_RANK


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of one unit, beside whom it is to be compared with."""

    name: str
    unit: Unit
    roads: Roads
    ballots: Ballots
    road: RoadSignal
    sign: SignSignal
    road_cohort: RoadCohort | None
    sign_cohort: SignCohort
    rank: float | None = None
    rivals_known: int = 0


def judge_unit(counted: Counted, limits: Thresholds) -> Judged:
    """Run every rule over both signals, and join the levels to the verdict."""
    signals = Signals(counted.name, counted.unit, None, counted.road, counted.sign)
    findings = tuple(found for each in RULES if (found := each.check(signals, limits)))
    thin = any(finding.level == "thin" for finding in findings)
    authority, basis = authority_level(counted.road, thin=thin)
    anchors = anchor_level(counted.sign, findings, limits)
    rank = counted.rank
    verdict = judge(authority, anchors, ranks_badly=rank is not None and rank > BAD_RANK)
    if rank is not None and rank <= TOP_RANK:
        verdict = "healthy"
    return Judged(
        roads=counted.roads,
        ballots=counted.ballots,
        road=counted.road,
        sign=counted.sign,
        road_cohort=counted.road_cohort,
        sign_cohort=counted.sign_cohort,
        findings=findings,
        authority=authority,
        authority_basis=basis,
        anchors=anchors,
        verdict=verdict,
        rank=rank,
        rivals_known=counted.rivals_known,
    )
