"""A site that moved: links to its old domain are links to where it redirects."""

from pathlib import Path

import pytest

from roadsign.model.targets import Target
from roadsign.readers.reading import ReadOptions
from roadsign.workspace.gathering import gather
from roadsign.workspace.ingesting import ingest

SHOP = Target("shop.example", "domain")
PAGE = """\
HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\
<!doctype html><title>B</title><p>We like <a href="http://old.example/">the old shop</a>.</p>"""
MOVED = "HTTP/1.1 301 Moved\r\nLocation: https://shop.example/\r\n\r\n"


def record(url: str, answer: str) -> bytes:
    body = answer.encode()
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: 2026-03-01T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{abs(hash(url)) % 10**12:012d}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    path = tmp_path / "crawl.warc"
    path.write_bytes(record("https://blog.example/", PAGE) + record("http://old.example/", MOVED))
    return path


@pytest.mark.parametrize("indexed", [False, True])
def test_links_to_the_old_domain_end_at_the_new(
    crawl: Path, tmp_path: Path, *, indexed: bool
) -> None:
    index = tmp_path / "index"
    if indexed:
        assert [receipt.error for receipt in ingest([crawl], index, ReadOptions())] == [None]
    files = () if indexed else (crawl,)
    where = index if indexed else None
    with gather(files, where, domains=["shop.example"]).base as base:
        base.select(SHOP, "shop.example")
        rows = base.hits("shop.example").to_pylist()
    found = {(row["owner"], row["kind"]): row for row in rows}
    assert set(found) == {("blog.example", "text"), ("old.example", "redirect")}
    link = found["blog.example", "text"]
    assert link["target_url"] == "http://old.example/"
    assert link["redirect_chain"] == ["http://old.example/"]
    assert link["page"] == "https://shop.example"
