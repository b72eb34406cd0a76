"""The linked pages of a target."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pytest
from link_rows import BaseOf, bases, link_rows

from roadsign.kernels.urls import target_of
from roadsign.model.links import SOURCE_PAGES
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


def test_a_page_has_its_newest_title_where_it_was_read() -> None:
    old, new = "http://shop.example/a", "https://www.shop.example/a"
    told = {"domain": "shop.example", "unchanged": False, "medium": "html"}
    told |= {"crawl": "c", "provider": "html"}
    read = [
        told | {"url": old, "title": "Then", "fetched": dt.datetime(2025, 1, 1)},  # noqa: DTZ001
        told | {"url": new, "title": "Now", "fetched": dt.datetime(2025, 1, 2)},  # noqa: DTZ001
        told | {"url": new, "title": "", "fetched": dt.datetime(2025, 1, 3)},  # noqa: DTZ001
    ]
    with LinkBase() as base:
        base.add(link_rows({"target_url": old}, {"target_url": new}, {}))
        base.add_source_pages(pa.Table.from_pylist(read, schema=SOURCE_PAGES))
        base.seal()
        base.select(target_of("shop.example"), "shop.example")
        titles = {row["url"]: row["title"] for row in rows(base)}
    assert titles == {old: "Now", "https://shop.example/trail": None}
