"""Where a result goes, the same for every command: a screen, a stream, files."""

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal, TypeVar

import click

from roadsign.errors import RoadsignError, UnwritableError
from roadsign.faces.cli.pager import screen, show, stream

if TYPE_CHECKING:
    from roadsign.model.audit import Audit
    from roadsign.model.tables import ReportTable

Form = Literal["json", "csv", "ndjson"]
_STREAM = "-"
R = TypeVar("R")
Writer = Callable[[str, IO[bytes]], None]


@dataclass(frozen=True, slots=True)
class Output:
    """What a user asked for: at most one form on standard output, any number of files."""

    form: Form | None = None
    parquet: str | None = None
    xlsx: str | None = None
    html: str | None = None
    guarded: bool = True
    """Cells of CSV cannot run in a spreadsheet."""
    colour: bool = True

    @property
    def files(self) -> dict[str, str]:
        """Give the files asked for, by kind."""
        asked = {"parquet": self.parquet, "xlsx": self.xlsx, "html": self.html}
        return {kind: path for kind, path in asked.items() if path is not None}


_OPTIONS = (
    click.option("--json", "as_json", is_flag=True, help="Print JSON."),
    click.option("--csv", "as_csv", is_flag=True, help="Print CSV."),
    click.option("--ndjson", "as_ndjson", is_flag=True, help="Print JSON lines."),
    click.option("--parquet", metavar="FILE", help="Write Parquet."),
    click.option("--xlsx", metavar="FILE", help="Write a workbook."),
    click.option("--html", metavar="FILE", help="Write one HTML file that fetches nothing."),
    click.option(
        "--raw-csv",
        is_flag=True,
        help="CSV for programs: no ' before what a spreadsheet would run.",
    ),
    click.option("--no-color", is_flag=True, help="Print without colours."),
)


def output_options(function: Callable[..., R]) -> Callable[..., R]:
    """
    Add the options of every result to a command; it gets them as one argument ``output``.

    Put it below ``click.command`` and above ``click.pass_context``.
    """

    @wraps(function)
    def command(*args: Any, **told: Any) -> R:  # noqa: ANN401 - click's arguments
        return function(*args, output=_output(told), **told)

    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def emit(table: "ReportTable", output: Output, ctx: click.Context) -> None:
    """
    Give a report: its files, its stream, or (where neither is asked for) its screen.

    Errors: ``UnwritableError`` (exit status 4) where something cannot be written.
    """
    from roadsign.faces.cli import forms  # noqa: PLC0415 - pyarrow, only for a result

    _write_files(output, ctx, lambda kind, file: forms.write_report(table, kind, file))
    if output.form:
        stream(forms.report_pieces(table, output.form, guarded=output.guarded))
    elif not output.files:
        on = screen(colour=output.colour)
        show(forms.report_screen(table, on), on)
    if not table.rows.num_rows:
        hint(ctx, "nothing found: fewer filters, or roadsign index info, may tell why")
    elif table.next_cursor and output.form in {"csv", "ndjson"}:
        hint(ctx, f"there is more: --cursor {table.next_cursor}")


def emit_audit(audit: "Audit", output: Output, ctx: click.Context, *, full: bool = False) -> None:
    """
    Give an audit: its files, and its stream or its screen.

    CSV, JSON lines and Parquet hold a row a page. Errors: ``UnwritableError`` (exit status 4).
    """
    from roadsign.faces.cli import forms  # noqa: PLC0415 - pyarrow, only for a result

    _write_files(output, ctx, lambda kind, file: forms.write_audit(audit, kind, file))
    if output.form:
        stream(forms.audit_pieces(audit, output.form, guarded=output.guarded, full=full))
    elif _STREAM not in output.files.values():
        on = screen(colour=output.colour)
        show(forms.audit_screen(audit, on, full=full), on)


def hint(ctx: click.Context, text: str) -> None:
    """Say something on standard error, unless ``--quiet``."""
    told = ctx.find_object(dict) or {}
    if not told.get("quiet"):
        click.echo(text, err=True)


def one_stream(asked: Sequence[str]) -> None:
    """Refuse several options that all print to standard output (``RoadsignError``)."""
    if len(asked) > 1:
        message = f"{' and '.join(asked)} all go to standard output: give one of them"
        raise RoadsignError(message)


@contextmanager
def aside(path: Path) -> Iterator[IO[bytes]]:
    """
    Open a file to write that takes its name only when it is whole.

    Devices and pipes are written as they are. Errors: ``UnwritableError``.
    """
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                yield file
            return
        with _beside(path.resolve()) as file:
            yield file
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror or error}"
        raise UnwritableError(message) from error


@contextmanager
def _beside(path: Path) -> Iterator[IO[bytes]]:
    if not path.parent.is_dir():
        raise FileNotFoundError(None, f"there is no folder {path.parent}", str(path))
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(None, "it is read-only", str(path))
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:50]}.", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        draft.chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _output(told: dict[str, Any]) -> Output:
    forms: dict[Form, bool] = {
        "json": told.pop("as_json"),
        "csv": told.pop("as_csv"),
        "ndjson": told.pop("as_ndjson"),
    }
    output = Output(
        next((form for form, asked in forms.items() if asked), None),
        told.pop("parquet"),
        told.pop("xlsx"),
        told.pop("html"),
        guarded=not told.pop("raw_csv"),
        colour=not told.pop("no_color"),
    )
    streams = [f"--{form}" for form, asked in forms.items() if asked]
    streams += [f"--{kind} -" for kind, path in output.files.items() if path == _STREAM]
    one_stream(streams)
    for kind, path in output.files.items():
        _spare(f"--{kind}", path, told)
    return output


def _spare(option: str, path: str, told: dict[str, Any]) -> None:
    """Refuse to write over a file that the call names for another use: its own input, say."""
    for value in told.values():
        for other in value if isinstance(value, tuple) else (value,):
            if isinstance(other, str | Path) and _one_file(path, other):
                message = f"{path} is named as a file of its own: give {option} another name"
                raise RoadsignError(message)


def _one_file(path: str, other: str | Path) -> bool:
    try:
        return Path(path).is_file() and Path(path).samefile(other)
    except (OSError, ValueError):
        return False


def _write_files(output: Output, ctx: click.Context, write: Writer) -> None:
    if not output.files:
        return
    from roadsign.render.defuse import defused  # noqa: PLC0415 - only where a file is written

    for kind, name in output.files.items():
        if name == _STREAM:
            _write_through(kind, write)
            continue
        with aside(Path(name)) as file:
            write(kind, file)
        hint(ctx, f"wrote {defused(name)}")


def _write_through(kind: str, write: Writer) -> None:
    # Workbooks and Parquet are written with seeks, which a pipe has not.
    with tempfile.TemporaryFile() as file:
        write(kind, file)
        file.seek(0)
        stream(iter(lambda: file.read(1 << 20), b""))
