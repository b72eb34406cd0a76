"""The demo's folder: its own files are written again, those of others never."""

import os
from pathlib import Path

import pytest

from roadsign.demo.folder import ABOUT, lay_out, write
from roadsign.demo.web import Web
from roadsign.errors import RoadsignError, UnwritableError


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_new_folder_holds_the_files_and_says_that_they_are_invented(
    made: Web, tmp_path: Path
) -> None:
    folder = tmp_path / "a" / "new one"
    lay_out(folder, made)
    held = _contents(folder)
    assert "invented" in held.pop(ABOUT).decode().splitlines()[0]
    assert held == made.files


def test_a_second_run_is_the_same_and_leaves_other_files_alone(made: Web, tmp_path: Path) -> None:
    lay_out(tmp_path, made)
    before = _contents(tmp_path)
    (tmp_path / "exports" / "mine.csv").write_text("mine")
    (tmp_path / made.site).write_text("changed")
    lay_out(tmp_path, made)
    after = _contents(tmp_path)
    assert after.pop("exports/mine.csv") == b"mine"
    assert after == before


def test_a_folder_of_somebody_else_is_refused_and_left_as_it_is(made: Web, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(RoadsignError, match="no demo's folder"):
        lay_out(tmp_path, made)
    assert _contents(tmp_path) == {"thesis.txt": b"mine"}


def test_a_file_of_the_same_name_does_not_make_it_a_demo(made: Web, tmp_path: Path) -> None:
    (tmp_path / ABOUT).write_text("my own notes")
    with pytest.raises(RoadsignError, match="no demo's folder"):
        lay_out(tmp_path, made)
    assert _contents(tmp_path) == {ABOUT: b"my own notes"}


def test_a_file_in_the_folder_s_place_is_refused(made: Web, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(RoadsignError, match="is a file"):
        lay_out(tmp_path / "file", made)
    with pytest.raises(UnwritableError):
        lay_out(tmp_path / "file" / "below", made)


def test_links_never_lead_out_of_the_folder(made: Web, tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "demo"
    outside.mkdir()
    (outside / "mine.html").write_text("mine")
    lay_out(folder, made)
    (folder / "report.html").symlink_to(outside / "mine.html")
    write(folder, "report.html", b"new")
    assert (outside / "mine.html").read_text() == "mine"
    os.replace(folder / "exports", tmp_path / "moved")  # noqa: PTH105 - a folder moved aside
    (folder / "exports").symlink_to(outside)
    with pytest.raises(RoadsignError, match="leads out"):
        lay_out(folder, made)
    assert _contents(outside) == {"mine.html": b"mine"}
