"""The scores of an index: a row a domain, and the scale by which pages are scored."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from roadsign.errors import BrokenIndexError
from roadsign.kernels.ranks import Floats, Graph, Ints
from roadsign.kernels.trust import Scale, intervals, measurable
from roadsign.store.index import Index, checked, told_plainly, verified
from roadsign.store.manifest import Manifest, Part
from roadsign.store.parts import digest, whole_part

SCORES = pa.schema(
    {
        "domain": pa.string(),
        # null: not scored with seeds, or no followed path leads here from one
        "domain_authority": pa.float64(),
        # null as well: fewer than ten owners link here
        "domain_low": pa.float64(),
        "domain_high": pa.float64(),
        "reach": pa.float64(),
        "reach_low": pa.float64(),
        "reach_high": pa.float64(),
        "measurable": pa.bool_(),
        # followed owners that link here
        "owners": pa.int64(),
        # what one vote of this domain is worth to whom it links to
        "trust_vote": pa.float64(),
        "reach_vote": pa.float64(),
    }
)
"""What is known of each domain of a scored index, in the order of domains."""

PAGE_SCORES = pa.schema(
    {
        "page": pa.string(),
        "page_authority": pa.float64(),
        "page_low": pa.float64(),
        "page_high": pa.float64(),
        "page_reach": pa.float64(),
        "measurable": pa.bool_(),
        "owners": pa.int64(),
    }
)
"""What is known of each page asked about, in the order of pages."""

_SCALES = pa.schema(
    {"of": pa.string(), "value": pa.float64(), "rank": pa.float64(), "n": pa.int64()}
)
_HOLDS, _SCALE = "scores", "page_scale"
_FACTS = b"roadsign"


@dataclass(frozen=True, slots=True)
class ScoreFacts:
    """How an index was scored."""

    domains: int
    edges: int
    pages: int
    measurable: int
    steps: int
    delta: float
    bound: float
    seeds: int | None = None
    """Known seeds that it was scored with; None: without."""
    state: str = ""
    """What the index held when it was scored; empty where something was deleted since."""


def scores_of(index: Index, domains: Iterable[str] | None = None) -> pa.Table:
    """
    Give the scores of some registrable domains (A-labels), or of all: SCORES, by domain.

    A domain that the index did not know when it was scored has no row; neither has any in an
    index that was never scored. Raises BrokenIndexError.
    """
    part = _part(index.manifest, _HOLDS)
    if part is None:
        return SCORES.empty_table()
    wanted = None
    if domains is not None:
        wanted = pc.field("domain").isin(pa.array(sorted(set(domains)), pa.string()))
    with told_plainly(index.folder):
        file = checked(index.folder, part)
        rows = pq.read_table(file, filters=wanted, partitioning=None)
    return rows.replace_schema_metadata(None)


def facts_of(index: Index) -> ScoreFacts | None:
    """Say how an index was scored, None where it was not; raise BrokenIndexError."""
    part = _part(index.manifest, _HOLDS)
    return None if part is None else _facts(index.folder, part)


def is_stale(index: Index) -> bool:
    """Say whether the index holds other links than when it was scored."""
    facts = facts_of(index)
    return facts is not None and facts.state != state_of(index.manifest)


def page_scores(index: Index, votes: pa.Table) -> pa.Table:
    """
    Give the scores of pages by the owners that link to them: PAGE_SCORES, by page.

    ``votes`` has ``page`` and ``owner``: live followed links of others; what repeats counts once.
    A page is worth the sum of its owners' votes, each the owner's rank over the owners it links
    to, and is ranked among all linked pages of the index. Null where it was never scored.
    """
    pairs = votes.select(["page", "owner"]).group_by(["page", "owner"]).aggregate([])
    pairs = pairs.sort_by([("page", "ascending"), ("owner", "ascending")]).combine_chunks()
    pages = pc.unique(pairs["page"])
    known = scores_of(index, pc.unique(pairs["owner"]).to_pylist())
    place = pc.index_in(pairs["owner"], known["domain"].combine_chunks())
    sources = pc.fill_null(place, known.num_rows).to_numpy().astype(np.int64)
    counts = np.bincount(pc.index_in(pairs["page"], pages).to_numpy(), minlength=len(pages))
    graph = Graph(np.append(0, np.cumsum(counts)), sources)
    scales = _scales(index)
    trust, low, high = _scored(graph, scales["page_authority"], known["trust_vote"])
    reach, _, _ = _scored(graph, scales["page_reach"], known["reach_vote"])
    columns = [pages, trust, low, high, reach, measurable(counts), counts]
    return pa.table([pa.array(each, from_pandas=True) for each in columns], schema=PAGE_SCORES)


def write_scores(
    folder: Path, rows: pa.Table, scales: Mapping[str, Scale], facts: ScoreFacts
) -> list[Part]:
    """
    Write rows of SCORES and the scales of ``page_authority`` and ``page_reach`` as parts.

    They are named by no version yet. Raises OSError where the disk is full.
    """
    knots = pa.concat_tables([_knots(name, scale) for name, scale in scales.items()])
    return [
        _written(folder, _HOLDS, rows.cast(SCORES), facts),
        _written(folder, _SCALE, knots, facts),
    ]


def without_domain(folder: Path, parts: Sequence[Part], domain: str) -> list[Part]:
    """Give the parts of scores without a domain's row, written anew where it has one."""
    kept = []
    for part in parts:
        with told_plainly(folder):
            rows = pq.read_table(checked(folder, part), partitioning=None)
        others = rows.num_rows
        if part.holds == _HOLDS:
            others = pc.sum(pc.not_equal(rows["domain"], domain)).as_py() or 0
        if others == rows.num_rows:
            kept.append(part)
            continue
        rest = rows.filter(pc.not_equal(rows["domain"], domain))
        kept.append(_written(folder, _HOLDS, rest, replace(_facts(folder, part), state="")))
    return kept


def is_whole(folder: Path, part: Part) -> bool:
    """Say whether a part lies on the disk as it was written."""
    try:
        return bool(verified(folder, part))
    except BrokenIndexError:
        return False


def state_of(manifest: Manifest) -> str:
    """Tell what an index holds from what it held before; merging its parts is no change."""
    crawls = sorted({(part.crawl, part.provider, part.holds) for part in manifest.parts})
    told = [sorted(source.sha256 for source in manifest.sources), crawls]
    return sha256(json.dumps(told).encode()).hexdigest()[:32]


def _scored(graph: Graph, scale: Scale, votes: pa.ChunkedArray) -> tuple[Floats, Floats, Floats]:
    # An owner that was not known when the index was scored stands last, with no vote.
    worth = np.append(votes.to_numpy(), 0.0)
    sums = np.add.reduceat(worth[graph.sources], graph.offsets[:-1]) if graph.n else np.empty(0)
    low, high = np.full(graph.n, np.nan), np.full(graph.n, np.nan)
    nodes: Ints = np.flatnonzero(measurable(graph.linking) & (sums > 0))
    low[nodes], high[nodes] = intervals(graph, scale, sums, worth, nodes)
    return scale.scores(sums), low, high


def _knots(name: str, scale: Scale) -> pa.Table:
    told = {"of": np.repeat(name, len(scale.values)), "value": scale.values, "rank": scale.ranks}
    told["n"] = np.repeat(scale.n, len(scale.values))
    return pa.table({each: pa.array(told[each], _SCALES.field(each).type) for each in told})


def _scales(index: Index) -> dict[str, Scale]:
    part = _part(index.manifest, _SCALE)
    rows = _SCALES.empty_table()
    if part is not None:
        with told_plainly(index.folder):
            rows = pq.read_table(checked(index.folder, part), partitioning=None)
    found = {}
    for name in ("page_authority", "page_reach"):
        mine = rows.filter(pc.equal(rows["of"], name))
        n = mine["n"][0].as_py() if mine.num_rows else 0
        found[name] = Scale(mine["value"].to_numpy(), mine["rank"].to_numpy(), n)
    return found


def _part(manifest: Manifest, holds: str) -> Part | None:
    return next((part for part in manifest.scores if part.holds == holds), None)


def _facts(folder: Path, part: Part) -> ScoreFacts:
    with told_plainly(folder):
        told: dict[str, Any] = json.loads(pq.read_schema(checked(folder, part)).metadata[_FACTS])
    return ScoreFacts(**told)


def _written(folder: Path, holds: str, rows: pa.Table, facts: ScoreFacts) -> Part:
    told = rows.replace_schema_metadata({_FACTS: json.dumps(asdict(facts))})
    with whole_part(folder, holds) as (path, draft):
        pq.write_table(told, draft, compression="zstd", compression_level=3, row_group_size=122_880)
    return Part(
        path.relative_to(folder).as_posix(),
        holds,
        rows=rows.num_rows,
        bytes=path.stat().st_size,
        crawl="",
        provider="",
        sha256=digest(path),
    )
