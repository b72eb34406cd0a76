"""The ground of the matrix: its measures, its four quadrants with their headings, its axes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, log2

from roadsign.render.charts.labels import Box
from roadsign.render.charts.svg import element, escaped, label, text_width

LINE = 0.5
"""Where roads part: half of what the middle rival has."""
MIDDLE = 50.0
"""Where signs part: the health at the rivals' upper range."""
_FURTHEST = 10
"""Powers of two on either side of the middle rival; beyond, a dot stands at the edge."""
_FRACTIONS = {-1: "½", -2: "¼", -3: "⅛", 0: "same"}


@dataclass(frozen=True, slots=True)
class Paper:
    """The measures of one form, and where values fall on it."""

    width: float
    height: float
    frame: Box
    size: float
    radius: float
    powers: tuple[int, int]
    room: float
    narrow: bool

    def x(self, roads: float) -> float:
        """Give where so many times the middle rival's sites lie; the furthest lie at the edge."""
        low, high = self.powers
        power = log2(roads) if roads > 0 else low
        share = (min(high, max(low, power)) - low) / (high - low)
        inset = self.radius + 2
        return self.frame.left + inset + share * (self.frame.right - self.frame.left - 2 * inset)

    def y(self, signs: float) -> float:
        """Give where a health of the words lies."""
        share = min(100.0, max(0.0, signs)) / 100
        inset = self.radius + 2
        return self.frame.bottom - inset - share * (self.frame.bottom - self.frame.top - 2 * inset)


@dataclass(frozen=True, slots=True)
class Corner:
    """A quadrant: its colour, its heading for both forms, and where it lies."""

    tone: str
    long: str
    short: str
    right: bool
    low: bool

    def said(self, paper: Paper) -> str:
        """Give the heading for one form."""
        return self.short if paper.narrow else self.long


CORNERS = (
    Corner("auth", "Earn links first", "Earn links", right=False, low=False),
    Corner("ok", "Healthy", "Healthy", right=True, low=False),
    Corner("weak", "Both are weak", "Both weak", right=False, low=True),
    Corner("anch", "Fix the words", "Fix words", right=True, low=True),
)


def paper_for(roads: Iterable[float], *, narrow: bool) -> Paper:
    """Give the measures for pages and rivals with these roads, in times of the middle rival."""
    powers = _powers(roads)
    if narrow:
        return Paper(340, 380, Box(44, 12, 332, 322), 12, 8, powers, 150, narrow=True)
    return Paper(760, 460, Box(54, 14, 744, 398), 13.5, 10, powers, 210, narrow=False)


def heading_box(paper: Paper, corner: Corner, dots: Sequence[Box]) -> Box:
    """Give the place of a quadrant's heading: in its outer corner, or where no dot stands."""
    size, frame, x, y = paper.size + 1, paper.frame, paper.x(LINE), paper.y(MIDDLE)
    wide, tall = text_width(corner.said(paper), size, bold=True), size * 1.15
    across = (
        [frame.left + 12, x - 13 - wide] if not corner.right else [frame.right - 12 - wide, x + 13]
    )
    down = [frame.top + 8, y - 13 - tall] if not corner.low else [frame.bottom - 10 - tall, y + 13]
    choices = [Box(left, top, left + wide, top + tall) for top in down for left in across]
    return min(choices, key=lambda box: sum(box.overlap(dot) > 0 for dot in dots))


def quadrants(paper: Paper) -> Iterator[str]:
    """Draw the four grounds; what parts them is a gap, as no border is that sharp."""
    x, y, frame = paper.x(LINE), paper.y(MIDDLE), paper.frame
    for corner in CORNERS:
        left, end = (x + 5, frame.right) if corner.right else (frame.left, x - 5)
        top, bottom = (y + 5, frame.bottom) if corner.low else (frame.top, y - 5)
        wide, tall = max(0.0, end - left), max(0.0, bottom - top)
        fill = f"b-{corner.tone} corner"
        yield element("rect", x=left, y=top, width=wide, height=tall, rx=10, class_=fill)


def heading(paper: Paper, corner: Corner, box: Box) -> str:
    """Write the heading of a quadrant."""
    middle, base = (box.left + box.right) / 2, box.top + paper.size
    look = f"t-b halo f-{corner.tone}"
    said, size = corner.said(paper), paper.size + 1
    return label(said, middle, base, size, class_=look, text_anchor="middle")


def axes(paper: Paper) -> Iterator[str]:
    """Draw the marks and the names of both axes."""
    frame, size = paper.frame, paper.size
    low, high = paper.powers
    every = ceil((high - low) / (6 if paper.narrow else 10))
    for power in range(low, high + 1):
        if power % every == 0:
            x = paper.x(2.0**power)
            yield element("path", d=f"M{x:.1f} {frame.bottom:.0f}v5", class_="ax")
            told = _FRACTIONS.get(power) or (f"{2**power}\u00d7" if power > 0 else f"1/{2**-power}")
            yield label(told, x, frame.bottom + 20, size, text_anchor="middle", class_="t-s")
    for signs in (0, 50, 100):
        y = paper.y(signs) + size * 0.35
        yield label(f"{signs}", frame.left - 8, y, size, text_anchor="end", class_="t-s")
    roads, middle = element("tspan", "Roads", class_="t-b"), (frame.left + frame.right) / 2
    told = (
        ": times the middle rival"
        if paper.narrow
        else ": sites linking, in times of the middle rival"
    )
    yield element(
        "text", roads, escaped(told), x=middle, y=paper.height - 8, font_size=size,
        text_anchor="middle", class_="t-s",
    )  # fmt: skip
    turn = (
        f"translate({10 if paper.narrow else 14} {(frame.top + frame.bottom) / 2:.0f}) rotate(-90)"
    )
    signs_word = element("tspan", "Signs", class_="t-b")
    yield element(
        "text", signs_word, ": health of the words, 0 to 100", transform=turn, font_size=size,
        text_anchor="middle", class_="t-s",
    )  # fmt: skip


def _powers(roads: Iterable[float]) -> tuple[int, int]:
    """Give the ends of the axis: at least an eighth to four times."""
    powers = [log2(value) for value in roads if value > 0]
    low = floor(min([*powers, -3])) if powers else -3
    high = ceil(max([*powers, 2])) if powers else 2
    return max(-_FURTHEST, low), min(_FURTHEST, high)
