"""Every folder under golden/ is one page or archive: the file, its links and its receipt."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from roadsign.readers import web
from roadsign.readers.reading import Reading, ReadOptions

GOLDEN = sorted(each for each in (Path(__file__).parent / "golden").iterdir() if each.is_dir())
WITHOUT_ADDRESS = {"local"}


def input_of(folder: Path) -> Path:
    [path] = folder.glob("input.*")
    return path


def options(folder: Path, rows: int = 4096) -> ReadOptions:
    address = None if folder.name in WITHOUT_ADDRESS else "https://www.own.example/dir/page.html"
    return ReadOptions(base_url=address, batch_rows=rows)


def rows_of(reading: Reading, holds: str = "links") -> list[dict[str, Any]]:
    return [row for batch in reading if batch.holds == holds for row in batch.rows.to_pylist()]


def test_golden_pages_are_there() -> None:
    assert GOLDEN


@pytest.mark.parametrize("folder", GOLDEN, ids=lambda folder: folder.name)
def test_a_page_reads_as_recorded(folder: Path, golden: Callable[[Path, str], None]) -> None:
    reading = web.read(input_of(folder), options(folder))
    links = [
        {name: value for name, value in row.items() if value not in (None, False, "")}
        for row in rows_of(reading)
    ]
    golden(
        folder / "links.json", json.dumps(links, indent=1, ensure_ascii=False, default=str) + "\n"
    )
    receipt = asdict(reading.receipts[0])
    told = {name: value for name, value in receipt.items() if value and name != "source"}
    golden(
        folder / "receipt.json", json.dumps(told, indent=1, ensure_ascii=False, default=str) + "\n"
    )


@pytest.mark.parametrize("folder", GOLDEN, ids=lambda folder: folder.name)
@pytest.mark.parametrize("rows", [1, 7])
def test_batches_of_any_size_hold_the_same_rows(folder: Path, rows: int) -> None:
    page = input_of(folder)
    reading, whole = web.read(page, options(folder, rows)), web.read(page, options(folder))
    found = list(reading)
    assert [row for batch in found if batch.holds == "links" for row in batch.rows.to_pylist()] == (
        rows_of(whole)
    )
    assert all(batch.rows.num_rows <= rows for batch in found)
    assert reading.receipts == whole.receipts


@pytest.mark.parametrize("folder", GOLDEN, ids=lambda folder: folder.name)
def test_a_receipt_accounts_for_every_element(folder: Path) -> None:
    reading = web.read(input_of(folder), options(folder))
    found = list(reading)
    [receipt] = reading.receipts
    rejects = [row["reason"] for batch in found for row in batch.rejects.to_pylist()]
    assert receipt.read == receipt.kept + sum(receipt.rejected.values())
    assert {reason: rejects.count(reason) for reason in set(rejects)} == receipt.rejected
