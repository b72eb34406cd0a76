"""The tables of the demo: its shop, its rivals, the sites that link, and how people speak."""

import datetime as dt
from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec

from roadsign.model.anchors import AnchorClass
from roadsign.model.audit import PageType
from roadsign.model.verdicts import Verdict

_Table = TypeVar("_Table")


class Shop(msgspec.Struct, frozen=True):
    """The shop whose links are audited."""

    name: str
    domain: str
    brand: list[str]
    exported: dt.date
    """The day of every export; no link is newer."""
    first_link: dt.date


class Mix(msgspec.Struct, frozen=True):
    """The natural shares of the classes, and how closely natural pages keep to them."""

    loose: float
    words: dict[AnchorClass, float]


class Burst(msgspec.Struct, frozen=True):
    """Copies of one page that all appeared within a few days with one phrase, not followed."""

    sites: int
    phrase: str
    start: dt.date
    days: int


class Page(msgspec.Struct, frozen=True):
    """One page of the shop, the comparable pages of its rivals, and what is planned for it."""

    path: str
    type: PageType
    mix: str
    sites: int
    """Followed sites that link to the shop's page."""
    keywords: list[str] = []
    rivals: int = 0
    """Followed sites that link to a rival's page, on average; 0: no rival has one."""
    plan: Verdict | None = None
    """The verdict that the audit must come to; none is planned for small pages."""
    rank: float | None = None
    demand: int = 0
    variants: list[str] = []
    """Other spellings of its address."""
    old: list[str] = []
    """Addresses that now redirect to it."""
    exact: list[str] = []
    branded: list[str] = []
    partial: list[str] = []
    other: list[str] = []
    words: dict[AnchorClass, float] | None = None
    """The shares on the shop's page where they are not the natural ones."""
    pushed: bool = False
    badge: bool = False
    moved: bool = False
    burst: Burst | None = None


class Rival(msgspec.Struct, frozen=True):
    """Another shop for the same keywords."""

    name: str
    domain: str
    size: float
    folders: dict[str, str]
    """What it calls the shop's folders."""
    lacks: list[str]
    """Paths of the shop for which it has no page."""


class Small(msgspec.Struct, frozen=True):
    """Pages with a handful of links: path to number."""

    shop: dict[str, int]
    rival: dict[str, int]
    rival_share: float


class Search(msgspec.Struct, frozen=True):
    """What people ask a search engine for, and how its exports are headed."""

    brand: list[str]
    brand_impressions: int
    keyword: dict[str, float]
    queries_head: list[str]
    pages_head: list[str]
    latest_head: list[str]
    filters: list[list[str]]


class World(msgspec.Struct, frozen=True):
    """All of ``shop.toml``."""

    shop: Shop
    mixes: dict[str, Mix]
    pages: list[Page]
    small: Small
    rivals: list[Rival]
    search: Search


class Kind(msgspec.Struct, frozen=True):
    """A kind of site that links to shops."""

    weight: float
    rating: float
    path: str
    platform: str
    page_type: str
    nofollow: float
    ugc: float = 0.0
    sponsored: float = 0.0
    footer: float = 0.0


class Habits(msgspec.Struct, frozen=True):
    """Who does what, and what an export calls it."""

    arranged: list[str]
    badges: list[str]
    lost: list[str]
    lost_on_the_way: str
    dropped: str
    broken: list[tuple[str, str]]


class Copies(msgspec.Struct, frozen=True):
    """How sites that copy others are called."""

    first: list[str]
    second: list[str]
    title: str
    path: str


class Sites(msgspec.Struct, frozen=True):
    """All of ``sites.toml``."""

    kinds: dict[str, Kind]
    endings: dict[str, list[str]]
    habits: Habits
    copies: Copies


class Language(msgspec.Struct, frozen=True):
    """How people who write a language call sites, pages and links."""

    weight: float
    first: list[str]
    second: list[str]
    titles: list[str]
    generic: list[str]
    other: list[str]
    left: list[str]
    right: list[str]
    brand: list[str]
    months: list[str]


@cache
def world() -> World:
    """Give the shop, its pages and its rivals."""
    return table("shop.toml", World)


@cache
def sites() -> Sites:
    """Give the kinds of sites."""
    return table("sites.toml", Sites)


@cache
def languages() -> dict[str, Language]:
    """Give every language by its code, in the order of the codes."""
    folder = files("roadsign.demo").joinpath("languages")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return {name.removesuffix(".toml"): table(f"languages/{name}", Language) for name in names}


@cache
def ahrefs_header() -> tuple[str, ...]:
    """Give the columns of an export of backlinks in their order."""
    text = files("roadsign.demo").joinpath("ahrefs_header.txt").read_text("utf-8")
    return tuple(text.splitlines())


def table(name: str, shape: type[_Table]) -> _Table:
    """Read a table of the demo by its path below this package."""
    told = files("roadsign.demo").joinpath(name).read_bytes()
    return msgspec.toml.decode(told, type=shape)
