"""Days, numbers and flags as tools write them."""

import datetime as dt

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadsign.readers.exports import spellings
from roadsign.readers.exports.dates import day_of, is_ambiguous, order_of

DAY = dt.date(2025, 3, 4)


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-04",
        "2025-03-04 10:20:30",
        "2025-03-04T10:20:30Z",
        "2025-03-04T10:20:30+02:00",
        "2025-03-04 12:57:46 +00:00",
        "20250304",
        "2025/03/04",
        "Mar 4, 2025",
        "March 4, 2025",
        "4 Mar 2025",
        "4. März 2025",
        "4 mars 2025",
        "4 de marzo de 2025",
        "04.03.2025",
        "4.3.2025 10:20",
        "2025年3月4日",
        "2025. 3. 4.",
        "4. 3. 2025",
        "4 Mart 2025",
        "4. března 2025",
        "1741082400",
        "1741082400000",
        "45720",
        "45720.5",
    ],
)
def test_a_day_is_read_in_every_spelling(text: str) -> None:
    assert day_of(text, "unknown") == DAY


@pytest.mark.parametrize(
    "text", ["", "+", "soon", "2025-13-40", "99999", "0000-00-00", "12", "1e9"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_of(text, "day") is None


def test_day_and_month_are_told_apart_by_the_whole_file() -> None:
    assert order_of(["04/03/2025", "13/03/2025"]) == "day"
    assert order_of(["03/04/2025", "03/13/2025"]) == "month"
    assert order_of(["04/03/2025"]) == "unknown"
    assert day_of("04/03/2025", "day") == DAY
    assert day_of("03/04/2025", "month") == DAY
    assert day_of("03/04/2025", "unknown") is None
    assert is_ambiguous("03/04/2025")
    assert not is_ambiguous("2025-03-04")


@given(st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31)))
def test_days_come_back_from_each_way_of_writing_them(day: dt.date) -> None:
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%Y%m%d", "%Y/%m/%d"):
        assert day_of(day.strftime(form), "unknown") == day
    assert day_of(day.strftime("%d/%m/%Y"), "day") == day
    assert day_of(day.strftime("%m/%d/%Y"), "month") == day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1240", 1240),
        ("1,240", 1240),
        ("1.240", 1240),
        ("1 240", 1240),
        ("1\u00a0240", 1240),
        ("1\u202f240", 1240),
        ("1'240", 1240),
        ("1.2K", 1200),
        ("3.4M", 3_400_000),
        ("12.0", 12),
        ("\u22125", -5),
        ("<1", None),
        ("~", None),
        ("", None),
        ("many", None),
        ("9" * 30, None),
    ],
)
def test_counts_drop_what_parts_thousands(text: str, expected: int | None) -> None:
    assert spellings.count(pa.array([text])).to_pylist() == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12.5", 12.5),
        ("12,5", 12.5),
        ("1.240,5", 1240.5),
        ("1,240.5", 1240.5),
        ("25%", 0.25),
        *((none, None) for none in ("-", "n/a", "1e400", "nan", "inf")),
    ],
)
def test_measures_have_a_decimal_mark(text: str, expected: float | None) -> None:
    assert spellings.number(pa.array([text])).to_pylist() == [expected]


def test_flags_are_yes_no_or_not_known() -> None:
    cells = pa.array(["TRUE", "Yes", "1", "false", "No", "0", "", "maybe", None])
    assert spellings.boolean(cells).to_pylist() == [True] * 3 + [False] * 3 + [None] * 3


def test_where_marks_are_flags_blank_is_no() -> None:
    cells = pa.array(["+", "Y", "x", "", "0", "-"])
    assert spellings.boolean(cells, marks=True).to_pylist() == [True] * 3 + [False] * 3


@pytest.mark.parametrize("word", ["", " ", "-", "\u2013", "null", "NULL", "None", "N/A", "n/a"])
def test_cells_that_say_nothing_are_null_but_never_words_of_a_link(word: str) -> None:
    assert spellings.text(pa.array([word])).to_pylist() == [None]
    assert spellings.trimmed(pa.array([word])).to_pylist() == [word.strip()]


@given(st.lists(st.text(max_size=8), max_size=5))
def test_no_text_makes_a_spelling_fail(texts: list[str]) -> None:
    cells = pa.array(texts, pa.string())
    for read in (spellings.text, spellings.number, spellings.count, spellings.boolean):
        assert len(read(cells)) == len(texts)
    assert len(spellings.day(cells, "unknown")) == len(texts)
