"""
The text of a page as one line, and where its links stand in it.

The tree is marked before its text is taken: every mark is NUL and a letter, which no parsed page
can hold, since the HTML standard turns NUL into something else wherever it comes from.
"""

from dataclasses import dataclass, field

from roadsign.kernels.placement import Landmark, Place

NUL = "\0"
LINK, LINK_END = NUL + "[", NUL + "]"
PICTURE, PICTURE_END = NUL + "(", NUL + ")"
PART, PART_END = NUL + "{", NUL + "}"


@dataclass(slots=True)
class Spans:
    """One entry a marked link, in the order of the marks: ``text[start:end]`` are its words."""

    text: str
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    worded: list[bool] = field(default_factory=list)
    """It holds text that is no picture's."""
    pictured: list[bool] = field(default_factory=list)
    placements: list[str | None] = field(default_factory=list)


class _Collapse:
    """Joins pieces of text with white space collapsed, and knows how long it all is."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self._blank = False

    def add(self, piece: str) -> bool:
        """Add a piece; say whether it held any words."""
        words = piece.split()
        if not words:
            self._blank = self._blank or bool(piece)
            return False
        if self.length and (self._blank or piece[0].isspace()):
            self.pieces.append(" ")
            self.length += 1
        chunk = " ".join(words)
        self.pieces.append(chunk)
        self.length += len(chunk)
        self._blank = piece[-1].isspace()
        return True


def spans_of(marked: str, parts: list[Landmark]) -> Spans:
    """Collapse a marked text; ``parts`` are the landmarks in the order of their marks."""
    first, *rest = marked.split(NUL)
    line = _Collapse()
    line.add(first)
    spans = Spans("")
    places = [Place()]
    links: list[int] = []
    coming = iter(parts)
    in_picture = False
    for piece in rest:
        mark = piece[:1]
        if mark == "[":
            links.append(len(spans.starts))
            _open(spans, line.length, places[-1].placement)
        elif mark == "]" and links:
            spans.ends[links.pop()] = line.length
        elif mark == "{":
            places.append(places[-1].inside(next(coming)))
        elif mark == "}" and len(places) > 1:
            places.pop()
        else:
            in_picture = mark == "("
        if in_picture:
            for link in links:
                spans.pictured[link] = True
        if line.add(piece[1:]) and not in_picture:
            for link in links:
                spans.worded[link] = True
    spans.text = "".join(line.pieces)
    return spans


def _open(spans: Spans, start: int, placement: str | None) -> None:
    spans.starts.append(start)
    spans.ends.append(start)
    spans.worded.append(False)
    spans.pictured.append(False)
    spans.placements.append(placement)
