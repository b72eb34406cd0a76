"""Long work on one line of standard error that redraws: what, how much, how fast, how long."""

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from roadsign.faces.cli.pager import can_draw

Tick = Callable[[int, int | None], None]
"""Called with what is done and what there is in all (None: not known)."""

_WAIT = 1.0
_PAUSE = 0.1
_BAR = 20
_MINUTE, _HOUR = 60, 3600


@contextmanager
def progress(what: str, unit: str = "bytes") -> Iterator[Tick]:
    """
    Show how far a piece of work is.

    In use: ``with progress("reading x.csv") as tick: tick(5, 10)``.

    Nothing is shown in the first second, with ``--quiet``, or where stderr is no terminal.
    ``unit`` is ``bytes`` or the plural of what is counted (``links``).
    """
    line = _Line(what, unit)
    try:
        yield line.tick if _wanted() else _silent
    finally:
        line.clear()


def _silent(done: int, total: int | None = None, /) -> None:
    pass


def _wanted() -> bool:
    context = click.get_current_context(silent=True)
    told = context.find_object(dict) if context else None
    return sys.stderr is not None and sys.stderr.isatty() and not (told or {}).get("quiet")


class _Line:
    def __init__(self, what: str, unit: str) -> None:
        self._what, self._unit = what, unit
        self._begun = time.monotonic()
        self._next = self._begun + _WAIT
        self._drawn = False

    def tick(self, done: int, total: int | None = None, /) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _PAUSE
        self._drawn = True
        width = shutil.get_terminal_size().columns - 1
        text = line_of(self._what, done, total, now - self._begun, self._unit, width=width)
        click.echo(f"\r{text}\x1b[K", nl=False, err=True, color=True)

    def clear(self) -> None:
        if self._drawn:
            click.echo("\r\x1b[K", nl=False, err=True, color=True)


def line_of(  # noqa: PLR0913 - a line has these parts
    what: str, done: int, total: int | None, seconds: float, unit: str, *, width: int
) -> str:
    """Give the line: ``reading x.csv  ━━━╸━━━  212 of 388 MB · 31 MB/s · 9 s left``."""
    from roadsign.render.defuse import cells, shortened  # noqa: PLC0415 - only for long work

    rate = done / seconds if seconds > 0 else 0.0
    parts = [_amount(done, total, unit), f"{_scaled(rate, unit)}/s"]
    if total and 0 < done <= total:
        parts.append(f"{_duration((total - done) / rate)} left")
    drawn = can_draw(sys.stderr.encoding or "ascii")
    told = (" · " if drawn else ", ").join(parts)
    if total and width >= len(told) + _BAR * 2:
        told = f"{_bar(done / total, drawn=drawn)}  {told}"
    if len(told) >= width:
        return shortened(told, width)
    name = shortened(what, max(0, width - len(told) - 2), "…" if drawn else "...")
    return f"{name}  {told}" if cells(name) else told


def _bar(part: float, *, drawn: bool) -> str:
    full = round(min(1.0, part) * _BAR)
    if not drawn:
        return "#" * full + "." * (_BAR - full)
    return "━" * full + ("╸" if full < _BAR else "") + "─" * (_BAR - full - 1)


def _amount(done: int, total: int | None, unit: str) -> str:
    if total is None:
        return _scaled(done, unit)
    whole = _scaled(total, unit)
    if unit != "bytes":
        return f"{done:,} of {total:,} {unit}"
    size = whole.split()[1]
    return f"{_in_size(done, size)} of {whole}"


_SIZES = {"B": 1, "kB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12}
_COUNTS = {"": 1, " k": 1e3, " M": 1e6, " G": 1e9}


def _scaled(number: float, unit: str) -> str:
    sizes = _SIZES if unit == "bytes" else _COUNTS
    # From small to large: the last that fits, or the first.
    size = [each for each, by in sizes.items() if number >= by or by == 1][-1]
    if unit == "bytes":
        return f"{_in_size(number, size)} {size}"
    return f"{_digits(number / sizes[size])}{size} {unit}"


def _in_size(number: float, size: str) -> str:
    return _digits(number / _SIZES[size])


def _digits(number: float) -> str:
    return f"{number:.1f}" if number < 10 and number != int(number) else f"{number:,.0f}"  # noqa: PLR2004


def _duration(seconds: float) -> str:
    if seconds < 2 * _MINUTE:
        return f"{seconds:.0f} s"
    if seconds < 2 * _HOUR:
        return f"{seconds / _MINUTE:.0f} min"
    return f"{seconds / _HOUR:.1f} h"
