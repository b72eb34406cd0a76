"""The figures of a target: owners once, links with their groups, unknown follow counted in."""

from collections.abc import Iterator
from typing import Any

import pytest
from link_rows import BaseOf, bases

from roadsign.kernels.urls import target_of
from roadsign.reports.filters import Filters
from roadsign.reports.profile import profile
from roadsign.store.linkbase import LinkBase


@pytest.fixture(scope="module")
def base_of() -> Iterator[BaseOf]:
    yield from bases()


def figures(base: LinkBase, **told: object) -> dict[str, Any]:
    table = profile(base, "shop.example", target_of("shop.example"), Filters(**told))  # type: ignore[arg-type]
    assert (table.total, table.rows.num_rows) == (1, 1)
    row: dict[str, Any] = table.rows.to_pylist()[0]
    return row


def test_a_domain_counts_once_and_a_group_as_often_as_it_says(base_of: BaseOf) -> None:
    base = base_of(
        {"source_url": "https://www.a.example/1", "links_in_group": 5},
        {"source_url": "https://blog.a.example/2", "target_url": "https://shop.example/"},
        {"source_url": "https://b.example/", "follow": False, "nofollow": True},
        {"source_url": "https://c.example/", "follow": None, "nofollow": None},
        {"source_url": "https://d.example/", "lost": "2025-01-01", "lost_reason": "removed"},
        {"source_url": "https://shop.example/own"},
    )
    told = figures(base)
    assert told["referring_domains"] == 3
    assert told["followed_referring_domains"] == 2
    assert told["follow_unknown"] == 1
    assert told["referring_pages"] == 4
    assert told["links"] == 8
    assert told["follow_links"] == 6
    assert told["linked_pages"] == 2
    assert told["domain_authority"] is None
    assert told["measurable"] is False
    assert figures(base, lost=True)["links"] == 1


def test_an_owner_whose_follow_is_known_somewhere_is_known(base_of: BaseOf) -> None:
    base = base_of({}, {"follow": None, "nofollow": None, "source_url": "https://friend.example/"})
    assert figures(base)["follow_unknown"] == 0


def test_ten_followed_owners_are_measurable(base_of: BaseOf) -> None:
    rows = [{"source_url": f"https://site{place}.example/"} for place in range(10)]
    assert figures(base_of(*rows))["measurable"] is True
    assert figures(base_of(*rows[1:]))["measurable"] is False


def test_nothing_is_noughts(base_of: BaseOf) -> None:
    told = figures(base_of({"target_url": "https://else.example/"}))
    assert (told["referring_domains"], told["links"], told["first_seen"]) == (0, 0, None)


@pytest.mark.parametrize("suffix_host", ["me.github.io", "you.github.io"])
def test_hosts_under_a_private_suffix_are_owners_of_their_own(
    base_of: BaseOf, suffix_host: str
) -> None:
    base = base_of(
        {"source_url": f"https://{suffix_host}/"}, {"source_url": "https://x.github.io/"}
    )
    assert figures(base)["referring_domains"] == 2
