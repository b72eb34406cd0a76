"""Bursts: one phrase that arrived within weeks, told from links that come in waves anyway."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.int64]
Marks = NDArray[np.bool_]

WINDOWS = (14, 28, 56)
"""Days of the windows looked at: two, four and eight weeks."""
_SURELY_NONE = 0.2


def burst_chance(days: Sequence[int], labels: Sequence[bool], rounds: int = 999) -> float:
    """
    Give the chance that labels spread at random over these dates cluster as much.

    ``days`` are day numbers of first sightings, ``labels`` mark the phrase. The dates stay, the
    labels are permuted: natural histories come in waves, and testing against even dates would
    alarm on half of them. The statistic is the most labelled links in any window of two, four or
    eight weeks; the least of the three chances is judged against its own permutations. The same
    input gives the same chance.
    """
    order = np.argsort(np.asarray(days), kind="stable")
    sorted_days, marks = np.asarray(days)[order], np.asarray(labels, bool)[order]
    if not 0 < marks.sum() < len(marks):
        return 1.0
    random = np.random.default_rng(20260101)
    # Most histories hold no burst: a few rounds show that.
    first = _chance(sorted_days, marks, _shuffled(marks, random, rounds // 10))
    if first > _SURELY_NONE:
        return first
    return _chance(sorted_days, marks, _shuffled(marks, random, rounds))


def _shuffled(marks: Marks, random: np.random.Generator, rounds: int) -> Marks:
    return np.array([random.permutation(marks) for _ in range(rounds)])


def _chance(days: Days, marks: Marks, shuffled: Marks) -> float:
    counts = np.cumsum(np.vstack([marks, shuffled]), axis=1, dtype=np.int32)
    counts = np.hstack([np.zeros((len(counts), 1), np.int32), counts])
    peaks = []
    for window in WINDOWS:
        ends = np.searchsorted(days, days + window, side="left")
        peaks.append((counts[:, ends] - counts[:, : len(days)]).max(axis=1))
    chances = np.array([_ranks(peak) for peak in peaks]).min(axis=0)
    return float((chances <= chances[0] + 1e-12).mean())


def _ranks(peaks: NDArray[np.int32]) -> NDArray[np.float64]:
    """Give for each round the share of rounds that peak at least as high."""
    ordered = np.sort(peaks)
    shares: NDArray[np.float64] = 1 - np.searchsorted(ordered, peaks, side="left") / len(peaks)
    return shares
