"""The rivals' typical level of linking owners, and where a page stands to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil, exp, log, sqrt

import numpy as np
from scipy.special import stdtrit

SURE = 0.9
"""How sure one has to be that a page has less (or more) than half of the typical level."""


@dataclass(frozen=True, slots=True)
class Level:
    """
    What rivals typically hold.

    ``typical`` T is exp(mean of log(1 + owners)) - 1; ``z`` of a page and ``q`` tell whether it
    surely has less (z < -q) or more (z > q) than about half of it. The spread is never less than
    the noise of a count: s squared of the logs at least 1 / (1 + T).
    """

    values: tuple[float, ...]
    """One number of owners a rival."""
    mean: float
    spread: float
    freedom: int

    @property
    def typical(self) -> float:
        """Give T, a number of owners."""
        # Rounded, so that rivals who all hold 40 give 40 and not 40.00000000000001.
        return round(exp(self.mean) - 1, 9)

    @property
    def median(self) -> float:
        """Give the middle rival's owners."""
        return float(np.median(self.values))

    @property
    def quartiles(self) -> tuple[float, float]:
        """Give the lower and the upper quartile of the rivals' owners."""
        low, high = np.quantile(self.values, [0.25, 0.75])
        return float(low), float(high)

    @property
    def q(self) -> float:
        """Give Student's t at .9 with the spread's degrees of freedom."""
        return _quantile(SURE, self.freedom)

    def z(self, owners: float) -> float:
        """Give (log(1 + owners) + ln 2 - mean) * sqrt(J) / s."""
        distance = log(1 + owners) + log(2) - self.mean
        return distance * sqrt(len(self.values)) / self._noise()

    def interval(self) -> tuple[float, float]:
        """Give the 90 % interval of the typical level, in owners."""
        reach = _quantile(0.95, self.freedom) * self._noise() / sqrt(len(self.values))
        return exp(self.mean - reach) - 1, exp(self.mean + reach) - 1

    def missing(self, owners: int) -> tuple[int, int, int]:
        """Give the owners that lack to half of the typical level, with the ends of its interval."""
        low, high = self.interval()
        return lacking(self.typical, owners), lacking(low, owners), lacking(high, owners)

    def _noise(self) -> float:
        return sqrt(max(self.spread**2, 1 / (1 + max(self.typical, 0.0))))


@cache
def _quantile(chance: float, freedom: int) -> float:
    return float(stdtrit(freedom, chance))


def lacking(level: float, owners: int) -> int:
    """Give the owners that lack to half of a level, rounded up, never below 0."""
    return max(0, ceil(level / 2 - owners))


def level_of(values: Sequence[float]) -> Level:
    """Give the level of one cohort whose spread is its own (two rivals or more)."""
    logs = np.log1p(np.asarray(values, float))
    return Level(tuple(values), float(logs.mean()), float(logs.std(ddof=1)), len(values) - 1)


def pooled_levels(cohorts: Sequence[Sequence[float]]) -> list[Level]:
    """
    Give the levels of several keywords' cohorts with one spread.

    The spread is that of the residuals within a keyword, pooled over all keywords, with its own
    degrees of freedom: sum of (J - 1).
    """
    logs = [np.log1p(np.asarray(values, float)) for values in cohorts]
    freedom = sum(len(each) - 1 for each in logs)
    if freedom < 1:
        return []
    squares = sum(float(((each - each.mean()) ** 2).sum()) for each in logs)
    spread = sqrt(squares / freedom)
    return [
        Level(tuple(values), float(each.mean()), spread, freedom)
        for values, each in zip(cohorts, logs, strict=True)
    ]
