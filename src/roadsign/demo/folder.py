"""The folder of the demo: made anew, or known again by its first file, never somebody else's."""

import os
import tempfile
from importlib.resources import files
from pathlib import Path

from roadsign.demo.tables import world
from roadsign.demo.web import Web
from roadsign.errors import RoadsignError, UnwritableError

ABOUT = "DEMO.txt"
"""The file that says what the folder is; by its first line the folder is known again."""


def lay_out(folder: Path, made: Web) -> None:
    """
    Write the files of the demo into a folder that is new, empty, or a demo's.

    Errors: ``RoadsignError`` where it holds other things, ``UnwritableError``.
    """
    claim(folder)
    about = _about().format(domain=world().shop.domain, sites=made.linking_sites)
    write(folder, ABOUT, about.encode())
    for name, content in made.files.items():
        write(folder, name, content)


def write(folder: Path, name: str, content: bytes) -> Path:
    """
    Write one file of the demo; it takes its name only when it is whole.

    Errors: ``UnwritableError``; ``RoadsignError`` where a link would lead out of the folder.
    """
    path = folder / name
    try:
        inside(folder, path.parent)
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content)
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror or error}"
        raise UnwritableError(message) from error
    return path


def inside(folder: Path, path: Path) -> Path:
    """Give a path below the folder; raise RoadsignError where a link would lead out of it."""
    if not path.resolve().is_relative_to(folder.resolve()):
        message = f"{path} leads out of the demo's folder: nothing was written there"
        raise RoadsignError(message)
    return path


def claim(folder: Path) -> None:
    """
    Look whether the folder may be the demo's, before anything is made.

    Errors: ``RoadsignError`` where it holds other things, ``UnwritableError``.
    """
    first_line = _about().partition("\n")[0]
    try:
        if folder.exists() and not folder.is_dir():
            message = f"{folder} is a file: give the demo a folder with --dir"
            raise RoadsignError(message)
        foreign = folder.is_dir() and any(folder.iterdir()) and not _known(folder, first_line)
    except OSError as error:
        message = f"{folder} cannot be read: {error.strerror or error}"
        raise UnwritableError(message) from error
    if foreign:
        message = f"{folder} holds other files and is no demo's folder: give a new one with --dir"
        raise RoadsignError(message)


def _about() -> str:
    return files("roadsign.demo").joinpath("about.txt").read_text("utf-8")


def _known(folder: Path, first_line: str) -> bool:
    about = folder / ABOUT
    if not about.is_file():
        return False
    with about.open("rb") as file:
        return file.read(len(first_line) + 1) == f"{first_line}\n".encode()


def _replace(path: Path, content: bytes) -> None:
    # Under another name first: a link of that name is replaced, what it leads to is not written.
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        mask = os.umask(0o022)
        os.umask(mask)
        draft.chmod(0o666 & ~mask)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
