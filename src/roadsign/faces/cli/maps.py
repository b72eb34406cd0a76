"""The option ``--map``: which column of a table holds which field of a link."""

from collections.abc import Iterable

from roadsign.errors import RoadsignError


def mapping_of(told: Iterable[str]) -> dict[str, str]:
    """Read ``FIELD=COLUMN`` words; RoadsignError in one line where one is not so."""
    mapping: dict[str, str] = {}
    for text in told:
        field, equals, column = text.partition("=")
        if not equals or not field.strip() or not column.strip():
            message = f"--map {text[:60]!r}: write FIELD=COLUMN, as in target=URL"
            raise RoadsignError(message)
        mapping[field.strip()] = column.strip()
    return mapping
