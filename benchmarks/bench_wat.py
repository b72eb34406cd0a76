"""
How quick a WAT becomes links, beside undoing its gzip and nothing else.

Run it as ``python benchmarks/bench_wat.py [FILE]``; it prints one line a figure: CPU seconds, times
the bare inflate, links a second. Without a file one is made up, laid out as crawlers write them:
three records a page, of which one holds links. Figures: the bare inflate (the baseline, before
and after), the records, raw columns (addresses, words, rel as written), and whole rows of links.
"""

import gzip
import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from isal import igzip

from roadsign.readers import web
from roadsign.readers.reading import ReadOptions
from roadsign.readers.records import records
from roadsign.readers.unpacking import pieces
from roadsign.readers.wat_envelopes import read
from roadsign.readers.wat_links import links_of
from roadsign.readers.window import Window

PAGES, LINKS, REPEATS = 1500, 150, 3
WORDS = ("road", "sign", "link", "shop", "trail", "shoe", "river", "guide", "best", "read", "more")


def made(path: Path) -> None:
    """Write a WAT of made-up pages."""
    dice = random.Random(1)
    with path.open("wb") as file:
        for page in range(PAGES):
            url = f"https://site{page % 300}.example/{page}"
            for body in (
                _other("HTTP-Request-Metadata"),
                _page(url, dice),
                _other("WARC-Metadata"),
            ):
                file.write(gzip.compress(_record(url, json.dumps(body).encode()), 6))


def _other(kind: str) -> dict[str, object]:
    return {"Envelope": {"Payload-Metadata": {kind: {"Headers": {"User-Agent": "bench"}}}}}


def _page(url: str, dice: random.Random) -> dict[str, object]:
    links: list[dict[str, str]] = []
    for _ in range(LINKS):
        target = f"/{dice.randrange(10**6)}-{dice.choice(WORDS)}-{dice.choice(WORDS)}"
        if dice.random() < 0.3:
            target = f"https://shop{dice.randrange(500)}.example{target}"
        link = {"path": "A@/href", "url": target}
        if dice.random() < 0.11:
            links.append({"path": "IMG@/src", "url": f"{target}.png", "alt": dice.choice(WORDS)})
        else:
            link["text"] = " ".join(dice.choices(WORDS, k=dice.randrange(1, 5)))
        if dice.random() < 0.1:
            link["rel"] = "nofollow"
        links.append(link)
    head = {"Title": " ".join(dice.choices(WORDS, k=5)), "Metas": [], "Link": []}
    message = {"Status": "200", "Version": "HTTP/1.1", "Reason": "OK"}
    response = {
        "Response-Message": message,
        "Headers": {"Content-Type": "text/html"},
        "HTML-Metadata": {"Head": head, "Links": links},
    }
    origin = {"WARC-Target-URI": url, "WARC-Date": "2026-03-04T05:06:07Z", "WARC-Type": "response"}
    return {
        "Envelope": {
            "Payload-Metadata": {"HTTP-Response-Metadata": response},
            "WARC-Header-Metadata": origin,
        }
    }


def _record(url: str, body: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: metadata\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def inflate(path: Path) -> int:
    """Undo the gzip."""
    with path.open("rb") as packed, igzip.IGzipFile(fileobj=packed) as file:  # type: ignore[no-untyped-call]
        while file.read(1 << 20):
            pass
    return 0


def split(path: Path) -> int:
    """Find the records."""
    with path.open("rb") as raw:
        return sum(1 for _ in records(Window(pieces(raw, None, None)))) * 0


def columns(path: Path) -> int:
    """Give addresses, words and rel of every link, as written."""
    found = 0
    with path.open("rb") as raw:
        for record in records(Window(pieces(raw, None, None))):
            if b'"HTTP-Response-Metadata"' not in record.body:
                continue
            told = read(record.body)
            response = told.envelope.payload.response if told is not None else None
            if response is not None and response.html is not None:
                found += len(links_of(response.html.links).href)
    return found


def rows(path: Path) -> int:
    """Give whole rows of links, resolved."""
    reading = web.read(path, ReadOptions(crawl="bench"))
    return sum(batch.rows.num_rows for batch in reading if batch.holds == "links")


def figure(name: str, path: Path, run: Callable[[Path], int], bare: float | None) -> float:
    """Print the best of some runs."""
    best, links = float("inf"), 0
    for _ in range(REPEATS):
        start = time.process_time()
        links = run(path)
        best = min(best, time.process_time() - start)
    times = f"{best / bare:6.2f} x bare" if bare else " " * 13
    told = f"{links / best:12,.0f} links/s" if links else ""
    print(f"{name:24}{best:8.3f} s {times}{told}")
    return best


def main() -> None:
    """Measure."""
    with TemporaryDirectory() as folder:
        path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "made.warc.wat.gz"
        if len(sys.argv) == 1:
            made(path)
        bare = figure("bare inflate", path, inflate, None)
        figure("records", path, split, bare)
        figure("raw columns", path, columns, bare)
        figure("whole rows", path, rows, bare)
        figure("bare inflate again", path, inflate, bare)


if __name__ == "__main__":
    main()
