"""How numbers and names are said in a sentence."""

import re
from urllib.parse import unquote

_ENDING = re.compile(r"\.(?:html?|php|aspx?)$", re.IGNORECASE)
_BETWEEN = re.compile(r"[-_+\s]+")
_LONGEST = 60


def sites(count: float) -> str:
    """Say a number of sites: ``1 site``, ``1,240 sites``."""
    whole = round(count)
    return "1 site" if whole == 1 else f"{whole:,} sites"


def link_here(count: int) -> str:
    """Say that so many sites link here."""
    if not count:
        return "no site links here"
    return "1 site links here" if count == 1 else f"{count:,} sites link here"


def in_hundred(share: float) -> str:
    """Say a share: ``46 in 100``."""
    return f"{round(share * 100)} in 100"


def upper_first(sentence: str) -> str:
    """Give a sentence with its first letter large."""
    return sentence[:1].upper() + sentence[1:]


def page_name(url: str) -> str:
    """Give the name of a page as people would say it, from its address."""
    rest = url.partition("://")[2]
    host, _, path = rest.partition("/")
    parts = [part for part in path.partition("?")[0].split("/") if part]
    if not parts:
        return "home page" if not path.partition("?")[2] else _short(f"{host}/{path}")
    words = _BETWEEN.sub(" ", _ENDING.sub("", unquote(parts[-1], errors="replace"))).strip()
    return _short(words or parts[-1])


def quoted(phrase: str) -> str:
    """Give a phrase in quotation marks, shortened."""
    return f"“{_short(' '.join(phrase.split()))}”"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
