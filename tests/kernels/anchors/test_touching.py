"""One class for many pages: never another than the page's own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadsign.kernels.anchors.classify import Classifier
from roadsign.kernels.anchors.touching import anchor_marks
from roadsign.model.anchors import PageWords, SiteWords, keywords_of

SITE = SiteWords("nordlicht.example", ("Nordlicht",), brands_given=True)
KEYWORDS = [
    "trail running shoes",
    "Laufschuhe",
    "Schuhe zum Laufen",
    "lniana pościel",
    "zapatos de montaña",
    "日本茶 通販",
    "winter boots",
]
ANCHORS = [
    "Nordlicht", "the Nordlicht store", "click here", "mehr erfahren", "nordlicht.example", "→",
    "running shoes", "Laufschuhe", "leichte Schuhe", "z lnu", "zapato", "日本茶", "boots",
    "wniter boots", "winterboots", "Anna Lind", "a great present for my brother", "shop", "",
]  # fmt: skip


@settings(deadline=None)
@given(
    pages=st.lists(st.sampled_from(KEYWORDS), min_size=1, max_size=6),
    anchors=st.lists(st.sampled_from(ANCHORS), min_size=1, max_size=12),
)
def test_what_was_met_before_changes_no_class(pages: list[str], anchors: list[str]) -> None:
    together = Classifier(SITE)
    for keyword in pages:
        words = PageWords("https://nordlicht.example/x", keywords_of([keyword]))
        alone = Classifier(SITE).page(words)
        page = together.page(words)
        assert [page.sign(anchor) for anchor in anchors] == [alone.sign(a) for a in anchors]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Laufschuhe", "Schuhe zum Laufen"),
        ("z lnu", "lniana pościel"),
        ("wniter boots", "winter boots"),
        ("zapatos", "zapato de montaña"),
    ],
)
def test_words_of_one_stem_share_a_mark(one: str, other: str) -> None:
    marks, others = anchor_marks(one, "en"), anchor_marks(other, "en")
    assert marks is not None
    assert others is not None
    assert not marks.isdisjoint(others)


def test_scripts_of_short_words_have_no_marks() -> None:
    assert anchor_marks("日本茶", "ja") is None
