"""The grid of means and strengths over which expectations are integrated, and its tables."""

from collections.abc import Sequence
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, gammaln

Floats = NDArray[np.float64]
Family = Literal["words", "blank"]
"""``words`` for exact anchors and phrases, ``blank`` for blank and generic ones together."""

MOST_COUNTED = 512
"""Up to so many votes chances come from tables; above them from the functions themselves."""
_EDGES = 400
_MEANS = {"words": (0.6, 1.2, 8.0), "blank": (0.95, 2.0, 6.0)}
"""Of a family: the largest mean on the grid, and the Beta prior of the mean."""


class Grid:
    """
    Beta-binomials of 60 means by 30 strengths, as 1,800 cells in a row.

    The log of a rising factorial, log a(a + 1)...(a + x - 1), stands in a table by x: the chance
    of x hits of n is a sum of three of its rows, so a cohort costs additions and no gamma function.
    """

    def __init__(self, family: Family) -> None:
        largest, prior_hits, prior_misses = _MEANS[family]
        means, logs = np.meshgrid(np.linspace(0.005, largest, 60), np.linspace(0, np.log(200), 30))
        m, s = means.ravel(), np.exp(logs.ravel())
        self.means: Floats = m
        self._hits, self._misses, self._strength = m * s, (1 - m) * s, s
        self.log_prior: Floats = (prior_hits - 1) * np.log(m) + (prior_misses - 1) * np.log1p(-m)
        self.log_prior -= (np.log(s) - np.log(12)) ** 2 / 2
        # Denser towards both ends, where the Betas of small shares have their mass.
        self.edges: Floats = np.sin(np.linspace(0, np.pi / 2, _EDGES + 1)) ** 2
        cdfs = betainc(self._hits, self._misses, self.edges[:, None])
        self.masses: NDArray[np.float32] = np.diff(cdfs, axis=0).astype(np.float32)
        """Mass of each cell's Beta (columns) between two edges (rows)."""
        self._hit_rises, self._miss_rises = _rises(self._hits), _rises(self._misses)
        # One row of the grid has one strength.
        self._whole_rises = _rises(np.exp(logs[:, 0]))
        self._row = np.repeat(np.arange(len(logs)), logs.shape[1])

    def log_chance(self, hits: int, votes: int) -> Floats:
        """Give the log chance of so many hits in each cell, less what all cells share."""
        chance: Floats
        if votes <= MOST_COUNTED:
            whole = self._whole_rises[votes][self._row]
            chance = self._hit_rises[hits] + self._miss_rises[votes - hits] - whole
            return chance
        a, b, s = self._hits, self._misses, self._strength
        chance = (
            gammaln(a + hits) - gammaln(a) + gammaln(b + votes - hits) - gammaln(b)
            - gammaln(s + votes) + gammaln(s)
        )  # fmt: skip
        return chance

    def chances(self, votes: int, cells: NDArray[np.intp]) -> Floats:
        """Give the chance of 0, 1, ... ``votes`` hits (rows) in some cells (columns)."""
        log = self._hit_rises[: votes + 1, cells] + self._miss_rises[votes::-1, cells]
        log -= self._whole_rises[votes][self._row[cells]]
        k = np.arange(votes + 1)
        log += (gammaln(votes + 1) - gammaln(k + 1) - gammaln(votes - k + 1))[:, None]
        return np.exp(log)

    def mixed(self, weights: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
        """Give for each row of weights the mass of the mixture between two edges (columns)."""
        if len(weights) == 1:
            # For a single row the threads of a matrix product cost more than the product.
            alone: NDArray[np.float32] = np.einsum("ij,j->i", self.masses, weights[0])
            return alone[None]
        mixed: NDArray[np.float32] = np.stack(weights) @ self.masses.T
        return mixed

    def mean_after(self, hits: int, votes: int) -> Floats:
        """Give each cell's mean share after so many votes."""
        mean: Floats = (self._hits + hits) / (self._strength + votes)
        return mean


@cache
def grid(family: Family) -> Grid:
    """Give the grid of a family; made once."""
    return Grid(family)


def _rises(start: Floats) -> Floats:
    """Give log a(a + 1)...(a + x - 1) by x (rows) for each cell's a (columns)."""
    steps = np.log(start + np.arange(MOST_COUNTED)[:, None])
    return np.vstack([np.zeros((1, len(start))), np.cumsum(steps, axis=0)])
