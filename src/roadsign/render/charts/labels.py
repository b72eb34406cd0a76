"""Where names go on a crowded chart: beside their dots, on nothing else, or nowhere."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import hypot

_CLEAR = 9
"""A name that comes so near to another's dot would seem to be that one's."""
_WRONG_DOT = 5
_NEAR = (1.0, 1.7, 2.6)
"""How far from its dot a name may stand, in steps away from the dot's edge."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: "Box") -> float:
        """Give the area that both cover."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        tall = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide * tall if wide > 0 and tall > 0 else 0.0

    def holds(self, other: "Box") -> bool:
        """Say whether another lies wholly within."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )


@dataclass(frozen=True, slots=True)
class Spot:
    """A dot that wants a name: its middle, its radius, the size of its name."""

    x: float
    y: float
    radius: float
    width: float
    height: float


def placed(
    spots: Sequence[Spot], frame: Box, solid: Iterable[Box] = (), soft: Iterable[Box] = ()
) -> list[Box | None]:
    """
    Give each spot's name a place within the frame, or none where there is no room.

    A name never covers a dot, another name or what is ``solid``; it keeps off what is ``soft``
    where it can. Those with least room are served first, so that the others move aside.
    """
    avoided = list(soft)
    taken = [*solid, *(_around(spot) for spot in spots)]
    free = [[box for box in _choices(spot) if _fits(box, frame, taken)] for spot in spots]
    homes: list[Box | None] = [None] * len(spots)
    for at in sorted(range(len(spots)), key=lambda at: (len(free[at]), at)):
        names = [home for home in homes if home]
        others = [_around(spot, _CLEAR) for spot in (*spots[:at], *spots[at + 1 :])]
        choices = [
            (rank + _cost(box, avoided, others), rank, box)
            for rank, box in enumerate(free[at])
            if not any(box.overlap(name) for name in names)
            and _is_nearest(box, spots[at], (*spots[:at], *spots[at + 1 :]))
        ]
        if choices:
            homes[at] = min(choices, key=lambda choice: choice[:2])[2]
    return homes


def _fits(box: Box, frame: Box, taken: Sequence[Box]) -> bool:
    return frame.holds(box) and not any(box.overlap(each) for each in taken)


def _is_nearest(box: Box, own: Spot, others: Sequence[Spot]) -> bool:
    """Say whether a name stands nearer to its own dot than to any other: else it names that."""
    away = _distance(box, own)
    return all(away < _distance(box, other) for other in others)


def _distance(box: Box, spot: Spot) -> float:
    across = max(box.left - spot.x, 0.0, spot.x - box.right)
    down = max(box.top - spot.y, 0.0, spot.y - box.bottom)
    return hypot(across, down) - spot.radius


def _cost(box: Box, avoided: Sequence[Box], others: Sequence[Box]) -> float:
    """Weigh what lies under a name, and the dots of others to which it would seem to belong."""
    near = sum(box.overlap(other) > 0 for other in others)
    return near * _WRONG_DOT + sum(box.overlap(each) for each in avoided) / 20


def _around(spot: Spot, clear: float = 1) -> Box:
    radius = spot.radius + clear
    return Box(spot.x - radius, spot.y - radius, spot.x + radius, spot.y + radius)


def _choices(spot: Spot) -> Iterator[Box]:
    """Give the places round a dot, best first: up and to the right, where lines rarely run."""
    for near in _NEAR:
        out = spot.radius + 4 * near
        for right, down in product((1, -1, 0), (-1, 1)):
            left = spot.x + out * 0.8 if right > 0 else spot.x - out * 0.8 - spot.width
            left = left if right else spot.x - spot.width / 2
            middle = spot.y + down * (out * (0.7 if right else 1.0) + spot.height / 2)
            top = middle - spot.height / 2
            yield Box(left, top, left + spot.width, top + spot.height)
