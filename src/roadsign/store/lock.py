"""The lock: one writer at a time, told to whoever comes second, gone with its process."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from roadsign.errors import BrokenIndexError

try:
    import fcntl
except ImportError:  # Windows has none; there the manifest's version is the only guard.
    fcntl = None  # type: ignore[assignment]

NAME = "lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the index for writing; raise BrokenIndexError where it is held or cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise unwritable(folder, error) from error
    try:
        _take(handle, folder)
        yield
    finally:
        # The kernel lets go of a lock with its handle, however the process ends.
        os.close(handle)


def unwritable(folder: Path, error: Exception) -> BrokenIndexError:
    """Give the one line for an index that the disk does not let anyone write."""
    told = getattr(error, "strerror", None) or str(error).splitlines()[0]
    return BrokenIndexError(f"the index {folder} cannot be written: {told}")


def _take(handle: int, folder: Path) -> None:
    if fcntl is not None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in {errno.EACCES, errno.EAGAIN}:
                raise unwritable(folder, error) from error
            since = _since(handle)
            message = (
                f"the index {folder} is being written by another process{since}; "
                "wait, or use --index"
            )
            raise BrokenIndexError(message) from error
    try:
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()} {datetime.now():%H:%M}\n".encode(), 0)  # noqa: DTZ005 - a clock on the wall
    except OSError as error:
        raise unwritable(folder, error) from error


def _since(handle: int) -> str:
    told = os.pread(handle, 100, 0).decode("ascii", "replace").split()
    return f" (since {told[1]})" if len(told) == 2 and told[0].isdigit() else ""  # noqa: PLR2004 - pid and time
