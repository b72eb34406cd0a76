"""Parquet that Roadsign wrote comes back the same; Parquet of others is looked at closely."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from roadsign.model.links import COUNTS, DEMAND, LINKS, SIGHTINGS
from roadsign.model.receipts import Receipt
from roadsign.readers.identify import identify
from roadsign.readers.reading import ReadOptions
from roadsign.readers.registry import open_reading

GOLDEN = Path(__file__).parent / "golden"


def read(path: Path) -> tuple[pa.Table | None, Receipt]:
    reading = open_reading(path, ReadOptions(batch_rows=5))
    batches = [batch.rows for batch in reading]
    (receipt,) = reading.receipts
    return (pa.Table.from_batches(batches) if batches else None), receipt


@pytest.mark.parametrize(
    ("folder", "schema", "holds"),
    [
        ("ahrefs_backlinks_utf16", LINKS, "links"),
        ("ahrefs_refdomains", COUNTS, "counts"),
        ("gsc_latest", SIGHTINGS, "sightings"),
        ("gsc_performance_fr", DEMAND, "demand"),
    ],
)
def test_what_was_written_comes_back(
    folder: str, schema: pa.Schema, holds: str, tmp_path: Path
) -> None:
    first, _ = read(GOLDEN / folder / "input.csv")
    assert first is not None
    assert first.schema == schema
    path = tmp_path / "rows"
    pq.write_table(first, path)
    again, receipt = read(path)
    assert again == first
    assert (receipt.format, receipt.kept) == (f"roadsign.{holds}", len(first))
    assert identify(path)[0].holds == holds


def test_rows_that_are_no_links_are_rejected(tmp_path: Path) -> None:
    first, _ = read(GOLDEN / "ahrefs_backlinks_utf16" / "input.csv")
    assert first is not None
    targets = ["javascript:alert(1)", None, *first.column("target_url").to_pylist()[2:]]
    kinds = [*first.column("kind").to_pylist()[:-1], "mention"]
    spoilt = pa.table(
        {name: first.column(name) for name in LINKS.names}
        | {"target_url": pa.array(targets), "kind": pa.array(kinds)}
    )
    path = tmp_path / "rows.parquet"
    pq.write_table(spoilt, path)
    rows, receipt = read(path)
    assert rows is not None
    assert len(rows) == len(first) - 3
    assert receipt.rejected == {"missing_value": 1, "other_kind": 1, "other_scheme": 1}
    assert [sample.row for sample in receipt.samples] == [1, 2, 12]


@pytest.mark.parametrize("content", [b"PAR1", b"PAR1" + b"\0" * 100 + b"PAR1"])
def test_damaged_parquet_is_one_clear_line(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    path.write_bytes(content)
    _, receipt = read(path)
    assert "cannot be read as Parquet" in str(receipt.error)
    assert "\n" not in str(receipt.error)


def test_parquet_of_other_things_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    pq.write_table(pa.table({"a": [1]}), path)
    assert "holds no rows that Roadsign wrote" in str(read(path)[1].error)
    pq.write_table(pa.table({name: [1] for name in LINKS.names}), path)
    assert read(path)[1].error
