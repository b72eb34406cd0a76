"""Tables of a screen: columns that shrink and give way, rows that never wrap."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from roadsign.render.defuse import cells, defused, short_address
from roadsign.render.terminal.ink import Cell, Ink

_INDENT = 2
_GAP = 2


@dataclass(frozen=True, slots=True)
class Column:
    """
    One column of a table.

    ``least`` is the width that it can shrink to (0: it never shrinks); of the columns that do
    not fit the one with the highest ``drop`` goes first, of equals the rightmost; with -1 it
    stays, and is squeezed when nothing else is left to give way.
    """

    title: str
    align: Literal["<", ">"] = "<"
    least: int = 0
    most: int = 60
    drop: int = 0
    kind: Literal["text", "address", "list"] = "text"
    """How a text that is too wide is cut: in the middle, by its steps, or between its items."""


def drawn(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], ink: Ink) -> list[str]:
    """Draw a head and rows, no line wider than the screen."""
    kept = list(range(len(columns)))
    widths = [_wanted(column, [row[at] for row in rows]) for at, column in enumerate(columns)]
    while not (fitted := _fitted(widths, columns, kept, _excess(widths, kept, ink))):
        giving = [at for at in kept[1:] if columns[at].drop >= 0]
        if not giving:
            fitted = _squeezed(widths, kept, _excess(widths, kept, ink), ink)
            break
        kept.remove(max(giving, key=lambda at: (columns[at].drop, at)))
    head = [Cell(column.title, "soft") for column in columns]
    return [_line([head, *rows][at], columns, fitted, ink) for at in range(len(rows) + 1)]


def tabbed(names: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    """Write a table for a pipe: names, then rows, cells whole and parted by tabs."""
    return ["\t".join(names), *("\t".join(map(_plain, row)) for row in rows)]


def _plain(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float():
            return f"{value:.4f}".rstrip("0").rstrip(".")
        case list() | tuple():
            return " ".join(map(_plain, value))
    return defused(str(value))


def _wanted(column: Column, found: Sequence[Cell]) -> int:
    widest = max((cells(cell.text) for cell in found), default=0)
    return max(cells(column.title), min(column.most, widest))


def _excess(widths: Sequence[int], kept: Sequence[int], ink: Ink) -> int:
    return _INDENT + sum(widths[at] + _GAP for at in kept) - _GAP - ink.width


def _squeezed(widths: Sequence[int], kept: Sequence[int], excess: int, ink: Ink) -> dict[int, int]:
    if ink.width < _INDENT + len(kept) * (_GAP + 4):
        return {kept[0]: max(1, ink.width - _INDENT)}
    squeezed = {at: widths[at] for at in kept}
    for _ in range(excess):
        squeezed[max(kept, key=squeezed.__getitem__)] -= 1
    return squeezed


def _fitted(
    widths: Sequence[int], columns: Sequence[Column], kept: Sequence[int], excess: int
) -> dict[int, int]:
    """Take the excess from the widest columns that can shrink; nothing where it can't be done."""
    fitted = {at: widths[at] for at in kept}
    while excess > 0:
        shrinking = [at for at in kept if columns[at].least and fitted[at] > columns[at].least]
        if not shrinking:
            return {}
        fitted[max(shrinking, key=lambda at: fitted[at])] -= 1
        excess -= 1
    return fitted


def _line(row: Sequence[Cell], columns: Sequence[Column], fitted: dict[int, int], ink: Ink) -> str:
    parts: list[str] = []
    for at, width in fitted.items():
        column, cell = columns[at], row[at]
        text = _cut(cell.text, width, column.kind, ink)
        blanks = " " * (width - cells(text))
        painted = ink.paint(text, cell.style)
        parts.append(blanks + painted if column.align == ">" else painted + blanks)
    return " " * min(_INDENT, max(0, ink.width - 1)) + (" " * _GAP).join(parts)


def _cut(text: str, width: int, kind: str, ink: Ink) -> str:
    if kind == "address":
        return short_address(text, width, ink.dots)
    if kind == "list":
        items = text.split(", ")
        while len(items) > 1 and cells(", ".join(items)) > width:
            items = [*items[:-2], ink.dots] if items[-1] == ink.dots else [*items[:-1], ink.dots]
        text = ", ".join(items)
    return ink.short(text, width)
