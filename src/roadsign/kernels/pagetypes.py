"""The type of a page, by its address."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from urllib.parse import unquote

from roadsign.model.audit import PageType

_DEFAULT_DOCUMENT = re.compile(r"^(?:index|default|home)\.[a-z]{3,5}$")
_LANGUAGE = re.compile(r"^([a-z]{2})(?:[-_]([a-z]{2}|[a-z]{4}))?$")
_ENDING = re.compile(r"\.(?:html?|php|aspx?|jsp)$")

COMPETITIVE: frozenset[PageType] = frozenset({"home", "category"})
"""Types whose keywords are taken for competitive unless the user says otherwise."""


@lru_cache(maxsize=65536)
def page_type(address: str) -> PageType:
    """
    Give the type of a page from its address alone.

    The root or a language folder alone is ``home``; else the deepest folder that the data file
    ``page_types.toml`` knows decides (a product below a collection is a product), and the last
    segment, a page's own name, only where no folder does (an article may be called "gifts").
    """
    segments = _segments(address)
    if not segments or (len(segments) == 1 and _is_language(segments[0])):
        return "home"
    known = _known()
    folders = [known[segment] for segment in segments[:-1] if segment in known]
    return folders[-1] if folders else known.get(segments[-1], "other")


def _segments(address: str) -> list[str]:
    path = address.partition("://")[2].partition("/")[2]
    path = path.partition("#")[0].partition("?")[0]
    parts = [part for part in path.split("/") if part]
    if parts and _DEFAULT_DOCUMENT.match(parts[-1].casefold()):
        parts.pop()
    return [_fold(part) for part in parts]


def _fold(segment: str) -> str:
    plain = unicodedata.normalize("NFKD", unquote(segment).casefold().replace("_", "-"))
    return _ENDING.sub("", "".join(c for c in plain if not unicodedata.combining(c)))


def _is_language(segment: str) -> bool:
    match = _LANGUAGE.match(segment)
    return bool(match) and segment[:2] in _data()["languages"]["codes"]


@cache
def _data() -> Mapping[str, Mapping[str, list[str]]]:
    text = files("roadsign.kernels").joinpath("page_types.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _known() -> Mapping[str, PageType]:
    known: dict[str, PageType] = {}
    types: tuple[PageType, ...] = ("category", "product", "article", "tool")
    for kind in types:
        known.update(dict.fromkeys(_data()["segments"][kind], kind))
    return known
