"""Compounds: words that are written as one and mean two, split against a vocabulary."""

from collections.abc import Iterable
from functools import lru_cache

from roadsign.kernels.anchors import lexicon
from roadsign.kernels.anchors.stems import is_known, keys, lemma, spellings

_LEAST = 3
"""A member has at least so many letters."""
_LEAST_COINED = 9
"""A compound of so many letters is a name made of words rather than an ordinary word."""
_LEAST_UNKNOWN = 5
"""A member that no dictionary knows has at least so many."""


def members(word: str, vocabulary: Iterable[str], language: str | None) -> tuple[str, ...]:
    """
    Split a folded word into members, of which one is in the vocabulary; none: the word alone.

    A member is never found inside a word whose rest is no word (``art`` in ``party``).
    """
    if not compounds(language) or len(word) < 2 * _LEAST:
        return (word,)
    known = tuple(vocabulary)
    for other in known:
        if len(other) >= _LEAST and other != word:
            parts = split(word, other, str(language))
            if parts:
                # Members may be compounds themselves; each is shorter than the word.
                return tuple(p for part in parts for p in members(part, known, language))
    return (word,)


def compounds(language: str | None) -> bool:
    """Say whether a language writes compounds as one word."""
    return language in lexicon.languages("links")


@lru_cache(1 << 16)
def split(word: str, other: str, language: str) -> tuple[str, ...]:
    """Split a word of which another word is the first or the last member; else nothing."""
    for stem in _stems(other, language):
        for whole in _wholes(word, language):
            if whole.endswith(stem) and len(whole) > len(stem):
                rest = _modifier(whole.removesuffix(stem), language)
                if rest:
                    return (rest, other)
            if whole.startswith(stem) and len(whole) > len(stem):
                rest = _head(whole.removeprefix(stem), language)
                if rest:
                    return (other, rest)
    return ()


@lru_cache(1 << 14)
def same_head(word: str, other: str, language: str) -> str:
    """Give the last member that two compounds share where neither is that member alone."""
    longest = 0
    limit = min(len(word), len(other))
    while longest < limit and word[-1 - longest] == other[-1 - longest]:
        longest += 1
    for length in range(longest, _LEAST, -1):
        tail = word[-length:]
        heads = (word[:-length], other[:-length])
        if is_known(tail, language) and all(h and _modifier(h, language) for h in heads):
            return tail
    return ""


@lru_cache(1 << 12)
def is_compound(word: str, language: str | None) -> bool:
    """Say whether a word can be cut into two words of the dictionary."""
    if not compounds(language) or len(word) < _LEAST_COINED:
        return False
    cuts = range(_LEAST, len(word) - _LEAST + 1)
    return any(
        is_known(word[cut:], language)
        and word[cut:] not in lexicon.phrases("affixes", str(language))
        and bool(_modifier(word[:cut], str(language)))
        for cut in cuts
    )


@lru_cache(1 << 15)
def _stems(word: str, language: str) -> tuple[str, ...]:
    return tuple(form for form in _wholes(word, language) if len(form) >= _LEAST)


@lru_cache(1 << 15)
def _wholes(word: str, language: str) -> tuple[str, ...]:
    # As it is written first: what is left of other spellings stands in no dictionary.
    forms = {*spellings(word, language), *keys(word, language)} - {word}
    return (word, *sorted((f for f in forms if f[0] not in "~="), key=_longest))


def _longest(form: str) -> tuple[int, str]:
    return -len(form), form


def _modifier(rest: str, language: str) -> str:
    """Give the first member without its linking element, where it is a word."""
    links = lexicon.lines("links", language)
    if rest in lexicon.phrases("short_members", language):
        return rest
    if len(rest) >= _LEAST and _is_word(rest, language):
        # A genitive stands in the dictionary too, and is the word with its link.
        base = lemma(rest, language)
        return base if any(rest == base + link for link in links) else rest
    for link in links:
        base = rest.removesuffix(link)
        if len(base) >= _LEAST and base != rest and _is_word(base, language):
            return base
    if len(rest) < _LEAST_UNKNOWN or is_known(rest, language):
        return ""
    # Of a first member that no dictionary knows an s at its end is most likely the link.
    return rest.removesuffix("s") if len(rest) > _LEAST_UNKNOWN else rest


def _head(rest: str, language: str) -> str:
    """Give the last member, less a linking element before it, where it is a word."""
    for link in ("", *lexicon.lines("links", language)):
        base = rest.removeprefix(link) if link else rest
        if len(base) > _LEAST and (not link or base != rest) and _is_word(base, language):
            return base
    return ""


def _is_word(base: str, language: str) -> bool:
    if base in lexicon.phrases("affixes", language):
        return False
    return is_known(base, language) or any(
        is_known(base + ending, language) for ending in lexicon.lines("verb_endings", language)
    )
