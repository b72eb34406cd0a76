"""The keys of a word: two words are one where they share a key."""

import re
import unicodedata
from functools import cache, lru_cache

import Stemmer
from simplemma.strategies import DefaultStrategy
from simplemma.strategies.dictionaries import StreamDictionaryFactory

from roadsign.kernels.anchors import arabic, lexicon

_SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "fi": "finnish", "fr": "french", "hu": "hungarian",
    "it": "italian", "nl": "dutch_porter", "no": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
_DICTIONARIES = {code: code for code in _SNOWBALL} | {"no": "nb", "uk": "uk"}
"""Languages that have a dictionary, and what it is called."""
# Here letters with a ring, two dots or a stroke are letters of their own.
_OWN_LETTERS = frozenset({"da", "fi", "no", "sv"})
_DIGRAPHS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "œ": "oe"}
)
_STROKES = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "\u0131": "i", "æ": "ae", "œ": "oe", "ß": "ss"}
)
_LATIN = re.compile(r"[a-z\u00df-\u024f]")
_MARK = re.compile(r"[\u0300-\u036f]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")

Keys = frozenset[str]


def plain(word: str) -> str:
    """Give a folded word without accents and strokes (Latin and Greek only)."""
    if word.isascii() or _CYRILLIC.search(word):
        return word
    parts = unicodedata.normalize("NFD", word.translate(_STROKES))
    return unicodedata.normalize("NFC", _MARK.sub("", parts))


def spellings(word: str, language: str | None = None) -> Keys:
    """Give the ways a folded word is spelt without accents: ``ae`` for ä, and a alone."""
    if word.isascii():
        return frozenset({word})
    digraphs = plain(word.translate(_DIGRAPHS))
    return frozenset({digraphs} if language in _OWN_LETTERS else {digraphs, plain(word)})


@lru_cache(1 << 16)
def keys(word: str, language: str | None = None) -> Keys:
    """
    Give the keys of a folded word: its stem and the stem of its lemma, spelt without accents.

    Derivation keys begin with ``~``: they join an adjective with the noun it is made of.
    """
    if word.isdigit() or len(word) < 2:  # noqa: PLR2004 - a letter has no stem
        return frozenset({word})
    if arabic.is_arabic(word):
        return arabic.keys(word) | arabic.keys(lemma(arabic.bare(word), "ar"))
    code = _code_for(word, language)
    if code is None:
        return spellings(word)
    # English words stand in the keywords of every language, with their own plurals.
    foreign = code != "en" and _is_english(word) and not is_known(word, code)
    return _keys(word, code) | _keys(word, "en") if foreign else _keys(word, code)


def _keys(word: str, code: str) -> Keys:
    kept = lexicon.phrases("unstemmed", code) & {word, word.removesuffix("s")}
    if kept:
        return spellings(min(kept, key=len), code)
    forms = {word, *_lemmas(word, code)}
    stemmer = _stemmer(code)
    stems = {stemmer.stemWord(form) for form in forms} | (forms - {word})
    if code not in _DICTIONARIES:
        stems |= {plain(stem) for stem in (stemmer.stemWord(plain(form)) for form in forms)}
    found = {spelling for stem in stems for spelling in spellings(stem, code)}
    same = {group for stem in stems if (group := _same(code).get(stem))}
    return frozenset(found | same | _derived(forms, code))


@cache
def _same(code: str) -> dict[str, str]:
    """Give for the stems of words that are spelt in several ways the key that they share."""
    stemmer = _stemmer(code)
    return {
        stemmer.stemWord(word.replace("-", "")): f"={line.split()[0]}"
        for line in lexicon.lines("same", code)
        for word in line.split()
    }


@lru_cache(1 << 16)
def stem(word: str, language: str | None = None) -> str:
    """Give one key that stands for a folded word, the same for its inflected forms."""
    if arabic.is_arabic(word):
        return min(arabic.keys(word), key=lambda key: (len(key), key))
    code = _code_for(word, language)
    if code is None or word.isdigit() or len(word) < 2:  # noqa: PLR2004 - a letter has no stem
        return word
    kept = lexicon.phrases("unstemmed", code) & {word, word.removesuffix("s")}
    if kept:
        return plain(min(kept, key=len))
    if code != "en" and _is_english(word) and not is_known(word, code):
        code = "en"
    return plain(_stemmer(code).stemWord(lemma(word, code)))


@lru_cache(1 << 15)
def is_known(word: str, language: str | None) -> bool:
    """Say whether a folded word stands in the dictionary of a language that has one."""
    if language is None or language not in _DICTIONARIES:
        return False
    code = _DICTIONARIES[language]
    held = _dictionaries().is_dictionary_member
    return bool(held(word, code) or held(word.capitalize(), code))


def _is_english(word: str) -> bool:
    return word.isascii() and is_known(word, "en")


def _code_for(word: str, language: str | None) -> str | None:
    """Take the page's language where it is written in the word's script, else a likely one."""
    if _CYRILLIC.search(word):
        return language if language in {"ru", "uk", "bg", "sr"} & _SNOWBALL.keys() else "ru"
    if not _LATIN.search(plain(word)):
        return language if language == "el" else None
    return language if language in _SNOWBALL and language not in {"ru", "ar", "el"} else "en"


@lru_cache(1 << 14)
def lemma(word: str, language: str) -> str:
    """Give the lemma of a folded word, case folded; the word itself where none is known."""
    if language not in _DICTIONARIES:
        return word
    found = _dictionaries().get_lemma(word, _DICTIONARIES[language])
    return (found or word).casefold().replace("\u0451", "\u0435")


@lru_cache(1 << 13)
def is_noun(word: str, language: str | None) -> bool:
    """Say whether a folded word is a noun, where the dictionary tells it by a capital (de)."""
    if language != "de":
        return False
    capital = word.capitalize()
    found = _dictionaries().get_lemma(word, "de") or word
    return found[:1].isupper() or _dictionaries().is_dictionary_member(capital, "de")


def _lemmas(word: str, code: str) -> set[str]:
    return {lemma(word, code)} if code in _DICTIONARIES else set()


def _derived(forms: set[str], code: str) -> set[str]:
    """Give what is left of adjectives and nouns when the endings that derive are taken off."""
    found = set()
    for ending in lexicon.lines("derived", code):
        for form in forms:
            root = form.removesuffix(ending) if ending != "-" else form
            if root == form and ending != "-":
                continue
            root = root.rstrip("".join(lexicon.lines("vowels", code)))
            # A short vowel doubles the consonant before an ending (nl wol, wollen).
            root = root[:-1] if ending != "-" and root[-2:-1] == root[-1:] else root
            if len(root) >= 2:  # noqa: PLR2004 - a root has two letters
                found.add("~" + root)
    return found


@cache
def _stemmer(code: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(_SNOWBALL[code])


@cache
def _dictionaries() -> DefaultStrategy:
    # A quick dictionary takes up to 450 MB a language, this one a tenth; answers are kept here.
    # All of them stay: by default some are dropped, and read again for the next page.
    return DefaultStrategy(
        dictionary_factory=StreamDictionaryFactory(cache_max_size=len(_DICTIONARIES))
    )
