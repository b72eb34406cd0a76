"""What happens to archives: cut anywhere, damaged anywhere, packed to burst, large."""

import gzip
import io
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from roadsign.readers import records as framing
from roadsign.readers import unpacking, web
from roadsign.readers.reading import Reading, ReadOptions
from roadsign.readers.records import Record, records
from roadsign.readers.unpacking import Piece, pieces
from roadsign.readers.window import Window


def record(number: int, body: bytes = b"", kind: str = "response") -> bytes:
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<a href=/a>first</a>" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://p{number}.example/\r\n"
        f"WARC-Date: 2026-03-04T05:06:07Z\r\nContent-Type: application/http\r\n"
        f"Content-Length: {len(page)}\r\n\r\n"
    )
    return head.encode() + page + b"\r\n\r\n"


def read(path: Path) -> tuple[Counter[str], Reading]:
    reading = web.read(path, ReadOptions())
    seen: Counter[str] = Counter()
    for batch in reading:
        if batch.holds == "links":
            seen.update(batch.rows["source_url"].to_pylist())
    return seen, reading


def names(found: Iterator[Record]) -> list[tuple[str, str | None]]:
    told = []
    for each in found:
        uri = each.head.partition(b"URI: https://")[2].partition(b".")[0]
        told.append((uri.decode(), each.flaw))
    return told


@pytest.mark.parametrize("packed", [False, True])
def test_cut_anywhere_all_before_the_cut_is_kept(tmp_path: Path, packed: bool) -> None:  # noqa: FBT001
    whole = [record(n) for n in range(4)]
    members = [gzip.compress(each, mtime=0) for each in whole] if packed else whole
    content = b"".join(members)
    ends = [sum(map(len, members[: n + 1])) for n in range(4)]
    for at in range(0, len(content) + 1, 7):
        path = tmp_path / "x.warc.gz"
        path.write_bytes(content[:at])
        seen, reading = read(path)
        done = sum(end <= at for end in ends)
        assert {f"https://p{n}.example/" for n in range(done)} <= set(seen), at
        [receipt] = reading.receipts
        assert receipt.error is None
        assert sum(receipt.rejected.values()) <= 1


def test_any_member_may_be_lost() -> None:
    whole = [record(n) for n in range(5)]
    for lost in range(5):
        members = [gzip.compress(each, mtime=0) for each in whole]
        middle = len(members[lost]) // 2
        members[lost] = members[lost][:middle] + b"\0" * 20 + members[lost][middle + 20 :]
        found = names(records(Window(pieces(io.BytesIO(b"".join(members)), None, None))))
        kept = [name for name, flaw in found if flaw is None]
        assert kept == [f"p{n}" for n in range(5) if n != lost]
        assert sum(flaw is not None for _, flaw in found) == 1


def test_gzip_within_which_records_are_cut_elsewhere() -> None:
    content = b"".join(record(n) for n in range(6))
    members = [gzip.compress(content[at : at + 100]) for at in range(0, len(content), 100)]
    found = names(records(Window(pieces(io.BytesIO(b"".join(members)), None, None))))
    assert found == [(f"p{n}", None) for n in range(6)]


def test_padding_between_members_is_no_damage() -> None:
    content = (b"\0" * 512).join(gzip.compress(record(n)) for n in range(3))
    found = names(records(Window(pieces(io.BytesIO(content), None, None))))
    assert found == [(f"p{n}", None) for n in range(3)]


def test_a_page_that_quotes_an_archive_is_one_page() -> None:
    quoted = record(9, b"inside")
    content = record(0, b"<pre>\r\n\r\n" + quoted + b"</pre>") + record(1)
    assert names(records(Window([Piece(content)]))) == [("p0", None), ("p1", None)]


def test_records_too_long_to_keep_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(framing, "LONGEST_BODY", 200)
    content = record(0) + record(1, b"x" * 5000) + record(2)
    split = [Piece(content[at : at + 64]) for at in range(0, len(content), 64)]
    found = list(records(Window(split)))
    assert names(iter(found)) == [("p0", None), ("p1", None), ("p2", None)]
    assert [len(each.body) <= 200 for each in found] == [True] * 3


def test_a_length_beyond_the_file_swallows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(framing, "LONGEST_BODY", 100)
    far = record(1).replace(b"Content-Length: ", b"Content-Length: 9999")
    found = names(records(Window([Piece(record(0) + far + record(2))])))
    assert [name for name, _ in found] == ["p0", "p1", "p2"]
    assert [flaw for _, flaw in found] == [None, "bad_length", None]


def test_what_is_packed_to_burst_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "_GROWTH_COUNTS_FROM", 1 << 20)
    path = tmp_path / "bomb.warc.gz"
    path.write_bytes(gzip.compress(record(0)) + gzip.compress(record(1, b"\0" * (8 << 20))))
    seen, reading = read(path)
    assert set(seen) == {"https://p0.example/"}
    assert "grows more than" in (reading.receipts[0].error or "")
    assert "bomb.warc.gz" in (reading.receipts[0].error or "")


def test_memory_stays_flat_however_long_the_archive(tmp_path: Path) -> None:
    def peak(size: int) -> int:
        path = tmp_path / f"{size}.warc.gz"
        path.write_bytes(b"".join(gzip.compress(record(n, b"x" * 2000), 1) for n in range(size)))
        tracemalloc.start()
        for batch in web.read(path, ReadOptions(batch_rows=64)):
            del batch
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(50)
    assert peak(600) < 1.5 * peak(200)
