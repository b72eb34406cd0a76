"""What stands around links: the words of each language, and the habits of sites and crawlers."""

import datetime as dt
from functools import cache

import msgspec

from roadsign.demo.tables import languages, table


class PageWords(msgspec.Struct, frozen=True):
    """What stands around the links on a page in one language."""

    tags: list[str]
    """Values of the attribute lang: the bare language first, then with regions."""
    nav: list[str]
    heads: list[str]
    prose: list[str]
    entries: list[str]
    said: list[str]
    people: list[str]
    comments: str
    related: str
    sponsor: str
    rights: str
    privacy: str
    partners: str
    listed: str
    gone: str


class CrawlPlan(msgspec.Struct, frozen=True):
    """One crawl: its name, its first moment, the seconds from one page to the next."""

    name: str
    begun: dt.datetime
    pace: float


class Crawler(msgspec.Struct, frozen=True):
    """What the crawler is called, and what it does with pages that stay or go."""

    software: str
    description: str
    unchanged: float
    missed: float
    more_pages: int
    gone_for_good: float
    paths: list[str]
    servers: list[str]


class Charsets(msgspec.Struct, frozen=True):
    """Who writes other bytes than UTF-8, and how they are told."""

    share: float
    in_header: float
    of: dict[str, str]


class PageHabits(msgspec.Struct, frozen=True):
    """Shares of sites and of pages that have a habit."""

    named_entities: float
    base: float
    absolute: float
    without_scheme: float
    region: float
    page_nofollow: float
    header_nofollow: float
    noscript: float
    template: float
    json_ld: float
    old_link_in_comment: float
    mail: float
    blogroll: float
    empty_alt: float
    caption: float
    never: str


class Tells(msgspec.Struct, frozen=True):
    """All of ``pages.toml``."""

    crawls: list[CrawlPlan]
    crawler: Crawler
    frames: dict[str, float]
    bodies: dict[str, str]
    charsets: Charsets
    habits: PageHabits


@cache
def tells() -> Tells:
    """Give the habits of sites and of the crawler."""
    return table("pages.toml", Tells)


@cache
def page_words() -> dict[str, PageWords]:
    """Give the words around links by the code of their language."""
    return {code: table(f"page_words/{code}.toml", PageWords) for code in languages()}
