"""What two crawls of the generated web saw: pages, moves, what is gone and what stayed the same."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from roadsign.demo.hosts import Host
from roadsign.demo.pages import Leaf, Printer, Served
from roadsign.demo.roads import Road
from roadsign.demo.styles import luck_of, styles
from roadsign.demo.tells import CrawlPlan, page_words, tells
from roadsign.demo.warc import Archive, Earlier, Exchange
from roadsign.kernels.urls import serialise

_OK, _MOVED, _NOT_FOUND, _GONE = 200, 301, 404, 410
FOLDER = "web"


@dataclass(frozen=True, slots=True)
class Source:
    """A page that links at some time, and all that it ever linked with."""

    url: str
    host: Host
    roads: tuple[Road, ...]
    ours: bool
    """It links to the shop."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a crawler found at an address; ``leaf`` where it was a page."""

    url: str
    status: int
    leaf: Leaf | None = None
    host: Host | None = None
    location: str = ""
    ours: bool = False


def crawls(
    pool: Sequence[Host], own: Sequence[Road], others: Sequence[Road], moves: Mapping[str, str]
) -> dict[str, bytes]:
    """
    Give the archives by their path: the oldest crawl first.

    ``own`` are the links to the shop, ``others`` those to its rivals, ``moves`` the addresses
    that redirect, each to where it leads.
    """
    early, late = tells().crawls
    sources = list(_sources(own, others))
    sitewide = _sitewide([*own, *others])
    then = [*_seen(early, sources, sitewide, _then), *_moved(moves)]
    now = [*_seen(late, sources, sitewide, _now), *_moved(moves)]
    printer, earlier = Printer(styles(pool)), dict[str, tuple[Leaf, Earlier]]()
    return {
        f"{FOLDER}/{plan.name}.warc.gz": _archive(plan, seen, printer, earlier)
        for plan, seen in ((early, then), (late, now))
    }


def _sources(own: Sequence[Road], others: Sequence[Road]) -> Iterator[Source]:
    by_url: dict[str, list[Road]] = {}
    for road in (*own, *others):
        by_url.setdefault(road.source, []).append(road)
    ours = {road.source for road in own}
    for url, roads in by_url.items():
        yield Source(url, roads[0].host, tuple(roads), url in ours)


def _sitewide(roads: Sequence[Road]) -> dict[str, list[Road]]:
    """Give the links that whole sites have, by their host, each of them once."""
    found: dict[str, dict[tuple[str, str], Road]] = {}
    for road in roads:
        if road.group > 1:
            key = (road.chain or road.target, road.sign.anchor)
            found.setdefault(road.host.name, {}).setdefault(key, road)
    return {name: list(held.values()) for name, held in found.items()}


def _seen(
    plan: CrawlPlan,
    sources: Sequence[Source],
    sitewide: Mapping[str, Sequence[Road]],
    state: Callable[[Source, dt.date], Seen | None],
) -> Iterator[Seen]:
    early = tells().crawls[0].begun.date()
    old = plan.begun.date() == early
    footers = {
        name: tuple(road for road in held if not old or road.first_seen.date() <= early)
        for name, held in sitewide.items()
    }
    for source in sources:
        seen = state(source, early)
        if seen is not None and seen.leaf is not None:
            leaf = replace(seen.leaf, footer=footers.get(source.host.name, ()))
            yield replace(seen, leaf=leaf)
        elif seen is not None:
            yield seen
    hosts = {source.host.name: source.host for source in sources}
    for name, footer in footers.items():
        if footer:
            yield from _more_pages(hosts[name], footer)


def _then(source: Source, early: dt.date) -> Seen | None:
    """Say what the older crawl saw: links that were there, and those that were lost since."""
    held = [road for road in source.roads if road.lost_status or road.first_seen.date() <= early]
    return _page(source, held) if held else None


def _now(source: Source, early: dt.date) -> Seen | None:
    """Say what the newer crawl saw; pages that fell out of it are not visited again."""
    held = [
        road
        for road in source.roads
        if not road.lost_status and not (road.drop_reason and road.first_seen.date() <= early)
    ]
    if held:
        return _page(source, held)
    lost = [road for road in source.roads if road.lost_status]
    return _lost(source, lost) if lost else None


def _lost(source: Source, lost: Sequence[Road]) -> Seen:
    origin = f"{source.host.scheme}://{source.host.name}"
    match lost[0].lost_status:
        case "notfound":
            for_good = luck_of(source.url).random() < tells().crawler.gone_for_good
            return Seen(source.url, _GONE if for_good else _NOT_FOUND, host=source.host)
        case "pageredirected":
            return Seen(source.url, _MOVED, host=source.host, location=f"{origin}/")
        case "noindex":
            return _page(source, lost, noindex=True)
        case "notcanonical":
            last = source.url.rstrip("/").rpartition("/")[2]
            return _page(source, lost, canonical=f"{origin}/all/{last}")
        case _:
            return _page(source, ())


def _page(
    source: Source, roads: Sequence[Road], *, noindex: bool = False, canonical: str = ""
) -> Seen:
    first = source.roads[0]
    leaf = Leaf(
        source.url,
        source.host,
        first.title,
        min(road.first_seen for road in source.roads).date(),
        tuple(road for road in roads if road.group == 1),
        noindex=noindex,
        canonical=canonical,
    )
    return Seen(source.url, _OK, leaf, source.host, ours=source.ours)


def _more_pages(host: Host, footer: tuple[Road, ...]) -> Iterator[Seen]:
    """Give pages of a site that are there for their footer alone."""
    told, day = tells().crawler, min(road.first_seen for road in footer).date()
    labels = page_words()[host.language].nav
    for path, label in list(zip(told.paths, labels, strict=True))[: told.more_pages]:
        url = f"{host.scheme}://{host.name}/{path}"
        yield Seen(url, _OK, Leaf(url, host, label, day, footer=footer), host, ours=True)


def _moved(moves: Mapping[str, str]) -> Iterator[Seen]:
    for start, end in moves.items():
        yield Seen(start, _MOVED, location=end)


def _archive(
    plan: CrawlPlan,
    seen: Sequence[Seen],
    printer: Printer,
    earlier: dict[str, tuple[Leaf, Earlier]],
) -> bytes:
    crawler = tells().crawler
    facts = (
        ("software", crawler.software),
        ("format", "WARC File Format 1.1"),
        ("description", crawler.description),
        ("isPartOf", plan.name),
    )
    archive = Archive(f"{plan.name}.warc.gz", plan.begun, facts)
    # Crawlers go round: no two pages of a site come one after another.
    order = luck_of(plan.name).permutation(len(seen))
    for place, number in enumerate(order):
        each, at = seen[int(number)], plan.begun + dt.timedelta(seconds=int(place * plan.pace))
        before = earlier.get(each.url)
        if before is not None and each.leaf == before[0]:
            luck = float(luck_of(f"{each.url} {plan.name}").random())
            if not each.ours and luck < crawler.missed:
                continue
            if luck < crawler.unchanged:
                archive.add_unchanged(_asked(each.url), at, before[1])
                continue
        served = _served(each, printer)
        told = archive.add(Exchange(_asked(each.url), at, each.status, served.headers, served.body))
        if each.leaf is not None:
            earlier[each.url] = each.leaf, told
    return archive.content()


def _served(seen: Seen, printer: Printer) -> Served:
    if seen.leaf is not None:
        return printer.page(seen.leaf)
    headers: tuple[tuple[str, str], ...] = ()
    if seen.host is not None:
        if not seen.location:
            return printer.gone(seen.host)
        headers = printer.redirect(seen.host).headers
    return Served((*headers, ("Location", _asked(seen.location))), b"")


def _asked(url: str) -> str:
    """Write an address as crawlers ask for it: all of it ASCII."""
    return serialise(url) or url
