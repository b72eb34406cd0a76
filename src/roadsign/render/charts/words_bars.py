"""The eight kinds of words one under the other, each with its range and the rivals' middle half."""

from collections.abc import Iterator
from dataclasses import dataclass

from roadsign.render.charts.kinds import ORDER, look
from roadsign.render.charts.svg import Row, element, label, picture, text_width, title

_SIZE = 13.5
_STEP = 28


@dataclass(frozen=True, slots=True)
class WordRow:
    """
    One kind of words: its share with its range, all 0 to 1, and the rivals' middle half.

    ``said`` is share and range in words.
    """

    kind: str
    name: str
    share: float
    low: float
    high: float
    said: str
    band: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class WordsBars:
    """The mix of a whole site."""

    words: tuple[WordRow, ...]

    def to_rows(self) -> list[Row]:
        """Give the numbers, one row a kind."""
        return [
            {
                "kind": each.kind,
                "share": each.share,
                "low": each.low,
                "high": each.high,
                "band_low": each.band[0] if each.band else None,
                "band_high": each.band[1] if each.band else None,
            }
            for each in self._ordered()
        ]

    def to_svg(self, *, narrow: bool = False) -> str:
        """Draw it."""
        rows, width = self._ordered(), 330.0 if narrow else 520.0
        start = max((text_width(each.name, _SIZE) for each in rows), default=0) + 10
        numbers = max((text_width(each.said, _SIZE) for each in rows), default=0) + 10
        ends = [max(each.high, each.band[1] if each.band else 0) for each in rows]
        unit = (width - start - numbers) / max([*ends, 0.1])
        shapes = [
            shape
            for row, each in enumerate(rows)
            for shape in _row(each, row * _STEP, start, unit, width)
        ]
        told = ", ".join(f"{each.name} {each.said}" for each in rows)
        return picture(
            width, _STEP * len(rows) + 4, f"Words in links, percent of sites: {told}", *shapes
        )

    def _ordered(self) -> list[WordRow]:
        known = {each.kind: each for each in self.words}
        return [known[kind] for kind in ORDER if kind in known]


def _row(each: WordRow, top: float, start: float, unit: float, width: float) -> Iterator[str]:
    base, line = top + 19, top + 14
    yield label(each.name, start - 10, base, _SIZE, text_anchor="end", class_="t-s")
    if each.band:
        low, high = each.band
        x, wide = start + low * unit, max(3.0, (high - low) * unit)
        said = title(f"The middle half of rivals: {low:.0%} to {high:.0%}")
        yield element("rect", said, x=x, y=top + 3, width=wide, height=22, rx=3, class_="band")
    wide, said = max(1.5, each.share * unit), title(f"{each.name}: {each.said}")
    yield element("rect", said, x=start, y=top + 7, width=wide, height=14, rx=3, **look(each.kind))
    d = f"M{start + each.low * unit:.1f} {line}H{start + each.high * unit:.1f}"
    yield element("path", d=d, class_="s-i likely thin")
    yield label(each.said, width - 4, base, _SIZE, text_anchor="end", class_="t-b")
