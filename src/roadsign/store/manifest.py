"""The manifest: what an index holds, version by version, and the one way to publish it."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec

from roadsign.errors import BrokenIndexError
from roadsign.model.receipts import Receipt

FORMAT: Final = 1
"""The shape of manifests and parts that this release writes, and the newest it reads."""

FOLDER = "manifest"
_KEPT = 2
_TRIES = 5


class Part(msgspec.Struct, frozen=True):
    """One immutable file of rows; ``first`` and ``last`` are the least and greatest key in it."""

    file: str
    holds: str
    rows: int
    bytes: int
    crawl: str
    provider: str
    first: str = ""
    last: str = ""
    sha256: str = ""
    """Of the part itself."""
    target: str | None = None
    """Of counts, sightings and demand: the registrable domain that they are about."""


class Source(msgspec.Struct, frozen=True):
    """One input that was read, told by the SHA-256 of its bytes, and what became of its rows."""

    sha256: str
    crawls: tuple[str, ...]
    receipts: tuple[Receipt, ...]
    name: str = ""
    """What it was called; its receipts' names begin so."""


class Manifest(msgspec.Struct, frozen=True):
    """All that an index holds at one version."""

    version: int = 0
    format: int = FORMAT
    suffixes: str = ""
    """The suffix list by which its newest rows were told apart."""
    parts: tuple[Part, ...] = ()
    sources: tuple[Source, ...] = ()
    scores: tuple[Part, ...] = ()
    """What the domains were scored with; they outlive an ingest, and are stale after it."""

    def known(self, sha256: str) -> Source | None:
        """Give the source of these bytes, where they were read before."""
        return next((each for each in self.sources if each.sha256 == sha256), None)

    def after(
        self,
        parts: Iterable[Part],
        sources: Iterable[Source],
        suffixes: str | None = None,
        scores: Iterable[Part] | None = None,
    ) -> "Manifest":
        """Give the next version: these parts and sources and no others; scores stay if not told."""
        return Manifest(
            self.version + 1,
            parts=tuple(parts),
            sources=tuple(sources),
            suffixes=self.suffixes if suffixes is None else suffixes,
            scores=self.scores if scores is None else tuple(scores),
        )


class _Head(msgspec.Struct):
    format: int


def newest(folder: Path) -> Manifest | None:
    """Give the newest manifest of an index, None where it has none; raise BrokenIndexError."""
    try:
        for _ in range(_TRIES):
            try:
                names = _versions(folder)
                return _decoded(folder, names[-1]) if names else None
            except FileNotFoundError:
                # Between the two looks a writer may have put a newer one in its place.
                if not (folder / FOLDER).is_dir():
                    return None
    except OSError as error:
        message = f"the index {folder} cannot be read: {error.strerror or error}"
        raise BrokenIndexError(message) from error
    message = f"the index {folder} changes faster than it can be read: ask again"
    raise BrokenIndexError(message)


def _decoded(folder: Path, name: str) -> Manifest:
    text = (folder / FOLDER / name).read_bytes()
    try:
        told = msgspec.json.decode(text, type=_Head).format
        if told > FORMAT:
            message = (
                f"the index {folder} was written by a newer Roadsign (format {told}, this one "
                f"reads {FORMAT}): upgrade Roadsign, or use --index"
            )
            raise BrokenIndexError(message)
        return msgspec.json.decode(text, type=Manifest)
    except msgspec.MsgspecError as error:
        message = (
            f"the index {folder} is damaged: {FOLDER}/{name} is no manifest; "
            "move that file away to go back to the version before"
        )
        raise BrokenIndexError(message) from error


def publish(folder: Path, manifest: Manifest) -> None:
    """
    Make a version the newest, whole or not at all; of two writers of one version one wins.

    Raises OSError where the disk does not let it, BrokenIndexError where another was quicker.
    """
    home = folder / FOLDER
    home.mkdir(parents=True, exist_ok=True)
    final = home / _name(manifest.version)
    draft = home / f"{final.name}.{os.getpid()}.tmp"
    try:
        with draft.open("wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        _take_name(draft, final)
    except FileExistsError as error:
        message = f"the index {folder} was changed by another process meanwhile: try again"
        raise BrokenIndexError(message) from error
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(home)


def forget_old(folder: Path, keep: int = _KEPT) -> None:
    """Take away all manifests but the newest ``keep``, and every file that none of them names."""
    names = _versions(folder)
    for name in names[:-keep]:
        (folder / FOLDER / name).unlink(missing_ok=True)
    named: set[Path] = set()
    for name in names[-keep:]:
        told = msgspec.json.decode((folder / FOLDER / name).read_bytes(), type=Manifest)
        named |= {folder / part.file for part in (*told.parts, *told.scores)}
    for pattern in ("*/part-*.parquet", "*/*.tmp"):
        for file in folder.glob(pattern):
            if file not in named:
                file.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder outlive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _versions(folder: Path) -> list[str]:
    return sorted(
        path.name
        for path in (folder / FOLDER).iterdir()
        if path.name.removesuffix(".json").isdigit()
    )


def _name(version: int) -> str:
    return f"{version:08d}.json"


def _take_name(draft: Path, final: Path) -> None:
    try:
        os.link(draft, final)
    except FileExistsError:
        raise
    except OSError:
        # File systems without hard links (exFAT, some network drives): the lock alone guards.
        if final.exists():
            raise FileExistsError(str(final)) from None
        draft.rename(final)
