"""Misspelt words: one edit in five to eight letters, two from nine, never a dictionary word."""

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

from roadsign.kernels.anchors.stems import is_known, plain

_SHORT, _LONG = 5, 9


def edits(found: str, wanted: str) -> int:
    """Give the edits between two spellings where they are within the limits; else 0."""
    if len(wanted) < _SHORT or abs(len(found) - len(wanted)) > 2:  # noqa: PLR2004 - most edits
        return 0
    limit = 1 if len(wanted) < _LONG else 2
    distance = int(OSA.distance(found, wanted, score_cutoff=limit))
    return distance if distance <= limit else 0


@lru_cache(1 << 15)
def is_word(folded: str, language: str | None) -> bool:
    """Say whether a word stands in a dictionary, and so is no misspelling."""
    return is_known(folded, language) or (folded.isascii() and is_known(folded, "en"))


def nearest(word: str, wanted: Iterable[str], language: str | None) -> str | None:
    """Give the word that this one is a misspelling of; None if it is a word, or of none."""
    if len(word) < _SHORT - 1 or not word.isalpha() or is_word(word, language):
        return None
    found = [(edits(plain(word), plain(other)), other) for other in wanted]
    return min((pair for pair in found if pair[0]), default=(0, None))[1]
