"""Scores: equals share one, seeds stop free sites, and few links are not measured."""

from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from roadsign.kernels.ranks import Graph, graph_of, votes, walk
from roadsign.kernels.trust import Scale, intervals, measurable, scale_of

Floats = NDArray[np.float64]
VALUES = st.lists(st.sampled_from([0.0, 1e-9, 0.001, 0.02, 0.02, 0.3]), min_size=2, max_size=60)


def scores(values: Floats) -> Floats:
    return scale_of(values).scores(values)


def by_hand(values: Floats, place: int) -> float:
    mine = values[place]
    rank = 1 + (values > mine).sum() + ((values == mine).sum() - 1) / 2
    return float(100 * (1 - log(rank) / log(len(values))))


@given(VALUES)
def test_a_score_is_the_logarithm_of_the_middle_rank(told: list[float]) -> None:
    values = np.array(told)
    found = scores(values)
    for place, value in enumerate(told):
        if value:
            assert found[place] == pytest.approx(by_hand(values, place), abs=1e-9)
        else:
            assert np.isnan(found[place])


def test_equals_share_a_score_whatever_rounding_did_to_them() -> None:
    exact = np.array([0.5, 0.25, 0.1, 0.1, 0.05])
    noisy = exact * (1 + np.array([0, 3e-16, -2e-16, 2e-16, 0]))
    assert scores(noisy) == pytest.approx(scores(exact), abs=1e-12)
    assert len(set(scores(noisy).round(9))) == 4


def test_one_alone_has_no_score() -> None:
    assert np.isnan(scores(np.array([1.0]))).all()
    assert np.isnan(scores(np.array([0.0, 0.0]))).all()


def test_a_thinned_scale_gives_nearly_the_same() -> None:
    values = np.random.default_rng(3).pareto(1.2, 50_000)
    scale = scale_of(values)
    thin = scale.thinned(500)
    assert len(thin.values) <= 501
    assert np.abs(thin.scores(values) - scale.scores(values)).max() < 0.2
    assert thin.scores(values).max() == scale.scores(values).max() == 100


def test_ten_owners_are_measured_and_nine_are_not() -> None:
    assert measurable(np.array([0, 9, 10, 500])).tolist() == [False, False, True, True]


def web(n: int = 3000) -> tuple[Floats, Floats]:
    """Make links whose targets follow a power law; most nodes link to nobody."""
    dice = np.random.default_rng(11)
    sources = dice.integers(0, n // 3, 6 * n)
    targets = (dice.random(6 * n) ** 3 * n).astype(np.int64)
    pairs = np.unique(np.stack([sources, targets], axis=1)[sources != targets], axis=0)
    return pairs[:, 0], pairs[:, 1]


def percentiles(extra: list[tuple[int, int]], fresh: int, target: int) -> tuple[float, float]:
    """Give where the target stands by reach and by seeded score among the nodes of the web."""
    sources, targets = web()
    n = 3000 + fresh
    more = np.array(extra, np.int64).reshape(-1, 2)
    graph = graph_of(np.append(sources, more[:, 0]), np.append(targets, more[:, 1]), n)
    seeds = np.zeros(n)
    seeds[:20] = 1
    ranks = walk(graph, np.stack([np.ones(n), seeds], axis=1)).values[:3000]
    below = (ranks < ranks[target]).mean(axis=0) * 100
    return float(below[0]), float(below[1])


def test_free_sites_lift_reach_and_leave_the_seeded_score_where_it_was() -> None:
    _, targets = web()
    target = int(np.flatnonzero(np.bincount(targets, minlength=3000) == 3)[-1])
    reach, trust = percentiles([], 0, target)
    attacked_reach, attacked_trust = percentiles([(3000 + i, target) for i in range(5)], 5, target)
    assert attacked_reach > reach + 10
    assert attacked_trust == pytest.approx(trust, abs=0.5)
    _, bought = percentiles([(0, target)], 0, target)
    assert bought > trust + 0.5


def star(links: int) -> tuple[Graph, Floats]:
    """Make a web in which node 0 has so many links from others, each of another worth."""
    sources, targets = web()
    kept = targets != 0
    sources, targets = sources[kept], targets[kept]
    graph = graph_of(
        np.append(sources, np.arange(600, 600 + links)), np.append(targets, [0] * links), 3000
    )
    return graph, walk(graph).values[:, 0]


def width(links: int) -> float:
    graph, values = star(links)
    nodes = np.array([0])
    low, high = intervals(graph, scale_of(values), values, votes(graph, values), nodes)
    score = scores(values)[0]
    assert 0 <= low[0] < score < high[0] <= 100
    return float(high[0] - low[0])


def test_more_links_make_a_score_surer() -> None:
    assert width(12) > 1.5 * width(120)


def test_an_interval_is_the_bootstraps_widened() -> None:
    graph, values = star(30)
    scale, passed_on = scale_of(values), votes(graph, values)
    given = passed_on[graph.sources[: graph.offsets[1]]]
    drawn = np.random.default_rng(1).poisson(1.0, (4000, len(given))) @ given
    ends = np.quantile(drawn + values[0] - given.sum(), [0.025, 0.975])
    score = scale.scores(values[:1])[0]
    wide = (scale.scores(ends) - score) * 2**0.5
    low, high = intervals(graph, scale, values, passed_on, np.array([0]))
    assert [low[0] - score, high[0] - score] == pytest.approx(wide, rel=0.25)


def test_intervals_are_the_same_every_time_and_nothing_where_there_is_no_score() -> None:
    graph, values = star(40)
    nodes = np.flatnonzero(measurable(graph.linking))
    told = (graph, scale_of(values), values, votes(graph, values), nodes)
    assert np.array_equal(intervals(*told), intervals(*told))
    nowhere = np.where(np.arange(3000) == 0, 0.0, values)
    low, high = intervals(graph, scale_of(nowhere), nowhere, votes(graph, values), nodes[:1])
    assert nodes[0] == 0
    assert np.isnan([low[0], high[0]]).all()
    no_scale = Scale(np.empty(0), np.empty(0), 0)
    assert np.isnan(intervals(graph, no_scale, values, votes(graph, values), nodes[:1])).all()
