"""Bars of sites linking: you among your rivals, what is not counted in a paler colour."""

from collections.abc import Iterator
from dataclasses import dataclass

from roadsign.render.charts.svg import (
    Row,
    begun,
    element,
    label,
    picture,
    text_width,
    title,
)

_SIZE = 13.5
_STEP = 30
_MOST = 9
"""Rivals drawn at most; of more, those spread evenly over the order."""


@dataclass(frozen=True, slots=True)
class Bar:
    """
    One site: linking sites that count, and beside them those that do not.

    ``least`` says that its file ends at a limit: at least so many.
    """

    label: str
    counted: int
    uncounted: int = 0
    you: bool = False
    least: bool = False

    @property
    def said(self) -> str:
        """Give the count as people read it."""
        return f"{self.counted:,}{'+' if self.least else ''}"


@dataclass(frozen=True, slots=True)
class RivalBars:
    """You and your rivals, with a line at the middle rival; ``tone`` colours your bar."""

    bars: tuple[Bar, ...]
    middle: float | None = None
    tone: str = "n"

    def to_rows(self) -> list[Row]:
        """Give the numbers, one row a site, most sites first."""
        return [
            {
                "label": bar.label,
                "you": "yes" if bar.you else "no",
                "counted": bar.counted,
                "uncounted": bar.uncounted,
                "at_least": "yes" if bar.least else "no",
            }
            for bar in self._ordered()
        ]

    @property
    def left_out(self) -> int:
        """Give the number of rivals that the drawing leaves out."""
        return len(self.bars) - len(self._drawn())

    def to_svg(self, *, narrow: bool = False) -> str:
        """Draw it."""
        bars = self._drawn()
        width = 330.0 if narrow else 520.0
        names = [begun(bar.label, 110 if narrow else 190, _SIZE) for bar in bars]
        start = max((text_width(name, _SIZE) for name in names), default=0) + 10
        numbers = max((text_width(bar.said, _SIZE, bold=True) for bar in bars), default=0) + 14
        most = max([bar.counted + bar.uncounted for bar in bars] + [self.middle or 0, 1])
        unit = (width - start - numbers) / most
        shapes: list[str] = []
        if self.middle is not None:
            x, end = start + self.middle * unit, _STEP * len(bars) + 2
            shapes.append(element("path", d=f"M{x:.1f} 2V{end}", class_="ax dashes"))
        for row, (bar, name) in enumerate(zip(bars, names, strict=True)):
            shapes.extend(self._row(bar, name, row, start, unit))
        told = ", ".join(f"{bar.label} {bar.said}" for bar in bars)
        return picture(width, _STEP * len(bars) + 6, f"Sites linking: {told}", *shapes)

    def _row(self, bar: Bar, name: str, row: int, start: float, unit: float) -> Iterator[str]:
        top, tall = _STEP * row + (5 if bar.you else 8), 20 if bar.you else 14
        text = {"class_": "t-b halo" if bar.you else "t-s halo"}
        base = _STEP * row + 20
        yield label(name, start - 10, base, _SIZE, text_anchor="end", **text)
        fill = f"f-{self.tone}" if bar.you else "rvf"
        wide = max(1.5, bar.counted * unit) if bar.counted else 0.0
        if wide:
            said = title(f"{bar.label}: {bar.said}")
            yield element("rect", said, x=start, y=top, width=wide, height=tall, rx=3, class_=fill)
        if bar.uncounted:
            pale, said = (
                max(1.5, bar.uncounted * unit - 1.5),
                title(f"Not followed: {bar.uncounted:,}"),
            )
            x, fill = start + wide + 1.5, f"{fill} pale"
            yield element("rect", said, x=x, y=top, width=pale, height=tall, rx=3, class_=fill)
            wide += pale + 1.5
        yield label(bar.said, start + wide + 8, base, _SIZE, **text)

    def _ordered(self) -> list[Bar]:
        return sorted(self.bars, key=lambda bar: (-bar.counted, not bar.you, bar.label))

    def _drawn(self) -> list[Bar]:
        ordered = self._ordered()
        rivals = [bar for bar in ordered if not bar.you]
        if len(rivals) <= _MOST:
            return ordered
        kept = {round(at * (len(rivals) - 1) / (_MOST - 1)) for at in range(_MOST)}
        chosen = [rivals[at] for at in sorted(kept)]
        return [bar for bar in ordered if bar.you or any(bar is each for each in chosen)]
