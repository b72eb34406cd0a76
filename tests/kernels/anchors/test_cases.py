"""Cases in fifteen languages: every row of the table of classes, every rule of reading."""

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from roadsign.kernels.anchors.classify import Classifier, PageClassifier
from roadsign.model.anchors import ANCHOR_CLASSES, PageWords, SiteWords, keywords_of

CASES = Path(__file__).with_name("cases")
PAGES = [
    pytest.param(page, id=f"{file.stem}: {page['name']}")
    for file in sorted(CASES.glob("*.toml"))
    for page in tomllib.loads(file.read_text("utf-8"))["pages"]
]
LANGUAGES = [
    "ar",
    "de",
    "en",
    "es",
    "fr",
    "it",
    "ja",
    "ko",
    "nl",
    "pl",
    "pt",
    "ru",
    "sv",
    "tr",
    "zh",
]


def classifier(page: dict[str, Any]) -> PageClassifier:
    brands, rivals = tuple(page.get("brands", ())), tuple(page.get("rivals", ()))
    words = PageWords(
        page["url"],
        keywords_of(page.get("keywords", ())),
        title=page.get("title"),
        language=page.get("language"),
    )
    return Classifier(SiteWords(page["domain"], brands, bool(brands), rivals)).page(words)


@pytest.mark.parametrize("page", PAGES)
def test_every_anchor_has_the_class_it_is_listed_under(page: dict[str, Any]) -> None:
    ready = classifier(page)
    wrong = {}
    for name in ANCHOR_CLASSES:
        for anchor in page.get("urls" if name == "url" else name, ()):
            found = ready.sign(anchor).anchor_class
            if found != name:
                wrong[anchor] = (name, found)
    assert not wrong


def test_every_language_has_a_page_of_its_own() -> None:
    assert {page.values[0].get("language") for page in PAGES} >= set(LANGUAGES)  # type: ignore[union-attr]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["function", "generic", "generic_words", "money", "neutral"])
def test_every_language_has_its_lists(kind: str, language: str) -> None:
    folder = files("roadsign.kernels.anchors").joinpath("words", kind)
    head, *lines = folder.joinpath(f"{language}.txt").read_text("utf-8").splitlines()
    assert head.startswith("# ")
    assert "Source: " in head
    assert len(lines) == len(set(lines)) >= 10
    assert all(line == line.strip() != "" for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_generic_lists_are_long(language: str) -> None:
    folder = files("roadsign.kernels.anchors").joinpath("words", "generic")
    assert len(folder.joinpath(f"{language}.txt").read_text("utf-8").splitlines()) > 100
