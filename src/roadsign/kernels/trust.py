"""From ranks to scores: a scale of 0 to 100 by rank, what can be measured, how sure it is."""

from dataclasses import dataclass
from math import log, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from roadsign.kernels.ranks import Floats, Graph, Ints

LEAST_OWNERS: Final = 10
"""Fewer linking owners than this and a score says nothing that another crawl would repeat."""

TIE: Final = 1e-9
"""Numbers closer than this, relative to the greater, are one: they differ by rounding alone."""

DRAWS: Final = 200
SEED: Final = 20_100
WIDEN: Final = sqrt(2)
"""
By how much the bootstrap's interval is too narrow against an independent crawl.

With it 91 of 100 intervals held the other crawl's score at 10 to 20 linking owners, 96 at 100.
"""
QUANTILES: Final = (0.025, 0.975)

_AT_ONCE = 1 << 21
_ROWS_AT_ONCE = 1 << 14
_SIDES = 1 << 16
_POINTS = 4096


@dataclass(frozen=True)
class Scale:
    """
    A scale of 0 to 100 by rank: ``100 * (1 - ln r / ln N)``, r the middle rank of equals.

    ``values`` ascend and are distinct, ``ranks`` are their middle ranks, ``n`` is how many are
    ranked in all. 0 and less is no value and has no score.
    """

    values: Floats
    ranks: Floats
    n: int

    def scores(self, values: Floats) -> Floats:
        """Give the scores of values that may lie between those ranked; NaN for 0 and less."""
        if self.n < 2 or not len(self.values):  # noqa: PLR2004 - one alone has no rank
            return np.full(values.shape, np.nan)
        found = np.full(values.shape, np.nan)
        told = values > 0
        ranks = np.interp(np.log(values[told]), np.log(self.values), np.log(self.ranks))
        found[told] = np.clip(100 * (1 - ranks / log(self.n)), 0, 100)
        return found

    def thinned(self, points: int = _POINTS) -> "Scale":
        """Give the scale by at most so many points, evenly spread over the logarithm of ranks."""
        if len(self.values) <= points:
            return self
        wanted = np.linspace(np.log(self.ranks[-1]), np.log(self.ranks[0]), points)
        places = np.searchsorted(-np.log(self.ranks), -wanted)
        kept = np.unique(np.append(np.minimum(places, len(self.values) - 1), 0))
        return Scale(self.values[kept], self.ranks[kept], self.n)


def scale_of(values: Floats) -> Scale:
    """Rank values, the greatest first; those of 0 and less stand behind all, without a score."""
    ordered = np.sort(values[values > 0])
    if not len(ordered):
        return Scale(ordered, ordered, len(values))
    first = np.flatnonzero(np.append(True, np.diff(ordered) > TIE * ordered[1:]))
    after = np.append(first[1:], len(ordered))
    # Of m values the places first .. after - 1 from below are ranks m - after + 1 .. m - first.
    ranks = len(ordered) - (first + after - 1) / 2
    return Scale(ordered[first], ranks, len(values))


def measurable(linking: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Say of each node, by how many followed owners link to it, whether it can be measured."""
    return linking >= LEAST_OWNERS


def intervals(
    graph: Graph, scale: Scale, values: Floats, passed_on: Floats, nodes: Ints
) -> tuple[Floats, Floats]:
    """
    Give the 95 % intervals of the scores of some nodes to which something links: low, high.

    A Poisson bootstrap over the links to a node, the linking nodes held fixed, in 200 draws of a
    fixed seed; its half-widths are widened by the square root of 2. ``values`` are what the nodes
    are ranked by, ``passed_on`` what each link of a node passes on. NaN where a node has no score.
    """
    scores = scale.scores(values[nodes])
    low, high = scores.copy(), scores.copy()
    dice = np.random.default_rng(SEED)
    # A draw in which nothing reaches a node is worth what the least of all is worth.
    least = scale.values[0] if len(scale.values) else 0.0
    for chunk in _chunks(graph.linking[nodes]):
        linking, starts = _links_to(graph, nodes[chunk])
        given = passed_on[linking]
        fixed = values[nodes[chunk]] - np.add.reduceat(given, starts)
        drawn = _drawn(given, starts, dice) + np.maximum(fixed, 0)
        ends = np.quantile(drawn, QUANTILES, axis=0)
        low[chunk], high[chunk] = scale.scores(np.maximum(ends, least))
    low = np.clip(scores - WIDEN * np.maximum(scores - low, 0), 0, 100)
    high = np.clip(scores + WIDEN * np.maximum(high - scores, 0), 0, 100)
    return np.where(np.isnan(scores), np.nan, low), np.where(np.isnan(scores), np.nan, high)


def _chunks(linking: Ints) -> list[slice]:
    """Cut nodes so that a draw fits into little memory, whatever the largest node is."""
    chunks, begin, links = [], 0, 0
    for place, size in enumerate(linking.tolist()):
        if place > begin and (links + size > _AT_ONCE or place - begin >= _ROWS_AT_ONCE):
            chunks.append(slice(begin, place))
            begin, links = place, 0
        links += size
    if len(linking):
        chunks.append(slice(begin, len(linking)))
    return chunks


def _links_to(graph: Graph, nodes: Ints) -> tuple[NDArray[np.integer], Ints]:
    """Give the linking nodes of some nodes one after another, and where each node's begin."""
    sizes = graph.linking[nodes]
    starts = np.cumsum(sizes) - sizes
    places = np.arange(int(sizes.sum())) + np.repeat(graph.offsets[nodes] - starts, sizes)
    return graph.sources[places], starts


def _drawn(given: Floats, starts: Ints, dice: np.random.Generator) -> Floats:
    """Give (draws, nodes): the sums of what is given, each link as often as its die says."""
    times = _poisson_table()
    drawn = np.empty((DRAWS, len(starts)))
    for draw in range(DRAWS):
        sides = dice.integers(0, _SIDES, len(given), np.uint16)
        drawn[draw] = np.add.reduceat(given * times[sides], starts)
    return drawn


def _poisson_table() -> Floats:
    """Give Poisson(1) as a die of 65,536 sides: ten times quicker than drawing from its law."""
    mass = np.exp(-1.0) / np.cumprod(np.append(1.0, np.arange(1, 16)))
    return np.searchsorted(np.cumsum(mass), (np.arange(_SIDES) + 0.5) / _SIDES).astype(np.float64)
