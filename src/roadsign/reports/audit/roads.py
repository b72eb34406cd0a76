"""The road: who links, against the rivals' typical level and the field's floor."""

from dataclasses import dataclass, replace

from scipy.special import gammaincinv

from roadsign.model.audit import (
    AuthoritySignal,
    Basis,
    Missing,
    RivalFigure,
)
from roadsign.model.evidence import Roads
from roadsign.model.signals import RoadSignal
from roadsign.model.verdicts import Authority
from roadsign.reports.audit.cohorts import NO_COHORT, RoadCohort

NO_MISSING = Missing(None, None, None)


@dataclass(frozen=True, slots=True)
class Floor:
    """The field's floor, and whether it speaks where no rivals can."""

    owners: int
    speaks: bool


@dataclass(frozen=True, slots=True)
class Capped:
    """Whose files end at their caps: what they hold are lower bounds."""

    subject: bool
    rivals: frozenset[str]


def road_signal(
    roads: Roads, cohort: RoadCohort | None, floor: Floor, capped: Capped
) -> RoadSignal:
    """Gather what the rules judge of the road."""
    signal = RoadSignal(
        followed=roads.followed,
        follow_unknown=roads.follow_unknown,
        floor=floor.owners,
        floor_speaks=floor.speaks,
        capped=capped.subject,
    )
    if cohort is None:
        return signal
    level = cohort.level
    return replace(
        signal,
        rivals=cohort.facts.rivals,
        typical=level.typical,
        median=level.median,
        z=level.z(roads.followed),
        q=level.q,
        needs_floor=cohort.needs_floor,
        rivals_capped=any(figure.rival in capped.rivals for figure in cohort.figures),
    )


def authority_level(road: RoadSignal, *, thin: bool) -> tuple[Authority, Basis | None]:
    """Say where the road stands, and by whom; ``thin`` is what the rule found."""
    if road.z is None or road.q is None:
        if road.floor_speaks:
            return ("thin" if thin else "cannot_tell"), "field_floor"
        return "cannot_tell", None
    if thin:
        return "thin", "rivals" if road.z < -road.q else "field_floor"
    above_floor = not road.needs_floor or road.followed >= road.floor
    if road.holds_up and above_floor and not road.rivals_capped:
        return "within", "rivals"
    return "cannot_tell", "rivals"


def authority_signal(
    roads: Roads,
    road: RoadSignal,
    cohort: RoadCohort | None,
    level: tuple[Authority, Basis | None],
    rivals: tuple[RivalFigure, ...],
) -> AuthoritySignal:
    """Give the answer on the road."""
    low, high = cohort.level.quartiles if cohort else (None, None)
    return AuthoritySignal(
        level=level[0],
        basis=level[1],
        cohort=cohort.facts if cohort else NO_COHORT,
        referring_domains=roads.owners,
        followed_referring_domains=roads.followed,
        follow_unknown=roads.follow_unknown,
        rivals_typical=cohort.level.typical if cohort else None,
        rivals_median=cohort.level.median if cohort else None,
        rivals_lower_quartile=low,
        rivals_upper_quartile=high,
        missing=missing_of(road, cohort),
        floor=road.floor,
        rating=roads.rating,
        rating_scale=roads.rating_scale,
        owner_authority=roads.owner_authority,
        rivals=rivals,
        z=road.z,
        q=road.q,
    )


def missing_of(road: RoadSignal, cohort: RoadCohort | None) -> Missing:
    """Give the owners that lack: to half of the typical level, else to the floor, else null."""
    if cohort is not None:
        owners, low, high = cohort.level.missing(road.followed)
        return Missing(owners, min(low, owners), max(high, owners))
    if road.floor_speaks:
        return Missing(max(0, road.floor - road.followed), None, None)
    return NO_MISSING


def rival_figures(
    cohort: RoadCohort | None, signs: dict[str, float | None], capped: frozenset[str]
) -> tuple[RivalFigure, ...]:
    """Give each rival's place on both axes; ``signs`` holds their health of the words."""
    if cohort is None:
        return ()
    median = cohort.level.median
    return tuple(
        RivalFigure(
            domain=figure.rival,
            url=figure.page,
            followed_referring_domains=round(figure.owners),
            roads=figure.owners / median if median else None,
            signs=signs.get(figure.rival),
            capped=figure.rival in capped,
        )
        for figure in sorted(cohort.figures, key=lambda each: (-each.owners, each.rival))
    )


def roads_axis(
    owners: int, cohort: RoadCohort | None
) -> tuple[float | None, tuple[float, float] | None]:
    """Give owners over the rivals' median, with the 90 % interval of a count."""
    if cohort is None or not cohort.level.median:
        return None, None
    low, high = gammaincinv(owners + 0.5, [0.05, 0.95])
    median = cohort.level.median
    return owners / median, (float(low) / median, float(high) / median)
