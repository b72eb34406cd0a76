"""The streams of an archive: the file itself, or the archives in a WACZ."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from roadsign.readers.inflating import DAMAGED_ZIP

ZIP = b"PK\x03\x04"
_ARCHIVES = (".warc", ".warc.gz", ".arc", ".arc.gz")


def streams(path: Path) -> Iterator[tuple[BinaryIO, int | None]]:
    """Open each stream of an archive, with its size where that is known."""
    with path.open("rb") as raw:
        if raw.read(len(ZIP)) != ZIP:
            raw.seek(0)
            yield raw, path.stat().st_size
            return
    with zipfile.ZipFile(path) as packed:
        for name in filter(is_packed_archive, packed.namelist()):
            with packed.open(name) as inside:
                yield cast("BinaryIO", io.BufferedReader(cast("io.RawIOBase", inside))), None


def is_packed_archive(name: str) -> bool:
    """Say whether a file of a zip is one of the archives of a WACZ."""
    return PurePosixPath(name).parts[:1] == ("archive",) and name.endswith(_ARCHIVES)


def is_wacz(path: Path) -> bool:
    """Say whether a file is a zip that holds archives as a WACZ does."""
    try:
        with zipfile.ZipFile(path) as packed:
            return any(map(is_packed_archive, packed.namelist()))
    except DAMAGED_ZIP:
        return False
