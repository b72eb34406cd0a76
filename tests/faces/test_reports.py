"""The five reports on the command line: what a user types, and what comes back."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from roadsign.faces.cli import main

HEADER = "Source URL,Target URL,Anchor,Nofollow,First seen,Last seen\n"
SHOP = (
    "https://a.example/1,https://www.shop.example/trail,trail shoes,false,2025-01-01,2025-02-01\n"
    "https://a.example/2,https://www.shop.example/trail,Shop,false,2025-01-02,2025-02-02\n"
    "https://b.example/,http://shop.example/trail,=SUM(A1),true,2025-01-05,2025-02-03\n"
    "https://shop.example/x,https://shop.example/trail,own,false,,\n"
)
RIVAL = "https://c.example/,https://rival.example/,Rival,false,2025-01-01,2025-02-01\n"
REPORTS = ("profile", "backlinks", "refdomains", "anchors", "pages")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "links.csv").write_text(HEADER + SHOP, "utf-8")
    (tmp_path / "rival.csv").write_text(HEADER + RIVAL, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ROADSIGN_INDEX", raising=False)
    return tmp_path


def run(*told: str) -> Result:
    return CliRunner().invoke(main, told)


def answer(*told: str) -> dict[str, Any]:
    result = run(*told, "--json")
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.mark.parametrize("report", REPORTS)
def test_a_report_has_the_shape_of_all_reports(report: str) -> None:
    told = answer(report, "shop.example", "links.csv")
    assert told["schema"] == 1
    assert told["target"]["value"] == "shop.example"
    assert told["target"]["mode"] == "domain"
    assert told["total"] == len(told["rows"])
    assert told["next_cursor"] is None


@pytest.mark.parametrize(
    ("report", "columns"),
    [
        (
            "profile",
            "referring_domains followed_referring_domains links follow_links reach measurable",
        ),
        (
            "pages",
            "url addresses page_type followed_referring_domains links page_authority",
        ),
        (
            "refdomains",
            "domain links follow_links first_seen last_seen lost domain_authority rating",
        ),
        ("anchors", "anchor class flags referring_domains links follow_share"),
        ("backlinks", "source_url target_url anchor kind follow class flags domain_authority"),
    ],
)
def test_a_row_has_the_columns_of_the_interface(report: str, columns: str) -> None:
    for row in answer(report, "shop.example", "links.csv")["rows"]:
        assert set(columns.split()) <= set(row)


def test_all_faces_of_the_numbers_agree() -> None:
    (profile,) = answer("profile", "shop.example", "links.csv")["rows"]
    backlinks = answer("backlinks", "shop.example", "links.csv")
    refdomains = answer("refdomains", "shop.example", "links.csv")
    pages = answer("pages", "shop.example", "links.csv")
    assert profile["links"] == backlinks["total"] == 3
    assert profile["referring_domains"] == refdomains["total"] == 2
    assert sum(row["links"] for row in refdomains["rows"]) == 3
    assert sum(row["links"] for row in pages["rows"]) == 3


@pytest.mark.parametrize(
    "told",
    [
        ("shop.example", "links.csv"),
        ("links.csv", "shop.example"),
        ("shop.example", "--links", "links.csv"),
        ("--links", "links.csv", "rival.csv", "--json", "shop.example"),
        ("shop.example", "--links", "links.csv", "--links", "rival.csv"),
        ("shop.example", "links.csv", "links.csv"),
    ],
)
def test_files_may_be_given_in_any_way(told: tuple[str, ...]) -> None:
    assert answer("backlinks", *told)["total"] == 3


def test_without_a_target_it_is_where_most_rows_point() -> None:
    result = run("backlinks", "links.csv", "rival.csv", "--json")
    assert json.loads(result.stdout)["target"]["value"] == "shop.example"
    assert "about shop.example: 4 of 5 rows point to it" in result.stderr


def test_a_page_that_ends_like_a_file_is_a_page(here: Path) -> None:
    (here / "links.csv").write_text(HEADER + SHOP.replace("/trail", "/trail.html"), "utf-8")
    told = answer("backlinks", "shop.example/trail.html", "links.csv")
    assert told["target"] == {
        "value": "https://shop.example/trail.html",
        "mode": "url",
        "display": "https://shop.example/trail.html",
    }
    assert told["total"] == 3


def test_the_index_is_asked_where_no_file_is_given() -> None:
    assert run("ingest", "links.csv").exit_code == 0
    assert answer("backlinks", "shop.example")["total"] == 3
    # A file alone is asked alone; beside a named index both are.
    assert answer("backlinks", "rival.example", "rival.csv")["total"] == 1
    assert answer("backlinks", "shop.example", "rival.csv")["total"] == 0
    named = CliRunner().invoke(
        main, ["--index", "roadsign-index", "backlinks", "shop.example", "rival.csv", "--json"]
    )
    assert json.loads(named.stdout)["total"] == 3


def test_index_and_file_of_the_same_links_count_once() -> None:
    run("ingest", "links.csv")
    told = CliRunner().invoke(
        main, ["--index", "roadsign-index", "profile", "shop.example", "links.csv", "--json"]
    )
    assert json.loads(told.stdout)["rows"][0]["links"] == 3


def test_filters_are_options() -> None:
    told = ("backlinks", "shop.example", "links.csv")
    assert answer(*told, "--follow")["total"] == 2
    assert answer(*told, "--nofollow")["total"] == 1
    assert answer(*told, "--one-per", "domain")["total"] == 2
    assert answer(*told, "--class", "brand", "exact")["total"] == 1
    assert answer(*told, "--since", "2025-01-02", "--until", "2025-01-04")["total"] == 1
    assert answer(*told, "--where", "anchor LIKE 'trail%'")["total"] == 1
    assert answer(*told, "--lost")["total"] == 0


def test_a_cursor_goes_on() -> None:
    told = ("backlinks", "shop.example", "links.csv", "--sort", "source_url", "--limit", "2")
    first = answer(*told)
    assert (len(first["rows"]), first["total"]) == (2, 3)
    second = answer(*told, "--cursor", first["next_cursor"])
    assert [row["source_url"] for row in second["rows"]] == ["https://b.example/"]
    assert second["next_cursor"] is None


@pytest.mark.parametrize(
    ("told", "status", "says"),
    [
        (("anchors",), 2, "roadsign: say what about: roadsign anchors TARGET"),
        (("anchors", "not a target", "links.csv"), 2, "is no target"),
        (("anchors", "a.example", "b.example", "links.csv"), 2, "one target at a time"),
        (("anchors", "shop.example"), 2, "there is no index at roadsign-index"),
        (("anchors", "shop.example", "none.csv"), 3, "none.csv is not there"),
        (("anchors", "shop.example", "links.csv", "--where", "lnks = 1"), 2, "nearest: 'links'"),
        (("anchors", "shop.example", "links.csv", "--sort", "x,"), 2, "--sort: no column 'x'"),
        (("anchors", "shop.example", "links.csv", "--limit", "all"), 2, "no whole number"),
        (("anchors", "shop.example", "links.csv", "--since", "soon"), 2, "write 2026-01-31"),
        (("anchors", "shop.example", "links.csv", "--cursor", "x"), 2, "--cursor: "),
        (("anchors", "shop.example", "links.csv", "--class", "exakt"), 2, "nearest: 'exact'"),
        (("anchors", "shop.example", "links.csv", "--memory", "much"), 2, "write it as 4GiB"),
        (("anchors", "shop.example", "links.csv", "--min-authority", "9"), 2, "domain_rating"),
    ],
)
def test_a_wrong_call_is_one_line(told: tuple[str, ...], status: int, says: str) -> None:
    result = run(*told)
    assert (result.exit_code, result.stdout) == (status, "")
    (line,) = [line for line in result.stderr.splitlines() if line.startswith("roadsign: ")]
    assert says in line


def test_nothing_found_is_no_error_and_names_what_is_there() -> None:
    result = run("refdomains", "shop.exmaple", "links.csv", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["total"] == 0
    assert "most rows (4 of 4) point to shop.example: is that it?" in result.stderr


def test_a_file_of_something_else_is_named(here: Path) -> None:
    (here / "pages.csv").write_text("Linking page,Last crawled\nhttps://a.example/,2025-01-01\n")
    result = run("backlinks", "shop.example", "pages.csv", "--json")
    assert result.exit_code == 0
    assert "no link points to shop.example: pages.csv holds no links" in result.stderr
    assert run("backlinks", "pages.csv").exit_code == 2


def test_one_file_that_cannot_be_read_stops_no_other() -> None:
    result = run("backlinks", "shop.example", "links.csv", "none.csv", "--json")
    assert result.exit_code == 3
    assert json.loads(result.stdout)["total"] == 3


def test_the_same_bytes_under_two_names_are_read_once(here: Path) -> None:
    (here / "copy.csv").write_text(HEADER + SHOP, "utf-8")
    result = run("backlinks", "shop.example", "links.csv", "copy.csv", "--json")
    assert json.loads(result.stdout)["total"] == 3
    assert "known already" in result.stderr


def test_quiet_leaves_results_alone() -> None:
    result = CliRunner().invoke(main, ["--quiet", "profile", "links.csv", "--json"])
    assert result.stderr == ""
    assert json.loads(result.stdout)["total"] == 1
