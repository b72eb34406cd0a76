"""Which addresses lie inside a target, and which page each of them is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa

from roadsign.kernels.owners import own_hosts, without_www
from roadsign.kernels.urls import domain_of, host_of
from roadsign.model.targets import Target
from roadsign.store.engine import Engine

_MOST_STEPS = 20
"""Browsers give up on a redirect chain after twenty steps."""

_INSIDE = pa.schema({"address": pa.string(), "page": pa.string()})


@dataclass(frozen=True, slots=True)
class Inside:
    """The addresses inside a target with their pages, and the domains that are its owner's."""

    addresses: pa.Table
    domains: frozenset[str]


def inside_of(engine: Engine, target: Target) -> Inside:
    """
    Give the addresses of a target; a page is its key where the known redirects lead.

    A redirect or canonical counts where its end lies inside the target, so an address that
    leads into a page is that page's, and one that leads out stays itself.
    """
    domains = own_hosts(domain_of(target))
    bound = {"domains": sorted(domains)}
    known = engine.ask("addresses_of", bound)
    ends = _ends(engine.ask("moves", bound).to_pylist(), target)
    addresses: list[str] = []
    pages: list[str] = []
    keys = known.column("key").to_pylist()
    for address, key in zip(known.column("address").to_pylist(), keys, strict=True):
        page = ends.get(key, key)
        if holds(target, page) or holds(target, key):
            addresses.append(address)
            pages.append(page)
    return Inside(pa.table([addresses, pages], schema=_INSIDE), domains)


def holds(target: Target, key: str) -> bool:
    """Say whether a page key of the target's own domain lies inside the target."""
    if target.mode == "domain":
        return True
    if target.mode == "host":
        return without_www(host_of(key)) == target.value
    if target.mode == "prefix":
        return key.startswith(target.value)
    return key == target.value


def _ends(moves: Iterable[Mapping[str, str]], target: Target) -> dict[str, str]:
    """Give where each page leads in the end; the first move told of a page is the one taken."""
    steps: dict[str, str] = {}
    for move in moves:
        if holds(target, move["end"]):
            steps.setdefault(move["start"], move["end"])
    return {start: _end(start, steps) for start in steps}


def _end(start: str, steps: Mapping[str, str]) -> str:
    seen = [start]
    while (following := steps.get(seen[-1])) is not None and len(seen) <= _MOST_STEPS:
        if following in seen:
            # A circle is one page, whichever of its addresses one comes in by.
            return min(seen[seen.index(following) :])
        seen.append(following)
    return seen[-1]
