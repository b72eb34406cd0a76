"""The five reports as tables: the columns that fit, and a line that says what is left."""

import math
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from roadsign.model.tables import ReportTable
from roadsign.render.defuse import cells, defused
from roadsign.render.terminal.figures import counted
from roadsign.render.terminal.grid import Column, drawn, tabbed
from roadsign.render.terminal.ink import Cell, Ink, pad
from roadsign.render.terminal.values import Context, Row, cell, share

_RIGHT = frozenset({"authority", "decimal", "number", "percent", "rating", "share"})
_CUTS: Mapping[str, Literal["address", "list"]] = {
    "address": "address",
    "page": "address",
    "list": "list",
}
_DOUBT = "classes marked ? are not sure"
_LEAST = 9
_WAYS = "--sort, --where, --csv"


def report_screen(
    table: ReportTable,
    width: int,
    colour: bool,  # noqa: FBT001 - a screen's means go together
    unicode: bool,  # noqa: FBT001
    *,
    tty: bool = True,
) -> str:
    """
    Draw a report: a head, a row each, and a closing line; no line is wider than ``width``.

    ``tty`` false writes all columns tab-separated, cells whole, intervals as columns of their own.
    """
    ink = Ink(width, colour, unicode, tty)
    context = _context(table)
    rows = [{name: _known(each) for name, each in row.items()} for row in table.rows.to_pylist()]
    if not tty:
        return ink.finish(_tabbed(table, rows, context))
    if table.name == "profile":
        return ink.finish(list(_profile(table, rows, context, ink)))
    if not rows:
        return ink.finish(ink.sentences(f"{table.display}: nothing found"))
    layout = _layout(table.name, table.rows.column_names)
    told = {
        at: [cell(each["kind"], each["column"], row, context) for row in rows]
        for at, each in enumerate(layout)
    }
    # A column of which nothing is known would only take room.
    kept = [at for at in told if layout[at].get("drop") == -1 or any(one.text for one in told[at])]
    columns = [_column(layout[at], rows) for at in kept]
    cut = [[told[at][row] for at in kept] for row in range(len(rows))]
    return ink.finish([*drawn(columns, cut, ink), *_closing(table, cut, ink)])


@cache
def _layouts() -> dict[str, Any]:
    told = files("roadsign.render").joinpath("layouts.toml").read_text("utf-8")
    return tomllib.loads(told)


def _layout(report: str, names: Sequence[str]) -> list[dict[str, Any]]:
    """Give the columns to draw: those of the layout that are there, or all as text."""
    told = _layouts().get(report, {}).get("columns", [])
    here = [each for each in told if each["column"] in names or each["kind"] == "share"]
    return here or [
        {"column": name, "title": name.upper(), "kind": "list", "least": _LEAST} for name in names
    ]


def _known(value: object) -> object:
    return None if isinstance(value, float) and math.isnan(value) else value


def _context(table: ReportTable) -> Context:
    votes = table.facts.get("followed_referring_domains")
    return Context(table.target, table.display, votes if isinstance(votes, int) else 0)


def _column(told: Mapping[str, Any], rows: Sequence[Row]) -> Column:
    kind = told["kind"]
    title = told["title"]
    if kind == "rating":
        scales = {row.get(f"{told['column']}_scale") for row in rows} - {None}
        title = _layouts()["scales"].get(scales.pop(), title) if len(scales) == 1 else title
    return Column(
        title,
        ">" if kind in _RIGHT else "<",
        told.get("least", 0),
        told.get("most", 60),
        told.get("drop", 0),
        kind=_CUTS.get(kind, "text"),
    )


def _closing(table: ReportTable, cut: Sequence[Sequence[Cell]], ink: Ink) -> list[str]:
    left = table.total - len(cut)
    order = _order(table)
    lead = f"{left:,} more" if left > 0 else counted(len(cut), "row", "rows")
    told = f"{lead} · by {order}, {_WAYS}" if order else f"{lead} · {_WAYS}"
    lines = [_within(f"  {told}", ink)]
    if any(each.text.endswith("?") for row in cut for each in row[1:]):
        gap = ink.width - cells(lines[0]) - len(_DOUBT)
        lines = [f"{lines[0]}{' ' * gap}{_DOUBT}"] if gap > 1 else [*lines, f"  {_DOUBT}"]
    if table.next_cursor:
        following = f"  next: --cursor {defused(table.next_cursor)}"
        # A cursor that is cut would lead nowhere.
        whole = cells(following) <= ink.width
        lines.append(following if whole else "  next: --cursor, with the next_cursor of --json")
    return [ink.paint(_within(line, ink), "soft") for line in lines]


def _order(table: ReportTable) -> str:
    """Name the column that sorts the rows, where the answer tells whether a user named one."""
    asked = table.facts.get("sort", table)
    if asked is table:
        return ""
    return defused(str(asked or _layouts().get(table.name, {}).get("sorted", "")))


def _within(line: str, ink: Ink) -> str:
    if cells(line) <= ink.width:
        return line
    return " " * min(2, ink.width - 1) + ink.short(line, max(1, ink.width - 2))


def _profile(table: ReportTable, rows: Sequence[Row], context: Context, ink: Ink) -> Iterator[str]:
    yield from ink.sentences(table.display, style="strong")
    layout = _layout(table.name, table.rows.column_names)
    widest = max((cells(each["title"]) for each in layout), default=0)
    for row in rows[:1]:
        for each in layout:
            told = cell(each["kind"], each["column"], row, context).text
            told = told or each.get("missing", "not known")
            yield _within(f"  {pad(each['title'], widest)}  {told}", ink)


def _tabbed(table: ReportTable, rows: Sequence[Row], context: Context) -> list[str]:
    names = list(table.rows.column_names)
    wanted = any(each["kind"] == "share" for each in _layout(table.name, names))
    extra = ["share", "low", "high"] if wanted and "share" not in names else []
    found = (share(row, context) or (None,) * 3 if extra else () for row in rows)
    return tabbed(
        [*names, *extra],
        [
            (*(row[name] for name in names), *shares)
            for row, shares in zip(rows, found, strict=True)
        ],
    )
