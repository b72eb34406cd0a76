"""The language of short texts: script first, then small words, then a model."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any
from urllib.parse import urlsplit

from roadsign.kernels.anchors import lexicon
from roadsign.kernels.anchors.stems import is_known

_SCRIPTS = (
    ("ko", re.compile(r"[\uac00-\ud7a3]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u3400-\u9fff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)
_LATIN = re.compile(r"[a-z\u00df-\u024f]")
_FEW = 6
"""Letters of a page's words from which the model is asked where nothing else tells."""
_MUCH = 80
"""Letters from which the model alone is asked."""
_ENOUGH = 12
"""Letters from which the model is asked."""


def script_language(folded: str) -> str | None:
    """Give the language that a script stands for; None for Latin letters and none."""
    if folded.isascii():
        return None
    return next((code for code, letters in _SCRIPTS if letters.search(folded)), None)


def guess(words: Sequence[str], hint: str | None = None) -> str | None:
    """Give the language of some folded words; None where they are too few to tell."""
    told = told_language(words, hint)
    if told or sum(map(len, words)) < _ENOUGH:
        return told
    return _by_model(" ".join(words))


def told_language(words: Sequence[str], hint: str | None = None) -> str | None:
    """Give the language that script, small words or letters of their own tell; else None."""
    text = " ".join(words)
    by_script = script_language(text)
    if by_script:
        same = script_language(text) == by_script and hint in _SHARING.get(by_script, ())
        return hint if same else by_script
    hits = Counter(code for word in words for code in _small_words().get(word, ()))
    if hits:
        most = max(hits.values())
        leading = [code for code, count in hits.items() if count == most]
        if hint in leading:
            return hint
        if len(leading) == 1:
            return leading[0]
    telling = [code for code, letters in _telling().items() if not letters.isdisjoint(text)]
    if telling:
        return hint if hint in telling else telling[0]
    return None


_SHARING = {"zh": ("ja", "zh"), "ar": ("ar", "fa", "ur"), "ru": ("ru", "uk", "bg", "sr")}


def page_language(texts: Iterable[str], url: str) -> str:
    """Give the language of a page by its words and its address; English where nothing tells."""
    words = [word for text in texts for word in re.findall(r"[^\W\d_]+", text.casefold())]
    by_address = _address_language(url)
    by_words = guess(words, by_address)
    if by_words or by_address:
        return str(by_words or by_address)
    letters = sum(map(len, words))
    return _by_model(" ".join(words)) if letters >= _FEW and not _are_english(words) else "en"


def site_language(texts: Iterable[str], url: str) -> str:
    """
    Give the language of a site by the words of its pages, all of them taken together.

    Words of addresses hold few small words, and what looks like one may be another language's
    noun; so much text is the model's to tell.
    """
    words = [word for text in texts for word in re.findall(r"[^\W\d_]+", text.casefold())]
    text = " ".join(words)
    by_script = script_language(text)
    if by_script is None and sum(map(len, words)) >= _MUCH:
        return _by_model(text)
    return page_language(texts, url)


def language_in_site(texts: Iterable[str], url: str, site: str) -> str:
    """
    Give the language of a page of a site whose language is known.

    Few words tell little by themselves: its folder (``/de/``) and words that are telling decide,
    else the site's language stands.
    """
    folder = next(filter(None, urlsplit(url).path.casefold().split("/")), "")
    if folder in _addresses():
        return _addresses()[folder]
    words = [word for text in texts for word in re.findall(r"[^\W\d_]+", text.casefold())]
    return told_language(words, site) or site


def _address_language(url: str) -> str | None:
    parts = urlsplit(url if "://" in url else f"https://{url}")
    known = _addresses()
    labels = [*(parts.hostname or "").split("."), *parts.path.casefold().split("/")]
    return next((known[label] for label in reversed(labels) if label in known), None)


def _are_english(words: Sequence[str]) -> bool:
    return all(is_known(word, "en") for word in words)


@cache
def _addresses() -> dict[str, str]:
    pairs = (line.split() for line in lexicon.lines("addresses", lexicon.ANY))
    return {label: code for label, code in pairs}  # noqa: C416 - of lists, not pairs


@cache
def _telling() -> dict[str, frozenset[str]]:
    """Give for languages the letters that tell them from others."""
    codes = lexicon.languages("letters")
    return {code: frozenset("".join(lexicon.lines("letters", code))) for code in codes}


@cache
def _small_words() -> dict[str, tuple[str, ...]]:
    return lexicon.homes("function")


@lru_cache(1 << 13)
def _by_model(text: str) -> str:
    return str(_model().classify(text)[0])


@cache
def _model() -> Any:  # noqa: ANN401 - the library has no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - loads 4 MB

    model = LanguageIdentifier.from_model_file(MODEL_FILE)
    latin = {
        "cs",
        "da",
        "de",
        "en",
        "es",
        "fi",
        "fr",
        "hu",
        "it",
        "nl",
        "no",
        "pl",
        "pt",
        "sv",
        "tr",
    }
    model.set_languages(sorted(latin))
    return model
