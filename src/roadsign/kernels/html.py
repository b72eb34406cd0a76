"""
A page's links, from its HTML: the one module that knows the parser.

``links_of`` is a seam: whatever fills the same columns from the same bytes may stand in for it.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from turbohtml import Document, Element, Text, parse

from roadsign.kernels import html_text as marks
from roadsign.kernels.html_head import Head, head_of
from roadsign.kernels.html_text import Spans, spans_of
from roadsign.kernels.placement import Landmark, landmark

CONTEXT = 60
"""Characters of context on each side of a link."""
LONGEST_ANCHOR = 4096
LONGEST_PAGE = 1 << 25
"""Characters of a page that are read; a tree of them takes some twelve times as much memory."""

_DEEPEST = 500
"""The parser's tree ends some levels further down, and with it the words of a link."""


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
    parts: str
    parting: frozenset[str]
    pictures: str
    pointing: str
    never_parts: frozenset[str]
    nesting_inline: re.Pattern[str]
    nesting_parting: re.Pattern[str]


def links_of(html: str | bytes) -> HtmlPage:
    """
    Read a page: its facts, and its links as columns, with words, context and place.

    ``html`` is text, or bytes in UTF-8. Nothing in it raises an error.
    """
    text = html if isinstance(html, str) else html.decode("utf-8", "replace")
    cut = len(text) > LONGEST_PAGE
    page, deep = _read(text[:LONGEST_PAGE])
    if deep:
        # Beyond the parser's depth a link loses its words: read again without mere nesting.
        page, _ = _read(_flattened(text[:LONGEST_PAGE]))
    page.cut = cut
    return page


def _flattened(text: str) -> str:
    return _names().nesting_parting.sub(" ", _names().nesting_inline.sub("", text))


def _read(text: str) -> tuple[HtmlPage, bool]:
    document = _parsed(text)
    head = head_of(document)
    for element in document.select(_names().dropped):
        element.decompose()
    head.heading = _first_heading(document)
    pointing = [each for each in document.select(_names().pointing) if _address(each) is not None]
    spans = spans_of(*_marked(document, pointing))
    links = LinkColumns()
    for kind, href, rel in head.links:
        _append(links, kind, href, rel)
    for element, each in zip(pointing, range(len(spans.starts)), strict=True):
        _append_pointing(links, element, spans, each)
    return HtmlPage(head, links, cut=False), _too_deep(pointing, spans)


def _parsed(text: str) -> Document:
    try:
        return parse(text, positions=False, allow_declarative_shadow_roots=False)
    except UnicodeError:
        # Lone surrogates: no page holds them, but a caller's string may.
        whole = text.encode("utf-8", "replace").decode("utf-8")
        return parse(whole, positions=False, allow_declarative_shadow_roots=False)


def _first_heading(document: Document) -> str | None:
    heading = document.select_one("h1")
    return " ".join(heading.text.split())[:1000] or None if heading is not None else None


def _address(element: Element) -> str | None:
    if element.tag in {"iframe", "frame"}:
        return element.attr("src")
    href = element.attr("href")
    return element.attr("xlink:href") if href is None else href


def _marked(document: Document, pointing: Sequence[Element]) -> tuple[str, list[Landmark]]:
    names = _names()
    for picture in document.select(names.pictures):
        words = f" {marks.PICTURE}{picture.attr('alt') or ''}{marks.PICTURE_END} "
        picture.insert_before(Text(words if picture.attr("alt") else words.strip()))
    parts: list[Landmark] = []
    for element in document.select(names.parts):
        tag = element.tag
        part = None if tag in names.never_parts else _landmark(element)
        blank = " " if tag in names.parting else ""
        if part is not None:
            parts.append(part)
            element.insert_before(Text(blank + marks.PART))
            element.insert_after(Text(marks.PART_END + blank))
        elif blank:
            element.insert_before(Text(blank))
            element.insert_after(Text(blank))
    for element in pointing:
        if element.tag in {"iframe", "frame"}:
            element.clear()
        element.insert_before(Text(marks.LINK))
        element.insert_after(Text(marks.LINK_END))
    return document.text, parts


def _landmark(element: Element) -> Landmark | None:
    names = f"{element.attr('class') or ''} {element.attr('id') or ''}"
    return landmark(element.tag, element.attr("role") or "", names[:1000])


def _append(links: LinkColumns, kind: str, href: str, rel: str) -> None:
    links.kind.append(kind)
    links.href.append(href)
    links.rel.append(rel)
    links.anchor.append("")
    links.anchor_from.append("none")
    links.anchor_clipped.append(False)
    links.placement.append(None)
    links.position.append(None)
    links.left.append(None)
    links.right.append(None)


def _append_pointing(links: LinkColumns, element: Element, spans: Spans, each: int) -> None:
    start, end = spans.starts[each], spans.ends[each]
    kind = _kind(element, spans, each)
    words, source = "", "none"
    if kind != "frame":
        words, source = _words(element, spans, each)
    links.kind.append(kind)
    links.href.append(_address(element) or "")
    links.rel.append(element.attr("rel") or "")
    links.anchor.append(words[:LONGEST_ANCHOR])
    links.anchor_from.append(source)
    links.anchor_clipped.append(len(words) > LONGEST_ANCHOR)
    links.placement.append(spans.placements[each])
    links.position.append(each + 1)
    links.left.append(spans.text[max(0, start - CONTEXT) : start].strip())
    links.right.append(spans.text[end : end + CONTEXT + 1].strip()[:CONTEXT])


def _kind(element: Element, spans: Spans, each: int) -> str:
    if element.tag == "a":
        return "image" if spans.pictured[each] and not spans.worded[each] else "text"
    return "area" if element.tag == "area" else "frame"


def _words(element: Element, spans: Spans, each: int) -> tuple[str, str]:
    """Give the words of a link, and where they come from: text, alt, aria-label, title, none."""
    start, end = spans.starts[each], spans.ends[each]
    words = spans.text[start : min(end, start + LONGEST_ANCHOR + 2)].strip()
    if words:
        return words, "text" if spans.worded[each] else "alt"
    for attribute, source in (("alt", "alt"), ("aria-label", "aria"), ("title", "title")):
        if source == "alt" and element.tag != "area":
            continue
        words = " ".join((element.attr(attribute) or "").split())
        if words:
            return words, source
    return "", "none"


def _too_deep(pointing: Iterable[Element], spans: Spans) -> bool:
    for each, element in enumerate(pointing):
        empty = spans.starts[each] == spans.ends[each] and not spans.pictured[each]
        if empty and element.tag == "a" and element.select_one("*") is None:
            return sum(1 for _ in element.ancestors) > _DEEPEST
    return False


@cache
def _names() -> _Names:
    text = files("roadsign.kernels").joinpath("html_elements.toml").read_text("utf-8")
    table: dict[str, Any] = tomllib.loads(text)
    parting = table["parting"]
    return _Names(
        dropped=", ".join(table["dropped"]),
        parts=", ".join([*parting, "[class]", "[id]", "[role]"]),
        parting=frozenset(parting),
        pictures=", ".join(table["pictures"]),
        pointing=", ".join(table["pointing"]),
        never_parts=frozenset(table["never_parts"]),
        nesting_inline=_tags(table["nesting_inline"]),
        nesting_parting=_tags(table["nesting_parting"]),
    )


def _tags(names: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"</?(?:{'|'.join(names)})(?:\s[^<>]*)?/?>", re.IGNORECASE)
