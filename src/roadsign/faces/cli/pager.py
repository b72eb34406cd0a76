"""The terminal that a result goes to: what it can draw, and the pager."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

import click

from roadsign.errors import UnwritableError

_MOST_COLUMNS = 96
_DRAWN = "█╎╸━◫▲▢◇●○·…“”"
_SAFE_LESS = {"LESS": "-RFX", "LESSSECURE": "1"}
"""Colours pass, short texts are not paged, nothing can be started from within."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What standard output is: a terminal or a pipe, its size, colours and letters."""

    tty: bool
    width: int
    height: int
    colour: bool
    unicode: bool


def screen(*, colour: bool = True) -> Screen:
    """Ask standard output and the environment (NO_COLOR, FORCE_COLOR, TERM, COLUMNS)."""
    _check_open()
    tty = sys.stdout.isatty()
    size = shutil.get_terminal_size((_MOST_COLUMNS, 24)) if tty else os.terminal_size((96, 24))
    wanted = tty and os.environ.get("TERM") != "dumb"
    if os.environ.get("FORCE_COLOR"):
        wanted = True
    if os.environ.get("NO_COLOR"):
        wanted = False
    return Screen(
        tty,
        min(size.columns, _MOST_COLUMNS),
        size.lines,
        colour and wanted,
        can_draw(sys.stdout.encoding or "ascii"),
    )


def show(text: str, on: Screen) -> None:
    """Print a text; through the pager where it is taller than the terminal."""
    if on.tty and text.count("\n") >= on.height and _paged(text):
        return
    encoding = sys.stdout.encoding or "ascii"
    # What the encoding cannot say is a question mark, never an exception.
    told = text.encode(encoding, "replace")
    if on.tty:
        click.echo(told.decode(encoding), nl=False, color=on.colour)
    else:
        stream([told])


def stream(pieces: Iterable[str | bytes]) -> None:
    """Write pieces to standard output in UTF-8; a reader that goes away is no error."""
    _check_open()
    out = sys.stdout.buffer
    told = (each.encode("utf-8", "replace") if isinstance(each, str) else each for each in pieces)
    if not _written(sys.stdout.flush):
        return
    for piece in told:
        if not _written(partial(out.write, piece)):
            return
    _written(out.flush)


def _written(write: Callable[[], object]) -> bool:
    """Write; say whether anybody still reads. What fails in between is no fault of writing."""
    try:
        write()
    except BrokenPipeError:
        # What is left in the buffer would fail again when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return False
    except OSError as error:
        message = f"standard output cannot be written: {error.strerror or error}"
        raise UnwritableError(message) from error
    return True


def can_draw(encoding: str) -> bool:
    """Say whether an encoding has the signs and blocks of the screens."""
    try:
        _DRAWN.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _check_open() -> None:
    # Python has no standard output where the shell closed it: ``roadsign ... >&-``.
    if sys.stdout is None:
        message = "standard output is closed: nothing can be printed"
        raise UnwritableError(message)


def _paged(text: str) -> bool:
    command = shlex.split(os.environ.get("PAGER", "less"))
    if not command or command == ["cat"] or not sys.stdin.isatty():
        return False
    found = shutil.which(command[0])
    if found is None:
        return False
    surroundings = os.environ | {k: os.environ.get(k, v) for k, v in _SAFE_LESS.items()}
    try:
        pager = subprocess.Popen(  # noqa: S603 - the user's own pager, without a shell
            [found, *command[1:]], stdin=subprocess.PIPE, env=surroundings
        )
    except OSError:
        return False
    try:
        pager.communicate(text.encode("utf-8", "replace"))
    except (BrokenPipeError, KeyboardInterrupt):
        # Left before its end: that is how pagers are left.
        _wait(pager)
    return True


def _wait(pager: subprocess.Popen[bytes]) -> None:
    while True:
        try:
            pager.wait()
        except KeyboardInterrupt:
            continue  # it belongs to the pager, which goes on
        return
