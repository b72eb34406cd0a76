"""The archives of the demo: whole, dated, and full of what real pages hold."""

import datetime as dt
import io
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from roadsign.demo.tells import tells
from roadsign.demo.web import Web

_META = re.compile(rb'<meta charset="([\w-]+)"')


@dataclass(frozen=True)
class Kept:
    """One record, as a reader of such files that is not ours sees it."""

    kind: WarcRecordType
    fields: dict[str, str]
    status: int | None
    headers: dict[str, str]
    body: bytes

    @property
    def url(self) -> str:
        return self.fields["WARC-Target-URI"]


def _records(content: bytes) -> Iterator[Kept]:
    stream = io.BytesIO(content)
    for record in ArchiveIterator(stream, parse_http=False):
        fields = dict(record.headers.items())
        http = record.record_type != WarcRecordType.warcinfo
        if http:
            record.parse_http()
        if record.record_type == WarcRecordType.response:
            assert record.verify_payload_digest()
        answer = record.http_headers
        yield Kept(
            record.record_type,
            fields,
            answer.status_code if http else None,
            dict(answer.items()) if http else {},
            record.reader.read(),
        )


@pytest.fixture(scope="module")
def archives(made: Web) -> list[list[Kept]]:
    return [list(_records(made.files[name])) for name in made.crawls]


@pytest.fixture(scope="module")
def pages(archives: list[list[Kept]]) -> list[Kept]:
    return [kept for held in archives for kept in held if kept.status == 200 and kept.body]


def _text(page: Kept) -> str:
    meta = _META.search(page.body)
    assert meta
    header = page.headers["Content-Type"].partition("charset=")[2]
    assert header in {"", meta[1].decode()}
    return page.body.decode(meta[1].decode())


@pytest.fixture(scope="module")
def texts(pages: list[Kept]) -> list[str]:
    return [_text(page) for page in pages]


def test_each_record_is_a_gzip_member_of_its_own(made: Web, archives: list[list[Kept]]) -> None:
    for name, held in zip(made.crawls, archives, strict=True):
        rest, members = made.files[name], 0
        while rest:
            member = zlib.decompressobj(wbits=31)
            assert member.decompress(rest).startswith(b"WARC/1.1\r\nWARC-Type: ")
            rest, members = member.unused_data, members + 1
        assert members == len(held) > 1000


def test_records_are_named_once_and_dated_within_their_crawl(archives: list[list[Kept]]) -> None:
    names = [kept.fields["WARC-Record-ID"] for held in archives for kept in held]
    assert len(names) == len(set(names))
    for plan, held in zip(tells().crawls, archives, strict=True):
        assert held[0].kind == WarcRecordType.warcinfo
        days = [dt.datetime.fromisoformat(kept.fields["WARC-Date"]) for kept in held]
        assert days == sorted(days)
        assert plan.begun == days[0]
        assert days[-1] - days[0] < dt.timedelta(days=7)


def test_no_address_is_fetched_twice_in_a_crawl(archives: list[list[Kept]]) -> None:
    for held in archives:
        urls = [kept.url for kept in held[1:]]
        assert len(urls) == len(set(urls))
        assert all(url.isascii() for url in urls)


def test_what_stayed_the_same_names_the_bytes_it_was(archives: list[list[Kept]]) -> None:
    older, newer = archives
    before = {kept.url: kept.fields for kept in older[1:]}
    before_headers = {kept.url: kept.headers for kept in older[1:]}
    stayed = [kept for kept in newer if kept.kind == WarcRecordType.revisit]
    assert len(stayed) > 100
    for kept in stayed:
        earlier = before[kept.url]
        assert kept.fields["WARC-Refers-To-Date"] == earlier["WARC-Date"]
        assert kept.fields["WARC-Payload-Digest"] == earlier["WARC-Payload-Digest"]
        assert kept.headers == before_headers[kept.url]
        assert not kept.body


def test_pages_go_move_and_lose_their_links(archives: list[list[Kept]]) -> None:
    statuses = Counter(kept.status for kept in archives[1])
    assert statuses.keys() == {None, 200, 301, 404, 410}
    moved = [kept for kept in archives[1] if kept.status == 301]
    assert all(kept.headers["Location"].startswith("http") for kept in moved)
    hosts = {kept.url.split("/")[2] for kept in moved}
    assert {"www.brackenwell.example", "bracken-and-well.example"} < hosts


def test_pages_are_written_in_many_charsets(texts: list[str], pages: list[Kept]) -> None:
    headers = Counter(page.headers["Content-Type"].partition("charset=")[2] for page in pages)
    assert {"", "utf-8", "windows-1252", "iso-8859-2", "shift_jis"} <= headers.keys()
    assert headers["utf-8"] > len(pages) / 2
    assert not any("\ufffd" in text for text in texts)


@pytest.mark.parametrize(
    "part",
    [
        r'<html lang="de-AT"',
        r"<HTML LANG=pl",
        r"<header\b.*<nav\b.*</nav>\s*</header>",
        r'<div id="footer"',
        r"<base href=",
        r'<section id="comments"(?:(?!</section>).)*rel="nofollow ugc"',
        r'<div class="post"',
        r'rel="(nofollow )?sponsored"',
        r'<meta name="robots" content="nofollow">',
        r'<meta name="robots" content="noindex">',
        r'<link rel="canonical"',
        r'href="[^"]+"><img src="[^"]+" width',
        r'href="[^"]+"><img src="[^"]+" alt=""',
        r'<img src="[^"]+" alt="Brackenwell"',
        r'href="//brackenwell\.example',
        r'href="about/"',
        r"&[a-z]+(?:uml|acute|grave|cedil);",
        r"<noscript>",
        r"<template\b[^>]*>.*brackenwell.*</template>",
        r"<!-- <a href=.*brackenwell",
        r"application/ld\+json.*brackenwell",
        r'href="mailto:',
    ],
)
def test_pages_hold_what_real_ones_do(texts: list[str], part: str) -> None:
    assert re.search(part, "\n\0".join(texts), re.DOTALL)


def test_some_headers_ask_not_to_follow(pages: list[Kept]) -> None:
    asked = [page for page in pages if page.headers.get("X-Robots-Tag") == "nofollow"]
    assert asked
    assert not any(b'name="robots"' in page.body for page in asked)


def test_no_name_outside_the_reserved_one_is_used(
    archives: list[list[Kept]], texts: list[str]
) -> None:
    urls = [kept.url for held in archives for kept in held[1:]]
    urls += [
        href
        for text in texts
        for href in re.findall(r"(?:href|src)=[\"']?((?:https?:)?//[^\"'> ]+)", text)
    ]
    hosts = {url.split("/")[2] for url in urls}
    assert len(hosts) > 500
    assert all(host.endswith(".example") for host in hosts)
