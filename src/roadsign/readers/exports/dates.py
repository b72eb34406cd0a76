"""Days as exports write them."""

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from roadsign.readers.exports.formats import months

Order = Literal["day", "month", "unknown"]
"""Which of two numbers of a written date comes first, decided once for a file."""

_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:$|[T ])")
_DOTTED = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d\d)(?:$|[ ,T])")
_SLASHED = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4}|(?<=/)\d\d)(?:$|[ ,T])")
_YEAR_FIRST = re.compile(r"(\d{4})[/.] ?(\d\d?)[/.] ?(\d\d?)\.?(?:$|[T ])")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)$")
_UNIX = re.compile(r"(\d{10})(?:\.0)?$|(\d{13})$")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?$")
_NAMED_MONTH_FIRST = re.compile(r"([^\W\d]{3,})\.? (\d{1,2}),? (\d{4})(?:$|[ ,])")
_NAMED_DAY_FIRST = re.compile(r"(\d{1,2})\.?(?: de)? ([^\W\d]{3,})\.?,?(?: de)? (\d{4})(?:$|[ ,])")
_EAST = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_SERIALS = range(20_000, 60_001)
_EXCEL_EPOCH = dt.date(1899, 12, 30)
_UNIX_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_LAST_MONTH = 12


def order_of(days: Iterable[str]) -> Order:
    """Tell by a first or a second part above twelve what the dates of a file begin with."""
    order: Order = "unknown"
    for day in days:
        if parts := _SLASHED.match(day):
            first, second = int(parts[1]), int(parts[3])
            if first > _LAST_MONTH:
                return "day"
            if second > _LAST_MONTH:
                order = "month"
    return order


def is_ambiguous(text: str) -> bool:
    """Say whether only the rest of a file can tell day from month."""
    return bool(_SLASHED.match(text))


@lru_cache(maxsize=1 << 16)
def day_of(text: str, order: Order) -> dt.date | None:
    """Give the day that a text names, None where it names none or cannot be told."""
    text = text.strip()
    try:
        return _numbers(text, order) or _words(text) or _moment(text)
    except (ValueError, OverflowError):
        return None


def _numbers(text: str, order: Order) -> dt.date | None:
    for pattern in (_ISO, _YEAR_FIRST, _COMPACT, _EAST):
        if parts := pattern.match(text):
            return dt.date(int(parts[1]), int(parts[2]), int(parts[3]))
    if parts := _DOTTED.match(text):
        return dt.date(_year(parts[3]), int(parts[2]), int(parts[1]))
    if parts := _SLASHED.match(text):
        first, second, year = int(parts[1]), int(parts[3]), _year(parts[4])
        if order == "unknown":
            return dt.date(year, first, first) if first == second else None
        return dt.date(year, second, first) if order == "day" else dt.date(year, first, second)
    return None


def _year(text: str) -> int:
    return int(text) if len(text) > len("99") else 2000 + int(text)


def _words(text: str) -> dt.date | None:
    if parts := _NAMED_MONTH_FIRST.match(text):
        month, day = parts[1], parts[2]
    elif parts := _NAMED_DAY_FIRST.match(text):
        month, day = parts[2], parts[1]
    else:
        return None
    number = _month(month.casefold())
    return dt.date(int(parts[3]), number, int(day)) if number else None


def _moment(text: str) -> dt.date | None:
    if parts := _UNIX.match(text):
        seconds = int(parts[1]) if parts[1] else int(parts[2]) // 1000
        return (_UNIX_EPOCH + dt.timedelta(seconds=seconds)).date()
    if (parts := _SERIAL.match(text)) and int(parts[1]) in _SERIALS:
        return _EXCEL_EPOCH + dt.timedelta(days=int(parts[1]))
    return None


@lru_cache(maxsize=1 << 10)
def _month(word: str) -> int:
    starts = [start for start in months() if word.startswith(start)]
    return months()[max(starts, key=len)] if starts else 0
