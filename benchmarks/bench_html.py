"""
How quick pages become links, beside a bare parse and another parser's full extraction.

Run it as ``python benchmarks/bench_html.py [ARCHIVE]``; it prints one line a figure: CPU seconds,
pages and megabytes a second, links. Without an archive the pages are made up. Baselines in the
same process: turbohtml's bare parse (it is underneath ours), and selectolax with what it takes to
give the same columns less context and placement: href, rel, words without scripts, alts,
aria-label, title, and the page's base, canonical, robots, title, language and first heading.
"""

import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from selectolax.lexbor import LexborHTMLParser
from turbohtml import parse

from roadsign.kernels.charsets import decode
from roadsign.kernels.html import links_of
from roadsign.readers import web
from roadsign.readers.http_answers import answer_of, is_page, unpacked
from roadsign.readers.reading import ReadOptions
from roadsign.readers.records import records
from roadsign.readers.unpacking import pieces
from roadsign.readers.window import Window

PAGES, LINKS, REPEATS = 200, 150, 3
WORDS = ("road", "sign", "link", "shop", "trail", "shoe", "river", "guide", "best", "read", "more")


def made(seed: int) -> str:
    """Make a page as shops and blogs have them: a menu, a text with links, a footer."""
    dice = random.Random(seed)

    def words(most: int) -> str:
        return " ".join(dice.choices(WORDS, k=dice.randrange(1, most)))

    def link() -> str:
        inside = words(5) if dice.random() < 0.85 else f'<img src="p.png" alt="{words(3)}">'
        rel = ' rel="nofollow noopener"' if dice.random() < 0.1 else ""
        name, path = f"c{dice.randrange(20)} item", f"/{dice.randrange(10**6)}"
        return f'<a class="{name}" href="{path}"{rel}>{inside}</a>'

    def items(count: int) -> str:
        return "".join(f'\n<li class="menu-item item-{n}">{link()}</li>' for n in range(count))

    text = "".join(
        f'\n<div class="block b{n}"><p>{words(60)} {link()} <span>{words(80)}</span></p></div>'
        for n in range(LINKS // 2)
    )
    script = "<script>" + "var a = '<a href=x>'; " * dice.randrange(400) + "</script>"
    return (
        f'<!doctype html><html lang="en"><head><title>{words(6)}</title>{script}'
        f'<link rel="canonical" href="/p{seed}"><meta name="robots" content="index"></head><body>'
        f"<header><nav><ul>{items(LINKS // 4)}</ul></nav></header>"
        f'<main id="content"><h1>{words(6)}</h1>{text}</main>'
        f'<footer class="site-footer"><ul>{items(LINKS // 4)}</ul></footer></body></html>'
    )


def pages_of(archive: Path) -> list[str]:
    """Read the pages of an archive as text."""
    found = []
    with archive.open("rb") as raw:
        for record in records(Window(pieces(raw, None, None))):
            answer = answer_of(record.body)
            if answer is not None and is_page(answer):
                found.append(decode(unpacked(answer), answer.first("content-type")).text)
    return found


def bare(html: str) -> int:
    """Parse, and nothing else."""
    parse(html, positions=False)
    return 0


def other(html: str) -> int:
    """Extract with selectolax what it can give of our columns."""
    tree = LexborHTMLParser(html)
    for element in tree.css("script, style, template"):
        element.decompose()
    for selector in (
        "base[href]",
        "link[rel~=canonical]",
        "meta[name=robots]",
        "title",
        "h1",
        "html",
    ):
        found = tree.css_first(selector)
        if found is not None:
            found.attributes, found.text()
    rows = []
    for element in tree.css("a[href], area[href], iframe[src]"):
        given = element.attributes
        alts = [each.attributes.get("alt") for each in element.css("img")]
        words = " ".join((element.text() or "").split())
        rows.append((given.get("href"), given.get("rel"), given.get("title"), words, alts))
    return len(rows)


def ours(html: str) -> int:
    """Give every column, context and placement among them."""
    return len(links_of(html).links.href)


def figure(name: str, pages: Sequence[str], size: int, read: Callable[[str], int]) -> float:
    """Print the best of some runs."""
    best, links = float("inf"), 0
    for _ in range(REPEATS):
        start = time.process_time()
        links = sum(map(read, pages))
        best = min(best, time.process_time() - start)
    _print(name, best, len(pages), size, links)
    return best


def whole(pages: Sequence[str], size: int) -> None:
    """Print what the reader takes from an archive's bytes to batches of rows."""
    records_ = []
    for number, html in enumerate(pages):
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html.encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://p{number}.example/\r\n"
            f"Content-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        records_.append(head.encode() + block + b"\r\n\r\n")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "pages.warc"
        path.write_bytes(b"".join(records_))
        start = time.process_time()
        reading = web.read(path, ReadOptions(crawl="bench"))
        links = sum(batch.rows.num_rows for batch in reading if batch.holds == "links")
        _print("archive to rows", time.process_time() - start, len(pages), size, links)


def _print(name: str, seconds: float, pages: int, size: int, links: int) -> None:
    print(
        f"{name:24}{seconds:8.3f} s {pages / seconds:8,.0f} pages/s"
        f" {size / seconds / 1e6:7.1f} MB/s {links:9,} links"
    )


def main() -> None:
    """Measure."""
    pages = pages_of(Path(sys.argv[1])) if len(sys.argv) > 1 else [made(n) for n in range(PAGES)]
    size = sum(len(page.encode()) for page in pages)
    figure("turbohtml, bare parse", pages, size, bare)
    figure("selectolax, full", pages, size, other)
    figure("links_of", pages, size, ours)
    whole(pages, size)
    figure("turbohtml, bare again", pages, size, bare)


if __name__ == "__main__":
    main()
