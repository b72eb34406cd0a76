"""What a page is for, and which page a phrase is for."""

import pytest

from roadsign.kernels.anchors.keywords import (
    best_page,
    content_stems,
    infer_keywords,
    matches,
    path_words,
)
from roadsign.model.anchors import Keyword, PageWords, SiteWords

SITE = SiteWords("talwind.example", ("Talwind",), brands_given=True)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://talwind.example/", ""),
        ("https://talwind.example/de/", ""),
        ("https://talwind.example", ""),
        ("https://talwind.example/index.html", ""),
        ("https://talwind.example/c/gravel-bikes", "gravel bikes"),
        ("https://talwind.example/gravel-bikes-c-1234.html", "gravel bikes c"),
        ("https://talwind.example/p/884213", ""),
        ("https://talwind.example/gravel_bikes/p/884213", "gravel bikes"),
        ("https://talwind.example/Gravel%20Bikes/", "gravel bikes"),
        ("https://talwind.example/collections/gravel-bikes?page=2", "gravel bikes"),
    ],
)
def test_path_words(url: str, words: str) -> None:
    assert path_words(url).removesuffix(" c") == words.removesuffix(" c")


def test_queries_come_first_and_none_names_the_site() -> None:
    queries = [("talwind shop", 900.0), ("gravel bike", 400.0), ("bikes for gravel roads", 100.0)]
    found = infer_keywords(
        "https://talwind.example/gravel-bikes", "Gravel bikes | Talwind", queries=queries, site=SITE
    )
    assert found[0] == Keyword("gravel bike", "query")
    assert all("talwind" not in keyword.text for keyword in found)


def test_the_title_less_the_name_of_the_site() -> None:
    found = infer_keywords("https://talwind.example/x/77", "Gravel Bikes | Talwind", site=SITE)
    assert found == (Keyword("gravel bikes", "title"),)


def test_the_address_where_there_is_no_title() -> None:
    found = infer_keywords("https://talwind.example/gravel-bikes", site=SITE)
    assert found == (Keyword("gravel bikes", "url"),)


def test_the_address_of_a_home_page_tells_nothing() -> None:
    assert infer_keywords("https://talwind.example/", site=SITE) == ()


def test_anchors_are_the_last_resort() -> None:
    anchors = [("here", 40), ("Talwind", 30), ("gravel wheels", 5), ("www.talwind.example", 9)]
    found = infer_keywords("https://talwind.example/p/1", anchors=anchors, site=SITE)
    assert found == (Keyword("gravel wheels", "anchors"),)
    named = infer_keywords("https://talwind.example/wheels", anchors=anchors, site=SITE)
    assert [keyword.source for keyword in named] == ["url"]


@pytest.mark.parametrize(
    ("text", "keyword", "language", "expected"),
    [
        ("Gravel bikes", "gravel bike", "en", "exact"),
        ("The best gravel bikes", "gravel bike", "en", "partial"),
        ("gravel roads", "gravel bike", "en", None),
        ("Regenjacken", "jacke für den regen", "de", "exact"),
        ("Sacs", "sac en cuir", "fr", "partial"),
        ("Cuir", "sac en cuir", "fr", None),
    ],
)
def test_matches(text: str, keyword: str, language: str, expected: str | None) -> None:
    assert matches(text, [keyword], language) == expected


def test_content_stems_fold_case_number_and_small_words() -> None:
    assert content_stems("The Gravel Bikes", "en") == content_stems("gravel bike", "en")
    assert content_stems("der die das", "de") == frozenset()


def test_a_query_goes_to_the_page_that_it_matches_best() -> None:
    pages = [
        PageWords("https://talwind.example/bike-bags", title="Bike bags"),
        PageWords("https://talwind.example/gravel-bikes", title="Gravel bikes"),
        PageWords("https://talwind.example/"),
    ]
    assert best_page("gravel bike", pages) == 1
    assert best_page("waterproof bike bag", pages) == 0
    assert best_page("fresh pasta", pages) is None
    assert best_page("gravel bike", []) is None
