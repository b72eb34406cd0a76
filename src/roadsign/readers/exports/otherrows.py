"""Rows that are no links: pages seen to link, counts, and what people search for."""

import pyarrow as pa
import pyarrow.compute as pc

from roadsign.kernels.urls import host_of
from roadsign.model.links import COUNTS, DEMAND, SIGHTINGS
from roadsign.readers.exports import addresses, spellings
from roadsign.readers.exports.cells import Cells
from roadsign.readers.exports.linkrows import Facts, domains

SCHEMAS = {"counts": COUNTS, "sightings": SIGHTINGS, "demand": DEMAND}
_NO_TEXT = pa.scalar(None, pa.string())


def columns_of(cells: Cells, facts: Facts) -> tuple[dict[str, pa.Array], pa.Array]:
    """Give the columns of what a table holds and, for each row, why it is none of them."""
    make = {"counts": _counts, "sightings": _sightings, "demand": _demand}
    return make[cells.layout.holds](cells, facts)


def _counts(cells: Cells, facts: Facts) -> tuple[dict[str, pa.Array], pa.Array]:
    grain = cells.layout.grain
    name, fault = _name(cells, grain)
    rating = spellings.number(cells.text("rating"))
    scale = pa.scalar(cells.scale("rating"), pa.string())
    columns = {
        "grain": cells.all(grain),
        "name": name,
        "links": spellings.count(cells.text("links")),
        "follow_links": spellings.count(cells.text("follow_links")),
        "referring_domains": spellings.count(cells.text("referring_domains")),
        "rating": rating,
        "rating_scale": pc.if_else(pc.is_valid(rating), scale, _NO_TEXT),
        "first_seen": cells.day("first_seen"),
        "last_seen": cells.day("last_seen"),
        "lost": cells.day("lost"),
        "crawl": cells.all(facts.crawl),
        "provider": cells.all(cells.layout.provider),
    }
    return columns, fault


def _name(cells: Cells, grain: str) -> tuple[pa.Array, pa.Array]:
    if grain == "anchor":
        words = cells.layout.words.get("name", {})
        name = spellings.each_distinct(cells.words("name"), lambda text: words.get(text, text))
        return name, _repeated(cells, "name")
    url, fault = addresses.read(cells.text("name"))
    fault = _faults(cells, "name", fault)
    if grain == "page":
        return url, fault
    return spellings.each_distinct(url, host_of), fault


def _sightings(cells: Cells, facts: Facts) -> tuple[dict[str, pa.Array], pa.Array]:
    url, fault = addresses.read(cells.text("source_url"))
    columns = {
        "source_url": url,
        "source_domain": domains(url),
        "seen": pc.coalesce(cells.day("seen"), pa.scalar(facts.given, pa.date32())),
        "crawl": cells.all(facts.crawl),
        "provider": cells.all(cells.layout.provider),
    }
    return columns, _faults(cells, "source_url", fault)


def _demand(cells: Cells, facts: Facts) -> tuple[dict[str, pa.Array], pa.Array]:  # noqa: ARG001 - one signature for all
    query = cells.words("query")
    query = pc.if_else(pc.equal(query, ""), _NO_TEXT, query)
    page, fault = addresses.read(cells.text("page"))
    nothing = pa.nulls(len(cells), pa.string())
    if not cells.has("page"):
        fault = pc.if_else(pc.is_null(query), "missing_query", nothing)
    columns = {
        "page": page,
        "query": query,
        "clicks": spellings.count(cells.text("clicks")),
        "impressions": spellings.count(cells.text("impressions")),
        "position": spellings.number(cells.text("position")),
        "provider": cells.all(cells.layout.provider),
    }
    return columns, fault


def _faults(cells: Cells, name: str, fault: pa.Array) -> pa.Array:
    """Tell a header that stands among the rows from an address that is none."""
    return fault if fault.null_count == len(fault) else pc.coalesce(_repeated(cells, name), fault)


def _repeated(cells: Cells, name: str) -> pa.Array:
    return pc.if_else(cells.repeats_header(name), "repeated_header", _NO_TEXT)
