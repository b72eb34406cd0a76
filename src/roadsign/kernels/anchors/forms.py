"""Anchors that are no words: nothing, a number, a file name, an address."""

import re
from functools import cache
from importlib.resources import files

from roadsign.kernels.anchors import lexicon
from roadsign.kernels.owners import is_suffix

_LETTER = re.compile(r"[^\W\d_]")
_NUMBER = re.compile(r"[\d.,:/x$\u20ac\u00a3\u00a5\u20bd\u20a9\u20b9\u20ba\u00d7*'%+\-\s()]+")
_SIZE = re.compile(r"(?<=\w)[ _\-]+\d+(?:x\d+)?(?:px)?$")
_CAMERA = re.compile(
    r"(?:img|dsc|dscn|dscf|pict?|photo|image|bild|foto|pxl|mvimg|screenshot|screen shot|scan)"
    r"[ _\-]?\d[\w\- .()]*"
)
_FIRST_SIGN = 0x2E80
"""From this code point on one character may be a word."""
_EDGE = (
    " \t\"'()[]{}<>|:;,!?*-\u00ab\u00bb\u201e\u201c\u201d\u201a\u2018\u2019\u203a\u2039"
    "\u2190\u2192\u2022\u00b7"
)
_SCHEME = re.compile(r"(?:https?|ftp|hxxps?):/{0,2}(?=[^\s/])|//(?=\w)")
_HOST = re.compile(r"(?:[\w\-]+\.)+(?P<last>[^\W\d_]{2,}|xn--[\w\-]+)\.?(?::\d+)?")
_MAIL = re.compile(r"(?:mailto:)?[\w.+\-]+@(?:[\w\-]+\.)+\w{2,}")
_GAPS = re.compile(r"\s*(\.|/|:(?=\s*/)|\[\.\]|\(\.\)|…|\?|=|&|#)\s*")
_ELLIPSIS = re.compile(r"(?:…|\.{2,})$")


def is_blank(folded: str) -> bool:
    """Say whether an anchor holds no words: see ``blank`` in the explanation of classes."""
    text = folded.strip(_EDGE)
    letters = _LETTER.findall(text)
    if not letters or (len(letters) == 1 and ord(letters[0]) < _FIRST_SIGN):
        return True
    if text in lexicon.union("placeholders") or _unsized(text) in lexicon.union("placeholders"):
        return True
    return is_image_name(text) or _is_quantity(text)


def _unsized(text: str) -> str:
    """Give a text without the size or number at its end (``banner-728x90``)."""
    return _SIZE.sub("", text)


def what_is_blank(folded: str) -> str:
    """Say in a few words what an anchor without words holds."""
    text = folded.strip(_EDGE)
    if not text:
        return "only signs" if folded.strip() else "it is empty"
    if is_image_name(text):
        return "the name of an image file"
    if text in lexicon.union("placeholders"):
        return "a placeholder for an image"
    return "only a number" if any(c.isdigit() for c in text) else "only signs"


def is_image_name(folded: str) -> bool:
    """Say whether a text is the name of an image file, or the name a camera gave it."""
    bare = folded.partition("?")[0]
    stem, dot, ending = bare.rpartition(".")
    if dot and ending in lexicon.phrases("image_endings", lexicon.ANY):
        return "://" not in stem and not stem.startswith("www.")
    return bool(_CAMERA.fullmatch(folded))


def is_address(folded: str, domain: str) -> bool:
    """Say whether a text is nothing but an address, of any site, whole or shortened."""
    text = _compact(folded.strip(_EDGE))
    if not text or " " in text:
        return False
    if _SCHEME.match(text) or text.startswith("www.") or _MAIL.fullmatch(text):
        return True
    shortened = bool(_ELLIPSIS.search(text))
    host = re.split(r"[/?#]", _ELLIPSIS.sub("", text), maxsplit=1)[0]
    rest = text[len(host) :]
    own = host_spellings(domain)
    bare = host.rpartition("@")[2].removesuffix(".")
    if bare in own or any(bare.endswith("." + name) for name in own):
        return True
    if shortened and len(bare) >= 4 and any(name.startswith(bare) for name in own):  # noqa: PLR2004
        return "." in bare or len(bare) * 2 > len(domain)
    match = _HOST.fullmatch(host)
    return match is not None and (bool(rest.strip("/…. ")) or _is_suffix(match["last"], host))


@cache
def host_spellings(domain: str) -> frozenset[str]:
    """Give a domain as A-label and in Unicode, folded."""
    name = domain.casefold().rstrip(".")
    found = {name}
    try:
        found.add(name.encode("ascii").decode("idna"))
    except UnicodeError:
        try:
            found.add(name.encode("idna").decode("ascii"))
        except UnicodeError:
            return frozenset(found)
    return frozenset(found)


def _compact(text: str) -> str:
    return _GAPS.sub(lambda gap: "." if gap[1] in {"[.]", "(.)"} else gap[1], text)


def _is_suffix(last: str, host: str) -> bool:
    """Say whether a name ends as addresses do, and not as files do."""
    if last in lexicon.phrases("file_endings", lexicon.ANY):
        return False
    return last in top_level() or is_suffix(".".join(host.rsplit(".", 2)[-2:]))


@cache
def top_level() -> frozenset[str]:
    """Give the last labels of addresses: those of the Public Suffix List, and reserved ones."""
    listed = files("publicsuffixlist").joinpath("public_suffix_list.dat").read_text("utf-8")
    labels = {line for line in listed.splitlines() if line.isalpha() and line.islower()}
    return frozenset(labels | lexicon.phrases("suffixes", lexicon.ANY))


def _is_quantity(text: str) -> bool:
    words = _NUMBER.sub(" ", text).split()
    digits = any(c.isdigit() for c in text)
    units = lexicon.phrases("units", lexicon.ANY)
    return digits and bool(words) and all(word.strip(".²³°") in units for word in words)
