"""Phrases that would fit any target: from the lists, or made of listed words alone."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from roadsign.kernels.anchors import heads, lexicon
from roadsign.kernels.anchors.languages import script_language
from roadsign.kernels.anchors.stems import is_known, keys
from roadsign.kernels.anchors.tokens import Token, is_unsegmented, words

_LONGEST_RUN = 14
"""Characters of the longest listed phrase of a script without spaces."""
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
    if whole and not _means_other(folded, whole, language):
        return Generic(whole, listed=True)
    if len(folded) == 1:
        return _inflected(folded[0], language)
    joined = "".join(folded)
    if is_unsegmented(joined):
        code = script_language(joined) or "zh"
        code = "ja" if code == "zh" and language == "ja" else code
        return Generic((code,), listed=False) if _is_run(joined, code) else None
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


def _means_other(folded: tuple[str, ...], homes: tuple[str, ...], language: str | None) -> bool:
    """Say whether another language's phrase is one word that the page's language has as well."""
    own = {language, "en"}
    return len(folded) == 1 and own.isdisjoint(homes) and is_known(folded[0], language)


def _inflected(folded: str, language: str | None) -> Generic | None:
    """Find a word alone in another form than it is listed in."""
    joined = is_unsegmented(folded) and (script_language(folded) or "zh")
    if joined:
        return Generic((joined,), listed=False) if _is_run(folded, joined) else None
    for code in dict.fromkeys((language or "en", "en")):
        if not _keys(code).isdisjoint(keys(folded, code)) and folded in _words(code):
            return Generic((code,), listed=False)
    return None


@cache
def _keys(code: str) -> frozenset[str]:
    """Give the keys of all words that are listed alone."""
    alone = (key for key in _phrases(code) if " " not in key)
    return frozenset().union(*(keys(word, code) for word in alone))


@lru_cache(1 << 13)
def _is_run(text: str, code: str) -> bool:
    """Say whether a text without spaces is a run of listed phrases and small words."""
    small = lexicon.phrases("function", code)
    telling = {word for word in _words(code) | _phrases(code) if word not in small}
    # For each place: whether it can be reached, and whether with a telling phrase.
    reached: dict[int, bool] = {0: False}
    for place in range(len(text)):
        if place not in reached:
            continue
        for end in range(place + 1, min(len(text), place + _LONGEST_RUN) + 1):
            piece = text[place:end]
            if piece in telling or piece in small:
                reached[end] = reached.get(end, False) or reached[place] or piece in telling
    return reached.get(len(text), False)


@cache
def _phrases(code: str) -> frozenset[str]:
    return frozenset(key for key, codes in _listed().items() if code in codes)


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
