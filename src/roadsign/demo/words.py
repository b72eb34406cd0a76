"""The words of the links: how many sites use which class, who uses it, and what it reads like."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import numpy as np

from roadsign.demo.hosts import Host, pick
from roadsign.demo.tables import Mix, Page, languages
from roadsign.model.anchors import AnchorClass

_OWN_TONGUE: frozenset[AnchorClass] = frozenset({"exact", "partial", "brand_keyword"})
"""Classes that hold the keyword; people who write its language use them first."""
_LOGO = 0.14
"""The share of brand anchors that are a picture with the brand as its alt text."""
_OF_THE_PAGE = 0.35
"""The share of describing words that speak of this very page."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What a link shows: its words, and whether it is text or a picture."""

    anchor: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Site:
    """The site that is linked to."""

    name: str
    domain: str

    @property
    def origin(self) -> str:
        """Its address without a path."""
        return f"https://{self.domain}"


def natural_votes(rng: np.random.Generator, mix: Mix, owners: int) -> dict[AnchorClass, int]:
    """Draw how many of the owners use which class, on a page that nobody arranged."""
    classes = list(mix.words)
    shares = rng.dirichlet([mix.loose * mix.words[one] for one in classes])
    drawn = rng.multinomial(owners, shares)
    return {one: int(count) for one, count in zip(classes, drawn, strict=True)}


def exact_votes(shares: Mapping[AnchorClass, float], owners: int) -> dict[AnchorClass, int]:
    """Share the owners out as told, by largest remainder: nothing is left to chance."""
    whole = sum(shares.values())
    wanted = {one: owners * share / whole for one, share in shares.items()}
    given = {one: int(amount) for one, amount in wanted.items()}
    by_rest = sorted(wanted, key=lambda one: given[one] - wanted[one])
    for one in by_rest[: owners - sum(given.values())]:
        given[one] += 1
    return given


def assign(
    rng: np.random.Generator,
    votes: Mapping[AnchorClass, int],
    owners: Sequence[Host],
    wanted_kinds: Mapping[AnchorClass, Sequence[str]],
) -> list[AnchorClass]:
    """Say which owner uses which class: those whom it suits come first."""
    left = list(range(len(owners)))
    chosen: list[AnchorClass] = ["brand"] * len(owners)
    order = sorted(votes, key=lambda one: (one not in wanted_kinds, one not in _OWN_TONGUE))
    for one in order:
        luck = rng.random(len(owners))
        fit = {i: luck[i] + _fit(one, owners[i], wanted_kinds.get(one, ())) for i in left}
        for i in sorted(left, key=fit.__getitem__, reverse=True)[: votes[one]]:
            chosen[i] = one
            left.remove(i)
    return chosen


def sign(
    rng: np.random.Generator, anchor_class: AnchorClass, host: Host, site: Site, page: Page
) -> Sign:
    """Put that class into words, as somebody of that site would write it."""
    if anchor_class == "blank":
        return Sign("", "image")
    if anchor_class == "brand" and rng.random() < _LOGO:
        return Sign(site.name, "image")
    return Sign(pick(rng, _phrases(rng, anchor_class, host, site, page)).format(brand=site.name))


def _phrases(
    rng: np.random.Generator, anchor_class: AnchorClass, host: Host, site: Site, page: Page
) -> Sequence[str]:
    language = languages()[host.language]
    own = page.other and (page.moved or rng.random() < _OF_THE_PAGE)
    phrases: Mapping[AnchorClass, Sequence[str]] = {
        "url": _addresses(site, page),
        "brand": language.brand,
        "generic": language.generic,
        "other": page.other if own else language.other,
        "exact": page.exact,
        "partial": page.partial,
        "brand_keyword": page.branded,
    }
    return phrases[anchor_class] or page.exact or language.brand


def _fit(anchor_class: AnchorClass, host: Host, kinds: Sequence[str]) -> float:
    speaks = anchor_class in _OWN_TONGUE and host.language == "en"
    return 2.0 * speaks + 1.5 * (host.kind in kinds)


def _addresses(site: Site, page: Page) -> list[str]:
    path = "" if page.path == "/" else urlsplit(page.path).path
    short, full = f"{site.domain}{path}", f"{site.origin}{path}"
    return [site.domain, f"www.{site.domain}", site.origin, short, full, f"{site.origin}/"]
