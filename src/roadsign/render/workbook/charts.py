"""Native charts of the summary: pages against their rivals, and the words of the links."""

from collections.abc import Mapping
from typing import Any

from roadsign.model.audit import Audit
from roadsign.render.workbook.book import Sheet

_MOST_PAGES = 12
_EXACT, _OWN, _RIVALS = "#DD6A10", "#174F7D", "#84929D"
_CLASSES = ("brand", "brand_keyword", "url", "partial", "exact", "generic", "blank", "other")


def add_charts(audit: Audit, sheet: Sheet) -> None:
    """Write the rows of the charts below the summary, and the charts beside them."""
    _pages(audit, sheet)
    sheet.row([])
    _words(audit, sheet)


def _pages(audit: Audit, sheet: Sheet) -> None:
    pages = [page for page in audit.pages if page.judged][:_MOST_PAGES]
    if not pages:
        return
    sheet.row(["sites that link, and the middle rival", "sites", "rivals"], "head")
    for page in pages:
        sites = page.authority.followed_referring_domains
        sheet.row([page.url, sites, page.authority.rivals_median])
    chart = _chart(sheet, len(pages), {"sites": _OWN, "rivals": _RIVALS})
    _place(chart, sheet, len(pages), "Sites that link")


def _words(audit: Audit, sheet: Sheet) -> None:
    told = {share.anchor_class: share for share in audit.site.anchors.shares}
    shares = [told[name] for name in _CLASSES if name in told]
    if not shares:
        return
    sheet.row(["words of the links", "share", "rivals' share"], "head")
    for share in shares:
        sheet.row([share.anchor_class, share.share, share.expected], ["", "share", "share"])
    fills = {"share": _EXACT}
    if any(share.expected is not None for share in shares):
        fills["rivals' share"] = _RIVALS
    _place(_chart(sheet, len(shares), fills), sheet, len(shares), "Words of the links")


def _chart(sheet: Sheet, rows: int, fills: Mapping[str, str]) -> Any:  # noqa: ANN401 - no types
    """Give a chart of the rows just written: a bar a row and column, named and coloured."""
    chart = sheet.book.file.add_chart({"type": "bar"})
    where, first, last = sheet.sheet.get_name(), sheet.at - rows, sheet.at - 1
    for column, (name, fill) in enumerate(fills.items(), start=1):
        chart.add_series(
            {
                "name": name,
                "categories": [where, first, 0, last, 0],
                "values": [where, first, column, last, column],
                "fill": {"color": fill},
            }
        )
    return chart


def _place(chart: Any, sheet: Sheet, rows: int, title: str) -> None:  # noqa: ANN401 - no types
    chart.set_title({"name": title})
    chart.set_y_axis({"reverse": True})
    chart.set_size({"width": 760, "height": 120 + 32 * rows})
    chart.set_legend({"position": "bottom"})
    sheet.sheet.insert_chart(sheet.at - rows - 1, 4, chart)
    # The rows beside a chart stay free, so that the next one does not lie on it.
    for _ in range(6 + rows * 2 // 3):
        sheet.row([])
