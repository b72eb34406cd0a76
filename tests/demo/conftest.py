"""The generated web and the demo made from it, each made once for all tests of the demo."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from roadsign.demo.run import Demo, Progress, run
from roadsign.demo.web import Web, web
from roadsign.faces.cli import demo, main

Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Called:
    """One call of ``roadsign demo``: what it printed, and what it made."""

    result: Result
    demo: Demo


@pytest.fixture(scope="session")
def made() -> Web:
    return web()


@pytest.fixture(scope="session")
def shop_rows(made: Web) -> Rows:
    return rows_of(made.files[made.links])


@pytest.fixture(scope="session")
def called(tmp_path_factory: pytest.TempPathFactory) -> Called:
    runs: list[Demo] = []

    def remembered(folder: Path, progress: Progress) -> Demo:
        runs.append(run(folder, progress))
        return runs[-1]

    folder = tmp_path_factory.mktemp("somewhere") / "my demo's folder"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(demo, "run", remembered)
        result = CliRunner().invoke(main, ["demo", "--dir", str(folder)])
    assert result.exit_code == 0, result.output
    return Called(result, runs[0])


@pytest.fixture(scope="session")
def done(called: Called) -> Demo:
    return called.demo


def rows_of(content: bytes) -> Rows:
    return list(csv.DictReader(io.StringIO(content.decode("utf-16")), delimiter="\t"))
