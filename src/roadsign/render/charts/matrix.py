"""The matrix: both signals at once, pages as dots with their ranges among their rivals."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from roadsign.render.charts.labels import Box, Spot, placed
from roadsign.render.charts.quadrants import (
    CORNERS,
    Paper,
    axes,
    heading,
    heading_box,
    paper_for,
    quadrants,
)
from roadsign.render.charts.svg import (
    Row,
    begun,
    element,
    escaped,
    label,
    picture,
    text_width,
    times,
    title,
)


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
    minor: bool = False
    """Drawn small and pale, without its ranges and without a name: it only shows where it lies."""


@dataclass(frozen=True, slots=True)
class Place:
    """One rival's page."""

    label: str
    roads: float
    signs: float


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
            *quadrants(paper),
            *axes(paper),
            *(_rival(each, paper) for each in self.rivals),
            *(_speck(dot, paper) for dot in self.dots if dot.minor),
            *(_cross(dot, paper) for dot in self.dots if not dot.minor),
            *map(partial(heading, paper), CORNERS, self._headings(paper)),
            *(_disc(at, self.dots[at], paper, home) for at, home in reversed(homes.items())),
            *(_name(self.dots[at], paper, home) for at, home in homes.items() if home),
        ]
        return picture(paper.width, paper.height, self.told(), *shapes)

    def unnamed(self, *, narrow: bool = False) -> list[tuple[int, str]]:
        """Give number and name of the pages that the drawing only numbers."""
        homes = self._homes(self._paper(narrow=narrow))
        return [(at + 1, self.dots[at].label) for at, home in homes.items() if home is None]

    @property
    def specks(self) -> int:
        """Give the number of pages that are drawn small."""
        return sum(dot.minor for dot in self.dots)

    def told(self) -> str:
        """Say what the picture shows, for those who do not see it."""
        pages = "; ".join(dot.told or dot.label for dot in self.dots)
        axes = "Across: sites linking, compared with the middle rival. Up: health of the words."
        return f"Matrix. {axes} {pages}."

    def _paper(self, *, narrow: bool) -> Paper:
        roads = [*(dot.roads for dot in self.dots), *(each.roads for each in self.rivals)]
        return paper_for(roads, narrow=narrow)

    def _headings(self, paper: Paper) -> list[Box]:
        dots = [
            _square(paper.x(dot.roads), paper.y(dot.signs), paper.radius + 1)
            for dot in self.dots
            if not dot.minor
        ]
        return [heading_box(paper, corner, dots) for corner in CORNERS]

    def _homes(self, paper: Paper) -> dict[int, Box | None]:
        """Give each page that is drawn in full, by its place in the order, room for its name."""
        size, full = paper.size + 1, [at for at, dot in enumerate(self.dots) if not dot.minor]
        spots = [
            Spot(
                paper.x(dot.roads),
                paper.y(dot.signs),
                paper.radius,
                text_width(begun(dot.label, paper.room, size), size, bold=True),
                size * 1.15,
            )
            for dot in (self.dots[at] for at in full)
        ]
        lines = [box for at in full for box in _lines(self.dots[at], paper)]
        small = [(each.roads, each.signs) for each in self.rivals]
        small += [(dot.roads, dot.signs) for dot in self.dots if dot.minor]
        others = [_square(paper.x(roads), paper.y(signs), 4) for roads, signs in small]
        homes = placed(spots, paper.frame, self._headings(paper), [*lines, *others])
        return dict(zip(full, homes, strict=True))


def _square(x: float, y: float, half: float) -> Box:
    return Box(x - half, y - half, x + half, y + half)


def _lines(dot: Dot, paper: Paper) -> Iterator[Box]:
    x, y = paper.x(dot.roads), paper.y(dot.signs)
    if dot.roads_range:
        low, high = dot.roads_range
        yield Box(paper.x(low), y - 2, paper.x(high), y + 2)
    if dot.signs_range:
        low, high = dot.signs_range
        yield Box(x - 2, paper.y(high), x + 2, paper.y(low))


def _rival(each: Place, paper: Paper) -> str:
    x, y = paper.x(each.roads), paper.y(each.signs)
    told = title(f"{each.label}: {times(each.roads)}; signs {each.signs:.0f} of 100")
    return element("circle", told, cx=x, cy=y, r=paper.radius * 0.4, class_="rv")


def _speck(dot: Dot, paper: Paper) -> str:
    x, y = paper.x(dot.roads), paper.y(dot.signs)
    said = title(dot.told or dot.label)
    return element("circle", said, cx=x, cy=y, r=paper.radius * 0.45, class_=f"f-{dot.tone} speck")


def _cross(dot: Dot, paper: Paper) -> str:
    x, y, d = paper.x(dot.roads), paper.y(dot.signs), ""
    if dot.roads_range:
        low, high = dot.roads_range
        d += f"M{paper.x(low):.1f} {y:.1f}H{paper.x(high):.1f}"
    if dot.signs_range:
        low, high = dot.signs_range
        d += f"M{x:.1f} {paper.y(low):.1f}V{paper.y(high):.1f}"
    return element("path", d=d, class_=f"s-{dot.tone} likely") if d else ""


def _disc(at: int, dot: Dot, paper: Paper, home: Box | None) -> str:
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


def _name(dot: Dot, paper: Paper, home: Box) -> str:
    size = paper.size + 1
    return element(
        "text", escaped(begun(dot.label, paper.room, size)), x=(home.left + home.right) / 2,
        y=home.top + size * 0.92, font_size=size, text_anchor="middle", class_="t-b halo",
    )  # fmt: skip
