"""The order in which the classes of an anchor that holds words are tried."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from roadsign.kernels.anchors import heads
from roadsign.kernels.anchors.compounds import members
from roadsign.kernels.anchors.generic import Generic, generic
from roadsign.kernels.anchors.languages import guess
from roadsign.kernels.anchors.named import Named, is_neutral, named
from roadsign.kernels.anchors.naming import Names, Naming
from roadsign.kernels.anchors.rivals import Rivals
from roadsign.kernels.anchors.tokens import Token
from roadsign.kernels.anchors.vocabulary import Match, Vocabulary
from roadsign.kernels.anchors.ways import Decision


@dataclass(frozen=True, slots=True)
class Seen:
    """An anchor as it is shown, folded, and cut into words."""

    shown: str
    folded: str
    tokens: list[Token] = field(default_factory=list)


class Deciding:
    """Decides the class of anchors for one page."""

    def __init__(self, names: Names, page: Vocabulary, rivals: Rivals) -> None:
        self._names = names
        self._page = page
        self._rivals = rivals
        self._language = page.language

    def decide(self, seen: Seen, language: str | None = None) -> Decision:
        """Give the way to the class of an anchor; ``language`` is the anchor's own if known."""
        listed = generic(seen.tokens, self._language)
        name = self._named(seen, listed)
        if name and name.reads_as == "brand":
            return self._branded(seen, name)
        # A keyword of small words alone is compared by them.
        content = self._content(seen.tokens, language) or [t.folded for t in seen.tokens]
        match = self._page.match(content)
        rival = self._rivals.find(seen.tokens) or ""
        if match.kind == "exact":
            return self._exact(match, name, rival)
        if listed and (listed.listed or match.kind is None):
            return Decision("generic" if listed.listed else "generic_made", (seen.shown,))
        if match.kind == "partial":
            return Decision(
                "partial_misspelt" if match.misspelt else "partial",
                match.matched,
                keyword=match.keyword,
                rival=rival,
                head_only=match.head_only,
                ambiguous=bool(name),
                whole=match.whole,
            )
        if all(heads.is_function(t.folded, self._language) for t in seen.tokens):
            return Decision("small_words", (seen.shown,))
        return self._other(match, rival)

    def _exact(self, match: Match, name: Named | None, rival: str) -> Decision:
        way = "exact_as_brand" if name else "exact_misspelt" if match.misspelt else "exact"
        return Decision(
            way,
            match.matched,
            brand=name.naming.name.shown if name else "",
            keyword=match.keyword,
            rival=rival,
            ambiguous=bool(name),
            whole=True,
        )

    def _other(self, match: Match, rival: str) -> Decision:
        if rival:
            return Decision("rival", (rival,), rival=rival)
        if not self._page.phrases:
            return Decision("other_unknown")
        if match.matched:
            return Decision("other_near", match.matched, keyword=match.keyword)
        return Decision("other")

    def _content(self, tokens: Sequence[Token], language: str | None) -> list[str]:
        """Give the words that count, by the small words of the language the anchor is in."""
        content = [t.folded for t in tokens if not heads.is_function(t.folded, self._language)]
        if language is None and len(content) == len(tokens) > 1:
            language = guess([t.folded for t in tokens], self._language)
        if language and language != self._language:
            held = self._page.holds
            content = [w for w in content if held(w) or not heads.is_function(w, language)]
        return content

    def _named(self, seen: Seen, listed: Generic | None) -> Named | None:
        found = self._names.find(seen.tokens)
        keyword: Named | None = None
        for naming in found:
            whole = naming.end - naming.start == len(seen.tokens)
            if whole and listed and listed.listed and not self._is_cased(seen.tokens, naming):
                continue
            name = named(seen.tokens, seen.shown, naming, self._page)
            if name and name.reads_as == "brand":
                return name
            keyword = keyword or name
        return keyword or (None if listed else self._misspelt(seen))

    def _is_cased(self, tokens: Sequence[Token], naming: Naming) -> bool:
        own = [token.shown for token in naming.name.tokens]
        written = [token.shown for token in tokens]
        return written == own and any(word[:1].isupper() for word in own)

    def _misspelt(self, seen: Seen) -> Named | None:
        if self._rivals.find(seen.tokens):
            return None
        others = self._rivals.words | frozenset(
            t.folded for t in seen.tokens if self._page.holds(t.folded)
        )
        naming = self._names.find_misspelt(seen.tokens, others)
        return named(seen.tokens, seen.shown, naming, self._page) if naming else None

    def _branded(self, seen: Seen, name: Named) -> Decision:
        places = self._named_places(seen, name)
        rest = [t for i, t in enumerate(seen.tokens) if i not in places]
        telling = [t.folded for t in rest if not self._is_neutral(t.folded)]
        goods = [word for word in telling if not heads.is_shopping(word, self._language)]
        match = self._page.match(goods)
        brand = name.naming.name.shown
        rival = self._rivals.find(rest) or ""
        content = [t.folded for t in rest if not heads.is_function(t.folded, self._language)]
        told = Decision(
            "brand_keyword",
            match.matched,
            brand=brand,
            keyword=match.keyword,
            rival=rival,
            named=places,
            ambiguous=name.ambiguous,
            misspelt_brand=name.naming.misspelt,
            whole=bool(match.matched) and self._page.match(content).whole,
        )
        if match.matched:
            return told
        matched = tuple(seen.tokens[i].shown for i in sorted(places))
        if name.naming.misspelt:
            way = "brand_misspelt"
        elif name.ambiguous:
            way = "brand_as_keyword"
        elif not name.sure:
            way = "brand_unsure"
        else:
            way = "brand_plus" if telling else "brand_alone"
        return replace(told, way=way, matched=matched, brand_plus=bool(telling), keyword="")

    def _named_places(self, seen: Seen, name: Named) -> frozenset[int]:
        """Give the places of all words that name the brand, the longest stretch first."""
        places = set(range(name.naming.start, name.naming.end))
        for other in self._names.find(seen.tokens):
            stretch = set(range(other.start, other.end))
            if places.isdisjoint(stretch) and not other.name.ordinary:
                places |= stretch
        return frozenset(places)

    def _is_neutral(self, folded: str) -> bool:
        own = self._names.own_words
        if folded in own or is_neutral(folded, self._language):
            return not self._page.holds(folded)
        # "die Roesterei Nordwind": a member of the brand's own compound describes nothing new.
        return any(folded in members(word, (folded,), self._language)[1:] for word in own)
