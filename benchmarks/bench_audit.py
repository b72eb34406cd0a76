"""
What an audit costs, alone and beside five rivals, next to what reading the bare files costs.

Writes exports of a large shop and of rivals of its size, audits them, and prints processor
seconds and peak memory beside Arrow's reading of the same files (the baseline: columns of text,
nothing understood). Each runs in a process of its own.
``python benchmarks/bench_audit.py [--rows N] [--rivals N] [--profile]``
"""

import argparse
import cProfile
import csv
import pstats
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

HEADER = (
    "Referring page title", "Referring page URL", "Language", "Domain rating", "UR", "Target URL",
    "Left context", "Anchor", "Right context", "Type", "Nofollow", "UGC", "Sponsored",
    "First seen", "Last seen", "Lost status", "Links in group",
)  # fmt: skip
ADJECTIVES = (
    "trail", "winter", "summer", "garden", "kitchen", "silk", "oak", "rain", "desk", "bike",
    "coffee", "fountain", "wool", "leather", "stone", "paper",
)  # fmt: skip
NOUNS = (
    "shoes", "stoves", "tables", "lamps", "mats", "helmets", "grinders", "pens", "blankets",
    "knives", "tents", "boots", "gloves",
)  # fmt: skip
WORDS = (
    "moss", "harbour", "lantern", "orchard", "quiet", "amber", "ferry", "meadow", "quarry",
    "violin", "kettle", "silver",
)  # fmt: skip
PAGES = 200
OWNERS = 30_000


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=100_000)
    asked.add_argument("--rivals", type=int, default=5)
    asked.add_argument("--profile", action="store_true")
    asked.add_argument("--run", nargs="*", help=argparse.SUPPRESS)
    told = asked.parse_args()
    if told.run:
        _run(told.run[0], [Path(each) for each in told.run[1:]], profile=told.profile)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [write(folder, number, told.rows) for number in range(told.rivals + 1)]
        (folder / "SITE.toml").write_text(_site(), "utf-8")
        size = files[0].stat().st_size / 1e6
        print(f"{told.rows:,} rows a file, {size:.0f} MB; {PAGES} pages, {OWNERS:,} sites")
        runs = [("alone", files[:1])]
        runs += [(f"with {told.rivals} rivals", files)] if told.rivals else []
        for what, used in runs:
            for how in ("bare", "audit"):
                _process(how, what, used, profile=told.profile)


def write(folder: Path, number: int, rows: int) -> Path:
    """Write one shop's export: each page has its share of the links, most of them few."""
    rng = np.random.default_rng(number)
    domain, brand = f"brand{'abcdefghij'[number]}shop.example", f"Brand{'abcdefghij'[number]}shop"
    keywords = [f"{a} {b}" for a in ADJECTIVES for b in NOUNS][:PAGES]
    weights = 1 / np.arange(1, PAGES + 1) ** 0.8
    pages = rng.choice(PAGES, rows, p=weights / weights.sum())
    owners = (rng.pareto(0.9, rows) * 20).astype(int) % OWNERS
    kinds = rng.choice(5, rows, p=[0.4, 0.08, 0.2, 0.12, 0.2])
    path = folder / f"{domain}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for place in range(rows):
            keyword, owner = keywords[pages[place]], owners[place]
            anchor = _anchor(int(kinds[place]), keyword, brand, rng)
            writer.writerow(
                [
                    f"A page about {keyword} and more",
                    f"https://site{owner}.example/posts/{place}/{keyword.replace(' ', '-')}",
                    "en", owner % 90, owner % 50,
                    f"https://{domain}/collections/{keyword.replace(' ', '-')}",
                    "we spoke about what to take along and found", anchor, "which we liked a lot",
                    "text", "true" if owner % 7 == 0 else "false", "false", "false",
                    f"2024-{1 + place % 12:02}-{1 + place % 28:02} 10:00:00",
                    f"2026-{1 + place % 10:02}-{1 + place % 28:02} 10:00:00", "", 1,
                ]
            )  # fmt: skip
    return path


def _anchor(kind: int, keyword: str, brand: str, rng: np.random.Generator) -> str:
    first, second, third = (WORDS[int(i)] for i in rng.integers(0, len(WORDS), 3))
    return (
        brand,
        keyword,
        f"{first} {second} {third} {rng.integers(0, 400)}",
        f"{keyword} for {first} and {second}",
        "click here",
    )[kind]


def _site() -> str:
    pages = [f"{a} {b}" for a in ADJECTIVES for b in NOUNS][:PAGES]
    told = ['domain = "brandashop.example"']
    for keyword in pages:
        url = f"https://brandashop.example/collections/{keyword.replace(' ', '-')}"
        told.append(f'[[pages]]\nurl = "{url}"\nkeywords = ["{keyword}"]')
    return "\n".join(told)


def _process(how: str, what: str, files: list[Path], *, profile: bool) -> None:
    more = ["--profile"] if profile and how == "audit" else []
    command = [sys.executable, __file__, *more, "--run", how, *map(str, files)]
    print(f"  {what:16} {how:6}", flush=True, end="")
    subprocess.run(command, check=True)  # noqa: S603 - this very file, with made-up files


def _run(how: str, files: list[Path], *, profile: bool) -> None:
    work = _bare if how == "bare" else _audit
    if profile:
        profiler = cProfile.Profile()
        profiler.runcall(work, files)
        print()
        pstats.Stats(profiler).sort_stats("cumtime").print_stats(60)
    else:
        work(files)
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds, peak = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    print(f" {seconds:6.2f} s of processor time, {peak:5.0f} MB at most")


def _bare(files: list[Path]) -> None:
    from pyarrow import csv as arrow  # noqa: PLC0415 - only this process pays for it

    for file in files:
        arrow.read_csv(file)


def _audit(files: list[Path]) -> None:
    from roadsign.workspace.auditing import AuditRequest, run_audit  # noqa: PLC0415 - as above

    site = files[0].parent / "SITE.toml" if len(files) > 1 else None
    run_audit(AuditRequest(files=(files[0],), rival_files=tuple(files[1:]), site=site))


if __name__ == "__main__":
    main()
