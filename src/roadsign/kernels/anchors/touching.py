"""Whether an anchor can have anything to do with a page: if not, one class serves many pages."""

from collections.abc import Iterable
from functools import lru_cache

from roadsign.kernels.anchors.normalise import fold, read

_UNSEGMENTED = "\u2e80"
"""From here on scripts hold whole words in one or two characters."""

Marks = frozenset[str]


def page_marks(texts: Iterable[str], language: str) -> Marks | None:
    """
    Give the marks of what a page is about: keywords, title, headings.

    None where a text is in a script whose words are too short to be told apart by marks.
    """
    found: set[str] = set()
    for text in texts:
        marks = anchor_marks(text, language)
        if marks is None:
            return None
        found |= marks
    return frozenset(found)


@lru_cache(maxsize=1 << 16)
def anchor_marks(text: str, language: str) -> Marks | None:
    """
    Give the first two letters of each word of a text, and all runs of three letters.

    Two texts without a common mark share no word, however it is inflected, joined, derived
    or misspelt.
    """
    folded = fold(read(text).shown, language)
    if any(character >= _UNSEGMENTED for character in folded):
        return None
    words = "".join(c if c.isalnum() else " " for c in folded).split()
    solid = "".join(words)
    marks = {word[:2] for word in words}
    marks.update(solid[at : at + 3] for at in range(len(solid) - 2))
    return frozenset(marks)
