"""The keywords of a page, ready to be compared with the words of many anchors."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from roadsign.kernels.anchors import heads
from roadsign.kernels.anchors.atoms import Atoms, Numbers
from roadsign.kernels.anchors.compounds import same_head
from roadsign.kernels.anchors.hanzi import simplified
from roadsign.kernels.anchors.misspelling import nearest
from roadsign.kernels.anchors.normalise import fold, read
from roadsign.kernels.anchors.segments import cut_words, segment, shared_end
from roadsign.kernels.anchors.stems import stem
from roadsign.kernels.anchors.tokens import Token, is_unsegmented, words

_THREE = 3
"""From so many content words half of them make a partial match."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A keyword as it is compared."""

    text: str
    folded: str
    content: tuple[str, ...]
    """Its content words, folded."""
    heads: tuple[str, ...]
    """The words that it is a kind of, the likeliest first."""
    solid: str
    """Its content words written as one."""


Parts = tuple[list[Numbers], frozenset[int]]


class Match(NamedTuple):
    """How the words of an anchor stand to the keywords."""

    kind: Literal["exact", "partial"] | None
    matched: tuple[str, ...]
    """The words of the anchor that are words of a keyword."""
    keyword: str = ""
    head_only: bool = False
    misspelt: bool = False
    whole: bool = False
    """All words of some keyword are there."""


_NONE = Match(None, ())


class Vocabulary:
    """The keywords of a page in its language; ``uncut`` stays whole where text is cut."""

    def __init__(
        self, texts: Iterable[str], language: str | None, uncut: frozenset[str] = frozenset()
    ) -> None:
        self.language = language
        shown = tuple(dict.fromkeys(read(text).shown for text in texts))
        self.uncut = uncut | cut_words(shown, language)
        self.phrases = tuple(p for p in map(self._phrase, shown) if p.content)
        self.words = tuple(dict.fromkeys(w for p in self.phrases for w in p.content))
        self.atoms = Atoms(self.words, language)
        self.solid = frozenset(p.solid for p in self.phrases)
        self._ready: dict[str, Parts] = {}

    def tokens(self, shown: str) -> list[Token]:
        """Give the words of a text, cut where the page's own vocabulary says so."""
        if shown.isascii() or not is_unsegmented(shown):
            return words(shown, self.language)
        text = simplified(shown) if self.language == "zh" else shown
        cut: list[Token] = []
        for token in words(text, self.language):
            if is_unsegmented(token.folded):
                pieces = segment(token.folded, self.uncut, self.language)
                cut += [Token(piece, piece) for piece in pieces]
            else:
                cut.append(token)
        return cut

    def holds(self, folded: str) -> bool:
        """Say whether a word is a word of a keyword, or a member of one."""
        return self.atoms.known(folded) is not None

    def canonical(self, folded: str) -> str:
        """Give the stem that stands for a word, the keyword's own where it is one."""
        known = self.atoms.known(folded)
        return stem(folded if known is None else self.atoms.name(known), self.language)

    def match(self, content: Sequence[str]) -> Match:
        """Compare the content words of an anchor, folded, with each keyword."""
        if not self.phrases or not content:
            return _NONE
        found = self._match(content)
        if found.kind == "exact" or all(map(self.holds, content)):
            return found
        corrected = [self._corrected(word) for word in content]
        if corrected == list(content):
            return found
        better = self._match(corrected)
        return found if better.kind in {found.kind, None} else better._replace(misspelt=True)

    def _match(self, content: Sequence[str]) -> Match:
        anchor, keywords = self.atoms.compare(content)
        present = frozenset().union(*(atoms for _, atoms in anchor))
        if keywords is self.atoms.base and max(present) < 0:
            # No word of the anchor is a word of a keyword: the usual case.
            return self._same_kind(anchor) or _NONE
        best = _NONE
        held = False
        for phrase in self.phrases:
            parts, whole = self._parts(phrase, keywords)
            held = held or whole <= present
            matched = tuple(word for word, atoms in anchor if not whole.isdisjoint(atoms))
            if present == whole:
                return Match("exact", matched, phrase.text, whole=True)
            if best.kind is None and self._is_partial(phrase, parts, present):
                only = any(present == {keywords[head][-1]} for head in phrase.heads)
                best = Match("partial", matched, phrase.text, head_only=only)
            elif best.kind is None and len(matched) > len(best.matched):
                best = Match(None, matched, phrase.text)
        if best.kind:
            return best._replace(whole=held)
        return self._same_kind(anchor) or best

    def _parts(self, phrase: Phrase, keywords: dict[str, Numbers]) -> Parts:
        """Give the numbers of a keyword's words, and all of them together."""
        usual = keywords is self.atoms.base
        if usual and phrase.text in self._ready:
            return self._ready[phrase.text]
        parts = [keywords[word] for word in phrase.content]
        found = parts, frozenset(atom for part in parts for atom in part)
        if usual:
            self._ready[phrase.text] = found
        return found

    def _is_partial(
        self, phrase: Phrase, parts: Sequence[tuple[int, ...]], present: frozenset[int]
    ) -> bool:
        if any(parts[phrase.content.index(head)][-1] in present for head in phrase.heads):
            return True
        hits = [
            w for w, part in zip(phrase.content, parts, strict=True) if present.issuperset(part)
        ]
        telling = any(not heads.is_shopping(word, self.language) for word in hits)
        return len(parts) >= _THREE and 2 * len(hits) >= len(parts) and telling

    def _same_kind(self, anchor: Sequence[tuple[str, tuple[int, ...]]]) -> Match | None:
        """Find a compound with the head of a keyword's compound, another product of the kind."""
        for phrase in self.phrases:
            for word, _ in anchor:
                if self._shares_head(word, phrase.heads[0]):
                    return Match("partial", (word,), phrase.text)
        return None

    def _shares_head(self, word: str, head: str) -> bool:
        if self.atoms.compounding:
            return bool(same_head(word, head, str(self.language)))
        return not word.isascii() and shared_end(word, head)

    def _corrected(self, word: str) -> str:
        return word if self.holds(word) else nearest(word, self.words, self.language) or word

    def _phrase(self, shown: str) -> Phrase:
        tokens = self.tokens(shown)
        content = [t for t in tokens if not heads.is_function(t.folded, self.language)] or tokens
        folded = tuple(dict.fromkeys(t.folded for t in content))
        places = heads.places(tokens, self.language)
        found = tuple(w for place in places if (w := tokens[place].folded) in folded)
        found = found or folded[-1:]
        solid = "".join(t.folded for t in content)
        return Phrase(shown, fold(shown, self.language), folded, found, solid)
