"""The generated web: a shop, its rivals, those who link to them, as the files of a folder."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

from roadsign.demo import exports, search_console
from roadsign.demo.crawls import crawls
from roadsign.demo.hosts import Host, copies, hosts
from roadsign.demo.roads import Road, burst, roads
from roadsign.demo.tables import Page, Rival, sites, world
from roadsign.demo.words import Site
from roadsign.model.audit import PageType
from roadsign.model.verdicts import Verdict

_SEED = 20261116
_HOSTS = 640
_LATEST = 160
_STRAY = 0.2
"""How far rivals' pages stray from their size: the spread of the logs."""
SHOP_FILE = "exports/brackenwell-backlinks.csv"
RIVALS_FOLDER = "exports/rivals"


@dataclass(frozen=True, slots=True)
class Web:
    """The files of the demo by their path below its folder, and what they are for."""

    shop: str
    """The shop's domain."""
    files: Mapping[str, bytes]
    crawls: tuple[str, ...]
    """Archives of what crawlers saw, the oldest first; the same links as the exports."""
    links: str
    rival_links: tuple[str, ...]
    performance: str
    latest: str
    site: str
    linking_sites: int
    plan: Mapping[str, Verdict]
    """Address of a page: the verdict that it was made for."""


def web() -> Web:
    """Generate everything; the same bytes each time."""
    told = world()
    pool = hosts(np.random.default_rng(_SEED), _HOSTS)
    shop = Site(told.shop.name, told.shop.domain)
    pages = [*told.pages, *map(_small_page, told.small.shop.items())]
    own = [road for n, page in enumerate(pages) for road in _shop_roads(n, pool, shop, page)]
    rivals = {rival.domain.partition(".")[0]: rival for rival in told.rivals}
    rng = np.random.default_rng([_SEED, 0])
    theirs = {
        name: list(_rival_roads(number, pool, rival))
        for number, (name, rival) in enumerate(rivals.items(), 1)
    }
    others = [road for roads in theirs.values() for road in roads]
    made = {
        SHOP_FILE: exports.backlinks(own, sites().habits.broken),
        "exports/search-console-performance.zip": search_console.performance(rng, pages),
        "exports/search-console-latest-links.csv": search_console.latest_links(rng, own, _LATEST),
        "SITE.toml": exports.site_toml(told.pages),
    }
    for name, held in theirs.items():
        made[f"{RIVALS_FOLDER}/{name}-backlinks.csv"] = exports.backlinks(held)
    archives = crawls(_everybody(pool, own), own, others, dict(_moves(pages)))
    return Web(
        told.shop.domain,
        {**made, **archives},
        tuple(archives),
        SHOP_FILE,
        tuple(f"{RIVALS_FOLDER}/{name}-backlinks.csv" for name in rivals),
        "exports/search-console-performance.zip",
        "exports/search-console-latest-links.csv",
        "SITE.toml",
        len({road.host.name for road in (*own, *others)}),
        {f"{shop.origin}{page.path}": page.plan for page in told.pages if page.plan},
    )


def _everybody(pool: Sequence[Host], own: Sequence[Road]) -> list[Host]:
    """Give the sites of the pool and, behind them, those that copy others."""
    return list({host.name: host for host in (*pool, *(road.host for road in own))}.values())


def _moves(pages: Sequence[Page]) -> Iterator[tuple[str, str]]:
    """Give the old addresses and other spellings of the shop's pages, and where they lead."""
    for page in pages:
        end = f"https://{world().shop.domain}{page.path}"
        yield from ((start, end) for start in (*page.old, *page.variants) if start != end)


def _shop_roads(number: int, pool: Sequence[Host], site: Site, page: Page) -> Iterator[Road]:
    # A stream of its own for each page: a change to one leaves the others as they are.
    rng = np.random.default_rng([_SEED, 1, number])
    yield from roads(rng, pool, site, page, arranged=page.plan is not None)
    if page.burst:
        yield from burst(rng, copies(rng, page.burst.sites), site, page)


def _rival_roads(number: int, pool: Sequence[Host], rival: Rival) -> Iterator[Road]:
    site, small = Site(rival.name, rival.domain), world().small
    for place, page in enumerate(world().pages):
        rng = np.random.default_rng([_SEED, 2, number, place])
        if page.rivals and page.path not in rival.lacks:
            size = page.rivals * rival.size * np.exp(rng.normal(0, _STRAY))
            own = _rival_page(page, rival, int(size))
            yield from roads(rng, pool, site, own, arranged=False)
    rng = np.random.default_rng([_SEED, 3, number])
    for path, links in small.rival.items():
        if rng.random() < small.rival_share:
            yield from roads(rng, pool, site, _small_page((path, links)), arranged=False)


def _rival_page(page: Page, rival: Rival, size: int) -> Page:
    folder, slash, last = page.path.removeprefix("/").partition("/")
    path = f"/{rival.folders.get(folder, folder)}{slash}{last}" if last else page.path
    return msgspec.structs.replace(
        page, path=path, sites=size, variants=[], old=[], pushed=False, badge=False, moved=False
    )


def _small_page(told: tuple[str, int]) -> Page:
    path, links = told
    name = path.rpartition("/")[2].replace("-", " ")
    kinds: Mapping[str, PageType] = {"products": "product", "guides": "article"}
    kind: PageType = kinds.get(path.split("/")[1], "other")
    return Page(
        path, kind, "product", links, exact=[name], partial=[name], branded=[f"{{brand}} {name}"]
    )
