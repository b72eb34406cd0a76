"""The link base: links of files, of an index, or of both, told once each, in memory."""

from types import TracebackType
from typing import Self

import numpy as np
import pyarrow as pa

from roadsign.kernels.urls import parts_of
from roadsign.model.links import COUNTS, DEMAND, LINKS, SIGHTINGS, SOURCE_PAGES
from roadsign.model.targets import Target
from roadsign.store import looks
from roadsign.store.engine import Engine
from roadsign.store.pages import Inside, inside_of

_MERGED = [pa.field("providers", pa.list_(pa.string())), pa.field("sources", pa.list_(pa.int32()))]
HELD = pa.schema(
    [pa.field("id", pa.int64()), pa.field("source", pa.int32()), *LINKS, *_MERGED],
)
_FOUND = pa.schema(
    [
        pa.field("id", pa.int64()),
        pa.field("subject", pa.string()),
        pa.field("address", pa.string()),
        pa.field("page", pa.string()),
        pa.field("internal", pa.bool_()),
    ]
)

SIGNS = pa.schema(
    {
        "subject": pa.string(),
        "page": pa.string(),
        "anchor": pa.string(),
        "anchor_from": pa.string(),
        "class": pa.string(),
        "flags": pa.list_(pa.string()),
        "confidence": pa.float64(),
        "family": pa.string(),
        "folded": pa.string(),
    }
)
"""What each distinct sign is: (subject, page, anchor, anchor_from) to its class."""

_ADDRESSES = pa.schema(
    {"address": pa.string(), "host": pa.string(), "domain": pa.string(), "key": pa.string()}
)
DOMAIN_SCORES = pa.schema(
    {
        "domain": pa.string(),
        "domain_authority": pa.float64(),
        "domain_authority_low": pa.float64(),
        "domain_authority_high": pa.float64(),
        "reach": pa.float64(),
        "measurable": pa.bool_(),
    }
)
PAGE_SCORES = pa.schema(
    {
        "page": pa.string(),
        "page_authority": pa.float64(),
        "page_authority_low": pa.float64(),
        "page_authority_high": pa.float64(),
    }
)
"""What an index was scored with, of the domains and pages that a report shows."""

_BESIDE = {
    "counts": COUNTS,
    "sightings": SIGHTINGS,
    "demand": DEMAND,
    "source_pages": SOURCE_PAGES,
}
_AT_ONCE = 1 << 16
_FOLDED_AT_ONCE = 200_000
"""More would hold the texts of all repeated rows in memory at the same time."""


class LinkBase:
    """
    Links, and what stands beside them; one link told twice is one row once it is sealed.

    Add, ``seal`` once, ``select`` each subject, then ask. ``memory`` (``4GiB``) bounds it all.
    """

    def __init__(self, memory: str | None = None) -> None:
        self._engine = Engine(memory)
        self._waiting: list[pa.Table] = []
        self._waiting_rows = 0
        self._place = 0
        self._rows = 0
        self._sources: list[str] = []
        self._engine.create("links", HELD.empty_table())
        self._engine.create("found", _FOUND.empty_table())
        self._engine.create("signs", SIGNS.empty_table())
        for name, schema in _BESIDE.items():
            self._engine.create(name, schema.empty_table())
        self._engine.create("looks", looks.LOOKS.empty_table())
        self._engine.create("domain_scores", DOMAIN_SCORES.empty_table())
        self._engine.create("page_scores", PAGE_SCORES.empty_table())
        looks.teach(self._engine)
        self._engine.run("hits")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the memory."""
        self._engine.close()

    @property
    def engine(self) -> Engine:
        """Give the engine, for the other rooms of the store that ask more of the hits."""
        return self._engine

    @property
    def sources(self) -> tuple[str, ...]:
        """Name the sources; the numbers in the column ``sources`` are places in this."""
        return tuple(self._sources)

    def add(self, rows: pa.RecordBatch | pa.Table, source: str = "") -> None:
        """Add LINKS rows of a source; equal elements of one source add up."""
        if not rows.num_rows:
            return
        if source not in self._sources:
            self._sources.append(source)
        place = self._sources.index(source)
        if place != self._place or self._waiting_rows >= _AT_ONCE:
            self._flush()
        self._place = place
        self._waiting.append(rows if isinstance(rows, pa.Table) else pa.table(rows))
        self._waiting_rows += rows.num_rows

    def add_counts(self, rows: pa.RecordBatch | pa.Table) -> None:
        """Add rows of a table of counts (COUNTS)."""
        self._engine.insert("counts", _as_table(rows, COUNTS))

    def add_sightings(self, rows: pa.RecordBatch | pa.Table) -> None:
        """Add pages that are named as linking (SIGHTINGS)."""
        self._engine.insert("sightings", _as_table(rows, SIGHTINGS))

    def add_demand(self, rows: pa.RecordBatch | pa.Table) -> None:
        """Add what people search for (DEMAND)."""
        self._engine.insert("demand", _as_table(rows, DEMAND))

    def add_source_pages(self, rows: pa.RecordBatch | pa.Table) -> None:
        """Add pages that were fetched (SOURCE_PAGES)."""
        self._engine.insert("source_pages", _as_table(rows, SOURCE_PAGES))

    def linking(self) -> pa.Table:
        """Give the keys of the pages on which crawls saw the links held so far."""
        self._flush()
        return looks.linking(self._engine)

    def add_looks(self, rows: pa.Table) -> None:
        """Add when pages were seen as what (looks.LOOKS), beside the pages that are added whole."""
        self._engine.insert("looks", _as_table(rows, looks.LOOKS))

    def seal(self) -> None:
        """Fold links told more than once into one, say what is lost, split every address once."""
        self._flush()
        looks.sighted(self._engine)
        judged = looks.judge(self._engine)
        fold(self._engine, apart=False)
        if judged:
            looks.settle(self._engine)
        for step in ("foreign_ends", "mute_told", "mute_join", "mute_forget"):
            self._engine.run(step)
        addresses = self._engine.ask("all_addresses").column("address").to_pylist()
        split = zip(addresses, parts_of(addresses), strict=True)
        told = [(address, *parts) for address, parts in split if parts is not None]
        arrays = [pa.array([row[i] for row in told], pa.string()) for i in range(len(_ADDRESSES))]
        self._engine.create("addresses", pa.table(arrays, schema=_ADDRESSES))

    def domains(self) -> pa.Table:
        """Give the registrable domains where rows end: domain, rows, external_rows; most first."""
        return self._engine.ask("domains")

    def select(self, target: Target, subject: str) -> None:
        """Add the links to a target to the table ``hits``, under a subject's name."""
        inside: Inside = inside_of(self._engine, target)
        self._engine.run("forget_subject", {"subject": subject})
        self._engine.show("inside", inside.addresses)
        self._engine.run("found", {"subject": subject, "domains": sorted(inside.domains)})
        self._engine.hide("inside")

    def hits(self, subject: str) -> pa.Table:
        """Give all links to a subject, with what they count as, in the order of addresses."""
        return self._engine.ask("all_hits", {"subject": subject})

    def table(self, name: str) -> pa.Table:
        """Give what was added beside the links: counts, sightings, demand, source_pages, signs."""
        return self._engine.ask(f"all_{name}")

    def unsigned(self, subject: str) -> pa.Table:
        """
        Give the distinct signs of a subject, live and lost: page, anchor, anchor_from.

        ``source_language`` is the one that most of the sign's source pages are in, or null.
        """
        return self._engine.ask("unsigned", {"subject": subject})

    def set_signs(self, rows: pa.Table) -> None:
        """Say what the signs are; rows as SIGNS, one a (subject, page, anchor, anchor_from)."""
        fresh = _as_table(rows, SIGNS)
        self._engine.show("fresh", fresh)
        self._engine.run("forget_signs")
        self._engine.hide("fresh")
        self._engine.insert("signs", fresh)

    def run(self, name: str, **values: object) -> None:
        """Run ``sql/<name>.sql``, which answers nothing, with its values bound by name."""
        self._engine.run(name, values)

    def set_scores(self, domains: pa.Table, pages: pa.Table) -> None:
        """Say what an index's scores are (DOMAIN_SCORES and PAGE_SCORES)."""
        self._engine.insert("domain_scores", _as_table(domains, DOMAIN_SCORES))
        self._engine.insert("page_scores", _as_table(pages, PAGE_SCORES))

    def query(self, name: str, **values: object) -> pa.Table:
        """Give the answer of ``sql/<name>.sql`` with its values bound by name."""
        return self._engine.ask(name, values)

    def _flush(self) -> None:
        if not self._waiting:
            return
        rows = pa.concat_tables(self._waiting)
        self._engine.insert("links", held(rows, self._rows, self._place))
        self._rows += rows.num_rows
        self._waiting.clear()
        self._waiting_rows = 0


def fold(engine: Engine, *, apart: bool) -> None:
    """Make one row of each link told more than once; ``apart``: once a provider and crawl."""
    engine.run("repeated")
    (repeated,) = engine.ask("repeated_rows").to_pylist()
    if not repeated["rows"]:
        return
    stretches = 1 + repeated["rows"] // _FOLDED_AT_ONCE
    for stretch in range(stretches):
        bound = {"stretch": stretch, "stretches": stretches}
        engine.run("merged", {**bound, "apart": apart, "crawls": list(looks.CRAWLS)})
        engine.run("forget_repeated", bound)


def held(rows: pa.Table, first: int, source: int) -> pa.Table:
    """Give LINKS rows as the table ``links`` holds them, numbered from ``first``."""
    table = _as_table(rows, LINKS).combine_chunks()
    count = table.num_rows
    columns = [
        pa.array(np.arange(first, first + count)),
        pa.repeat(pa.scalar(source, pa.int32()), count),
        *table.columns,
        *(pa.nulls(count, field.type) for field in _MERGED),
    ]
    return pa.table(columns, schema=HELD)


def _as_table(rows: pa.RecordBatch | pa.Table, schema: pa.Schema) -> pa.Table:
    table = rows if isinstance(rows, pa.Table) else pa.table(rows)
    return table.select(schema.names).cast(schema)
