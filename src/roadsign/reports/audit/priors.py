"""What is expected of the words: of each test its prior, from rivals or from a weak default."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from roadsign.kernels.shares import BetaPrior, Family, GridPrior, Prior
from roadsign.model.audit import PageType
from roadsign.model.evidence import Ballots
from roadsign.model.signals import TestBasis, TestName
from roadsign.reports.audit.case import GROUP_BALLOT, OWN_BALLOT, Case, Match
from roadsign.reports.audit.cohorts import LEAST_RIVALS

DEFAULT_STRENGTH = 8.0
DEFAULT_EXACT: Mapping[PageType | None, float] = {
    "home": 0.02,
    "category": 0.10,
    "product": 0.10,
    "article": 0.05,
    "tool": 0.05,
    "other": 0.05,
    None: 0.05,
}
"""Roadsign's own weak expectation of the exact share, for want of rivals; None is the site."""
DEFAULT_BLANK = 0.25


@dataclass(frozen=True, slots=True)
class Expected:
    """The prior of one test, whom it comes from, and the rivals' own hits and votes."""

    prior: Prior
    basis: TestBasis
    observed: Mapping[str, tuple[int, int]]
    """Of each rival (one page, or all pages of a type together) hits and votes."""


@dataclass(frozen=True, slots=True)
class SignCohort:
    """The priors of a page's or a group's tests, and the classes of the rivals' votes."""

    expected: Mapping[TestName, Expected]
    classes: Mapping[str, Mapping[str, int]]
    """Of each rival its votes by class."""
    keyworded: bool = False
    """The rivals' words were classed by the page's keywords; else these are not known of them."""

    @property
    def rivals(self) -> int:
        """Give the rivals that speak in any test."""
        return len({rival for each in self.expected.values() for rival in each.observed})


def hits_of(name: TestName, ballots: Ballots) -> int:
    """Give the votes that a test counts."""
    match name:
        case "exact":
            return ballots.of("exact")
        case "exact+brand_keyword":
            return ballots.of("exact") + ballots.whole
        case "top_phrase":
            return ballots.top.hits if ballots.top else 0
        case "blank+generic":
            return ballots.of("blank", "generic")


def page_priors(case: Case, page: str, kind: PageType, weak: tuple[str, ...]) -> SignCohort:
    """
    Give the priors of a page's tests.

    By the rivals' pages for its keyword (three or more), else by all their pages of its type;
    exact anchors only where three of them match the keyword exactly, on those pages alone.
    """
    cohort = case.cohorts.get(page)
    matches = [m for m in cohort.matches if m.rival not in weak] if cohort else []
    if cohort and len(matches) >= LEAST_RIVALS:
        ballots = {m.rival: [case.ballots_of(m.page, m.rival, cohort.ballot)] for m in matches}
        exact = [m for m in matches if m.how == "exact"]
        return _of_page(ballots, _exact_only(case, exact, cohort.ballot), kind, keyworded=True)
    ballots = {
        rival: [
            case.ballots_of(each, rival, OWN_BALLOT)
            for each, its in case.rival_pages.get(rival, {}).items()
            if its == kind
        ]
        for rival in case.rivals
    }
    spoken = {rival: each for rival, each in ballots.items() if each}
    return _of_page(spoken if len(spoken) >= LEAST_RIVALS else {}, {}, kind)


def group_priors(case: Case, unit: str, kind: PageType | None) -> SignCohort:
    """
    Give the priors of the site or of a page type: each rival pooled is one observation.

    The exact share only where three rivals have half of their votes on exactly matched pages, and
    on those pages alone: of the others nobody knows what they aim at.
    """
    ballots = {
        rival: [found]
        for rival in case.rivals
        if (found := case.ballots_of(unit, rival, OWN_BALLOT)).votes
    }
    exact = {
        rival: case.ballots_of(unit, rival, GROUP_BALLOT)
        for rival in case.rivals
        if (rival, unit) in case.measured_groups
    }
    expected = dict(_default(kind))
    if len(ballots) >= LEAST_RIVALS:
        expected["blank+generic"] = _from_rivals("blank+generic", ballots)
    if len(exact) >= LEAST_RIVALS:
        expected["exact"] = _from_rivals("exact", {r: [b] for r, b in exact.items()})
    return SignCohort(expected, _classes(ballots))


def prepare(cohorts: Iterable[SignCohort]) -> None:
    """Work out the expectations of many pages at once."""
    priors = {
        id(each.prior): each.prior
        for cohort in cohorts
        for each in cohort.expected.values()
        if isinstance(each.prior, GridPrior)
    }
    GridPrior.prepare(list(priors.values()))


def _exact_only(case: Case, matches: list[Match], ballot: int) -> Mapping[str, list[Ballots]]:
    if len(matches) < LEAST_RIVALS:
        return {}
    return {match.rival: [case.ballots_of(match.page, match.rival, ballot)] for match in matches}


def _of_page(
    ballots: Mapping[str, list[Ballots]],
    exact: Mapping[str, list[Ballots]],
    kind: PageType,
    *,
    keyworded: bool = False,
) -> SignCohort:
    expected = dict(_default(kind))
    if ballots:
        expected["top_phrase"] = _from_rivals("top_phrase", ballots)
        expected["blank+generic"] = _from_rivals("blank+generic", ballots)
    if exact:
        expected["exact"] = _from_rivals("exact", exact)
        expected["exact+brand_keyword"] = _from_rivals("exact+brand_keyword", exact)
    return SignCohort(expected, _classes(ballots), keyworded)


def _from_rivals(name: TestName, ballots: Mapping[str, list[Ballots]]) -> Expected:
    seen = {
        rival: [(hits_of(name, each), each.votes) for each in its if each.votes]
        for rival, its in ballots.items()
    }
    pages = [pair for pairs in seen.values() for pair in pairs]
    prior = _prior(tuple(pages), "blank" if name == "blank+generic" else "words")
    observed = {
        rival: (sum(hits for hits, _ in pairs), sum(votes for _, votes in pairs))
        for rival, pairs in seen.items()
    }
    return Expected(prior, "rivals", observed)


@lru_cache(maxsize=512)
def _prior(pages: tuple[tuple[int, int], ...], family: Family) -> GridPrior:
    """Give the prior of a cohort; pages that are judged by all of a type share theirs."""
    return GridPrior([hits for hits, _ in pages], [votes for _, votes in pages], family)


def _default(kind: PageType | None) -> Mapping[TestName, Expected]:
    return {
        "exact": Expected(BetaPrior(DEFAULT_EXACT[kind], DEFAULT_STRENGTH), "default", {}),
        "blank+generic": Expected(BetaPrior(DEFAULT_BLANK, DEFAULT_STRENGTH), "default", {}),
    }


def _classes(ballots: Mapping[str, list[Ballots]]) -> Mapping[str, Mapping[str, int]]:
    return {
        rival: {
            name: sum(each.of(name) for each in its)
            for name in {name for each in its for name in each.classes}
        }
        for rival, its in ballots.items()
    }
