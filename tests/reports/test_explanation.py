"""How a name finds its explanation, and how several rules make one page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadsign.errors import UnknownNameError
from roadsign.reports.explanation import Book, Explanation, Kind, folded, joined, sections_of

KINDS = [Kind("verdict", "Verdicts", "what holds a page back"), Kind("page type", "Page types", "")]
BOOK = Book(
    KINDS,
    [
        Explanation("other", "page type", "Other page", "A page."),
        Explanation("too_wide", "verdict", "Too wide a road", "Wide.", aliases=("broad road",)),
        Explanation("other", "verdict", "Other words", "Words."),
        Explanation("capped_at", "page type", "Ends at a limit", "It ends."),
    ],
)


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("too_wide", "too_wide"),
        ("TOO-WIDE", "too_wide"),
        ("  Too  Wide ", "too_wide"),
        ("verdict too wide", "too_wide"),
        ("too wide a road", "too_wide"),
        ("Broad road", "too_wide"),
        ("\uff54oo\u3000wide", "too_wide"),
        ("capped_at_1000", "capped_at"),
    ],
)
def test_case_blanks_hyphens_and_numbers_are_forgiven(asked: str, name: str) -> None:
    found = BOOK.find(asked)
    assert [page.name for page in found.pages] == [name]
    assert not found.listed


def test_one_name_of_two_things_gives_both_in_the_order_of_the_kinds() -> None:
    assert [page.kind for page in BOOK.find("Other").pages] == ["verdict", "page type"]
    assert [page.kind for page in BOOK.find("page type: other").pages] == ["page type"]


def test_the_plural_of_a_kind_lists_it() -> None:
    found = BOOK.find("page types")
    assert found.listed
    assert [page.name for page in found.pages] == ["other", "capped_at"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("too_wid", "nothing is called 'too_wid'; nearest: too_wide"),
        ("wide", "nothing is called 'wide'; nearest: too_wide"),
        ("capped", "nothing is called 'capped'; nearest: capped_at"),
        ("qqqq", "nothing is called 'qqqq'; roadsign explain lists all names"),
        ("\x1b[2J", "nothing is called ' [2J'; roadsign explain lists all names"),
        ("", "nothing is called ''; roadsign explain lists all names"),
    ],
)
def test_what_is_unknown_is_one_line_with_the_nearest(asked: str, said: str) -> None:
    with pytest.raises(UnknownNameError) as raised:
        BOOK.find(asked)
    assert str(raised.value) == said


@given(st.text(max_size=200))
def test_no_name_can_be_asked_for_that_breaks_the_answer(name: str) -> None:
    try:
        said = repr(BOOK.find(name).pages[0].name)
    except UnknownNameError as error:
        said = str(error)
    assert said.isprintable()
    assert len(said) < 200


@given(st.text())
def test_folding_twice_is_folding_once(name: str) -> None:
    assert folded(folded(name)) == folded(name)


def test_a_text_is_parted_at_its_headings_and_unwrapped() -> None:
    head, parts = sections_of(
        "One\nsentence.\n\n## Why\nBecause\nit is.\n\nAnd more.\n\n## Do\nIt."
    )
    assert head == "One sentence."
    assert parts == {"Why": "Because it is.\nAnd more.", "Do": "It."}


def test_rules_that_say_the_same_say_it_once() -> None:
    assert joined({"A1": "One.", "A2": "One.", "A3": "Two."}) == "One.\nA3: Two."
