"""The pages and their types as rows of one table: the worst first, the many small ones folded."""

from collections.abc import Iterable, Iterator, Sequence

from roadsign.model.audit import Audit, AuthoritySignal, GroupAudit, PageAudit
from roadsign.render.defuse import defused
from roadsign.render.terminal.figures import (
    count_text,
    counted,
    page_name,
    range_text,
    share_of,
    share_text,
)
from roadsign.render.terminal.grid import Column, drawn, tabbed
from roadsign.render.terminal.ink import Cell, Ink, looks, verdict

_MOST_FOLDS = 3
_LEAST_ROWS = 8
_MOST_KINDS = 5
_RANGE = len("100-999")
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
    kinds = list(_kind_rows(groups, rivals=rivals, full=full))
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
        yield [
            Cell(page_name(page.url, audit.target, audit.display)),
            *_figures(page, rivals=rivals),
        ]
    for words, group in folds:
        yield _folded_row("more pages", words, group, rivals=rivals)
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
    else:
        # Of each verdict one page or a fold, and still too many: the rest is one row.
        alone, folds = [], [(_MIXED, worth[max(1, most - 1) :])]
        count = max(1, most - 1)
    taken = {id(page) for page in (*worth[:count], *alone)}
    return [page for page in judged if id(page) in taken], folds


def _is_worth_a_row(page: PageAudit) -> bool:
    return page.given or page.rank is not None or page.anchors.owners >= _ENOUGH_VOTES


def _by_verdict(pages: Iterable[PageAudit], taken: set[int]) -> list[_Fold]:
    kinds: dict[Cell, list[PageAudit]] = {}
    for page in pages:
        if id(page) not in taken:
            kinds.setdefault(verdict(page), []).append(page)
    alone = [fold for fold in kinds.items() if len(fold[1]) == 1]
    folds = [fold for fold in kinds.items() if len(fold[1]) > 1]
    if len(folds) <= _MOST_FOLDS:
        return [*alone, *folds]
    # The largest keep their names, in their order; the rest are one row.
    large = sorted(folds, key=lambda fold: -len(fold[1]))[: _MOST_FOLDS - 1]
    rest = [page for fold in folds if fold not in large for page in fold[1]]
    return [*alone, *(fold for fold in folds if fold in large), (_MIXED, rest)]


def _kind_rows(groups: Sequence[GroupAudit], *, rivals: bool, full: bool) -> Iterator[list[Cell]]:
    """Give the site and its types; with many of them those that nothing can be told of fold."""
    dim = [each for each in groups[1:] if each.verdict == "not_enough_data"]
    folded = dim if not full and len(groups) > _MOST_KINDS and len(dim) > 1 else []
    for group in groups:
        if not any(group is each for each in folded):
            yield [Cell(kind_name(group)), *_figures(group, rivals=rivals)]
    if folded:
        yield _folded_row("more types", verdict(folded[0]), folded, rivals=rivals)


def _folded_row(
    name: str, words: Cell, group: Sequence[PageAudit | GroupAudit], *, rivals: bool
) -> list[Cell]:
    """Give one row for several pages or types: how many, and from where to where they range."""
    # Over several verdicts a range says nothing, and would widen its column.
    of_one = group if words is not _MIXED else ()
    sites = range_text(each.authority.followed_referring_domains for each in of_one)
    middle = range_text(each.authority.rivals_median for each in of_one)
    ranges = [sites, middle] if rivals else [sites]
    lead = [Cell(f"{len(group):,} {name}"), words]
    return [*lead, *(Cell(each) if len(each) <= _RANGE else Cell() for each in ranges),
            *[Cell()] * 3]  # fmt: skip


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
