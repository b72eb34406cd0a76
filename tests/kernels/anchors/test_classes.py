"""One anchor, one class: a case for every row of the table of classes."""

import pytest

from roadsign.kernels.anchors.classify import Classifier, PageClassifier
from roadsign.model.anchors import PageWords, SiteWords, keywords_of

SITE = SiteWords("talwind.example", ("Talwind", "Talwind Radsport"), brands_given=True)


@pytest.fixture
def page() -> PageClassifier:
    words = PageWords(
        "https://talwind.example/gravel-bike-tyres",
        keywords_of(["gravel bike tyres", "tubeless tyres"]),
        language="en",
    )
    return Classifier(SITE).page(words)


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        ("", "blank"),
        ("[1] \N{RIGHTWARDS ARROW}", "blank"),
        ("Gravel  BIKE tyre", "exact"),
        ("click\N{ZERO WIDTH SPACE} here", "generic"),
        ("Quelle", "generic"),
        ("here in Sherel", "other"),
        ("the Talwind shop", "brand"),
        ("tyres by Talwind", "brand_keyword"),
        ("cheap tyres", "partial"),
        ("www.talwind.example", "url"),
    ],
)
def test_classes(page: PageClassifier, anchor: str, expected: str) -> None:
    assert page.sign(anchor).anchor_class == expected
