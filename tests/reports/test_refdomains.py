"""The domains that link to a target."""

from collections.abc import Iterator
from typing import Any

import pytest
from link_rows import BaseOf, bases

from roadsign.kernels.urls import target_of
from roadsign.reports.filters import Filters
from roadsign.reports.refdomains import refdomains
from roadsign.store.linkbase import LinkBase


@pytest.fixture(scope="module")
def base_of() -> Iterator[BaseOf]:
    yield from bases()


def domains(base: LinkBase, **told: object) -> dict[str, dict[str, Any]]:
    table = refdomains(base, "shop.example", target_of("shop.example"), Filters(**told))  # type: ignore[arg-type]
    return {row["domain"]: row for row in table.rows.to_pylist()}


def test_links_are_summed_and_words_named(base_of: BaseOf) -> None:
    base = base_of(
        {"source_url": "https://a.example/1", "links_in_group": 4, "first_seen": "2024-02-01"},
        {"source_url": "https://www.a.example/2", "anchor": "shop", "last_seen": "2025-02-01"}
        | {"follow": False, "nofollow": True},
        {"source_url": "https://b.example/", "follow": None, "nofollow": None},
        classes={"trail shoes": "exact", "shop": "brand"},
    )
    told = domains(base)
    assert list(told) == ["a.example", "b.example"]
    row = told["a.example"]
    assert (row["links"], row["follow_links"], row["follow"]) == (5, 4, True)
    assert row["referring_pages"] == 2
    assert row["words"] == ["brand", "exact"]
    assert (str(row["first_seen"]), str(row["last_seen"])) == ("2024-02-01", "2025-02-01")
    assert (row["lost"], row["domain_authority"]) == (None, None)
    assert told["b.example"]["follow"] is None


def test_a_rating_is_on_the_scale_of_most_domains(base_of: BaseOf) -> None:
    ahrefs = {"domain_rating": 40.0, "domain_rating_scale": "ahrefs_dr"}
    moz = {"domain_rating": 90.0, "domain_rating_scale": "moz_da", "last_seen": "2026-01-01"}
    base = base_of(
        {"source_url": "https://a.example/1", **ahrefs},
        {"source_url": "https://a.example/2", **moz},
        {"source_url": "https://b.example/", **ahrefs},
        {"source_url": "https://c.example/", **moz, "anchor": "other"},
        {"source_url": "https://d.example/", **ahrefs},
        {"source_url": "https://e.example/"},
    )
    told = {name: (row["rating"], row["rating_scale"]) for name, row in domains(base).items()}
    assert told["a.example"] == (40.0, "ahrefs_dr")
    assert told["c.example"] == (90.0, "moz_da")
    assert told["e.example"] == (None, None)


def test_the_day_of_the_last_loss(base_of: BaseOf) -> None:
    gone = {"lost_reason": "removed"}
    base = base_of(
        {"source_url": "https://a.example/1", "lost": "2025-01-01", **gone},
        {"source_url": "https://a.example/2", "lost": "2025-03-01", **gone},
        {"source_url": "https://b.example/"},
    )
    assert list(domains(base)) == ["b.example"]
    lost = domains(base, lost=True)
    assert {name: str(row["lost"]) for name, row in lost.items()} == {"a.example": "2025-03-01"}
