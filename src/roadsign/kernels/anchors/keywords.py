"""What a page is meant to rank for, where nobody has told it; and which page a phrase is for."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal
from urllib.parse import unquote, urlsplit

from roadsign.kernels.anchors import forms, heads, lexicon
from roadsign.kernels.anchors.brands import infer_brands, label_of
from roadsign.kernels.anchors.generic import generic
from roadsign.kernels.anchors.languages import page_language
from roadsign.kernels.anchors.naming import Names
from roadsign.kernels.anchors.normalise import fold, read
from roadsign.kernels.anchors.stems import stem
from roadsign.kernels.anchors.titles import without_site
from roadsign.kernels.anchors.tokens import words
from roadsign.kernels.anchors.vocabulary import Vocabulary
from roadsign.model.anchors import Keyword, PageWords, SiteWords

_LANGUAGE_FOLDER = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?")
_REGION = re.compile(r"[a-z]{2}[-_][a-z]{2}")
_PARAMETER = re.compile(r"[=@]")
_IDENTIFIER = re.compile(
    r"(?:^|[-_])(?:[a-z]{1,3}\d+|\d+|[0-9a-f]{8,}|(?=[a-z]*\d)(?=\d*[a-z])[0-9a-z]{7,})(?=$|[-_])"
)
_ENDING = re.compile(r"\.(?:html?|php\d?|aspx?|jsp|cfm|shtml)$")
_MOST_QUERIES = 3
_MOST_WORDS = 8
"""A title of more content words is a sentence and no keyword."""


def infer_keywords(  # noqa: PLR0913, PLR0917 - each is one source of keywords
    url: str,
    title: str | None = None,
    headings: Sequence[str] = (),
    queries: Sequence[tuple[str, float]] = (),
    anchors: Sequence[tuple[str, int]] = (),
    site: SiteWords | None = None,
    language: str | None = None,
) -> tuple[Keyword, ...]:
    """
    Give the keywords of a page: queries, then title or heading, then the words of its address.

    ``queries`` come with a weight (impressions), ``anchors`` with their owners; anchors serve
    only where nothing else tells. The address of a home page tells nothing.
    """
    site = site or SiteWords(urlsplit(_absolute(url)).hostname or "")
    code = language or page_language([title or "", *headings], url)
    names = _names(site, code)
    found: list[Keyword] = []
    ranked = sorted(queries, key=lambda query: (-query[1], query[0]))
    own = [text for text, _ in ranked if not _names_site(text, names)]
    found += [Keyword(text, "query") for text in own[:_MOST_QUERIES]]
    for text in (title, *headings[:1]):
        said = _said(text, names, code) if text else ""
        if said and not _is_home_title(url, said, names):
            found.append(Keyword(said, "title"))
    path = path_words(url)
    if path and not _names_site(path, names) and _is_telling(path, code):
        found.append(Keyword(path, "url"))
    if not found:
        found = _from_anchors(anchors, names, code)
    distinct: dict[tuple[str, ...], Keyword] = {}
    for keyword in found:
        distinct.setdefault(tuple(sorted(content_stems(keyword.text, code))), keyword)
    return tuple(distinct.values())


def path_words(url: str) -> str:
    """Give the words of the last telling segment of an address; empty for a home page."""
    path = unquote(urlsplit(_absolute(url)).path)
    segments = [part for part in path.casefold().split("/") if part]
    if segments and _LANGUAGE_FOLDER.fullmatch(segments[0]):
        segments = segments[1:]
    dull = lexicon.phrases("path_words", lexicon.ANY)
    for segment in reversed(segments):
        # Parameters and handles in a path are no words of a page.
        if _PARAMETER.search(segment) or _REGION.fullmatch(segment):
            continue
        name = _ENDING.sub("", segment)
        name = _IDENTIFIER.sub("", _IDENTIFIER.sub("", name))
        text = " ".join(re.split(r"[-_+.,\s]+", name)).strip()
        if text and text not in dull and any(c.isalpha() for c in text):
            return text
    return ""


def content_stems(text: str, language: str | None = None) -> frozenset[str]:
    """Give the stems of the words that tell something; small words and case folded."""
    tokens = _vocabulary((), language).tokens(read(text).shown)
    return frozenset(
        stem(t.folded, language) for t in tokens if not heads.is_function(t.folded, language)
    )


def matches(
    text: str, keywords: Sequence[str], language: str | None = None
) -> Literal["exact", "partial"] | None:
    """Say whether a title, a heading or the words of an address would class as a keyword's."""
    vocabulary = _vocabulary(tuple(keywords), language)
    tokens = vocabulary.tokens(read(text).shown)
    content = [t.folded for t in tokens if not heads.is_function(t.folded, language)]
    return vocabulary.match(content or [t.folded for t in tokens]).kind


def best_page(query: str, pages: Sequence[PageWords]) -> int | None:
    """Give the place of the page whose address and title a query matches best; None if none."""
    best: tuple[float, int] | None = None
    for place, page in enumerate(pages):
        score = _fit(query, page)
        if score and (best is None or score > best[0]):
            best = score, place
    return best[1] if best else None


def _fit(query: str, page: PageWords) -> float:
    """Give how well a query fits a page: exact before partial, then by the words shared."""
    wanted = content_stems(query, page.language)
    score = 0.0
    for text in (path_words(page.url), page.title or "", *page.headings[:1]):
        held = content_stems(text, page.language) if text else frozenset()
        shared = len(wanted & held)
        if shared and matches(query, [text], page.language):
            score += shared / len(wanted | held) + shared / len(wanted)
    return score


@lru_cache(4096)
def _vocabulary(texts: tuple[str, ...], language: str | None) -> Vocabulary:
    return Vocabulary(texts, language)


@lru_cache(256)
def _names(site: SiteWords, language: str) -> Names:
    brands = site.brands or infer_brands(site.domain)
    return Names(brands, label_of(site.domain), language)


def _absolute(url: str) -> str:
    return url if "://" in url else f"https://{url}"


def _names_site(text: str, names: Names) -> bool:
    """Say whether a text is, or holds, the site's name."""
    return any(not found.name.ordinary for found in names.find(words(read(text).shown)))


def _said(text: str, names: Names, language: str) -> str:
    said = without_site(text, names.solid, language)
    content = content_stems(said, language)
    return said if 0 < len(content) <= _MOST_WORDS and _is_telling(said, language) else ""


def _is_telling(text: str, language: str) -> bool:
    tokens = words(read(text).shown, language)
    return not generic(tokens, language) and any(len(t.folded) > 1 for t in tokens)


def _is_home_title(url: str, said: str, names: Names) -> bool:
    return not path_words(url) and bool(names.find(words(said)))


def _from_anchors(anchors: Sequence[tuple[str, int]], names: Names, language: str) -> list[Keyword]:
    """Take the phrase that most owners use and that says something of its own."""
    for text, owners in sorted(anchors, key=lambda anchor: (-anchor[1], anchor[0])):
        folded = fold(read(text).shown, language)
        dull = forms.is_blank(folded) or forms.is_address(folded, "") or _names_site(text, names)
        if not dull and owners > 0 and _is_telling(text, language):
            return [Keyword(folded, "anchors")]
    return []
