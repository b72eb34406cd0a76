"""JSON as tables: the lists of objects in an answer, or one object a line."""

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from roadsign.errors import InputError, UnknownFormatError
from roadsign.readers.exports.headers import Header, known_format
from roadsign.readers.exports.stretches import Stretch
from roadsign.readers.exports.tables import Table
from roadsign.readers.sources import Member, read_fully

_LARGEST = 512 << 20
_SAMPLED = 40
_KEYS_FROM = 1000
_ROWS_AT_ONCE = 4096
_DEEPEST = 8
_AUDIT = frozenset({"schema", "site", "page_types", "pages"})
"""Its rows are links that were counted already."""
_Rows = list[dict[str, Any]]


def looks_like_json(head: bytes) -> bool:
    """Say whether a text begins as an object or a list of objects."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return start[:1] == b"{" or (start[:1] == b"[" and start[1:].lstrip()[:1] in {b"{", b"]"})


def tables_of(member: Member) -> list[Table]:
    """Give the longest list of objects as a table; raise InputError if it is no JSON."""
    with member.open() as stream:
        content = read_fully(stream, _LARGEST + 1)
    if len(content) > _LARGEST:
        message = f"{member.name} is more than {_LARGEST >> 20} MB of JSON: give it as CSV"
        raise InputError(message)
    found = _rows(content.decode("utf-8-sig", "replace"), member.name)
    tables = [(_header(rows), rows) for rows in found]
    if not tables:
        message = f"{member.name} holds no list of objects"
        raise UnknownFormatError(message)
    header, rows = max(tables, key=lambda each: (known_format(each[0]) is not None, len(each[1])))
    keys = _keys(rows)

    def read(wanted: tuple[int, ...]) -> Iterator[Stretch]:
        names = [keys[index] for index in wanted]
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            part = rows[start : start + _ROWS_AT_ONCE]
            columns = tuple(pa.array([_text(r.get(n)) for r in part], pa.string()) for n in names)
            places = np.arange(start + 1, start + len(part) + 1, dtype=np.int64)
            yield Stretch(columns, places, np.zeros(len(part), np.bool_))

    return [Table(member.name, header, "json", read)]


def _keys(rows: _Rows) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for row in rows[:_KEYS_FROM] for key in row))


def _header(rows: _Rows) -> Header:
    keys = _keys(rows)
    sample = tuple(tuple(_text(row.get(key)) or "" for key in keys) for row in rows[:_SAMPLED])
    return Header(tuple(map(_whole, keys)), "", 1, 0, sample)


def _rows(text: str, name: str) -> list[_Rows]:
    try:
        whole = json.loads(text)
    except RecursionError as error:
        message = f"{name} is nested too deeply"
        raise InputError(message) from error
    except ValueError:
        return [_lines(text, name)]
    if isinstance(whole, dict) and whole.keys() >= _AUDIT:
        message = f"{name} is an audit that Roadsign wrote, not an export of links"
        raise UnknownFormatError(message)
    found: dict[tuple[str, ...], _Rows] = {}
    _gather(whole, (), found)
    return [rows for rows in found.values() if rows] or (
        [[whole]] if isinstance(whole, dict) else []
    )


def _lines(text: str, name: str) -> _Rows:
    rows: _Rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            if rows:
                continue
            message = f"{name} is no JSON (line {number})"
            raise InputError(message) from error
        if isinstance(row, dict):
            rows.append(row)
    return rows


def _gather(value: Any, place: tuple[str, ...], found: dict[tuple[str, ...], _Rows]) -> None:  # noqa: ANN401 - whatever JSON gives
    """Collect the objects of lists by their place: those of several answers are one table."""
    if len(place) > _DEEPEST:
        return
    if isinstance(value, list):
        objects = [each for each in value if isinstance(each, dict)]
        found.setdefault(place, []).extend(objects)
        for each in objects:
            _gather(each, place, found)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, dict | list):
                _gather(inner, (*place, key), found)


def _text(value: Any) -> str | None:  # noqa: ANN401 - whatever JSON or a loader gives
    if value is None or isinstance(value, dict):
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return _whole(", ".join(str(each) for each in value if isinstance(each, str | int)))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _whole(str(value)).replace("\0", "")


def _whole(text: str) -> str:
    """Give a text without lone surrogates: words cut within an emoji end with one."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
