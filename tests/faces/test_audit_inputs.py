"""``roadsign audit`` and its inputs: packed, mixed, empty, several sites, rivals by name."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from roadsign.faces.cli import main

HEADER = "Source url,Target url,Anchor,Nofollow\n"
AHREFS = "Referring page URL,Target URL,Anchor,Nofollow\n"

Run = Callable[..., Result]


def export(site: str, links: int) -> str:
    rows = (f"https://{site[0]}{n}.example/p,https://{site}/,kettles,false" for n in range(links))
    return HEADER + "\n".join(rows) + "\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.csv").write_text(export("shop.example", 9))
    for rival in ("ann", "bob", "cat"):
        (tmp_path / f"{rival}.csv").write_text(export(f"{rival}.example", 12))

    def called(*args: str) -> Result:
        return CliRunner().invoke(main, ["audit", *args])

    return called


def test_a_rival_that_is_named_is_not_taken_for_the_target(run: Run) -> None:
    result = run("own.csv", "ann.csv", "--rival", "ann.example", "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["target"]["value"]) == (0, "shop.example")
    assert told["rivals"] == ["ann.example"]


def test_files_in_a_zip_are_files_of_the_target_and_of_rivals(run: Run, tmp_path: Path) -> None:
    for name in ("own", "ann"):
        with zipfile.ZipFile(tmp_path / f"{name}.zip", "w") as packed:
            packed.write(tmp_path / f"{name}.csv", f"{name}.csv")
    told = json.loads(run("own.zip", "--rival-links", "ann.zip", "bob.csv", "--json").stdout)
    assert told["target"]["value"] == "shop.example"
    assert told["rivals"] == ["ann.example", "bob.example"]


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        (HEADER, 2, "holds no rows"),
        (AHREFS + "nowhere,https://shop.example/,x,\n" * 3, 2, "3 rows and no link: 3 rejected"),
        ("Top pages,Clicks,Impressions,CTR,Position\nhttps://a.example/,1,2,50%,3\n", 2, "search"),
        ("Site,Linking pages,Target pages\na.example,1,1\n", 2, "how many sites link"),
        ("", 3, "is empty"),
    ],
)
def test_a_file_without_links_is_one_line(
    run: Run, tmp_path: Path, content: str, status: int, said: str
) -> None:
    (tmp_path / "other.csv").write_text(content)
    result = run("other.csv")
    assert (result.exit_code, result.stdout) == (status, "")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_names_of_nothing_are_wrong_calls_or_inputs(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("", "own.csv").exit_code == 2
    assert run("empty").exit_code == 3


def test_a_site_file_in_a_folder_is_one(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "links.csv").write_text(export("shop.example", 9))
    (folder / "SITE.toml").write_text('domain = "shop.example"\nbrand = ["Shop"]\n')
    result = run("shop", "--json")
    assert (result.exit_code, json.loads(result.stdout)["target"]["value"]) == (0, "shop.example")


def test_of_several_sites_one_that_fails_stops_no_other(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('domain = "shop.example"\n')
    (tmp_path / "b.toml").write_text('domian = "ann.example"\n')
    (tmp_path / "c.toml").write_text('domain = "nobody.example"\n')
    result = run("own.csv", "--site", "a.toml", "b.toml", "c.toml", "--json")
    audits = json.loads(result.stdout)["audits"]
    assert [each["target"]["value"] for each in audits] == ["shop.example"]
    assert "nearest: 'domain'" in result.stderr
    assert "points to nobody.example" in result.stderr
    assert result.exit_code == 2
    assert run("own.csv", "--site", "b.toml", "b.toml").stdout == ""


def test_a_name_steers_no_terminal(run: Run) -> None:
    result = run("own.csv", "--csv", "--html", "a\x1b[31m\nb.html")
    assert result.exit_code == 0
    assert "\x1b" not in result.stderr
    assert "wrote a\\x1b[31m" in result.stderr


@pytest.mark.parametrize("option", ["--html", "--xlsx", "--parquet"])
@pytest.mark.parametrize(
    "read", [("own.csv",), ("--links", "own.csv"), ("--rival-links", "own.csv")]
)
def test_what_is_read_is_not_written_over(
    run: Run, tmp_path: Path, option: str, read: tuple[str, ...]
) -> None:
    before = (tmp_path / "own.csv").read_bytes()
    result = run("ann.csv", *read, option, "./own.csv")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"give {option} another name" in result.stderr
    assert (tmp_path / "own.csv").read_bytes() == before


def test_what_was_inferred_is_written_and_read_again(run: Run, tmp_path: Path) -> None:
    assert run("own.csv", "--write-site", "site.toml").exit_code == 0
    written = (tmp_path / "site.toml").read_bytes()
    assert b"shop.example" in written
    assert run("own.csv", "--site", "site.toml", "--json").exit_code == 0
    again = run("own.csv", "--write-site", "site.toml")
    assert (again.exit_code, again.stdout) == (2, "")
    assert "there already" in again.stderr
    assert (tmp_path / "site.toml").read_bytes() == written
