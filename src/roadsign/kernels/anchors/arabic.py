"""Arabic words: articles, marks and spellings folded, broken plurals beside their singular."""

import re

_ARABIC = re.compile(r"[\u0600-\u06ff]")
_MARKS = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_PREFIX = re.compile(r"^(?:وال|بال|كال|فال|لل|ال)(?=..)")
_SUFFIX = re.compile(r"(?:(?<=....)(?:ات|ين|ون)|(?<=...)(?:يه|ها|هم|ه|ي))$")
# Broken plurals by their form, and the singulars that may stand behind each.
_BROKEN = (
    (re.compile(r"^ا(.)(.)ا(.)$"), (r"\1\2\3",)),
    (re.compile(r"^(.)(.)و(.)$"), (r"\1\2\3",)),
    (re.compile(r"^(.)(.)ا(.)$"), (r"\1\2\3",)),
    (re.compile(r"^(م)(.)ا(.)(.)$"), (r"\1\2\3\4",)),
    (re.compile(r"^(.)وا(.)(.)$"), (r"\1ا\2\3",)),
    (re.compile(r"^(.)(.)ا[يء](.)$"), (r"\1\2ي\3", r"\1\2ا\3")),
    (re.compile(r"^ا(.)(.)(.)ه$"), (r"\1\2ا\3",)),
    (re.compile(r"^(.)(.)ا(.)ي(.)$"), (r"\1\2\3ا\4", r"\1\2\3و\4", r"\1\2\3\4")),
)


def is_arabic(word: str) -> bool:
    """Say whether a word is written in Arabic letters."""
    return bool(_ARABIC.search(word))


def spelt(word: str) -> str:
    """Fold vowel marks, hamza forms and final letters."""
    text = _MARKS.sub("", word)
    for letters, plain in (("أإآٱ", "ا"), ("ىیئ", "ي"), ("ؤ", "و"), ("ة", "ه"), ("کگ", "ك")):
        for letter in letters:
            text = text.replace(letter, plain)
    return text


def bare(word: str) -> str:
    """Give a word without vowel marks and article."""
    return _PREFIX.sub("", _MARKS.sub("", word))


def keys(word: str) -> frozenset[str]:
    """Give the word without article and suffix, and the singulars it may be the plural of."""
    base = _PREFIX.sub("", spelt(word))
    stem = _SUFFIX.sub("", base)
    found = {stem, stem.replace("ا", "") if len(stem) > 5 else stem}  # noqa: PLR2004 - long words
    for form, singulars in _BROKEN:
        for whole in {base, stem}:
            found |= {form.sub(s, whole) for s in singulars if form.match(whole)}
    return frozenset(_SUFFIX.sub("", key) for key in found)
