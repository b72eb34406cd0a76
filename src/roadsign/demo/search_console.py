"""What a search engine tells the shop: queries, pages, positions, and pages that link."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from roadsign.demo.exports import table_text
from roadsign.demo.roads import Road
from roadsign.demo.tables import Page, world

_TIME = (2026, 11, 16, 4, 0, 0)
"""The time of every entry of the zip: the same demo is the same bytes."""
_FIRST = 1.1
"""The position of the shop for its own name."""
_JITTER = 0.03


def latest_links(rng: np.random.Generator, roads: Sequence[Road], number: int) -> bytes:
    """Write the list of pages that link: addresses and days, no words."""
    chosen = sorted(int(i) for i in rng.choice(len(roads), size=number, replace=False))
    rows = {roads[i].source: roads[i].last_seen.date().isoformat() for i in chosen}
    return table_text([world().search.latest_head, *map(list, rows.items())]).encode()


def performance(rng: np.random.Generator, pages: Sequence[Page]) -> bytes:
    """Write the zip of queries and pages, with clicks, impressions and positions."""
    shop, search = world().shop, world().search
    ranked = [(page, page.rank) for page in pages if page.rank is not None]
    own = [_figures(f"https://{shop.domain}{one.path}", one.demand, at) for one, at in ranked]
    asked = [*_brand_queries(), *(row for one, at in ranked for row in _queries(rng, one, at))]
    return _zip(
        {
            "Queries.csv": [search.queries_head, *sorted(asked, key=_by_clicks)],
            "Pages.csv": [search.pages_head, *sorted(own, key=_by_clicks)],
            "Filters.csv": search.filters,
        }
    )


def _brand_queries() -> Iterator[list[str]]:
    search, name = world().search, world().shop.name.lower()
    for number, query in enumerate(search.brand, 1):
        yield _figures(query.format(brand=name), search.brand_impressions // number, _FIRST)


def _queries(rng: np.random.Generator, page: Page, rank: float) -> Iterator[list[str]]:
    for keyword in page.keywords:
        for query, share in world().search.keyword.items():
            place = max(1.0, rank * float(rng.uniform(1 - _JITTER, 1 + _JITTER)))
            yield _figures(query.format(keyword=keyword), int(page.demand * share), place)


def _figures(what: str, impressions: int, place: float) -> list[str]:
    """Give one row; such exports leave out the zeros at a number's end."""
    clicks = int(impressions * 0.3 / place**1.1)
    share = 100 * clicks / impressions if impressions else 0.0
    return [what, str(clicks), str(impressions), f"{_short(share)}%", _short(place)]


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _by_clicks(row: Sequence[str]) -> tuple[int, str]:
    return -int(row[1]), row[0]


def _zip(tables: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables.items():
            archive.writestr(zipfile.ZipInfo(name, _TIME), table_text(rows))
    return whole.getvalue()
