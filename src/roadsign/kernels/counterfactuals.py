"""What would end an alarm: the smallest change after which a test no longer finds anything odd."""

from collections.abc import Callable

_MOST = 1_000_000


def smallest(ends: Callable[[int], bool], most: int = _MOST) -> int | None:
    """
    Give the smallest count from 0 to ``most`` after which an alarm has ended, else None.

    ``ends`` says whether it has after so many; once it has, it stays so.
    """
    if ends(0):
        return 0
    high = 1
    while high < most and not ends(high):
        high *= 2
    high = min(high, most)
    if not ends(high):
        return None
    low = high // 2
    while low + 1 < high:
        middle = (low + high) // 2
        if ends(middle):
            high = middle
        else:
            low = middle
    return high
