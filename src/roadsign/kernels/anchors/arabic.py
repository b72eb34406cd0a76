"""Arabic words: articles, marks and spellings folded, broken plurals beside their singular."""

import re
from functools import cache, lru_cache

from roadsign.kernels.anchors import lexicon

_ARABIC = re.compile(r"[\u0600-\u06ff]")
_MARKS = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_LEAST = 2
"""Letters that stand behind an article at least."""


def is_arabic(word: str) -> bool:
    """Say whether a word is written in Arabic letters."""
    return not word.isascii() and bool(_ARABIC.search(word))


def spelt(word: str) -> str:
    """Fold vowel marks, hamza forms and final letters."""
    return _MARKS.sub("", word).translate(_spelling())


def bare(word: str) -> str:
    """Give a word without vowel marks and article."""
    return _without_article(_MARKS.sub("", word))


@lru_cache(1 << 14)
def keys(word: str) -> frozenset[str]:
    """Give the word without article and ending, and the singulars it may be the plural of."""
    base = _without_article(spelt(word))
    stem = _without_ending(base)
    found = {stem}
    for form, singulars in _plurals():
        for whole in {base, stem}:
            found |= {form.sub(single, whole) for single in singulars if form.match(whole)}
    return frozenset(_without_ending(key) for key in found)


def _without_article(word: str) -> str:
    for prefix in lexicon.lines("prefixes", "ar"):
        if word.startswith(prefix) and len(word) >= len(prefix) + _LEAST:
            return word.removeprefix(prefix)
    return word


def _without_ending(word: str) -> str:
    for line in lexicon.lines("endings", "ar"):
        ending, least = line.split()
        if word.endswith(ending) and len(word) >= len(ending) + int(least):
            return word.removesuffix(ending)
    return word


@cache
def _spelling() -> dict[int, str]:
    return {ord(pair[0]): pair[1] for pair in lexicon.lines("spelling", "ar")}


@cache
def _plurals() -> list[tuple[re.Pattern[str], list[str]]]:
    found = []
    for line in lexicon.lines("plurals", "ar"):
        form, *singulars = line.split()
        found.append((re.compile(form), singulars))
    return found
