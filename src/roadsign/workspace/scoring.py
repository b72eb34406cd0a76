"""Scoring: authority and reach of every domain of an index, published beside its parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from roadsign.errors import EmptyIndexError, RoadsignError
from roadsign.kernels.ranks import TOLERANCE, Floats, Ranks, votes, walk
from roadsign.kernels.trust import Scale, intervals, measurable, scale_of
from roadsign.kernels.urls import display_host as shown
from roadsign.store.graph import OwnerGraph, owner_graph
from roadsign.store.index import Index
from roadsign.store.scores import SCORES, ScoreFacts, state_of, write_scores
from roadsign.store.writing import IndexWriter, told_if_unwritable
from roadsign.workspace.seeds import Seeds, read_seeds

__all__ = ["ScoreFacts", "Scored", "SeedCount", "score", "shown"]

_SHOWN = 5
_NO_SEEDS = (
    "No seeds were given: reach is filled, authority stays empty. "
    "Give a list of sites that you trust: roadsign score --seeds FILE."
)


@dataclass(frozen=True, slots=True)
class SeedCount:
    """What became of the lines of a list of seeds; ``given`` counts distinct domains."""

    given: int
    known: int
    unknown: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Scored:
    """What scoring an index did."""

    facts: ScoreFacts
    seeds: SeedCount | None
    top: Sequence[dict[str, Any]]
    """At most five domains, the measurable ones first, by authority or (without seeds) reach."""
    warnings: Sequence[dict[str, str]]


def score(index: Path, seeds: Path | None = None, *, memory: str | None = None) -> Scored:
    """
    Score all domains of an index, by the graph of followed links between owners.

    ``seeds`` is a file of domains that are trusted, one a line. The old scores stay until the new
    ones are whole. Raises RoadsignError where no seed is known, InputError where the file cannot
    be read, EmptyIndexError, BrokenIndexError.
    """
    with Index(index):
        told = None if seeds is None else read_seeds(seeds)
    with IndexWriter(index, memory) as writer, Index(index, memory) as held:
        owners = owner_graph(held)
        if not owners.graph.n:
            message = f"the index {index} holds no links: there is nothing to score"
            raise EmptyIndexError(message)
        trusted = None if told is None else _trusted(told, owners)
        ranks = _ranks(owners, trusted)
        passed_on = votes(owners.graph, ranks.values)
        rows = _rows(owners, ranks.values, passed_on)
        scales = _page_scales(owners, passed_on)
        facts = _facts(owners, ranks, scales, held, trusted)
        with told_if_unwritable(index):
            parts = write_scores(index, rows, scales, facts)
        writer.publish_scores(parts)
    count = None if told is None or trusted is None else _count(told, trusted)
    return Scored(facts, count, _top(rows), _warnings(ranks, told, count))


def _trusted(seeds: Seeds, owners: OwnerGraph) -> Floats:
    """Give 1 for each owner that is a seed, 0 for the others; raise where no seed is known."""
    known = pa.compute.is_in(owners.names, pa.array(sorted(seeds.domains), pa.string()))
    trusted: Floats = known.to_numpy(zero_copy_only=False).astype(np.float64)
    if not trusted.any():
        message = (
            f"the index knows no seed of {seeds.file} ({len(seeds.domains):,} given): "
            "nothing was scored"
        )
        raise RoadsignError(message)
    return trusted


def _ranks(owners: OwnerGraph, trusted: Floats | None) -> Ranks:
    """Give the ranks without seeds and, where there are some, with them."""
    anywhere = np.ones(owners.graph.n)
    teleports = [anywhere] if trusted is None else [anywhere, trusted]
    return walk(owners.graph, np.stack(teleports, axis=1))


def _rows(owners: OwnerGraph, ranks: Floats, passed_on: Floats) -> pa.Table:
    linking = owners.graph.linking
    able = measurable(linking)
    nothing = np.full(len(linking), np.nan)
    columns = {"domain": owners.names, "measurable": able, "owners": linking}
    for place, (score, name, vote) in enumerate(
        (("reach", "reach", "reach_vote"), ("domain_authority", "domain", "trust_vote"))
    ):
        given = place < ranks.shape[1]
        ranked = ranks[:, place] if given else nothing
        scale = scale_of(ranked)
        worth = passed_on[:, place] if given else nothing
        low, high = nothing.copy(), nothing.copy()
        nodes = np.flatnonzero(able & (ranked > 0))
        low[nodes], high[nodes] = intervals(owners.graph, scale, ranked, worth, nodes)
        columns |= {score: scale.scores(ranked), f"{name}_low": low, f"{name}_high": high}
        columns[vote] = worth
    arrays = [pa.array(columns[name], from_pandas=True) for name in SCORES.names]
    return pa.table(arrays, schema=SCORES)


def _page_scales(owners: OwnerGraph, passed_on: Floats) -> dict[str, Scale]:
    seeded = passed_on.shape[1] > 1
    reach = passed_on[:, 0]
    trust_sums, reach_sums = owners.page_sums(passed_on[:, 1] if seeded else 0 * reach, reach)
    found = {"page_authority": trust_sums, "page_reach": reach_sums}
    return {name: scale_of(sums).thinned() for name, sums in found.items()}


def _facts(
    owners: OwnerGraph, ranks: Ranks, scales: dict[str, Scale], held: Index, trusted: Floats | None
) -> ScoreFacts:
    return ScoreFacts(
        domains=owners.graph.n,
        edges=len(owners.graph.sources),
        pages=scales["page_reach"].n,
        measurable=int(measurable(owners.graph.linking).sum()),
        steps=ranks.steps,
        delta=ranks.delta,
        bound=ranks.bound,
        seeds=None if trusted is None else int(trusted.sum()),
        state=state_of(held.manifest),
    )


def _count(seeds: Seeds, trusted: Floats) -> SeedCount:
    given, known = len(seeds.domains), int(trusted.sum())
    return SeedCount(given, known, given - known, seeds.rejected)


def _top(rows: pa.Table) -> list[dict[str, Any]]:
    seeded = rows["domain_authority"].null_count < rows.num_rows
    by = "domain_authority" if seeded else "reach"
    order = [("measurable", "descending"), (by, "descending"), ("domain", "ascending")]
    places = pa.compute.select_k_unstable(
        rows.select(["measurable", by, "domain"]).set_column(
            0, "measurable", rows["measurable"].cast(pa.int8())
        ),
        _SHOWN,
        sort_keys=order,
    )
    shown = ["domain", "domain_authority", "reach", "measurable", "owners"]
    top: list[dict[str, Any]] = rows.select(shown).take(places).to_pylist()
    return top


def _warnings(ranks: Ranks, told: Seeds | None, count: SeedCount | None) -> list[dict[str, str]]:
    found = []
    if told is None:
        found.append(("no_seeds", _NO_SEEDS))
    if count and count.unknown:
        text = f"Seeds that the index does not know: {count.unknown:,} of {count.given:,}."
        found.append(("unknown_seeds", text))
    if count and told and count.rejected:
        lines = "1 line of the seeds is" if count.rejected == 1 else f"{count.rejected:,} lines are"
        text = f"{lines} no domain: {', '.join(told.samples)}."
        found.append(("bad_seeds", text))
    if ranks.delta > TOLERANCE:
        text = (
            f"The ranks still changed by {ranks.delta:.1e} in step {ranks.steps}; "
            f"together they are at most {ranks.bound:.1e} off."
        )
        found.append(("not_settled", text))
    return [{"code": code, "text": text} for code, text in found]
