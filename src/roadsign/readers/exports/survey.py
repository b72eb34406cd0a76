"""What has to be known of a whole table before its first row can be read."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from roadsign.readers.exports import spellings
from roadsign.readers.exports.dates import Order, day_of, is_ambiguous, order_of
from roadsign.readers.exports.formats import Format
from roadsign.readers.exports.stretches import Stretch

DATES = ("first_seen", "last_seen", "last_seen_else", "lost", "seen")
"""Fields that hold days."""

_HUNDRED = 100.0
_WIDE_SCALES = {"dfs_rank": "dfs_rank_1000"}
"""A scale that is 0 to 1000 where a value of the column is above 100."""


@dataclass(slots=True)
class Survey:
    """The order of day and month, the newest day, and the ratings' scales."""

    order: Order = "unknown"
    ambiguous: bool = False
    """Days that only a guess could tell were left out."""
    newest: dt.date | None = None
    scales: Mapping[str, str] = field(default_factory=dict)


def surveyed_fields(layout: Format) -> tuple[str, ...]:
    """Give the fields of a format that a survey has to look at."""
    wide = (name for name, column in layout.columns.items() if column.scale in _WIDE_SCALES)
    return (*(name for name in DATES if name in layout.columns), *wide)


def survey(
    layout: Format, fields: Iterable[str], parts: Iterator[tuple[Stretch, Mapping[str, int]]]
) -> Survey:
    """Look through a table once; ``parts`` are its stretches with each field's place in them."""
    days: set[str] = set()
    most: dict[str, float] = {}
    fields = tuple(fields)
    for stretch, places in parts:
        for name in fields:
            if name not in places:
                continue
            cells = stretch.columns[places[name]]
            if name in DATES:
                texts = spellings.day_texts(spellings.text(cells)).unique()
                days.update(day for day in texts.to_pylist() if day)
            else:
                most[name] = max(most.get(name, 0.0), _largest(cells))
    order = order_of(days)
    told = [day for text in days if (day := day_of(text, order))]
    return Survey(
        order,
        ambiguous=any(is_ambiguous(text) and day_of(text, order) is None for text in days),
        newest=max(told, default=None),
        scales={
            name: _WIDE_SCALES[layout.columns[name].scale or ""]
            for name, value in most.items()
            if value > _HUNDRED
        },
    )


def _largest(cells: pa.Array) -> float:
    value = pc.max(spellings.number(cells)).as_py()
    return 0.0 if value is None else float(value)
