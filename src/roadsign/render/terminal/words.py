"""The words of the links as bars, with the band in which the rivals lie."""

from roadsign.model.audit import AnchorSignal, Share
from roadsign.render.defuse import cells
from roadsign.render.terminal.figures import share_of, share_text
from roadsign.render.terminal.grid import tabbed
from roadsign.render.terminal.ink import Ink, looks, pad

_INDENT = 2
_MOST_BAR, _LEAST_BAR = 28, 8
_FIGURE = 14
_ABOVE = "above the rivals' range"
_LEGEND = "rivals' middle half: ╎  ╎"
_TITLE = "Words of followed links, one vote a site"


def bars(anchors: AnchorSignal, ink: Ink) -> list[str]:
    """Draw a bar a class: its share with its interval, and what the rivals' middle half shows."""
    shares = {name: share for name in looks()["classes"] if (share := share_of(anchors, name))}
    if not anchors.owners or not shares:
        return []
    if not ink.tty:
        return _tabbed(shares)
    labels = looks()["classes"]
    label = max(len(labels[name]) for name in shares)
    bar = min(_MOST_BAR, ink.width - _INDENT - label - 2 - _FIGURE)
    most = max(max(each.share, each.expected_high_quartile or 0.0) for each in shares.values())
    lines = [_title(ink, banded=any(_band(each) for each in shares.values()))]
    for name, share in shares.items():
        drawing = ""
        loud = _is_above(share)
        style = "anchors" if loud else ""
        if bar >= _LEAST_BAR:
            drawing = _drawing(share, bar, most or 1.0) + "  "
        figure = f"{share_text(share.share, share.low, share.high):<{_FIGURE}}"
        note = f" {_ABOVE}" if loud else ""
        line = f"{pad(labels[name], label)} {drawing}{figure}{note}".rstrip()
        if cells(line) + _INDENT > ink.width:
            line = ink.short(line.removesuffix(note), max(1, ink.width - _INDENT))
        lines.append(" " * _INDENT + ink.paint(line, style))
    return lines


def _title(ink: Ink, *, banded: bool) -> str:
    indent = " " * _INDENT
    if not banded or ink.width < _INDENT + len(_TITLE) + 2 + len(_LEGEND):
        return indent + ink.paint(ink.short(_TITLE, max(1, ink.width - _INDENT)), "soft")
    gap = ink.width - _INDENT - len(_TITLE) - len(_LEGEND)
    return indent + ink.paint(f"{_TITLE}{' ' * gap}{_LEGEND}", "soft")


def _drawing(share: Share, width: int, most: float) -> str:
    halves = round(2 * width * share.share / most)
    drawn = list(("█" * (halves // 2) + "▌" * (halves % 2)).ljust(width))
    if not halves and share.owners:
        drawn[0] = "▏"
    if band := _band(share):
        for edge in band:
            drawn[min(width - 1, round(width * edge / most))] = "╎"
    return "".join(drawn)


def _band(share: Share) -> tuple[float, float] | None:
    low, high = share.expected_low_quartile, share.expected_high_quartile
    return None if low is None or high is None else (low, high)


def _is_above(share: Share) -> bool:
    return (
        share.basis == "rivals"
        and share.expected_high is not None
        and share.share > share.expected_high
    )


def _tabbed(shares: dict[str, Share]) -> list[str]:
    names = ("words", "share", "low", "high", "rivals_from", "rivals_to", "sites")
    return tabbed(
        names,
        [
            (name, each.share, each.low, each.high, *(_band(each) or (None, None)), each.owners)
            for name, each in shares.items()
        ],
    )
