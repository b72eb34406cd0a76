"""A report as one HTML file: a table that fetches nothing, runs nothing, in light and dark."""

import math
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from hashlib import sha256
from importlib.resources import files

import pyarrow as pa
from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from roadsign.model.tables import ReportTable
from roadsign.model.terms import terms
from roadsign.render.defuse import defused

_BATCH = 4096
_PIECES = 512
_SAFE = ("http://", "https://")
_ADDRESSES = frozenset({"url", "source_url", "target_url", "target_final_url"})


@dataclass(frozen=True, slots=True)
class _Head:
    title: str
    text: str
    number: bool


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    href: str
    number: bool


def page(table: ReportTable) -> Iterator[str]:
    """Write a report as HTML, in pieces: every column, every row, strangers' strings as text."""
    style = _text("tables.css")
    told = _template().stream(
        style=Markup(style),  # noqa: S704 - our own file, no stranger's string
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
        name=table.name,
        display=defused(table.display),
        counted=f"{table.rows.num_rows:,} {'row' if table.rows.num_rows == 1 else 'rows'}",
        more=f"{table.total - table.rows.num_rows:,}" if table.total > table.rows.num_rows else "",
        columns=[_head(field) for field in table.rows.schema],
        rows=_rows(table.rows),
    )
    told.enable_buffering(_PIECES)
    yield from told


@cache
def _template() -> Template:
    surroundings = Environment(autoescape=True, undefined=StrictUndefined)
    return surroundings.from_string(_text("tables.html"))


def _text(name: str) -> str:
    return files("roadsign.render").joinpath(name).read_text("utf-8")


def _head(field: pa.Field) -> _Head:
    term = terms().get(field.name)
    title = term.title if term else field.name.replace("_", " ").capitalize()
    return _Head(title, term.text if term else "", _is_number(field.type))


def _is_number(kind: pa.DataType) -> bool:
    types = pa.types
    return bool(types.is_integer(kind) or types.is_floating(kind) or types.is_decimal(kind))


def _rows(rows: pa.Table) -> Iterator[list[_Cell]]:
    numbers = [_is_number(field.type) for field in rows.schema]
    for batch in rows.to_batches(max_chunksize=_BATCH):
        for row in batch.to_pylist():
            cells = zip(row.items(), numbers, strict=True)
            yield [_cell(name, value, number=number) for (name, value), number in cells]


def _cell(name: str, value: object, *, number: bool) -> _Cell:
    text = _shown(name, value)
    href = text if name in _ADDRESSES and text.lower().startswith(_SAFE) else ""
    return _Cell(text, href, number)


def _shown(name: str, value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int() | Decimal():
            return f"{value:,}"
        case float():
            return "" if math.isnan(value) else _fraction(name, value)
        case list():
            return defused(", ".join(map(str, value)))
    return defused(str(value))


def _fraction(name: str, value: float) -> str:
    term = terms().get(name)
    if term and term.unit.startswith("share of"):
        return f"{100 * value:.0f}%"
    return f"{value:,.4g}"
