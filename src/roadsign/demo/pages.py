"""The linking pages as their sites serve them: HTML around the links, in the site's own way."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html.entities import codepoint2name

import numpy as np
from jinja2 import Environment, PackageLoader, StrictUndefined

from roadsign.demo.hosts import Host, pick
from roadsign.demo.roads import Road
from roadsign.demo.styles import Style, luck_of, name_of
from roadsign.demo.tables import languages, world
from roadsign.demo.tells import PageWords, page_words, tells

_NAMED = {code: f"&{name};" for code, name in codepoint2name.items() if code > ord("\x7f")}
_SPACED = 0.35
"""The share of links' texts that are followed by another sentence."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a linking site on the day that a crawler came."""

    url: str
    host: Host
    title: str
    day: dt.date
    roads: tuple[Road, ...] = ()
    footer: tuple[Road, ...] = ()
    """Links that every page of the site has."""
    noindex: bool = False
    canonical: str = ""


@dataclass(frozen=True, slots=True)
class Served:
    """What a site answers: header lines and bytes."""

    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it stands on a page."""

    href: str
    words: str = ""
    rel: str = ""
    picture: str = ""
    alt: str | None = None
    left: str = ""
    right: str = ""
    gap: str = " "


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of text, and the link at its end."""

    before: str
    link: Link | None = None
    head: str = ""
    name: str = ""


class Printer:
    """Prints pages; the same page is the same bytes whenever it is printed."""

    def __init__(self, styles: Mapping[str, Style]) -> None:
        self._styles = styles

    def page(self, leaf: Leaf) -> Served:
        """Print a page of 200."""
        style, rng = self._styles[leaf.host.name], luck_of(leaf.url)
        quiet, header = _quiet(leaf, rng)
        robots = ["noindex"] * leaf.noindex + ["nofollow"] * (quiet and not header)
        links = [(road, _link(road, rng, style, quiet=quiet)) for road in leaf.roads]
        told = {
            "title": leaf.title,
            "day": leaf.day.isoformat(),
            "host": leaf.host.name.removeprefix("www."),
            "robots": ", ".join(robots),
            "canonical": leaf.canonical,
            "footer": [_link(road, rng, style, quiet=quiet, bare=True) for road in leaf.footer],
            **_habits(rng),
            **_text(rng, page_words()[leaf.host.language], style, links),
        }
        extra = (("X-Robots-Tag", "nofollow"),) if quiet and header else ()
        return self._served(style, leaf.host, f"{style.body}.html", told, extra)

    def gone(self, host: Host) -> Served:
        """Print what a site shows instead of a page that is gone."""
        words = page_words()[host.language]
        told = {"title": words.gone, "host": host.name, "robots": "noindex", "canonical": ""}
        quiet = dict.fromkeys(_habits(luck_of(host.name)), "")
        return self._served(
            self._styles[host.name], host, "gone.html", told | quiet | {"footer": []}, ()
        )

    def redirect(self, host: Host) -> Served:
        """Print the empty answer of a site that sends elsewhere."""
        return Served((("Server", self._styles[host.name].server),), b"")

    def style(self, host: Host) -> Style:
        """Give the style of a site."""
        return self._styles[host.name]

    def _served(
        self,
        style: Style,
        host: Host,
        body: str,
        told: Mapping[str, object],
        extra: Iterable[tuple[str, str]],
    ) -> Served:
        words = page_words()[host.language]
        menu = [
            Link(style.address(path), label)
            for path, label in zip(tells().crawler.paths, words.nav, strict=True)
        ]
        page = {
            "style": style,
            "words": words,
            "menu": menu,
            "privacy": Link(style.address("privacy"), words.privacy, "nofollow"),
            "blogroll": list(map(_friend, style.friends)) if style.blogroll else [],
            "never": f"https://{world().shop.domain}{tells().habits.never}",
            **told,
        }
        text = _environment().get_template(f"{style.frame}.html").render(page=page, body=body)
        if style.named_entities:
            text = text.translate(_NAMED)
        charset = f"; charset={style.charset}" if style.in_header else ""
        headers = (
            ("Server", style.server),
            ("Content-Type", f"text/html{charset}"),
            *extra,
        )
        return Served(headers, text.strip().encode(style.charset, "xmlcharrefreplace"))


def _quiet(leaf: Leaf, rng: np.random.Generator) -> tuple[bool, bool]:
    """Say whether the page as a whole asks not to be followed, and whether a header asks it."""
    odds, chance = tells().habits, rng.random(2)
    may = bool(leaf.roads) and all(
        road.nofollow and not road.ugc and not road.sponsored
        for road in (*leaf.roads, *leaf.footer)
    )
    return may and bool(chance[0] < odds.page_nofollow), bool(chance[1] < odds.header_nofollow)


def _link(
    road: Road, rng: np.random.Generator, style: Style, *, quiet: bool, bare: bool = False
) -> Link:
    odds, chance = tells().habits, rng.random(3)
    href = road.chain or road.target
    if chance[0] < odds.without_scheme and style.origin.partition(":")[0] == href.partition(":")[0]:
        href = href.partition(":")[2]
    hints = {"nofollow": road.nofollow and not quiet, "ugc": road.ugc, "sponsored": road.sponsored}
    rel = " ".join(name for name, is_so in hints.items() if is_so)
    if road.sign.kind == "image":
        number = 1 + int(rng.integers(99))
        alt = road.sign.anchor or ("" if chance[1] < odds.empty_alt else None)
        return Link(href, rel=rel, picture=style.address(f"img/{number}.png"), alt=alt)
    if bare:
        return Link(href, road.sign.anchor, rel)
    language = languages()[road.host.language]
    said = chance[2] < odds.caption
    left = road.left or (pick(rng, language.left) if said else "")
    right = road.right or (pick(rng, language.right) if said else "")
    return Link(href, road.sign.anchor, rel, left=left, right=right)


def _habits(rng: np.random.Generator) -> dict[str, bool]:
    odds = tells().habits
    names = ("noscript", "template", "json_ld", "old_link_in_comment", "mail")
    return {name: bool(rng.random() < getattr(odds, name)) for name in names}


def _text(
    rng: np.random.Generator,
    words: PageWords,
    style: Style,
    links: Sequence[tuple[Road, Link]],
) -> dict[str, object]:
    shown = [link for _, link in links]
    if style.body == "list":
        friends = [
            {"link": _friend(one), "text": pick(rng, words.entries)} for one in style.friends
        ]
        entries = [
            {"link": one, "text": "" if one.right else pick(rng, words.entries)} for one in shown
        ]
        return {
            "opening": pick(rng, words.prose),
            "entries": [*friends[:1], *entries, *friends[1:]],
            "closing": pick(rng, words.prose),
        }
    if style.body == "thread":
        posts = [Said(_prose(rng, words), link, name=pick(rng, words.people)) for link in shown]
        opening = Said(_prose(rng, words), name=pick(rng, words.people))
        return {
            "posts": [opening, *posts, Said(pick(rng, words.said), name=pick(rng, words.people))]
        }
    in_comments = [link for road, link in links if road.ugc]
    paid = [link for road, link in links if road.sponsored and not road.ugc]
    in_text = [link for road, link in links if not road.ugc and not road.sponsored]
    return {
        "author": pick(rng, words.people),
        "paragraphs": [Said(_prose(rng, words)), *_paragraphs(rng, words, in_text)],
        "sponsored": paid,
        "said": [
            Said(pick(rng, words.said), link, name=pick(rng, words.people))
            for link in (*in_comments, *[None] * int(rng.integers(2)))
        ],
    }


def _paragraphs(
    rng: np.random.Generator, words: PageWords, links: Iterable[Link]
) -> Iterator[Said]:
    for link in links:
        head = pick(rng, words.heads) if rng.random() < _SPACED else ""
        yield Said(_prose(rng, words), link, head)


def _prose(rng: np.random.Generator, words: PageWords) -> str:
    """Give a sentence or two."""
    first, number = int(rng.integers(len(words.prose))), 1 + int(rng.integers(2))
    return " ".join((words.prose * 2)[first : first + number])


def _friend(host: Host) -> Link:
    return Link(f"{host.scheme}://{host.name}/", name_of(host))


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("roadsign.demo", "layouts"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=False,
    )
