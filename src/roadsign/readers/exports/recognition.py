"""Which layout a table has: a tool's, one told by its shape, or one made of common headers."""

from collections.abc import Mapping
from dataclasses import replace

from roadsign.errors import UnknownFormatError
from roadsign.readers.exports.formats import (
    Column,
    Format,
    fold,
    generic_words,
    scales,
    synonyms,
)
from roadsign.readers.exports.headers import Header, known_format, nearest_format
from roadsign.readers.exports.shapes import shaped
from roadsign.readers.exports.tables import Table

_SHOWN = 12
_RATINGS = ("domain_rating", "page_rating")
_NEEDED = ("source_url", "target_url")


def layout_of(table: Table, mapping: Mapping[str, str]) -> Format:
    """
    Give the layout of a table; ``mapping`` says of fields which header is theirs.

    Raises UnknownFormatError, which names the columns and what to say, where none is found.
    """
    header = table.header
    found = known_format(header) or shaped(header, table.name) or _by_synonyms(header)
    given = {name: fold(title) for name, title in mapping.items()}
    if given and set(given.values()) <= set(header.folded):
        return _mapped(found if found and found.holds == "links" else _generic({}), given)
    if found is None:
        raise UnknownFormatError(_message(table, mapping))
    return found


def unknown_columns(layout: Format, table: Table) -> list[str]:
    """Give the headers that a layout has no use for and does not know."""
    cells = zip(table.header.cells, table.header.folded, strict=True)
    return [cell.strip() for cell, folded in cells if folded and not layout.known(folded)]


def _mapped(layout: Format, given: Mapping[str, str]) -> Format:
    columns = {
        **layout.columns,
        **{name: Column((title,), scales().get(title)) for name, title in given.items()},
    }
    if not set(_NEEDED) <= set(columns):
        lacking = " and ".join(name for name in _NEEDED if name not in columns)
        raise UnknownFormatError(f"the mapping lacks {lacking}: say --map {lacking}=COLUMN")
    return replace(layout, columns=columns)


def _by_synonyms(header: Header) -> Format | None:
    there = header.folded
    columns: dict[str, Column] = {}
    taken: set[str] = set()
    for name, titles in synonyms().items():
        found = next((title for title in titles if title in there and title not in taken), None)
        if found is None:
            continue
        columns[name] = Column((found,), scales().get(found) if name in _RATINGS else None)
        taken.add(found)
    if not set(_NEEDED) <= set(columns):
        return None
    return _generic(columns)


def _generic(columns: Mapping[str, Column]) -> Format:
    return Format(
        name="generic.links",
        title="a table of links",
        provider="generic",
        holds="links",
        grain="",
        requires=(),
        forbids=frozenset(),
        ignores=(),
        caps=(),
        columns=columns,
        words=generic_words(),
        blank_text="none" if "kind" in columns else "unknown",
        other_kind=None,
    )


def _message(table: Table, mapping: Mapping[str, str]) -> str:
    header = table.header
    cells = [cell.strip() for cell in header.cells if cell.strip()]
    named = ", ".join(cells[:_SHOWN]) + (", ..." if len(cells) > _SHOWN else "")
    lacking = [title for title in mapping.values() if fold(title) not in header.folded]
    if lacking:
        return f"{table.name} has no column {lacking[0]!r}; its columns: {named}"
    nearest, there, asked = nearest_format(header)
    near = f"; nearest: {nearest.name} ({there} of {asked})" if there else ""
    return (
        f"no format knows the columns of {table.name} ({named}){near}: say --map "
        "source_url=COLUMN --map target_url=COLUMN --map anchor=COLUMN, or see roadsign identify"
    )
