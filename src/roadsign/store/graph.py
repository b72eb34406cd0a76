"""The graph of owners: who links to whom, out of all links of an index."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from roadsign.kernels.owners import is_suffix, registrable_domain
from roadsign.kernels.ranks import Floats, Graph, graph_of
from roadsign.model.links import SOURCE_PAGES
from roadsign.store import looks
from roadsign.store.index import Index, told_plainly
from roadsign.store.linkbase import HELD, fold, held

KINDS: Final = ("text", "image", "area", "redirect")
"""
What makes an edge: a link that a reader can follow, or a page that leads on.

A canonical or alternate names another address of the page itself; a frame, a form and a feed
show or call something, they do not point a reader to it.
"""

_UNITS = 1e18
_WWW = "www."
_AT_ONCE = 1 << 16
_SETTLED_AT_ONCE = 250_000
_RIPE = pa.schema({"page": pa.uint64(), "last": pa.date32()})
_TABLES = {"links": HELD, "looks": looks.LOOKS, "source_pages": SOURCE_PAGES}


@dataclass(frozen=True)
class OwnerGraph:
    """
    The owners of an index and the edges between them; node i is ``names[i]``, names ascend.

    One edge a pair of owners, from the owner of the page that links to the owner of where the
    link ends, if at least one such link is live and not known to be nofollow, ugc or sponsored.
    A link of which it is not known whether it is followed counts, as everywhere. Links within an
    owner make no edge. Every owner that any link of the index names is a node.
    """

    names: pa.Array
    graph: Graph
    _index: Index
    _owners: pa.Table

    def page_sums(self, trust: Floats, reach: Floats) -> tuple[Floats, Floats]:
        """
        Give what the votes of the owners linking to each page of the index add up to.

        ``trust`` and ``reach`` are what one vote of each owner is worth. Pages come in no order;
        scheme, ``www.``, default document and root slash are folded, redirects are not.
        """
        votes = {"owner": np.arange(len(self.names), dtype=np.int32)}
        votes |= {"trust_vote": _units(trust), "reach_vote": _units(reach)}
        engine = self._index.engine
        with _shown(self._index, self._owners), told_plainly(self._index.folder):
            engine.show("graph_votes", pa.table(votes))
            found = engine.ask("graph_pages", _bound(self._index))
            engine.hide("graph_votes")
        return found["trust"].to_numpy() / _UNITS, found["reach"].to_numpy() / _UNITS


def owner_graph(index: Index) -> OwnerGraph:
    """Build the graph of owners of an index; raise BrokenIndexError where it cannot be read."""
    if not index.files("links"):
        empty = np.empty(0, np.int32)
        return OwnerGraph(pa.array([], pa.string()), graph_of(empty, empty, 0), index, pa.table({}))
    with told_plainly(index.folder):
        hosts = index.engine.ask("graph_hosts", {"files": index.files("links")})
    names, owners = _owners(hosts)
    with _shown(index, owners), told_plainly(index.folder):
        ripe = _ripe(index)
        index.engine.show("graph_ripe", ripe)
        index.engine.run("graph_pairs", {**_bound(index), "ripe": ripe.num_rows > 0})
        index.engine.hide("graph_ripe")
        index.engine.run("graph_edges")
        _settle(index)
        edges = index.engine.ask("graph_listed")
    sources, targets = (edges[name].to_numpy() for name in ("source", "target"))
    return OwnerGraph(names, graph_of(sources, targets, len(names)), index, owners)


def _ripe(index: Index) -> pa.Table:
    """Give the pages whose later looks may tell that a link is lost, with the last look."""
    pages = index.files("source_pages")
    if not pages:
        return _RIPE.empty_table()
    bound = {"files": index.files("links"), "pages": pages, "crawls": list(looks.CRAWLS)}
    return index.engine.ask("graph_ripe", bound)


def _settle(index: Index) -> None:
    """Let what crawls and exports say of a link together decide, as in every report."""
    engine = index.engine
    (doubts,) = engine.ask("graph_doubts").to_pylist()
    stretches = -(-doubts["rows"] // _SETTLED_AT_ONCE)
    pages = index.files("source_pages")
    for stretch in range(stretches):
        bound = {**_bound(index), "stretch": stretch, "stretches": stretches}
        rows = engine.ask("graph_doubtful", bound)
        for table, schema in _TABLES.items():
            engine.replace(table, schema.empty_table())
        engine.insert("links", held(rows, 0, 0))
        looks.sighted(engine)
        linking = looks.linking(engine)
        if pages and linking.num_rows:
            engine.insert("looks", looks.looks_in(engine, pages, linking))
        judged = looks.judge(engine)
        fold(engine, apart=False)
        if judged:
            looks.settle(engine)
        engine.run("graph_settle")


@contextmanager
def _shown(index: Index, owners: pa.Table) -> Iterator[None]:
    index.engine.show("graph_owners", owners)
    try:
        yield
    finally:
        index.engine.hide("graph_owners")


def _bound(index: Index) -> dict[str, object]:
    return {"files": index.files("links"), "kinds": list(KINDS)}


def _owners(hosts: pa.Table) -> tuple[pa.Array, pa.Table]:
    """Give the owners' names, ascending, and of each host's key its owner and party by number."""
    told = pa.chunked_array([_domains(batch) for batch in hosts.to_batches(_AT_ONCE)], pa.string())
    names = pc.unique(told).sort()
    owner = pc.index_in(told, names).combine_chunks()
    party = pc.index_in(pa.array(map(_party, names.to_pylist()), pa.string()), names)
    # An owner whose party is no owner itself is alone in it.
    party = pc.coalesce(party, pa.array(np.arange(len(names), dtype=np.int32)))
    columns = {"key": hosts["key"], "owner": owner, "party": party.take(owner)}
    return names, pa.table(columns)


def _domains(batch: pa.RecordBatch) -> pa.Array:
    return pa.array(map(registrable_domain, batch["host"].to_pylist()), pa.string())


def _party(domain: str) -> str:
    """Give whose a domain is: a public suffix has its own ``www.`` host, held for another's."""
    rest = domain.removeprefix(_WWW)
    return rest if rest != domain and is_suffix(rest) else domain


def _units(votes: Floats) -> pa.Array:
    # Whole numbers add up to the same in any order, and no vote is above 1.
    return pa.array(np.rint(votes * _UNITS).astype(np.int64))
