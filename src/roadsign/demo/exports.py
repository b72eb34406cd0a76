"""The files of the demo, in the shapes in which such tools write them."""

import csv
import io
import json
from collections.abc import Iterable, Sequence

from roadsign.demo.hosts import kind_of
from roadsign.demo.roads import Road
from roadsign.demo.tables import Page, ahrefs_header, sites, world


def backlinks(roads: Iterable[Road], broken: Sequence[tuple[str, str]] = ()) -> bytes:
    """
    Write an export of backlinks: UTF-16LE with BOM, tabs, every cell quoted, best rated first.

    ``broken`` are rows that say nothing: source and target as a crawler once wrote them.
    """
    header, by_rating = ahrefs_header(), sorted(roads, key=lambda road: -road.host.rating)
    lines = [[cells.get(column, "") for column in header] for cells in map(_cells, by_rating)]
    for number, (source, target) in enumerate(broken):
        told = {"Referring page URL": source, "Target URL": target, "Type": "text"}
        lines.insert(
            (number + 1) * len(lines) // (len(broken) + 1), [told.get(c, "") for c in header]
        )
    table = table_text([list(header), *lines], delimiter="\t", quoting=csv.QUOTE_ALL)
    return b"\xff\xfe" + table.encode("utf-16-le")


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


def table_text(
    rows: Iterable[Sequence[str]], *, delimiter: str = ",", quoting: int = csv.QUOTE_MINIMAL
) -> str:
    """Give the text of a table, lines ended by LF."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator="\n").writerows(rows)  # type: ignore[arg-type]
    return text.getvalue()
