"""The five reports on a terminal and in a pipe."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports_example import REPORTS, anchors

from roadsign.model.tables import ReportTable
from roadsign.render.defuse import cells
from roadsign.render.terminal import report_screen

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_as_drawn(name: str, golden: Callable[[Path, str], None]) -> None:
    table = REPORTS[name]()
    screens = [report_screen(table, width, colour=False, unicode=True) for width in (96, 80, 60)]
    golden(GOLDEN / f"terminal_report_{name}.txt", "\n".join(screens))
    piped = report_screen(table, 96, colour=False, unicode=True, tty=False)
    golden(GOLDEN / f"terminal_report_{name}_pipe.txt", piped)


@pytest.mark.parametrize("name", REPORTS)
@settings(max_examples=25, deadline=None)
@given(width=st.integers(20, 120), unicode=st.booleans())
def test_no_line_is_too_wide(name: str, width: int, unicode: bool) -> None:  # noqa: FBT001 - drawn
    screen = report_screen(REPORTS[name](), width, colour=False, unicode=unicode)
    assert all(cells(line) <= width for line in screen.splitlines())
    assert all(line.isprintable() for line in screen.splitlines())


@settings(max_examples=50, deadline=None)
@given(text=st.text(max_size=40), width=st.integers(24, 110))
def test_no_anchor_can_break_a_row(text: str, width: int) -> None:
    screen = report_screen(with_anchor(text), width, colour=False, unicode=True)
    assert len(screen.splitlines()) == 3
    assert all(cells(line) <= width for line in screen.splitlines())
    piped = report_screen(with_anchor(text), width, colour=False, unicode=True, tty=False)
    assert len({line.count("\t") for line in piped.splitlines()}) == 1


def with_anchor(text: str) -> ReportTable:
    rows = pa.table({"anchor": [text], "class": ["other"], "referring_domains": [3]})
    return replace(anchors(), rows=rows, total=1, next_cursor=None)


def test_a_class_that_is_not_sure_carries_a_mark() -> None:
    screen = report_screen(anchors(), 96, colour=False, unicode=True)
    assert "partial?" in screen
    assert "exact?" not in screen
    assert "classes marked ? are not sure" in screen
    assert "classes marked" not in report_screen(with_anchor("x"), 96, colour=False, unicode=True)


def test_no_words_are_told_as_such() -> None:
    backlinks = REPORTS["backlinks"]()
    screen = report_screen(backlinks, 96, colour=False, unicode=True)
    assert "(picture without words)" in screen
    assert "(words not known)" in screen


def test_a_share_of_the_row_goes_before_one_that_is_worked_out() -> None:
    rows = pa.table(
        {"anchor": ["x"], "referring_domains": [5], "share": [0.4], "low": [0.3], "high": [0.5]}
    )
    told = report_screen(replace(anchors(), rows=rows), 96, colour=False, unicode=True)
    assert "40% (30-50)" in told
    assert "%" not in report_screen(
        replace(anchors(), rows=rows.drop_columns(["share"]), facts={}), 96, colour=False,
        unicode=True,
    )  # fmt: skip


def test_an_authority_that_cannot_be_measured_is_never_a_number() -> None:
    screen = report_screen(REPORTS["refdomains"](), 96, colour=False, unicode=True)
    assert "64 (58-69)" in screen
    assert "not measurable" in screen
    assert "AHREFS DR" in screen


def test_ratings_of_two_scales_have_no_title_of_one() -> None:
    table = REPORTS["refdomains"]()
    at = table.rows.column_names.index("rating_scale")
    rows = table.rows.set_column(at, "rating_scale", [["ahrefs_dr", "moz_da", "moz_da"]])
    assert "AHREFS" not in report_screen(replace(table, rows=rows), 96, colour=False, unicode=True)


def test_a_cursor_is_never_cut() -> None:
    long = replace(anchors(), next_cursor="x" * 200)
    screen = report_screen(long, 96, colour=False, unicode=True)
    assert "--cursor, with the next_cursor of --json" in screen
    assert "--cursor c2Vjb25k" in report_screen(anchors(), 96, colour=False, unicode=True)


def test_what_sorts_the_rows_is_told_only_where_it_is_known() -> None:
    told = {}
    for sort in ("-links", None):
        table = replace(anchors(), facts={**anchors().facts, "sort": sort})
        told[sort] = report_screen(table, 96, colour=False, unicode=True)
    assert "· by -links," in told["-links"]
    assert "· by referring_domains," in told[None]
    assert " by " not in report_screen(anchors(), 96, colour=False, unicode=True)


def test_a_report_without_rows_says_so() -> None:
    empty = replace(anchors(), rows=anchors().rows.slice(0, 0), total=0)
    assert "nothing found" in report_screen(empty, 96, colour=False, unicode=True)
    piped = report_screen(empty, 96, colour=False, unicode=True, tty=False)
    assert piped.count("\n") == 1


def test_a_report_that_no_layout_knows_is_shown_all_the_same() -> None:
    table = replace(anchors(), name="coverage")
    screen = report_screen(table, 96, colour=False, unicode=True)
    assert "CONFIDENCE" in screen
    assert "burr grinders" in screen
