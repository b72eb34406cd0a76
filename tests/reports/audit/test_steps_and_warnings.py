"""What is asked next, of whom, and what a reader has to know, from exports as files."""

import pytest
from shop_desk import Desk, Word

RIVALS = (55, 58, 60)
PAGE = "/c/trail-running-shoes"


def deeds(page: object) -> list[str]:
    return [step.do for step in page.next_steps]  # type: ignore[attr-defined]


def test_alone_links_are_asked_for_at_most_three_pages(desk: Desk) -> None:
    for number in range(6):
        desk.shop.add(f"/c/thing-{number}", desk.words(number + 1))
    audit = desk.audit()
    asked = [page.url for page in audit.pages if "earn_links" in deeds(page)]
    waiting = [
        page for page in audit.pages if page.verdict == "authority" and page.url not in asked
    ]
    assert len(asked) == 3
    assert all(url.endswith(("3", "4", "5")) for url in asked)
    assert all(deeds(page) == ["nothing"] for page in waiting)
    assert len(waiting) == 3
    assert all(deeds(page)[-1] == "add_rivals" for page in audit.pages if page.url in asked)


def test_at_the_floor_only_rivals_can_tell_more(desk: Desk) -> None:
    desk.shop.add(PAGE, desk.words(40, **desk.natural(40)))
    page = desk.page(desk.audit(site=desk.site_page()))
    assert (page.authority.level, page.authority.basis) == ("cannot_tell", "field_floor")
    assert (page.anchors.level, page.anchors.basis) == ("cannot_tell", "default")
    assert page.reason.startswith(
        "40 sites link here, more than the 36 that such a page usually needs; "
        "whether that is enough only rivals can tell"
    )
    assert deeds(page) == ["add_rivals"]
    assert page.authority.missing.owners == 0
    assert page.authority.missing.low is page.authority.missing.high is None


@pytest.mark.parametrize(("exact", "level"), [(34, "over_optimised"), (20, "watch")])
def test_on_the_default_an_alarm_takes_most_of_the_votes(
    desk: Desk, exact: int, level: str
) -> None:
    desk.shop.add(PAGE, desk.words(40, exact=exact))
    page = desk.page(desk.audit(site=desk.site_page()))
    assert page.anchors.level == level
    assert page.confidence != "high"
    inferred = desk.page(desk.audit())
    assert inferred.anchors.level == "watch"
    assert {"add_rivals", "confirm_keywords"} <= set(deeds(inferred))


def test_a_page_without_followed_links_is_only_listed(desk: Desk) -> None:
    desk.shop.add("/c/other", desk.words(3)).add("/x", [Word("Nordlicht", nofollow="true")])
    audit = desk.audit(site=desk.site_page("/c/new"))
    page = desk.page(audit, "/x")
    assert page.verdict == "not_enough_data"
    assert page.reason == "No followed links; nothing here counts for or against it."
    assert deeds(page) == ["nothing"]
    assert page.authority.missing.owners is None
    new = desk.page(audit, "/c/new")
    assert (new.verdict, new.authority.followed_referring_domains) == ("authority", 0)


def test_the_rows_of_a_change_are_the_votes_in_question(desk: Desk) -> None:
    desk.shop.add(PAGE, desk.words(60, exact=30), owners=["many.example"])
    desk.shop.add(PAGE, [Word("trail running shoes")], ["many.example"])
    desk.shop.add(PAGE, [Word("trail running shoes"), Word("Nordlicht"), Word("the Nordlicht")],
                  ["brandly.example"] * 3)  # fmt: skip
    page = desk.page(desk.audit(desk.rivals(RIVALS), desk.site_page()))
    step = next(step for step in page.next_steps if step.do == "change_anchors")
    assert {row.anchor for row in step.rows} == {"trail running shoes"}
    assert step.rows[0].owner == "many.example"
    assert "brandly.example" not in {row.owner for row in step.rows}
    assert step.amount == page.counterfactual.changes_needed
    assert len({row.owner for row in step.rows}) == 30


def test_links_are_sought_where_rivals_have_them(desk: Desk) -> None:
    desk.shop.add(PAGE, desk.words(5), ["mine.example"])
    rivals = desk.rivals(RIVALS)
    for rival in rivals[:2]:
        rival.add(PAGE, desk.words(2), ["mine.example", "prospect.example"])
    page = desk.page(desk.audit(rivals, desk.site_page()))
    step = page.next_steps[0]
    assert step.do == "earn_links"
    assert [row.owner for row in step.rows] == ["prospect.example"]
    assert step.amount == page.authority.missing.owners


def test_a_burst_of_links_that_are_not_followed_is_named(desk: Desk) -> None:
    desk.shop.add(PAGE, desk.words(6))
    cheap = [
        Word("cheap trail shoes", nofollow="true", seen=f"2026-06-{day:02}") for day in range(1, 13)
    ]
    desk.shop.add(PAGE, cheap)
    audit = desk.audit(site=desk.site_page())
    page = desk.page(audit)
    for warnings in (page.warnings, audit.site.warnings, audit.warnings):
        found = next(each for each in warnings if each.code == "nofollow_burst")
        assert found.facts == {
            "url": page.url,
            "owners": 12,
            "phrase": "cheap trail shoes",
            "first": "2026-06-01",
            "last": "2026-06-12",
        }
    assert page.authority.followed_referring_domains == 6


def test_a_weak_rival_is_set_aside_and_another_asked_for(desk: Desk) -> None:
    desk.shop.add(PAGE, desk.words(12, **desk.natural(12)))
    audit = desk.audit(desk.rivals((60, 58, 62, 3)), desk.site_page())
    weak = [each for each in audit.warnings if each.code == "weak_rival"]
    assert [each.facts["rival"] for each in weak] == ["rivalbrandd.example"]
    page = desk.page(audit)
    assert page.authority.cohort.rivals == 3
    for judged in (page, audit.site):
        step = next(step for step in judged.next_steps if step.do == "add_rivals")
        assert "rivalbrandd.example is far smaller" in step.why


def test_unknown_rivals_are_named(desk: Desk) -> None:
    desk.shop.add(PAGE, desk.words(5))
    audit = desk.audit(site=f'rivals = ["nobody.example"]\n{desk.site_page()}')
    assert {"rival_without_links", "no_rivals"} <= {each.code for each in audit.warnings}


def test_an_export_at_its_limit_is_never_thin(desk: Desk) -> None:
    desk.shop.add(PAGE, desk.words(9))
    desk.shop.add("/", desk.words(991))
    page = desk.page(desk.audit(desk.rivals(RIVALS), desk.site_page()))
    assert page.authority.level == "cannot_tell"
    assert page.reason.startswith("At least 9 sites link here")
    assert any("Export the rest" in step.text for step in page.next_steps)


def test_a_lost_redirect_is_to_be_put_back(desk: Desk) -> None:
    desk.shop.add(PAGE, desk.words(5))
    old = "https://nordlicht.example/old"
    desk.shop.row("https://told.example/a", old, Word("old"), lost="lostredirect", chain=old)
    step = next(s for s in desk.audit().site.next_steps if s.do == "fix_redirect")
    assert [row.owner for row in step.rows] == ["told.example"]
