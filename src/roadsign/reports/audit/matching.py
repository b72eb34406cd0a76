"""Which rivals' pages are for the same keyword."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from roadsign.kernels.anchors.keywords import content_stems, matches
from roadsign.reports.audit.case import FIRST_KEYWORD_BALLOT, KeywordCohort, Match, PageCase
from roadsign.reports.audit.cohorts import LEAST_RIVALS

_SHORTEST_MEMBER = 4
"""Letters from which a word may be a member of a compound; half of it in other scripts."""


@dataclass(frozen=True, slots=True)
class RivalPage:
    """A rival's page: its key, what it is called, and its followed owners."""

    rival: str
    page: str
    names: tuple[str, ...]
    """Last path segment as words, title, first heading: what is known of them."""
    owners: int


class Matcher:
    """The rivals' pages by the stems of their names, so that a keyword finds them quickly."""

    def __init__(self, pages: Sequence[RivalPage]) -> None:
        self._pages = pages
        self._by_stem: dict[str | None, Mapping[str, list[int]]] = {}

    def matches(self, keyword: str, language: str | None = None) -> tuple[Match, ...]:
        """Give of each rival its page for a keyword: exact before partial, then most owners."""
        of_rival: dict[str, list[RivalPage]] = defaultdict(list)
        for page in self._candidates(keyword, language):
            of_rival[page.rival].append(page)
        found = (_best(of_rival[rival], keyword, language) for rival in sorted(of_rival))
        return tuple(match for match in found if match)

    def _candidates(self, keyword: str, language: str | None) -> list[RivalPage]:
        """Give the pages that share a word with the keyword, or a part of a compound."""
        stems = self._stems(language)
        wanted = _stems_of(keyword, language)
        places = {
            place
            for stem, its in stems.items()
            if any(_akin(stem, one) for one in wanted)
            for place in its
        }
        return [self._pages[place] for place in sorted(places)]

    def _stems(self, language: str | None) -> Mapping[str, list[int]]:
        if language not in self._by_stem:
            stems: dict[str, list[int]] = defaultdict(list)
            for place, page in enumerate(self._pages):
                for stem in {s for name in page.names for s in _stems_of(name, language)}:
                    stems[stem].append(place)
            self._by_stem[language] = stems
        return self._by_stem[language]


def keyword_cohorts(
    pages: Sequence[PageCase], rivals: Sequence[str], rival_pages: Sequence[RivalPage]
) -> Mapping[str, KeywordCohort]:
    """
    Give the cohort of each page that has one: its first keyword that finds three rivals.

    A rival that has no page for it is named, never counted as 0. Keywords inferred from the
    anchors themselves form no cohort: they would compare the words with themselves.
    """
    if len(rivals) < LEAST_RIVALS:
        return {}
    matcher = Matcher(rival_pages)
    found: dict[str, KeywordCohort] = {}
    known: dict[tuple[str, str | None], tuple[Match, ...]] = {}
    for page in pages:
        for keyword in page.keywords:
            if keyword.source == "anchors":
                continue
            asked = (keyword.text, page.language)
            if asked not in known:
                known[asked] = matcher.matches(*asked)
            hits = known[asked]
            if len(hits) >= LEAST_RIVALS:
                missing = tuple(sorted(set(rivals) - {hit.rival for hit in hits}))
                ballot = FIRST_KEYWORD_BALLOT + len(found)
                found[page.page] = KeywordCohort(keyword.text, ballot, hits, missing)
                break
    return found


def _best(pages: Sequence[RivalPage], keyword: str, language: str | None) -> Match | None:
    """Give one rival's page for a keyword: an exact one, else a partial one, of most owners."""
    partial: RivalPage | None = None
    wanted = _stems_of(keyword, language)
    for page in sorted(pages, key=lambda page: (-page.owners, page.page)):
        names = [
            name
            for name in page.names
            # Once one is found that is partial, only a name with all its words can do better.
            if partial is None or _holds(_stems_of(name, language), wanted)
        ]
        how = {matches(name, (keyword,), language) for name in names}
        if "exact" in how:
            return Match(page.rival, page.page, "exact", page.owners)
        if partial is None and "partial" in how:
            partial = page
    if partial is None:
        return None
    return Match(partial.rival, partial.page, "partial", partial.owners)


def _holds(stems: frozenset[str], wanted: frozenset[str]) -> bool:
    return all(one in stems or any(_akin(one, stem) for stem in stems) for one in wanted)


def _akin(stem: str, other: str) -> bool:
    """Say whether two stems are one, or one may be a member of the other as a compound."""
    if stem == other:
        return True
    short, long = sorted((stem, other), key=len)
    least = _SHORTEST_MEMBER if short.isascii() else _SHORTEST_MEMBER // 2
    return len(short) >= least and short in long


@lru_cache(1 << 16)
def _stems_of(name: str, language: str | None) -> frozenset[str]:
    return content_stems(name, language)
