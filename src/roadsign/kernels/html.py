"""
A page's links, from its HTML: the one module that knows the parser.

``links_of`` is a seam: whatever fills the same columns from the same bytes may stand in for it.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from turbohtml import Document, Element, parse

from roadsign.kernels import html_text
from roadsign.kernels.html_head import Head, head_of
from roadsign.kernels.html_text import Spans, address_of, spans_of
from roadsign.kernels.placement import landmark_tags

CONTEXT = 60
"""Characters of context on each side of a link."""
LONGEST_ANCHOR = 4096
LONGEST_PAGE = 1 << 25
"""Characters of a page that are read; a tree of them takes some twelve times as much memory."""

_SPOKEN = (("aria-label", "aria"), ("title", "title"))
_SPOKEN_OF_AREAS = (("alt", "alt"), *_SPOKEN)
_DEEPEST = 500
"""The parser's tree ends some levels further down, and with it the words of a link."""
_LOOKED_AT = 20
"""So many links without words are looked at, of the first and of the last, to tell a deep page."""


@dataclass(slots=True)
class LinkColumns:
    """Columns of a page's link elements, in document order; all of the same length."""

    kind: list[str] = field(default_factory=list)
    """text, image, area, frame, canonical or redirect."""
    href: list[str] = field(default_factory=list)
    """As written, references decoded."""
    rel: list[str] = field(default_factory=list)
    anchor: list[str] = field(default_factory=list)
    anchor_from: list[str] = field(default_factory=list)
    anchor_clipped: list[bool] = field(default_factory=list)
    placement: list[str | None] = field(default_factory=list)
    position: list[int | None] = field(default_factory=list)
    """1 for the page's first element that points somewhere; None in its head."""
    left: list[str | None] = field(default_factory=list)
    right: list[str | None] = field(default_factory=list)

    def put_first(self, kind: str, href: str, rel: str = "") -> None:
        """Put a link of the head, or of a header, before all others."""
        self.kind.insert(0, kind)
        self.href.insert(0, href)
        self.rel.insert(0, rel)
        self.anchor.insert(0, "")
        self.anchor_from.insert(0, "none")
        self.anchor_clipped.insert(0, False)
        self.placement.insert(0, None)
        self.position.insert(0, None)
        self.left.insert(0, None)
        self.right.insert(0, None)


@dataclass(slots=True)
class HtmlPage:
    """What is read from a page."""

    head: Head
    links: LinkColumns
    cut: bool
    """The page is longer than is read."""


@dataclass(frozen=True, slots=True)
class _Names:
    dropped: str
    effects: Mapping[str, int]
    nesting_inline: re.Pattern[str]
    nesting_parting: re.Pattern[str]
    nesting_any: re.Pattern[str]


def links_of(html: str | bytes) -> HtmlPage:
    """
    Read a page: its facts, and its links as columns, with words, context and place.

    ``html`` is text, or bytes in UTF-8. Nothing in it raises an error.
    """
    text = html if isinstance(html, str) else html.decode("utf-8", "replace")
    cut = len(text) > LONGEST_PAGE
    page, deep = _read(text[:LONGEST_PAGE])
    # Beyond the parser's depth a link loses its words: read again with less and less nesting.
    for flattened in (_less_nested, _bare):
        if deep:
            page, deep = _read(flattened(text[:LONGEST_PAGE]))
    page.cut = cut
    return page


def _less_nested(text: str) -> str:
    return _names().nesting_parting.sub(" ", _names().nesting_inline.sub("", text))


def _bare(text: str) -> str:
    """Leave only what a page's links and facts are read from: no part of it has a place then."""
    return _names().nesting_any.sub(" ", text)


def _read(text: str) -> tuple[HtmlPage, bool]:
    document = _parsed(text)
    head = head_of(document)
    for element in document.select(_names().dropped):
        element.decompose()
    for frame in document.select("iframe"):
        frame.clear()
    head.heading = _first_heading(document)
    spans = spans_of(document, _names().effects)
    links = _pointing_columns(spans)
    for kind, href, rel in reversed(head.links):
        links.put_first(kind, href, rel)
    return HtmlPage(head, links, cut=False), _too_deep(spans)


def _parsed(text: str) -> Document:
    try:
        return parse(text, allow_declarative_shadow_roots=False)
    except UnicodeError:
        # Lone surrogates: no page holds them, but a caller's string may.
        whole = text.encode("utf-8", "replace").decode("utf-8")
        return parse(whole, allow_declarative_shadow_roots=False)


def _first_heading(document: Document) -> str | None:
    heading = document.select_one("h1")
    return " ".join(heading.text.split())[:1000] or None if heading is not None else None


def _pointing_columns(spans: Spans) -> LinkColumns:
    text, ends, pointing = spans.text, spans.ends, spans.elements
    kinds = [_kind(each.tag, at, spans) for at, each in enumerate(pointing)]
    words = [
        _words(each, kind, at, spans)
        for at, (each, kind) in enumerate(zip(pointing, kinds, strict=True))
    ]
    return LinkColumns(
        kind=kinds,
        href=[address_of(each) or "" for each in pointing],
        rel=[each.attr("rel") or "" for each in pointing],
        anchor=[anchor[:LONGEST_ANCHOR] for anchor, _ in words],
        anchor_from=[source for _, source in words],
        anchor_clipped=[len(anchor) > LONGEST_ANCHOR for anchor, _ in words],
        placement=spans.placements,
        position=[*range(1, len(pointing) + 1)],
        left=[*(text[max(0, start - CONTEXT) : start].strip() for start in spans.starts)],
        right=[*(text[end : end + CONTEXT + 1].strip()[:CONTEXT].rstrip() for end in ends)],
    )


def _kind(tag: str, at: int, spans: Spans) -> str:
    if tag == "a":
        return "image" if spans.pictured[at] and not spans.worded[at] else "text"
    return "area" if tag == "area" else "frame"


def _words(element: Element, kind: str, at: int, spans: Spans) -> tuple[str, str]:
    """Give the words of a link, and where they come from: text, alt, aria-label, title, none."""
    if kind == "frame":
        return "", "none"
    start = spans.starts[at]
    words = spans.text[start : min(spans.ends[at], start + LONGEST_ANCHOR + 2)].strip()
    if words:
        return words, "text" if spans.worded[at] else "alt"
    for attribute, source in _SPOKEN if kind != "area" else _SPOKEN_OF_AREAS:
        words = " ".join((element.attr(attribute) or "").split())
        if words:
            return words, source
    return "", "none"


def _too_deep(spans: Spans) -> bool:
    empty = [
        element
        for at, element in enumerate(spans.elements)
        if spans.starts[at] == spans.ends[at] and not spans.pictured[at] and element.tag == "a"
    ]
    some = empty[:_LOOKED_AT] + empty[_LOOKED_AT:][-_LOOKED_AT:]
    return any(
        element.select_one("*") is None and sum(1 for _ in element.ancestors) > _DEEPEST
        for element in some
    )


@cache
def _names() -> _Names:
    text = files("roadsign.kernels").joinpath("html_elements.toml").read_text("utf-8")
    table: dict[str, Any] = tomllib.loads(text)
    return _Names(
        dropped=", ".join(table["dropped"]),
        effects=_effects(table),
        nesting_inline=_tags(table["nesting_inline"]),
        nesting_parting=_tags(table["nesting_parting"]),
        nesting_any=_tags([rf"(?!(?:{'|'.join(table['never_nesting'])})[\s/>])[a-z][a-z0-9:-]*"]),
    )


def _effects(table: Mapping[str, Iterable[str]]) -> dict[str, int]:
    effects: dict[str, int] = {}
    for bit, tags in (
        (html_text.PARTING, table["parting"]),
        (html_text.PICTURE, table["pictures"]),
        (html_text.POINTING, table["pointing"]),
        (html_text.NO_PART, table["never_parts"]),
        (html_text.PART, landmark_tags()),
        (html_text.EMPTY, table["empty"]),
    ):
        for tag in tags:
            effects[tag] = effects.get(tag, 0) | bit
    return effects


def _tags(names: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"</?(?:{'|'.join(names)})(?:\s[^<>]*)?/?>", re.IGNORECASE)
