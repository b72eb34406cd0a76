"""Where a table's header stands, what parts its cells, and which format it is."""

import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from roadsign.readers.exports.formats import Format, fold, formats, known_headers

DELIMITERS = ("\t", ",", ";", "|")
_LOOKED_AT = 30
"""Records among which the header is looked for."""
_SAMPLED = 40
"""Records below it that tell shapes."""
_HEAD_LIMIT = 1 << 18
_URL = re.compile(r"https?://\S", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """A header line: its cells as written and folded, where it stands, some rows below it."""

    cells: tuple[str, ...]
    delimiter: str
    row: int
    """1 is the first line that holds anything; 0: there is none."""
    body: int
    """Where the rows begin, in bytes of the UTF-8 text."""
    sample: tuple[tuple[str, ...], ...] = ()
    preamble: tuple[tuple[str, ...], ...] = ()

    @property
    def folded(self) -> tuple[str, ...]:
        """The cells with case, underscores, blanks, mark and quotes folded."""
        return tuple(fold(cell) for cell in self.cells)


def located(text: bytes, titles: Collection[str] = ()) -> Header | None:
    """
    Find the header in the start of a UTF-8 text; None where nothing looks like one.

    ``titles`` are folded headers that the user named.
    """
    head = text[:_HEAD_LIMIT].decode("utf-8", "ignore")
    found = [
        header
        for delimiter in DELIMITERS
        if (header := chosen(delimiter, list(_records(head, delimiter)), titles))
    ]
    return max(found, key=lambda header: _promise(header, titles), default=None)


def chosen(
    delimiter: str,
    records: Sequence[tuple[tuple[str, ...], int]],
    titles: Collection[str] = (),
) -> Header | None:
    """
    Take of some records (cells, and where they end) the one that is most like a header.

    Where all hold addresses from the first line on, the columns are called by their number.
    """
    candidates = [
        Header(
            cells,
            delimiter,
            index + 1,
            end,
            tuple(below for below, _ in records[index + 1 :]),
            tuple(above for above, _ in records[:index]),
        )
        for index, (cells, end) in enumerate(records[:_LOOKED_AT])
        if _may_be(cells)
    ]
    sure = [header for header in candidates if known_format(header)]
    if sure:
        return sure[0]
    likely = [
        header
        for header in candidates
        if _known_cells(header, titles) > 1 or _one_known(header, titles)
    ]
    if likely:
        return likely[0]
    if not candidates:
        return _numbered(delimiter, records)
    # No header has a known word: the first line as wide as those below it may still be one.
    even = [h for h in candidates if h.sample and len(h.sample[0]) == len(h.cells)]
    return next(iter(even or candidates), None)


def known_format(header: Header) -> Format | None:
    """Give the format that knows a header: of several the one that knows most of its cells."""
    folded = header.folded
    cells = frozenset(folded)
    found = [each for each in formats() if each.recognises(cells, header.cells)]
    if not found:
        return None

    def rank(each: Format) -> tuple[bool, int, int]:
        exact = sum(each.known(cell) for cell in cells) if "*" not in each.ignores else 0
        return (each.underscored, len(each.requires), exact)

    return max(found, key=rank)


def nearest_format(header: Header) -> tuple[Format, int, int]:
    """Give the format that a header is most like, with how many of its requirements it has."""
    cells = frozenset(header.folded)

    def share(each: Format) -> float:
        return sum(bool(group & cells) for group in each.requires) / len(each.requires)

    nearest = max(formats(), key=share)
    there = sum(bool(group & cells) for group in nearest.requires)
    return nearest, there, len(nearest.requires)


def is_url(cell: str) -> bool:
    """Say whether a cell is an absolute web address."""
    return bool(_URL.match(cell.strip()))


def _numbered(delimiter: str, records: Sequence[tuple[tuple[str, ...], int]]) -> Header | None:
    if not records or sum(map(is_url, records[0][0])) < len(("source", "target")):
        return None
    cells = tuple(f"column {number}" for number in range(1, len(records[0][0]) + 1))
    return Header(cells, delimiter, 0, 0, tuple(cells for cells, _ in records))


def _promise(header: Header, titles: Collection[str]) -> tuple[bool, int, int]:
    known = known_format(header) is not None
    return (known, _known_cells(header, titles), len(header.cells))


def _known_cells(header: Header, titles: Collection[str]) -> int:
    return len(known_headers().union(titles) & frozenset(header.folded))


def _one_known(header: Header, titles: Collection[str]) -> bool:
    return _known_cells(header, titles) == 1 and any(
        is_url(cell) for row in header.sample for cell in row
    )


def _may_be(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and not any(is_url(cell) and "/" in cell[8:] for cell in filled)


def _records(head: str, delimiter: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """Give the first records that hold anything, and where each ends in bytes."""
    ends = [0]

    def lines() -> Iterator[str]:
        for line in io.StringIO(head, newline=""):
            ends[0] += len(line.encode())
            yield line

    reader = csv.reader(lines(), delimiter=delimiter)
    given = 0
    while given < _LOOKED_AT + _SAMPLED:
        try:
            cells = next(reader, None)
        except csv.Error:
            return
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            given += 1
            yield tuple(cells), ends[0]
