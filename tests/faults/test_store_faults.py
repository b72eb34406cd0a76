"""An index killed at any moment, shared, out of disk: every restart ends in the same answers."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from nursery import Nursery, nursery

KILLS = 20
EXPORT = "Source URL,Target URL,Anchor,Nofollow,First seen,Last seen\n"


def page(day: int, number: int) -> bytes:
    links = "".join(
        f"<a href='https://shop.example/{place}'>words {(number + place * day) % 5}</a>"
        for place in range(12)
    )
    body = f"<!doctype html><title>Page {number}</title><body>{links}"
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}".encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://p{number}.example/\r\n"
        f"WARC-Date: 2026-03-{day:02}T05:06:07Z\r\nContent-Type: application/http\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder of two crawls of the same pages and two exports."""
    folder = tmp_path_factory.mktemp("sources")
    for day in (3, 9):
        pages = b"".join(page(day, number) for number in range(24))
        (folder / f"crawl-{day}.warc").write_bytes(pages)
    for name in ("one", "two"):
        rows = (
            f"https://{name}{place}.example/,https://shop.example/{place % 7},{name},false,,\n"
            for place in range(100)
        )
        (folder / f"{name}.csv").write_text(EXPORT + "".join(rows), "utf-8")
    return folder


@pytest.fixture(scope="module")
def children() -> Iterator[Nursery]:
    with nursery() as found:
        yield found


@pytest.fixture(scope="module")
def undisturbed(
    children: Nursery, sources: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    [done] = children.run(job(tmp_path_factory.mktemp("undisturbed"), sources, do="finish"))
    assert done["told"]["unnamed"] == done["told"]["drafts"] == []
    assert "reworded" in done["told"]["hits"]
    return done


def job(index: Path, *sources: Path, **more: object) -> dict[str, Any]:
    told = {
        "do": "ingest_and_score",
        "index": str(index),
        "sources": [str(each) for each in sources],
    }
    return {**told, **more}


def finished(children: Nursery, index: Path, sources: Path) -> object:
    """Start once more, and give all that the index then answers."""
    [done] = children.run(job(index, sources, do="finish"))
    return done["told"]


def test_killed_at_any_moment_a_restart_ends_in_the_same_answers(
    children: Nursery, sources: Path, tmp_path: Path, undisturbed: dict[str, Any]
) -> None:
    dice = random.Random(20)  # noqa: S311 - moments, not secrets
    for place in range(KILLS // 2):
        index = tmp_path / str(place)
        moments = [dice.random() * undisturbed["seconds"] for _ in range(2)]
        for moment in moments:
            children.run(job(index, sources, seconds=moment))
        assert finished(children, index, sources) == undisturbed["told"], moments


def test_two_at_once_lose_nothing(
    children: Nursery, sources: Path, tmp_path: Path, undisturbed: dict[str, Any]
) -> None:
    index = tmp_path / "index"
    halves = [sorted(sources.iterdir())[:2], sorted(sources.iterdir())[2:]]
    both = children.run(*(job(index, *half, score=False) for half in halves))
    told = [each["told"] for each in both]
    assert "[]" in told
    for line in told:
        assert line == "[]" or line.startswith(
            f"BrokenIndexError the index {index} is being written by another process"
        )
        assert "\n" not in line
    assert finished(children, index, sources) == undisturbed["told"]


@pytest.mark.parametrize("allowed", [500, 2000, 4000])
def test_a_full_disk_is_one_line_and_the_next_run_ends_well(
    children: Nursery, sources: Path, tmp_path: Path, undisturbed: dict[str, Any], allowed: int
) -> None:
    index = tmp_path / "index"
    [full] = children.run(job(index, sources, bytes=allowed))
    assert full["status"] == 0
    assert full["told"].startswith(f"BrokenIndexError the index {index} cannot be written: ")
    assert "\n" not in full["told"]
    assert finished(children, index, sources) == undisturbed["told"]
