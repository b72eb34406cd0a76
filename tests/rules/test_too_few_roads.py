"""The road: who has too few, by rivals and by the floor."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadsign.kernels.typical import level_of
from roadsign.model.signals import RoadSignal, Signals, SignSignal
from roadsign.model.verdicts import Authority
from roadsign.reports.audit.roads import authority_level
from roadsign.rules.rule import Thresholds
from roadsign.rules.too_few_roads import too_few_roads

NO_SIGN = SignSignal(0, 0, "none", {})
ALONE = RoadSignal(followed=0, follow_unknown=0, floor=36, floor_speaks=True)


def against(followed: int, rivals: list[int], *, floor: int = 8) -> RoadSignal:
    level = level_of(rivals)
    return RoadSignal(
        followed,
        0,
        floor,
        floor_speaks=True,
        rivals=len(rivals),
        typical=level.typical,
        median=level.median,
        z=level.z(followed),
        q=level.q,
    )


def level(road: RoadSignal) -> tuple[Authority, str | None]:
    found = too_few_roads.check(Signals("", "page", None, road, NO_SIGN), Thresholds())
    return authority_level(road, thin=found is not None)


@pytest.mark.parametrize(
    ("followed", "speaks", "expected"),
    [
        (5, True, ("thin", "field_floor")),
        (35, True, ("thin", "field_floor")),
        (36, True, ("cannot_tell", "field_floor")),
        (5, False, ("cannot_tell", None)),
    ],
)
def test_alone_only_the_floor_speaks(
    followed: int, *, speaks: bool, expected: tuple[str, str | None]
) -> None:
    assert level(replace(ALONE, followed=followed, floor_speaks=speaks)) == expected


@pytest.mark.parametrize(
    ("followed", "expected"),
    [
        (5, ("thin", "rivals")),
        (19, ("cannot_tell", "rivals")),
        (40, ("within", "rivals")),
        (90, ("within", "rivals")),
    ],
)
def test_against_rivals(followed: int, expected: tuple[str, str]) -> None:
    assert level(against(followed, [30, 35, 40, 45, 52])) == expected


def test_few_where_rivals_cannot_decide_is_thin_by_the_floor() -> None:
    wild = [2, 40, 900]
    assert level(against(12, wild, floor=36)) == ("thin", "field_floor")
    assert level(against(12, wild, floor=8)) == ("cannot_tell", "rivals")


def test_the_median_is_enough_even_below_half_of_a_skewed_level() -> None:
    assert level(against(3, [1, 1, 3, 4000, 9000], floor=36)) == ("within", "rivals")


def test_by_type_within_needs_the_floor_too() -> None:
    road = against(5, [2, 3, 4], floor=8)
    assert level(road) == ("within", "rivals")
    assert level(replace(road, needs_floor=True)) == ("cannot_tell", "rivals")


def test_a_capped_rival_proves_thin_and_never_within() -> None:
    assert level(replace(against(5, [30, 35, 40, 45]), rivals_capped=True))[0] == "thin"
    assert level(replace(against(90, [30, 35, 40, 45]), rivals_capped=True)) == (
        "cannot_tell",
        "rivals",
    )


def test_a_capped_subject_is_never_thin() -> None:
    assert level(replace(against(5, [30, 35, 40, 45]), capped=True))[0] == "cannot_tell"
    assert level(replace(against(60, [30, 35, 40, 45]), capped=True))[0] == "within"
    assert level(replace(ALONE, followed=3, capped=True)) == ("cannot_tell", "field_floor")


RANK = {"thin": 0, "cannot_tell": 1, "within": 2}


@given(
    st.lists(st.integers(0, 800), min_size=3, max_size=8),
    st.integers(0, 900),
    st.sampled_from([8, 36]),
    st.booleans(),
)
def test_more_owners_never_make_a_road_thinner(
    rivals: list[int],
    followed: int,
    floor: int,
    needs_floor: bool,  # noqa: FBT001
) -> None:
    roads = [
        replace(against(each, rivals, floor=floor), needs_floor=needs_floor)
        for each in (followed, followed + 1)
    ]
    before, after = (RANK[level(road)[0]] for road in roads)
    assert before <= after
