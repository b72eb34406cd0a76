"""What the templates are given: cards, articles, rows and facts, drawn from the audit's answer."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from roadsign.model.audit import Audit, GroupAudit, PageAudit
from roadsign.model.terms import Term, terms
from roadsign.render.charts import Matrix, RivalBars, StackedWords, WordsBars
from roadsign.render.page import drawings
from roadsign.render.page.drawings import Judged
from roadsign.render.page.wording import (
    Look,
    count,
    counted,
    look,
    many_words,
    name_of,
    path_of,
    percent,
    safe_href,
    scale_name,
    share_of,
    span,
    type_name,
)

CARDS = 8
"""Cards at most, the site's own among them."""
ARTICLES = 25
"""Pages told in full at most; the others stand in a table."""
ROWS = 1000
"""Pages in that table at most."""
LEAST_VOTES = 8
"""A page of which nothing can be told is told in full only from so many sites on."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """One chart in both forms; the style sheet shows one of them."""

    wide: Markup
    narrow: Markup


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the term that explains it, and a remark such as its interval."""

    term: Term
    said: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """The site, a type of pages or a page, as it is named and shown."""

    judged: Judged
    name: str
    path: str
    look: Look
    anchor: str
    """The id of its section in this file, empty where it has none."""
    href: str | None = None
    aims: str = ""

    @property
    def address(self) -> str:
        """Give a page's whole address; a group has none."""
        return self.judged.url if isinstance(self.judged, PageAudit) else ""

    @property
    def ruler(self) -> Markup:
        """Draw the two rulers."""
        return Markup(drawings.ruler(self.judged, self.name).to_svg())  # noqa: S704 - charts escape

    @property
    def roads(self) -> Markup:
        """Draw the ruler of roads alone."""
        return Markup(drawings.road_ruler(self.judged, self.name).to_svg())  # noqa: S704 - as above

    @property
    def bars(self) -> RivalBars | None:
        """Give the bars beside rivals."""
        return drawings.bars(self.judged)

    @property
    def mix(self) -> StackedWords | None:
        """Give the mix of words."""
        return drawings.mix(self.judged)

    @property
    def words(self) -> WordsBars | None:
        """Give all kinds of words with their ranges."""
        return drawings.words(self.judged)

    def share(self, kind: str) -> str:
        """Write the share of one kind with its interval, or a dash."""
        found = share_of(self.judged.anchors.shares, kind)
        if not found or not self.judged.anchors.owners:
            return "\u2013"
        return f"{percent(found.share)} {span(found.low, found.high)}"

    @property
    def figures(self) -> list[Figure]:
        """Give every number that was measured, with its term."""
        return list(_figures(self.judged))


def of_page(page: PageAudit, audit: Audit, anchor: str = "") -> Subject:
    """Name a page."""
    first = page.keywords[0].keyword if page.keywords else ""
    href, shown = safe_href(page.url), look(page.verdict)
    return Subject(page, name_of(page), path_of(page, audit.target), shown, anchor, href, first)


def of_group(group: GroupAudit) -> Subject:
    """Name the site, or a type of pages."""
    many = count(group.pages)
    if group.page_type is None:
        name, path = "The site as a whole", counted(group.pages, "page")
    else:
        name, path = f"{many} {type_name(group.page_type, group.pages)}", ""
    return Subject(group, name, path, look(group.verdict), group.page_type or "site")


@dataclass(frozen=True, slots=True)
class Sections:
    """The pages of the report, by how much is said of each."""

    cards: Sequence[Subject]
    articles: Sequence[Subject]
    rows: Sequence[Subject]
    hidden: int
    """Pages that even the table leaves out."""
    others: Sequence[tuple[Look, str, int]]
    """Of the judged pages without a card: how they look, in words, how many."""
    judged: int


def sections(audit: Audit) -> Sections:
    """Share the pages out: cards, articles, rows of the table."""
    anchors: dict[int, str] = {}
    for page in audit.pages:
        if len(anchors) < ARTICLES and _tells_much(page):
            anchors[id(page)] = f"page-{len(anchors) + 1}"
    subjects = [of_page(page, audit, anchors.get(id(page), "")) for page in audit.pages]
    judged = [
        each for each in subjects if isinstance(each.judged, PageAudit) and each.judged.judged
    ]
    telling = [each for each in judged if _tells_much(each.judged)]
    cards = telling[: CARDS - 1]
    carded = {id(each) for each in cards}
    later = [each for each in judged if id(each) not in carded]
    rest = [each for each in subjects if not each.anchor]
    alike = Counter(each.judged.verdict for each in later)
    others = [(look(verdict), many_words(verdict), n) for verdict, n in alike.items()]
    articles = [each for each in subjects if each.anchor]
    return Sections(cards, articles, rest[:ROWS], max(0, len(rest) - ROWS), others, len(judged))


def _tells_much(page: Judged) -> bool:
    if not isinstance(page, PageAudit) or not page.judged:
        return False
    many = page.authority.followed_referring_domains >= LEAST_VOTES
    return many or page.given or page.verdict != "not_enough_data"


def verdicts_shown(audit: Audit) -> list[tuple[Look, str]]:
    """Give look and words of every verdict that some page has, in the order of the pages."""
    seen = {
        page.verdict: (look(page.verdict), page.in_words) for page in audit.pages if page.judged
    }
    return list(seen.values())


def drawn(chart: RivalBars | StackedWords | WordsBars | Matrix) -> Drawing:
    """Draw a chart in both forms."""
    wide, narrow = chart.to_svg(), chart.to_svg(narrow=True)
    return Drawing(Markup(wide), Markup(narrow))  # noqa: S704 - charts escape all they are given


def _figures(judged: Judged) -> Iterator[Figure]:
    known, signal, signs = terms(), judged.authority, judged.anchors
    sites: list[tuple[str, float | None]] = [
        ("referring_domains", signal.referring_domains),
        ("followed_referring_domains", signal.followed_referring_domains),
        ("follow_unknown", signal.follow_unknown or None),
        ("rivals_typical", signal.rivals_typical),
        ("rivals_median", signal.rivals_median),
        ("rivals_lower_quartile", signal.rivals_lower_quartile),
    ]
    yield from (Figure(known[name], count(n)) for name, n in sites if n is not None)
    if signal.rivals_median is None:
        yield Figure(known["floor"], count(signal.floor))
    lack = signal.missing
    if lack.owners:
        told = f"{count(lack.low)} to {count(lack.high)}" if lack.low and lack.high else ""
        yield Figure(known["missing"], count(lack.owners), told)
    if signal.rating is not None:
        yield Figure(known["rating"], f"{signal.rating:.0f}", scale_name(signal.rating_scale))
    yield Figure(known["owners"], count(signs.owners))
    if signs.unknown:
        yield Figure(known["unknown"], count(signs.unknown))
    if signs.health is not None:
        low, high = signs.health_interval or (signs.health, signs.health)
        yield Figure(known["health"], f"{signs.health:.0f}", f"{low:.0f} to {high:.0f}")
    wanted = judged.counterfactual
    for name, n in (
        ("owners_needed", wanted.owners_needed),
        ("changes_needed", wanted.changes_needed),
    ):
        if n is not None:
            yield Figure(known[name], count(n))
    if isinstance(judged, PageAudit):
        yield from _page_figures(judged)


def _page_figures(page: PageAudit) -> Iterator[Figure]:
    known = terms()
    if page.rank is not None:
        yield Figure(known["rank"], f"{page.rank:.1f}")
    if page.demand is not None:
        yield Figure(known["demand"], count(page.demand))
    if page.authority.page_authority is not None:
        ends = page.authority.interval
        told = f"{ends[0]:.0f} to {ends[1]:.0f}" if ends else ""
        yield Figure(known["page_authority"], f"{page.authority.page_authority:.0f}", told)
