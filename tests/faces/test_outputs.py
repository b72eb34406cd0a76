"""Every way out of a command: forms, files, and what goes wrong with them."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pyarrow.parquet as pq
import pytest
from audits import example_audit
from click.testing import CliRunner, Result
from reports_example import REPORTS

from roadsign.errors import UnwritableError
from roadsign.faces.cli import LazyGroup
from roadsign.faces.cli.outputs import Output, aside, emit, emit_audit, output_options
from roadsign.faces.cli.pager import can_draw, screen, stream
from roadsign.faces.cli.progress import line_of, progress


class Open(LazyGroup):
    """The command line with commands of the test's own."""

    get_command = click.Group.get_command


@click.group(cls=Open)
@click.option("--quiet", is_flag=True)
@click.pass_context
def main(ctx: click.Context, *, quiet: bool) -> None:
    ctx.obj = {"quiet": quiet}


@main.command("report")
@click.argument("name")
@click.option("--empty", is_flag=True)
@output_options
@click.pass_context
def report(ctx: click.Context, name: str, output: Output, *, empty: bool) -> None:
    from dataclasses import replace  # noqa: PLC0415 - of this command only

    table = REPORTS[name]()
    emit(replace(table, rows=table.rows.slice(0, 0), total=0) if empty else table, output, ctx)


@main.command("audit")
@click.option("--full", is_flag=True)
@output_options
@click.pass_context
def audit(ctx: click.Context, output: Output, *, full: bool) -> None:
    emit_audit(example_audit(), output, ctx, full=full)


def run(*args: str) -> Result:
    return CliRunner().invoke(main, args)


def test_without_options_a_pipe_gets_tabs() -> None:
    told = run("report", "anchors")
    assert told.exit_code == 0
    assert told.stdout.splitlines()[0].split("\t")[:2] == ["anchor", "class"]


def test_json_csv_and_lines_go_to_standard_output() -> None:
    assert json.loads(run("report", "anchors", "--json").stdout)["total"] == 420
    assert run("report", "anchors", "--csv").stdout.startswith("anchor,class,")
    lines = run("report", "anchors", "--ndjson").stdout.splitlines()
    assert [json.loads(line)["class"] for line in lines][:2] == ["brand", "exact"]
    assert json.loads(run("audit", "--json").stdout)["schema"] == 1
    assert run("audit", "--csv").stdout.splitlines()[0].startswith("target,url,page_type,")
    assert json.loads(run("audit", "--ndjson").stdout.splitlines()[0])["verdict"] == "both"


def test_csv_is_guarded_unless_raw_is_asked_for() -> None:
    assert "'=cmd" in run("report", "anchors", "--csv").stdout
    assert "'=cmd" not in run("report", "anchors", "--csv", "--raw-csv").stdout


@pytest.mark.parametrize(
    "args", [("--json", "--csv"), ("--csv", "--ndjson"), ("--json", "--parquet", "-")]
)
def test_two_forms_on_one_stream_are_a_wrong_call(args: tuple[str, ...]) -> None:
    told = run("report", "anchors", *args)
    assert told.exit_code == 2
    assert told.stdout == ""
    assert told.stderr.count("\n") == 1
    assert "give one of them" in told.stderr


def test_files_are_written_whole_and_named_on_standard_error(tmp_path: Path) -> None:
    paths = {kind: tmp_path / f"out.{kind}" for kind in ("parquet", "xlsx", "html")}
    args = [part for kind, path in paths.items() for part in (f"--{kind}", str(path))]
    told = run("report", "anchors", *args)
    assert told.exit_code == 0, told.stderr
    assert told.stdout == ""
    assert all(str(path) in told.stderr for path in paths.values())
    assert pq.read_table(paths["parquet"]).num_rows == 8
    assert paths["html"].read_text("utf-8").startswith("<!doctype html>")
    assert sorted(tmp_path.iterdir()) == sorted(paths.values())


def test_an_audit_shows_its_screen_beside_its_files(tmp_path: Path) -> None:
    told = run(
        "audit", "--xlsx", str(tmp_path / "a.xlsx"), "--parquet", str(tmp_path / "a.parquet")
    )
    assert told.exit_code == 0, told.stderr
    assert "Do these first" in told.stdout
    assert pq.read_table(tmp_path / "a.parquet").num_rows == len(example_audit().pages)


def test_a_file_named_dash_is_standard_output() -> None:
    told = CliRunner().invoke(main, ["report", "anchors", "--parquet", "-"])
    assert told.stdout_bytes[:4] == b"PAR1"


@pytest.mark.parametrize("place", ["no/such/folder/x.parquet", ".", "plain/x.parquet"])
def test_a_path_that_cannot_be_written_is_one_line(tmp_path: Path, place: str) -> None:
    (tmp_path / "plain").write_text("a file")
    told = run("report", "anchors", "--parquet", str(tmp_path / place))
    assert told.exit_code == 4
    assert told.stderr.count("\n") == 1
    assert "cannot be written" in told.stderr


def write_and_break(path: Path) -> None:
    with aside(path) as file:
        file.write(b"new")
        file.write("no bytes")  # type: ignore[call-overload]


def test_what_breaks_halfway_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "kept.csv"
    path.write_text("old")
    path.chmod(0o640)
    with pytest.raises(TypeError):
        write_and_break(path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
    with aside(path) as file:
        file.write(b"new")
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_file_has_the_rights_that_others_have(tmp_path: Path) -> None:
    with aside(tmp_path / "new") as file:
        file.write(b"x")
    (tmp_path / "plain").write_text("x")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_link_keeps_pointing_to_what_is_written(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    with aside(tmp_path / "link") as file:
        file.write(b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_a_device_is_written_to_not_replaced() -> None:
    with aside(Path(os.devnull)) as file:
        file.write(b"x")
    assert not Path(os.devnull).is_file()


def test_a_full_disk_is_one_line() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full here")
    with pytest.raises(UnwritableError, match="cannot be written"), aside(full) as file:
        file.write(b"x" * 100_000)


def test_quiet_says_results_only(tmp_path: Path) -> None:
    told = run("--quiet", "report", "anchors", "--html", str(tmp_path / "x.html"))
    assert (told.exit_code, told.output) == (0, "")


def test_no_rows_is_done_with_a_hint_on_standard_error() -> None:
    told = run("report", "anchors", "--empty", "--json")
    assert told.exit_code == 0
    assert json.loads(told.stdout)["total"] == 0
    assert "nothing found" in told.stderr
    assert run("--quiet", "report", "anchors", "--empty", "--json").stderr == ""


def test_more_rows_are_hinted_at_where_the_form_has_no_place_for_it() -> None:
    assert "--cursor c2Vjb25k" in run("report", "anchors", "--csv").stderr
    assert "--cursor" not in run("report", "anchors", "--json").stderr


@pytest.mark.parametrize(
    ("env", "asked", "colour"),
    [
        ({}, True, False),
        ({"FORCE_COLOR": "1"}, True, True),
        ({"FORCE_COLOR": "1"}, False, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, False),
    ],
)
def test_colours_are_only_where_they_are_wanted(
    monkeypatch: pytest.MonkeyPatch,
    env: dict[str, str],
    asked: bool,  # noqa: FBT001 - a parameter of the test
    colour: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert screen(colour=asked).colour is colour
    assert not screen().tty


_PROGRAM = """
from roadsign.faces.cli.outputs import stream
import sys
assert not {"pyarrow", "numpy", "duckdb", "jinja2", "xlsxwriter", "rich"} & set(sys.modules)
stream(["x" * 4096] * 64)
"""


def test_a_reader_that_goes_away_is_no_error_and_the_options_load_nothing_heavy() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    told = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", _PROGRAM], stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)
    assert (told.returncode, told.stderr) == (0, b"")


def test_encodings_without_blocks_are_known() -> None:
    assert can_draw("utf-8")
    assert not can_draw("ascii")
    assert not can_draw("cp1252")
    assert not can_draw("no-such-encoding")


def test_progress_is_silent_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("reading x.csv") as tick:
        tick(5, 10)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("done", "total", "unit", "told"),
    [
        (212_000_000, 388_000_000, "bytes", "212 of 388 MB · 26 MB/s · 7 s left"),
        (1_500, 2_500_000, "bytes", "0.0 of 2.5 MB"),
        (7_000_000, None, "bytes", "7 MB · 875 kB/s"),
        (15_200_000, None, "links", "15 M links · 1.9 M links/s"),
        (30, 90, "pages", "30 of 90 pages · 3.8 pages/s · 16 s left"),
        (0, 90, "pages", "0 of 90 pages · 0 pages/s"),
        (95, 90, "pages", "95 of 90 pages"),
    ],
)
def test_a_line_of_progress_tells_how_much_and_how_long(
    done: int, total: int | None, unit: str, told: str
) -> None:
    line = line_of("reading x.csv", done, total, 8.0, unit, width=96)
    assert line.startswith("reading x.csv  ")
    assert told in line


@pytest.mark.parametrize("width", [10, 30, 50, 80, 200])
def test_a_line_of_progress_fits(width: int) -> None:
    name = "reading CC-MAIN-2026-43-\x1b[2J-00017.warc.wat.gz"
    line = line_of(name, 5_000_000, 9_000_000, 3.0, "bytes", width=width)
    assert len(line) <= width
    assert "\x1b" not in line


def test_what_fails_while_pieces_are_made_is_no_fault_of_writing() -> None:
    def pieces() -> Iterator[str]:
        yield "a"
        raise PermissionError(13, "Permission denied", "input.csv")

    with pytest.raises(PermissionError):
        stream(pieces())


def test_a_closed_standard_output_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(UnwritableError, match="closed"):
        stream(["a"])
    with pytest.raises(UnwritableError, match="closed"):
        screen()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnwritableError) as told, aside(tmp_path / "none" / "x.html"):
        pytest.fail("nothing can be written")
    assert str(told.value).endswith(f"cannot be written: there is no folder {tmp_path / 'none'}")
