"""Whether a stretch of an anchor that reads like the brand means the brand."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from roadsign.kernels.anchors import heads, lexicon
from roadsign.kernels.anchors.generic import is_generic_word
from roadsign.kernels.anchors.naming import Naming
from roadsign.kernels.anchors.tokens import Token
from roadsign.kernels.anchors.vocabulary import Vocabulary

_NOUNS_CAPITAL = frozenset({"de", "lb"})
_LONG_WORD = 3
"""Longer words than this have a small letter at their head in a phrase."""


class Named(NamedTuple):
    """How an anchor names the brand: as itself, or as words that are the keyword too."""

    naming: Naming
    reads_as: Literal["brand", "keyword"]
    ambiguous: bool
    sure: bool = True


def named(tokens: Sequence[Token], shown: str, naming: Naming, page: Vocabulary) -> Named | None:
    """Judge one stretch: an ordinary word is the brand only where something says so."""
    stretch = tokens[naming.start : naming.end]
    rest = [*tokens[: naming.start], *tokens[naming.end :]]
    if not naming.misspelt and _is_keyword(naming, page):
        reads_as = _written_as_name(stretch, shown, naming, page)
        return Named(naming, "brand" if reads_as else "keyword", ambiguous=True, sure=False)
    if _follows_given_name(tokens, naming):
        return None
    language = page.language
    if (
        not naming.name.ordinary
        or naming.misspelt
        or all(_is_neutral(token, language) for token in rest)
        or _is_solid(stretch, naming)
        or _stands_out(tokens, naming, language)
        or _ends_with_maker(tokens, naming, language)
    ):
        return Named(naming, "brand", ambiguous=False)
    capital = stretch[0].shown[:1].isupper() or not naming.name.shown[:1].isupper()
    if (
        _beside_neutral(tokens, naming, language)
        or _beside_keyword(rest, page)
        or (naming.name.coined and capital)
    ):
        return Named(naming, "brand", ambiguous=False, sure=False)
    return None


def is_neutral(folded: str, language: str | None) -> bool:
    """Say whether a word beside a brand describes nothing: legal forms, shop, site, articles."""
    return (
        is_listed_neutral(folded, language)
        or heads.is_function(folded, language)
        or is_generic_word(folded, language)
        or folded.isdigit()
    )


def is_listed_neutral(folded: str, language: str | None) -> bool:
    """Say whether a word stands in the lists of what stands beside brands."""
    return any(
        folded in lexicon.phrases("neutral", code) for code in (language or "en", "en", lexicon.ANY)
    )


def _is_neutral(token: Token, language: str | None) -> bool:
    return is_neutral(token.folded, language)


def _is_keyword(naming: Naming, page: Vocabulary) -> bool:
    """Say whether the name's own words are those of a keyword."""
    if not page.solid.isdisjoint(naming.name.solid):
        return True
    return page.match([token.folded for token in naming.name.tokens]).kind == "exact"


def _written_as_name(
    stretch: Sequence[Token], shown: str, naming: Naming, page: Vocabulary
) -> bool:
    """Say whether a name that is a keyword too is written as the site writes it."""
    name, language = naming.name, page.language
    of_many = page.match([stretch[0].folded]).kind != "exact" or any(
        len(p.content) > 1 and p.solid in name.solid for p in page.phrases
    )
    if len(stretch) == 1:
        word = stretch[0].shown
        if len(name.tokens) > 1 or naming.name.derived or of_many:
            return True
        return (
            word == name.tokens[0].shown and word[:1].isupper() and language not in _NOUNS_CAPITAL
        )
    parted = any(f"{a.shown} {b.shown}" in shown for a, b in pairwise(stretch))
    if not parted:
        return True
    written = [token.shown for token in stretch]
    as_site = written == [token.shown for token in name.tokens]
    return as_site and all(word[:1].isupper() and not word.isupper() for word in written)


def _is_solid(stretch: Sequence[Token], naming: Naming) -> bool:
    """Say whether a name of several words is written as one."""
    return len(stretch) < len(naming.name.tokens)


def _stands_out(tokens: Sequence[Token], naming: Naming, language: str | None) -> bool:
    """Say whether the name is capitalised as the site does in a phrase that is not."""
    stretch = tokens[naming.start : naming.end]
    own = [token.shown for token in naming.name.tokens]
    written = [token.shown for token in stretch]
    capital = all(word[:1].isupper() for word in written)
    if written != own and not capital:
        return False
    if len(written) > 1:
        cases = [word[:1].isupper() for word in own]
        return [word[:1].isupper() for word in written] == cases and any(cases)
    if language in _NOUNS_CAPITAL:
        return False
    others = [t.shown for t in (*tokens[: naming.start], *tokens[naming.end :])]
    long_others = [word for word in others if len(word) > _LONG_WORD and word[:1].isalpha()]
    small = [word for word in long_others if word[:1].islower()]
    return naming.start > 0 and 2 * len(small) > len(long_others) and capital


def _beside_neutral(tokens: Sequence[Token], naming: Naming, language: str | None) -> bool:
    beside = [
        *tokens[max(naming.start - 1, 0) : naming.start],
        *tokens[naming.end : naming.end + 1],
    ]
    return any(
        is_listed_neutral(t.folded, language) and not heads.is_function(t.folded, language)
        for t in beside
    )


def _ends_with_maker(tokens: Sequence[Token], naming: Naming, language: str | None) -> bool:
    """Say whether the name, with a capital, ends an anchor and follows ``by`` or its like."""
    if naming.start == 0 or naming.end != len(tokens):
        return False
    before = tokens[naming.start - 1].folded
    capital = tokens[naming.start].shown[:1].isupper()
    return capital and before in lexicon.phrases("by", language or "en")


def _beside_keyword(rest: Sequence[Token], page: Vocabulary) -> bool:
    content = [t.folded for t in rest if not heads.is_function(t.folded, page.language)]
    return bool(content) and page.match(content).kind == "exact"


def _follows_given_name(tokens: Sequence[Token], naming: Naming) -> bool:
    """Say whether a surname stands behind the given name of somebody else."""
    if naming.start == 0 or naming.end - naming.start > 1 or len(naming.name.tokens) > 1:
        return False
    before = tokens[naming.start - 1]
    return before.shown[:1].isupper() and (
        before.folded in lexicon.phrases("given_names", lexicon.ANY) or len(before.shown) == 1
    )
