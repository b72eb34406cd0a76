"""
How fast exports are read, beside what reading the bare CSV costs.

Writes an export of links with every column of the widest tool, reads it with Arrow alone (the
baseline: columns of text, nothing understood) and as link rows, in the same process, and prints
CPU seconds, rows a second and the ratio. ``python benchmarks/bench_exports.py [ROWS]``.
"""

import csv
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from pyarrow import csv as arrow_csv

from roadsign.readers.exports.formats import named
from roadsign.readers.reading import ReadOptions
from roadsign.readers.registry import open_reading

_ROWS = 100_000
_REPEATS = 3
_SITES = 30_000
_PAGES = 200


def main() -> None:
    """Measure and print."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else _ROWS
    with tempfile.TemporaryDirectory() as folder:
        for encoding in ("utf-8", "utf-16"):
            path = Path(folder) / f"links-{encoding}.csv"
            _write(path, rows, encoding)
            plain = path if encoding == "utf-8" else Path(folder) / "links-utf-8.csv"
            bare = _best(lambda plain=plain: _bare(plain))  # type: ignore[misc]
            whole = _best(lambda path=path: _whole(path))  # type: ignore[misc]
            size = path.stat().st_size / 1e6
            _say(f"{encoding}: {rows:,} rows, {size:.0f} MB")
            _say(f"  Arrow alone   {bare:6.2f} s  {rows / bare:12,.0f} rows/s")
            _say(f"  as link rows  {whole:6.2f} s  {rows / whole:12,.0f} rows/s")
            _say(f"  ratio {whole / bare:.1f}, {whole - bare:.2f} s more")


def _best(work: Callable[[], object]) -> float:
    return min(_seconds(work) for _ in range(_REPEATS))


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _bare(path: Path) -> None:
    arrow_csv.read_csv(
        path,
        read_options=arrow_csv.ReadOptions(use_threads=False),
        parse_options=arrow_csv.ParseOptions(delimiter="\t", newlines_in_values=True),
    )


def _whole(path: Path) -> None:
    kept = sum(len(batch.rows) for batch in open_reading(path, ReadOptions()))
    if not kept:
        message = f"nothing was read of {path}"
        raise RuntimeError(message)


def _write(path: Path, rows: int, encoding: str) -> None:
    layout = named("ahrefs.backlinks")
    used = [column.names[0] for column in layout.columns.values()]
    header = list(dict.fromkeys([*used, *(name for name in layout.ignores if "*" not in name)]))
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter="\t", quoting=csv.QUOTE_ALL)
        writer.writerow(header)
        for row in range(rows):
            cells = _cells(row)
            writer.writerow([cells.get(name, f"{row % 977}") for name in header])


def _cells(row: int) -> dict[str, str]:
    lost = row % 7 == 0
    chain = f"http://shop.example/{row % 50}" if row % 3 == 0 else ""
    return {
        "referring page url": f"https://www.site{row % _SITES}.example/path/to/page-{row}?x={row}",
        "referring page title": f"The title of a page, number {row}",
        "language": "en",
        "target url": f"https://shop.example/category/{row % _PAGES}",
        "redirect chain urls": chain,
        "left context": f"some words that stand before the link {row % 1009}",
        "anchor": f"running shoes {row % 5000}",
        "right context": f"and some that stand after it {row % 1009}",
        "type": "text" if row % 9 else "image",
        "content": "true" if row % 2 else "false",
        "nofollow": "false" if row % 4 else "true",
        "ugc": "false",
        "sponsored": "false",
        "first seen": f"202{row % 5}-0{1 + row % 9}-1{row % 10} 10:11:{row % 60:02d}",
        "last seen": f"2025-0{1 + row % 9}-1{row % 10} 10:11:{row % 60:02d}",
        "lost": "2025-10-01 01:02:03" if lost else "",
        "lost status": "removedfromhtml" if lost else "",
        "links in group": f"{1 + row % 4}",
    }


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
