"""Targets and their pages: which links are a target's, and which page each is for."""

from collections.abc import Iterator
from typing import Any

import pytest
from link_rows import link_rows

from roadsign.kernels.urls import target_of
from roadsign.store.linkbase import LinkBase

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


def pages(base: LinkBase, target: str = "shop.example") -> list[str]:
    return [hit["page"] for hit in hits(base, target)]


@pytest.mark.parametrize(
    "address",
    [
        "http://shop.example/",
        "https://www.shop.example/",
        "https://shop.example/index.html",
        "http://www.shop.example/default.aspx",
    ],
)
def test_spellings_of_one_page_are_one_page(base: LinkBase, address: str) -> None:
    base.add(link_rows({"target_url": address}), "a.csv")
    assert pages(base) == [SHOP]


def test_a_page_is_where_a_known_redirect_ends(base: LinkBase) -> None:
    old, new = f"{SHOP}/old", f"{SHOP}/new"
    chained = {"target_url": old, "target_final_url": new, "redirect_chain": [old]}
    plain = {"target_url": "http://www.shop.example/old", "source_url": "https://b.example/"}
    base.add(link_rows(chained, plain), "a.csv")
    assert pages(base) == [new, new]


def test_a_canonical_between_pages_of_the_target_makes_them_one(base: LinkBase) -> None:
    sorted_list = f"{SHOP}/trail?sort=price"
    own = {"source_url": sorted_list, "target_url": f"{SHOP}/trail", "kind": "canonical"}
    base.add(link_rows(own | {"anchor": "", "anchor_from": "none"}), "crawl")
    base.add(link_rows({"target_url": sorted_list}), "a.csv")
    found = hits(base)
    assert [(hit["page"], hit["internal"]) for hit in found] == [
        (f"{SHOP}/trail", False),
        (f"{SHOP}/trail", True),
    ]


def test_a_strangers_canonical_moves_no_page(base: LinkBase) -> None:
    strange = {"source_url": "https://copy.example/", "target_url": f"{SHOP}/trail"}
    base.add(link_rows(strange | {"kind": "canonical"}, {"target_url": "https://copy.example/"}))
    assert pages(base) == [f"{SHOP}/trail"]


def test_a_chain_that_leaves_the_target_stays_with_its_first_address(base: LinkBase) -> None:
    old = f"{SHOP}/sold"
    base.add(link_rows({"target_url": old, "target_final_url": "https://new.example/"}))
    assert [(hit["address"], hit["page"], hit["internal"]) for hit in hits(base)] == [
        (old, old, False)
    ]


def test_a_chain_into_the_target_counts_for_where_it_ends(base: LinkBase) -> None:
    short = {"target_url": "https://go.example/x", "target_final_url": f"{SHOP}/trail"}
    own = short | {"source_url": f"{SHOP}/blog"}
    base.add(link_rows(short, own))
    assert [(hit["page"], hit["internal"]) for hit in hits(base)] == [
        (f"{SHOP}/trail", False),
        (f"{SHOP}/trail", True),
    ]


def test_a_circle_of_redirects_is_one_page(base: LinkBase) -> None:
    there = {"target_url": f"{SHOP}/a", "target_final_url": f"{SHOP}/b"}
    back = {"target_url": f"{SHOP}/b", "target_final_url": f"{SHOP}/a"}
    base.add(link_rows(there, back, {"target_url": f"{SHOP}/a"}, {"target_url": f"{SHOP}/b"}))
    assert set(pages(base)) == {f"{SHOP}/a"}


def test_asking_for_a_page_finds_what_leads_to_it(base: LinkBase) -> None:
    old, new = f"{SHOP}/old", f"{SHOP}/new"
    chained = {"target_url": old, "target_final_url": new}
    other = {"target_url": old, "source_url": "https://b.example/"}
    base.add(link_rows(chained, other, {"target_url": f"{SHOP}/else"}))
    assert pages(base, "shop.example/new") == [new, new]


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("shop.example", 4),
        ("blog.shop.example", 1),
        ("shop.example/shoes/", 1),
        ("shop.example/shoes", 1),
        ("https://shop.example/", 1),
        ("other.example", 0),
    ],
)
def test_modes_of_a_target(base: LinkBase, target: str, found: int) -> None:
    addresses = [SHOP, f"{SHOP}/shoes", f"{SHOP}/shoes/trail", "https://blog.shop.example/x"]
    base.add(link_rows(*({"target_url": address} for address in addresses)))
    assert len(pages(base, target)) == found


def test_a_suffix_as_target_takes_its_www_host_along(base: LinkBase) -> None:
    told = ["https://gov.uk/a", "https://www.gov.uk/a", "https://tax.gov.uk/a"]
    base.add(link_rows(*({"target_url": address} for address in told)))
    assert pages(base, "gov.uk") == ["https://gov.uk/a"] * 2


def test_two_subjects_stand_side_by_side(base: LinkBase) -> None:
    both = {"target_url": "https://rival.example/go", "target_final_url": f"{SHOP}/trail"}
    base.add(link_rows(both))
    base.seal()
    for domain in ("shop.example", "rival.example"):
        base.select(target_of(domain), domain)
    domains = ("shop.example", "rival.example")
    told = {name: hit["address"] for name in domains for hit in base.hits(name).to_pylist()}
    assert told == {"shop.example": f"{SHOP}/trail", "rival.example": "https://rival.example/go"}


def test_domains_are_told_by_where_links_end(base: LinkBase) -> None:
    ends_here = {"target_url": "https://go.example/x", "target_final_url": f"{SHOP}/"}
    base.add(link_rows(ends_here, {}, {"target_url": "https://go.example/y"}))
    base.seal()
    told = base.domains().to_pylist()
    assert [(row["domain"], row["rows"]) for row in told] == [
        ("shop.example", 2),
        ("go.example", 1),
    ]
