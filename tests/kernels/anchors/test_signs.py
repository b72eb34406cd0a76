"""What a sign tells beside its class: flags, words, reason, family."""

import pytest

from roadsign.kernels.anchors.classify import Classifier, PageClassifier
from roadsign.kernels.anchors.ways import ways
from roadsign.model.anchors import ANCHOR_CLASSES, PageWords, SiteWords, keywords_of

SITE = SiteWords("talwind.example", ("Talwind",), brands_given=True, rival_brands=("Radspatz",))
PAGE = PageWords(
    "https://talwind.example/gravel-bike-tyres",
    keywords_of(["gravel bike tyres"]),
    title="Gravel Bike Tyres | Talwind",
    language="en",
)
LONG = "so many words about tyres roads bags tents stoves lakes hills cows farms trains rain mud"


@pytest.fixture(scope="module")
def page() -> PageClassifier:
    return Classifier(SITE).page(PAGE)


@pytest.mark.parametrize(
    ("anchor", "flag"),
    [
        ("Gravel bike tyres", "is_title"),
        ("Gravel Bike Tyres | Talwind", "is_title"),
        ("GRAVEL BIKE TYRES", "verbatim"),
        ("Talwnid", "misspelt_brand"),
        ("Talwind picnic in May", "brand_plus"),
        ("tyres", "head_only"),
        ("Radspatz tubes", "rival_brand"),
        ("buy gravel bike tyres", "money_word"),
        ("мягкие игрушки для детей", "foreign_language"),
        ("mehr erfahren", "foreign_language"),
        ("gr\N{CYRILLIC SMALL LETTER A}vel bike tyres", "obfuscated"),
        ("gra\N{ZERO WIDTH SPACE}vel bike tyres", "obfuscated"),
        ("g r a v e l  b i k e  t y r e s", "obfuscated"),
        ("x" * 600, "clipped"),
        (LONG, "sentence"),
    ],
)
def test_flags(page: PageClassifier, anchor: str, flag: str) -> None:
    assert flag in page.sign(anchor).flags


@pytest.mark.parametrize(
    ("anchor", "flag"),
    [
        ("gravel bike tyre", "verbatim"),
        ("bike tyres", "is_title"),
        ("Talwind", "brand_plus"),
        ("Talwind", "misspelt_brand"),
        ("gravel tyres", "head_only"),
        ("gravel bike tyres", "money_word"),
        ("tyres for my bike", "foreign_language"),
        ("Talwind", "inferred"),
        ("gra\N{SOFT HYPHEN}vel bike tyres", "obfuscated"),
        ("\N{FAMILY}", "obfuscated"),
    ],
)
def test_flags_that_do_not_hold(page: PageClassifier, anchor: str, flag: str) -> None:
    assert flag not in page.sign(anchor).flags


@pytest.mark.parametrize(
    ("anchor_from", "flag"), [("alt", "from_alt"), ("aria", "from_aria"), ("title", "from_title")]
)
def test_where_the_words_come_from(page: PageClassifier, anchor_from: str, flag: str) -> None:
    assert page.sign("Talwind", anchor_from).flags == (flag,)


def test_what_was_inferred_is_flagged() -> None:
    site = SiteWords("talwind.example")
    sign = Classifier(site).page(PageWords("https://talwind.example/bike-bags")).sign("bike bag")
    assert sign.anchor_class == "exact"
    assert "inferred" in sign.flags


def test_a_brand_that_is_the_keyword_is_flagged_both_ways() -> None:
    site = SiteWords("quickloans.example", ("QuickLoans",), brands_given=True)
    words = PageWords("https://quickloans.example/", keywords_of(["quick loans"]), language="en")
    ready = Classifier(site).page(words)
    as_name, as_words = ready.sign("QuickLoans"), ready.sign("quick loans")
    assert (as_name.anchor_class, as_words.anchor_class) == ("brand", "exact")
    assert "ambiguous_brand" in as_name.flags
    assert "ambiguous_brand" in as_words.flags


def test_inflection_order_and_brand_are_one_family(page: PageClassifier) -> None:
    families = {
        page.sign(anchor).family
        for anchor in (
            "gravel bike tyres",
            "Tyre for a gravel bike",
            "Talwind gravel bike tyres",
            "gravel-bike tyres by Talwind",
        )
    }
    assert len(families) == 1
    assert families != {""}


def test_wordless_anchors_have_no_family(page: PageClassifier) -> None:
    assert {page.sign(a).family for a in ("", "www.talwind.example", "Talwind", "12 kg")} == {""}


def test_every_way_to_a_class_is_told_in_a_sentence() -> None:
    assert {way.anchor_class for way in ways().values()} == set(ANCHOR_CLASSES)
    for name, way in ways().items():
        assert way.reason.endswith("."), name
        assert 0 < way.confidence < 1, name
        assert (way.confidence < 0.75) <= bool(way.alternatives), name


@pytest.mark.parametrize("anchor", ["Talwind", "tyres", "here", "Talwind tyres", "Tom", "5"])
def test_reasons_are_one_sentence(page: PageClassifier, anchor: str) -> None:
    reason = page.sign(anchor).reason
    assert reason.endswith(".")
    assert "{" not in reason


@pytest.mark.parametrize(
    ("anchor", "whole"),
    [
        ("gravel bike tyres", True),
        ("the best gravel bike tyres of the year", True),
        ("Talwind gravel bike tyres", True),
        ("Talwind tyres", False),
        ("bike tyres", False),
        ("Talwind", False),
        ("here", False),
    ],
)
def test_whole_keyword(page: PageClassifier, anchor: str, *, whole: bool) -> None:
    assert page.sign(anchor).whole_keyword is whole


@pytest.mark.parametrize("keyword", ["die rose", "in leinen", "van hout", "i ull", "für für"])
@pytest.mark.parametrize("language", ["de", "nl", "sv"])
def test_small_words_before_a_noun_are_no_head(keyword: str, language: str) -> None:
    words = PageWords("https://talwind.example/x", keywords_of([keyword]), language=language)
    assert Classifier(SITE).page(words).sign(keyword).anchor_class == "exact"
