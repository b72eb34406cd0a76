"""Words as numbers: words of one meaning share a number, compounds have one for each member."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from roadsign.kernels.anchors.compounds import compounds, members
from roadsign.kernels.anchors.stems import Keys, keys

_LEAST_JOINED = 5
"""Letters of the shortest word that is read as two."""
Numbers = tuple[int, ...]


class Compared(NamedTuple):
    """An anchor's words and the keywords' words, each with its numbers."""

    anchor: list[tuple[str, Numbers]]
    keywords: dict[str, Numbers]


class Atoms:
    """The words of a page's keywords, numbered."""

    def __init__(self, words: Sequence[str], language: str | None) -> None:
        self.language = language
        self.compounding = compounds(language)
        self._words = words
        self._names: list[str] = []
        self._numbers: dict[str, int] = {}
        self._seen: dict[str, int | None] = {}
        self._parts = {word: members(word, words, language) for word in words}
        for part in dict.fromkeys((*words, *(p for ps in self._parts.values() for p in ps))):
            self._number(part, self._numbers)
        self.base = {w: tuple(map(self._must, parts)) for w, parts in self._parts.items()}
        self._joins = {
            key: (a, b)
            for a in words
            for b in words
            if a != b and len(a + b) >= _LEAST_JOINED
            for key in (a + b, *keys(a + b, language))
        }

    def known(self, word: str) -> int | None:
        """Give the number of a folded word that is, or is a member of, a keyword's word."""
        if word not in self._seen:
            found = [self._numbers[k] for k in self._keys(word) if k in self._numbers]
            self._seen[word] = min(found, default=None)
        return self._seen[word]

    def name(self, number: int) -> str:
        """Give the word that a number was given for."""
        return self._names[number]

    def compare(self, content: Sequence[str]) -> Compared:
        """Give the numbers of an anchor's words and of the keywords', compounds of both split."""
        words = self._joined(content)
        strange = [word for word in words if self.known(word) is None]
        local: dict[str, int] = {}
        if not (strange and self.compounding):
            anchor = [(word, self._local((word,), local)) for word in words]
            return Compared(anchor, self.base)
        keywords = dict(self.base)
        spread = [part for parts in self._parts.values() for part in parts]
        both = (*strange, *spread)
        for word in self._words:
            if len(members(word, strange, self.language)) > 1:
                keywords[word] = self._local(members(word, both, self.language), local)
        anchor = []
        for word in words:
            split = members(word, spread, self.language) if word in strange else (word,)
            own = self.known(word)
            base = keywords.get(word) or (self._of(own, keywords) if own is not None else None)
            anchor.append((word, base or self._local(split, local)))
        return Compared(anchor, keywords)

    def _of(self, number: int, keywords: dict[str, Numbers]) -> Numbers | None:
        """Give the members of the keyword's word that an inflected form belongs to."""
        return keywords.get(self._names[number])

    def _joined(self, content: Sequence[str]) -> list[str]:
        """Join words that a keyword writes as one, part what it writes as two."""
        words: list[str] = []
        for word in content:
            if self.known(word) is not None:
                words.append(word)
            elif len(word) >= _LEAST_JOINED and (pair := self._pair(word)):
                words.extend(pair)
            elif words and self.known(words[-1] + word) is not None:
                words[-1] += word
            else:
                words.append(word)
        return self._joined_known(words)

    def _pair(self, word: str) -> tuple[str, str] | None:
        """Give the two words of a keyword that a word is made of."""
        if word in self._joins:
            return self._joins[word]
        found = (self._joins[key] for key in self._keys(word) if key in self._joins)
        return next(found, None)

    def _joined_known(self, words: list[str]) -> list[str]:
        """Join words of which one alone is known as well (``glas lykta``)."""
        joined: list[str] = []
        for word in words:
            pair = joined[-1] + word if joined else ""
            strange = pair and not (
                self.known(joined[-1]) is not None and self.known(word) is not None
            )
            if strange and self.known(pair) is not None:
                joined[-1] = pair
            else:
                joined.append(word)
        return joined

    def _local(self, parts: Iterable[str], local: dict[str, int]) -> Numbers:
        found: list[int] = []
        for part in parts:
            known = self.known(part)
            number = self._base_of(part) if known is not None else None
            found += number or (self._new(part, local),)
        return tuple(found)

    def _base_of(self, part: str) -> Numbers:
        known = self.known(part)
        return () if known is None else self.base.get(self._names[known], (known,))

    def _new(self, part: str, local: dict[str, int]) -> int:
        spelt = self._keys(part)
        number = next((local[key] for key in spelt if key in local), None)
        if number is None:
            number = -1 - len(local)
        for key in spelt:
            local.setdefault(key, number)
        return number

    def _number(self, word: str, numbers: dict[str, int]) -> int:
        spelt = self._keys(word)
        number = min((numbers[key] for key in spelt if key in numbers), default=None)
        if number is None:
            number = len(self._names)
            self._names.append(word)
        for key in spelt:
            numbers.setdefault(key, number)
        return number

    def _must(self, word: str) -> int:
        return self._number(word, self._numbers)

    def _keys(self, word: str) -> Keys:
        return keys(word, self.language)
