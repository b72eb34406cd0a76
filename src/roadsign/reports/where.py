"""``--where``: a small language of conditions on a report's columns, read and never formatted."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from roadsign.errors import RoadsignError

Kind = Literal["name", "text", "number", "sign", "end"]
Value = str | float | bool | dt.date

_TOKEN = re.compile(
    r"""\s*(?:(?P<text>'(?:[^']|'')*')
        |(?P<number>[+-]?\d+(?:\.\d+)?(?![\w.]))
        |(?P<name>[A-Za-z_]\w*|"[^"]+")
        |(?P<sign><=|>=|<>|!=|=|<|>|\(|\)|,))""",
    re.VERBOSE,
)
_MOST_TEXT = 4000
_MOST_DEPTH = 40
_COMPARE: dict[str, Callable[..., pa.Array]] = {
    "=": pc.equal,
    "!=": pc.not_equal,
    "<>": pc.not_equal,
    "<": pc.less,
    "<=": pc.less_equal,
    ">": pc.greater,
    ">=": pc.greater_equal,
}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_WORDS = {"AND", "OR", "NOT", "IN", "LIKE", "ILIKE", "IS", "NULL", "BETWEEN", "TRUE", "FALSE"}


@dataclass(frozen=True, slots=True)
class _Token:
    kind: Kind
    text: str
    at: int

    @property
    def word(self) -> str:
        """Give a bare word in capitals; nothing else is one."""
        return self.text.upper() if self.kind == "name" and self.text.upper() in _WORDS else ""


def where(rows: pa.Table, text: str) -> pa.Table:
    """
    Give the rows for which a condition holds.

    Comparisons of a column with a value, ``IN``, ``LIKE``, ``ILIKE``, ``BETWEEN``, ``IS NULL``,
    ``AND``, ``OR``, ``NOT`` and parentheses. Of a list it is enough that one of its elements
    holds. Raises RoadsignError that names the position.
    """
    return rows.filter(_Reader(rows, text).mask())


class _Reader:
    def __init__(self, rows: pa.Table, text: str) -> None:
        self._rows = rows
        self._tokens = _tokens(text)
        self._place = 0
        self._depth = 0

    def mask(self) -> pa.Array:
        found = self._any()
        if self._now.kind != "end":
            raise _wrong(self._now.at, f"{self._now.text!r} was not expected here")
        return found

    @property
    def _now(self) -> _Token:
        return self._tokens[self._place]

    def _next(self) -> _Token:
        token = self._now
        self._place += token.kind != "end"
        return token

    def _takes(self, word: str) -> bool:
        taken = word in {self._now.word, self._now.text if self._now.kind == "sign" else ""}
        self._place += taken
        return taken

    def _expect(self, word: str) -> None:
        if not self._takes(word):
            raise _wrong(self._now.at, f"{word} is missing")

    def _any(self) -> pa.Array:
        found = self._all()
        while self._takes("OR"):
            found = pc.or_kleene(found, self._all())
        return found

    def _all(self) -> pa.Array:
        found = self._one()
        while self._takes("AND"):
            found = pc.and_kleene(found, self._one())
        return found

    def _one(self) -> pa.Array:
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise _wrong(self._now.at, f"more than {_MOST_DEPTH} conditions inside one another")
        try:
            if self._takes("NOT"):
                return pc.invert(self._one())
            if self._takes("("):
                found = self._any()
                self._expect(")")
                return found
            return self._condition()
        finally:
            self._depth -= 1

    def _condition(self) -> pa.Array:
        first = self._next()
        if first.kind in {"text", "number"} or first.word in {"TRUE", "FALSE"}:
            sign = self._sign()
            column = self._column(self._next())
            return column.compare(_TURNED.get(sign, sign), first)
        column = self._column(first)
        if self._takes("IS"):
            gone = self._takes("NOT")
            self._expect("NULL")
            return column.is_null() if not gone else pc.invert(column.is_null())
        if self._takes("NOT"):
            return pc.invert(self._membership(column))
        if self._now.word in {"IN", "LIKE", "ILIKE", "BETWEEN"}:
            return self._membership(column)
        if self._now.kind == "sign" and self._now.text in _COMPARE:
            return column.compare(self._sign(), self._next())
        return column.alone()

    def _membership(self, column: "_Column") -> pa.Array:
        if self._takes("IN"):
            self._expect("(")
            values = [self._next()]
            while self._takes(","):
                values.append(self._next())
            self._expect(")")
            return column.among(values)
        if self._takes("BETWEEN"):
            low = self._next()
            self._expect("AND")
            return column.between(low, self._next())
        token = self._next()
        if token.word in {"LIKE", "ILIKE"}:
            return column.like(self._next(), ignore_case=token.word == "ILIKE")
        raise _wrong(token.at, "IN, LIKE or BETWEEN is missing after NOT")

    def _sign(self) -> str:
        token = self._next()
        if token.text not in _COMPARE:
            raise _wrong(token.at, "a comparison is missing: =, !=, <, <=, > or >=")
        return token.text

    def _column(self, token: _Token) -> "_Column":
        name = token.text.strip('"')
        if token.kind != "name" or token.word:
            raise _wrong(token.at, "a column is missing")
        if name not in self._rows.column_names:
            nearest = get_close_matches(name, self._rows.column_names, n=1, cutoff=0)
            raise _wrong(token.at, f"no column {name[:50]!r}; nearest: {nearest[0]!r}")
        return _Column(name, self._rows[name].combine_chunks(), token.at)


class _Column:
    """A column under a condition; of a list each element is asked, and one is enough."""

    def __init__(self, name: str, values: pa.Array, at: int) -> None:
        self._name = name
        self._at = at
        self._whole = values
        self._listed = pa.types.is_list(values.type)
        self._values = values.flatten() if self._listed else values

    def is_null(self) -> pa.Array:
        return pc.is_null(self._whole)

    def alone(self) -> pa.Array:
        if not pa.types.is_boolean(self._values.type):
            raise _wrong(self._at, f"{self._name!r} needs a comparison")
        return self._asked(self._values)

    def compare(self, sign: str, token: _Token) -> pa.Array:
        if self._listed and sign in {"!=", "<>"}:
            return pc.invert(self.compare("=", token))
        return self._asked(_COMPARE[sign](self._values, self._value(token)))

    def among(self, tokens: Sequence[_Token]) -> pa.Array:
        told = [self._value(token) for token in tokens]
        held = self._values.cast(told[0].type)
        found = pc.is_in(held, pa.array([each.as_py() for each in told], held.type))
        # Whether nothing is among them is not known, as everywhere in SQL.
        return self._asked(pc.if_else(pc.is_valid(self._values), found, None))

    def between(self, low: _Token, high: _Token) -> pa.Array:
        above = pc.greater_equal(self._values, self._value(low))
        return self._asked(pc.and_kleene(above, pc.less_equal(self._values, self._value(high))))

    def like(self, token: _Token, *, ignore_case: bool) -> pa.Array:
        if not pa.types.is_string(self._values.type):
            raise _wrong(self._at, f"{self._name!r} is no text: LIKE asks of texts")
        pattern = self._value(token).as_py()
        return self._asked(pc.match_like(self._values, pattern, ignore_case=ignore_case))

    def _asked(self, found: pa.Array) -> pa.Array:
        if not self._listed:
            return found
        parents = pc.list_parent_indices(self._whole).to_numpy()
        holds = np.zeros(len(self._whole), dtype=bool)
        holds[parents[pc.fill_null(found, fill_value=False).to_numpy(zero_copy_only=False)]] = True
        return pa.array(holds)

    def _value(self, token: _Token) -> pa.Scalar:
        kind = self._values.type
        told = _literal(token)
        if pa.types.is_date(kind) and isinstance(told, str):
            try:
                return pa.scalar(dt.date.fromisoformat(told), kind)
            except ValueError as error:
                told = f"{told[:30]!r} is no date: write 2026-01-31"
                raise _wrong(token.at, told) from error
        fits = (
            (pa.types.is_string(kind) and isinstance(told, str))
            or (pa.types.is_boolean(kind) and isinstance(told, bool))
            or (_is_number(kind) and isinstance(told, float))
        )
        if not fits:
            raise _wrong(
                token.at, f"{self._name!r} holds {_in_words(kind)}, {token.text[:30]} is none"
            )
        # Whole numbers are compared as fractions, so that links > 1.5 means what it says.
        return pa.scalar(told, pa.float64() if _is_number(kind) else kind)


def _tokens(text: str) -> list[_Token]:
    if len(text) > _MOST_TEXT:
        raise _wrong(1, f"longer than {_MOST_TEXT} characters")
    tokens: list[_Token] = []
    place, end = 0, len(text.rstrip())
    while place < end:
        match = _TOKEN.match(text, place)
        if match is None or match.lastgroup is None:
            at = place + len(text[place:]) - len(text[place:].lstrip())
            raise _wrong(at + 1, f"{text[at : at + 10]!r} cannot be read")
        kind: Kind = match.lastgroup  # type: ignore[assignment]
        tokens.append(_Token(kind, match[match.lastgroup], match.start(match.lastgroup) + 1))
        place = match.end()
    return [*tokens, _Token("end", "the end", end + 1)]


def _literal(token: _Token) -> Value:
    if token.kind == "text":
        return token.text[1:-1].replace("''", "'")
    if token.kind == "number":
        return float(token.text)
    if token.word in {"TRUE", "FALSE"}:
        return token.word == "TRUE"
    raise _wrong(token.at, "a value is missing: 'a text', a number, true or false")


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))


def _in_words(kind: pa.DataType) -> str:
    if pa.types.is_date(kind):
        return "dates (write '2026-01-31')"
    if pa.types.is_boolean(kind):
        return "true or false"
    return "numbers" if _is_number(kind) else "texts (write 'a text')"


def _wrong(at: int, told: str) -> RoadsignError:
    return RoadsignError(f"--where, position {at}: {told}")
