"""Several tests at once, against what is worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadsign.kernels.corrections import benjamini_hochberg, hochberg

TAILS = st.lists(st.floats(0, 1), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("tails", "adjusted"),
    [
        ([0.02], [0.02]),
        ([0.04, 0.045, 0.03], [0.045, 0.045, 0.045]),
        ([0.01, 0.2, 0.03], [0.03, 0.2, 0.06]),
        ([0.5, 0.5], [0.5, 0.5]),
    ],
)
def test_hochberg(tails: list[float], adjusted: list[float]) -> None:
    assert hochberg(tails) == pytest.approx(adjusted)


def test_hochberg_rejects_where_the_definition_does() -> None:
    tails = [0.024, 0.9, 0.012]
    # The largest p at most .05/(K - i + 1), i its rank from below: .012 <= .05/3, .024 <= .05/2.
    assert [each < 0.05 for each in hochberg(tails)] == [True, False, True]


@pytest.mark.parametrize(
    ("tails", "q_values"),
    [
        ([0.01, 0.04, 0.03, 0.5], [0.04, 0.04 * 4 / 3, 0.04 * 4 / 3, 0.5]),
        ([0.05], [0.05]),
        ([], []),
    ],
)
def test_benjamini_hochberg(tails: list[float], q_values: list[float]) -> None:
    assert benjamini_hochberg(tails) == pytest.approx(q_values)


@given(TAILS)
def test_no_adjustment_makes_a_chance_smaller(tails: list[float]) -> None:
    for adjust in (hochberg, benjamini_hochberg):
        adjusted = adjust(tails)
        pairs = zip(tails, adjusted, strict=True)
        assert all(tail <= each + 1e-12 and each <= 1 for tail, each in pairs)
        assert max(adjusted) == pytest.approx(max(tails))


@given(TAILS)
def test_the_order_of_the_tests_means_nothing(tails: list[float]) -> None:
    for adjust in (hochberg, benjamini_hochberg):
        assert sorted(adjust(tails)) == pytest.approx(sorted(adjust(tails[::-1])))
