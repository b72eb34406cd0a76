"""The formats: what the data files beside this one say of each tool's exports."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, cast

from roadsign.readers.reading import Holds

CAPS = (1000, 10000, 30000, 50000, 100000)
"""Row limits that tools cut their files at, where a tool's own are not known."""

_BLANK_ANCHORS = ("none", "unknown")
_SORTED = re.compile(r" \((?:asc|desc)\)$")


@dataclass(frozen=True, slots=True)
class Column:
    """Where a field comes from (the first header that is there), and a rating's scale."""

    names: tuple[str, ...]
    scale: str | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """
    One table of one tool: the signature of its header, its columns, its words.

    ``requires`` holds groups of which one header each has to be there. ``words`` maps the words
    of a column to ours: ``kind``, ``placement`` and ``lost_reason``; a kind that begins with
    ``!`` is a reason to reject the row.
    """

    name: str
    title: str
    provider: str
    holds: Holds
    grain: str
    requires: tuple[frozenset[str], ...]
    forbids: frozenset[str]
    ignores: tuple[str, ...]
    caps: tuple[int, ...]
    columns: Mapping[str, Column]
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    underscored: bool = False
    """Its headers are written with underscores."""
    grouped: bool = False
    """One row may stand for several links, or for one link a domain."""
    unquote: bool = False
    """A leading ' before = + - @ TAB CR was put there by the writer."""
    marks: bool = False
    """In a flag column any mark is true and blank is false."""
    blank_image: str = "unknown"
    blank_text: str = "none"
    other_kind: str | None = "!other_kind"
    """What a word for the kind that the table does not know means."""
    clip: int = 0
    """Anchors are cut at so many characters, the last of them dots."""
    beside: frozenset[str] = frozenset()
    """Headers of a first column that make it a table beside those that are read."""
    passes: tuple[str, ...] = ()
    """Fields that are taken as they stand."""
    refuse: str | None = None
    """Why a table of this kind is not read."""

    def recognises(self, header: frozenset[str], raw: Iterable[str]) -> bool:
        """Say whether a folded header is this table's."""
        return (
            all(group & header for group in self.requires)
            and not self.forbids & header
            and (not self.underscored or self._underscored_in(raw))
        )

    def _underscored_in(self, raw: Iterable[str]) -> bool:
        required = frozenset[str]().union(*self.requires)
        return any("_" in cell and fold(cell) in required for cell in raw)

    def known(self, cell: str) -> bool:
        """Say whether a folded header cell is one of this format's."""
        return (
            any(cell in group for group in self.requires)
            or any(cell in column.names for column in self.columns.values())
            or any(_like(cell, name) for name in self.ignores)
        )


def fold(cell: str) -> str:
    """Fold a header cell: mark, quotes, case, underscores, blanks and a sort's (desc) aside."""
    text = cell.replace("\ufeff", "").replace("_", " ").strip(" \t\r\n\"'").casefold()
    return _SORTED.sub("", " ".join(text.split()))


@cache
def formats() -> tuple[Format, ...]:
    """Give every format of the folder: the folder is the registry."""
    return tuple(
        _format(f"{tool}.{name}", tables, table)
        for tool, tables in _tools().items()
        for name, table in tables.items()
        if isinstance(table, dict) and name not in {"words", "shared"}
    )


@cache
def named(name: str) -> Format:
    """Give the format of that name."""
    return next(each for each in formats() if each.name == name)


@cache
def _spoken() -> Mapping[str, Any]:
    return tomllib.loads(_file("synonyms").read_text("utf-8"))


@cache
def scales() -> Mapping[str, str]:
    """Give the scale of a rating by its header, for tables of no known tool."""
    return cast("Mapping[str, str]", _spoken()["scales"])


@cache
def months() -> Mapping[str, int]:
    """Give the number of a month by how its name begins, in several languages."""
    return {start: int(n) for n, starts in _spoken()["months"].items() for start in starts}


@cache
def lost_words() -> frozenset[str]:
    """Give the words of a status that say that a link is gone."""
    return frozenset(_spoken()["lost"]["words"])


@cache
def living_words() -> frozenset[str]:
    """Give the words of a status that say that a link is there."""
    return frozenset(_spoken()["lost"]["living"])


@cache
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """Give the headers that tables of no known tool use for each field, in order."""
    return {name: tuple(headers) for name, headers in _spoken()["headers"].items()}


@cache
def generic_words() -> Mapping[str, Mapping[str, str]]:
    """Give the words for kind, placement and loss that tables of no known tool use."""
    return cast("Mapping[str, Mapping[str, str]]", _spoken()["words"])


@cache
def known_headers() -> frozenset[str]:
    """Give every folded header that any format or synonym names."""
    names = {header for headers in synonyms().values() for header in headers}
    for each in formats():
        names.update(*each.requires)
        names.update(*(column.names for column in each.columns.values()))
        names.update(name for name in each.ignores if "*" not in name)
    return frozenset(names)


@cache
def address_headers() -> frozenset[str]:
    """Give the folded headers under which addresses stand."""
    ends = ("source_url", "target_url")
    known = {name for end in ends for name in synonyms()[end]}
    for each in formats():
        known.update(
            name for end in ends if end in each.columns for name in each.columns[end].names
        )
    return frozenset(known)


def _like(cell: str, name: str) -> bool:
    if name.startswith("*"):
        return cell.endswith(name[1:])
    return cell.startswith(name[:-1]) if name.endswith("*") else cell == name


def _file(name: str) -> Any:  # noqa: ANN401 - whatever JSON or a loader gives
    return files("roadsign.readers.exports").joinpath(f"{name}.toml")


def _tools() -> Mapping[str, Mapping[str, Any]]:
    folder = files("roadsign.readers.exports")
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith(".toml"))
    tools = [name.removesuffix(".toml") for name in names if name != "synonyms.toml"]
    return {tool: tomllib.loads(_file(tool).read_text("utf-8")) for tool in tools}


def _format(name: str, tables: Mapping[str, Any], table: Mapping[str, Any]) -> Format:
    parent = tables[table["like"]] if "like" in table else {}
    table = {
        **parent,
        **table,
        "columns": {**parent.get("columns", {}), **table.get("columns", {})},
    }
    return Format(
        name=name,
        title=table["title"],
        provider=tables.get("provider", name.partition(".")[0]),
        holds=table.get("holds", "links"),
        grain=table.get("grain", ""),
        requires=tuple(_group(each) for each in table["requires"]),
        forbids=frozenset(table.get("forbids", ())),
        ignores=tuple(table.get("ignores", ())) + tuple(tables.get("ignores", ())),
        caps=tuple(table.get("caps", CAPS)),
        columns={each: _column(spec) for each, spec in table["columns"].items()},
        words={**tables.get("words", {}), **table.get("words", {})},
        underscored=table.get("underscored", False),
        grouped=table.get("grouped", False),
        unquote=table.get("unquote", False),
        marks=table.get("marks", False),
        blank_image=_blank(table.get("blank_image", "unknown")),
        blank_text=_blank(table.get("blank_text", "none")),
        clip=table.get("clip", 0),
        beside=frozenset(table.get("beside", ())),
        passes=tuple(table.get("passes", ())),
        refuse=table.get("refuse"),
    )


def _group(spec: str | Sequence[str]) -> frozenset[str]:
    return frozenset((spec,)) if isinstance(spec, str) else frozenset(spec)


def _column(spec: str | Sequence[str] | Mapping[str, Any]) -> Column:
    if isinstance(spec, str):
        return Column((spec,))
    if isinstance(spec, Mapping):
        return Column(_column(spec["from"]).names, spec.get("scale"))
    return Column(tuple(spec))


def _blank(word: str) -> str:
    if word not in _BLANK_ANCHORS:
        message = f"{word!r} is none of {_BLANK_ANCHORS}"
        raise ValueError(message)
    return word
