"""The head word of a keyword: the noun that the keyword is a kind of."""

from collections.abc import Sequence

from roadsign.kernels.anchors import lexicon
from roadsign.kernels.anchors.compounds import is_compound
from roadsign.kernels.anchors.stems import is_known, is_noun, keys, lemma
from roadsign.kernels.anchors.tokens import Token

_FIRST = frozenset({"ar", "ca", "es", "fa", "fr", "id", "it", "pt", "ro"})
"""Languages where the noun stands before what describes it."""
_AGREEING = {"ru": ("ый", "ий", "ой"), "pl": ("y", "i"), "cs": ("y", "i"), "uk": ("ий", "ій")}
"""Endings of an adjective's lemma where adjectives may stand on both sides of the noun."""


def places(words: Sequence[Token], language: str | None) -> tuple[int, ...]:
    """
    Give the places of the words that may be a keyword's head, the likeliest first.

    There are two where a noun is followed by another that describes it (``esstisch eiche``).
    """
    last = head(words, language)
    if last is None:
        return ()
    first = last - 1
    pair = [words[i].folded for i in (first, last)] if last > 0 else []
    nouns = len(pair) > 1 and all(is_noun(word, language) for word in pair)
    nouns = nouns or (len(pair) > 1 and _is_compound_noun(pair[0], language))
    apart = nouns and not is_known("".join(pair), language)
    return (last, first) if apart and not is_shopping(pair[0], language) else (last,)


def _is_compound_noun(word: str, language: str | None) -> bool:
    """Say whether a word is a compound and no inflected adjective (nl, sv)."""
    if language == "nl":
        return not word.endswith("e") and is_compound(word, language)
    if language == "sv":
        noun = word == lemma(word, "sv") or word.endswith(("or", "ar", "er", "en", "et"))
        return noun and is_compound(word, language)
    return False


def head(words: Sequence[Token], language: str | None) -> int | None:
    """Give the place of the head among a keyword's words, function words included; None if none."""
    content = [i for i, word in enumerate(words) if not is_function(word.folded, language)]
    kept = lexicon.phrases("kept_heads", lexicon.ANY)
    nouns = [
        i for i in content if words[i].folded in kept or not is_shopping(words[i].folded, language)
    ]
    nouns = (
        [i for i in nouns if words[i].folded not in kept] or nouns if language != "en" else nouns
    )
    nouns = nouns or content
    if not nouns:
        return None
    if language in _AGREEING:
        return _agreed(words, _before_complement(words, nouns, language), str(language))
    if language in _FIRST:
        adjectives = lexicon.phrases("before_noun", str(language))
        return next((i for i in nouns if words[i].folded not in adjectives), nouns[0])
    before = _before_complement(words, nouns, language)
    # What follows its noun describes it ("wein trocken"), where the dictionary knows nouns.
    return next((i for i in reversed(before) if is_noun(words[i].folded, language)), before[-1])


def _before_complement(
    words: Sequence[Token], nouns: Sequence[int], language: str | None
) -> Sequence[int]:
    """Give the nouns before a preposition: what follows it describes (``shoes for running``)."""
    cut = next((i for i, w in enumerate(words) if _opens_complement(w, language)), len(words))
    return [i for i in nouns if i < cut] or nouns


def is_function(folded: str, language: str | None) -> bool:
    """Say whether a word only joins others; ``&`` and its like do in every language."""
    return folded in lexicon.phrases("function", lexicon.ANY) or folded in lexicon.phrases(
        "function", language or "en"
    )


def is_shopping(folded: str, language: str | None) -> bool:
    """Say whether a word tells that something is bought, not what."""
    return not shopping_keys(language).isdisjoint(keys(folded, language))


_SHOPPING: dict[str | None, frozenset[str]] = {}


def shopping_keys(language: str | None) -> frozenset[str]:
    """Give the keys of the money and shopping words of a language and of English."""
    if language not in _SHOPPING:
        listed = [
            word
            for kind in ("money", "shopping")
            for code in {language or "en", "en"}
            for word in lexicon.phrases(kind, code)
            if " " not in word
        ]
        _SHOPPING[language] = frozenset().union(*(keys(word, language) for word in listed))
    return _SHOPPING[language]


def _opens_complement(word: Token, language: str | None) -> bool:
    return word.folded in lexicon.phrases("complement", language or "en")


def _agreed(words: Sequence[Token], nouns: Sequence[int], language: str) -> int:
    endings = _AGREEING[language]
    for place in nouns:
        if not lemma(words[place].folded, language).endswith(endings):
            return place
    return nouns[-1]
