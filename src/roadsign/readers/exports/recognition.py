"""Which layout a table has: a tool's, one told by its shape, or one made of common headers."""

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from roadsign.errors import InputError, UnknownFormatError
from roadsign.readers.exports import shapes
from roadsign.readers.exports.addresses import address
from roadsign.readers.exports.formats import (
    Column,
    Format,
    fold,
    generic_words,
    scales,
    synonyms,
)
from roadsign.readers.exports.headers import Header, known_format, nearest_format
from roadsign.readers.exports.tables import Table

_SHOWN = 12
_LONGEST = 60
_RATINGS = ("domain_rating", "page_rating")
_KEYWORDS = frozenset({"keyword", "keywords", "top keyword"})
_NEEDED = ("source_url", "target_url")


def layout_of(table: Table, mapping: Mapping[str, str]) -> Format:
    """
    Give the layout of a table; ``mapping`` says of fields which header is theirs.

    Raises UnknownFormatError, which names the columns and what to say, where none is found.
    """
    header = table.header
    found = _known(table) or _by_synonyms(header) or _by_shape(table)
    given = {field_named(name): fold(title) for name, title in mapping.items()}
    if given and set(given.values()) <= set(header.folded):
        return _mapped(found if found and found.holds == "links" else _generic({}), given)
    meant = bool(set(given.values()) & set(header.folded))
    if found is None or (meant and found.holds == "links"):
        # Some of the named columns are here: that one is not is a slip of the hand.
        raise UnknownFormatError(_message(table, mapping))
    return found


def field_named(name: str) -> str:
    """Give the field that a user means by a name; raise InputError where none is called so."""
    short = name.strip().casefold().replace(" ", "_").replace("-", "_")
    field = next((each for each in (short, f"{short}_url") if each in synonyms()), None)
    if field is None:
        near = get_close_matches(short, synonyms(), 1)
        known = near[0] if near else ", ".join(synonyms())
        message = (
            f"--map {name[:40]}: no field is called so; {'nearest' if near else 'fields'}: {known}"
        )
        raise InputError(message)
    return field


def unknown_columns(layout: Format, table: Table) -> list[str]:
    """Give the headers that a layout has no use for and does not know."""
    cells = zip(table.header.cells, table.header.folded, strict=True)
    return [cell.strip() for cell, folded in cells if folded and not layout.known(folded)]


def _known(table: Table) -> Format | None:
    found = known_format(table.header)
    return shapes.performance(table.header) if found and found.name == "gsc.performance" else found


def _by_shape(table: Table) -> Format | None:
    told = shapes.two_addresses(table.header)
    if told is None:
        return shapes.compared(table.header) or shapes.search_console(table.header, table.name)
    columns = {name: Column((column.header,)) for name, column in told.items()}
    ends = {told[name].header for name in _NEEDED}
    others = {
        name: column
        for name, column in _synonymous(table.header).items()
        if name not in _NEEDED and not ends & set(column.names)
    }
    return _generic({**columns, **others})


def _mapped(layout: Format, given: Mapping[str, str]) -> Format:
    columns = {
        **layout.columns,
        **{name: _column(name, title) for name, title in given.items()},
    }
    if not set(_NEEDED) <= set(columns):
        lacking = " and ".join(name for name in _NEEDED if name not in columns)
        message = f"the mapping lacks {lacking}: say --map {lacking}=COLUMN too"
        raise UnknownFormatError(message)
    return replace(layout, columns=columns)


def _by_synonyms(header: Header) -> Format | None:
    columns = _synonymous(header)
    if not set(_NEEDED) <= set(columns):
        return None
    ends = [columns[name].names[0] for name in _NEEDED]
    looked = {each.header: each for each in shapes.sampled(header) if each.header in ends}
    addressed = all(any(map(address, column.cells)) for column in looked.values())
    # Bare hosts on the side of the source are a table of domains, not of links.
    pages = any("/" in cell for cell in looked[ends[0]].cells)
    return _generic(columns) if (addressed and pages) or not header.sample else None


def _synonymous(header: Header) -> dict[str, Column]:
    there = [cell for cell in header.folded if cell]
    told = {column.header: column for column in shapes.sampled(header)}
    columns: dict[str, Column] = {}
    taken: set[str] = set()
    for name, titles in synonyms().items():
        found = next(
            (
                title
                for title in titles
                if title in there
                and title not in taken
                and (name != "follow_word" or told[title].follow_words)
                and (name != "lost_flag" or told[title].says_alive)
            ),
            None,
        )
        if found is None:
            continue
        columns[name] = _column(name, found)
        taken.add(found)
    free = [column for title, column in told.items() if title not in taken]
    return {**shapes.by_words(free, frozenset(columns)), **columns}


def _column(name: str, title: str) -> Column:
    return Column((title,), scales().get(title) if name in _RATINGS else None)


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
    header, name = table.header, Path(table.name).name
    cells = [cell.strip()[:_LONGEST] for cell in header.cells if cell.strip()]
    if not cells:
        return f"{name} holds no table"
    named = ", ".join(cells[:_SHOWN]) + (", ..." if len(cells) > _SHOWN else "")
    lacking = [title for title in mapping.values() if fold(title) not in header.folded]
    if lacking:
        return f"{name} has no column {lacking[0][:_LONGEST]!r}; its columns: {named}"
    if not any(column.urls for column in shapes.sampled(header)):
        return f"{name} is not an export of links: no column holds addresses ({named})"
    if _KEYWORDS & set(header.folded):
        return f"{name} holds keywords and their positions, not links ({named})"
    nearest, there, asked = nearest_format(header)
    near = f"; nearest: {nearest.name} ({there} of {asked})" if 2 * there > asked else ""
    return (
        f"no format knows the columns of {name} ({named}){near}: if it holds links, say "
        "--map source=COLUMN --map target=COLUMN --map anchor=COLUMN"
    )
