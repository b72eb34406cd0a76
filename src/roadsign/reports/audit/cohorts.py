"""Whom a page, a page type or the site is compared with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log1p

import numpy as np

from roadsign.kernels.typical import Level, level_of, pooled_levels
from roadsign.model.audit import CohortFacts, PageType
from roadsign.reports.audit.case import Case, KeywordCohort, Match, type_unit

LEAST_RIVALS = 3
"""Fewer rivals say too little to test against."""
_LEAST_FREEDOM = 4
_WEAK = 0.1


@dataclass(frozen=True, slots=True)
class RivalRoads:
    """One rival's figure in a cohort: a page, or all its pages of a type, or its site."""

    rival: str
    page: str | None
    owners: float


@dataclass(frozen=True, slots=True)
class RoadCohort:
    """The rivals' numbers of linking owners, and their typical level."""

    facts: CohortFacts
    level: Level
    figures: tuple[RivalRoads, ...]
    keyword: str | None = None
    missing: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    """Rivals that were set aside from it."""
    needs_floor: bool = False


@dataclass(frozen=True, slots=True)
class Cohorts:
    """All cohorts of a case."""

    by_page: Mapping[str, RoadCohort]
    by_type: Mapping[PageType, RoadCohort]
    group_types: Mapping[PageType, RoadCohort]
    site: RoadCohort | None
    weak: tuple[str, ...]
    """Rivals set aside because they are far smaller than the middle one."""


NO_COHORT = CohortFacts(None, 0, 0)


def cohorts_of(case: Case) -> Cohorts:
    """Form every cohort: by keyword with one pooled spread, by type, and of whole groups."""
    weak = _weak_rivals(case.cohorts.values())
    kept = {
        page: tuple(match for match in cohort.matches if match.rival not in weak)
        for page, cohort in case.cohorts.items()
    }
    types = {page.page_type for page in case.pages}
    return Cohorts(
        by_page=_by_keyword(case, kept),
        by_type={kind: found for kind in types if (found := _by_type(case, kind))},
        group_types={
            kind: found
            for kind in types
            if (found := _pooled(case, type_unit(kind), "type", _pages_of(case, kind)))
        },
        site=_pooled(case, "site", "site", None),
        weak=weak,
    )


def _by_keyword(case: Case, kept: Mapping[str, Sequence[Match]]) -> Mapping[str, RoadCohort]:
    # One keyword that several pages aim at is one cohort: its residuals count once.
    named = {case.cohorts[page].keyword: matches for page, matches in kept.items()}
    testable = {word: matches for word, matches in named.items() if len(matches) > 1}
    levels = dict(
        zip(
            testable,
            pooled_levels([[match.owners for match in each] for each in testable.values()]),
            strict=False,
        )
    )
    found: dict[str, RoadCohort] = {}
    for page, matches in kept.items():
        level = levels.get(case.cohorts[page].keyword)
        if level is None or (len(matches) < LEAST_RIVALS and level.freedom < _LEAST_FREEDOM):
            continue
        found[page] = RoadCohort(
            CohortFacts("keyword", len(matches), len({match.rival for match in matches})),
            level,
            tuple(RivalRoads(match.rival, match.page, match.owners) for match in matches),
            keyword=case.cohorts[page].keyword,
            missing=case.cohorts[page].missing,
            weak=tuple(m.rival for m in case.cohorts[page].matches if m not in matches),
        )
    return found


def _by_type(case: Case, kind: PageType) -> RoadCohort | None:
    """Take each rival's pages of the type as one observation: the mean of their logs."""
    figures: list[RivalRoads] = []
    pages = 0
    for rival in case.rivals:
        owners = [
            case.roads_of(page, rival).followed
            for page, its in case.rival_pages.get(rival, {}).items()
            if its == kind
        ]
        if owners:
            pages += len(owners)
            middle = exp(float(np.mean([log1p(each) for each in owners]))) - 1
            figures.append(RivalRoads(rival, None, middle))
    if len(figures) < LEAST_RIVALS:
        return None
    level = level_of([figure.owners for figure in figures])
    facts = CohortFacts("type", pages, len(figures))
    return RoadCohort(facts, level, tuple(figures), needs_floor=True)


def _pooled(case: Case, unit: str, by: str, pages: Mapping[str, int] | None) -> RoadCohort | None:
    """Take each rival's whole group as one observation: its distinct followed owners."""
    rivals = [rival for rival in case.rivals if case.roads_of(unit, rival).followed]
    if len(rivals) < LEAST_RIVALS:
        return None
    figures = tuple(
        RivalRoads(rival, None, case.roads_of(unit, rival).followed) for rival in rivals
    )
    counted = sum(
        (pages or {}).get(rival, 0) if pages is not None else len(case.rival_pages.get(rival, {}))
        for rival in rivals
    )
    facts = CohortFacts("site" if by == "site" else "type", counted, len(rivals))
    return RoadCohort(facts, level_of([figure.owners for figure in figures]), figures)


def _pages_of(case: Case, kind: PageType) -> Mapping[str, int]:
    return {
        rival: sum(1 for its in case.rival_pages.get(rival, {}).values() if its == kind)
        for rival in case.rivals
    }


def _weak_rivals(cohorts: Iterable[KeywordCohort]) -> tuple[str, ...]:
    """Name rivals whose mean of owners a matched keyword is below a tenth of the middle one's."""
    owners: dict[str, dict[str, int]] = {}
    for cohort in cohorts:
        for match in cohort.matches:
            owners.setdefault(match.rival, {})[cohort.keyword] = match.owners
    means = {rival: float(np.mean(list(each.values()))) for rival, each in owners.items()}
    if not means:
        return ()
    middle = float(np.median(list(means.values())))
    return tuple(sorted(rival for rival, mean in means.items() if mean < middle * _WEAK))
