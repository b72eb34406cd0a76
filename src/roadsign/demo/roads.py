"""The links to one page: who links, from where, in which words, how, since when."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from roadsign.demo.hosts import Host, kind_of, pick, source_page
from roadsign.demo.tables import Page, languages, sites, world
from roadsign.demo.words import Sign, Site, assign, exact_votes, natural_votes, sign
from roadsign.model.anchors import AnchorClass

_ANY_PAGE: tuple[AnchorClass, ...] = ("brand", "url", "generic", "other")
"""Classes that fit any page: those of links that are not followed or gone."""
_VARIANT, _OLD, _OLD_OF_MOVED = 0.12, 0.12, 0.8
"""The shares of links that spell the address otherwise, and that pass a redirect."""
_NOT_FOLLOWED, _GONE = 0.22, 0.07
"""Sites whose links are not followed, and sites that linked once, beside the followed ones."""
_REPEATS, _PICTURE_TOO, _CONTEXT = 0.06, 0.05, 0.4


@dataclass(frozen=True, slots=True)
class Road:
    """One link, as a provider of such data would list it."""

    host: Host
    source: str
    title: str
    target: str
    chain: str
    """The old address that redirects to the target; "" where there is none."""
    sign: Sign
    first_seen: dt.datetime
    last_seen: dt.datetime
    left: str = ""
    right: str = ""
    nofollow: bool = False
    ugc: bool = False
    sponsored: bool = False
    lost: dt.datetime | None = None
    lost_status: str = ""
    drop_reason: str = ""
    group: int = 1


def roads(
    rng: np.random.Generator, pool: Sequence[Host], site: Site, page: Page, *, arranged: bool
) -> Iterator[Road]:
    """
    Give the links to a page: ``page.sites`` followed sites, and others around them.

    ``arranged`` pages (the shop's) have the planned shares of words to the last vote, the
    others draw theirs.
    """
    unfollowed, gone = (int(rng.poisson(page.sites * share)) for share in (_NOT_FOLLOWED, _GONE))
    chosen = _choose(rng, pool, page, page.sites + gone + unfollowed)
    followed, rest = chosen[: page.sites], chosen[page.sites :]
    natural = world().mixes[page.mix]
    votes = (
        exact_votes(page.words or natural.words, len(followed))
        if arranged
        else natural_votes(rng, natural, len(followed))
    )
    for host, one in zip(followed, assign(rng, votes, followed, _wanted(page)), strict=True):
        yield from _repeated(rng, _road(rng, host, site, page, sign(rng, one, host, site, page)))
    for place, host in enumerate(rest):
        one = _ANY_PAGE[int(rng.integers(len(_ANY_PAGE)))]
        road = _road(rng, host, site, page, sign(rng, one, host, site, page))
        yield _lose(rng, road) if place < gone else _unfollow(rng, road)


def burst(
    rng: np.random.Generator, copiers: Sequence[Host], site: Site, page: Page
) -> Iterator[Road]:
    """Give the links of sites that copied one page, all within a few days."""
    if page.burst is None:
        return
    told = sites().copies
    for host in copiers:
        number = 1000 + int(rng.integers(90000))
        start = dt.datetime.combine(page.burst.start, dt.time(6))
        seen = start + dt.timedelta(minutes=int(rng.integers(page.burst.days * 1440)))
        yield Road(
            host,
            f"{host.scheme}://{host.name}{told.path.format(number=number)}",
            told.title.format(number=number),
            site.origin + page.path,
            "",
            Sign(page.burst.phrase),
            seen,
            seen + dt.timedelta(days=30 + int(rng.integers(90))),
            nofollow=True,
        )


def _wanted(page: Page) -> Mapping[AnchorClass, Sequence[str]]:
    """Say which kinds of sites hold the class that stands out on the page."""
    habits = sites().habits
    if page.pushed:
        return {"exact": habits.arranged}
    return {"blank": habits.badges} if page.badge else {}


def _choose(rng: np.random.Generator, pool: Sequence[Host], page: Page, number: int) -> list[Host]:
    """Choose sites by their pull, those that tend not to be followed last."""
    kinds = {kind for wanted in _wanted(page).values() for kind in wanted}
    pull = np.array([host.pull * (4 if host.kind in kinds else 1) for host in pool])
    drawn = rng.choice(len(pool), size=number, replace=False, p=pull / pull.sum())
    chosen = [pool[int(i)] for i in drawn]
    luck = rng.random(number)
    leaning = [kind_of(host).nofollow - luck[i] for i, host in enumerate(chosen)]
    return [chosen[i] for i in sorted(range(number), key=leaning.__getitem__)]


def _road(rng: np.random.Generator, host: Host, site: Site, page: Page, shown: Sign) -> Road:
    target, chain = site.origin + page.path, ""
    luck = float(rng.random())
    old = _OLD_OF_MOVED if page.moved else _OLD
    if page.old and luck < old:
        chain = pick(rng, page.old)
    elif page.variants and luck > 1 - _VARIANT:
        target = pick(rng, page.variants)
    shop = world().shop
    end = dt.datetime.combine(shop.exported, dt.time(4))
    span = (shop.exported - shop.first_link).days
    age = int(span * rng.beta(1, 2.2)) + 1
    first = end - dt.timedelta(days=age, minutes=int(rng.integers(1440)))
    source, title = source_page(rng, host, first)
    last = end - dt.timedelta(days=int(rng.integers(min(age, 40))), minutes=int(rng.integers(240)))
    left = right = ""
    if shown.kind == "text" and rng.random() < _CONTEXT:
        language = languages()[host.language]
        left, right = pick(rng, language.left), pick(rng, language.right)
    return Road(host, source, title, target, chain, shown, first, max(first, last), left, right)


def _repeated(rng: np.random.Generator, road: Road) -> Iterator[Road]:
    """Give a link and, now and then, the same words on more pages of the site, or in its footer."""
    kind = kind_of(road.host)
    footer = rng.random() < kind.footer
    yield replace(road, group=int(20 * rng.pareto(1.1)) + 12 if footer else 1)
    if road.sign.kind == "text" and rng.random() < _PICTURE_TOO:
        yield replace(road, sign=Sign("", "image"), left="", right="")
    if rng.random() < _REPEATS:
        for number in range(min(1 + int(rng.pareto(1.0)), 9)):
            source, title = source_page(rng, road.host, road.first_seen)
            dropped = number == 0
            yield replace(
                road,
                source=f"{source}?page={number + 2}",
                title=title,
                drop_reason=sites().habits.dropped if dropped else "",
                lost=road.last_seen if dropped else None,
            )


def _unfollow(rng: np.random.Generator, road: Road) -> Road:
    kind = kind_of(road.host)
    ugc, sponsored = rng.random() < kind.ugc, rng.random() < kind.sponsored
    return replace(
        road, nofollow=not sponsored or rng.random() < 1 / 2, ugc=ugc, sponsored=sponsored
    )


def _lose(rng: np.random.Generator, road: Road) -> Road:
    ago = dt.timedelta(days=1 + int(rng.integers(300)))
    lost = max(road.first_seen, road.last_seen - ago)
    habits = sites().habits
    status = pick(rng, [*habits.lost, habits.lost_on_the_way] if road.chain else habits.lost)
    return replace(road, lost=lost, last_seen=lost, lost_status=status)
