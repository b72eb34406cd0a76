"""Other brands' names in an anchor: those given, and those everybody knows."""

from collections.abc import Sequence
from functools import cache

from roadsign.kernels.anchors import lexicon
from roadsign.kernels.anchors.naming import Names
from roadsign.kernels.anchors.tokens import Token, words


class Rivals:
    """The names of others, to be found in anchors."""

    def __init__(self, given: Sequence[str], own: Names, language: str | None) -> None:
        self._given = Names(given, "", language)
        self._own = own
        self.words = frozenset(t.folded for n in self._given.forms for t in n.tokens)

    def find(self, tokens: Sequence[Token]) -> str | None:
        """Give the first other brand that an anchor names; a common word only with a capital."""
        for naming in self._given.find(tokens):
            stretch = tokens[naming.start : naming.end]
            capital = all(token.shown[:1].isupper() for token in stretch)
            if capital or not naming.name.ordinary or len(stretch) == len(tokens):
                return naming.name.shown
        for start, token in enumerate(tokens):
            if not token.shown[:1].isupper() or token.folded in self._own.own_words:
                continue
            for name in _known().get(token.folded, ()):
                if name == tuple(t.folded for t in tokens[start : start + len(name)]):
                    return " ".join(t.shown for t in tokens[start : start + len(name)])
        return None


@cache
def _known() -> dict[str, list[tuple[str, ...]]]:
    """Give well-known brands by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for line in lexicon.lines("known_brands", lexicon.ANY):
        name = tuple(token.folded for token in words(line))
        found.setdefault(name[0], []).append(name)
    return found
