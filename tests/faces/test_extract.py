"""``roadsign extract``: link rows of files on a stream or in a folder, receipts beside."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from roadsign.faces.cli import main
from roadsign.model.links import LINKS

CSV = (
    "Source,Target,Anchor,Rel\n"
    "https://tea.example/a,https://kettles.example/blue,=SUM(A1),nofollow\n"
    "https://tea.example/b,https://kettles.example/,\u202ekettle,\n"
    "nowhere,https://kettles.example/,x,\n"
)

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "links.csv").write_text(CSV, "utf-8")

    def called(*args: str, given: str | None = None) -> Result:
        return CliRunner().invoke(main, list(args), input=given)

    return called


def test_a_link_is_a_line_with_every_column(run: Run) -> None:
    result = run("extract", "links.csv", "--ndjson")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [list(row) for row in rows] == [LINKS.names] * 2
    assert [row["anchor"] for row in rows] == ["=SUM(A1)", "\u202ekettle"]
    assert [row["follow"] for row in rows] == [False, True]
    assert "3 rows" in result.stderr
    assert "1 rejected" in result.stderr


def test_lines_are_what_is_printed_when_nothing_is_said(run: Run) -> None:
    assert run("extract", "links.csv").stdout == run("extract", "links.csv", "--ndjson").stdout


def test_quiet_prints_rows_only(run: Run) -> None:
    assert run("--quiet", "extract", "links.csv").stderr == ""
    assert run("extract", "links.csv", "--quiet").stderr == ""


def test_json_is_one_object_with_receipts(run: Run) -> None:
    told = json.loads(run("extract", "links.csv", "--json").stdout)
    assert (told["schema"], told["total"], len(told["rows"])) == (1, 2, 2)
    assert told["sources"][0]["rejected"] == {"bad_url": 1}


def test_cells_of_csv_cannot_run_and_come_back_the_same(run: Run, tmp_path: Path) -> None:
    text = run("extract", "links.csv", "--csv").stdout
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert list(rows[0]) == LINKS.names
    assert rows[0]["anchor"] == "'=SUM(A1)"
    assert "'=SUM" not in run("extract", "links.csv", "--raw-csv").stdout
    (tmp_path / "again.csv").write_text(text, "utf-8")
    assert run("extract", "again.csv").stdout == run("extract", "links.csv").stdout


def test_parquet_goes_into_a_folder(run: Run, tmp_path: Path) -> None:
    result = run("extract", "links.csv", "--parquet", "out/links")
    assert (result.exit_code, result.stdout) == (0, "")
    table = pq.read_table(tmp_path / "out" / "links" / "links.parquet")
    assert table.schema.names == LINKS.names
    assert table.num_rows == 2


def test_standard_input_is_a_source(run: Run) -> None:
    result = run("extract", "-", given=CSV)
    assert result.stdout == run("extract", "links.csv").stdout
    assert "roadsign-" not in result.stderr


def test_a_folder_is_its_files_sorted_and_hidden_ones_left_out(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    (folder / "inner").mkdir(parents=True)
    for number, name in enumerate(("b.csv", "a.csv", ".hidden.csv", "inner/c.csv")):
        (folder / name).write_text(CSV.replace("tea.", f"tea{number}."), "utf-8")
    rows = [json.loads(line) for line in run("extract", "exports").stdout.splitlines()]
    assert [row["source_domain"] for row in rows] == [
        *["tea1.example"] * 2,
        *["tea0.example"] * 2,
        *["tea3.example"] * 2,
    ]


def test_an_unreadable_input_is_said_and_the_others_are_read(run: Run) -> None:
    result = run("extract", "none.csv", "links.csv")
    assert result.exit_code == 3
    assert len(result.stdout.splitlines()) == 2
    assert "none.csv is not there" in result.stderr
    assert "Traceback" not in result.output


def test_a_folder_of_nothing_and_a_name_of_nothing_are_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = run("extract", "empty", "links.csv")
    assert (result.exit_code, len(result.stdout.splitlines())) == (3, 2)
    assert "empty holds no files" in result.stderr
    assert run("identify", "empty").exit_code == 3
    assert run("extract", "").exit_code == 2
    assert run("extract", "links.csv", "--base-url", "shop").exit_code == 2


def test_columns_can_be_named(run: Run, tmp_path: Path) -> None:
    strange = "Wo,Wohin,Worte\nhttps://tea.example/,https://kettles.example/,Kessel\n"
    (tmp_path / "strange.csv").write_text(strange, "utf-8")
    for args in (
        ("--map", "source=Wo", "target=wohin", "anchor=Worte"),
        ("--map", "source_url=Wo", "--map", "target=Wohin", "--map", "anchor=Worte"),
    ):
        (line,) = run("extract", "strange.csv", *args).stdout.splitlines()
        assert json.loads(line)["anchor"] == "Kessel"


@pytest.mark.parametrize(
    ("args", "said", "status"),
    [
        (("--map", "sauce=Wo"), "no field is called so", 2),
        (("--map", "target"), "FIELD=COLUMN", 2),
        (("--date", "soon"), "--date", 2),
        (("--csv", "--parquet", "x"), "give one", 2),
        (("--json", "--csv"), "--json and --csv all go to standard output", 2),
        (("--map", "target=Nichts"), "", 0),
    ],
)
def test_a_wrong_call_is_one_line(run: Run, args: tuple[str, ...], said: str, status: int) -> None:
    result = run("extract", "links.csv", *args)
    assert result.exit_code == status
    assert said in result.stderr


def test_crawl_and_date_may_be_given(run: Run) -> None:
    result = run("extract", "links.csv", "--crawl", "mine", "--date", "2026-01-31")
    row = json.loads(result.stdout.splitlines()[0])
    assert (row["crawl"], row["last_seen"]) == ("mine", "2026-01-31")
