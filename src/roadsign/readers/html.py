"""HTML files: each is one page, with the address that the user or the page itself gives it."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from roadsign.kernels.charsets import decode
from roadsign.kernels.html import LONGEST_PAGE, HtmlPage, links_of
from roadsign.kernels.html_urls import Resolver, absolute
from roadsign.readers.page_reading import Told, fill, own_address
from roadsign.readers.page_rows import PageRows, SourcePage
from roadsign.readers.reading import Batch, ReadOptions
from roadsign.readers.sources import members, read_fully, was_cut_off
from roadsign.readers.tally import Tally

MEDIUM = "html"
TITLE = "A web page"


def pages(path: Path, options: ReadOptions, tally: Tally) -> Iterator[Batch]:
    """Read one HTML file into batches."""
    [member] = members(path)
    with member.open() as stream:
        body = read_fully(stream, LONGEST_PAGE + 1)
        if was_cut_off(stream):
            tally.warn("truncated")
    if options.progress is not None:
        options.progress(len(body), len(body))
    decoded = decode(body[:LONGEST_PAGE])
    tally.charsets[decoded.charset] += 1
    for _ in decoded.passed_over[:1]:
        tally.note("charset_passed_over")
    page = links_of(decoded.text)
    if page.cut or len(body) > LONGEST_PAGE:
        tally.note("page_cut")
    row = _addressed(page, path, options, tally)
    row.partial = page.cut or len(body) > LONGEST_PAGE
    links, resolver = fill(row, page, Told())
    name = options.crawl or (f"{MEDIUM}-{options.date}" if options.date else MEDIUM)
    rows = PageRows(options, MEDIUM, name, tally)
    rows.add(row, links, resolver)
    yield from rows.batches()


def _addressed(page: HtmlPage, path: Path, options: ReadOptions, tally: Tally) -> SourcePage:
    given = options.base_url or ""
    known = absolute(given)
    if known.reason is None:
        return SourcePage(known.url, known.domain)
    own = own_address(page)
    if own is not None:
        tally.warn(f"base_from_{own.source}")
        return SourcePage(own.url, own.domain)
    tally.warn("no_address")
    # What the user gave may be the file's place below a folder that has no address.
    local = Resolver("file:///").resolve(given or quote(path.name))
    return SourcePage(local.url if local.reason is None else "file:///", "")
