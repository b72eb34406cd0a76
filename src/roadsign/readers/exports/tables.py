"""Tables of an input: what their header is, and their rows, as often as they are asked for."""

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from roadsign.errors import UnknownFormatError
from roadsign.readers.encodings import utf8_blocks
from roadsign.readers.exports.headers import Header, located
from roadsign.readers.exports.stretches import Shape, Stretch, stretches
from roadsign.readers.inflating import consumed, was_cut_off
from roadsign.readers.sources import Member, read_fully

_TEXT_LIMIT = 0.02
"""More control characters than this share is no text."""
_STARTS = {
    b"PK\x03\x04": "is a zip or a workbook within another file: unpack it first",
    b"\x1f\x8b": "is packed twice: unpack it once",
    b"%PDF": "is a PDF: export the table as CSV or XLSX",
    b"\xd0\xcf\x11\xe0": "is a workbook of an old kind (.xls): save it as XLSX or CSV",
    b"\x89PNG": "is a picture",
    b"\xff\xd8\xff": "is a picture",
    b"GIF8": "is a picture",
}
"""How files begin that are often given for tables, and what to do with them."""


@dataclass(slots=True)
class Table:
    """One table: its header, how it is written, and a way to read some of its columns."""

    name: str
    header: Header
    encoding: str
    read: Callable[[tuple[int, ...]], Iterator[Stretch]]
    warnings: set[str] = field(default_factory=set)
    """Filled while it is read."""
    address_columns: frozenset[int] = frozenset()
    """Columns whose cells are addresses: what lies behind a cell counts there."""
    written: dt.date | None = None
    """The day on which the file was written."""
    tick: Callable[[int], None] | None = None
    """Called now and then with the bytes of the file that have been read."""


def table_of(member: Member, titles: Collection[str] = ()) -> Table:
    """Look at the start of a text and find its table; raise UnknownFormatError if there is none."""
    with member.open() as stream:
        _refuse_other_kinds(member, stream)
    with member.open() as stream:
        encoding, blocks = utf8_blocks(stream)
        head = b"".join(block for block, _ in zip(blocks, range(1), strict=False))
        lost = was_cut_off(stream)
    if not head.strip():
        raise _unknown(member, "is damaged: nothing can be unpacked" if lost else "is empty")
    if not _is_text(head):
        raise _unknown(member, "is no table of text: give CSV, TSV, JSON or XLSX")
    header = located(head, titles)
    if header is None:
        raise _unknown(member, "has no line that looks like a header")

    def read(wanted: tuple[int, ...]) -> Iterator[Stretch]:
        with member.open() as again:
            _, all_blocks = utf8_blocks(again)
            shape = Shape(header.delimiter, len(header.cells), wanted)
            for stretch in stretches(_after(all_blocks, header.body), shape):
                if table.tick is not None:
                    table.tick(consumed(again))
                yield stretch
            if was_cut_off(again):
                table.warnings.add("truncated")

    table = Table(member.name, header, encoding.name, read)
    return table


def _unknown(member: Member, what: str) -> UnknownFormatError:
    return UnknownFormatError(f"{member.name} {what}")


def _refuse_other_kinds(member: Member, stream: BinaryIO) -> None:
    start = read_fully(stream, max(map(len, _STARTS)))
    for sign, what in _STARTS.items():
        if start.startswith(sign):
            raise _unknown(member, what)


def _after(blocks: Iterator[bytes], skipped: int) -> Iterator[bytes]:
    for block in blocks:
        if skipped >= len(block):
            skipped -= len(block)
        else:
            yield block[skipped:]
            skipped = 0


def _is_text(head: bytes) -> bool:
    probe = head[:4096]
    controls = sum(byte < ord(" ") and byte not in b"\t\n\r\f" for byte in probe)
    damaged = probe.count("\ufffd".encode()) * 3
    return controls + damaged <= _TEXT_LIMIT * len(probe) + 1
