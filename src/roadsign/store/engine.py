"""The engine: one DuckDB in memory, bounded, that fetches nothing from anywhere."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa

from roadsign.errors import RoadsignError
from roadsign.store.queries import query

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*(?:([KMGT])(i?)B?|B)?", re.IGNORECASE)
_POWER = {"K": 1, "M": 2, "G": 3, "T": 4}
_LEAST = 64 << 20
_ENGINE_SHARE = 0.6
"""DuckDB alone peaks well above its own limit, and Arrow and Python live beside it."""


def bytes_of(size: str) -> int:
    """Give the bytes of ``4GiB``, ``512MB`` or ``800M``; RoadsignError where it is no size."""
    told = _SIZE.fullmatch(size.strip())
    if told is None:
        message = f"--memory {size!r} is no size: write it as 4GiB or 512MB"
        raise RoadsignError(message)
    number, unit, binary = told.groups()
    base = 1024 if binary else 1000
    found = int(float(number) * base ** _POWER.get((unit or "").upper(), 0))
    if found < _LEAST:
        message = f"--memory {size!r} is too little: give at least 64MiB"
        raise RoadsignError(message)
    return found


@contextmanager
def _enough() -> Iterator[None]:
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        message = "this does not fit into the memory it may use: give more with --memory"
        raise RoadsignError(message) from error


def _spill() -> TemporaryDirectory[str] | None:
    try:
        return TemporaryDirectory(prefix="roadsign-", ignore_cleanup_errors=True)
    except OSError:
        # Nowhere to write: what does not fit into memory fails, all else is answered.
        return None


class Engine:
    """A connection, and the folder into which it spills what memory does not hold."""

    def __init__(self, memory: str | None = None) -> None:
        limit = None if memory is None else int(bytes_of(memory) * _ENGINE_SHARE)
        self._spill = _spill()
        config: dict[str, str | bool | int | float | list[str]] = {
            # An extension is a download that nobody asked for.
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "temp_directory": self._spill.name if self._spill else "",
        }
        if limit is not None:
            config["memory_limit"] = f"{limit}B"
        self._connection = duckdb.connect(":memory:", config=config)
        # In a notebook, at a prompt and under -c a bar would be drawn into standard output.
        self._connection.execute(query("without_progress"))

    def close(self) -> None:
        """Let go of the memory and of the spill folder."""
        self._connection.close()
        if self._spill:
            self._spill.cleanup()

    def run(self, name: str, values: Mapping[str, object] | None = None) -> None:
        """Run a query that answers nothing."""
        with _enough():
            self._connection.execute(query(name), values or {})

    def ask(self, name: str, values: Mapping[str, object] | None = None) -> pa.Table:
        """Give the answer of a query as an Arrow table."""
        with _enough():
            return self._connection.sql(query(name), params=values or None).to_arrow_table()

    def create(self, table: str, rows: pa.Table) -> None:
        """Make a table that holds these rows."""
        self._connection.from_arrow(rows).create(table)

    def replace(self, table: str, rows: pa.Table) -> None:
        """Make a table that holds these rows, in place of one that had the name."""
        self._connection.execute(query("drop_" + table))
        self.create(table, rows)

    def insert(self, table: str, rows: pa.Table) -> None:
        """Put rows into a table of the same columns, in the same order."""
        if rows.num_rows:
            with _enough():
                self._connection.from_arrow(rows).insert_into(table)

    def show(self, name: str, rows: pa.Table) -> None:
        """Let queries see an Arrow table under a name, in place of what had that name."""
        self._connection.register(name, rows)

    def hide(self, name: str) -> None:
        """Take a shown table away again."""
        self._connection.unregister(name)
