"""The link base: what one link is, which page it points to, whose it is."""

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
import pytest
from link_rows import link_rows

from roadsign.errors import RoadsignError
from roadsign.kernels.urls import target_of
from roadsign.store.linkbase import SIGNS, LinkBase

SHOP = "https://shop.example"


@pytest.fixture
def base() -> Iterator[LinkBase]:
    with LinkBase("256MiB") as base:
        yield base


def hits(base: LinkBase, target: str = "shop.example") -> list[dict[str, Any]]:
    base.seal()
    base.select(target_of(target), target)
    found: list[dict[str, Any]] = base.hits(target).to_pylist()
    return found


def test_equal_elements_of_one_source_add_up(base: LinkBase) -> None:
    base.add(link_rows({}, {}, {"links_in_group": 3}), "a.csv")
    assert [(hit["links_in_group"], hit["n"]) for hit in hits(base)] == [(5, 5)]


def test_one_row_alone_keeps_that_its_number_is_not_told(base: LinkBase) -> None:
    base.add(link_rows({}), "a.csv")
    assert [(hit["links_in_group"], hit["n"]) for hit in hits(base)] == [(None, 1)]


def test_a_second_export_of_one_link_does_not_count_again(base: LinkBase) -> None:
    base.add(link_rows({}, {}), "march.csv")
    base.add(link_rows({}), "may.csv")
    assert [hit["n"] for hit in hits(base)] == [2]


def test_two_providers_are_one_link_with_both_dates_and_names(base: LinkBase) -> None:
    base.add(link_rows({"first_seen": "2024-01-02", "last_seen": "2024-05-01"}), "a.csv")
    other = {"provider": "moz", "first_seen": "2023-07-01", "last_seen": "2024-04-01"}
    base.add(link_rows(other), "m.csv")
    (hit,) = hits(base)
    assert (str(hit["first_seen"]), str(hit["last_seen"])) == ("2023-07-01", "2024-05-01")
    assert hit["providers"] == ["ahrefs", "moz"]
    assert hit["sources"] == [0, 1]
    assert base.sources == ("a.csv", "m.csv")


@pytest.mark.parametrize(
    ("first", "second", "follow"),
    [
        ({}, {"nofollow": True, "follow": False}, False),
        ({}, {"nofollow": None, "follow": None}, True),
        ({"nofollow": None, "follow": None}, {"nofollow": None, "follow": None}, None),
        ({}, {"sponsored": True, "follow": False}, False),
        ({"follow": None, "nofollow": None}, {"follow": False, "nofollow": None}, False),
    ],
)
def test_follow_of_two_providers_is_the_more_careful(
    base: LinkBase,
    first: Mapping[str, object],
    second: Mapping[str, object],
    follow: bool | None,  # noqa: FBT001 - a case of the table
) -> None:
    base.add(link_rows(first), "a.csv")
    base.add(link_rows({"provider": "moz", **second}), "m.csv")
    assert [hit["follow"] for hit in hits(base)] == [follow]


@pytest.mark.parametrize(
    ("alive", "lost"),
    [("2025-06-01", None), ("2025-04-30", "2025-05-01"), (None, "2025-05-01")],
)
def test_a_link_is_lost_unless_it_was_seen_alive_later(
    base: LinkBase, alive: str | None, lost: str | None
) -> None:
    gone = {"provider": "moz", "lost": "2025-05-01", "lost_reason": "removed"}
    base.add(link_rows(gone), "m.csv")
    base.add(link_rows({"last_seen": alive}), "a.csv")
    (hit,) = hits(base)
    assert (hit["lost"] and str(hit["lost"])) == lost
    assert hit["lost_reason"] == ("removed" if lost else None)
    assert hit["live"] == (lost is None)


def test_a_rating_keeps_its_scale(base: LinkBase) -> None:
    base.add(link_rows({"domain_rating": 70.0, "domain_rating_scale": "ahrefs_dr"}), "a.csv")
    newer = {"provider": "moz", "last_seen": "2026-01-01"}
    base.add(link_rows(newer | {"domain_rating": 31.0, "domain_rating_scale": "moz_da"}), "m.csv")
    (hit,) = hits(base)
    assert (hit["domain_rating"], hit["domain_rating_scale"]) == (31.0, "moz_da")


def test_words_that_one_source_knows_stay_known(base: LinkBase) -> None:
    base.add(link_rows({"anchor": "", "anchor_from": "none"}), "a.csv")
    unknown = {"provider": "bing", "last_seen": "2026-01-01"}
    base.add(link_rows(unknown | {"anchor": "", "anchor_from": "unknown"}), "b.csv")
    assert [(hit["anchor_from"], hit["worded"]) for hit in hits(base)] == [("none", True)]


def test_a_provider_without_words_adds_no_second_link(base: LinkBase) -> None:
    mute = {"provider": "bing", "anchor": "", "anchor_from": "unknown"}
    base.add(link_rows(mute, mute | {"source_url": "https://b.example/"}), "b.csv")
    base.add(link_rows({}, {"anchor": "b"}), "a.csv")
    found = [(hit["owner"], hit["anchor"], hit["providers"]) for hit in hits(base)]
    assert found == [
        ("b.example", "", ["bing"]),
        ("friend.example", "b", ["ahrefs", "bing"]),
        ("friend.example", "trail shoes", ["ahrefs", "bing"]),
    ]


def test_an_image_beside_a_text_link_of_one_provider_stays(base: LinkBase) -> None:
    image = {"kind": "image", "anchor": "", "anchor_from": "unknown"}
    base.add(link_rows({}, image), "a.csv")
    assert len(hits(base)) == 2


def test_the_order_of_files_changes_no_answer() -> None:
    one = link_rows({"source_title": "A", "source_language": "de", "left": "x"}, {"anchor": "b"})
    two = link_rows({"source_title": "B", "source_language": "en", "follow": None})
    three = link_rows({"provider": "moz", "nofollow": True, "follow": False, "position": 3})
    told = []
    for order in ((one, two, three), (three, two, one), (two, three, one)):
        with LinkBase("256MiB") as base:
            for place, rows in enumerate(order):
                base.add(rows, str(place))
            kept = base_rows(base)
            told.append((kept, base.unsigned("shop.example").to_pylist()))
    assert told[0] == told[1] == told[2]


def base_rows(base: LinkBase) -> list[dict[str, Any]]:
    return [
        {name: value for name, value in hit.items() if name not in {"id", "source", "sources"}}
        for hit in hits(base)
    ]


def test_signs_are_asked_for_once(base: LinkBase) -> None:
    base.add(
        link_rows(
            {"source_language": "de"},
            {"source_url": "https://b.example/", "source_language": "de"},
            {"source_url": "https://c.example/", "kind": "frame", "anchor": "frame"},
            {"source_url": "https://d.example/", "anchor": "", "anchor_from": "unknown"},
            {"source_url": f"{SHOP}/own", "anchor": "own words"},
        )
    )
    base.seal()
    base.select(target_of("shop.example"), "us")
    (sign,) = base.unsigned("us").to_pylist()
    assert sign == {
        "page": f"{SHOP}/trail",
        "anchor": "trail shoes",
        "anchor_from": "text",
        "source_language": "de",
    }


def test_selecting_and_signing_again_count_no_link_twice(base: LinkBase) -> None:
    base.add(link_rows({}))
    base.seal()
    row = {"subject": "us", "page": f"{SHOP}/trail", "anchor": "trail shoes", "anchor_from": "text"}
    for told in ("exact", "partial"):
        base.select(target_of("shop.example"), "us")
        base.set_signs(pa.Table.from_pylist([row | {"class": told}], schema=SIGNS))
    assert base.hits("us").num_rows == 1
    assert base.table("signs")["class"].to_pylist() == ["partial"]


@pytest.mark.parametrize("size", ["much", "1KiB", "-4GiB", ""])
def test_memory_that_is_no_size_says_so(size: str) -> None:
    with pytest.raises(RoadsignError, match="--memory"):
        LinkBase(size)


def test_an_empty_base_answers(base: LinkBase) -> None:
    assert hits(base) == []
    assert base.domains().num_rows == 0
