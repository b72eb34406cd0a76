"""The ruler: one figure beside its rivals' middle half, small enough for a card."""

from dataclasses import dataclass
from math import log1p

from roadsign.render.charts.svg import Row, element, escaped, label, picture

WIDTH = 260
_EDGE = 4
_STEP = 40
_DOT = 5.5


@dataclass(frozen=True, slots=True)
class Scale:
    """
    One figure on its scale from 0 to ``top``.

    ``said`` is the figure in words, ``beside`` what it is compared with; ``low`` and ``high``
    are its interval, ``band`` the rivals' middle half, ``mark`` a line such as a floor.
    ``tone`` is a colour class: auth, anch, blank, ok or n. ``log`` spreads small counts.
    """

    label: str
    value: float | None
    said: str
    top: float
    beside: str = ""
    low: float | None = None
    high: float | None = None
    band: tuple[float, float] | None = None
    mark: float | None = None
    tone: str = "n"
    log: bool = False

    def at(self, value: float) -> float:
        """Give the place of a value on the picture."""
        share = log1p(max(0.0, value)) / log1p(self.top) if self.log else value / self.top
        return _EDGE + (WIDTH - 2 * _EDGE) * min(1.0, max(0.0, share))


@dataclass(frozen=True, slots=True)
class Ruler:
    """The rulers of one card."""

    title: str
    scales: tuple[Scale, ...]

    def to_rows(self) -> list[Row]:
        """Give the numbers, one row a scale."""
        return [
            {
                "label": each.label,
                "value": each.value,
                "low": each.low,
                "high": each.high,
                "band_low": each.band[0] if each.band else None,
                "band_high": each.band[1] if each.band else None,
                "mark": each.mark,
            }
            for each in self.scales
        ]

    def to_svg(self, *, narrow: bool = False) -> str:
        """Draw it; a card is as wide on a phone as on a screen, so both are one."""
        shapes = [_scale(each, _STEP * row) for row, each in enumerate(self.scales)]
        told = f"{self.title}: " + " ".join(_told(each) for each in self.scales)
        drawn = "mini narrow-too" if narrow else "mini"
        return picture(WIDTH, _STEP * len(self.scales) - 6, told, *shapes, class_=drawn)


def _told(scale: Scale) -> str:
    told = f"{scale.label} {scale.said} {scale.beside}".rstrip()
    if scale.low is not None and scale.high is not None and not scale.beside.startswith("("):
        told += f", likely {scale.low:,.0f} to {scale.high:,.0f}"
    if scale.band:
        told += f"; the middle half of rivals {scale.band[0]:,.0f} to {scale.band[1]:,.0f}"
    return f"{told}."


def _scale(scale: Scale, top: float) -> str:
    line = top + 25
    beside = element("tspan", " ", escaped(scale.beside), class_="t-s", font_weight="400")
    parts = [
        label(scale.label, _EDGE, top + 13, 12.5, class_="t-s"),
        element(
            "text", escaped(scale.said), beside if scale.beside else "",
            x=WIDTH - _EDGE, y=top + 13, font_size=12.5, text_anchor="end", class_="t-b",
        ),
        element("rect", x=_EDGE, y=line - 1, width=WIDTH - 2 * _EDGE, height=2, class_="band"),
    ]  # fmt: skip
    if scale.band:
        start, end = (scale.at(value) for value in scale.band)
        wide = max(4.0, end - start)
        parts.append(
            element("rect", x=start, y=line - 5, width=wide, height=10, rx=3, class_="band")
        )
    if scale.mark is not None:
        parts.append(element("path", d=f"M{scale.at(scale.mark):.1f} {line - 7}v14", class_="mark"))
    if scale.value is None:
        return "".join(parts)
    if scale.low is not None and scale.high is not None:
        d = f"M{scale.at(scale.low):.1f} {line}H{scale.at(scale.high):.1f}"
        parts.append(element("path", d=d, class_=f"s-{scale.tone} likely"))
    parts.append(
        element("circle", cx=scale.at(scale.value), cy=line, r=_DOT, class_=f"f-{scale.tone}")
    )
    return "".join(parts)
