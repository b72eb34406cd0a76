"""PageRank is the walk's true share: against a linear solve, in any order, at any size."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import ArrayLike, NDArray

from roadsign.kernels.ranks import DAMPING, Ranks, graph_of, votes, walk

Links = list[tuple[int, int]]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, Links, list[int]]:
    n = draw(st.integers(1, 12))
    node = st.integers(0, n - 1)
    links = draw(st.lists(st.tuples(node, node), max_size=40))
    weights = draw(st.lists(st.integers(0, 3), min_size=n, max_size=n).filter(any))
    return n, links, weights


def columns(links: Links) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    told = np.array(links, np.int64).reshape(-1, 2)
    return told[:, 0], told[:, 1]


def solved(n: int, links: Links, weights: list[int]) -> NDArray[np.floating]:
    jump = np.array(weights) / sum(weights)
    step = np.zeros((n, n))
    for source, target in links:
        step[target, source] += 1
    out = step.sum(axis=0)
    step = np.where(out > 0, step / np.maximum(out, 1), jump[:, np.newaxis])
    return np.linalg.solve(np.eye(n) - DAMPING * step, (1 - DAMPING) * jump)


def page_rank(
    sources: ArrayLike, targets: ArrayLike, n: int, teleport: ArrayLike | None = None
) -> Ranks:
    return walk(graph_of(sources, targets, n), teleport)


@given(graphs())
def test_ranks_are_those_of_a_linear_solve(told: tuple[int, Links, list[int]]) -> None:
    n, links, weights = told
    ranks = page_rank(*columns(links), n, weights)
    assert ranks.values.shape == (n, 1)
    assert ranks.values.sum() == pytest.approx(1, abs=1e-12)
    off = np.abs(ranks.values[:, 0] - solved(n, links, weights)).sum()
    assert off <= ranks.bound + 1e-12


@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_of_links_never_matters(told: tuple[int, Links, list[int]], dice: Random) -> None:
    n, links, weights = told
    mixed = sorted(links, key=lambda _: dice.random())
    one, other = (page_rank(*columns(each), n, weights) for each in (links, mixed))
    assert np.array_equal(one.values, other.values)


@given(graphs())
def test_several_vectors_at_once_give_what_each_gives_alone(
    told: tuple[int, Links, list[int]],
) -> None:
    n, links, weights = told
    graph = graph_of(*columns(links), n)
    both = walk(graph, np.stack([np.ones(n), weights], axis=1))
    alone = [walk(graph), walk(graph, weights)]
    assert np.array_equal(both.values, np.hstack([each.values for each in alone]))
    assert both.steps == max(each.steps for each in alone)
    assert both.delta == max(each.delta for each in alone)


def test_no_path_from_a_seed_is_exactly_nothing() -> None:
    ranks = page_rank([0, 1, 3, 3], [1, 2, 2, 4], 6, [1, 0, 0, 0, 0, 0])
    assert (ranks.values[:, 0] > 0).tolist() == [True, True, True, False, False, False]


def test_a_walk_that_is_stuck_starts_anew_at_the_seeds() -> None:
    ranks = page_rank([0], [1], 3, [1, 0, 0])
    assert ranks.values[:, 0] == pytest.approx([1 / 1.85, 0.85 / 1.85, 0])


def test_a_large_graph_does_not_stop_early() -> None:
    n = 300_000
    dice = np.random.default_rng(5)
    sources = np.repeat(np.arange(n), 2)
    targets = (dice.random(2 * n) ** 4 * n).astype(np.int64)
    ranks = page_rank(sources, targets, n)
    assert ranks.delta <= 1e-9
    assert ranks.steps > 10
    sure = walk(graph_of(sources, targets, n), tolerance=1e-13, most_steps=200)
    assert np.abs(ranks.values - sure.values).sum() <= ranks.bound


def test_a_walk_that_does_not_settle_says_how_far_off_it_may_be() -> None:
    ranks = walk(graph_of([0, 1], [1, 0], 2), [1, 0], most_steps=7)
    assert ranks.steps == 7
    assert ranks.bound == pytest.approx(ranks.delta * 0.85 / 0.15)
    assert np.abs(ranks.values[:, 0] - [1 / 1.85, 0.85 / 1.85]).sum() <= ranks.bound


def test_a_vote_is_a_share_of_the_rank() -> None:
    graph = graph_of([0, 0, 1], [1, 2, 2], 3)
    ranks = walk(graph)
    passed_on = votes(graph, ranks.values)
    assert passed_on[0] == pytest.approx(0.85 * ranks.values[0] / 2)
    assert passed_on[2] == 0


def test_nothing_has_no_ranks() -> None:
    ranks = page_rank([], [], 0)
    assert (ranks.values.size, ranks.steps) == (0, 0)


@pytest.mark.parametrize(
    ("sources", "targets", "teleport"),
    [
        ([0], [3], None),
        ([-1], [0], None),
        ([0, 1], [0], None),
        ([0], [1], [0, 0, 0]),
        ([0], [1], [1, -1, 1]),
        ([0], [1], [1, np.nan, 1]),
        ([0], [1], [1, 1]),
    ],
)
def test_what_is_no_graph_is_refused(
    sources: list[int], targets: list[int], teleport: list[float] | None
) -> None:
    with pytest.raises(ValueError, match=r"link|teleport"):
        page_rank(sources, targets, 3, teleport)
