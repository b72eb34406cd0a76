"""``roadsign ingest``: receipts for all, an exit status that tells, the same bytes once."""

import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from roadsign.faces.cli import main

LINKS = (
    "Source URL,Target URL,Anchor,Nofollow\n"
    "https://a.example/1,https://shop.example/trail,trail shoes,false\n"
    "https://b.example/,https://shop.example/,Shop,true\n"
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "links.csv").write_text(LINKS, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ROADSIGN_INDEX", raising=False)
    return tmp_path


def run(*told: str) -> Result:
    return CliRunner().invoke(main, told)


def receipts(*told: str, status: int = 0) -> list[dict[str, Any]]:
    result = run("ingest", *told, "--json")
    assert result.exit_code == status, result.stderr
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def total(target: str = "shop.example") -> int:
    return int(json.loads(run("backlinks", target, "--json").stdout)["total"])


def test_a_receipt_says_what_became_of_every_row() -> None:
    (told,) = receipts("links.csv")
    assert (told["source"], told["read"], told["kept"]) == ("links.csv", 2, 2)
    assert (told["rejected"], told["warnings"]) == ({}, [])
    assert total() == 2


def test_receipts_for_people_go_to_standard_error() -> None:
    result = run("ingest", "links.csv")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "2 links" in result.stderr
    assert run("--quiet", "ingest", "links.csv").stderr == ""


def test_the_same_bytes_under_another_name_change_nothing(here: Path) -> None:
    (first,) = receipts("links.csv")
    (here / "copy of links.csv").write_text(LINKS, "utf-8")
    (again,) = receipts("copy of links.csv")
    assert again == {**first, "source": "copy of links.csv", "known": True}
    assert total() == 2
    told = json.loads(run("index", "info", "--json").stdout)
    assert (told["version"], told["sources"]) == (1, 1)


def test_an_unreadable_input_stops_no_other(here: Path) -> None:
    (here / "notes.csv").write_text("a,b\n1,2\n", "utf-8")
    told = receipts("none.csv", "notes.csv", "links.csv", status=3)
    assert [bool(each.get("error")) for each in told] == [True, True, False]
    assert total() == 2


def test_a_folder_is_all_its_files(here: Path) -> None:
    folder = here / "exports"
    (folder / "deep").mkdir(parents=True)
    (folder / "one.csv").write_text(LINKS, "utf-8")
    (folder / "deep" / "two.csv").write_text(LINKS.replace("a.example", "c.example"), "utf-8")
    assert len(receipts("exports")) == 2
    assert total() == 3


def test_a_pipe_is_read_like_a_file(here: Path) -> None:
    os.mkfifo(here / "pipe")
    writer = threading.Thread(target=(here / "pipe").write_text, args=(LINKS, "utf-8"))
    writer.start()
    (told,) = receipts("pipe")
    writer.join()
    assert (told["source"], told["kept"]) == ("pipe", 2)
    (again,) = receipts("links.csv")
    assert (again["source"], again["known"]) == ("links.csv", True)


def test_crawl_and_date_name_what_the_file_does_not() -> None:
    receipts("links.csv", "--crawl", "spring", "--date", "2025-03-01")
    (crawl,) = json.loads(run("index", "info", "--json").stdout)["crawls"]
    assert crawl["crawl"] == "spring"


def test_a_page_without_an_address_is_rejected_by_name(here: Path) -> None:
    (here / "page.html").write_text(
        "<!doctype html><html><body><a href='https://shop.example/'>shop</a></body></html>"
    )
    (told,) = receipts("page.html")
    assert (told["kept"], told["rejected"]) == (0, {"no_address": 1})
    (again,) = receipts("page.html", "--base-url", "https://blog.example/")
    assert again["kept"] == 1
    assert not again.get("known")
    assert total() == 1


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (("links.csv", "--date", "soon"), "--date 'soon' is no date"),
        (("links.csv", "--memory", "lots"), "--memory 'lots' is no size"),
        (("links.csv", "--map", "target"), "is no FIELD=COLUMN"),
    ],
)
def test_a_wrong_call_is_one_line(told: tuple[str, ...], says: str) -> None:
    result = run("ingest", *told)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr
    assert result.stderr.count("\n") == 1


def test_an_index_that_cannot_be_written_is_one_line(here: Path) -> None:
    (here / "file").write_text("no folder")
    result = run("--index", "file", "ingest", "links.csv")
    assert result.exit_code == 4
    assert "the index file cannot be written" in result.stderr
    assert result.stderr.count("\n") == 1
