"""Every cell of the table of verdicts, from exports as files."""

import pytest
from shop_desk import Desk, Word

from roadsign.model.audit import Audit

RIVALS = (55, 58, 60, 62, 66)
ROADS = {"thin": 14, "cannot_tell": 31, "within": 60}
SHAPES: dict[str, dict[str, float]] = {
    "natural": {"exact": 0.06, "partial": 0.1, "generic": 0.08, "blank": 0.06, "loose": 0.2},
    "watch": {"generic": 0.25, "blank": 0.16, "loose": 0.2},
    "over_optimised": {"exact": 0.7, "loose": 0.1},
    "unlabelled": {"blank": 0.5, "generic": 0.3},
}
TABLE = {
    ("thin", "watch"): "authority",
    ("thin", "over_optimised"): "both",
    ("thin", "unlabelled"): "both",
    ("thin", "natural"): "authority",
    ("within", "natural"): "healthy",
    ("within", "watch"): "not_enough_data",
    ("within", "over_optimised"): "anchors",
    ("within", "unlabelled"): "unlabelled",
    ("cannot_tell", "natural"): "not_enough_data",
    ("cannot_tell", "watch"): "not_enough_data",
    ("cannot_tell", "over_optimised"): "anchors",
    ("cannot_tell", "unlabelled"): "unlabelled",
}
IN_WORDS = {
    ("thin", "over_optimised"): "too few roads, and one sign repeated",
    ("thin", "unlabelled"): "too few roads, and blank signs",
    ("within", "over_optimised"): "one sign repeated",
    ("within", "unlabelled"): "blank signs",
    ("within", "natural"): "healthy",
}


# One keyword a cell; none shares a word with another.
KEYWORDS = (
    "camping stoves", "garden kneelers", "trail shoes", "winter tyres", "oak tables",
    "bread tins", "silk scarves", "rain barrels", "desk lamps", "yoga mats", "bike helmets",
    "coffee grinders", "fountain pens", "wool blankets", "kitchen knives", "dog leashes",
)  # fmt: skip
RANKS = {2.1: "healthy", 3.0: "healthy", 9.9: "healthy", 14.2: "neither"}


def said(desk: Desk, votes: int, shape: str, keyword: str) -> list[Word]:
    mix = {name: round(votes * share) for name, share in SHAPES[shape].items()}
    return desk.words(votes, keyword, **mix)


@pytest.fixture(scope="module")
def shop(shared_desk: Desk) -> Audit:
    """Give one shop with a page for each cell of the table, and one for each rank."""
    desk = shared_desk
    pages = [*((*cell, None) for cell in TABLE), *(("within", "natural", rank) for rank in RANKS)]
    site = ""
    for (road, sign, rank), keyword in zip(pages, KEYWORDS, strict=True):
        path = desk.path_for(keyword)
        desk.shop.add(path, said(desk, ROADS[road], sign, keyword))
        site += desk.site_page(path, keywords=[keyword], rank=rank)
    return desk.audit(desk.rivals(RIVALS, KEYWORDS), site)


@pytest.mark.parametrize("cell", TABLE, ids=" x ".join)
def test_a_page_against_five_rivals(shop: Audit, shared_desk: Desk, cell: tuple[str, str]) -> None:
    keyword = KEYWORDS[list(TABLE).index(cell)]
    page = shared_desk.page(shop, shared_desk.path_for(keyword))
    assert (page.authority.level, page.anchors.level) == cell, page.reason
    assert page.verdict == TABLE[cell]
    assert page.in_words == IN_WORDS.get(cell, page.in_words)
    assert page.authority.basis == page.anchors.basis == "rivals"
    assert page.authority.cohort.by == "keyword"
    assert page.authority.cohort.rivals == page.authority.cohort.pages == 5
    assert page.reason.endswith(".")
    assert ".." not in page.reason


@pytest.mark.parametrize("rank", RANKS)
def test_rank(shop: Audit, rank: float) -> None:
    page = next(page for page in shop.pages if page.rank == rank)
    assert page.verdict == RANKS[rank]
    deed = "nothing" if page.verdict == "healthy" else "look_at_content"
    assert [step.do for step in page.next_steps] == [deed]
    assert (f"{rank}" in page.reason) == (rank != 9.9)


@pytest.mark.parametrize("road", ROADS)
def test_wrong_signs(desk: Desk, road: str) -> None:
    """Rivals whose own top phrase is as strong leave only the test of what it says."""
    rivals = [
        desk.roads(f"rivalbrand{name}.example").add(
            "/c/trail-running-shoes",
            [desk.word("shoes for the hills")] * (votes * 3 // 5)
            + desk.words(
                votes - votes * 3 // 5, "trail running shoes", f"Rivalbrand{name}", exact=3
            ),
        )
        for name, votes in zip("abc", RIVALS[::2], strict=True)
    ]
    votes = ROADS[road]
    desk.shop.add("/c/trail-running-shoes", desk.words(votes, wrong=round(votes * 0.75)))
    page = desk.page(desk.audit(rivals, desk.site_page()))
    assert page.anchors.level == "mislabelled", page.reason
    assert page.verdict == ("both" if road == "thin" else "mislabelled")
    assert "spring open day" in page.reason
    step = next(step for step in page.next_steps if step.do == "change_anchors")
    assert {row.anchor for row in step.rows} == {"spring open day"}
    assert step.amount == page.counterfactual.changes_needed


def test_three_votes_tell_nothing_of_the_words(desk: Desk) -> None:
    desk.shop.add("/c/trail-running-shoes", desk.words(3, exact=1))
    page = desk.page(desk.audit(desk.rivals(RIVALS[:3]), desk.site_page()))
    assert (page.verdict, page.anchors.level) == ("authority", "cannot_tell")


def test_wrong_signs_need_a_keyword_or_a_title(desk: Desk) -> None:
    desk.shop.add("/x", desk.words(30, wrong=20))
    assert desk.page(desk.audit(), "/x").anchors.level != "mislabelled"
    assert desk.page(desk.audit(site=desk.site_page("/x")), "/x").anchors.level == "mislabelled"


def test_a_page_at_the_top_is_left_alone_whatever_its_signals(desk: Desk) -> None:
    desk.shop.add("/c/trail-running-shoes", said(desk, 9, "over_optimised", "trail running shoes"))
    audit = desk.audit(desk.rivals(RIVALS[:3]), desk.site_page(rank=2.1))
    page = desk.page(audit)
    assert (page.authority.level, page.anchors.level) == ("thin", "over_optimised")
    assert page.verdict == "healthy"
    assert page.reason == "Ranks at 2.1: leave it alone and add no exact anchors."
    assert [step.do for step in page.next_steps] == ["nothing"]
    assert page.url not in {step.page_url for step in audit.summary.first_steps}


def test_several_alarms_are_named_in_their_order(desk: Desk) -> None:
    rivals = desk.rivals(RIVALS[:3], exact=1, partial=1, blank=1, generic=1, loose=10)
    desk.shop.add("/c/trail-running-shoes", desk.words(60, exact=28, blank=31))
    page = desk.page(desk.audit(rivals, desk.site_page()))
    assert page.anchors.level == "over_optimised"
    assert page.verdict == "anchors"
    assert "also, most signs are blank" in page.reason
    assert {"change_anchors", "add_alt_text"} <= {step.do for step in page.next_steps}
    assert page.counterfactual.owners_needed is not None
