"""The writer of archives: what is put in is what any reader gets out."""

import datetime as dt
import io

from fastwarc.warc import ArchiveIterator
from hypothesis import given
from hypothesis import strategies as st

from roadsign.demo.warc import Archive, Exchange

_AT = dt.datetime(2026, 2, 9, 5, 12, tzinfo=dt.UTC)
_HTML = (("Content-Type", "text/html"),)


@given(bodies=st.lists(st.binary(max_size=300), max_size=5))
def test_bodies_come_back_and_again_as_unchanged(bodies: list[bytes]) -> None:
    archive = Archive("any.warc.gz", _AT, (("software", "none"),))
    for number, body in enumerate(bodies):
        url = f"https://site.example/{number}"
        earlier = archive.add(Exchange(url, _AT, 200, _HTML, body))
        archive.add_unchanged(url, _AT, earlier)
    read = list(_read(archive.content()))
    assert [body for _, body in read[1::2]] == bodies
    assert [length for length, _ in read[2::2]] == [str(len(body)) for body in bodies]
    assert not any(body for _, body in read[2::2])


def test_an_answer_keeps_its_status_and_headers() -> None:
    archive = Archive("any.warc.gz", _AT, ())
    moved = (("Location", "https://site.example/new"),)
    archive.add(Exchange("https://site.example/old", _AT, 301, moved))
    (_, answer) = list(ArchiveIterator(io.BytesIO(archive.content())))
    assert answer.http_headers.status_code == 301
    assert answer.http_headers["Location"] == "https://site.example/new"
    assert answer.record_date == _AT


def _read(content: bytes) -> list[tuple[str, bytes]]:
    return [
        (dict(record.http_headers or {}).get("Content-Length", ""), record.reader.read())
        for record in ArchiveIterator(io.BytesIO(content))
    ]
