# ruff: noqa: ANN401 - the writers come as one fixture
"""Archives: what is a page, what an answer tells besides it, and what is beside the damage."""

import datetime as dt
import gzip
import io
import zlib
from pathlib import Path
from typing import Any

import pytest
from fastwarc.stream_io import BrotliWriter, ZstdWriter

PAGE = '<title>A page</title><h1>Head</h1><a href="/a">first</a> <a href="https://x.example/">x</a>'
NAMES = ("target_url", "anchor", "kind")


def told(rows: list[dict[str, Any]], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names or NAMES) for row in rows]


@pytest.mark.parametrize("packing", ["plain", "a member a record", "one member"])
@pytest.mark.parametrize("version", ["WARC/0.18", "WARC/1.0", "WARC/1.1"])
def test_any_version_in_any_packing(
    tmp_path: Path, archive: Any, packing: str, version: str
) -> None:
    records = [
        archive.record("warcinfo", b"software: test\r\n", Content_Type="application/warc-fields"),
        archive.record("request", b"GET /page HTTP/1.1\r\n\r\n"),
        archive.record("response", archive.answer(PAGE)),
        archive.record("response", archive.answer(PAGE), WARC_Target_URI="<http://b.example/>"),
    ]
    records = [each.replace(b"WARC/1.0", version.encode(), 1) for each in records]
    packed = {
        "plain": b"".join(records),
        "a member a record": archive.zipped(records),
        "one member": gzip.compress(b"".join(records)),
    }[packing]
    found = archive.read(tmp_path, packed)
    assert told(found.links) == [
        ("https://www.own.example/a", "first", "text"),
        ("https://x.example/", "x", "text"),
        ("http://b.example/a", "first", "text"),
        ("https://x.example/", "x", "text"),
    ]
    assert told(found.pages, "url", "status", "title", "heading", "medium") == [
        ("https://www.own.example/page", 200, "A page", "Head", "warc"),
        ("http://b.example/", 200, "A page", "Head", "warc"),
    ]
    assert {row["last_seen"] for row in found.links} == {dt.date(2026, 3, 4)}
    assert {row["crawl"] for row in found.links} == {"warc-2026-03-04"}
    assert found.receipt.rejected == {}


def test_a_crawl_is_named_by_the_newest_date_or_by_the_user(tmp_path: Path, archive: Any) -> None:
    content = archive.record("response", archive.answer(PAGE)) + archive.record(
        "response", archive.answer(PAGE), WARC_Date="2026-03-09T00:00:00.123Z"
    )
    assert archive.read(tmp_path, content).links[0]["crawl"] == "warc-2026-03-09"
    assert archive.read(tmp_path, content, crawl="spring").links[0]["crawl"] == "spring"


@pytest.mark.parametrize(
    ("status", "kind", "links"),
    [
        (200, "text/html", 2),
        (203, "Application/XHTML+XML; charset=utf-8", 2),
        (200, "", 2),
        (200, "text/plain", 0),
        (404, "text/html", 0),
        (500, "text/html", 0),
    ],
)
def test_what_a_page_is(tmp_path: Path, archive: Any, status: int, kind: str, links: int) -> None:
    told_kind = f"Content-Type: {kind}\r\n".encode() if kind else b""
    block = f"HTTP/1.1 {status} Said\r\n".encode() + told_kind + b"\r\n" + PAGE.encode()
    found = archive.read(tmp_path, archive.record("response", block))
    assert len(found.links) == links
    assert [page["status"] for page in found.pages] == [status]


def test_a_redirect_is_a_link_and_no_page(tmp_path: Path, archive: Any) -> None:
    block = archive.answer("<a href=/gone>gone</a>", 301, [("LOCATION", "../new?x#part")])
    found = archive.read(tmp_path, archive.record("response", block))
    assert told(found.links) == [("https://www.own.example/new?x", "", "redirect")]
    assert told(found.pages, "status", "redirect_to", "title") == [
        (301, "https://www.own.example/new?x", None)
    ]


def test_headers_speak_for_the_page(tmp_path: Path, archive: Any) -> None:
    headers = [
        ("X-Robots-Tag", "noarchive, googlebot: noindex, nosnippet"),
        ("x-robots-tag", "NoFollow"),
        ("link", '</style.css>; rel=preload, <https://own.example/it>; rel="canonical"'),
    ]
    page = '<meta name=robots content="max-snippet:5"><a href=/a rel=ugc>a</a>'
    found = archive.read(tmp_path, archive.record("response", archive.answer(page, 200, headers)))
    [row] = found.pages
    assert row["robots"] == "max-snippet:5,noarchive,nofollow"
    assert row["robots_specific"] == "googlebot: noindex; googlebot: nosnippet"
    assert row["canonical"] == "https://own.example/it"
    assert told(found.links, "kind", "target_url", "page_nofollow", "nofollow", "follow") == [
        ("canonical", "https://own.example/it", True, False, False),
        ("text", "https://www.own.example/a", True, False, False),
    ]


def test_a_revisit_is_the_page_seen_unchanged(tmp_path: Path, archive: Any) -> None:
    content = archive.record("revisit", archive.answer("", 200)) + archive.record(
        "response", archive.answer("", 304), WARC_Target_URI="https://www.own.example/other"
    )
    found = archive.read(tmp_path, content)
    assert told(found.pages, "url", "unchanged") == [
        ("https://www.own.example/page", True),
        ("https://www.own.example/other", True),
    ]
    assert found.links == []


@pytest.mark.parametrize("first", ["request", "response"])
def test_what_was_posted_is_no_page(tmp_path: Path, archive: Any, first: str) -> None:
    request = archive.record("request", b"POST /page HTTP/1.1\r\n\r\na=1", WARC_Concurrent_To="<r>")
    response = archive.record("response", archive.answer(PAGE), WARC_Record_ID="<r>")
    content = request + response if first == "request" else response + request
    found = archive.read(tmp_path, content)
    assert (found.pages, found.receipt.rejected) == ([], {"not_a_get": 1})


def streamed(writer: Any, body: bytes) -> bytes:
    packed = io.BytesIO()
    packing = writer(packed)
    packing.write(body)
    packing.flush()
    packing.close()
    return packed.getvalue()


@pytest.mark.parametrize("coding", ["br", "zstd"])
def test_newer_codings(tmp_path: Path, archive: Any, coding: str) -> None:
    body = PAGE.encode() * 50
    packed = streamed({"br": BrotliWriter, "zstd": ZstdWriter}[coding], body)
    for content in (packed, body):
        block = archive.answer(content, 200, [("Content-Encoding", coding)])
        assert len(archive.read(tmp_path, archive.record("response", block)).links) == 100


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw deflate", "not at all"])
def test_bodies_are_unpacked_whatever_the_headers_say(
    tmp_path: Path, archive: Any, coding: str
) -> None:
    body = PAGE.encode()
    raw = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(body),
        "deflate": zlib.compress(body),
        "raw deflate": raw.compress(body) + raw.flush(),
        "not at all": body,
    }[coding]
    chunks = b"%x\r\n%b\r\n%x;x=y\r\n%b\r\n0\r\n\r\n" % (9, packed[:9], len(packed) - 9, packed[9:])
    headers = [
        ("Transfer-Encoding", "chunked"),
        ("Content-Encoding", "gzip" if "deflate" not in coding else "deflate"),
        ("Content-Length", "3"),
    ]
    for content in (chunks, packed):
        found = archive.read(
            tmp_path, archive.record("response", archive.answer(content, 200, headers))
        )
        assert len(found.links) == 2


def test_what_is_called_a_page_and_is_none_is_counted(tmp_path: Path, archive: Any) -> None:
    picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4
    found = archive.read(tmp_path, archive.record("response", archive.answer(picture)))
    assert found.receipt.rejected == {"not_html": 1}
    assert len(found.pages) == 1


def test_other_records_are_passed_over(tmp_path: Path, archive: Any) -> None:
    content = (
        archive.record("response", b"20260304\nx A 1.2.3.4", WARC_Target_URI="dns:x.example")
        + archive.record("metadata", b"a: b", WARC_Target_URI="metadata://x/")
        + archive.record("conversion", b"words", Content_Type="text/plain")
    )
    found = archive.read(tmp_path, content)
    assert (found.pages, found.receipt.rejected) == ([], {})
    assert found.receipt.warnings == ("no_pages",)


def test_arc_files(tmp_path: Path, archive: Any) -> None:
    block = archive.answer(PAGE)
    head = b"filedesc://x.arc 0.0.0.0 20080430204825 text/plain 14\n1 0 InternetA\n\n"
    line = b"http://old.example/a b 1.2.3.4 20080430204826 text/html %d\n" % len(block)
    found = archive.read(tmp_path, head + line + block + b"\n" + line + block + b"\n", "x.arc")
    assert told(found.pages, "url", "status") == [("http://old.example/a%20b", 200)] * 2
    assert {row["last_seen"] for row in found.links} == {dt.date(2008, 4, 30)}


def broken(archive: Any, damage: str) -> tuple[list[bytes], list[str]]:
    """Five records of which the third is damaged; and what must be left of them."""
    records = [
        archive.record("response", archive.answer(PAGE), WARC_Target_URI=f"https://p{n}.example/")
        for n in range(5)
    ]
    third = records[2]
    length = third[third.index(b"Content-Length: ") :].split(b"\r\n")[0]
    records[2] = {
        "no length": third.replace(length, b"Content-Lengthy: 1"),
        "length of letters": third.replace(length, b"Content-Length: many"),
        "length too long": third.replace(length, b"Content-Length: 99999"),
        "length too short": third.replace(length, b"Content-Length: 40"),
        "no version": third.replace(b"WARC/1.0", b"NONE/1.0"),
        "cut short": third[:-60],
        "garbage": b"\x00\xff garbage \r\n" * 50,
    }[damage]
    whole = [f"https://p{n}.example/" for n in (0, 1, 3, 4)]
    return records, whole


@pytest.mark.parametrize("packing", ["plain", "members"])
@pytest.mark.parametrize(
    "damage",
    [
        *("no length", "length of letters", "length too long", "length too short"),
        *("no version", "cut short", "garbage"),
    ],
)
def test_the_good_beside_the_bad_is_kept(
    tmp_path: Path, archive: Any, damage: str, packing: str
) -> None:
    records, whole = broken(archive, damage)
    content = b"".join(records) if packing == "plain" else archive.zipped(records)
    found = archive.read(tmp_path, content)
    urls = [row["url"] for row in found.pages]
    assert [url for url in urls if url != "https://p2.example/"] == whole
    assert all(len([row for row in found.links if row["source_url"] == url]) == 2 for url in whole)
    assert sum(found.receipt.rejected.values()) == 1


def test_a_damaged_member_costs_its_record_alone(tmp_path: Path, archive: Any) -> None:
    records, _ = broken(archive, "cut short")
    members = [gzip.compress(each, 1, mtime=0) for each in records]
    for damaged in (members[2][:40], members[2][:30] + b"\xff" * 40 + members[2][70:], b"junk"):
        found = archive.read(tmp_path, b"".join([*members[:2], damaged, *members[3:]]))
        urls = {row["url"] for row in found.pages}
        assert urls >= {f"https://p{n}.example/" for n in (0, 1, 3, 4)}
        assert sum(found.receipt.rejected.values()) == 1


def test_a_page_in_a_charset_that_its_header_gets_wrong(tmp_path: Path, archive: Any) -> None:
    page = '<meta charset="iso-8859-1"><a href=/a>schöne Füße</a>'
    block = archive.answer(page).replace(b"charset=utf-8", b"charset=iso-8859-1")
    found = archive.read(tmp_path, archive.record("response", block))
    assert found.links[0]["anchor"] == "schöne Füße"
    assert found.receipt.warnings == ("charset_passed_over_1",)
