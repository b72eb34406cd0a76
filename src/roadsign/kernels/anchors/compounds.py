"""Compounds: words that are written as one and mean two, split against a vocabulary."""

from collections.abc import Iterable
from functools import lru_cache

from roadsign.kernels.anchors import lexicon
from roadsign.kernels.anchors.stems import is_known, keys, spellings

_LEAST = 3
"""A member has at least so many letters."""
_LEAST_UNKNOWN = 5
"""A member that no dictionary knows has at least so many."""


def members(word: str, vocabulary: Iterable[str], language: str | None) -> tuple[str, ...]:
    """
    Split a folded word into members, of which one is in the vocabulary; none: the word alone.

    A member is never found inside a word whose rest is no word (``art`` in ``party``).
    """
    if not compounds(language) or len(word) < 2 * _LEAST:
        return (word,)
    for other in vocabulary:
        if len(other) >= _LEAST and other != word:
            parts = split(word, other, str(language))
            if parts:
                return parts
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


@lru_cache(1 << 15)
def _stems(word: str, language: str) -> tuple[str, ...]:
    forms = {word, *spellings(word, language), *keys(word, language)}
    return tuple(sorted((f for f in forms if len(f) >= _LEAST and f[0] != "~"), key=_longest))


@lru_cache(1 << 15)
def _wholes(word: str, language: str) -> tuple[str, ...]:
    forms = {word, *spellings(word, language), *keys(word, language)}
    return tuple(sorted((f for f in forms if f[0] != "~"), key=_longest))


def _longest(form: str) -> tuple[int, str]:
    return -len(form), form


def _modifier(rest: str, language: str) -> str:
    """Give the first member without its linking element, where it is a word."""
    for link in ("", *lexicon.lines("links", language)):
        base = rest.removesuffix(link) if link else rest
        if len(base) >= _LEAST and (not link or base != rest) and _is_word(base, language):
            return base
    return rest if len(rest) >= _LEAST_UNKNOWN and not is_known(rest, language) else ""


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
