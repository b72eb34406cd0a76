"""Every tool's header is known for what it is, however it is written."""

import json
import random
from pathlib import Path
from typing import TypedDict

import pytest

from roadsign.readers.exports.formats import formats
from roadsign.readers.exports.headers import Header, known_format, located


class Listed(TypedDict):
    name: str
    format: str
    columns: list[str]


LISTS: list[Listed] = json.loads((Path(__file__).parent / "headers.json").read_text("utf-8"))
each_list = pytest.mark.parametrize("listed", LISTS, ids=lambda listed: listed["name"])


def name_of(cells: list[str]) -> str | None:
    found = known_format(Header(tuple(cells), ",", 1, 0))
    return found.name if found else None


@each_list
def test_a_header_is_of_exactly_one_format(listed: Listed) -> None:
    header = Header(tuple(listed["columns"]), ",", 1, 0)
    cells = frozenset(header.folded)
    knowing = {each.name for each in formats() if each.recognises(cells, header.cells)}
    # A tool's underscored headers are those of its other form, and told apart by them.
    assert {name.removesuffix(".api") for name in knowing if name != listed["format"]} <= {
        listed["format"].removesuffix(".api")
    }
    assert name_of(listed["columns"]) == listed["format"]


@each_list
def test_order_case_blanks_and_foreign_columns_change_nothing(listed: Listed) -> None:
    cells = list(listed["columns"])
    random.Random(listed["name"]).shuffle(cells)  # noqa: S311 - the order only
    assert name_of(cells) == listed["format"]
    assert name_of([cell.upper() for cell in listed["columns"]]) == listed["format"]
    assert name_of([f" {cell}  " for cell in listed["columns"]]) == listed["format"]
    assert name_of([*listed["columns"], "My own remarks"]) == listed["format"]
    assert name_of([f'"{cell}"' for cell in listed["columns"]]) == listed["format"]


@each_list
@pytest.mark.parametrize("delimiter", ["\t", ",", ";", "|"])
def test_a_header_is_found_below_lines_of_other_things(listed: Listed, delimiter: str) -> None:
    title = "A report\n\n"
    line = delimiter.join(f'"{cell}"' for cell in listed["columns"]) + "\n"
    header = located((title + line).encode())
    assert header is not None
    assert header.cells == tuple(listed["columns"])
    assert header.row == 2
    if len(listed["columns"]) > 1:
        assert header.delimiter == delimiter
    assert header.body == len((title + line).encode())


def test_a_sort_mark_of_a_header_is_no_part_of_it() -> None:
    assert name_of(["Referring Page URL", "Link URL (asc)", "Link Anchor (desc)"]) == (
        "ahrefs.backlinks.old"
    )


@pytest.mark.parametrize(
    "cells",
    [
        ["Keyword", "Clicks", "Impressions", "CTR"],
        ["Keyword", "Volume", "Current URL", "Previous URL"],
        ["Name", "Value"],
        ["Domain", "Price"],
    ],
)
def test_other_tables_are_of_no_format(cells: list[str]) -> None:
    assert name_of(cells) is None
