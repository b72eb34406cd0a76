"""``roadsign explain`` as a user calls it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from roadsign.faces.cli import main
from roadsign.render.explanations import explanation_screen, list_screen
from roadsign.workspace.explaining import book


def explain(*words: str) -> Result:
    return CliRunner().invoke(main, ["explain", *words])


def test_a_page_is_title_sentence_and_sections_with_a_hanging_indent() -> None:
    lines = explain("over_optimised").stdout.splitlines()
    assert lines[0] == "One sign repeated (over_optimised)"
    assert lines[1] == ""
    assert lines[2].startswith("More sites use exactly your keyword")
    starts = [line[:21].strip() for line in lines[4:] if line[:21].strip()]
    assert starts == [
        "Why it matters",
        "What to do",
        "How it is decided",
        "False alarms",
        "Source",
        "See also",
    ]
    assert all(line[20] == " " for line in lines[4:])
    assert max(map(len, lines)) <= 96


def test_thresholds_stand_in_the_text_of_a_level_as_in_that_of_its_rule() -> None:
    assert "below 0.05 after correction" in " ".join(explain("over_optimised").stdout.split())
    assert "36 for a competitive keyword" in " ".join(explain("thin").stdout.split())


@pytest.mark.parametrize("words", [("too", "few", "roads"), ("Too few roads",), ("AUTHORITY",)])
def test_the_words_of_a_report_find_its_verdict(words: tuple[str, ...]) -> None:
    assert explain(*words).stdout.startswith("Too few roads (authority)\n")


def test_a_code_finds_its_rule() -> None:
    assert explain("rs101").stdout.startswith("Too few roads (RS101)\n")


def test_words_of_a_receipt_are_those_that_receipts_print() -> None:
    said = explain("capped_at_1000").stdout
    assert "The file ends at its tool's limit of N rows: what it holds is a lower bound." in said


def test_two_things_of_one_name_are_both_shown() -> None:
    said = explain("other").stdout
    assert said.startswith("Other words (other)\n")
    assert "\nOther page (other)\n" in said


def test_json_holds_the_page_and_what_else_has_its_name() -> None:
    told = json.loads(explain("other", "--json").stdout)
    assert told["schema"] == 1
    assert (told["name"], told["kind"], told["title"]) == ("other", "class", "Other words")
    assert told["sections"][0]["title"] == "Why it matters"
    assert [each["kind"] for each in told["others"]] == ["page type"]


def test_without_a_name_all_are_listed_with_tabs_in_a_pipe() -> None:
    rows = [line.split("\t") for line in explain().stdout.splitlines()]
    assert rows[0] == ["kind", "name", "title", "summary"]
    assert {len(row) for row in rows} == {4}
    assert ["verdict", "healthy", "Healthy"] in [row[:3] for row in rows]


def test_the_name_of_a_kind_lists_that_kind() -> None:
    rows = [line.split("\t") for line in explain("flags").stdout.splitlines()[1:]]
    assert {row[0] for row in rows} == {"flag"}
    assert len(rows) == 16


def test_an_unknown_name_is_one_line_and_status_2() -> None:
    said = explain("exat")
    assert said.exit_code == 2
    assert said.stdout == ""
    assert said.stderr.startswith("roadsign: nothing is called 'exat'; nearest: exact")
    assert said.stderr.count("\n") == 1


@pytest.mark.parametrize("width", [10, 30, 60, 80, 96])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    known = book()
    told = explanation_screen(known.pages, width) + list_screen(known.kinds, known.pages, width)
    assert max(map(len, told.splitlines())) <= max(width, 24)


def test_colour_only_repeats_what_the_words_say() -> None:
    known = book()
    plain = explanation_screen(known.pages, 96) + list_screen(known.kinds, known.pages, 96)
    coloured = explanation_screen(known.pages, 96, colour=True) + list_screen(
        known.kinds, known.pages, 96, colour=True
    )
    assert coloured.replace("\x1b[1m", "").replace("\x1b[0m", "") == plain


def test_explaining_loads_no_engine() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from roadsign.faces.cli import main;"
        "CliRunner().invoke(main, ['explain', 'thin']);"
        "print([m for m in ('duckdb', 'pyarrow', 'rich') if m in sys.modules])"
    )
    run = subprocess.run(  # noqa: S603 - this Python
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    assert run.stdout == "[]\n"
