"""
How quick ranks are, beside numpy's bincount in the same run, and a whole ``score`` of an index.

Run it as ``python benchmarks/bench_ranks.py [EDGES] [LINKS]``; it prints one line a figure. All
graphs are made up: targets follow a power law, half of the nodes link to nobody. The variants take
turns, so that a change of the machine's load meets all of them; the median of the rounds is told.
"""

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from roadsign.kernels.ranks import DAMPING, TOLERANCE, Graph, graph_of, votes, walk
from roadsign.kernels.trust import intervals, measurable, scale_of
from roadsign.model.links import LINKS
from roadsign.model.receipts import Receipt
from roadsign.store.writing import IndexWriter, Put

COMMAND = "from roadsign.faces.cli import main; main()"
EDGES, ROWS = 5_000_000, 2_000_000
ROUNDS, STEPS = 5, 10
BATCH = 50_000
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def made(edges: int, seed: int = 1) -> tuple[Ints, Ints, int]:
    """Make edges between a tenth as many nodes."""
    dice = np.random.default_rng(seed)
    n = max(edges // 10, 10)
    sources = (dice.random(edges) ** 2 * (n // 2)).astype(np.int64)
    targets = dice.permutation(n)[(dice.random(edges) ** 4 * n).astype(np.int64)]
    return sources, targets, n


def baseline(sources: Ints, targets: Ints, n: int, steps: int) -> Floats:
    """Walk with numpy alone, so many steps."""
    out = np.bincount(sources, minlength=n)
    ranks = np.full(n, 1 / n)
    for _ in range(steps):
        given = ranks / np.maximum(out, 1)
        following = DAMPING * np.bincount(targets, given[sources], n)
        following += (DAMPING * ranks[out == 0].sum() + 1 - DAMPING) / n
        ranks = following
    return ranks


def in_turns(variants: dict[str, Callable[[], object]], edges: int) -> None:
    """Print the median processor time a step of variants that take turns."""
    times: dict[str, list[float]] = {name: [] for name in variants}
    for _ in range(ROUNDS):
        for name, run in variants.items():
            begun = time.process_time()
            run()
            times[name].append((time.process_time() - begun) / STEPS)
    for name, told in times.items():
        a_step = statistics.median(told)
        print(f"{name}: {a_step * 1e3:.1f} ms a step, {edges / a_step / 1e6:,.0f} M edges/s")


def steps(edges: int) -> None:
    """Measure a step of the walk, and say whether both walks agree."""
    sources, targets, n = made(edges)
    graph = graph_of(sources, targets, n)
    two = np.stack([np.ones(n), np.arange(n) < n // 1000 + 1], axis=1)
    in_turns(
        {
            "numpy bincount, 1 vector": lambda: baseline(sources, targets, n, STEPS),
            "scipy CSR, 1 vector": lambda: walk(graph, tolerance=0, most_steps=STEPS),
            "scipy CSR, 2 vectors": lambda: walk(graph, two, tolerance=0, most_steps=STEPS),
        },
        edges,
    )
    ranks = walk(graph)
    apart = np.abs(ranks.values[:, 0] - baseline(sources, targets, n, ranks.steps)).sum()
    print(f"settled at {TOLERANCE} after {ranks.steps} steps; the two are {apart:.1e} apart")
    bootstrap(graph, ranks.values[:, 0])


def bootstrap(graph: Graph, ranks: Floats) -> None:
    """Measure the intervals of all nodes that can be measured."""
    nodes = np.flatnonzero(measurable(graph.linking))
    begun = time.process_time()
    intervals(graph, scale_of(ranks), ranks, votes(graph, ranks), nodes)
    seconds = time.process_time() - begun
    print(f"intervals of {len(nodes):,} nodes: {seconds:.1f} s")


def batches(rows: int) -> Iterator[pa.Table]:
    """Make links of a crawl, a batch at a time."""
    dice = np.random.default_rng(2)
    n = max(rows // 20, 10)
    same = {"anchor": "read more", "anchor_from": "text", "anchor_clipped": False, "kind": "text"}
    same |= {"nofollow": False, "crawl": "crawl", "provider": "bench"}
    for _ in range(0, rows, BATCH):
        sources = (dice.random(BATCH) ** 2 * n).astype(np.int64)
        targets = (dice.random(BATCH) ** 4 * n).astype(np.int64)
        told = {
            "source_url": [f"https://www.s{i}.example/{place}" for place, i in enumerate(sources)],
            "source_domain": [f"s{i}.example" for i in sources],
            "target_url": [f"https://s{i}.example/page{i % 7}" for i in targets],
            "target_domain": [f"s{i}.example" for i in targets],
            "follow": dice.random(BATCH) < 0.8,
        }
        columns = [
            pa.array(told[f.name], f.type)
            if f.name in told
            else pa.repeat(pa.scalar(same.get(f.name), f.type), BATCH)
            for f in LINKS
        ]
        yield pa.table(columns, schema=LINKS)


def whole(rows: int) -> None:
    """Measure ``score`` on an index of so many links, in a process of its own."""

    def fill(put: Put) -> list[Receipt]:
        for batch in batches(rows):
            put("links", batch)
        return [Receipt("bench", kept=rows)]

    with TemporaryDirectory(prefix="roadsign-bench-") as place:
        home = Path(place)
        (home / "seeds").write_text("\n".join(f"s{i}.example" for i in range(200)))
        with IndexWriter(home / "index", "1GiB") as writer:
            writer.ingest("bench", "bench", fill)
        begun = time.perf_counter()
        argv = [sys.executable, "-c", COMMAND, "--index", str(home / "index"), "score", "--json"]
        argv += ["--memory", "1GiB", "--seeds", str(home / "seeds")]
        told = json.loads(subprocess.run(argv, check=True, capture_output=True).stdout)  # noqa: S603
        clock = time.perf_counter() - begun
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"score of {rows:,} links, {told['edges']:,} edges, {told['domains']:,} domains: "
        f"{used.ru_utime + used.ru_stime:.1f} s processor, {clock:.1f} s clock, "
        f"at most {used.ru_maxrss / 1024:,.0f} MiB with --memory 1GiB"
    )


def main() -> None:
    """Measure, and print."""
    told = [int(each) for each in sys.argv[1:3]]
    edges, rows = (*told, *(EDGES, ROWS)[len(told) :])
    whole(rows)
    steps(edges)


if __name__ == "__main__":
    main()
