"""Whatever the web calls itself, what is shown can only be read."""

import csv
import io
import json
import unicodedata

import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from roadsign.render.defuse import cells, csv_cell, defused, json_text, short_address, shortened
from roadsign.render.flat import csv_pieces

ANY = st.text(st.characters(codec=None), max_size=80)


@settings(deadline=None)
@given(text=ANY)
@example(text="\x1b]8;;https://evil.example\x07click\x1b]8;;\x07")
@example(text="\u202egnp.exe\u202c")
@example(text="a\u0338\u0301\u0302\u0303\u0304\u0305\u0306b")
@example(text="\udcff\ufeff\U000e0041\u3164\x9b31m")
def test_what_is_left_is_one_line_that_only_shows(text: str) -> None:
    shown = defused(text)
    assert "\n" not in shown
    assert {unicodedata.category(each) for each in shown}.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})
    assert defused(shown) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\n lines\tand\xa0more", "two lines and more"),
        ("\x1b[31mred\x07", "\\x1b[31mred\\x07"),
        ("a\u200bb\u202ec\ufeff", "abc"),
        ("e\u0301t\u00e9", "\u00e9t\u00e9"),
        ("Z" + "\u0301" * 40, "\u0179" + "\u0301" * 3),
        ("\u0301begins with a mark", "begins with a mark"),
        ("コーヒー", "コーヒー"),
        ("पेज़ की कड़ी", "पेज़ की कड़ी"),
        ("lone \ud800 half", "lone \ufffd half"),
    ],
)
def test_controls_are_shown_and_what_steers_is_gone(text: str, shown: str) -> None:
    assert unicodedata.normalize("NFC", defused(text)) == unicodedata.normalize("NFC", shown)


@settings(deadline=None)
@given(text=ANY, width=st.integers(0, 60), dots=st.sampled_from(["…", "..."]))
@example(text="コーヒーミルの選び方", width=7, dots="…")
def test_a_shortened_text_keeps_to_its_width(text: str, width: int, dots: str) -> None:
    assert cells(shortened(text, width, dots)) <= width
    assert cells(short_address(text, width, dots)) <= width


def test_a_text_that_fits_is_not_cut() -> None:
    assert shortened("burr grinders", 13) == "burr grinders"
    assert shortened("burr grinders", 12) == "burr gri…ers"


@pytest.mark.parametrize(
    ("address", "width", "short"),
    [
        ("https://a.example/b/c/page", 26, "https://a.example/b/c/page"),
        ("https://a.example/b/c/page", 25, "https://a.example/…/page"),
        ("https://a.example/b/c/page?q=1#x", 17, "a.example/…/page"),
        ("/collections/spring/gooseneck-kettles", 21, "/…/gooseneck-kettles"),
        ("/collections/spring/gooseneck-kettles", 20, "/…/gooseneck-kettles"),
        ("/collections/spring/gooseneck-kettles", 19, "…/gooseneck-kettles"),
        ("/collections/spring/gooseneck-kettles", 14, "…/goosenec…les"),
    ],
)
def test_an_address_keeps_its_host_and_its_last_step(address: str, width: int, short: str) -> None:
    assert short_address(address, width) == short


def test_without_room_the_host_of_an_address_is_not_left_out_whole() -> None:
    assert short_address("https://shop.example/a/long-last-step", 18).startswith("https://")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_a_sheet_would_run_gets_a_quote(start: str) -> None:
    assert csv_cell(f"{start}1+1") == f"'{start}1+1"
    assert csv_cell(f"a{start}1") == f"a{start}1"


def test_a_formula_behind_a_control_character_is_guarded_too() -> None:
    assert csv_cell("\x00=1+1") == "'=1+1"
    assert csv_cell("\x1b[31m") == "[31m"


@settings(deadline=None)
@given(texts=st.lists(st.text(max_size=20), min_size=1, max_size=5))
@example(texts=["=1", "\r\n=2", "\x00@x", 'a"b,c', "\x9b=", "\x85-1"])
def test_columns_are_guarded_as_cells_are(texts: list[str]) -> None:
    written = b"".join(csv_pieces(pa.table({"anchor": texts}))).decode()
    read = [row[0] for row in csv.reader(io.StringIO(written, newline=""))]
    assert read == ["anchor", *map(csv_cell, texts)]


@settings(deadline=None)
@given(text=ANY)
@example(text="\x9b\u202e\udc80\x7f")
def test_json_says_the_same_without_steering_the_terminal(text: str) -> None:
    written = json_text(json.dumps(text, ensure_ascii=False))
    assert json.loads(written) == text
    assert not set(written) & {"\x7f", "\x9b", "\x85", "\u202e", "\u2066", "\udc80", "\x1b"}
