"""``roadsign score``: what it says was done, with seeds in any spelling, and without."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from roadsign.faces.cli import main


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ROADSIGN_INDEX", raising=False)
    rows = [f"https://s{i}.example/,https://shop.example/,Shop,false" for i in range(12)]
    rows += ["https://s1.example/,https://bücher.example/,Bücher,false"]
    rows += ["https://s0.example/,https://s1.example/,friend,false"]
    text = "Source URL,Target URL,Anchor,Nofollow\n" + "\n".join(rows) + "\n"
    (tmp_path / "links.csv").write_text(text, "utf-8")
    assert run("ingest", "links.csv").exit_code == 0
    return tmp_path


def run(*told: str) -> Result:
    return CliRunner().invoke(main, told)


def scored(*told: str) -> dict[str, Any]:
    result = run("score", *told, "--json")
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_without_seeds_only_reach_is_filled() -> None:
    told = scored()
    assert (told["schema"], told["domains"], told["edges"], told["measurable"]) == (1, 14, 14, 1)
    assert told["bound"] == pytest.approx(told["delta"] * 0.85 / 0.15)
    assert [warning["code"] for warning in told["warnings"]] == ["no_seeds"]
    assert told["seeds"] is None
    assert told["top"][0]["domain"] == "shop.example"
    assert len(told["top"]) == 5
    assert {row["domain_authority"] for row in told["top"]} == {None}
    assert told["top"][0]["reach"] == 100


def test_seeds_are_forgiven_their_spelling(here: Path) -> None:
    lines = [
        "# sites that I know",
        "HTTPS://www.S0.example/about?x=1#top # the first",
        "s0.example",
        "Bücher.example",
        "nowhere.example",
        "two words",
        "\x00\x1b[31m",
        "",
    ]
    (here / "seeds.txt").write_text("\r\n".join(lines), "utf-8-sig")
    told = scored("--seeds", "seeds.txt")
    assert told["seeds"] == {"given": 3, "known": 2, "unknown": 1, "rejected": 2}
    assert [warning["code"] for warning in told["warnings"]] == ["unknown_seeds", "bad_seeds"]
    assert "\x1b" not in told["warnings"][1]["text"]
    assert told["top"][0]["domain_authority"] > 0


def test_people_read_names_and_what_cannot_be_measured(here: Path) -> None:
    (here / "seeds.txt").write_text("bücher.example", "utf-16")
    result = run("score", "--seeds", "seeds.txt")
    assert result.exit_code == 0
    assert "1 of 1 seeds known" in result.stdout
    assert "  bücher.example: not measurable, 1 linking owner\n" in result.stdout
    assert "  shop.example: authority none, reach 100.0, 12 linking owners\n" in result.stdout
    assert "error at most" in result.stdout
    assert result.stderr == ""
    assert "No seeds were given" in run("score").stderr
    assert run("--quiet", "score").stderr == ""


@pytest.mark.parametrize(
    ("content", "status", "line"),
    [
        (None, 3, "seeds.txt cannot be read: No such file or directory"),
        (b"", 2, "seeds.txt names no domain: seeds are one domain a line"),
        (b"# only\n\n# comments", 2, "seeds.txt names no domain: seeds are one domain a line"),
        (bytes(range(128, 256)) * 9, 2, "seeds.txt names no domain: seeds are one domain a line"),
        (b"x.example", 2, "the index knows no seed of seeds.txt (1 given): nothing was scored"),
    ],
)
def test_a_list_that_is_none_is_one_line(
    here: Path, content: bytes | None, status: int, line: str
) -> None:
    if content is not None:
        (here / "seeds.txt").write_bytes(content)
    result = run("score", "--seeds", "seeds.txt")
    assert (result.exit_code, result.stdout) == (status, "")
    assert result.stderr == f"roadsign: {line}\n"
    assert json.loads(run("index", "info", "--json").stdout)["scores"] is None


def test_there_is_nothing_to_score_without_links(here: Path) -> None:
    result = run("--index", "none", "score")
    assert (result.exit_code, (here / "none").exists()) == (2, False)
    assert result.stderr.startswith("roadsign: there is no index at none")
    for name in ("shop.example", "xn--bcher-kva.example", "s1.example"):
        assert run("index", "delete", name).exit_code == 0
    result = run("score")
    assert result.exit_code == 2
    assert result.stderr.endswith("holds no links: there is nothing to score\n")


def test_the_index_tells_that_its_scores_are_old(here: Path) -> None:
    assert "domains" not in run("index", "info").stdout
    scored()
    assert "14  domains scored\n" in run("index", "info").stdout
    (here / "more.csv").write_text(
        "Source URL,Target URL,Anchor\nhttps://n.example/,https://shop.example/,x\n"
    )
    assert run("ingest", "more.csv").exit_code == 0
    assert json.loads(run("index", "info", "--json").stdout)["scores"]["stale"] is True
    assert (
        "14  domains scored before the links changed: roadsign score\n"
        in run("index", "info").stdout
    )
