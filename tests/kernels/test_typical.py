"""The rivals' typical level: what it says of a page, and that reaching half of it is enough."""

from math import exp, log, log1p, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t as student

from roadsign.kernels.typical import lacking, level_of, pooled_levels

OWNERS = st.lists(st.integers(0, 5000), min_size=3, max_size=12)


def test_the_level_is_the_mean_of_the_logs() -> None:
    level = level_of([10, 40, 90])
    mean = (log1p(10) + log1p(40) + log1p(90)) / 3
    assert level.typical == pytest.approx(exp(mean) - 1)
    assert level.median == 40
    assert level.quartiles == (25, 65)
    assert level.q == pytest.approx(student.ppf(0.9, 2))
    spread = np.std([log1p(10), log1p(40), log1p(90)], ddof=1)
    z = (log1p(5) + log(2) - mean) * sqrt(3) / spread
    assert level.z(5) == pytest.approx(z)


def test_equal_rivals_still_leave_the_noise_of_a_count() -> None:
    level = level_of([40, 40, 40, 40])
    assert level.typical == 40
    assert level.z(10) == pytest.approx((log(11) + log(2) - log(41)) * 2 * sqrt(41))


def test_one_spread_is_pooled_over_keywords() -> None:
    small, large = pooled_levels([[3, 5, 9], [100, 140, 210, 400]])
    residuals = [
        log1p(each) - np.mean(np.log1p(its))
        for its in ([3, 5, 9], [100, 140, 210, 400])
        for each in its
    ]
    assert small.freedom == large.freedom == 5
    assert small.spread == large.spread == pytest.approx(sqrt(np.sum(np.square(residuals)) / 5))


def test_a_single_rival_leaves_no_spread() -> None:
    assert pooled_levels([[7]]) == []


@given(OWNERS, st.integers(0, 4000))
def test_reaching_what_is_missing_always_ends_thin(values: list[int], owners: int) -> None:
    level = level_of(values)
    missing, low, high = level.missing(owners)
    reached = owners + missing
    assert low <= missing <= high
    assert reached >= level.typical / 2
    assert level.z(reached) > -level.q


@given(OWNERS, st.integers(0, 4000))
def test_more_owners_never_look_thinner(values: list[int], owners: int) -> None:
    level = level_of(values)
    assert level.z(owners + 1) > level.z(owners)
    assert level.missing(owners + 1)[0] <= level.missing(owners)[0]


@pytest.mark.parametrize(
    ("level", "owners", "lacks"), [(40, 10, 10), (41, 10, 11), (40, 20, 0), (40, 90, 0), (0, 0, 0)]
)
def test_what_lacks_is_rounded_up_and_never_below_zero(
    level: float, owners: int, lacks: int
) -> None:
    assert lacking(level, owners) == lacks
