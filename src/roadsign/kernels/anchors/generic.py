"""Phrases that would fit any target: from the lists, or made of listed words alone."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from roadsign.kernels.anchors import heads, lexicon
from roadsign.kernels.anchors.tokens import Token, is_unsegmented, words

_LONGEST = 8
"""Words of the longest listed phrase."""


class Generic(NamedTuple):
    """A phrase for any target, its languages, and whether it is listed as a whole."""

    languages: tuple[str, ...]
    listed: bool


def generic(tokens: Sequence[Token], language: str | None) -> Generic | None:
    """Say whether words are a phrase for any target, in the page's language or another's."""
    folded = tuple(token.folded for token in tokens)
    whole = _listed().get(_key(folded))
    if whole:
        return Generic(whole, listed=True)
    for code in dict.fromkeys((language or "en", "en", *_likely(folded))):
        if _is_made(folded, code):
            return Generic((code,), listed=False)
    return None


def is_generic_word(folded: str, language: str | None) -> bool:
    """Say whether a word alone would fit any target."""
    return folded in _loose(language or "en") or folded in _loose("en")


@lru_cache(1 << 14)
def _is_made(folded: tuple[str, ...], code: str) -> bool:
    """Say whether words are listed phrases and words of one language, joined by function words."""
    if not _words(code).issuperset(folded):
        return False
    telling, place = False, 0
    listed, loose = _listed(), _loose(code)
    while place < len(folded):
        for end in range(min(len(folded), place + _LONGEST), place, -1):
            if code in listed.get(_key(folded[place:end]), ()):
                telling, place = True, end
                break
        else:
            if folded[place] in loose:
                telling = True
            elif not heads.is_function(folded[place], code):
                return False
            place += 1
    return telling


def _likely(folded: tuple[str, ...]) -> tuple[str, ...]:
    homes = lexicon.homes("generic_words")
    return tuple(dict.fromkeys(code for word in folded for code in homes.get(word, ())))


def _key(folded: Sequence[str]) -> str:
    joined = "".join(folded)
    return joined if is_unsegmented(joined) else " ".join(folded)


@cache
def _listed() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code in lexicon.languages("generic"):
        for line in lexicon.lines("generic", code):
            key = _key([token.folded for token in words(line, code)])
            found[key] = (*found.get(key, ()), code)
    return found


@cache
def _words(code: str) -> frozenset[str]:
    """Give all words that a phrase for any target may be made of in a language."""
    listed = (t.folded for line in lexicon.lines("generic", code) for t in words(line, code))
    small = lexicon.phrases("function", code) | lexicon.phrases("function", lexicon.ANY)
    return frozenset(listed) | _loose(code) | small


@cache
def _loose(code: str) -> frozenset[str]:
    return lexicon.phrases("generic_words", code)
