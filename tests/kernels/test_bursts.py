"""Bursts are told from links that come in waves anyway."""

import numpy as np
import pytest

from roadsign.kernels.bursts import burst_chance


def test_a_phrase_that_came_in_two_weeks_is_a_burst() -> None:
    days = [*range(0, 1000, 20), *range(500, 512)]
    labels = [False] * 50 + [True] * 12
    assert burst_chance(days, labels) < 0.01


def test_a_phrase_spread_over_the_years_is_none() -> None:
    days = list(range(0, 1000, 10))
    labels = [place % 4 == 0 for place in range(100)]
    assert burst_chance(days, labels) > 0.1


@pytest.mark.parametrize("labels", [[True] * 5, [False] * 5], ids=["all", "none"])
def test_where_all_or_none_have_the_phrase_nothing_can_be_told(labels: list[bool]) -> None:
    assert burst_chance([1, 2, 3, 4, 5], labels) == 1.0


def test_no_dates_tell_nothing() -> None:
    assert burst_chance([], []) == 1.0


def test_the_same_dates_give_the_same_chance_in_any_order() -> None:
    days, labels = [1, 3, 900, 5, 700, 2, 300], [True, True, False, True, False, True, False]
    mixed = [4, 2, 6, 0, 5, 1, 3]
    again = burst_chance([days[i] for i in mixed], [labels[i] for i in mixed])
    assert burst_chance(days, labels) == again == burst_chance(days, labels)


def test_waves_alone_do_not_alarm() -> None:
    """Of histories that come in waves, with labels at random, few are called bursts."""
    rng = np.random.default_rng(7)
    alarms = 0
    for _ in range(100):
        weeks = rng.negative_binomial(0.5, 0.5 / (0.5 + 0.6), size=150)
        days = np.repeat(np.arange(150) * 7, weeks) + rng.integers(0, 7, weeks.sum())
        labels = rng.random(len(days)) < 0.3
        alarms += burst_chance(days.tolist(), labels.tolist(), rounds=199) < 0.05
    assert alarms <= 9
