"""Addresses in the cells of exports: serialised, without scheme too, chains in one cell."""

import re
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from roadsign.kernels.urls import serialise
from roadsign.readers.exports.spellings import each_distinct

_BETWEEN = re.compile(r"(?:,\s*|\s+)(?=https?://)", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HTTP = re.compile(r"https?:", re.IGNORECASE)
_BARE = re.compile(r"(?://)?[^\s/:@?#.]+(?:\.[^\s/:@?#.]+)+\.?(?::\d+)?(?:[/?#].*)?$", re.DOTALL)
_CHAIN = pa.list_(pa.string())


def read(cells: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Give the serialised addresses, and for each cell that holds none the reason."""
    urls = each_distinct(cells, address)
    missing = pc.if_else(pc.is_null(cells), "missing_url", pa.scalar(None, pa.string()))
    if urls.null_count == cells.null_count:
        return urls, missing
    faults = each_distinct(cells, _fault)
    return urls, pc.coalesce(missing, faults)


@lru_cache(maxsize=1 << 15)
def address(cell: str) -> str | None:
    """Give a cell's address; one without a scheme is taken for http."""
    if _HTTP.match(cell):
        return serialise(cell)
    if _BARE.match(cell):
        return serialise(f"http://{cell.removeprefix('//')}")
    return None


def chains(cells: pa.Array | None, rows: int) -> pa.Array:
    """Give the addresses of redirect chains, null where the first is none."""
    if cells is None:
        return pa.nulls(rows, _CHAIN)
    return each_distinct(cells, _chain, _CHAIN)


def _chain(cell: str) -> list[str] | None:
    hops = [serialise(hop.strip()) for hop in _BETWEEN.split(cell)]
    if not hops or hops[0] is None:
        return None
    return [hop for hop in hops if hop is not None]


def _fault(cell: str) -> str | None:
    if address(cell) is not None:
        return None
    other = _OTHER_SCHEME.match(cell) and not _HTTP.match(cell)
    return "other_scheme" if other else "bad_url"
