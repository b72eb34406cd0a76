"""The links to a target: all columns of a link, and what Roadsign adds."""

from collections.abc import Iterator

import pytest
from link_rows import BaseOf, bases

from roadsign.kernels.urls import target_of
from roadsign.model.links import LINKS
from roadsign.reports.backlinks import backlinks
from roadsign.reports.filters import Filters

SHOP = target_of("shop.example")


@pytest.fixture(scope="module")
def base_of() -> Iterator[BaseOf]:
    yield from bases()


def test_a_row_is_the_link_with_its_class_and_page(base_of: BaseOf) -> None:
    base = base_of(
        {"target_url": "http://www.shop.example/trail"},
        {"source_url": "https://b.example/", "anchor": "", "anchor_from": "unknown"},
        classes={"trail shoes": "exact"},
    )
    table = backlinks(base, "shop.example", SHOP, Filters(sort="source_url"))
    assert table.rows.column_names[: len(LINKS)] == LINKS.names
    unknown, known = table.rows.to_pylist()
    assert known["target_url"] == "http://www.shop.example/trail"
    assert known["page"] == "https://shop.example/trail"
    assert (known["class"], known["flags"], known["confidence"]) == ("exact", ["is_exact"], 0.9)
    assert (unknown["class"], unknown["flags"]) == (None, [])
    assert known["domain_authority"] is None
    assert known["providers"] == ["ahrefs"]
    assert table.facts["followed_referring_domains"] == 2


def test_internal_links_are_left_out_by_where_they_end(base_of: BaseOf) -> None:
    base = base_of(
        {"source_url": "https://shop.example/own"},
        {"source_url": "https://blog.shop.example/", "target_url": "https://go.example/"}
        | {"target_final_url": "https://shop.example/trail"},
        {"source_url": "https://go.example/", "target_url": "https://shop.example/out"}
        | {"target_final_url": "https://go.example/back"},
    )
    assert backlinks(base, "shop.example", SHOP, Filters()).total == 0


def test_the_strongest_and_newest_come_first(base_of: BaseOf) -> None:
    rated = {"domain_rating": 50.0, "domain_rating_scale": "ahrefs_dr"}
    base = base_of(
        {"source_url": "https://a.example/", "last_seen": "2025-01-01"},
        {"source_url": "https://b.example/", "last_seen": "2025-06-01"},
        {"source_url": "https://c.example/", **rated},
    )
    rows = backlinks(base, "shop.example", SHOP, Filters()).rows
    assert [url[8] for url in rows["source_url"].to_pylist()] == ["c", "b", "a"]
