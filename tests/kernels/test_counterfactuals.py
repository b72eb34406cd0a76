"""What would end an alarm: the smallest change, never one less."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadsign.kernels.counterfactuals import smallest
from roadsign.kernels.shares import BetaPrior


@pytest.mark.parametrize(
    ("hits", "votes", "needed"), [(4, 10, 5), (10, 30, 15), (20, 60, 36), (30, 100, 47)]
)
def test_normal_again_is_near(hits: int, votes: int, needed: int) -> None:
    prior = BetaPrior(0.06, 12)
    assert smallest(lambda more: prior.tail(hits, votes + more) > 0.05) == needed


@given(st.integers(0, 10_000))
def test_it_finds_the_first_that_ends(first: int) -> None:
    assert smallest(lambda count: count >= first) == first


@pytest.mark.parametrize(("most", "found"), [(20, None), (21, 21), (40, 21)])
def test_what_is_out_of_reach_is_none(most: int, found: int | None) -> None:
    assert smallest(lambda count: count >= 21, most) == found
