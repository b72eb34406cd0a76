"""What a cohort leaves to be expected, held against direct sums over its grid."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, betabinom

from roadsign.kernels.shares import (
    BetaPrior,
    Family,
    GridPrior,
    Prior,
    beta_interval,
    least_alarming,
    power,
)

COHORT = ((4, 55), (2, 80), (9, 140), (6, 70), (3, 60))
SPECS: dict[Family, tuple[float, float, float]] = {
    "words": (0.6, 1.2, 8.0),
    "blank": (0.95, 2.0, 6.0),
}
PRIOR = GridPrior([x for x, _ in COHORT], [n for _, n in COHORT])


def direct(
    family: Family, cohort: tuple[tuple[int, int], ...]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Weigh every (m, s) of the grid by its prior and the cohort, one beta-binomial at a time."""
    largest, a, b = SPECS[family]
    means, logs = np.meshgrid(np.linspace(0.005, largest, 60), np.linspace(0, np.log(200), 30))
    m, s = means.ravel(), np.exp(logs.ravel())
    weights = beta.pdf(m, a, b) * np.exp(-((np.log(s) - np.log(12)) ** 2) / 2)
    for x, n in cohort:
        weights = weights * betabinom.pmf(x, n, m * s, (1 - m) * s)
    return m, s, weights / weights.sum()


@pytest.mark.parametrize("family", ["words", "blank"])
@pytest.mark.parametrize(("hits", "votes"), [(1, 4), (5, 10), (4, 30), (12, 60), (30, 100)])
def test_the_tail_is_the_mean_of_all_betabinomial_tails(
    family: Family, hits: int, votes: int
) -> None:
    m, s, weights = direct(family, COHORT)
    expected = weights @ betabinom.sf(hits - 1, votes, m * s, (1 - m) * s)
    prior = GridPrior([x for x, _ in COHORT], [n for _, n in COHORT], family)
    assert prior.tail(hits, votes) == pytest.approx(expected, rel=0.01, abs=2e-5)


def test_mean_and_quantiles_are_those_of_the_mixture() -> None:
    m, s, weights = direct("words", COHORT)
    assert PRIOR.mean == pytest.approx(weights @ m, rel=1e-6)
    for level in (0.5, 0.9, 0.95):
        share = PRIOR.quantile(level)
        assert weights @ beta.cdf(share, m * s, (1 - m) * s) == pytest.approx(level, abs=0.002)


def test_a_pages_own_votes_move_its_share_and_not_its_tail() -> None:
    m, s, weights = direct("words", (*COHORT, (30, 60)))
    mean, low, high = PRIOR.posterior(30, 60)
    assert mean == pytest.approx(weights @ ((m * s + 30) / (s + 60)), rel=1e-6)
    assert weights @ beta.cdf(low, m * s + 30, (1 - m) * s + 30) == pytest.approx(0.05, abs=0.01)
    assert weights @ beta.cdf(high, m * s + 30, (1 - m) * s + 30) == pytest.approx(0.95, abs=0.01)
    assert PRIOR.tail(30, 60) == PRIOR.tail(30, 60)


def test_without_a_cohort_the_grid_is_its_own_prior() -> None:
    m, _, weights = direct("words", ())
    assert GridPrior([], []).mean == pytest.approx(weights @ m, rel=1e-6)


def test_more_hits_than_votes_are_refused() -> None:
    with pytest.raises(ValueError, match="more hits than votes"):
        GridPrior([3], [2])


def test_a_fixed_expectation_is_the_betabinomial_itself() -> None:
    prior = BetaPrior(0.10)
    for hits, votes in ((1, 10), (7, 20), (40, 60)):
        expected = betabinom.sf(hits - 1, votes, 0.8, 7.2)
        assert prior.tail(hits, votes) == pytest.approx(expected, rel=1e-6)
    assert prior.posterior(7, 20) == pytest.approx(beta_interval(7.8, 20.2))


@pytest.mark.parametrize(("mean", "share"), [(0.10, 0.59), (0.25, 0.76)])
def test_on_a_default_an_alarm_takes_most_of_many_votes(mean: float, share: float) -> None:
    votes = 4000
    least = least_alarming(BetaPrior(mean), votes, 0.001, 3)
    assert least / votes == pytest.approx(share, abs=0.015)


@pytest.mark.parametrize("prior", [PRIOR, BetaPrior(0.06, 12)], ids=["grid", "fixed"])
@given(votes=st.integers(1, 150), data=st.data())
def test_tails_fall_with_hits_and_rise_with_votes(
    prior: Prior, votes: int, data: st.DataObject
) -> None:
    hits = data.draw(st.integers(0, votes - 1))
    assert prior.tail(0, votes) == 1.0
    assert prior.tail(votes + 1, votes) == 0.0
    assert 0 <= prior.tail(hits + 1, votes) <= prior.tail(hits, votes) <= 1
    assert prior.tail(hits, votes) <= prior.tail(hits, votes + 1) + 1e-9


@given(votes=st.integers(1, 120), data=st.data())
def test_a_share_lies_within_its_interval(votes: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, votes))
    mean, low, high = PRIOR.posterior(hits, votes)
    assert 0 <= low <= mean <= high <= 1


@given(votes=st.integers(3, 120))
def test_the_least_alarm_is_one_and_one_less_is_none(votes: int) -> None:
    least = least_alarming(PRIOR, votes, 0.05, 3)
    if least <= votes:
        assert PRIOR.tail(least, votes) < 0.05
        assert least - votes * PRIOR.mean >= 3
    below = least - 1
    assert PRIOR.tail(below, votes) >= 0.05 or below - votes * PRIOR.mean < 3


def test_power_is_the_chance_of_the_least_alarm() -> None:
    least = least_alarming(PRIOR, 60, 0.05, 3)
    expected = betabinom.sf(least - 1, 60, 0.4 * 1e9, 0.6 * 1e9)
    assert power(PRIOR, 60, 0.4, 0.05, 3) == pytest.approx(expected, rel=1e-3)
    assert power(PRIOR, 2, 0.65, 0.05, 3) == 0.0
