"""The matrix: both signals at once, pages as dots with their ranges among their rivals."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil, floor, log2

from roadsign.render.charts.labels import Box, Spot, placed
from roadsign.render.charts.svg import (
    Row,
    element,
    escaped,
    fitted,
    label,
    picture,
    text_width,
    title,
)

LINE = 0.5
"""Where roads part: half of what the middle rival has."""
MIDDLE = 50.0
"""Where signs part: the health at the rivals' upper range."""
_FURTHEST = 10
"""Powers of two on either side of the middle rival; beyond, a dot stands at the edge."""
_CORNERS = (
    ("auth", "Earn links first", 0, 0),
    ("ok", "Healthy", 1, 0),
    ("weak", "Both are weak", 0, 1),
    ("anch", "Fix the words", 1, 1),
)
_FRACTIONS = {-1: "½", -2: "¼", -3: "⅛", 0: "same"}


@dataclass(frozen=True, slots=True)
class Dot:
    """
    One page: roads in times of the middle rival, signs from 0 to 100, each with its range.

    ``tone`` is a colour class (auth, anch, blank, ok, n); ``told`` is said of it on pointing.
    """

    label: str
    roads: float
    signs: float
    tone: str = "n"
    told: str = ""
    roads_range: tuple[float, float] | None = None
    signs_range: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """One rival's page."""

    label: str
    roads: float
    signs: float


@dataclass(frozen=True, slots=True)
class _Paper:
    """The measures of one form, and where values fall on it."""

    width: float
    height: float
    frame: Box
    size: float
    radius: float
    powers: tuple[int, int]
    room: float

    def x(self, roads: float) -> float:
        low, high = self.powers
        power = log2(roads) if roads > 0 else low
        share = (min(high, max(low, power)) - low) / (high - low)
        inset = self.radius + 2
        return self.frame.left + inset + share * (self.frame.right - self.frame.left - 2 * inset)

    def y(self, signs: float) -> float:
        share = min(100.0, max(0.0, signs)) / 100
        inset = self.radius + 2
        return self.frame.bottom - inset - share * (self.frame.bottom - self.frame.top - 2 * inset)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Pages and their rivals; the first page is the worst and is named first."""

    dots: tuple[Dot, ...]
    rivals: tuple[Place, ...] = ()

    def to_rows(self) -> list[Row]:
        """Give the numbers, one row a page, then one a rival's page."""
        rows: list[Row] = []
        for dot in self.dots:
            low, high = dot.roads_range or (None, None)
            under, over = dot.signs_range or (None, None)
            rows.append(
                {"who": "you", "label": dot.label, "roads": dot.roads, "signs": dot.signs,
                 "roads_low": low, "roads_high": high, "signs_low": under, "signs_high": over}
            )  # fmt: skip
        for each in self.rivals:
            row: Row = {"who": "rival", "label": each.label}
            rows.append(row | {"roads": each.roads, "signs": each.signs})
        return rows

    def to_svg(self, *, narrow: bool = False) -> str:
        """Draw it; pages without room for their name carry their number in this order."""
        paper = self._paper(narrow=narrow)
        homes = self._homes(paper)
        shapes = [
            *_corners(paper),
            *_axes(paper, narrow=narrow),
            *(_rival(each, paper) for each in self.rivals),
            *(_cross(dot, paper) for dot in self.dots),
            *(_disc(at, dot, paper, homes[at]) for at, dot in reversed([*enumerate(self.dots)])),
            *(_name(dot, paper, home) for dot, home in zip(self.dots, homes, strict=True) if home),
        ]
        return picture(paper.width, paper.height, self.told(), *shapes)

    def unnamed(self, *, narrow: bool = False) -> list[tuple[int, str]]:
        """Give number and name of the pages that the drawing only numbers."""
        homes = self._homes(self._paper(narrow=narrow))
        return [(at + 1, self.dots[at].label) for at, home in enumerate(homes) if home is None]

    def told(self) -> str:
        """Say what the picture shows, for those who do not see it."""
        pages = "; ".join(dot.told or dot.label for dot in self.dots)
        axes = "Across: sites linking, compared with the middle rival. Up: health of the words."
        return f"Matrix. {axes} {pages}."

    def _paper(self, *, narrow: bool) -> _Paper:
        powers = _powers([*(dot.roads for dot in self.dots), *(each.roads for each in self.rivals)])
        if narrow:
            return _Paper(340, 380, Box(44, 12, 332, 322), 12, 8, powers, 150)
        return _Paper(760, 460, Box(54, 14, 744, 398), 13.5, 10, powers, 210)

    def _homes(self, paper: _Paper) -> list[Box | None]:
        size = paper.size + 1
        spots = [
            Spot(
                paper.x(dot.roads),
                paper.y(dot.signs),
                paper.radius,
                text_width(fitted(dot.label, paper.room, size), size, bold=True),
                size * 1.15,
            )
            for dot in self.dots
        ]
        words = [_corner_box(paper, *corner[1:]) for corner in _CORNERS]
        lines = [box for dot in self.dots for box in _lines(dot, paper)]
        others = [_square(paper.x(each.roads), paper.y(each.signs), 4) for each in self.rivals]
        return placed(spots, paper.frame, words, [*lines, *others])


def _powers(roads: Iterable[float]) -> tuple[int, int]:
    """Give the ends of the axis: at least an eighth to four times."""
    powers = [log2(value) for value in roads if value > 0]
    low = floor(min([*powers, -3])) if powers else -3
    high = ceil(max([*powers, 2])) if powers else 2
    return max(-_FURTHEST, low), min(_FURTHEST, high)


def _square(x: float, y: float, half: float) -> Box:
    return Box(x - half, y - half, x + half, y + half)


def _lines(dot: Dot, paper: _Paper) -> Iterator[Box]:
    x, y = paper.x(dot.roads), paper.y(dot.signs)
    if dot.roads_range:
        low, high = dot.roads_range
        yield Box(paper.x(low), y - 2, paper.x(high), y + 2)
    if dot.signs_range:
        low, high = dot.signs_range
        yield Box(x - 2, paper.y(high), x + 2, paper.y(low))


def _corner_box(paper: _Paper, text: str, right: int, low: int) -> Box:
    size = paper.size + 1
    wide, frame = text_width(text, size, bold=True), paper.frame
    left = frame.right - 12 - wide if right else frame.left + 12
    top = frame.bottom - 10 - size if low else frame.top + 8
    return Box(left, top, left + wide, top + size * 1.15)


def _corners(paper: _Paper) -> Iterator[str]:
    x, y, frame = paper.x(LINE), paper.y(MIDDLE), paper.frame
    for tone, text, right, low in _CORNERS:
        left, end = (x + 5, frame.right) if right else (frame.left, x - 5)
        top, bottom = (y + 5, frame.bottom) if low else (frame.top, y - 5)
        yield element(
            "rect", x=left, y=top, width=end - left, height=bottom - top, rx=10,
            class_=f"b-{tone} corner",
        )  # fmt: skip
        box = _corner_box(paper, text, right, low)
        place, anchor = (box.right, "end") if right else (box.left, "start")
        yield label(
            text, place, box.top + paper.size, paper.size + 1,
            class_=f"t-b f-{tone}", text_anchor=anchor,
        )  # fmt: skip


def _axes(paper: _Paper, *, narrow: bool) -> Iterator[str]:
    frame, size = paper.frame, paper.size
    low, high = paper.powers
    every = ceil((high - low) / (6 if narrow else 10))
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
    told = ": times the middle rival" if narrow else ": sites linking, in times of the middle rival"
    yield element(
        "text", roads, escaped(told), x=middle, y=paper.height - 8, font_size=size,
        text_anchor="middle", class_="t-s",
    )  # fmt: skip
    turn = f"translate({10 if narrow else 14} {(frame.top + frame.bottom) / 2:.0f}) rotate(-90)"
    signs_word = element("tspan", "Signs", class_="t-b")
    yield element(
        "text", signs_word, ": health of the words, 0 to 100", transform=turn, font_size=size,
        text_anchor="middle", class_="t-s",
    )  # fmt: skip


def _rival(each: Place, paper: _Paper) -> str:
    x, y = paper.x(each.roads), paper.y(each.signs)
    told = title(f"{each.label}: {each.roads:.2g} times the middle rival; signs {each.signs:.0f}")
    return element("circle", told, cx=x, cy=y, r=paper.radius * 0.4, class_="rv")


def _cross(dot: Dot, paper: _Paper) -> str:
    x, y, d = paper.x(dot.roads), paper.y(dot.signs), ""
    if dot.roads_range:
        low, high = dot.roads_range
        d += f"M{paper.x(low):.1f} {y:.1f}H{paper.x(high):.1f}"
    if dot.signs_range:
        low, high = dot.signs_range
        d += f"M{x:.1f} {paper.y(low):.1f}V{paper.y(high):.1f}"
    return element("path", d=d, class_=f"s-{dot.tone} likely") if d else ""


def _disc(at: int, dot: Dot, paper: _Paper, home: Box | None) -> str:
    x, y = paper.x(dot.roads), paper.y(dot.signs)
    parts = [
        title(dot.told or dot.label),
        element("circle", cx=x, cy=y, r=paper.radius, class_=f"f-{dot.tone} ringl"),
    ]
    if home is None:
        size = paper.radius * 1.1
        mark = {"text_anchor": "middle", "class_": "t-b t-dot"}
        parts.append(label(f"{at + 1}", x, y + size * 0.36, size, **mark))
    return element("g", *parts)


def _name(dot: Dot, paper: _Paper, home: Box) -> str:
    size = paper.size + 1
    return element(
        "text", escaped(fitted(dot.label, paper.room, size)), x=(home.left + home.right) / 2,
        y=home.top + size * 0.92, font_size=size, text_anchor="middle", class_="t-b halo",
    )  # fmt: skip
