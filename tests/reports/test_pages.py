"""The linked pages of a target."""

from collections.abc import Iterator
from typing import Any

import pytest
from link_rows import BaseOf, bases

from roadsign.kernels.urls import target_of
from roadsign.reports.filters import Filters
from roadsign.reports.pages import pages
from roadsign.store.linkbase import LinkBase


@pytest.fixture(scope="module")
def base_of() -> Iterator[BaseOf]:
    yield from bases()


def rows(base: LinkBase, **told: object) -> list[dict[str, Any]]:
    table = pages(base, "shop.example", target_of("shop.example"), Filters(**told))  # type: ignore[arg-type]
    found: list[dict[str, Any]] = table.rows.to_pylist()
    return found


def test_spellings_are_one_page_called_by_the_most_linked(base_of: BaseOf) -> None:
    base = base_of(
        {"source_url": "https://a.example/", "target_url": "http://www.shop.example/product/x"},
        {"source_url": "https://b.example/", "target_url": "http://www.shop.example/product/x"},
        {"source_url": "https://c.example/", "target_url": "https://shop.example/product/x"}
        | {"follow": False, "nofollow": True, "links_in_group": 9},
        {"source_url": "https://d.example/", "target_url": "https://shop.example/index.php"},
    )
    page, home = rows(base)
    assert page["url"] == "http://www.shop.example/product/x"
    assert page["addresses"] == [
        "http://www.shop.example/product/x",
        "https://shop.example/product/x",
    ]
    assert (page["page_type"], home["page_type"]) == ("product", "home")
    assert (page["referring_domains"], page["followed_referring_domains"]) == (3, 2)
    assert (page["links"], page["follow_links"], page["page_authority"]) == (11, 2, None)


def test_what_leads_to_a_page_is_its_address_too(base_of: BaseOf) -> None:
    old, new = "https://shop.example/old", "https://shop.example/new"
    base = base_of(
        {"source_url": "https://a.example/", "target_url": old, "target_final_url": new},
        {"source_url": "https://b.example/", "target_url": old},
    )
    (page,) = rows(base)
    assert page["addresses"] == [new, old]
    assert page["referring_domains"] == 2
