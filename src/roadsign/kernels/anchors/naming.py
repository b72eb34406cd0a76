"""Where an anchor names the site: the longest form of its brand, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from roadsign.kernels.anchors import lexicon
from roadsign.kernels.anchors.compounds import is_compound
from roadsign.kernels.anchors.misspelling import edits, is_word
from roadsign.kernels.anchors.normalise import read
from roadsign.kernels.anchors.segments import segment
from roadsign.kernels.anchors.stems import Keys, keys, plain, spellings
from roadsign.kernels.anchors.tokens import Token, is_unsegmented, words

_MOST_TOKENS = 8
_CASES = frozenset(
    {"ar", "cs", "de", "el", "fi", "hu", "nl", "pl", "ru", "sv", "da", "no", "tr", "uk"}
)


@dataclass(frozen=True, slots=True)
class Name:
    """One form of a brand: as it is shown, and as it is compared."""

    shown: str
    tokens: tuple[Token, ...]
    solid: frozenset[str]
    """The whole name written as one word, in each spelling."""
    keys: tuple[Keys, ...]
    ordinary: bool
    """Every word of it stands in a dictionary."""
    coined: bool
    """An ordinary word that is a long compound, which few texts use as a word."""
    derived: bool
    """Taken from the domain, or a given name less its article."""


class Naming(NamedTuple):
    """A stretch of an anchor's tokens that names the brand."""

    name: Name
    start: int
    end: int
    misspelt: bool = False

    @property
    def length(self) -> int:
        """Say how many letters of the brand are named."""
        return max(map(len, self.name.solid))


class Names:
    """All forms of a site's brand, found in anchors."""

    def __init__(self, brands: Sequence[str], label: str, language: str | None) -> None:
        self.language = language
        self.forms = _forms(brands, label, language)
        self.solid = {s: name for name in reversed(self.forms) for s in name.solid}
        self.own_words = frozenset(t.folded for name in self.forms for t in name.tokens)
        self._cased = [n for n in self.forms if len(n.tokens) > 1 or language in _CASES]
        self._first = frozenset().union(*(k for n in self._cased for k in n.keys))
        # A word that begins as no name does begins none.
        self._openings = frozenset(s[:n] for s in self.solid for n in (1, 2))
        self._lengths = {len(s) for s in self.solid}

    def vocabulary(self) -> frozenset[str]:
        """Give what has to stay whole where text is cut into words."""
        return frozenset(s for s in self.solid if is_unsegmented(s))

    def find(self, tokens: Sequence[Token]) -> list[Naming]:
        """Give every stretch that names the brand without a mistake, the longest first."""
        found = self._solid(tokens)
        if any(not self._first.isdisjoint(keys(t.folded, self.language)) for t in tokens):
            found += self._inflected(tokens)
        return sorted(found, key=lambda n: (-n.length, n.end - n.start, n.start))

    def find_misspelt(self, tokens: Sequence[Token], others: frozenset[str]) -> Naming | None:
        """Give the stretch that names the brand within the limits of a misspelling, if one does."""
        if not any(self._may_be_misspelt(token.folded) for token in tokens):
            return None
        best: tuple[int, Naming] | None = None
        for name in self.forms:
            size = len(name.tokens)
            for start in range(len(tokens)):
                for width in {1, size}:
                    stretch = tokens[start : start + width]
                    if len(stretch) < width:
                        continue
                    distance = self._distance(stretch, name, others)
                    if distance and (best is None or distance < best[0]):
                        best = distance, Naming(name, start, start + width, misspelt=True)
        return best[1] if best else None

    def _may_be_misspelt(self, folded: str) -> bool:
        return folded not in self.own_words and not is_word(folded, self.language)

    def _solid(self, tokens: Sequence[Token]) -> list[Naming]:
        found = []
        longest = max(self._lengths, default=0)
        for start, token in enumerate(tokens):
            if token.folded.isascii() and token.folded[:2] not in self._openings:
                continue
            joined = ""
            for end in range(start + 1, min(len(tokens), start + _MOST_TOKENS) + 1):
                joined += tokens[end - 1].folded
                if len(joined) > longest + 2 * (end - start):
                    break
                name = next((self.solid[s] for s in _ways(joined) if s in self.solid), None)
                if name:
                    found.append(Naming(name, start, end))
        return found

    def _inflected(self, tokens: Sequence[Token]) -> list[Naming]:
        found = []
        ands = lexicon.phrases("and", lexicon.ANY)
        places = [i for i, token in enumerate(tokens) if token.folded not in ands]
        spelt = [keys(tokens[place].folded, self.language) for place in places]
        for name in self._cased:
            size = len(name.keys)
            for start in range(len(places) - size + 1):
                if _same(spelt[start : start + size], name.keys):
                    end = places[start + size - 1] + 1
                    found.append(Naming(name, places[start], end))
        return found

    def _distance(self, stretch: Sequence[Token], name: Name, others: frozenset[str]) -> int:
        """Give the number of edits that make the name of a stretch; 0 where it is not the name."""
        own = {token.folded for token in name.tokens}
        for token in stretch:
            strange = token.folded not in own
            if strange and (token.folded in others or is_word(token.folded, self.language)):
                return 0
        joined = plain("".join(token.folded for token in stretch))
        return min(filter(None, (edits(joined, solid) for solid in name.solid)), default=0)


def _forms(brands: Sequence[str], label: str, language: str | None) -> list[Name]:
    names: dict[frozenset[str], Name] = {}
    for brand in brands:
        for shown, derived in ((brand, False), (_without_article(brand), True)):
            name = _name(shown, language, derived=derived)
            if name and name.solid:
                names.setdefault(name.solid, name)
    # The domain's own label names the site, unless it is a common word that nobody gave as a brand.
    own = _name(label, language, derived=True)
    if own and own.solid and not (brands and own.ordinary and len(own.tokens) == 1):
        names.setdefault(own.solid, own)
    return sorted(names.values(), key=lambda n: (-max(map(len, n.solid)), n.derived))


def _name(shown: str, language: str | None, *, derived: bool) -> Name | None:
    visible = read(shown.removeprefix("@")).shown
    tokens = tuple(_cut(words(visible, language), language))
    if not tokens:
        return None
    content = [t for t in tokens if t.folded not in lexicon.phrases("and", lexicon.ANY)]
    whole = "".join(token.folded for token in tokens).replace("&", "")
    solid = set(_ways(whole)) | set(_ways("".join(t.folded for t in content)))
    if "'s" in visible.casefold():
        # Sites whose name is a genitive are named with its s and without.
        whole = "".join(t.folded for t in words(visible.replace("'", ""), language))
        solid |= _ways(whole)
    if len(content) < len(tokens):
        joints = lexicon.phrases("and", lexicon.ANY) - {"&", "+"}
        solid |= {s for joint in joints for s in _ways(_joined(tokens, joint))}
    ordinary = all(is_word(t.folded, language) for t in content)
    coined = len(content) == 1 and is_compound(content[0].folded, language)
    if len(content) > 1 and visible.casefold() == visible.upper():
        # Without capitals only the words themselves can tell; two beside each other do.
        ordinary = False
    return Name(
        visible,
        tokens,
        frozenset(s for s in solid if s),
        tuple(keys(token.folded, language) for token in content),
        ordinary,
        coined,
        derived,
    )


def _joined(tokens: Sequence[Token], joint: str) -> str:
    ands = lexicon.phrases("and", lexicon.ANY)
    return "".join(joint if token.folded in ands else token.folded for token in tokens)


def _cut(tokens: list[Token], language: str | None) -> list[Token]:
    if not any(is_unsegmented(token.folded) for token in tokens):
        return tokens
    pieces = [p for t in tokens for p in segment(t.folded, (), language)]
    return [Token(piece, piece) for piece in pieces]


def _ways(joined: str) -> Keys:
    bare = joined.replace("&", "").replace("+", "")
    return spellings(bare)


def _without_article(brand: str) -> str:
    first, _, rest = brand.partition(" ")
    return rest if rest and first.casefold() in lexicon.union("articles") else brand


def _same(found: Sequence[Keys], wanted: Sequence[Keys]) -> bool:
    """Say whether words are those of a name, in any order."""
    left = list(wanted)
    for spelt in found:
        match = next((keys_ for keys_ in left if not keys_.isdisjoint(spelt)), None)
        if match is None:
            return False
        left.remove(match)
    return not left
