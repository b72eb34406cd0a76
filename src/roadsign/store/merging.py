"""Merging: parts of one crawl and provider into parts that no longer overlap."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from roadsign.store.engine import Engine
from roadsign.store.index import EVERYTHING, told_plainly, verified
from roadsign.store.manifest import Part
from roadsign.store.parts import SORTED, Draft

MOST_ROWS: Final = 1 << 18
"""Rows that are held at once: all texts of them lie in memory while they are folded and sorted."""


def groups(parts: Sequence[Part]) -> list[list[Part]]:
    """Give the parts that may be merged with each other."""
    found: dict[tuple[str, str, str, str | None], list[Part]] = {}
    for part in parts:
        # Counts are about one site only as long as its parts stay its own.
        about = None if part.holds in SORTED else part.target
        found.setdefault((part.holds, part.crawl, part.provider, about), []).append(part)
    return list(found.values())


def merged(engine: Engine, folder: Path, group: Sequence[Part]) -> list[Part]:
    """
    Give the parts of a group as fewer, or as they are where there is nothing to gain.

    Links told in several parts become one. Memory is bounded: a stretch of keys at a time. Raises
    BrokenIndexError where a part is damaged, OSError where the disk is full.
    """
    if len(group) == 1:
        return list(group)
    files = [verified(folder, part) for part in group]
    stretches = [EVERYTHING]
    if group[0].holds in SORTED:
        with told_plainly(folder):
            stretches = list(_stretches(engine, files))
    if len(stretches) >= len(group):
        return list(group)
    parts: list[Part] = []
    for stretch in stretches:
        draft = Draft(engine, folder)
        for place, (part, file) in enumerate(zip(group, files, strict=True)):
            if part.first < stretch["high"] and part.last >= stretch["low"]:
                with told_plainly(folder):
                    rows = rows_of(engine, part.holds, file, stretch)
                draft.add(part.holds, rows, place, part.target)
        parts += draft.write()
    return parts


def rows_of(engine: Engine, holds: str, file: str, stretch: Mapping[str, Any]) -> pa.Table:
    """Give the rows of a part whose keys lie in a stretch, as they were put in."""
    if holds == "links":
        rows = engine.ask("index_links", {**stretch, "files": [file], "keys": []})
        return rows.drop_columns(["filename"])
    if holds == "source_pages":
        return engine.ask("index_pages", {**stretch, "files": [file]})
    return pq.read_table(file, partitioning=None)


def _stretches(engine: Engine, files: list[str]) -> Iterator[Mapping[str, Any]]:
    low = EVERYTHING["low"]
    for stretch in engine.ask("index_slices", {"files": files, "most": MOST_ROWS}).to_pylist():
        # The least text above a key; the next stretch begins there.
        high = f"{stretch['last']}\0"
        # What one key alone holds may be too long: its links are dealt out by their pages.
        pieces = -(-stretch["rows"] // (2 * MOST_ROWS))
        for piece in range(pieces):
            yield {**EVERYTHING, "low": low, "high": high, "piece": piece, "pieces": pieces}
        low = high
