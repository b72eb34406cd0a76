"""What a page says of itself: base, title, language, canonical, robots, refresh."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from turbohtml import Document, Namespace

from roadsign.kernels.robots import has_token, speaks_to_robots

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")
_REFRESH = re.compile(
    r"[\t\n\f\r ]*+(?:\d++|(?=\.))[\d.]*+(?:[\t\n\f\r ]*+[;,]|[\t\n\f\r ])(.*)", re.DOTALL
)
_URL = re.compile(r"[\t\n\f\r ]*(?:url[\t\n\f\r ]*=[\t\n\f\r ]*)?(.*)", re.DOTALL | re.IGNORECASE)
_LONGEST = 1000
_MOST = 100
"""So many links and directives of a head are read; no honest page has more."""


@dataclass(slots=True)
class Head:
    """Facts of a page; addresses as written, not resolved."""

    base: str | None = None
    """The first base element's."""
    title: str | None = None
    heading: str | None = None
    """The words of the first h1."""
    language: str | None = None
    og_url: str | None = None
    robots: list[tuple[str, str]] = field(default_factory=list)
    """Name (lower case) and content of the metas that speak to robots."""
    links: list[tuple[str, str, str]] = field(default_factory=list)
    """Kind (canonical, redirect), address and rel of what the head points to."""

    @property
    def canonical(self) -> str | None:
        """The first canonical's address."""
        return next((href for kind, href, _ in self.links if kind == "canonical"), None)


def head_of(document: Document) -> Head:
    """Read a page's facts; links in templates are none."""
    head = Head(title=_title(document), language=_language(document))
    head.base = _base(document)
    for link in document.select("link[rel][href]"):
        rel = link.attr("rel") or ""
        if len(head.links) == _MOST:
            break
        if has_token(rel, "canonical") and link.closest("template") is None:
            head.links.append(("canonical", link.attr("href") or "", rel))
    _read_metas(document, head)
    return head


def refresh_target(content: str) -> str | None:
    """Give the address in the content of a meta refresh, None where it only loads again."""
    found = _REFRESH.fullmatch(content)
    if found is None:
        return None
    rest = _URL.fullmatch(found[1])
    address = rest[1] if rest is not None else ""
    if address[:1] in {"'", '"'}:
        address = address[1:].split(address[0])[0]
    return address.strip("\t\n\f\r ") or None


def language_of(tag: str | None) -> str | None:
    """Give a language tag as it is, None where it is none."""
    tag = (tag or "").strip()
    return tag if _LANGUAGE.fullmatch(tag) and len(tag) <= 35 else None  # noqa: PLR2004 - RFC 5646


def _base(document: Document) -> str | None:
    for base in document.select("base[href]"):
        if base.namespace is Namespace.HTML and base.closest("template") is None:
            return base.attr("href")
    return None


def _title(document: Document) -> str | None:
    for title in document.select("title"):
        if title.namespace is Namespace.HTML and title.closest("template") is None:
            return " ".join(title.text.split())[:_LONGEST] or None
    return None


def _language(document: Document) -> str | None:
    root = document.select_one("html")
    if root is None:
        return None
    return language_of(root.attr("lang")) or language_of(root.attr("xml:lang"))


def _read_metas(document: Document, head: Head) -> None:
    for name, content in _metas(document):
        if name == "og:url" and head.og_url is None:
            head.og_url = content.strip()
        elif name == "http-equiv:content-language" and head.language is None:
            head.language = language_of(content)
        elif name == "http-equiv:refresh":
            target = refresh_target(content)
            if target is not None and len(head.links) < _MOST:
                head.links.append(("redirect", target, ""))
        elif speaks_to_robots(name) and len(head.robots) < _MOST:
            head.robots.append((name, content[:_LONGEST]))


def _metas(document: Document) -> Iterator[tuple[str, str]]:
    for meta in document.select("meta[content]"):
        if meta.closest("template") is not None:
            continue
        content = meta.attr("content") or ""
        for key, prefix in (("http-equiv", "http-equiv:"), ("name", ""), ("property", "")):
            name = (meta.attr(key) or "").strip().lower()
            if name:
                yield prefix + name, content
                break
