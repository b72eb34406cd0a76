"""The report as a page: what it says, what it holds, and what it never does."""

import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from audits import example_audit, lonely_audit
from page_outline import elements, outline

from roadsign.model.audit import Audit, NextStep, PageAudit, StepRow, Summary
from roadsign.model.terms import terms
from roadsign.render.page import report, summary_of_many

GOLDEN = Path(__file__).parent / "golden"
AUDITS = {"example": example_audit, "lonely": lonely_audit}
LEXICON = re.compile("<h4>Numbers</h4><dl.*?</dl>", re.DOTALL)  # its words stand in terms.toml


def many_pages(number: int) -> Audit:
    audit = example_audit()
    judged = [page for page in audit.pages if page.judged]
    pages = [
        replace(judged[at % len(judged)], url=f"https://fernandoak.example/p/{at}")
        for at in range(number)
    ]
    return replace(audit, pages=tuple(pages))


def with_first(audit: Audit, page: PageAudit) -> Audit:
    return replace(audit, pages=(page, *audit.pages[1:]))


@pytest.mark.parametrize("name", AUDITS)
def test_page_reads_as_agreed(name: str, golden: Callable[[Path, str], None]) -> None:
    page = LEXICON.sub("", report(AUDITS[name]()))
    golden(GOLDEN / f"page_{name}.txt", outline(page))


@pytest.mark.parametrize("make", AUDITS.values())
def test_same_answer_gives_same_bytes(make: Callable[[], Audit]) -> None:
    assert report(make()) == report(make())


def pages_made() -> list[str]:
    entries = [("shop.html", example_audit()), ("lamps.html", lonely_audit())]
    return [report(example_audit()), report(lonely_audit()), summary_of_many(entries)]


@pytest.mark.parametrize("page", pages_made(), ids=["example", "lonely", "many"])
class TestEveryPage:
    def test_policy_lets_only_its_own_style_through(self, page: str) -> None:
        style = page.split("<style>")[1].split("</style>", maxsplit=1)[0]
        digest = b64encode(sha256(style.encode()).digest()).decode()
        metas = [each.attributes for each in elements(page) if each.name == "meta"]
        policy = next(each["content"] for each in metas if "http-equiv" in each)
        assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
        assert "url(" not in style
        assert "@import" not in style

    def test_nothing_runs_and_nothing_is_fetched(self, page: str) -> None:
        for each in elements(page):
            assert each.name not in {"script", "link", "img", "iframe", "object", "base", "form"}
            assert not each.attributes.keys() & {"style", "src", "srcset", "xlink:href", "action"}
            assert not [name for name in each.attributes if name.startswith("on")]

    def test_links_lead_inside_or_say_nothing_to_those_they_lead_to(self, page: str) -> None:
        found = elements(page)
        ids = [each.attributes["id"] for each in found if "id" in each.attributes]
        assert len(ids) == len(set(ids))
        for link in (each.attributes for each in found if each.name == "a"):
            if link["href"].startswith("#"):
                assert link["href"][1:] in ids
            elif not link["href"].startswith("./"):
                assert link["href"].startswith(("https://", "http://"))
                assert link["rel"] == "noreferrer nofollow noopener"

    def test_every_chart_is_told_to_those_who_do_not_see_it(self, page: str) -> None:
        pictures = [each for each in elements(page) if each.name == "svg"]
        assert pictures
        for each in pictures:
            assert each.attributes.get("aria-label") or each.attributes["aria-hidden"] == "true"


def test_numbers_tell_how_they_are_measured() -> None:
    found = [each for each in elements(report(example_audit())) if "title" in each.attributes]
    told = {each.attributes["title"] for each in found}
    for name in ("followed_referring_domains", "rivals_typical", "missing", "health", "tail"):
        assert terms()[name].text in told


@pytest.mark.parametrize(("pages", "articles"), [(0, 0), (1, 1), (400, 25)])
def test_any_number_of_pages_has_its_place(pages: int, articles: int) -> None:
    found = elements(report(many_pages(pages)))
    told = [each for each in found if each.attributes.get("id", "").startswith("page-")]
    paths = "".join(
        "".join(each.text) for each in found if "path" in each.attributes.get("class", "")
    )
    assert len(told) == articles
    assert all(f"/p/{at}" in paths for at in range(pages))


def test_pages_that_are_not_judged_are_listed() -> None:
    rows = [each for each in elements(report(example_audit())) if each.name == "tr"]
    row = next("".join(each.text) for each in rows if "/pages/delivery-3" in "".join(each.text))
    assert "not judged" in row


def test_without_rivals_nothing_is_compared_and_the_floor_is_shown() -> None:
    text = outline(report(lonely_audit()))
    assert "Both signals at once" not in text
    assert "Rivals:" not in text
    assert "rule of thumb is 36 sites" in text
    assert "--rival-links" in text


def test_one_is_one_and_a_million_has_commas() -> None:
    audit = lonely_audit()
    page = audit.pages[0]
    one = replace(page.authority, referring_domains=1, followed_referring_domains=1)
    site = replace(audit.site, referring_domains=1, backlinks=1_234_567, pages=1)
    text = outline(report(replace(with_first(audit, replace(page, authority=one)), site=site)))
    assert "1 site links here, 1 with links that count." in text
    assert "1 linking site, 1,234,567 links, 1 page" in text
    assert not re.search(r"\b1 (?:sites|links|pages)\b", text)


def test_at_most_fifty_rows_of_a_step_are_listed() -> None:
    audit = example_audit()
    rows = tuple(StepRow(f"https://blog{at}.example/", None, "shears") for at in range(1, 121))
    step = NextStep("change_anchors", "Ask 120 sites.", "", 120, rows)
    page = report(with_first(audit, replace(audit.pages[0], next_steps=(step,))))
    assert page.count("https://blog50.example/") > 0
    assert "https://blog51.example/" not in page
    assert "The first 50 of 120 links this is about" in page


def test_a_site_without_any_link_has_a_calm_page() -> None:
    audit = lonely_audit()
    empty = replace(audit, pages=(), sources=(), summary=Summary("No links were found.", "", ()))
    text = outline(report(empty))
    assert text.startswith("# No links were found.\n")
    assert "No page of this site stands in what was read." in text
    assert "first\n" not in text


def test_many_sites_stand_on_one_page_with_their_first_step() -> None:
    entries = [("a b/ü.html", example_audit()), ("//evil.example/x", lonely_audit())]
    page = summary_of_many(entries)
    links = [each.attributes["href"] for each in elements(page) if each.name == "a"]
    assert links[1:] == ["./a%20b/%C3%BC.html", ".///evil.example/x"]
    assert "Put words on your stockist badge" in page
    assert "Give three or more rivals" in page


def test_no_sites_make_a_page_too() -> None:
    assert "No sites were audited." in summary_of_many([])
