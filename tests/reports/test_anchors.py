"""The words of the links to a target, with shares that are of domains."""

from collections.abc import Iterator
from typing import Any

import pytest
from link_rows import BaseOf, bases

from roadsign.kernels.urls import target_of
from roadsign.model.tables import ReportTable
from roadsign.reports.anchors import anchors
from roadsign.reports.filters import Filters
from roadsign.store.linkbase import LinkBase


@pytest.fixture(scope="module")
def base_of() -> Iterator[BaseOf]:
    yield from bases()


def table(base: LinkBase, **told: object) -> ReportTable:
    return anchors(base, "shop.example", target_of("shop.example"), Filters(**told))  # type: ignore[arg-type]


def rows(base: LinkBase, **told: object) -> dict[str, dict[str, Any]]:
    return {row["anchor"]: row for row in table(base, **told).rows.to_pylist()}


def base_with_words(base_of: BaseOf) -> LinkBase:
    return base_of(
        {"source_url": "https://a.example/1"},
        {"source_url": "https://a.example/2", "target_url": "https://shop.example/"},
        {"source_url": "https://b.example/", "follow": False, "nofollow": True},
        {"source_url": "https://c.example/", "anchor": "shop", "links_in_group": 7},
        {"source_url": "https://d.example/", "anchor": "", "anchor_from": "none", "kind": "image"},
        {"source_url": "https://e.example/", "anchor": "", "anchor_from": "unknown"},
        {"source_url": "https://f.example/", "anchor": "", "anchor_from": "none", "kind": "frame"},
        classes={"trail shoes": "exact", "shop": "brand", "": "blank"},
    )


def test_an_anchor_counts_its_domains_once(base_of: BaseOf) -> None:
    told = rows(base_with_words(base_of))
    assert list(told) == ["trail shoes", "shop", ""]
    row = told["trail shoes"]
    assert (row["class"], row["flags"]) == ("exact", ["is_exact"])
    assert (row["referring_domains"], row["followed_referring_domains"]) == (2, 1)
    assert (row["links"], row["follow_links"], row["linked_pages"]) == (3, 2, 2)
    assert row["follow_share"] == 0.5
    assert told["shop"]["links"] == 7


def test_a_share_is_of_followed_domains_whose_words_are_known(base_of: BaseOf) -> None:
    row = rows(base_with_words(base_of))["trail shoes"]
    assert row["share"] == pytest.approx((1 + 1) / (3 + 2))
    assert row["low"] < 1 / 3 < row["high"]


def test_words_that_no_source_can_tell_are_no_blank_ones(base_of: BaseOf) -> None:
    told = table(base_with_words(base_of))
    blank = told.rows.to_pylist()[-1]
    assert (blank["anchor"], blank["class"], blank["referring_domains"]) == ("", "blank", 1)
    assert told.facts["unknown_referring_domains"] == 1


def test_a_filter_on_classes_leaves_shares_as_they_are(base_of: BaseOf) -> None:
    base = base_with_words(base_of)
    assert rows(base, classes=("brand",)) == {"shop": rows(base)["shop"]}


def test_follow_that_is_not_known_has_no_share(base_of: BaseOf) -> None:
    base = base_of({"follow": None, "nofollow": None})
    assert rows(base)["trail shoes"]["follow_share"] is None


def test_no_links_no_rows(base_of: BaseOf) -> None:
    assert rows(base_of({"target_url": "https://else.example/"})) == {}
