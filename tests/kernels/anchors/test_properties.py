"""What holds for any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadsign.kernels.anchors.classify import Classifier, PageClassifier
from roadsign.kernels.anchors.keywords import infer_keywords, matches
from roadsign.kernels.anchors.normalise import normalise
from roadsign.model.anchors import ANCHOR_CLASSES, PageWords, SiteWords, keywords_of

KEYWORDS = {
    "en": ["gravel bike tyres"],
    "de": ["gelbe regenjacke"],
    "ja": ["緑茶"],
    "tr": ["masa lambas\u0131"],
}
PAGES: dict[str, PageClassifier] = {}
LANGUAGES = st.sampled_from(sorted(KEYWORDS))
INVISIBLE = ["\u200b", "\u200c", "\u2060", "\ufeff", "\u200e", "\u202a"]
PHRASES = [
    "Talwind", "gravel bike tyres", "click here", "cheap tyres", "Talwind tyres", "Tom Hadley",
    "www.talwind.example", "a walk by the lake",
]  # fmt: skip


def page(language: str = "en") -> PageClassifier:
    if language not in PAGES:
        site = SiteWords("talwind.example", ("Talwind", "Talwind & Söhne"), brands_given=True)
        words = PageWords(
            "https://talwind.example/x", keywords_of(KEYWORDS[language]), language=language
        )
        PAGES[language] = Classifier(site).page(words)
    return PAGES[language]


@settings(deadline=None)
@given(text=st.text(max_size=60), language=LANGUAGES)
def test_any_text_has_one_class(text: str, language: str) -> None:
    sign = page(language).sign(text)
    assert sign.anchor_class in ANCHOR_CLASSES
    assert 0 <= sign.confidence <= 1
    assert len(set(sign.flags)) == len(sign.flags)


@settings(deadline=None)
@given(text=st.text(st.characters(categories=("L", "M", "N", "P", "Z", "Cf", "Cs")), max_size=40))
def test_any_script_has_one_class(text: str) -> None:
    assert page("de").sign(text).anchor_class in ANCHOR_CLASSES


@settings(deadline=None)
@given(text=st.text(max_size=60), language=st.sampled_from(["en", "de", "tr", "ja", None]))
def test_folding_twice_is_folding_once(text: str, language: str | None) -> None:
    once = normalise(text, language)
    assert normalise(once, language) == once


@settings(deadline=None)
@given(
    order=st.permutations(["gravel", "bike", "tyres"]),
    cases=st.lists(st.sampled_from([str.upper, str.lower, str.title]), min_size=3, max_size=3),
)
def test_order_and_case_never_change_exact(order: list[str], cases: list[object]) -> None:
    words = [case(word) for case, word in zip(cases, order, strict=True)]  # type: ignore[operator]
    assert page().sign(" ".join(words)).anchor_class == "exact"


@settings(deadline=None)
@given(
    phrase=st.sampled_from(PHRASES),
    places=st.lists(st.tuples(st.integers(0, 30), st.sampled_from(INVISIBLE)), max_size=5),
)
def test_invisible_characters_never_change_the_class(
    phrase: str, places: list[tuple[int, str]]
) -> None:
    text = phrase
    for place, invisible in places:
        text = text[:place] + invisible + text[place:]
    assert page().sign(text).anchor_class == page().sign(phrase).anchor_class


@settings(deadline=None)
@given(url=st.text(max_size=40), title=st.text(max_size=40))
def test_keywords_of_any_page_can_be_asked_for(url: str, title: str) -> None:
    for keyword in infer_keywords(f"https://talwind.example/{url}", title):
        assert keyword.text.strip()
        assert not keyword.given


@settings(deadline=None)
@given(text=st.text(min_size=1, max_size=30))
def test_a_text_never_matches_less_than_itself(text: str) -> None:
    assert matches(text, [text]) in {"exact", None}


@pytest.mark.parametrize("language", ["xx", "zh-Hant", "EN_us", "", "nb", "th", "he", "el", "uk"])
def test_any_language_code_is_taken(language: str) -> None:
    words = PageWords("https://talwind.example/x", keywords_of(["tents"]), language=language)
    ready = Classifier(SiteWords("talwind.example")).page(words)
    assert ready.sign("tents").anchor_class == "exact"
