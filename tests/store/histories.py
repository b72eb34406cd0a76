"""Little histories of crawls of some pages: as rows, and as a plain reader tells what is lost."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
from hypothesis import strategies as st
from link_rows import link_rows

from roadsign.kernels.owners import registrable_domain
from roadsign.kernels.urls import host_of, page_key, target_of
from roadsign.model.links import SOURCE_PAGES
from roadsign.store.linkbase import LinkBase

FRIEND = "https://friend{}.example/post"
SHOP = "https://shop.example"
ELSEWHERE = "https://else.example/"


@dataclass(frozen=True)
class Visit:
    """A crawl's look at the page, and the links that it saw there: (address, words)."""

    day: int
    medium: str = "warc"
    status: int | None = 200
    robots: str | None = None
    canonical: str | None = None
    redirect_to: str | None = None
    unchanged: bool = False
    partial: bool = False
    links: tuple[tuple[str, str], ...] = ()
    url: str = FRIEND.format(0)
    guessed: bool = False

    @property
    def crawl(self) -> str:
        """Name the crawl that made the visit: one goes on for three days."""
        return f"{self.medium}-{(self.day + 2) // 3}"

    @property
    def says(self) -> str | None:
        """Give what the answer means, as the interface puts it."""
        if self.status in {404, 410}:
            return "page_gone"
        if self.redirect_to is not None:
            return "page_redirected"
        if self.status not in {200, None}:
            return None
        return "unchanged" if self.unchanged else "seen"

    @property
    def barred(self) -> str | None:
        if self.robots:
            return "noindexed"
        return "canonicalised" if self.canonical else None


Link = tuple[str, str]
"""Where it leads, and its words."""
Fate = tuple[int | None, int | None, int | None, str | None]
"""First and last day on which it was seen, the day since which it is lost, and why."""
Found = dict[tuple[str, Link], Fate]


def pages_of(visits: Iterable[Visit]) -> pa.Table:
    told = [
        {
            "url": visit.url,
            "domain": registrable_domain(host_of(visit.url)),
            "fetched": dt.datetime(2025, 1, visit.day, 9),  # noqa: DTZ001 - as readers give it
            "crawl": visit.crawl,
            "provider": visit.medium,
            **{
                name: getattr(visit, name)
                for name in (
                    *("status", "robots", "canonical", "redirect_to"),
                    *("unchanged", "partial", "medium"),
                )
            },
        }
        for visit in visits
    ]
    return pa.Table.from_pylist(told, schema=SOURCE_PAGES)


def links_of(visits: Iterable[Visit]) -> pa.Table:
    return link_rows(
        *(
            {
                "source_url": visit.url,
                "target_url": target,
                "anchor": anchor,
                "last_seen": f"2025-01-{visit.day:02}",
                "provider": visit.medium,
                "crawl": visit.crawl,
                "anchor_clipped": visit.guessed,
            }
            for visit in visits
            for target, anchor in visit.links
        )
    )


def found_in(base: LinkBase) -> Found:
    """Give what a base that is not sealed yet tells of each link to shop.example."""
    base.seal()
    base.select(target_of("shop.example"), "shop")
    rows = base.hits("shop").to_pylist()
    found = {
        (row["source_url"], (row["target_url"], row["anchor"])): (
            _day(row["first_seen"]),
            _day(row["last_seen"]),
            _day(row["lost"]),
            row["lost_reason"],
        )
        for row in rows
    }
    assert len(found) == len(rows)
    return found


def _day(told: dt.date | None) -> int | None:
    return told.day if told else None


def oracle(visits: Sequence[Visit]) -> Found:
    """Walk through the days, one link of one page after the other: slow, and plain to read."""
    found: Found = {}
    for url in {visit.url for visit in visits}:
        own = sorted((visit for visit in visits if visit.url == url), key=lambda each: each.day)
        for link in {link for visit in own for link in visit.links}:
            found[url, link] = _fate(link, own)
    return found


def _seen_on(key: Link, visits: Sequence[Visit]) -> list[int]:
    """Give the days on which a link was on the page, those of unchanged pages with them."""
    told = days_told(key, visits)
    lean = _is_lean(key, visits)
    again = [
        visit.day
        for visit in visits
        if visit.says == "unchanged"
        and (model := _model(visit, visits, lean=lean)) is not None
        and any(model.day <= day < visit.day for day in told)
    ]
    return [*told, *again]


def _is_lean(key: Link, visits: Sequence[Visit]) -> bool:
    return all(visit.medium == "wat" for visit in visits if key in visit.links)


def _model(visit: Visit, visits: Sequence[Visit], *, lean: bool) -> Visit | None:
    """Give the visit whose page an unchanged one is like: the last that read it."""
    read = [v for v in visits if v.says == "seen" and v.day < visit.day]
    told = [v for v in read if lean or v.medium != "wat"]
    return max(told, key=lambda v: v.day, default=None)


def days_told(key: Link, visits: Sequence[Visit]) -> list[int]:
    return [visit.day for visit in visits if key in visit.links]


def _fate(key: Link, visits: Sequence[Visit]) -> Fate:
    days, lean = _seen_on(key, visits), _is_lean(key, visits)
    first, last = min(days), max(days)
    lost: tuple[int | None, str | None] = (None, None)
    counted = False
    for visit in visits:
        says, barred = visit.says, visit.barred
        if says == "unchanged":
            model = _model(visit, visits, lean=lean)
            if model is None:
                continue
            barred = barred or model.barred
        stands = says in {"seen", "unchanged"}
        if says is None or visit.day < first:
            continue
        if visit.day <= last and stands and barred is None:
            counted, lost = True, (None, None)
        elif lost[0] is not None or (visit.medium == "wat" and not lean):
            continue
        elif visit.day > last:
            lost = visit.day, _missing(key, visit, visits) if stands else says
        elif stands and counted:
            lost = visit.day, barred
    return first, last, *lost


def _missing(key: Link, visit: Visit, visits: Sequence[Visit]) -> str:
    return "reworded" if _other_words(key, visit.day, visits) else "removed"


def _other_words(key: Link, day: int, visits: Sequence[Visit]) -> bool:
    others = {link for visit in visits for link in visit.links} - {key}
    return any(
        page_key(other[0]) == page_key(key[0])
        and min(days_told(other, visits)) <= day <= max(_seen_on(other, visits))
        for other in others
    )


_LINKS = [
    (f"{SHOP}/trail", "trail shoes"),
    (f"{SHOP}/trail", "these"),
    ("http://www.shop.example/trail", "shoes"),
    (f"{SHOP}/", "Shop"),
]
_SEEN = st.lists(st.sampled_from(_LINKS), unique=True, max_size=3).map(tuple)
_ANSWERS = st.one_of(
    st.builds(
        Visit,
        day=st.just(1),
        links=_SEEN,
        robots=st.sampled_from([None, None, None, "nofollow,noindex", "none"]),
        canonical=st.sampled_from([None, None, None, ELSEWHERE]),
        medium=st.sampled_from(["warc", "html", "wat"]),
    ),
    st.builds(
        Visit,
        day=st.just(1),
        unchanged=st.sampled_from([True]),
        status=st.sampled_from([200, None]),
        medium=st.sampled_from(["warc", "wat"]),
    ),
    st.builds(
        Visit,
        day=st.just(1),
        status=st.sampled_from([404, 410, 403, 429, 500, 503]),
        medium=st.sampled_from(["warc", "wat"]),
    ),
    st.builds(Visit, day=st.just(1), status=st.just(301), redirect_to=st.just(ELSEWHERE)),
)
_HISTORY = st.lists(_ANSWERS, min_size=1, max_size=7)
HISTORIES = st.lists(_HISTORY, min_size=1, max_size=8).map(
    lambda pages: [
        replace(visit, day=place + 1, url=FRIEND.format(page))
        for page, visits in enumerate(pages)
        for place, visit in enumerate(visits)
    ]
)
"""Up to eight pages, each looked at on up to seven days, once a day."""
