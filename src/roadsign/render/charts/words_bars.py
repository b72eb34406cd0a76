"""The eight kinds of words one under the other, each with its range and the rivals' middle half."""

from collections.abc import Iterator
from dataclasses import dataclass

from roadsign.render.charts.kinds import ORDER, look
from roadsign.render.charts.svg import Row, element, label, picture, text_width, title

_SIZE = 13.5
_STEP = 28
_TALL = 48


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
        """Draw it; narrow, the words stand above the bars instead of beside them."""
        rows, width = self._ordered(), 330.0 if narrow else 520.0
        start = 4.0 if narrow else max([0, *(text_width(each.name, _SIZE) for each in rows)]) + 10
        end = width - max([0, *(text_width(each.said, _SIZE) for each in rows)]) - 22
        ends = [max(each.high, each.band[1] if each.band else 0) for each in rows]
        unit = ((width - 8 if narrow else end) - start) / max([*ends, 0.1])
        step, drop = (_TALL, _TALL - _STEP) if narrow else (_STEP, 0)
        shapes = [
            shape
            for row, each in enumerate(rows)
            for shape in (
                _words(each, row * step, start, width, narrow=narrow),
                *_bar(each, row * step + drop, start, unit),
            )
        ]
        told = ", ".join(f"{each.name} {each.said}" for each in rows)
        whole = f"Words in links, percent of sites: {told}"
        return picture(width, step * len(rows) + 4, whole, *shapes)

    def _ordered(self) -> list[WordRow]:
        known = {each.kind: each for each in self.words}
        return [known[kind] for kind in ORDER if kind in known]


def _words(each: WordRow, top: float, start: float, width: float, *, narrow: bool) -> str:
    x, anchor = (start, "start") if narrow else (start - 10, "end")
    name = label(each.name, x, top + 19, _SIZE, text_anchor=anchor, class_="t-s")
    return name + label(each.said, width - 4, top + 19, _SIZE, text_anchor="end", class_="t-b")


def _bar(each: WordRow, top: float, start: float, unit: float) -> Iterator[str]:
    if each.band:
        low, high = each.band
        x, wide = start + low * unit, max(3.0, (high - low) * unit)
        said = title(f"The middle half of rivals: {low:.0%} to {high:.0%}")
        yield element("rect", said, x=x, y=top + 3, width=wide, height=22, rx=3, class_="band")
    wide, said = max(1.5, each.share * unit), title(f"{each.name}: {each.said}")
    yield element("rect", said, x=start, y=top + 7, width=wide, height=14, rx=3, **look(each.kind))
    d = f"M{start + each.low * unit:.1f} {top + 14}H{start + each.high * unit:.1f}"
    yield element("path", d=d, class_="s-i likely thin")
