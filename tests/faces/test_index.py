"""``roadsign index``: what it holds, merged, forgotten, removed."""

import json
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from click.testing import CliRunner, Result

from roadsign.faces.cli import main

HEADER = "Source URL,Target URL,Anchor\n"
ROW = "https://{}.example/,https://shop.example/,Shop\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an index of three files and two crawls, once."""
    folder = tmp_path_factory.mktemp("made")
    for crawl, names in (("spring", "ab"), ("spring", "bc"), ("autumn", "d")):
        file = folder / f"{names}.csv"
        file.write_text(HEADER + "".join(ROW.format(name) for name in names), "utf-8")
        told = ("--index", str(folder / "roadsign-index"), "ingest", str(file), "--crawl", crawl)
        assert run(*told).exit_code == 0
    return folder


@pytest.fixture(autouse=True)
def here(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ROADSIGN_INDEX", raising=False)
    return tmp_path


def run(*told: str) -> Result:
    return CliRunner().invoke(main, told)


def info() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("index", "info", "--json").stdout)
    return found


def total() -> int:
    return int(json.loads(run("profile", "shop.example", "--json").stdout)["rows"][0]["links"])


def test_info_names_crawls() -> None:
    told = run("index", "info")
    assert told.exit_code == 0
    assert "5  links" in told.stdout
    assert "spring (generic), 2 parts" in told.stdout
    assert (info()["parts"], total()) == (3, 4)


def test_compact_merges_within_a_crawl() -> None:
    assert run("index", "compact").exit_code == 0
    assert (info()["parts"], info()["rows"], total()) == (2, {"links": 4}, 4)
    assert "nothing to merge" in run("index", "compact").stderr


def test_drop_forgets_a_crawl() -> None:
    assert "1 row forgotten" in run("index", "drop", "autumn").stderr
    assert total() == 3
    wrong = run("index", "drop", "autumn")
    assert wrong.exit_code == 2
    assert "it holds: 'spring'" in wrong.stderr


def test_delete_removes_a_domain() -> None:
    assert "2 rows removed" in run("index", "delete", "www.b.example").stderr
    assert total() == 3
    assert run("index", "delete", "not a domain").exit_code == 2


@pytest.mark.parametrize(
    "told", [("info",), ("compact",), ("drop", "spring"), ("delete", "a.example")]
)
def test_without_an_index_nothing_is_made(here: Path, told: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, ["--index", "none", "index", *told])
    assert result.exit_code == 2
    assert "there is no index at none" in result.stderr
    assert not (here / "none").exists()


def crawl(here: Path, day: int, *links: str, more: str = "") -> str:
    answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<!doctype html><body>"
    answer += "".join(f"<a href='https://trail.example/'>{words}</a> " for words in links)
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://friend.example/post\r\n"
        f"WARC-Date: 2026-03-{day:02}T05:06:07Z\r\n{more}Content-Type: application/http\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    file = here / f"day-{day}.warc"
    file.write_text(f"{head}{answer}\r\n\r\n", "utf-8", newline="")
    return file.name


def links(*told: str) -> list[tuple[str, str | None, str | None]]:
    found = json.loads(run("backlinks", "trail.example", *told, "--json").stdout)
    return [(row["anchor"], row["lost"], row["lost_reason"]) for row in found["rows"]]


def test_a_later_crawl_tells_what_is_lost_until_it_is_dropped(here: Path) -> None:
    files = [crawl(here, 3, "boots", "trail"), crawl(here, 9, "boots", "path")]
    for name in files:
        assert run("ingest", name, "--crawl", name).exit_code == 0
    assert links() == links(*files) == [("boots", None, None), ("path", None, None)]
    assert links("--lost") == links(*files, "--lost") == [("trail", "2026-03-09", "reworded")]
    assert run("index", "drop", files[1]).exit_code == 0
    assert links() == [("boots", None, None), ("trail", None, None)]
    assert links("--lost") == []


def test_a_page_that_was_cut_off_says_nothing_of_what_it_lacks(here: Path) -> None:
    cut = "WARC-Truncated: length\r\n"
    files = [crawl(here, 3, "boots", "trail"), crawl(here, 9, "boots", more=cut)]
    assert links(*files) == [("boots", None, None), ("trail", None, None)]
