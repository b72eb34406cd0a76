"""How numbers and names are said in a sentence."""

import re
from collections.abc import Sequence
from urllib.parse import unquote

from roadsign.kernels.pagetypes import page_type

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


def link_verb(count: int) -> str:
    """Say that so many sites link: ``1 site links``, ``12 sites link``."""
    return f"{sites(count)} {'links' if count == 1 else 'link'}"


def counted(count: int, what: str) -> str:
    """Say a number of things whose plural takes an s: ``1 new site``, ``12 new sites``."""
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def listed(names: Sequence[str]) -> str:
    """Say names one after the other: ``a``, ``a and b``, ``a, b and c``."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def left_alone(rank: float, *, alarmed: bool) -> str:
    """Say that a page at the top is not to be touched."""
    more = " and add no exact anchors" if alarmed else ""
    return f"Ranks at {rank:.1f}: leave it alone{more}"


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
    if page_type(url) == "home" and not path.partition("?")[2]:
        language = parts[0] if parts and not _ENDING.search(parts[0]) else ""
        return f"home page ({language})" if language else "home page"
    if not parts:
        return _short(f"{host}/{path}")
    words = _BETWEEN.sub(" ", _ENDING.sub("", unquote(parts[-1], errors="replace"))).strip()
    return _short(words or parts[-1])


def quoted(phrase: str) -> str:
    """Give a phrase in quotation marks, shortened."""
    return f"“{_short(' '.join(phrase.split()))}”"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
