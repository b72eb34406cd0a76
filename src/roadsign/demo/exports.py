"""The files of the demo, in the shapes in which such tools write them."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Sequence

import numpy as np

from roadsign.demo.hosts import kind_of
from roadsign.demo.roads import Road
from roadsign.demo.tables import Page, ahrefs_header, sites, world

_ZIP_TIME = (2026, 11, 16, 4, 0, 0)
_BRAND_QUERIES = ("{brand}", "{brand} garden", "{brand} seeds", "{brand} discount")
_VERBS = ("{keyword}", "best {keyword}", "{keyword} uk", "buy {keyword}", "{keyword} reviews")


def backlinks(roads: Iterable[Road], broken: Sequence[tuple[str, str]] = ()) -> bytes:
    """
    Write an export of backlinks: UTF-16LE with BOM, tabs, every cell quoted.

    ``broken`` are rows that say nothing: source and target as a crawler once wrote them.
    """
    header = ahrefs_header()
    lines = [[cells.get(column, "") for column in header] for cells in map(_cells, roads)]
    for number, (source, target) in enumerate(broken):
        told = {"Referring page URL": source, "Target URL": target, "Type": "text"}
        lines.insert(
            (number + 1) * len(lines) // (len(broken) + 1), [told.get(c, "") for c in header]
        )
    table = _table([list(header), *lines], delimiter="\t", quoting=csv.QUOTE_ALL)
    return b"\xff\xfe" + table.encode("utf-16-le")


def latest_links(rng: np.random.Generator, roads: Sequence[Road], number: int) -> bytes:
    """Write a search engine's list of pages that link: addresses and days, no words."""
    chosen = sorted(int(i) for i in rng.choice(len(roads), size=number, replace=False))
    rows = {roads[i].source: roads[i].last_seen.date().isoformat() for i in chosen}
    return _table([["Linking page", "Last crawled"], *map(list, rows.items())]).encode()


def performance(rng: np.random.Generator, pages: Sequence[Page]) -> bytes:
    """Write a search engine's zip of queries and pages, with clicks, impressions and positions."""
    shop = world().shop
    asked = [page for page in pages if page.rank is not None and page.demand]
    page_rows = [_figures(f"https://{shop.domain}{p.path}", p.demand, p.rank or 0) for p in asked]
    query_rows = [
        _figures(q.format(brand=shop.name.lower()), 2600 // n, 1.1)
        for n, q in enumerate(_BRAND_QUERIES, 1)
    ]
    for page in asked:
        for keyword in page.keywords:
            for share, verb in zip((0.5, 0.2, 0.12, 0.1, 0.08), _VERBS, strict=True):
                place = max(1.0, (page.rank or 0) * float(rng.uniform(0.97, 1.03)))
                query_rows.append(
                    _figures(verb.format(keyword=keyword), int(page.demand * share), place)
                )
    figures = ["Clicks", "Impressions", "CTR", "Position"]
    return _zip(
        {
            "Queries.csv": [["Top queries", *figures], *sorted(query_rows, key=_by_clicks)],
            "Pages.csv": [["Top pages", *figures], *sorted(page_rows, key=_by_clicks)],
            "Filters.csv": [["Filter", "Value"], ["Search type", "Web"], ["Date", "Last 3 months"]],
        }
    )


def site_toml(pages: Sequence[Page]) -> bytes:
    """Write SITE.toml: what the shop's owner would say of it."""
    shop, rivals = world().shop, [rival.domain for rival in world().rivals]
    lines = [
        "# The shop of the demo: invented, like every site and number here.",
        f"domain = {json.dumps(shop.domain)}",
        f"brand = {json.dumps(shop.brand)}",
        f"rivals = {json.dumps(rivals)}",
    ]
    for page in pages:
        lines += ["", "[[pages]]", f"url = {json.dumps(f'https://{shop.domain}{page.path}')}"]
        lines += [f"keywords = {json.dumps(page.keywords)}"] if page.keywords else []
        lines += [f"type = {json.dumps(page.type)}"]
    return ("\n".join(lines) + "\n").encode()


def _cells(road: Road) -> dict[str, str]:
    host = road.host
    known = sites().kinds.get(host.kind) and kind_of(host)
    size = int(10 ** (host.rating / 25))
    return {
        "Referring page title": road.title,
        "Referring page URL": road.source,
        "Language": host.language,
        "Platform": known.platform if known else "",
        "Referring page HTTP code": "404" if road.lost_status == "notfound" else "200",
        "Domain rating": f"{host.rating:g}",
        "UR": f"{host.rating / 4:.1f}",
        "Domain traffic": str(size * 7),
        "Referring domains": str(size // 90),
        "Linked domains": str(4 + size % 61),
        "External links": str(6 + size % 83),
        "Page traffic": str(size // 700),
        "Keywords": str(size // 900),
        "Target URL": road.target,
        "Left context": road.left,
        "Anchor": road.sign.anchor,
        "Right context": road.right,
        "Redirect Chain URLs": road.chain,
        "Redirect Chain status codes": "301" if road.chain else "",
        "Type": road.sign.kind,
        "Is spam": _bool(known is None),
        "Content": _bool(road.group == 1 and not road.ugc),
        "Nofollow": _bool(road.nofollow),
        "UGC": _bool(road.ugc),
        "Sponsored": _bool(road.sponsored),
        "Rendered": "false",
        "Raw": "true",
        "Lost status": road.lost_status,
        "Drop reason": road.drop_reason,
        "Discovered status": "linkfound",
        "First seen": f"{road.first_seen:%Y-%m-%d %H:%M:%S}",
        "Last seen": f"{road.last_seen:%Y-%m-%d %H:%M:%S}",
        "Lost": f"{road.lost:%Y-%m-%d %H:%M:%S}" if road.lost else "",
        "Page type": known.page_type if known else "/Listing",
        "Page category": "/Home_and_Garden/Gardening",
        "Links in group": str(road.group),
    }


def _bool(value: bool) -> str:  # noqa: FBT001 - the cell of a column, not a switch
    return "true" if value else "false"


def _figures(what: str, impressions: int, place: float) -> list[str]:
    clicks = int(impressions * 0.3 / place**1.1)
    share = f"{100 * clicks / impressions:.2f}".rstrip("0").rstrip(".") if impressions else "0"
    return [
        what,
        str(clicks),
        str(impressions),
        f"{share}%",
        f"{place:.2f}".rstrip("0").rstrip("."),
    ]


def _by_clicks(row: Sequence[str]) -> tuple[int, str]:
    return -int(row[1]), row[0]


def _table(
    rows: Iterable[Sequence[str]], *, delimiter: str = ",", quoting: int = csv.QUOTE_MINIMAL
) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator="\n").writerows(rows)  # type: ignore[arg-type]
    return text.getvalue()


def _zip(tables: dict[str, list[list[str]]]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables.items():
            # A fixed time: the same demo is the same bytes.
            archive.writestr(zipfile.ZipInfo(name, _ZIP_TIME), _table(rows))
    return whole.getvalue()
