"""Look-alike letters: a word of mixed scripts is read in the script of most of its letters."""

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache

_WORD = re.compile(r"[^\W\d_]+")
_MIXED = re.compile(r"[A-Za-z\u00c0-\u024f]")
_OTHER = re.compile(r"[\u0370-\u058f\u1c80-\u1c8f\u13a0-\u13ff]")
_LAST_COMMON = "\u058f"
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")


def one_script(text: str) -> str:
    """Undo homoglyphs word by word; words of one script stay as they are."""
    if not (_MIXED.search(text) and _OTHER.search(text)):
        return text
    return _WORD.sub(lambda word: _undone(word[0]), text)


@lru_cache(4096)
def _undone(word: str) -> str:
    scripts = Counter(filter(None, map(script, word)))
    if len(scripts) < 2:  # noqa: PLR2004 - two scripts make a mix
        return word
    # Of two scripts with as many letters each the Latin one is taken.
    (main, _), *_ = sorted(scripts.items(), key=lambda item: (-item[1], item[0] != "LATIN"))
    table = _twins(main)
    letters = [c if script(c) in {main, None} else _twin(c, table) for c in word]
    return "".join(letters) if all(letters) else word


def _twin(letter: str, table: dict[str, str]) -> str:
    # A small letter without a twin may pass for the small form of its capital's twin.
    return table.get(letter) or table.get(letter.upper(), "").lower()


def script(character: str) -> str | None:
    """Name the script of a letter that has look-alikes; None for any other."""
    name = unicodedata.name(character, "")
    return next((known for known in _SCRIPTS if name.startswith(known)), None)


@cache
def _twins(main: str) -> dict[str, str]:
    """Give for letters of other scripts the one of this script that looks the same."""
    from confusable_homoglyphs import confusables  # noqa: PLC0415 - a megabyte, seldom needed

    twins: dict[str, str] = {}
    for letter, others in confusables.confusables_data.items():
        if len(letter) != 1 or script(letter) == main or script(letter) is None:
            continue
        fits = [o["c"] for o in others if len(o["c"]) == 1 and script(o["c"]) == main]
        fits = [c for c in fits if c <= _LAST_COMMON]
        same_case = [c for c in fits if c.isupper() == letter.isupper()]
        common = [c for c in same_case if c.isascii() or main != "LATIN"]
        if common:
            twins[letter] = min(common)
    return twins
