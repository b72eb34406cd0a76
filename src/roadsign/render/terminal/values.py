"""Cells of the reports: each kind of value as people read it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from roadsign.kernels.shares import beta_interval
from roadsign.model.targets import Target
from roadsign.render.defuse import defused
from roadsign.render.terminal.figures import count_text, page_name, share_text
from roadsign.render.terminal.ink import Cell

Row = Mapping[str, Any]
_UNSURE = 0.5
_HOPELESS = Cell("not measurable", "soft")
_WORDLESS = Cell("(picture without words)", "soft")
_SILENT = Cell("(no words)", "soft")
_UNKNOWN = Cell("(words not known)", "soft")
_JEFFREYS = 0.5


@dataclass(frozen=True, slots=True)
class Context:
    """What a cell is read with: the target, and its followed sites (for shares; 0: not known)."""

    target: Target
    display: str
    votes: int


def cell(kind: str, column: str, row: Row, context: Context) -> Cell:
    """Give the cell of a column of that kind; what is not there is empty."""
    return _KINDS[kind](column, row, context)


def share(row: Row, context: Context) -> tuple[float, float, float] | None:
    """
    Give a row's share of the target's followed sites with its 90 % interval.

    The row's own where it has one, else the posterior under Jeffreys' prior.
    """
    told = [each for name in ("share", "low", "high") if (each := row.get(name)) is not None]
    if len(told) == len(("share", "low", "high")):
        return float(told[0]), float(told[1]), float(told[2])
    sites = row.get("followed_referring_domains")
    if sites is None:
        part = row.get("follow_share")
        sites = round((row.get("referring_domains") or 0) * (1.0 if part is None else part))
    if not context.votes or sites > context.votes:
        return None
    return _posterior(int(sites), context.votes)


@lru_cache(maxsize=4096)
def _posterior(hits: int, votes: int) -> tuple[float, float, float]:
    return beta_interval(_JEFFREYS + hits, _JEFFREYS + votes - hits)


def _text(column: str, row: Row, _: Context) -> Cell:
    value = row.get(column)
    return Cell("" if value is None else defused(str(value)))


def _anchor(column: str, row: Row, _: Context) -> Cell:
    if told := defused(str(row.get(column) or "")):
        return Cell(told)
    if row.get("anchor_from") == "unknown":
        return _UNKNOWN
    return _WORDLESS if _is_picture(row) else _SILENT


def _is_picture(row: Row) -> bool:
    kind = row.get("kind")
    return kind in {None, "image"} or "from_alt" in (row.get("flags") or ())


def _class(column: str, row: Row, _: Context) -> Cell:
    value = row.get(column)
    confidence = row.get("confidence")
    if value is None:
        return Cell()
    doubt = "?" if confidence is not None and confidence < _UNSURE else ""
    return Cell(defused(str(value)) + doubt)


def _page(column: str, row: Row, context: Context) -> Cell:
    return Cell(page_name(str(row.get(column) or ""), context.target, context.display))


def _number(column: str, row: Row, _: Context) -> Cell:
    return Cell(count_text(row.get(column)))


def _decimal(column: str, row: Row, _: Context) -> Cell:
    value = row.get(column)
    return Cell("" if value is None else f"{value:.1f}")


def _share(_: str, row: Row, context: Context) -> Cell:
    return Cell(share_text(*(share(row, context) or (None,))))


def _percent(column: str, row: Row, _: Context) -> Cell:
    return Cell(share_text(row.get(column)))


def _list(column: str, row: Row, _: Context) -> Cell:
    value = row.get(column)
    if isinstance(value, list | tuple):
        return Cell(defused(", ".join(map(str, value))))
    return Cell("" if value is None else defused(str(value)))


def _yes(column: str, row: Row, _: Context) -> Cell:
    value = row.get(column)
    if value is None:
        return Cell("not known", "soft")
    hints = [name for name in ("nofollow", "ugc", "sponsored") if row.get(name)]
    return Cell("yes") if value else Cell("+".join(hints) or "no")


def _day(column: str, row: Row, _: Context) -> Cell:
    return Cell(str(row.get(column) or "")[:10])


def _month(column: str, row: Row, _: Context) -> Cell:
    return Cell(str(row.get(column) or "")[:7])


def _authority(column: str, row: Row, _: Context) -> Cell:
    value = row.get(column)
    if row.get("measurable") is False:
        return _HOPELESS
    if value is None:
        return Cell()
    low, high = _interval(column, row)
    told = f"{value:.0f}"
    return Cell(told if low is None or high is None else f"{told} ({low:.0f}-{high:.0f})")


def _interval(column: str, row: Row) -> tuple[float | None, float | None]:
    ends = row.get(f"{column}_interval") or row.get("interval")
    if isinstance(ends, Sequence) and len(ends) == len(("low", "high")):
        return ends[0], ends[1]
    return row.get(f"{column}_low"), row.get(f"{column}_high")


def _rating(column: str, row: Row, _: Context) -> Cell:
    value = row.get(column)
    return Cell("" if value is None else f"{value:.0f}")


_KINDS: Mapping[str, Callable[[str, Row, Context], Cell]] = {
    "address": _text,
    "anchor": _anchor,
    "authority": _authority,
    "class": _class,
    "day": _day,
    "decimal": _decimal,
    "list": _list,
    "month": _month,
    "number": _number,
    "page": _page,
    "percent": _percent,
    "rating": _rating,
    "share": _share,
    "text": _text,
    "yes": _yes,
}
