"""What a user says of a site (SITE.toml), or what was inferred and is to be corrected."""

from dataclasses import dataclass

from roadsign.model.audit import PageType

INFERRED = "# inferred"
"""The mark behind keywords that nobody has confirmed yet."""


@dataclass(frozen=True, slots=True)
class SitePage:
    """One page that a user named; what is left out is null."""

    url: str
    keywords: tuple[str, ...] = ()
    type: PageType | None = None
    competitive: bool | None = None
    demand: float | None = None
    rank: float | None = None
    unconfirmed: bool = False
    """Its keywords still carry the mark with which inferred ones are written."""


@dataclass(frozen=True, slots=True)
class Site:
    """A site: its domain, its brand names, its rivals, its pages."""

    domain: str | None = None
    brand: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    pages: tuple[SitePage, ...] = ()
