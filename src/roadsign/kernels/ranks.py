"""PageRank: what share of a random walk over a graph of links each node gets."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

DAMPING: Final = 0.85
TOLERANCE: Final = 1e-9
"""
The change of a whole step, summed over all nodes, at which the walk is still enough.

It is absolute: a step never changes the sum of all ranks (1) by more than 2, so a tolerance that
grows with the number of nodes would let the very first step of a large graph pass.
"""
MOST_STEPS: Final = 100

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Graph:
    """
    Links between nodes 0 to n-1, kept by the node they point to.

    ``offsets`` has n+1 places: the nodes that link to node t are
    ``sources[offsets[t]:offsets[t + 1]]``, in ascending order.
    """

    offsets: Ints
    sources: NDArray[np.integer]

    @property
    def n(self) -> int:
        """Give the number of nodes."""
        return len(self.offsets) - 1

    @cached_property
    def linking(self) -> Ints:
        """Give how many links point to each node."""
        return np.diff(self.offsets)

    @cached_property
    def linked(self) -> Ints:
        """Give how many links each node has to others."""
        return np.bincount(self.sources, minlength=self.n).astype(np.int64, copy=False)


@dataclass(frozen=True, slots=True)
class Ranks:
    """
    Ranks of all nodes, a column a teleport vector; each column sums to 1.

    ``steps`` are the longest walk's; ``delta`` is the largest change of a last step, summed over
    all nodes; ``bound`` is how far ranks may be from the true ones, summed the same way.
    """

    values: Floats
    steps: int
    delta: float
    bound: float


def graph_of(sources: ArrayLike, targets: ArrayLike, n: int) -> Graph:
    """
    Build a graph from its links, in any order: ``sources[i]`` links to ``targets[i]``.

    A link that is given twice counts twice. Raises ValueError where a node is not in 0 to n-1.
    """
    starts, ends = (np.asarray(each) for each in (sources, targets))
    if not starts.size and not ends.size:
        starts = ends = np.empty(0, np.int32)
    if starts.shape != ends.shape or starts.ndim != 1:
        message = f"{starts.shape} sources and {ends.shape} targets are no list of links"
        raise ValueError(message)
    if starts.size and (min(starts.min(), ends.min()) < 0 or max(starts.max(), ends.max()) >= n):
        message = f"a link names a node outside 0 to {n - 1}"
        raise ValueError(message)
    offsets = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount(ends, minlength=n)[:n], out=offsets[1:])
    if not _ascending(starts, ends):
        starts = starts[np.lexsort((starts, ends))]
    return Graph(offsets, starts.astype(np.int32 if n < 1 << 31 else np.int64, copy=False))


def walk(
    graph: Graph,
    teleport: ArrayLike | None = None,
    damping: float = DAMPING,
    tolerance: float = TOLERANCE,
    most_steps: int = MOST_STEPS,
) -> Ranks:
    """
    Give PageRank, strongly preferential: a walk that can go no further starts anew like any other.

    ``x = damping * (P'x + dangling(x) * v) + (1 - damping) * v``, so a node to which no path leads
    from where ``v`` is above 0 gets exactly 0. ``teleport`` is v, one column (n) or several
    (n, k), each of weights of at least 0 that are not all 0; none given is the same everywhere.
    Each stops where it changes by at most ``tolerance``, or after ``most_steps``; the true
    error is at most ``damping / (1 - damping)`` times the last change (Brin & Page 1998; Boldi,
    Posenato, Santini & Vigna 2007).
    """
    jumps = _jumps(teleport, graph.n)
    if not graph.n:
        return Ranks(jumps, 0, 0.0, 0.0)
    linked = graph.linked
    shares = 1.0 / np.maximum(linked, 1)
    matrix = csr_array((shares[graph.sources], graph.sources, graph.offsets), (graph.n, graph.n))
    dangling = np.flatnonzero(linked == 0)
    # Column by column: the product of a sparse matrix with several is slower than several products.
    walks = [
        _walk_one(matrix, dangling, np.ascontiguousarray(jump), (damping, tolerance, most_steps))
        for jump in jumps.T
    ]
    delta = max(each.delta for each in walks)
    return Ranks(
        np.stack([each.values for each in walks], axis=1),
        max(each.steps for each in walks),
        delta,
        damping / (1 - damping) * delta,
    )


def _walk_one(
    matrix: csr_array, dangling: Ints, jump: Floats, told: tuple[float, float, int]
) -> Ranks:
    damping, tolerance, most_steps = told
    ranks, delta, steps = jump, float("inf"), 0
    while delta > tolerance and steps < most_steps:
        following = damping * (matrix @ ranks)
        following += (damping * ranks[dangling].sum() + (1 - damping)) * jump
        following /= following.sum()
        delta = float(np.abs(following - ranks).sum())
        ranks = following
        steps += 1
    return Ranks(ranks, steps, delta, damping / (1 - damping) * delta)


def votes(graph: Graph, ranks: Floats, damping: float = DAMPING) -> Floats:
    """Give what each link of a node passes on: its damped rank over its links; 0 without links."""
    linked = graph.linked.reshape(-1, *(1,) * (ranks.ndim - 1))
    return np.where(linked > 0, damping * ranks / np.maximum(linked, 1), 0.0)


def _jumps(teleport: ArrayLike | None, n: int) -> Floats:
    told = np.ones((n, 1)) if teleport is None else np.asarray(teleport, np.float64)
    columns = told[:, np.newaxis] if told.ndim == 1 else told
    if columns.ndim != 2 or len(columns) != n:  # noqa: PLR2004 - nodes and vectors
        message = f"a teleport vector of shape {told.shape} is not for {n} nodes"
        raise ValueError(message)
    if not n:
        return columns
    sums = columns.sum(axis=0)
    if not np.all(np.isfinite(columns)) or columns.min() < 0 or not np.all(sums > 0):
        message = "a teleport vector holds weights of at least 0, not all 0"
        raise ValueError(message)
    jumps: Floats = columns / sums
    return jumps


def _ascending(starts: NDArray[np.integer], ends: NDArray[np.integer]) -> bool:
    before, after = ends[:-1], ends[1:]
    same = before == after
    return bool(np.all((before < after) | (same & (starts[:-1] <= starts[1:]))))
