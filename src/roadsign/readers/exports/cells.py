"""The cells of some rows by the name of the field that they are for."""

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from roadsign.readers.exports import spellings
from roadsign.readers.exports.formats import Format, fold
from roadsign.readers.exports.stretches import Stretch
from roadsign.readers.exports.survey import Survey

_FORMULA_GUARD = r"^'('*[=+\-@\t\r])"
_LONGEST_HEADER = 80


@dataclass(frozen=True, slots=True)
class Cells:
    """Rows of a table: a field that the table has no column for is null throughout."""

    layout: Format
    survey: Survey
    stretch: Stretch
    places: Mapping[str, int]
    """Where each field's column is among those of the stretch."""

    def __len__(self) -> int:
        return len(self.stretch)

    def has(self, name: str) -> bool:
        """Say whether the table has a column for a field."""
        return name in self.places

    def raw(self, name: str) -> pa.Array:
        """Give a column as it is written."""
        if name not in self.places:
            return pa.nulls(len(self), pa.string())
        cells = self.stretch.columns[self.places[name]]
        if self.layout.unquote:
            return pc.replace_substring_regex(cells, _FORMULA_GUARD, r"\1")
        return cells

    def text(self, name: str) -> pa.Array:
        """Give a column trimmed, null where a cell says nothing."""
        if not self.has(name):
            return self.raw(name)
        if self.layout.passes:  # only what is empty says nothing there
            return spellings.filled(spellings.trimmed(self.raw(name)))
        return spellings.text(self.raw(name))

    def optional(self, name: str) -> pa.Array | None:
        """Give a column as ``text`` does, None where the table has none."""
        return self.text(name) if self.has(name) else None

    def words(self, name: str) -> pa.Array:
        """Give a column of words: trimmed, never null."""
        return spellings.trimmed(self.raw(name)).fill_null("")

    def flag(self, name: str) -> pa.Array:
        """Give a column of flags."""
        return spellings.boolean(self.raw(name), marks=self.layout.marks)

    def day(self, name: str) -> pa.Array:
        """Give a column of days."""
        if not self.has(name):
            return pa.nulls(len(self), pa.date32())
        return spellings.day(self.text(name), self.survey.order)

    def scale(self, name: str) -> str | None:
        """Give the scale of a rating, None where the table has no such rating."""
        if not self.has(name):
            return None
        return self.survey.scales.get(name) or self.layout.columns[name].scale

    def all(self, value: str) -> pa.Array:
        """Give the same text for every row."""
        return pa.repeat(pa.scalar(value), len(self))

    @property
    def ragged(self) -> pa.Array:
        """Whether each row had as many fields as the header."""
        return pa.array(self.stretch.ragged)

    def repeats_header(self, name: str) -> pa.Array:
        """Say which rows are the header again, as where several files were joined."""
        names = self.layout.columns[name].names if name in self.layout.columns else ()
        return spellings.each_distinct(
            self.raw(name).fill_null(""),
            lambda cell: len(cell) < _LONGEST_HEADER and fold(cell) in names,
            pa.bool_(),
        )
