"""Which rivals' pages are for the same keyword."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roadsign.kernels.anchors.keywords import content_stems, matches
from roadsign.reports.audit.case import FIRST_KEYWORD_BALLOT, KeywordCohort, Match, PageCase
from roadsign.reports.audit.cohorts import LEAST_RIVALS


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
        self._by_stem: dict[str, list[RivalPage]] = defaultdict(list)
        for page in pages:
            for stem in {stem for name in page.names for stem in content_stems(name)}:
                self._by_stem[stem].append(page)

    def matches(self, keyword: str) -> tuple[Match, ...]:
        """Give of each rival its page for a keyword: exact before partial, then most owners."""
        best: dict[str, Match] = {}
        for page in self._candidates(keyword):
            how = {found for name in page.names if (found := matches(name, (keyword,)))}
            if not how:
                continue
            match = Match(
                page.rival, page.page, "exact" if "exact" in how else "partial", page.owners
            )
            if page.rival not in best or _better(match, best[page.rival]):
                best[page.rival] = match
        return tuple(best[rival] for rival in sorted(best))

    def _candidates(self, keyword: str) -> list[RivalPage]:
        found = {
            (page.rival, page.page): page
            for stem in content_stems(keyword)
            for page in self._by_stem.get(stem, ())
        }
        return [found[place] for place in sorted(found)]


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
    known: dict[str, tuple[Match, ...]] = {}
    for page in pages:
        for keyword in page.keywords:
            if keyword.source == "anchors":
                continue
            if keyword.text not in known:
                known[keyword.text] = matcher.matches(keyword.text)
            hits = known[keyword.text]
            if len(hits) >= LEAST_RIVALS:
                missing = tuple(sorted(set(rivals) - {hit.rival for hit in hits}))
                ballot = FIRST_KEYWORD_BALLOT + len(found)
                found[page.page] = KeywordCohort(keyword.text, ballot, hits, missing)
                break
    return found


def _better(match: Match, other: Match) -> bool:
    return (match.how == "exact", match.owners, other.page) > (
        other.how == "exact",
        other.owners,
        match.page,
    )
