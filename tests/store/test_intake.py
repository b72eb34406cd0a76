"""Sources on their way in: small ones share a version, a large one is alone, a bad one is gone."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from link_rows import link_rows

from roadsign.errors import InputError
from roadsign.model.receipts import Receipt
from roadsign.store import intake, merging
from roadsign.store.index import Index
from roadsign.store.manifest import Part
from roadsign.store.writing import Fill, IndexWriter, Put


def source(name: str, rows: int = 1, *, kept: bool = True, breaks: bool = False) -> Fill:
    def fill(put: Put) -> Sequence[Receipt]:
        for place in range(rows):
            put("links", link_rows({"source_url": f"https://{name}.example/{place}"}))
        if breaks:
            message = "it is broken"
            raise InputError(message)
        return [Receipt(f"{name}.csv", kept=rows if kept else 0)]

    return fill


def domains(folder: Path) -> list[str]:
    with Index(folder) as index:
        tables = [rows["source_domain"].to_pylist() for _, rows in index.links(None)]
    return sorted(name for names in tables for name in names)


def version(folder: Path) -> int:
    with Index(folder) as index:
        return index.manifest.version


def test_small_sources_share_a_version_and_a_part(tmp_path: Path) -> None:
    with IndexWriter(tmp_path) as writer:
        for name in "abc":
            writer.ingest(name, f"{name}.csv", source(name))
    assert (version(tmp_path), domains(tmp_path)) == (1, ["a.example", "b.example", "c.example"])
    assert len(list((tmp_path / "links").iterdir())) == 1


def test_the_same_bytes_in_one_call_are_known(tmp_path: Path) -> None:
    with IndexWriter(tmp_path) as writer:
        writer.ingest("a", "a.csv", source("a"))
        told = writer.known("a", "a.csv")
    assert told is not None
    assert [receipt.known for receipt in told] == [True]


def test_a_source_that_breaks_takes_no_other_with_it(tmp_path: Path) -> None:
    with IndexWriter(tmp_path) as writer:
        writer.ingest("a", "a.csv", source("a"))
        with pytest.raises(InputError):
            writer.ingest("b", "b.csv", source("b", breaks=True))
        writer.ingest("c", "c.csv", source("c", kept=False))
        writer.ingest("d", "d.csv", source("d"))
        assert writer.known("b", "b.csv") is None
        assert writer.known("c", "c.csv") is None
    assert domains(tmp_path) == ["a.example", "d.example"]


def test_a_large_source_is_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "_AT_ONCE", 3)
    with IndexWriter(tmp_path) as writer:
        writer.ingest("a", "a.csv", source("a"))
        with pytest.raises(InputError):
            writer.ingest("b", "b.csv", source("b", rows=8, breaks=True))
        assert domains(tmp_path) == ["a.example"]
        writer.ingest("c", "c.csv", source("c", rows=8))
        assert version(tmp_path) == 2
    assert domains(tmp_path) == ["a.example", *["c.example"] * 8]


def test_an_error_elsewhere_publishes_nothing(tmp_path: Path) -> None:
    def interrupted() -> None:
        with IndexWriter(tmp_path) as writer:
            writer.ingest("a", "a.csv", source("a"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert not (tmp_path / "manifest").exists()


def pages(count: int) -> Fill:
    """Give pages with two equal links each, and one to a page that all of them link to."""

    def fill(put: Put) -> Sequence[Receipt]:
        rows = [
            {"source_url": f"https://a{place}.example/", "target_url": f"https://{to}.example/"}
            for place in range(count)
            for to in ("shop", f"b{place}", "shop")
        ]
        for first in range(0, len(rows), 4):  # pages are cut by batches
            put("links", link_rows(*rows[first : first + 4]))
        return [Receipt("pages.warc", kept=len(rows))]

    return fill


def test_what_does_not_fit_at_once_is_the_same_in_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, pieces = tmp_path / "whole", tmp_path / "pieces"
    with IndexWriter(whole) as writer:
        writer.ingest("a", "pages.warc", pages(30))
    monkeypatch.setattr(intake, "_AT_ONCE", 6)
    monkeypatch.setattr(intake, "_MOST_BYTES", 2000)
    monkeypatch.setattr(merging, "MOST_ROWS", 10)
    with IndexWriter(pieces) as writer:
        writer.ingest("a", "pages.warc", pages(30))
    assert rows_of(pieces) == rows_of(whole)
    assert sorted(path.name for path in pieces.rglob("part-*")) == sorted(
        Path(part.file).name for part in parts(pieces)
    )
    # The 30 links to shop.example are one key: it is dealt out, and found in parts of its own.
    spans = sorted((part.first, part.last) for part in parts(pieces))
    assert len(spans) > 1
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    with IndexWriter(pieces) as writer:
        assert writer.compact() == 0


def test_a_source_that_breaks_late_leaves_nothing_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "_AT_ONCE", 2)
    monkeypatch.setattr(intake, "_MOST_BYTES", 500)
    with IndexWriter(tmp_path) as writer, pytest.raises(InputError):
        writer.ingest("b", "b.csv", source("b", rows=20, breaks=True))
    assert list(tmp_path.rglob("part-*")) == []


def parts(folder: Path) -> tuple[Part, ...]:
    with Index(folder) as index:
        return index.manifest.parts


def rows_of(folder: Path) -> list[tuple[str, str, int | None]]:
    names = ["source_url", "target_url", "links_in_group"]
    with Index(folder) as index:
        tables = [rows.select(names).to_pylist() for _, rows in index.links(None)]
    return sorted(tuple(row.values()) for table in tables for row in table)
