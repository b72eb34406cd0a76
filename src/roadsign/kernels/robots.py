"""What a page tells robots: meta tags, the X-Robots-Tag header, and the rel of a link."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

_BETWEEN = re.compile(r"[\s,]+")
_ROBOT = re.compile(r"\s*(\*|[A-Za-z][\w.-]*)\s*:\s*(.*)", re.DOTALL)
_GENERAL = "robots"
_LONGEST = 2000


class Rel(NamedTuple):
    """The hints of a link's rel, each True or False."""

    nofollow: bool
    ugc: bool
    sponsored: bool


class PageRobots(NamedTuple):
    """Directives for all robots, and those that name one (``googlebot: noindex``)."""

    general: tuple[str, ...]
    specific: tuple[str, ...]

    @property
    def nofollow(self) -> bool:
        """Whether all robots are told to follow none of the page's links."""
        return not _table()["unfollowed"].isdisjoint(self.general)


@lru_cache(1 << 14)
def rel_of(rel: str) -> Rel:
    """Read a rel: ASCII case folded, split on white space and commas, unknown tokens ignored."""
    tokens = frozenset(_BETWEEN.split(rel.lower()))
    return Rel("nofollow" in tokens, "ugc" in tokens, "sponsored" in tokens)


def has_token(rel: str, token: str) -> bool:
    """Say whether a rel holds a token."""
    return token in _BETWEEN.split(rel.lower())


def speaks_to_robots(name: str) -> bool:
    """Say whether a meta of that name (lower case) holds directives, for all robots or one."""
    return name == _GENERAL or name in _table()["robots"] or name.endswith("bot")


def page_robots(metas: Iterable[tuple[str, str]], headers: Iterable[str]) -> PageRobots:
    """Join the directives of metas (name, content) and X-Robots-Tag values, each told once."""
    general: dict[str, None] = {}
    specific: dict[str, None] = {}
    spoken = [*metas, *(each for header in headers for each in _header(header))]
    for name, content in spoken:
        for directive in _directives(content):
            if name.lower() == _GENERAL:
                general[directive[:200]] = None
            else:
                specific[f"{name.lower()}: {directive}"[:200]] = None
    return PageRobots(tuple(general), tuple(specific))


def _directives(content: str) -> Iterable[str]:
    """Split at commas, and at white space too where no value may hold it."""
    for part in content.lower().split(","):
        yield from [part.strip()] if ":" in part else part.split()


def _header(value: str) -> Iterable[tuple[str, str]]:
    """Split ``googlebot: nofollow, noarchive``: a robot's name holds until the next one."""
    name = _GENERAL
    for part in value[:_LONGEST].split(","):
        named = _ROBOT.match(part)
        if named and named[1].lower() not in _table()["valued"]:
            name, directive = named[1].lower(), named[2]
        else:
            directive = part
        yield (_GENERAL if name in {_GENERAL, "*"} else name), directive


@cache
def _table() -> Mapping[str, frozenset[str]]:
    text = files("roadsign.kernels").joinpath("robots.toml").read_text("utf-8")
    return {key: frozenset(value) for key, value in tomllib.loads(text).items()}
