"""The site and its page types: pooled votes, pooled rivals, and the pages they name."""

from shop_desk import Desk

WORDS = ("camping stoves", "garden kneelers", "winter tyres")


def test_each_owner_has_one_vote_over_a_group(desk: Desk) -> None:
    owners = [f"same{number}.example" for number in range(10)]
    for word in WORDS:
        desk.shop.add(desk.path_for(word), desk.words(10), owners)
    audit = desk.audit()
    assert audit.site.followed_referring_domains == 10
    assert audit.site.anchors.owners == 10
    assert audit.site.backlinks == 30
    assert [(group.page_type, group.pages) for group in audit.page_types] == [("category", 3)]


def test_a_healthy_group_names_the_pages_that_are_not(desk: Desk) -> None:
    for word in WORDS[:2]:
        desk.shop.add(desk.path_for(word), desk.words(70, word, **desk.natural(70)))
    thin = desk.path_for(WORDS[2])
    desk.shop.add(thin, desk.words(5, WORDS[2]))
    site = "".join(desk.site_page(desk.path_for(word), keywords=[word]) for word in WORDS)
    audit = desk.audit(desk.rivals((60, 64, 66), WORDS), site)
    assert audit.site.verdict == "healthy", audit.site.reason
    assert audit.site.reason.startswith("As a whole: ")
    assert "winter tyres" in audit.site.reason
    assert "winter tyres" in audit.site.next_steps[0].text
    assert dict(audit.site.verdicts) == {"healthy": 2, "authority": 1}
    assert audit.site.authority.cohort.by == "site"
    assert audit.page_types[0].authority.cohort.by == "type"
    assert audit.page_types[0].authority.cohort.pages == 9


def test_a_groups_alarm_names_the_pages_with_most_of_the_votes(desk: Desk) -> None:
    for word in WORDS[:2]:
        desk.shop.add(desk.path_for(word), desk.words(60, word, exact=45))
    site = "".join(desk.site_page(desk.path_for(word), keywords=[word]) for word in WORDS[:2])
    audit = desk.audit(desk.rivals((60, 64, 66), WORDS[:2]), site)
    assert audit.site.anchors.level == "over_optimised"
    step = next(step for step in audit.site.next_steps if step.do == "change_anchors")
    assert "Most of them point to: camping stoves and garden kneelers." in step.why
    assert len(step.rows) == 90


def test_without_followed_links_nothing_is_said_of_a_site(desk: Desk) -> None:
    nofollow = [desk.word("Nordlicht", nofollow="true")] * 3
    desk.shop.add("/", nofollow)
    audit = desk.audit()
    assert audit.site.verdict == "not_enough_data"
    assert [step.do for step in audit.site.next_steps] == ["nothing"]
    assert (audit.site.referring_domains, audit.site.followed_referring_domains) == (3, 0)


def test_natural_shops_raise_no_alarm_as_groups(desk: Desk) -> None:
    """Rivals that aim at other keywords leave the exact share of a group untested by them."""
    for word in WORDS:
        desk.shop.add(desk.path_for(word), desk.words(60, word, exact=12, loose=20))
    site = "".join(desk.site_page(desk.path_for(word), keywords=[word]) for word in WORDS)
    others = ("desk lamps", "yoga mats", "bike helmets")
    audit = desk.audit(desk.rivals((60, 64, 66), others), site)
    exact = next(s for s in audit.site.anchors.shares if s.anchor_class == "exact")
    assert exact.basis == "default"
    assert audit.site.anchors.level in ("cannot_tell", "watch")
