"""Whatever strangers write into anchors, titles and addresses stays text."""

from dataclasses import replace

import pytest
from audits import example_audit
from hypothesis import example, given, settings
from hypothesis import strategies as st
from page_outline import Element, elements

from roadsign.model.audit import (
    Audit,
    AuditWarning,
    FirstStep,
    KeywordFact,
    NextStep,
    StepRow,
    Summary,
    TopPhrase,
)
from roadsign.model.receipts import Receipt, Sample
from roadsign.render.defuse import defused
from roadsign.render.page import report, summary_of_many

HARMLESS = "plain words"


def told_by_strangers(text: str) -> Audit:
    """Put one text wherever a text from outside may stand."""
    audit = example_audit()
    page, site = audit.pages[0], audit.site
    row = StepRow("https://a.example/" + text, "https://fernandoak.example/", text, text)
    phrases = (TopPhrase(text, "exact", 8, 0.7, 0.4, 0.9),)
    changed = replace(
        page,
        title=text,
        url="https://fernandoak.example/" + text,
        addresses=(text, text),
        keywords=(KeywordFact(text, given=False),),
        reason=f"x {text}",
        anchors=replace(page.anchors, top_phrases=phrases),
        authority=replace(
            page.authority,
            rating_scale=text,
            rivals=tuple(replace(each, domain=text) for each in page.authority.rivals),
        ),
        next_steps=(NextStep("change_anchors", f"x {text}", f"x {text}", 1, (row,)),),
        warnings=(AuditWarning("x", f"x {text}"),),
    )
    broken = Receipt(text, error=f"x {text}")
    source = Receipt(
        text, text, text, rejected={text: 2}, warnings=(text,), samples=(Sample(1, text, text),)
    )
    return replace(
        audit,
        display=text,
        generated=text,
        summary=Summary(f"x {text}", f"x {text}", (FirstStep(f"x {text}", f"x {text}", text),)),
        site=replace(site, reason=f"x {text}"),
        pages=(changed,),
        warnings=(AuditWarning("x", f"x {text}"),),
        sources=(broken, source),
        rivals=(text,),
        version="1",
    )


def shape(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """Give the elements outside of pictures, without the bold figures and the links out."""
    return [
        (_name(each), tuple(sorted(each.attributes.keys() - {"href", "rel"})))
        for each in elements(page)
        if "svg" not in each.within and each.name != "b"
    ]


def _name(each: Element) -> str:
    outward = each.name == "a" and not each.attributes["href"].startswith(("#", "./"))
    return "span" if outward else each.name


PLAIN = shape(report(told_by_strangers(HARMLESS)))
DRAWN = {"svg", "text", "tspan", "title", "rect", "path", "circle", "g"}

strangers = st.one_of(
    st.text(st.characters(), min_size=1, max_size=80),
    st.text("<>&\"'=/ \n\x00\u202e{}%-!]", min_size=1, max_size=40),
).filter(lambda text: bool(defused(text)))


@settings(max_examples=25, deadline=None)
@given(text=strangers)
@example(text="<script>alert(1)</script>")
@example(text='"><img src=x onerror=alert(1)>')
@example(text="</style></title><svg onload=alert(1)>")
@example(text="{{ 7 * 7 }}{% raw %}]]>-->")
@example(text="javascript:alert(1)")
@example(text="abc\u202egpj.exe\u2066\ud800")
@example(text="1 site <b>")
def test_strangers_words_never_become_markup(text: str) -> None:
    page = report(told_by_strangers(text))
    page.encode()  # no lone surrogate is left
    assert [name for name, _ in shape(page)] == [name for name, _ in PLAIN]
    within = [each for each in elements(page) if "svg" in each.within]
    assert {each.name for each in within} <= DRAWN | {"defs", "pattern"}
    for each in elements(page):
        assert not each.attributes.keys() & {"style", "src"}
        assert not any(name.startswith("on") for name in each.attributes)


@settings(max_examples=15, deadline=None)
@given(text=strangers)
def test_nothing_that_steers_is_left(text: str) -> None:
    page = report(told_by_strangers(text))
    steering = set(
        "\x00\x1b\x7f\x85\u061c\u200e\u200f\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069"
    )
    assert not steering & set(page)


def test_words_that_show_nothing_are_told_so() -> None:
    assert "words not given" in report(told_by_strangers("\u202e\u200b"))


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "//evil.example/", "https:///x", "http://["],
)
def test_only_web_addresses_can_be_followed(address: str) -> None:
    audit = example_audit()
    step = NextStep("verify_links", "Look.", "", 1, (StepRow(address, address, "x"),))
    page = replace(audit.pages[0], url=address, next_steps=(step,))
    links = [
        each.attributes.get("href", "") for each in elements(report(replace(audit, pages=(page,))))
    ]
    assert address not in links


def test_words_from_right_to_left_stay_in_their_place() -> None:
    assert "<bdi>أصص الزراعة من الطين</bdi>" in report(example_audit())


def test_summary_of_strangers_is_text() -> None:
    page = summary_of_many([("<b>.html", told_by_strangers("<script>alert(1)</script>"))])
    assert "<script" not in page
    assert "./%3Cb%3E.html" in page
