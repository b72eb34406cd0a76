"""The tables of an input, whatever it is packed in, each with its layout or why it has none."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from roadsign.errors import InputError
from roadsign.readers.exports import records, workbooks
from roadsign.readers.exports.formats import Format, fold
from roadsign.readers.exports.recognition import layout_of
from roadsign.readers.exports.tables import Table, table_of
from roadsign.readers.sources import Member, is_workbook, members, read_fully

_PEEKED = 1 << 12


@dataclass(frozen=True, slots=True)
class Found:
    """One table of an input; ``error`` says why it is not read."""

    name: str
    table: Table | None = None
    layout: Format | None = None
    error: str | None = None


def found_tables(path: Path, mapping: Mapping[str, str]) -> list[Found]:
    """Find every table of a file; raise InputError where the file as a whole is unreadable."""
    if is_workbook(path):
        tables = workbooks.tables_of(path, _titles(mapping))
        if not tables:
            return [Found(str(path), error=f"{path} holds no rows")]
        found = [_laid_out(table, mapping) for table in tables]
        return found if len(found) > 1 else [_renamed(found[0], str(path))]
    found = [each for member in members(path) for each in _of_member(member, mapping)]
    return found or [Found(str(path), error=f"{path} holds no files")]


def _of_member(member: Member, mapping: Mapping[str, str]) -> list[Found]:
    try:
        with member.open() as stream:
            head = read_fully(stream, _PEEKED)
        tables = (
            records.tables_of(member)
            if records.looks_like_json(head)
            else [table_of(member, _titles(mapping))]
        )
    except InputError as error:
        return [Found(member.name, error=str(error))]
    return [_laid_out(table, mapping) for table in tables]


def _titles(mapping: Mapping[str, str]) -> frozenset[str]:
    return frozenset(map(fold, mapping.values()))


def _laid_out(table: Table, mapping: Mapping[str, str]) -> Found:
    try:
        layout = layout_of(table, mapping)
    except InputError as error:
        return Found(table.name, table, error=str(error))
    refusal = f"{Path(table.name).name} {layout.refuse}" if layout.refuse else None
    return Found(table.name, table, layout, refusal)


def _renamed(found: Found, name: str) -> Found:
    """Name the only sheet of a workbook as the workbook is named."""
    if found.table is not None:
        found.table.name = name
    error = found.error.replace(found.name, name) if found.error else None
    return Found(name, found.table, found.layout, error)
