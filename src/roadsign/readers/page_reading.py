"""One HTML page with what was told about it on the way: its row, and its links resolved."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from roadsign.kernels.html import HtmlPage, LinkColumns
from roadsign.kernels.html_urls import Resolver, absolute
from roadsign.kernels.robots import page_robots
from roadsign.readers.link_headers import canonical_of
from roadsign.readers.page_rows import SourcePage


@dataclass(frozen=True, slots=True)
class Told:
    """What an HTTP answer tells besides the page: values of repeated headers."""

    robots: Sequence[str] = ()
    links: Sequence[str] = ()


class OwnAddress(NamedTuple):
    """What a page calls itself, and where: canonical or og_url."""

    url: str
    domain: str
    source: str


def fill(row: SourcePage, page: HtmlPage, told: Told) -> tuple[LinkColumns, Resolver]:
    """Fill a page's row from its HTML and headers; give its links, and what resolves them."""
    head = page.head
    resolver = Resolver(row.url, head.base)
    row.robots = page_robots(head.robots, told.robots)
    row.title, row.heading, row.language = head.title, head.heading, head.language
    in_header = canonical_of(told.links)
    links = page.links
    if in_header is not None:
        # A header knows nothing of the base that the page sets for itself.
        target = Resolver(row.url).resolve(in_header)
        links.put_first("canonical", in_header if target.reason else target.url)
    row.canonical = _kept(resolver, in_header if in_header is not None else head.canonical)
    return links, resolver


def own_address(page: HtmlPage) -> OwnAddress | None:
    """Give the absolute address that a page gives for itself: its canonical, else its og:url."""
    for source, address in (("canonical", page.head.canonical), ("og_url", page.head.og_url)):
        own = absolute(address) if address else None
        if own is not None and own.reason is None:
            return OwnAddress(own.url, own.domain, source)
    return None


def redirect(row: SourcePage, links: LinkColumns, resolver: Resolver, location: str) -> None:
    """Put where an answer of 3xx sends to before its links."""
    if not location or row.status is None or row.status // 100 != 3:  # noqa: PLR2004 - HTTP
        return
    links.put_first("redirect", location)
    row.redirect_to = resolver.resolve(location).url or None


def _kept(resolver: Resolver, href: str | None) -> str | None:
    target = resolver.resolve(href) if href else None
    return target.url if target is not None and target.reason is None else None
