"""The command ``roadsign demo``: what it prints of what was made, whom it turns away."""

import webbrowser
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from roadsign.faces.cli import demo, main


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the command find a demo made already: what it prints is asked, not what it makes."""
    made = SimpleNamespace(
        report=tmp_path / "report.html",
        web=SimpleNamespace(shop="shop.example", rival_links=("a", "b"), linking_sites=7),
        audit=SimpleNamespace(
            pages=[SimpleNamespace(judged=True), SimpleNamespace(judged=False)],
            summary=SimpleNamespace(headline="All is well."),
        ),
        links=1234,
        next_commands=[("What it shows", "roadsign explain thin")],
    )
    monkeypatch.setattr(demo, "run", lambda *_told: made)
    return tmp_path


def test_what_was_made_is_told_below_the_path(folder: Path) -> None:
    lines = CliRunner().invoke(main, ["demo", "--dir", str(folder)]).stdout.splitlines()
    assert lines[0] == str(folder.absolute() / "report.html")
    assert "The shop shop.example: 1 linked pages, 2 rivals, 7 sites that link." in lines[2]
    assert "1,234 links" in lines[3]
    assert lines[-1].strip() == "roadsign explain thin"


def test_quiet_prints_the_path_alone(folder: Path) -> None:
    quiet = CliRunner().invoke(main, ["--quiet", "demo", "--dir", str(folder)])
    assert quiet.stdout.splitlines() == [str(folder.absolute() / "report.html")]


def test_a_foreign_folder_is_one_line_and_status_2(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    refused = CliRunner().invoke(main, ["demo", "--dir", str(tmp_path)])
    assert refused.exit_code == 2
    assert not refused.stdout
    assert len(refused.stderr.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


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


def test_commands_name_the_program_as_it_was_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / ".venv" / "bin" / "roadsign"
    program.parent.mkdir(parents=True)
    program.write_text("", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", [str(program)])
    monkeypatch.setenv("PATH", "")
    assert demo.program_as_called() == str(Path(".venv/bin/roadsign"))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    assert demo.program_as_called() == "roadsign"
