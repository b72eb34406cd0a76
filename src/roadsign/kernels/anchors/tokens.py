"""The words of an anchor, in order, as they are shown and as they are compared."""

import re
from typing import NamedTuple

from roadsign.kernels.anchors import lexicon
from roadsign.kernels.anchors.normalise import fold

_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0dff\u0e31\u0e34-\u0e4e"
)
_WORD = re.compile(
    rf"(?:[^\W_]|[{_MARKS}])(?:[^\W_]|[{_MARKS}]|['.](?=[^\W\d_]))*|&|(?<=\w)\+(?!\w)"
)
_GENITIVE = re.compile(r"(?<=\w)(?:'s|s')$")
_UNSEGMENTED = re.compile(r"[\u0e00-\u0eff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
# The short way for most anchors: no apostrophe, no dot inside a word.
_PLAIN = re.compile(r"[A-Za-z0-9]+|&|(?<=\w)\+(?!\w)")
_INSIDE = re.compile(r"\w['.][A-Za-z]")
# ``e-bike`` and ``T-shirt`` are one word; a letter alone would be taken for a small word.
_LETTERED = re.compile(r"(?<![\w.])([^\W\d_])-([^\W\d_]{2})")
_SUFFIXED = frozenset({"tr", "az"})


class Token(NamedTuple):
    """A word as it is shown, and its folded form."""

    shown: str
    folded: str


def words(shown: str, language: str | None = None) -> list[Token]:
    """Give the words of what is shown; articles before an apostrophe are words of their own."""
    shown = _LETTERED.sub(r"\1\2", shown)
    if shown.isascii() and not _INSIDE.search(shown) and language not in _SUFFIXED:
        return [Token(word, word.lower()) for word in _PLAIN.findall(shown)]
    found: list[Token] = []
    for match in _WORD.finditer(shown):
        word = match[0]
        if "'" in word or "." in word:
            found.extend(_pieces(word, language))
        else:
            found.append(Token(word, fold(word, language)))
    return found


def is_unsegmented(text: str) -> bool:
    """Say whether a text has letters of a script that is written without spaces, or may be."""
    return bool(_UNSEGMENTED.search(text))


def _pieces(word: str, language: str | None) -> list[Token]:
    pieces: list[str] = []
    for part in _by_dots(word):
        if "'" not in part:
            pieces.append(part)
            continue
        head, _, tail = part.partition("'")
        if language in _SUFFIXED and len(head) > 1:
            pieces.append(head)
        elif fold(head) + "'" in lexicon.union("elisions"):
            pieces += [head, *tail.split("'")]
        else:
            pieces.append(_GENITIVE.sub("", part).replace("'", ""))
    return [Token(piece, fold(piece, language)) for piece in pieces if piece]


def _by_dots(word: str) -> list[str]:
    """Keep the letters of an abbreviation together; a dot between words parts them."""
    parts = word.split(".")
    return ["".join(parts)] if all(len(part) == 1 for part in parts) else parts
