"""Titles of pages: their parts, and the part that names the site."""

import re
from collections.abc import Collection
from functools import lru_cache

from roadsign.kernels.anchors.normalise import fold, read
from roadsign.kernels.anchors.stems import spellings
from roadsign.kernels.anchors.tokens import words

_SEPARATOR = re.compile(
    r"\s+[|\-\u2013\u2014\u00b7\u2022\u00bb\u00ab>:~/]+\s+"
    r"|\s*[|\u00bb\u00b7\u2022\uff5c\u2014]\s*|(?<=\w):\s+|\s+::\s+"
)


@lru_cache(4096)
def parts(title: str) -> tuple[str, ...]:
    """Give the parts of a title, as shown."""
    text = " ".join(title.split())
    return tuple(part.strip() for part in _SEPARATOR.split(text) if part.strip())


def solid(text: str, language: str | None = None) -> frozenset[str]:
    """Give a text's words written as one, in each spelling."""
    joined = "".join(token.folded for token in words(read(text).shown, language))
    return spellings(joined.replace("&", ""))


def title_forms(title: str | None, names: Collection[str], language: str | None) -> frozenset[str]:
    """Give the title, and the title less the part that names the site, as anchors are compared."""
    if not title:
        return frozenset()
    pieces = parts(title)
    forms = [title]
    if len(pieces) > 1:
        # The site's name comes last where nothing is known of it.
        forms.append(" ".join(pieces[:-1]))
        forms.append(" ".join(p for p in pieces if solid(p, language).isdisjoint(names)))
    return frozenset(filter(None, (comparable(form, language) for form in forms)))


def comparable(text: str, language: str | None) -> str:
    """Give the words of a text as one line: punctuation and case folded."""
    return " ".join(token.folded for token in words(read(text).shown, language))


def without_site(title: str, names: Collection[str], language: str | None) -> str:
    """Give what a title says of its page: its parts less the site's name; of two the first."""
    pieces = [p for p in parts(title) if solid(p, language).isdisjoint(names)]
    return fold_spaces(pieces[0]) if pieces else ""


def fold_spaces(text: str) -> str:
    """Give a text on one line."""
    return " ".join(fold(text).split())
