"""What ``roadsign demo`` prints, and what of it can be pasted."""

import shlex
import webbrowser
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from roadsign.demo.run import Demo, run
from roadsign.faces.cli import demo, main


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("somewhere") / "my demo's folder"


@pytest.fixture(scope="module")
def runs() -> list[Demo]:
    return []


@pytest.fixture(scope="module")
def result(folder: Path, runs: list[Demo]) -> Iterator[Result]:
    def remembered(folder: Path) -> Demo:
        runs.append(run(folder))
        return runs[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(demo, "run", remembered)
        yield CliRunner().invoke(main, ["demo", "--dir", str(folder)])


@pytest.fixture
def _again(result: Result, runs: list[Demo], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command find the demo made already: what it prints is asked, not what it makes."""
    assert result.exit_code == 0, result.output
    monkeypatch.setattr(demo, "run", lambda _folder: runs[-1])


def _commands(result: Result) -> list[list[str]]:
    lines = (line.strip() for line in result.stdout.splitlines())
    return [shlex.split(line) for line in lines if line.startswith("roadsign ")]


def test_the_first_line_is_the_path_of_the_report(result: Result, folder: Path) -> None:
    assert result.exit_code == 0, result.output
    first = Path(result.stdout.splitlines()[0])
    assert first == folder.absolute() / "report.html"
    assert first.read_bytes().lstrip().lower().startswith(b"<!doctype html>")


def test_it_says_that_all_is_invented(result: Result) -> None:
    assert "invented" in result.stdout


def test_three_commands_can_be_pasted(result: Result) -> None:
    commands = _commands(result)
    assert len(commands) == 3
    for command in commands:
        again = CliRunner().invoke(main, command[1:])
        assert again.exit_code == 0, again.output
        assert again.stdout


@pytest.mark.usefixtures("_again")
def test_quiet_prints_the_path_alone(folder: Path) -> None:
    again = CliRunner().invoke(main, ["--quiet", "demo", "--dir", str(folder)])
    assert again.stdout.splitlines() == [str(folder.absolute() / "report.html")]


def test_a_foreign_folder_is_one_line_and_status_2(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    refused = CliRunner().invoke(main, ["demo", "--dir", str(tmp_path)])
    assert refused.exit_code == 2
    assert not refused.stdout
    assert len(refused.stderr.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.usefixtures("_again")
def test_a_browser_is_opened_only_when_asked_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def browser(address: str) -> bool:
        opened.append(address)
        return len(opened) == 1

    monkeypatch.setattr(webbrowser, "open", browser)
    CliRunner().invoke(main, ["demo", "--dir", str(folder)])
    assert not opened
    CliRunner().invoke(main, ["demo", "--dir", str(folder), "--open"])
    assert opened == [(folder.absolute() / "report.html").as_uri()]
    failed = CliRunner().invoke(main, ["demo", "--dir", str(folder), "--open"])
    assert failed.exit_code == 0
    assert "open the file above yourself" in failed.stderr
