"""Laws over the data files of all formats."""

from pathlib import Path

import pytest

from roadsign.model.links import COUNTS, DEMAND, KINDS, LINKS, LOST_REASONS, PLACEMENTS, SIGHTINGS
from roadsign.readers.exports.formats import Format, fold, formats, generic_words, months, synonyms

GOLDEN = Path(__file__).parent / "golden"
MADE_OF = frozenset(
    {
        "alt",
        "chain",
        "dofollow",
        "follow_word",
        "image_word",
        "is_alt",
        "is_form",
        "is_frame",
        "is_image",
        "is_main",
        "is_mention",
        "is_redirect",
        "last_seen_else",
        "lost_flag",
        "lost_flag_else",
        "lost_status",
        "rel",
        "sitewide",
    }
)
"""Fields of an export that a link's columns are made of, beside those of the same name."""

each_format = pytest.mark.parametrize("layout", formats(), ids=lambda layout: layout.name)


@each_format
def test_columns_are_those_of_the_schema(layout: Format) -> None:
    schemas = {
        "links": frozenset(LINKS.names) | MADE_OF,
        "counts": frozenset(COUNTS.names),
        "sightings": frozenset(SIGHTINGS.names),
        "demand": frozenset(DEMAND.names),
    }
    assert set(layout.columns) <= schemas[layout.holds]
    assert set(layout.passes) <= set(LINKS.names)


@each_format
def test_every_format_has_a_golden_folder(layout: Format) -> None:
    stem = layout.name.replace(".", "_")
    written = {path.name for path in GOLDEN.iterdir() if path.name.startswith(stem)}
    assert any((GOLDEN / name / "links.json").exists() for name in written)


@each_format
def test_headers_stand_folded_so_that_they_can_be_met(layout: Format) -> None:
    named = [name for column in layout.columns.values() for name in column.names]
    named += [name for group in layout.requires for name in group]
    named += [*layout.forbids, *layout.beside]
    assert [name for name in named if fold(name) != name] == []


@each_format
def test_words_are_those_of_the_schema(layout: Format) -> None:
    check_words(layout.words)


def test_words_and_headers_of_general_tables_are_those_of_the_schema() -> None:
    check_words(generic_words())
    assert set(synonyms()) <= set(LINKS.names) | MADE_OF
    assert set(months().values()) == set(range(1, 13))


@each_format
def test_counts_name_what_they_count_and_ratings_their_scale(layout: Format) -> None:
    assert (layout.holds == "counts") == (layout.grain in {"domain", "anchor", "page"})
    for name, column in layout.columns.items():
        if name in {"rating", "domain_rating", "page_rating"}:
            assert column.scale is not None
    if layout.holds == "links" and layout.refuse is None:
        assert {"source_url", "target_url"} <= set(layout.columns)


def test_a_table_is_made_of_one_tool() -> None:
    names = [layout.name for layout in formats()]
    assert len(set(names)) == len(names)
    assert len({layout.title for layout in formats()}) == len(names)
    assert all(layout.refuse is None or layout.columns == {} for layout in formats())


def check_words(words: object) -> None:
    assert isinstance(words, dict)
    kinds = set(words.get("kind", {}).values())
    assert {kind for kind in kinds if not kind.startswith("!")} <= set(KINDS)
    assert set(words.get("placement", {}).values()) <= set(PLACEMENTS)
    assert set(words.get("lost_reason", {}).values()) <= set(LOST_REASONS)
