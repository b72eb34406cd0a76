"""From a base of links to a case: pages, cohorts, votes, everything an audit judges."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from roadsign.kernels.anchors.brands import infer_brands
from roadsign.kernels.anchors.classify import Classifier
from roadsign.kernels.anchors.keywords import path_words
from roadsign.kernels.anchors.languages import page_language, site_language
from roadsign.kernels.pagetypes import page_type
from roadsign.model.anchors import PageWords, SiteWords
from roadsign.model.audit import PageType
from roadsign.model.evidence import Ballots, Roads
from roadsign.model.sites import Site, SitePage
from roadsign.reports.audit.case import (
    GROUP_BALLOT,
    OWN_BALLOT,
    SITE_UNIT,
    KeywordCohort,
    Match,
    PageCase,
    type_unit,
)
from roadsign.reports.audit.cohorts import LEAST_RIVALS
from roadsign.reports.audit.matching import RivalPage, keyword_cohorts
from roadsign.reports.audit.pages import NAMED_TYPES
from roadsign.store.linkbase import LinkBase
from roadsign.store.votes import Votes
from roadsign.workspace.book import (
    MOST_TELLING,
    Demand,
    WordBook,
    is_competitive,
    key_of,
    titles_of,
)
from roadsign.workspace.words import keyword_signs, name_of, plain_signs, sign_hits


@dataclass(frozen=True, slots=True)
class _Asked:
    """A rival's matched page, the ballot of its cohort, and the words of the page it matches."""

    match: Match
    ballot: int
    words: PageWords


@dataclass
class Counting:
    """The votes of one audit while they are being counted."""

    base: LinkBase
    votes: Votes
    subject: str
    rivals: tuple[str, ...]
    pages: tuple[PageCase, ...] = ()
    rival_pages: dict[str, dict[str, PageType]] = field(default_factory=dict)
    cohorts: Mapping[str, KeywordCohort] = field(default_factory=dict)
    roads: Mapping[tuple[str, str], Roads] = field(default_factory=dict)
    ballots: Mapping[tuple[int, str, str], Ballots] = field(default_factory=dict)
    measured: frozenset[tuple[str, str]] = frozenset()
    classifiers: dict[str, Classifier] = field(default_factory=dict)
    """Of each rival the classifier that knows its brand."""
    exact: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Of each rival the pages that match some keyword exactly."""

    def run(self, book: WordBook, site: Site, demand: Demand) -> None:
        """Class, match and count everything, the subject first."""
        self._count_subject(book, site, demand)
        for rival in self.rivals:
            self._count_rival(rival)
        self.votes.spread_plain_signs()
        self.roads = self.votes.roads()
        self._keep_linked()
        self._match()
        self.ballots = self.votes.ballots((*self.rivals, self.subject))
        self._measure_groups()

    def _count_subject(self, book: WordBook, site: Site, demand: Demand) -> None:
        given = {key: page for page in site.pages if (key := key_of(page.url))}
        linked = self.votes.pages(self.subject)
        self.pages = tuple(
            _page_case(key, linked.get(key, []), given.get(key), book, demand)
            for key in sorted({*linked, *given})
        )
        self.votes.add_units(
            [row for page in self.pages for row in _units(self.subject, page.page, page.page_type)]
        )
        types = {page.page: page.page_type for page in self.pages}
        signs = sign_hits(self.base, self.subject, book, types, lean=True)
        own = pa.repeat(pa.scalar(OWN_BALLOT, pa.int32()), len(signs))
        self.votes.add_signs(signs.append_column("ballot", own))

    def _count_rival(self, rival: str) -> None:
        words = self.votes.plain_words(rival)
        used = zip(
            words.column("anchor").to_pylist(), words.column("owners").to_pylist(), strict=True
        )
        site = SiteWords(rival, infer_brands(rival, list(used)[:2000]))
        self.classifiers[rival] = Classifier(site, lean=True)
        types = {page: page_type(page) for page in self.votes.pages(rival)}
        told = [path_words(page) for page in sorted(types)[:MOST_TELLING]]
        language = site_language(told, f"https://{rival}")
        self.votes.add_plain_signs(plain_signs(words, rival, self.classifiers[rival], language))
        self.rival_pages[rival] = types
        self.votes.add_page_names(
            [
                (rival, page, name_of(page, language))
                for page, kind in types.items()
                if kind in NAMED_TYPES
            ]
        )
        self.votes.add_units(
            [row for page, kind in types.items() for row in _units(rival, page, kind)]
        )

    def _keep_linked(self) -> None:
        """Forget rivals' pages without a followed owner: exports show only pages with a link."""
        for rival, pages in self.rival_pages.items():
            self.rival_pages[rival] = {
                page: kind
                for page, kind in pages.items()
                if (roads := self.roads.get((rival, page))) and roads.followed
            }

    def _match(self) -> None:
        """Find the rivals' pages for each page's keyword, and class their words by it."""
        pages = [
            RivalPage(
                rival, page, _called(page, titles.get(page, ())), self.roads[rival, page].followed
            )
            for rival, its in self.rival_pages.items()
            for titles in [titles_of(self.base, rival)]
            for page in its
        ]
        self.cohorts = keyword_cohorts(self.pages, self.rivals, pages)
        words = {
            page.page: PageWords(page.page, page.keywords, language=page.language)
            for page in self.pages
        }
        wanted: dict[str, list[_Asked]] = defaultdict(list)
        for page, cohort in self.cohorts.items():
            for match in cohort.matches:
                wanted[match.rival].append(_Asked(match, cohort.ballot, words[page]))
        for rival, asked in wanted.items():
            self._class_matched(rival, asked)

    def _class_matched(self, rival: str, asked: Sequence[_Asked]) -> None:
        """
        Class a rival's matched pages by the keywords that they were matched by.

        Those matched exactly vote for the groups too, and they alone: what the others aim at is
        not known.
        """
        words = self.votes.page_words(rival, sorted({each.match.page for each in asked}))
        exact = self.exact[rival]
        tables: list[pa.Table] = []
        units: list[tuple[int, str, str, str]] = []
        for each in asked:
            page = each.match.page
            own = words.filter(pc.equal(words.column("page"), page))
            classifier = self.classifiers[rival]
            signs = keyword_signs(own, rival, classifier, each.words, each.ballot)
            tables.append(signs)
            units.append((each.ballot, rival, page, page))
            if each.match.how == "exact" and page not in exact:
                exact.add(page)
                place = signs.column_names.index("ballot")
                group = pa.repeat(pa.scalar(GROUP_BALLOT, pa.int32()), len(signs))
                tables.append(signs.set_column(place, "ballot", group))
                kind = self.rival_pages[rival][page]
                units += [
                    (GROUP_BALLOT, rival, page, unit) for unit in (SITE_UNIT, type_unit(kind))
                ]
        self.votes.add_signs(pa.concat_tables(tables))
        self.votes.add_units(units)

    def _measure_groups(self) -> None:
        """Find rivals that have half of their votes on pages matched exactly, group by group."""
        measured = {
            (rival, unit)
            for rival in self.rivals
            for unit, pages in self._groups(rival).items()
            if self._half_on(rival, pages, self.exact[rival])
        }
        counts = Counter(unit for _, unit in measured)
        self.measured = frozenset(
            (rival, unit) for rival, unit in measured if counts[unit] >= LEAST_RIVALS
        )

    def _groups(self, rival: str) -> dict[str, list[str]]:
        groups: dict[str, list[str]] = defaultdict(list)
        for page, kind in self.rival_pages[rival].items():
            groups[SITE_UNIT].append(page)
            groups[type_unit(kind)].append(page)
        return groups

    def _half_on(self, rival: str, pages: Sequence[str], exact: AbstractSet[str]) -> bool:
        def votes(some: Sequence[str]) -> int:
            return sum(
                found.votes
                for page in some
                if (found := self.ballots.get((OWN_BALLOT, rival, page)))
            )

        whole = votes(pages)
        return whole > 0 and 2 * votes([page for page in pages if page in exact]) >= whole


def _called(page: str, told: Sequence[str]) -> tuple[str, ...]:
    """Give what a page is called: the words of its address, its title, its first heading."""
    return tuple(dict.fromkeys(text for text in (path_words(page), *told) if text))


def inferred_site(subject: str, book: WordBook, counting: Counting, site: Site) -> Site:
    """Give what was taken for the site, given or inferred, as a SITE.toml would say it."""
    return Site(
        domain=subject,
        brand=book.site.brands,
        rivals=tuple(dict.fromkeys((*site.rivals, *counting.rivals))),
        pages=tuple(
            SitePage(
                url=page.url,
                keywords=tuple(keyword.text for keyword in page.keywords),
                type=page.page_type,
                competitive=page.competitive,
                demand=page.demand,
                rank=page.rank,
            )
            for page in counting.pages
            # Naming a page asks for its verdict: one that nothing links to was not asked about.
            if page.given or _is_linked(counting, subject, page.page)
        ),
    )


def _is_linked(counting: Counting, subject: str, page: str) -> bool:
    roads = counting.roads.get((subject, page))
    return roads is not None and roads.followed > 0


def _page_case(
    key: str,
    addresses: Sequence[tuple[str, int]],
    given: SitePage | None,
    book: WordBook,
    demand: Demand,
) -> PageCase:
    words = book.pages.get(key)
    url = given.url if given else (addresses[0][0] if addresses else key)
    rank = given.rank if given and given.rank is not None else demand.position.get(key)
    asked = given.demand if given and given.demand is not None else demand.impressions.get(key)
    return PageCase(
        page=key,
        url=url,
        addresses=tuple(address for address, _ in addresses),
        page_type=given.type if given and given.type else page_type(key),
        competitive=is_competitive(given, key),
        keywords=words.keywords if words else (),
        given=given is not None and not _is_guess(given, words),
        title=words.title if words else None,
        headings=words.headings if words else (),
        language=_language(key, words),
        rank=rank if rank is not None else book.ranks.get(key),
        demand=asked,
    )


def _language(page: str, words: PageWords | None) -> str:
    """Give the language that a page's words are read in."""
    if words is None:
        return page_language((), page)
    told = [keyword.text for keyword in words.keywords if keyword.source != "anchors"]
    return words.language or page_language([*told, words.title or "", *words.headings], page)


def _is_guess(given: SitePage, words: PageWords | None) -> bool:
    """Say whether a page of SITE.toml is still as it was inferred: nobody named it then."""
    return given.unconfirmed and (words is None or not any(k.given for k in words.keywords))


def _units(subject: str, page: str, kind: PageType) -> list[tuple[int, str, str, str]]:
    return [(OWN_BALLOT, subject, page, unit) for unit in (page, type_unit(kind), SITE_UNIT)]
