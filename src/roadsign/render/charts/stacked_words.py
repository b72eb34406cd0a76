"""The mix of words as one bar of eight kinds, yours above the rivals'."""

from collections.abc import Iterator
from dataclasses import dataclass

from roadsign.render.charts.kinds import ORDER, ink, look
from roadsign.render.charts.svg import Row, element, label, picture, text_width, title

_SIZE = 13.5
_GAP = 2
_LEFT = 66
_HEIGHTS = ((6, 46), (66, 32))
"""Top and height: the first bar is yours and taller, the others follow at a step."""


@dataclass(frozen=True, slots=True)
class WordShare:
    """One kind of words (by its class), its name for people and its share, 0 to 1."""

    kind: str
    name: str
    share: float


@dataclass(frozen=True, slots=True)
class WordStack:
    """One bar."""

    who: str
    shares: tuple[WordShare, ...]

    def ordered(self) -> list[WordShare]:
        """Give the shares that are above 0, in the fixed order."""
        known = {each.kind: each for each in self.shares}
        return [known[kind] for kind in ORDER if kind in known and known[kind].share > 0]


@dataclass(frozen=True, slots=True)
class StackedWords:
    """Bars of one mix each; a bar is always full, its numbers are the shares as given."""

    stacks: tuple[WordStack, ...]

    def to_rows(self) -> list[Row]:
        """Give the numbers, one row a bar and kind."""
        return [
            {"who": stack.who, "kind": each.kind, "share": each.share}
            for stack in self.stacks
            for each in stack.ordered()
        ]

    def kinds(self) -> list[WordShare]:
        """Give the kinds that some bar shows, for a legend."""
        seen = {each.kind: each for stack in self.stacks for each in stack.ordered()}
        return [seen[kind] for kind in ORDER if kind in seen]

    def to_svg(self, *, narrow: bool = False) -> str:
        """Draw it."""
        width = 330.0 if narrow else 520.0
        (top, tall), (under, flat) = _HEIGHTS
        shapes: list[str] = []
        for row, stack in enumerate(self.stacks):
            y, height = (top, tall) if not row else (under + (row - 1) * (flat + 12), flat)
            shapes.extend(_bar(stack, y, height, width - 4, first=not row))
        told = ". ".join(_told(stack) for stack in self.stacks)
        end = top + tall if len(self.stacks) < len(_HEIGHTS) else under + flat
        deep = end + 8 + (flat + 12) * max(0, len(self.stacks) - len(_HEIGHTS))
        return picture(width, deep, f"Words in links, percent of sites. {told}", *shapes)


def _told(stack: WordStack) -> str:
    mix = ", ".join(f"{each.name} {each.share:.0%}" for each in stack.ordered())
    return f"{stack.who}: {mix}"


def _bar(stack: WordStack, top: float, tall: float, end: float, *, first: bool) -> Iterator[str]:
    base, x = top + tall / 2 + _SIZE * 0.36, float(_LEFT)
    who = "t-b" if first else "t-s"
    yield label(stack.who, _LEFT - 10, base, _SIZE, text_anchor="end", class_=who)
    shares = stack.ordered()
    whole = sum(each.share for each in shares)
    room = end - _LEFT - _GAP * max(0, len(shares) - 1)
    for each in shares:
        wide, said = room * each.share / whole, f"{each.share:.0%}"
        told = title(f"{each.name}: {said}")
        yield element("rect", told, x=x, y=top, width=wide, height=tall, rx=4, **look(each.kind))
        if wide > text_width(said, _SIZE, bold=True) + 6:
            mark = f"t-b {ink(each.kind)}"
            yield label(said, x + wide / 2, base, _SIZE, text_anchor="middle", class_=mark)
        x += wide + _GAP
