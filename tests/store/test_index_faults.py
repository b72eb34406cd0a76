"""An index under bad luck: killed, locked, full, read-only, damaged, newer. Nothing is lost."""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pytest
from link_rows import link_rows
from nursery import Nursery, nursery

from roadsign.errors import BrokenIndexError
from roadsign.model.receipts import Receipt
from roadsign.store import manifest as manifests
from roadsign.store.index import Index
from roadsign.store.linkbase import LinkBase
from roadsign.store.lock import locked
from roadsign.store.writing import IndexWriter, Put


def put_in(folder: Path, sha: str, rows: pa.Table) -> None:
    def fill(put: Put) -> Sequence[Receipt]:
        put("links", rows)
        return [Receipt(f"{sha}.csv", kept=rows.num_rows)]

    with IndexWriter(folder) as writer:
        writer.ingest(sha, f"{sha}.csv", fill)


def count(folder: Path) -> int:
    with Index(folder) as index:
        return sum(rows.num_rows for _, rows in index.links(None))


@pytest.fixture(scope="module")
def children() -> Iterator[Nursery]:
    with nursery() as found:
        yield found


@pytest.fixture
def index(tmp_path: Path) -> Path:
    folder = tmp_path / "index"
    put_in(folder, "old", link_rows({}))
    return folder


@pytest.mark.parametrize(
    ("call", "number", "rows"),
    [
        ("fsync", 1, 1),  # the part is written, under no name that counts
        ("fsync", 3, 1),  # the part has its name, the manifest is written aside
        ("link", 1, 1),  # just before the manifest takes its name
        ("fsync", 4, 501),  # just after
    ],
)
def test_a_killed_ingest_leaves_a_whole_index(
    children: Nursery, index: Path, call: str, number: int, rows: int
) -> None:
    job = {"do": "ingest_rows", "index": str(index), "call": call, "number": number}
    [done] = children.run(job)
    assert done["status"] == -9, done
    assert count(index) == rows
    put_in(index, "next", link_rows({"source_url": "https://next.example/"}))
    assert count(index) == rows + 1
    assert list(index.rglob("*.tmp")) == []
    named = {part.file for part in manifest(index).parts}
    assert {f"links/{path.name}" for path in (index / "links").iterdir()} == named


def manifest(folder: Path) -> manifests.Manifest:
    found = manifests.newest(folder)
    assert found is not None
    return found


def test_a_full_disk_is_one_line_and_changes_nothing(children: Nursery, index: Path) -> None:
    before = sorted(path.name for path in index.rglob("*"))
    [done] = children.run({"do": "ingest_rows", "index": str(index), "bytes": 2000})
    assert done["status"] == 0
    assert done["told"].startswith(f"BrokenIndexError the index {index} cannot be written: ")
    assert "\n" not in done["told"]
    assert count(index) == 1
    assert sorted(path.name for path in index.rglob("*")) == before


def test_a_failing_disk_in_the_middle_changes_nothing(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_space(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_space)
    with pytest.raises(BrokenIndexError, match="cannot be written: No space left on device"):
        put_in(index, "new", link_rows({}))
    monkeypatch.undo()
    assert count(index) == 1
    assert list(index.rglob("*.tmp")) == []


def test_a_second_writer_is_told_since_when(index: Path) -> None:
    told = r"is being written by another process \(since \d\d:\d\d\); wait, or use --index"
    with locked(index):
        with pytest.raises(BrokenIndexError, match=told), IndexWriter(index):
            pass
        assert count(index) == 1
    put_in(index, "new", link_rows({"source_url": "https://b.example/"}))
    assert count(index) == 2


def test_of_two_writers_of_one_version_one_wins(index: Path) -> None:
    following = manifest(index).after([], [])
    manifests.publish(index, following)
    with pytest.raises(BrokenIndexError, match="changed by another process"):
        manifests.publish(index, following)
    assert list(index.rglob("*.tmp")) == []


def test_without_hard_links_the_name_is_taken_all_the_same(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", no_links)
    put_in(index, "new", link_rows({"source_url": "https://b.example/"}))
    assert count(index) == 2
    with pytest.raises(BrokenIndexError, match="changed by another process"):
        manifests.publish(index, manifest(index))


def test_reading_needs_no_right_to_write(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path: path.stat().st_mtime_ns for path in index.rglob("*")}

    def read_only(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    for call in ("mkdir", "link", "unlink", "rename", "fsync"):
        monkeypatch.setattr(os, call, read_only)
    with LinkBase() as base, Index(index) as held:
        held.load(base, ["shop.example"])
        assert held.info()["rows"] == {"links": 1}
    monkeypatch.undo()
    assert {path: path.stat().st_mtime_ns for path in index.rglob("*")} == before


def test_a_read_only_disk_is_one_line_and_changes_nothing(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(os, "open", read_only)
    with pytest.raises(BrokenIndexError, match="cannot be written: Read-only file system"):
        put_in(index, "new", link_rows({}))
    monkeypatch.undo()
    assert count(index) == 1


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with (
        pytest.raises(BrokenIndexError, match="cannot be written: "),
        IndexWriter(tmp_path / "file" / "index"),
    ):
        pass


def _cut(index: Path) -> None:
    (part,) = (index / "links").iterdir()
    part.write_bytes(part.read_bytes()[:-100])


def _gone(index: Path) -> None:
    (part,) = (index / "links").iterdir()
    part.unlink()


def _garbled(index: Path) -> None:
    (part,) = (index / "links").iterdir()
    part.write_bytes(b"x" * part.stat().st_size)


def _no_json(index: Path) -> None:
    (index / "manifest" / "00000001.json").write_text('{"version": 1, "par')


def _wrong_shape(index: Path) -> None:
    (index / "manifest" / "00000001.json").write_text('{"format": 1, "version": "one"}')


@pytest.mark.parametrize("damage", [_cut, _gone, _garbled, _no_json, _wrong_shape])
def test_damage_is_told_in_one_line(index: Path, damage: Callable[[Path], None]) -> None:
    damage(index)
    with pytest.raises(BrokenIndexError, match="is damaged: ") as caught:
        count(index)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_status == 4


def test_a_flipped_byte_is_found_and_never_merged(index: Path) -> None:
    put_in(index, "new", link_rows({"source_url": "https://b.example/"}))
    part = min((index / "links").iterdir())
    told = bytearray(part.read_bytes())
    told[len(told) // 3] ^= 1
    part.write_bytes(told)
    with Index(index) as held, pytest.raises(BrokenIndexError, match="other bytes than were"):
        held.check()
    with (
        pytest.raises(BrokenIndexError, match="other bytes than were"),
        IndexWriter(index) as writer,
    ):
        writer.compact()


def test_an_index_that_changes_under_a_reader_says_so(index: Path) -> None:
    with Index(index) as held:
        with IndexWriter(index) as writer:
            writer.delete("friend.example")
        with pytest.raises(BrokenIndexError, match="was changed while it was read: ask again"):
            list(held.links(None))


def test_a_newer_index_is_not_touched(index: Path) -> None:
    file = index / "manifest" / "00000001.json"
    told = json.loads(file.read_text()) | {"format": 2, "shape": "unheard of"}
    file.write_text(json.dumps(told))
    for attempt in (lambda: count(index), lambda: put_in(index, "new", link_rows({}))):
        with pytest.raises(BrokenIndexError, match=r"newer Roadsign \(format 2"):
            attempt()
    assert json.loads(file.read_text()) == told
