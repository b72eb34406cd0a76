"""The generated web, made once for all tests of the demo."""

import csv
import io

import pytest

from roadsign.demo.web import Web, web

Rows = list[dict[str, str]]


@pytest.fixture(scope="session")
def made() -> Web:
    return web()


@pytest.fixture(scope="session")
def shop_rows(made: Web) -> Rows:
    return rows_of(made.files[made.links])


def rows_of(content: bytes) -> Rows:
    return list(csv.DictReader(io.StringIO(content.decode("utf-16")), delimiter="\t"))
