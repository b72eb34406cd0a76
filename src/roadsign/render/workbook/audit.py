"""An audit as a workbook: summary with charts, pages, words, steps, and how it was judged."""

from collections.abc import Iterator, Sequence
from typing import IO

from roadsign.model.audit import Audit, GroupAudit, NextStep, PageAudit
from roadsign.model.terms import terms
from roadsign.render.receipts import reason_in_words, warning_in_words
from roadsign.render.workbook.book import Book, Sheet, book
from roadsign.render.workbook.charts import add_charts

_PAGES = (
    "page", "type", "keywords", "verdict", "sure", "sites", "rivals' middle", "sites that lack",
    "exact words", "exact, low", "exact, high", "no or empty words", "low", "high",
    "rank", "first step", "reason",
)  # fmt: skip
_PAGE_STYLES = (*[""] * 8, *["share"] * 6, *[""] * 3)
_WORDS = ("page", "words", "sites", "share", "low", "high", "rivals' share", "rivals' upper range",
          "chance", "basis")  # fmt: skip
_WORD_STYLES = ("", "", "", *["share"] * 5, "", "")
_STEPS = ("page", "do", "what", "why", "how many", "linking page", "points to", "anchor", "site")


def audit_workbook(audit: Audit, file: IO[bytes]) -> None:
    """Write an audit into an open file: Summary, Pages, Words, Steps, Method."""
    with book(file) as opened:
        _summary(audit, opened)
        pages = opened.sheet("Pages")
        pages.table(_PAGES, map(_page, audit.pages), _PAGE_STYLES)
        opened.sheet("Words").table(_WORDS, _words(audit), _WORD_STYLES)
        opened.sheet("Steps").table(_STEPS, _steps(audit))
        _method(audit, opened.sheet("Method"))


def _summary(audit: Audit, opened: Book) -> None:
    sheet = opened.sheet("Summary")
    sheet.widths(34, 30, 12, 12, 12, 12, 60)
    sheet.row([audit.display], "title")
    sheet.row([audit.summary.headline], "strong")
    sheet.row([audit.summary.detail])
    sheet.row([])
    for number, step in enumerate(audit.summary.first_steps, start=1):
        sheet.row([f"{number}. {step.title}", step.detail, step.page_url])
    sheet.row([])
    sheet.row(["", "verdict", "sure", "sites", "rivals", "pages", "reason"], "head")
    for group in (audit.site, *audit.page_types):
        sheet.row(_group(group))
    sheet.row([])
    for warning in audit.warnings:
        sheet.row([warning.text])
    sheet.row([])
    add_charts(audit, sheet)


def _group(group: GroupAudit) -> list[object]:
    return [
        group.page_type or "the whole site",
        group.in_words,
        group.confidence,
        group.authority.followed_referring_domains,
        group.authority.rivals_median,
        group.pages,
        group.reason,
    ]


def _page(page: PageAudit) -> list[object]:
    return [
        page.url,
        page.page_type,
        "; ".join(each.keyword for each in page.keywords),
        page.in_words,
        page.confidence,
        page.authority.followed_referring_domains,
        page.authority.rivals_median,
        page.authority.missing.owners,
        *_share(page, "exact"),
        *_share(page, "blank+generic"),
        page.rank,
        page.next_steps[0].text if page.next_steps else None,
        page.reason,
    ]


def _share(page: PageAudit, name: str) -> tuple[float | None, float | None, float | None]:
    for share in page.anchors.shares:
        if share.anchor_class == name:
            return share.share, share.low, share.high
    return None, None, None


def _words(audit: Audit) -> Iterator[Sequence[object]]:
    subjects: list[tuple[str, GroupAudit | PageAudit]] = [("the whole site", audit.site)]
    subjects += [(group.page_type or "", group) for group in audit.page_types]
    subjects += [(page.url, page) for page in audit.pages]
    for name, subject in subjects:
        for share in subject.anchors.shares:
            yield (
                name,
                share.anchor_class,
                share.owners,
                share.share,
                share.low,
                share.high,
                share.expected,
                share.expected_high,
                share.tail,
                share.basis,
            )


def _steps(audit: Audit) -> Iterator[Sequence[object]]:
    subjects: list[tuple[str, Sequence[NextStep]]] = [("the whole site", audit.site.next_steps)]
    subjects += [(group.page_type or "", group.next_steps) for group in audit.page_types]
    subjects += [(page.url, page.next_steps) for page in audit.pages]
    for name, steps in subjects:
        for step in steps:
            lead = (name, step.do, step.text, step.why, step.amount)
            if not step.rows:
                yield (*lead, None, None, None, None)
            for row in step.rows:
                yield (*lead, row.source_url, row.target_url, row.anchor, row.owner)


def _method(audit: Audit, sheet: Sheet) -> None:
    sheet.widths(34, 100)
    sheet.row(["What was read"], "title")
    for receipt in audit.sources:
        sheet.row([receipt.source, receipt.error or receipt.title or receipt.format])
        if receipt.error is None:
            sheet.row(["", f"{receipt.kept:,} of {receipt.read:,} rows kept"])
        for code, count in receipt.rejected.items():
            sheet.row(["", f"{count:,} rejected: {reason_in_words(code)}"])
        for code in receipt.warnings:
            sheet.row(["", warning_in_words(code)])
    for rival in audit.rivals:
        sheet.row(["compared with", rival])
    sheet.row([])
    sheet.row(["What the numbers are"], "title")
    for term in terms().values():
        sheet.row([term.title, term.text], ["strong", "wrapped"])
    sheet.row([])
    sheet.row(["made", audit.generated])
    sheet.row(["Roadsign", audit.version])
