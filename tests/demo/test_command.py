"""What ``roadsign demo`` prints when it makes the demo, and what of it can be pasted."""

import shlex
from pathlib import Path
from typing import Protocol

from click.testing import CliRunner, Result

from roadsign.demo.run import Demo
from roadsign.faces.cli import main


class Called(Protocol):
    result: Result
    demo: Demo


def _commands(result: Result) -> list[list[str]]:
    lines = (line.strip() for line in result.stdout.splitlines())
    return [shlex.split(line) for line in lines if line.startswith("roadsign ")]


def test_the_first_line_is_the_path_of_the_report(called: Called) -> None:
    first = Path(called.result.stdout.splitlines()[0])
    assert first == called.demo.folder.absolute() / "report.html"
    assert first.read_bytes().lstrip().lower().startswith(b"<!doctype html>")


def test_it_says_that_all_is_invented(called: Called) -> None:
    assert "invented" in called.result.stdout


def test_three_commands_can_be_pasted(called: Called) -> None:
    commands = _commands(called.result)
    assert [command[1] for command in commands] == ["--index", "audit", "explain"]
    for command in commands:
        again = CliRunner().invoke(main, command[1:])
        assert again.exit_code == 0, again.output
        assert again.stdout
