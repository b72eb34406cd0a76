"""
How quick an index is to write and to ask, and how large, beside DuckDB's own sorted COPY.

Run it as ``python benchmarks/bench_index.py [ROWS] [SOURCES]``; it prints one line a figure. All
links are made up: targets follow a power law, a quarter of the sources are templates, a link has
its words and 60 characters on either side. The baseline writes the same LINKS rows sorted by
target with the same codec, in the same process, before and after, so that a change of the
machine's load shows.
"""

import datetime as dt
import random
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from roadsign.kernels.urls import target_of
from roadsign.model.links import LINKS, SOURCE_PAGES
from roadsign.model.receipts import Receipt
from roadsign.store.index import Index
from roadsign.store.linkbase import LinkBase
from roadsign.store.writing import IndexWriter, Put

ROWS, SOURCES = 500_000, 4
WORDS = ("road", "sign", "link", "shop", "trail", "shoe", "river", "guide", "best", "read", "more")
BASELINE = (
    "COPY (SELECT * FROM rows ORDER BY target_url, source_url) TO $file "
    "(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 3, PARQUET_VERSION v2)"
)
LOOKUPS = 20


def made(rows: int, seed: int) -> pa.Table:
    """Make links of a crawl; every seed has pages of its own on the same sites."""
    dice = random.Random(seed)
    hosts = [f"{'www.' if n % 3 else ''}site{n}.example" for n in range(max(rows // 60, 10))]
    shops = [f"shop{n}.example" for n in range(max(rows // 40, 10))]
    told: dict[str, list[object]] = {field.name: [] for field in LINKS}
    for _ in range(rows):
        host = hosts[dice.randrange(len(hosts))]
        shop = shops[min(int(dice.paretovariate(0.7)) - 1, len(shops) - 1)]
        footer = dice.random() < 0.25
        page = "" if footer else "-".join(dice.choices(WORDS, k=4)) + f"-{dice.randrange(10**6)}"
        told["source_url"].append(f"https://{host}/{page}")
        told["source_domain"].append(host.removeprefix("www."))
        told["target_url"].append(f"https://{shop}/{'' if footer else dice.choice(WORDS)}")
        told["target_domain"].append(shop)
        told["anchor"].append(" ".join(dice.choices(WORDS, k=2)))
        told["left"].append(" ".join(dice.choices(WORDS, k=10))[:60])
        told["right"].append(" ".join(dice.choices(WORDS, k=10))[:60])
        told["follow"].append(dice.random() < 0.7)
        told["position"].append(dice.randrange(200))
        told["placement"].append("footer" if footer else "main")
    same = {"anchor_from": "text", "anchor_clipped": False, "kind": "text", "nofollow": False}
    same |= {"crawl": f"crawl-{seed}", "provider": "bench"}
    columns = [
        pa.array(told[field.name] or [same.get(field.name)] * rows, field.type) for field in LINKS
    ]
    return pa.table(columns, schema=LINKS)


@contextmanager
def timed(what: str, rows: int = 0) -> Iterator[None]:
    """Print the time of the processor and of the clock, and rows a second of the former."""
    processor, clock = time.process_time(), time.perf_counter()
    yield
    processor, clock = time.process_time() - processor, time.perf_counter() - clock
    rate = f", {rows / processor:,.0f} rows/s of processor time" if rows else ""
    print(f"{what}: {processor:.3f} s processor, {clock:.3f} s clock{rate}")


def baseline(rows: pa.Table, file: Path) -> None:
    """Write rows as DuckDB alone would."""
    with duckdb.connect() as connection:
        connection.register("rows", rows)
        with timed("DuckDB's sorted COPY", rows.num_rows):
            connection.execute(BASELINE, {"file": str(file)})
    print(f"DuckDB's sorted COPY: {file.stat().st_size / rows.num_rows:.1f} bytes a link")


def written(tables: Sequence[pa.Table], folder: Path) -> None:
    """Write an index, a source a table."""
    rows = sum(table.num_rows for table in tables)
    with timed("index, written", rows), IndexWriter(folder) as writer:
        for place, table in enumerate(tables):

            def fill(put: Put, table: pa.Table = table) -> list[Receipt]:
                for batch in table.to_batches(max_chunksize=8192):
                    put("links", batch)
                return [Receipt("bench", kept=table.num_rows)]

            writer.ingest(str(place), "bench", fill)
    with Index(folder) as index:
        told = index.info()
    print(f"index: {told['bytes'] / told['rows']['links']:.1f} bytes a link, {told['parts']} parts")


def asked(folder: Path, size: str, domains: Sequence[str]) -> None:
    """Look domains up: the first time in a new connection, then again in the same."""
    with timed(f"{size}, cold (opened, asked once)"), Index(folder) as index:
        list(index.links(domains[:1]))
    with Index(folder) as index:
        list(index.links(domains[:1]))
        with timed(f"{size}, warm, {len(domains)} domains asked one by one"):
            found = sum(rows.num_rows for name in domains for _, rows in index.links([name]))
    print(f"{size}: {found / len(domains):,.0f} links a domain")


def selected(folder: Path, domain: str) -> None:
    """Load one domain into a link base, and select it."""
    with LinkBase() as base, Index(folder) as index:
        with timed("largest domain, into a link base"):
            index.load(base, [domain])
            base.seal()
            base.select(target_of(domain), domain)
        print(f"largest domain: {base.hits(domain).num_rows:,} links")


def looked_at(rows: pa.Table, day: int) -> tuple[pa.Table, pa.Table]:
    """Give links as a crawl of a day saw them, and the pages it saw them on."""
    seen = dt.datetime(2026, 1, day)  # noqa: DTZ001 - as readers give it
    told = {"last_seen": seen.date(), "provider": "warc", "crawl": f"day-{day}"}
    for name, value in told.items():
        column = pa.repeat(pa.scalar(value, LINKS.field(name).type), rows.num_rows)
        rows = rows.set_column(rows.column_names.index(name), LINKS.field(name), column)
    urls = pc.unique(rows["source_url"])
    same = {"fetched": seen, "status": 200, "unchanged": False, "medium": "warc"}
    same |= {"domain": "made.example", "crawl": f"day-{day}", "provider": "warc"}
    columns = [
        urls
        if field.name == "url"
        else pa.repeat(pa.scalar(same.get(field.name), field.type), len(urls))
        for field in SOURCE_PAGES
    ]
    return rows, pa.table(columns, schema=SOURCE_PAGES)


def looked_again(rows: pa.Table) -> None:
    """Tell what is lost of links of which a second crawl sees nine in ten, on the same pages."""
    for days in (1, 2):
        with LinkBase() as base:
            for day in range(1, days + 1):
                links, _ = looked_at(rows.slice(0, rows.num_rows * (11 - day) // 10), day)
                base.add(links, f"day-{day}")
                base.add_source_pages(looked_at(rows, day)[1])
            with timed(f"{days} crawl(s) of the same pages, sealed", rows.num_rows):
                base.seal()


def main() -> None:
    """Measure, and print."""
    told = [int(each) for each in sys.argv[1:3]]
    rows, sources = (*told, *(ROWS, SOURCES)[len(told) :])
    tables = [made(rows // sources, seed) for seed in range(sources)]
    whole = pa.concat_tables(tables)
    with TemporaryDirectory(prefix="roadsign-bench-") as place:
        home = Path(place)
        baseline(whole, home / "before.parquet")
        written(tables, home / "index")
        baseline(whole, home / "after.parquet")
        middling = [f"shop{n}.example" for n in range(20, 20 + LOOKUPS)]
        asked(home / "index", "middling domains", middling)
        asked(home / "index", "largest domain", ["shop0.example"])
        selected(home / "index", "shop0.example")
    looked_again(tables[0])


if __name__ == "__main__":
    main()
