"""Strings from outside, made safe to show: nothing in them can steer a terminal or a sheet."""

import re
import unicodedata
from collections.abc import Iterator

_WHITE = re.compile("[\t-\r \x85\xa0\u2028\u2029]+")
# Marks and letters that show nothing: joiners, selectors of a glyph's form, Hangul fillers.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_PICTURES = range(0x1F000, 0x1FB00)
"""Where new emoji appear, which the tables of this Python may not know yet."""
_MOST_MARKS = 3
_LEAST_STEP = 10
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def defused(text: str) -> str:
    r"""
    Give a text as one line that can only be read: no control, no direction, nothing unseen.

    White space is folded to single blanks, other control characters are shown (``\x1b``),
    characters that only steer are removed, stacks of marks are cut at three.
    """
    text = _WHITE.sub(" ", text).strip(" ")
    if text.isascii() and text.isprintable():
        return text
    shown = "".join(map(_shown, unicodedata.normalize("NFC", _UNSEEN.sub("", text))))
    return _without_stacks(shown).strip(" ")


def cells(text: str) -> int:
    """Give the columns of a terminal that a defused text takes; East Asian wide ones take two."""
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


def shortened(text: str, width: int, dots: str = "…") -> str:
    """Give a text defused, and cut in the middle where it is wider than ``width`` columns."""
    text = defused(text)
    if cells(text) <= width:
        return text
    room = width - cells(dots)
    if room < 1:
        return _head(text, width)
    tail = _head(text[::-1], room // 3)[::-1].lstrip(" ")
    # A mark that has lost its letter would fall on the dots.
    while tail and not _cells(tail[0]):
        tail = tail[1:]
    return _head(text, room - cells(tail)).rstrip(" ") + dots + tail


def short_address(address: str, width: int, dots: str = "…") -> str:
    """Shorten an address: its host and its last step stay as long as they can."""
    address = defused(address)
    if cells(address) <= width:
        return address
    heads, last = _ends(address)
    for candidate in (*(f"{head}/{dots}/{last}" for head in heads), f"{dots}/{last}"):
        # Where the host is told it stays: without it the address would be another's.
        if last and (heads == [""] or not candidate.startswith(dots)) and cells(candidate) <= width:
            return candidate
    lead = f"{dots}/" if last and heads == [""] and width > _LEAST_STEP else ""
    return lead + shortened(last if lead else address, width - len(lead), dots)


def short_path(path: str, width: int, dots: str = "…") -> str:
    """Shorten the path of a file: its folders give way to its name."""
    path = defused(path)
    if cells(path) <= width:
        return path
    return shortened(re.split(r"[/\\]", path)[-1] or path, width, dots)


def wrapped(text: str, width: int, dots: str = "…") -> Iterator[str]:
    """Give a text defused, as lines broken between words; a word too wide is shortened."""
    line = ""
    for word in defused(text).split(" "):
        short = shortened(word, width, dots)
        if line and cells(line) + 1 + cells(short) > width:
            yield line
            line = short
        else:
            line = f"{line} {short}" if line else short
    if line:
        yield line


def csv_cell(text: str) -> str:
    """Put ``'`` before what a spreadsheet would run; take out what would steer a terminal."""
    text = _CONTROLS.sub("", text)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def json_text(text: str) -> str:
    """Write, inside JSON, what steers a terminal or is no Unicode as escapes: the same values."""
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    match unicodedata.category(character):
        case "Cc":
            return f"\\x{ord(character):02x}"
        case "Cf":
            return ""
        case "Zs":
            return " "
        case "Cn" if ord(character) in _PICTURES:
            return character
    return "\ufffd"


def _without_stacks(text: str) -> str:
    kept: list[str] = []
    marks = _MOST_MARKS  # a mark at the start has no letter to stand on
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def _cells(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    wide = unicodedata.east_asian_width(character) in "WF" or ord(character) in _PICTURES
    return 2 if wide else 1


def _head(text: str, width: int) -> str:
    taken = 0
    for at, character in enumerate(text):
        taken += _cells(character)
        if taken > width:
            return text[:at]
    return text


def _ends(address: str) -> tuple[list[str], str]:
    """Give how an address may begin, the longer way first, and its last step."""
    scheme, parted, rest = address.partition("://")
    host, _, path = (rest if parted else address).partition("/")
    last = path.partition("?")[0].rstrip("/").rpartition("/")[2]
    return ([f"{scheme}://{host}", host] if parted else [host]), last
