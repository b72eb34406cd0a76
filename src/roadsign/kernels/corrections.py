"""Several tests at once: what is left of a chance when it was looked for more than once."""

from collections.abc import Sequence


def hochberg(tails: Sequence[float]) -> list[float]:
    """
    Give the adjusted tails of one page's tests, in their order.

    From the largest down; valid under the positive dependence that near-copies of one count have
    (Hochberg, "A sharper Bonferroni procedure for multiple tests of significance", 1988).
    """
    order = sorted(range(len(tails)), key=lambda i: tails[i], reverse=True)
    adjusted, least = [1.0] * len(tails), 1.0
    for place, i in enumerate(order, start=1):
        least = min(least, tails[i] * place)
        adjusted[i] = least
    return adjusted


def benjamini_hochberg(tails: Sequence[float]) -> list[float]:
    """
    Give the q-values of many pages' tails, in their order.

    Benjamini and Hochberg, "Controlling the false discovery rate", 1995.
    """
    count = len(tails)
    order = sorted(range(count), key=lambda i: tails[i], reverse=True)
    adjusted, least = [1.0] * count, 1.0
    for place, i in enumerate(order):
        least = min(least, tails[i] * count / (count - place))
        adjusted[i] = least
    return adjusted
