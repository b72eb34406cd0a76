"""What a screen is drawn with: its width, its letters, its colours, its words."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from roadsign.model.audit import GroupAudit, PageAudit
from roadsign.render.defuse import cells, defused, shortened, wrapped


@cache
def looks() -> dict[str, Any]:
    """Give the signs, styles and words of the data file."""
    told = files("roadsign.render.terminal").joinpath("looks.toml").read_text("utf-8")
    return tomllib.loads(told)


@dataclass(frozen=True, slots=True)
class Cell:
    """A defused text of a table, and the style that repeats in colour what it says."""

    text: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class Ink:
    """The means of a screen; ``tty`` false: a pipe, where tables are tab-separated."""

    width: int
    colour: bool
    unicode: bool
    tty: bool = True

    @property
    def dots(self) -> str:
        """Give what stands for the middle that was cut out."""
        return "…" if self.unicode else "..."

    def paint(self, text: str, style: str) -> str:
        """Colour a text that is already cut to its width."""
        if not (self.colour and style and text.strip()):
            return text
        return f"\x1b[{looks()['styles'][style]}m{text}\x1b[0m"

    def short(self, text: str, width: int) -> str:
        """Shorten a text in the middle."""
        return shortened(text, width, self.dots)

    def finish(self, lines: list[str]) -> str:
        """Give the lines as one text, in letters that the screen has."""
        text = "".join(f"{line.rstrip(' ')}\n" for line in lines)
        if self.unicode:
            return text
        letters = looks()["letters"]
        return text.translate(str.maketrans(letters["drawn"], letters["plain"]))

    def sentences(self, text: str, indent: int = 0, style: str = "") -> list[str]:
        """Wrap sentences between words; in a pipe they stay on one line."""
        text = defused(text)
        if not self.tty:
            return [self.paint(text, style)] if text else []
        margin = " " * indent
        room = max(1, self.width - indent)
        return [margin + self.paint(line, style) for line in wrapped(text, room, self.dots)]


def pad(text: str, width: int, align: str = "<") -> str:
    """Fill a text with blanks to a width in columns."""
    blanks = " " * (width - cells(text))
    return blanks + text if align == ">" else text + blanks


def verdict(record: PageAudit | GroupAudit) -> Cell:
    """Give the sign and words of a verdict, as short as a table needs them."""
    look = looks()["verdicts"][record.verdict]
    both = looks()["both"].get(record.anchors.level) if record.verdict == "both" else None
    if both:
        return Cell(f"{both['sign']} {both['words']}", look["style"])
    return Cell(f"{look['sign']} {defused(record.in_words)}", look["style"])
