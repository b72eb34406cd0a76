"""What is known of a site's words: its names, and of each page its keywords, title and rank."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from roadsign.kernels.anchors.brands import infer_brands
from roadsign.kernels.anchors.classify import Classifier
from roadsign.kernels.anchors.keywords import (
    best_page,
    content_stems,
    infer_keywords,
    path_words,
)
from roadsign.kernels.anchors.languages import language_in_site, site_language
from roadsign.kernels.pagetypes import COMPETITIVE, page_type
from roadsign.kernels.urls import page_key, serialise
from roadsign.model.anchors import Keyword, PageWords, SiteWords
from roadsign.model.sites import Site, SitePage
from roadsign.store.linkbase import LinkBase

_MOST_QUERIES = 2000
_QUERIES_A_PAGE = 3
MOST_TELLING = 400
"""Pages whose words tell a site's language."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What a performance export tells: of pages and of queries, by page key."""

    impressions: Mapping[str, float] = field(default_factory=dict)
    position: Mapping[str, float] = field(default_factory=dict)
    queries: Sequence[tuple[str, float, float | None]] = ()
    """Query, impressions, position."""
    pairs: Mapping[str, Sequence[tuple[str, float]]] = field(default_factory=dict)
    """Of each page its queries, where the export tells pairs."""


@dataclass(frozen=True, slots=True)
class WordBook:
    """What is known of a site's words: its names, and of each page its keywords and title."""

    site: SiteWords
    pages: Mapping[str, PageWords]
    """By page key."""
    ranks: Mapping[str, float] = field(default_factory=dict)
    """Rank from queries, where no pages table told it."""


def demand_of(base: LinkBase) -> Demand:
    """Gather the performance rows of a base."""
    impressions: dict[str, float] = defaultdict(float)
    weighted: dict[str, float] = defaultdict(float)
    pairs: dict[str, list[tuple[str, float]]] = defaultdict(list)
    queries: list[tuple[str, float, float | None]] = []
    for row in base.query("all_demand").to_pylist():
        seen = row["impressions"] or 0.0
        key = key_of(row["page"]) if row["page"] else None
        if key is None:
            if row["query"]:
                queries.append((row["query"], seen, row["position"]))
            continue
        if row["query"]:
            pairs[key].append((row["query"], seen))
        impressions[key] += seen
        if row["position"]:
            weighted[key] += row["position"] * max(seen, 1.0)
    position = {
        key: weighted[key] / max(impressions[key], 1.0) for key in impressions if weighted[key]
    }
    queries.sort(key=lambda query: (-query[1], query[0]))
    return Demand(dict(impressions), position, tuple(queries[:_MOST_QUERIES]), pairs)


def word_book(
    base: LinkBase,
    subject: str,
    site: Site | None = None,
    demand: Demand | None = None,
    rival_domains: Sequence[str] = (),
) -> WordBook:
    """
    Work out a site's names and its pages' keywords: given ones first, inferred ones marked so.

    The pages are those that links of ``subject`` point to, and those that ``site`` names.
    """
    site, demand = site or Site(), demand or Demand()
    used = base.query("subject_words", subject=subject).to_pylist()
    anchors = [(row["anchor"], row["owners"]) for row in used]
    brands = site.brand or infer_brands(subject, anchors)
    rivals = tuple(name for domain in rival_domains for name in infer_brands(domain))
    words = SiteWords(subject, tuple(brands), bool(site.brand), rivals)
    given = {key: page for page in site.pages if (key := key_of(page.url))}
    told = titles_of(base, subject)
    keys = [row["page"] for row in base.query("subject_pages", subject=subject).to_pylist()]
    keys += sorted(set(given) - set(keys))
    known = [PageWords(key, (), *_told(told.get(key, ("", "")))) for key in keys]
    language = _site_language(known, site, subject)
    known = [replace(page, language=_language(page, given, language)) for page in known]
    queries, ranks = _queries(known, demand, given, words)
    per_page = _page_anchors(base, subject)
    pages = {page.url: _page(page, given.get(page.url), queries, per_page, words) for page in known}
    return WordBook(words, pages, ranks)


def _site_language(pages: Sequence[PageWords], site: Site, subject: str) -> str:
    """Give the language that most words of a site's pages are in, all of them taken together."""
    texts = [text for page in site.pages for text in page.keywords]
    for page in pages[:MOST_TELLING]:
        texts += [path_words(page.url), page.title or "", *page.headings]
    return site_language(texts, subject)


def _language(page: PageWords, given: Mapping[str, SitePage], site: str) -> str:
    named = given.get(page.url)
    told = named.keywords if named is not None and not named.unconfirmed else ()
    return language_in_site([*told, page.title or "", *page.headings], page.url, site)


def is_competitive(page: SitePage | None, address: str) -> bool:
    """Say whether a page's keyword is taken for competitive: as given, else by its type."""
    if page is not None and page.competitive is not None:
        return page.competitive
    kind = page.type if page and page.type else page_type(address)
    return kind in COMPETITIVE


def _page(
    page: PageWords,
    given: SitePage | None,
    queries: Mapping[str, Sequence[tuple[str, float]]],
    anchors: Mapping[str, Sequence[tuple[str, int]]],
    site: SiteWords,
) -> PageWords:
    told = given.keywords if given is not None else ()
    keywords = tuple(Keyword(text) for text in told)
    if given is None or not told or given.unconfirmed:
        inferred = infer_keywords(
            page.url,
            page.title,
            page.headings,
            queries.get(page.url, ()),
            anchors.get(page.url, ()),
            site,
            page.language,
        )
        if not told or tuple(keyword.text for keyword in inferred) == told:
            keywords = inferred
    return PageWords(page.url, keywords, page.title, page.headings, page.language)


def _queries(
    pages: Sequence[PageWords], demand: Demand, given: Mapping[str, SitePage], site: SiteWords
) -> tuple[Mapping[str, list[tuple[str, float]]], Mapping[str, float]]:
    """Give each page the queries that its address and title match best, and its rank by them."""
    found: dict[str, list[tuple[str, float]]] = {
        key: list(pairs) for key, pairs in demand.pairs.items()
    }
    weighted: dict[str, float] = defaultdict(float)
    weights: dict[str, float] = defaultdict(float)
    finder = _Finder(pages)
    home = Classifier(site).page(PageWords(f"https://{site.domain}"))
    for query, seen, position in demand.queries:
        key = finder.page_of(query)
        if key is None or home.sign(query).anchor_class in ("brand", "brand_keyword", "url"):
            continue
        named = key in given and not given[key].unconfirmed
        if len(found.setdefault(key, [])) < _QUERIES_A_PAGE and not named:
            found[key].append((query, seen))
        if position:
            weighted[key] += position * max(seen, 1.0)
            weights[key] += max(seen, 1.0)
    ranks = {key: weighted[key] / weights[key] for key in weighted if key not in demand.position}
    return found, ranks


class _Finder:
    """Finds the page that a query is for among those that share a word with it."""

    def __init__(self, pages: Sequence[PageWords]) -> None:
        self._by_stem: dict[str, list[PageWords]] = defaultdict(list)
        for page in pages:
            names = (path_words(page.url), page.title or "", *page.headings[:1])
            for stem in {stem for name in names if name for stem in content_stems(name)}:
                self._by_stem[stem].append(page)

    def page_of(self, query: str) -> str | None:
        """Give the key of the page whose address and title a query matches best."""
        candidates = {
            page.url: page for stem in content_stems(query) for page in self._by_stem.get(stem, ())
        }
        pages = [candidates[key] for key in sorted(candidates)]
        place = best_page(query, pages)
        return None if place is None else pages[place].url


def titles_of(base: LinkBase, subject: str) -> Mapping[str, tuple[str, str]]:
    """Give title and first heading of a subject's own pages by page key, where they were read."""
    rows = base.query("own_titles", subject=subject).to_pylist()
    return {
        key: (row["title"] or "", row["heading"] or "")
        for row in rows
        if (key := key_of(row["url"]))
    }


def _told(told: tuple[str, str]) -> tuple[str | None, tuple[str, ...]]:
    title, heading = told
    return title or None, (heading,) if heading else ()


def _page_anchors(base: LinkBase, subject: str) -> Mapping[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in base.query("page_anchors", subject=subject).to_pylist():
        found[row["page"]].append((row["anchor"], row["owners"]))
    return found


def key_of(address: str) -> str | None:
    """Give the page key of an address as a user may write it; None where it is none."""
    url = serialise(address if "://" in address else f"https://{address}")
    return None if url is None else page_key(url)
