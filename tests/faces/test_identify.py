"""``roadsign identify``: what a file is, by content."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from roadsign.faces.cli import main

GOLDEN = Path(__file__).parents[1] / "readers" / "golden"
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    return lambda *args: CliRunner().invoke(main, ["identify", *map(str, args)])


def test_json_says_all_that_is_known(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "links.xlsx"  # names say nothing
    path.write_bytes((GOLDEN / "screamingfrog_links_2017" / "input.csv").read_bytes())
    result = run("links.xlsx", "--json")
    (told,) = json.loads(result.stdout)
    assert result.exit_code == 0
    assert told == {
        "source": "links.xlsx",
        "format": "screamingfrog.links",
        "holds": "links",
        "title": "Screaming Frog, links",
        "encoding": "utf-8",
        "delimiter": ",",
        "header_row": 2,
        "columns": {
            "kind": "Type",
            "source_url": "Source",
            "target_url": "Destination",
            "anchor": "Anchor",
            "alt": "Alt Text",
            "dofollow": "Follow",
        },
        "unknown_columns": [],
        "would_read": "links: kind, source_url, target_url, anchor, alt, dofollow",
    }


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("ahrefs_backlinks_utf16", "ahrefs.backlinks"),
        ("ahrefs_backlinks_old", "ahrefs.backlinks.old"),
        ("semrush_backlinks", "semrush.backlinks"),
        ("gsc_latest_de", "gsc.latest"),
        ("gsc_performance_fr", "gsc.performance"),
        ("majestic_download", "majestic.download"),
        ("dataforseo_json", "dataforseo.json"),
        ("generic_links_shape", "generic.links"),
    ],
)
def test_a_line_a_file_names_the_format(run: Run, folder: str, expected: str) -> None:
    (path,) = (GOLDEN / folder).glob("input.*")
    result = run(path)
    (line,) = result.stdout.splitlines()
    assert f"   {expected}: " in line
    assert result.exit_code == 0


def test_a_zip_is_told_table_by_table(run: Run) -> None:
    result = run(GOLDEN / "gsc_performance_zip" / "input.zip", "--json")
    told = json.loads(result.stdout)
    assert [Path(each["source"]).name for each in told] == ["Pages.csv", "Queries.csv"]
    assert [each["columns"].get("page") for each in told] == ["Top pages", None]
    assert [each["columns"].get("query") for each in told] == [None, "Top queries"]


def test_columns_that_are_not_used_are_named(run: Run) -> None:
    result = run(GOLDEN / "ahrefs_backlinks_reordered" / "input.csv")
    assert "not used: New column" in result.stdout


def test_what_cannot_be_told_is_said_and_the_status_shows_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text("Name,Value\nkettle,1\n", "utf-8")
    result = run("notes.csv", "none.csv", GOLDEN / "gsc_sample" / "input.csv")
    lines = result.stdout.splitlines()
    assert result.exit_code == 3
    assert "no column holds addresses" in lines[0]
    assert "is not there" in lines[1]
    assert "gsc.sample" in lines[2]


def test_a_table_that_is_refused_says_what_to_export(run: Run) -> None:
    result = run(GOLDEN / "gsc_indexing" / "input.csv", "--json")
    (told,) = json.loads(result.stdout)
    assert told["format"] == "gsc.indexing"
    assert "Latest links" in told["error"]
    assert result.exit_code == 3


def test_named_columns_are_shown(run: Run, tmp_path: Path) -> None:
    strange = "Wo,Wohin\nhttps://tea.example/,https://kettles.example/\n"
    (tmp_path / "strange.csv").write_text(strange, "utf-8")
    result = run("strange.csv", "--map", "source=Wo", "target=Wohin", "--json")
    (told,) = json.loads(result.stdout)
    assert told["columns"] == {"source_url": "Wo", "target_url": "Wohin"}


def test_a_page_is_known_for_a_page(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page").write_text("<!doctype html><title>T</title>", "utf-8")
    assert "html" in run("page").stdout
