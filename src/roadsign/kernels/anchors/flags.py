"""What else is known of an anchor beside its class."""

from collections.abc import Collection
from functools import lru_cache
from typing import get_args

from roadsign.kernels.anchors import heads, lexicon
from roadsign.kernels.anchors.deciding import Seen
from roadsign.kernels.anchors.languages import guess
from roadsign.kernels.anchors.naming import Names
from roadsign.kernels.anchors.stems import is_known, keys
from roadsign.kernels.anchors.titles import comparable, title_forms
from roadsign.kernels.anchors.vocabulary import Vocabulary
from roadsign.kernels.anchors.ways import Decision
from roadsign.model.anchors import Flag, PageWords

_ORDER: tuple[Flag, ...] = get_args(Flag)
_FROM: dict[str, Flag] = {
    "alt": "from_alt",
    "alt_inferred": "from_alt",
    "aria": "from_aria",
    "title": "from_title",
}
_SENTENCE = 10
"""An anchor of more content words is a sentence."""
_WORDLESS = frozenset({"no_words", "address"})


class Flags:
    """Finds the flags of anchors for one page."""

    def __init__(
        self,
        page: PageWords,
        words: Vocabulary,
        names: Names,
        *,
        inferred: bool,
        lean: bool = False,
    ) -> None:
        self._lean = lean
        self._words = words
        self._names = names
        self._inferred = inferred
        self._titles = title_forms(page.title, names.solid, words.language)
        self._verbatim = frozenset(phrase.folded for phrase in words.phrases)

    def of(
        self, seen: Seen, decision: Decision, anchor_from: str, *, clipped: bool
    ) -> tuple[Flag, ...]:
        """Give the flags of an anchor, in one order."""
        found: set[Flag] = {_FROM[anchor_from]} if anchor_from in _FROM else set()
        told: list[tuple[bool, Flag]] = [
            (decision.misspelt_brand, "misspelt_brand"),
            (decision.ambiguous, "ambiguous_brand"),
            (decision.brand_plus, "brand_plus"),
            (decision.head_only, "head_only"),
            (bool(decision.rival), "rival_brand"),
            (clipped, "clipped"),
            (self._inferred, "inferred"),
        ]
        if decision.way not in _WORDLESS:
            told += [
                (self._is_title(seen), "is_title"),
                (seen.folded in self._verbatim, "verbatim"),
            ]
        if decision.way not in _WORDLESS and not self._lean:
            told += [
                (self._has_money(seen), "money_word"),
                (self._is_foreign(seen, decision), "foreign_language"),
                (self._is_sentence(seen), "sentence"),
            ]
        return self.ordered(found | {flag for holds, flag in told if holds})

    @staticmethod
    def ordered(flags: Collection[Flag]) -> tuple[Flag, ...]:
        """Give flags in the order of the model."""
        return tuple(flag for flag in _ORDER if flag in flags)

    def _is_title(self, seen: Seen) -> bool:
        if not self._titles:
            return False
        if seen.shown.isascii():
            return " ".join(token.folded for token in seen.tokens) in self._titles
        return comparable(seen.shown, self._words.language) in self._titles

    def _has_money(self, seen: Seen) -> bool:
        language = self._words.language
        return any(has_money(token.folded, language) for token in seen.tokens)

    def _is_sentence(self, seen: Seen) -> bool:
        language = self._words.language
        if len(seen.tokens) <= _SENTENCE:
            return False
        return sum(not heads.is_function(t.folded, language) for t in seen.tokens) > _SENTENCE

    def _is_foreign(self, seen: Seen, decision: Decision) -> bool:
        language = self._words.language
        left = [t.folded for i, t in enumerate(seen.tokens) if i not in decision.named]
        strange = [word for word in left if word.isalpha() and not self._words.holds(word)]
        if not strange or len(strange) * 2 < len(left):
            return False
        homes = lexicon.homes("generic").get(seen.folded)
        if homes:
            return language not in homes
        known = sum(is_known(word, language) for word in strange)
        if 2 * known > len(strange):
            return False
        told = guess(strange, language)
        return told is not None and told != language


@lru_cache(1 << 14)
def has_money(folded: str, language: str | None) -> bool:
    """Say whether a word tells that somebody wants to buy."""
    spelt = keys(folded, language)
    return any(not spelt.isdisjoint(_money(code)) for code in {language or "en", "en"})


@lru_cache(64)
def _money(code: str) -> frozenset[str]:
    words = lexicon.phrases("money", code)
    return frozenset().union(*(keys(word, code) for word in words if " " not in word))
