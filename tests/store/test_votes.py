"""Votes: one an owner and page, of the class with most distinct words."""

from collections.abc import Iterator, Mapping

import pyarrow as pa
import pytest
from link_rows import BaseOf, bases

from roadsign.model.anchors import ANCHOR_CLASSES
from roadsign.model.evidence import Voters
from roadsign.store.votes import BALLOT_SIGNS, Votes

SHOP = "shop.example"
CLASSES: Mapping[str, str] = {
    "": "blank",
    "→": "blank",
    "Nordlicht": "brand",
    "The Nordlicht": "brand",
    "trail shoes": "exact",
    "shoes for trails": "exact",
    "click here": "generic",
    "old harbour": "other",
}


@pytest.fixture(name="base_of")
def _base_of() -> Iterator[BaseOf]:
    yield from bases()


def counted(base_of: BaseOf, *told: Mapping[str, object]) -> Votes:
    """Count the votes of some links, each anchor of the class that stands above."""
    base = base_of(*told)
    votes = Votes(base, ["ahrefs"])
    unsigned = base.unsigned(SHOP).to_pylist()
    rows = [
        {
            **{key: row[key] for key in ("page", "anchor", "anchor_from")},
            "ballot": 0,
            "subject": SHOP,
            "class": CLASSES[row["anchor"]],
            "class_order": [str(each) for each in ANCHOR_CLASSES].index(CLASSES[row["anchor"]]),
            "family": " ".join(sorted(row["anchor"].casefold().split())),
            "folded": row["anchor"].casefold(),
            "ambiguous": False,
            "whole": False,
            "named": False,
        }
        for row in unsigned
    ]
    votes.add_signs(pa.Table.from_pylist(rows, schema=BALLOT_SIGNS))
    votes.add_units([(0, SHOP, page, "site") for page in votes.pages(SHOP)])
    return votes


def said(*anchors: str, owner: str = "friend.example", **more: object) -> list[dict[str, object]]:
    """Give one owner's links, a page of its own for each."""
    return [
        {"source_url": f"https://{owner}/{place}", "anchor": anchor, **more}
        for place, anchor in enumerate(anchors)
    ]


@pytest.mark.parametrize(
    ("anchors", "vote"),
    [
        (["Nordlicht", "trail shoes", "shoes for trails"], "exact"),
        (["Nordlicht", "The Nordlicht", "trail shoes"], "brand"),
        (["Nordlicht", "trail shoes"], "brand"),
        (["old harbour", "trail shoes"], "exact"),
        (["trail shoes"] * 9 + ["Nordlicht", "The Nordlicht"], "brand"),
        (["TRAIL SHOES".lower(), "trail shoes", "Nordlicht"], "brand"),
        (["click here", "", "→", "old harbour"], "other"),
        (["click here", "→"], "blank"),
        ([""], "blank"),
    ],
)
def test_an_owner_votes_for_the_class_of_most_distinct_words(
    base_of: BaseOf, anchors: list[str], vote: str
) -> None:
    ballots = counted(base_of, *said(*anchors)).ballots([SHOP])[0, SHOP, "site"]
    assert ballots.classes == {vote: 1}
    assert ballots.votes == 1


def test_links_in_a_group_and_links_not_followed_do_not_vote(base_of: BaseOf) -> None:
    votes = counted(
        base_of,
        *said("trail shoes", links_in_group=40),
        *said("Nordlicht", owner="other.example", follow=False, nofollow=True),
        *said("Nordlicht", owner="maybe.example", follow=None, nofollow=None),
    )
    roads = votes.roads()[SHOP, "site"]
    assert votes.ballots([SHOP])[0, SHOP, "site"].classes == {"brand": 1, "exact": 1}
    assert (roads.owners, roads.followed, roads.follow_unknown) == (3, 2, 1)
    assert roads.links == 42


def test_unknown_words_are_no_votes(base_of: BaseOf) -> None:
    votes = counted(
        base_of,
        *said("Nordlicht"),
        *said("", owner="who.example", anchor_from="unknown"),
    )
    roads = votes.roads()[SHOP, "site"]
    assert votes.ballots([SHOP])[0, SHOP, "site"].votes == 1
    assert (roads.followed, roads.unknown) == (2, 1)
    assert [link.owner for link in votes.unknown_links(SHOP, "site")] == ["who.example"]


def test_other_tools_links_are_not_compared(base_of: BaseOf) -> None:
    votes = counted(
        base_of, *said("Nordlicht"), *said("trail shoes", owner="b.example", provider="moz")
    )
    assert votes.roads()[SHOP, "site"].owners == 1
    assert votes.ballots([SHOP])[0, SHOP, "site"].classes == {"brand": 1}


def test_the_top_family_is_that_of_most_owners(base_of: BaseOf) -> None:
    votes = counted(
        base_of,
        *said("trail shoes", "trail shoes", owner="a.example"),
        *said("old harbour", owner="b.example"),
        *said("old harbour", owner="c.example"),
    )
    ballots = votes.ballots([SHOP])[0, SHOP, "site"]
    assert ballots.top is not None
    assert (ballots.top.phrase, ballots.top.hits) == ("old harbour", 2)
    assert ballots.top == ballots.other or ballots.other is not None
    assert votes.phrases(SHOP, 1)["site"][0].phrase == "old harbour"


def test_the_links_behind_a_vote_are_those_of_its_voters(base_of: BaseOf) -> None:
    votes = counted(
        base_of,
        *said("trail shoes", owner="one.example"),
        *said("trail shoes", "trail shoes", owner="two.example"),
        *said("Nordlicht", "The Nordlicht", "trail shoes", owner="brandly.example"),
    )
    votes.ballots([SHOP])
    links = votes.links(Voters(SHOP, "site", ("exact",)))
    assert [link.owner for link in links] == ["two.example", "two.example", "one.example"]
