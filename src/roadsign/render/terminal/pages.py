"""The pages and their types as rows of one table: the worst first, the many small ones folded."""

from collections.abc import Iterable, Iterator, Sequence

from roadsign.kernels.urls import host_of, serialise
from roadsign.model.audit import Audit, AuthoritySignal, GroupAudit, PageAudit
from roadsign.render.defuse import defused
from roadsign.render.terminal.figures import (
    count_text,
    counted,
    range_text,
    share_of,
    share_text,
)
from roadsign.render.terminal.grid import Column, drawn, tabbed
from roadsign.render.terminal.ink import Cell, Ink, looks, verdict

_MOST_FOLDS = 3
_LEAST_ROWS = 6
_MIXED = Cell("other verdicts", "soft")
_Fold = tuple[Cell, list[PageAudit]]
_ENOUGH_VOTES = 10
_NAMES = ("", "verdict", "sites", "rivals", "exact_words", "exact_low", "exact_high", "no_words",
          "no_words_low", "no_words_high", "sure")  # fmt: skip


def pages_and_types(audit: Audit, ink: Ink, room: int, *, full: bool) -> list[str]:
    """
    Draw the pages and, in the same columns, the site and its types.

    ``room`` is how many lines there are; pages that find none are folded into a few rows.
    """
    groups = [audit.site, *audit.page_types]
    if not ink.tty:
        return _tabbed(audit, groups)
    known = [each.authority.rivals_median for each in groups]
    known += [page.authority.rivals_median for page in audit.pages]
    rivals = any(median is not None for median in known)
    columns = _columns(rivals=rivals)
    kinds = [_group_row(group, rivals=rivals) for group in groups]
    kinds_title = "BY TYPE OF PAGE" if audit.page_types else "AS A WHOLE"
    # Two heads, and a blank line between the parts.
    most = len(audit.pages) if full else max(_LEAST_ROWS, room - len(kinds) - 3)
    pages = list(_page_rows(audit, most, rivals=rivals))
    titles = [Cell(column.title, "soft") for column in columns]
    second = [Cell(kinds_title, "soft"), *titles[1:]]
    if not pages:
        columns = [Column(kinds_title, least=16, most=34), *columns[1:]]
        return drawn(columns, kinds, ink)
    blank = [Cell()] * len(columns)
    return drawn(columns, [*pages, blank, second, *kinds], ink)


def page_name(url: str, audit: Audit) -> str:
    """Give the path of a page of the target's own host, else host and path; defused."""
    told = defused(url)
    address = serialise(told)
    if address is None:
        return told
    host = host_of(address)
    path = address.split("/", 3)[3]
    own = {audit.target.value, audit.display}
    return defused(f"/{path}" if host.removeprefix("www.") in own else f"{host}/{path}")


def kind_name(group: GroupAudit) -> str:
    """Give what a group is: the whole site, or so many pages of a type."""
    if group.page_type is None:
        return "the whole site"
    return counted(group.pages, *looks()["page_types"][group.page_type])


def _columns(*, rivals: bool) -> list[Column]:
    middle = [Column("RIVALS", ">")] if rivals else []
    return [
        Column("PAGE", least=16, most=34, kind="address", drop=-1),
        Column("VERDICT", drop=-1),
        Column("SITES", ">"),
        *middle,
        Column("EXACT WORDS", ">"),
        Column("NO WORDS", ">"),
        Column("SURE"),
    ]


def _page_rows(audit: Audit, most: int, *, rivals: bool) -> Iterator[list[Cell]]:
    judged = [page for page in audit.pages if page.judged]
    idle = len(audit.pages) - len(judged)
    shown, folds = _folded(judged, max(1, most - bool(idle)))
    for page in shown:
        yield [Cell(page_name(page.url, audit)), *_figures(page, rivals=rivals)]
    for words, group in folds:
        # Over several verdicts a range says nothing, and would widen its column.
        of_one = group if words is not _MIXED else []
        sites = range_text(page.authority.followed_referring_domains for page in of_one)
        middle = [Cell(range_text(page.authority.rivals_median for page in of_one))]
        name = counted(len(group), "more page", "more pages")
        yield [Cell(name), words, Cell(sites), *(middle if rivals else []), *[Cell()] * 3]
    if idle:
        name = (
            counted(idle, "more page", "more pages") if judged else counted(idle, "page", "pages")
        )
        words = Cell(f"{looks()['verdicts']['not_enough_data']['sign']} no followed links", "soft")
        yield [Cell(name, "soft"), words, *[Cell()] * (5 if rivals else 4)]


def _folded(judged: Sequence[PageAudit], most: int) -> tuple[list[PageAudit], list[_Fold]]:
    """
    Choose the pages that get a row, in their order, and fold the others by verdict.

    Pages that are asked about or can be judged alone come before the small ones; one page alone
    is not folded: its own row takes no more room.
    """
    worth = sorted(judged, key=lambda page: not _is_worth_a_row(page))
    for count in range(min(most, len(judged)), -1, -1):
        folds = _by_verdict(judged, {id(page) for page in worth[:count]})
        alone = [group[0] for _, group in folds if len(group) == 1]
        folds = [fold for fold in folds if len(fold[1]) > 1]
        if count + len(alone) + len(folds) <= most:
            break
    taken = {id(page) for page in (*worth[:count], *alone)}
    return [page for page in judged if id(page) in taken], folds


def _is_worth_a_row(page: PageAudit) -> bool:
    return page.given or page.rank is not None or page.anchors.owners >= _ENOUGH_VOTES


def _by_verdict(pages: Iterable[PageAudit], taken: set[int]) -> list[_Fold]:
    kinds: dict[Cell, list[PageAudit]] = {}
    for page in pages:
        if id(page) not in taken:
            kinds.setdefault(verdict(page), []).append(page)
    folds = list(kinds.items())
    if len(folds) <= _MOST_FOLDS:
        return folds
    rest = [page for _, group in folds[_MOST_FOLDS - 1 :] for page in group]
    return [*folds[: _MOST_FOLDS - 1], (_MIXED, rest)]


def _group_row(group: GroupAudit, *, rivals: bool) -> list[Cell]:
    return [Cell(kind_name(group)), *_figures(group, rivals=rivals)]


def _figures(record: PageAudit | GroupAudit, *, rivals: bool) -> list[Cell]:
    exact = share_of(record.anchors, "exact")
    blank = share_of(record.anchors, "blank+generic", "blank")
    level = record.anchors.level
    loud = {"over_optimised": (exact, "anchors"), "unlabelled": (blank, "blank")}.get(level)
    middle = [Cell(_rivals(record.authority))] if rivals else []
    return [
        verdict(record),
        Cell(count_text(record.authority.followed_referring_domains)),
        *middle,
        *(
            Cell(
                share_text(each.share, each.low, each.high) if each else "",
                loud[1] if each and loud and each is loud[0] else "",
            )
            for each in (exact, blank)
        ),
        Cell(record.confidence if record.judged else ""),
    ]


def _rivals(authority: AuthoritySignal) -> str:
    capped = any(rival.capped for rival in authority.rivals)
    return count_text(authority.rivals_median, capped=capped)


def _tabbed(audit: Audit, groups: Sequence[GroupAudit]) -> list[str]:
    pages = [(page.url, *_plain_figures(page)) for page in audit.pages]
    kinds = [(group.page_type or "site", *_plain_figures(group)) for group in groups]
    return [
        *tabbed(("page", *_NAMES[1:]), pages),
        "",
        *tabbed(("type_of_page", *_NAMES[1:]), kinds),
    ]


def _plain_figures(record: PageAudit | GroupAudit) -> Iterator[object]:
    yield defused(record.in_words)
    yield record.authority.followed_referring_domains
    yield record.authority.rivals_median
    for share in (
        share_of(record.anchors, "exact"),
        share_of(record.anchors, "blank+generic", "blank"),
    ):
        yield from (share.share, share.low, share.high) if share else (None, None, None)
    yield record.confidence
