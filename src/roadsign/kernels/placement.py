"""Which part of a page an element is: navigation, header, footer, aside, comments, main."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


class Landmark(NamedTuple):
    """What an element says of the part of the page it holds, by each of the three ways."""

    by_tag: str | None
    by_role: str | None
    by_name: str | None
    heads_a_text: bool
    """It is ``header``: the page's, unless it stands inside a text."""
    holds_a_text: bool
    """It is ``main`` or ``article``."""


class Place(NamedTuple):
    """What the elements around a spot say, nearest first, each way for itself."""

    by_tag: str | None = None
    by_role: str | None = None
    by_name: str | None = None
    in_a_text: bool = False

    def inside(self, landmark: Landmark) -> "Place":
        """Give the place inside a landmark that stands here."""
        own_tag = None if landmark.heads_a_text and self.in_a_text else landmark.by_tag
        return Place(
            own_tag or self.by_tag,
            landmark.by_role or self.by_role,
            landmark.by_name or self.by_name,
            self.in_a_text or landmark.holds_a_text,
        )

    @property
    def placement(self) -> str | None:
        """The nearest semantic element decides, else the nearest role, else the nearest name."""
        return self.by_tag or self.by_role or self.by_name


@dataclass(frozen=True, slots=True)
class _Hint:
    placement: str
    words: frozenset[str]
    unless: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Signs:
    tags: Mapping[str, str]
    headed: frozenset[str]
    roles: Mapping[str, str]
    hints: tuple[_Hint, ...]
    names: Mapping[str, str]


@lru_cache(1 << 14)
def landmark(
    tag: str, role: str | None, classes: str | None, identity: str | None
) -> Landmark | None:
    """Say what an element is by its tag, role, class and id; None: nothing."""
    signs = _signs()
    by_tag = signs.tags.get(tag)
    roles = role.lower().split() if role else ()
    by_role = next((signs.roles[each] for each in roles if each in signs.roles), None)
    by_name = _named(f"{classes or ''} {identity or ''}")
    if not (by_tag or by_role or by_name):
        return None
    return Landmark(by_tag, by_role, by_name, tag == "header", tag in signs.headed)


def landmark_tags() -> frozenset[str]:
    """Give the tags that say by themselves which part of a page an element is."""
    return frozenset(_signs().tags)


def _named(names: str) -> str | None:
    signs = _signs()
    each = names.split()
    worded = [_words(name) for name in each]
    for hint in signs.hints:
        if any(hint.words & words and not hint.unless & words for words in worded):
            return hint.placement
    whole = (name.lower().replace("_", "-") for name in each)
    return next((signs.names[name] for name in whole if name in signs.names), None)


def _words(name: str) -> frozenset[str]:
    """Give the words of a name, and each two that follow one another as one: ``side-bar``."""
    words = [word.lower() for word in _WORD.findall(name)]
    return frozenset([*words, *map("".join, pairwise(words))])


@cache
def _signs() -> _Signs:
    text = files("roadsign.kernels").joinpath("placement.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return _Signs(
        table["tags"],
        frozenset(table["headed"]["tags"]),
        table["roles"],
        tuple(
            _Hint(each["placement"], frozenset(each["words"]), frozenset(each["unless"]))
            for each in table["hints"]
        ),
        table["names"],
    )
