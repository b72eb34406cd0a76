"""Delimited text as columns, whatever it holds and however it is cut into blocks."""

import csv
import io
from collections.abc import Iterator
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadsign.readers.exports import stretches as module
from roadsign.readers.exports.stretches import Shape, stretches

CELL = st.text(st.sampled_from("ab1é\n\", ;\t|'-="), max_size=6)


def cut(content: bytes, size: int) -> Iterator[bytes]:
    yield from (content[at : at + size] for at in range(0, len(content), size))


def rows_of(
    content: bytes, width: int, size: int = 1 << 20, delimiter: str = ","
) -> tuple[list[list[str | None]], list[tuple[int, str]], list[int]]:
    shape = Shape(delimiter, width, tuple(range(width)))
    rows: list[list[str | None]] = []
    rejects: list[tuple[int, str]] = []
    ragged: list[int] = []
    places: list[int] = []
    for stretch in stretches(cut(content, size), shape):
        columns = [column.to_pylist() for column in stretch.columns]
        rows += [list(cells) for cells in zip(*columns, strict=True)]
        rejects += [(place, reason) for place, reason, _ in stretch.rejects]
        ragged += [int(n) for n, bad in zip(stretch.rows, stretch.ragged, strict=True) if bad]
        places += stretch.rows.tolist()
    numbered = sorted([*places, *(place for place, _ in rejects)])
    assert numbered == list(range(1, len(numbered) + 1))
    return rows, rejects, ragged


@pytest.fixture(params=[1 << 22, 16])
def block(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BLOCK_BYTES", request.param)


@given(
    st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=12),
    st.sampled_from("\t,;|"),
    st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
    st.integers(1, 64),
)
def test_what_a_writer_of_csv_writes_is_read_back(
    rows: list[list[str]], delimiter: str, quoting: Literal[0, 1], size: int
) -> None:
    rows = [row for row in rows if any(row)]
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, quoting=quoting, lineterminator="\n").writerows(rows)
    found, rejects, ragged = rows_of(buffer.getvalue().encode(), 3, size, delimiter)
    assert (found, rejects, ragged) == (rows, [], [])


@given(st.binary(max_size=200), st.integers(1, 64))
def test_any_text_ends_in_rows_or_rejects(content: bytes, size: int) -> None:
    text = content.decode("utf-8", "replace").encode()
    # Blocks never end within a character.
    whole = rows_of(text, 3)
    assert len(whole[0]) + len(whole[1]) <= text.count(b"\n") + text.count(b"\r") + 1
    if text.isascii():
        rows_of(text, 3, size)


@pytest.mark.usefixtures("block")
@pytest.mark.parametrize(
    ("line", "expected", "reason"),
    [
        ('a,5" wide,c', ["a", '5" wide', "c"], None),
        ('a,"say "hi" to all",c', ["a", 'say "hi" to all', "c"], None),
        ('a,"two\nlines",c', ["a", "two\nlines", "c"], None),
        ('a,"doubled ""quotes""",c', ["a", 'doubled "quotes"', "c"], None),
        ("a,b", ["a", "b", None], "ragged"),
        ("a,b,c,d", ["a", "b", "c"], "ragged"),
        ('a,"never closed,c', None, "open_quote"),
    ],
)
def test_a_torn_row_costs_no_other_row(
    line: str, expected: list[str] | None, reason: str | None
) -> None:
    before, after = "1,2,3\n" * 4, '4,"5",6\n' * 4
    rows, rejects, ragged = rows_of(f"{before}{line}\n{after}".encode(), 3)
    torn = [] if expected is None else [expected]
    assert rows == [["1", "2", "3"]] * 4 + torn + [["4", "5", "6"]] * 4
    assert rejects == ([(5, reason)] if expected is None else [])
    assert ragged == ([5] if reason == "ragged" else [])


@pytest.mark.parametrize("filling", ["x", "a line of words\n", "a, b\n"])
def test_a_cell_without_end_is_one_reject(filling: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roadsign.readers.exports.torn.FIELD_LIMIT", 1 << 12)
    monkeypatch.setattr(module, "FIELD_LIMIT", 1 << 12)
    monkeypatch.setattr(module, "BLOCK_BYTES", 1 << 14)
    good = "1,2,3\n" * 100
    huge = f'a,b,"{filling * 20_000}"\n'
    rows, rejects, _ = rows_of(f"{good}{huge}{good}".encode(), 3, 1 << 13)
    assert rows == [["1", "2", "3"]] * 200
    assert rejects == [(101, "cell_too_long")]


def test_only_wanted_columns_are_given() -> None:
    shape = Shape(",", 3, (0, 2))
    (stretch,) = stretches(iter([b"a,b,c\n"]), shape)
    assert [column.to_pylist() for column in stretch.columns] == [["a"], ["c"]]
