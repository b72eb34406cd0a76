"""Link rows for the tests of the store, by the few fields that a test is about."""

import datetime as dt
from collections.abc import Callable, Mapping

import pyarrow as pa
import pytest

from roadsign.kernels.owners import registrable_domain
from roadsign.kernels.urls import host_of
from roadsign.model.links import LINKS

Rows = Callable[..., pa.Table]

DEFAULTS: Mapping[str, object] = {
    "source_url": "https://friend.example/post",
    "target_url": "https://shop.example/trail",
    "anchor": "trail shoes",
    "anchor_from": "text",
    "anchor_clipped": False,
    "kind": "text",
    "follow": True,
    "nofollow": False,
    "crawl": "one",
    "provider": "ahrefs",
}


def _value(field: str, row: Mapping[str, object]) -> object:
    if field in {"source_domain", "target_domain"} and field not in row:
        return registrable_domain(host_of(str(row[field.replace("domain", "url")])))
    value = row.get(field)
    return dt.date.fromisoformat(value) if field in DATES and isinstance(value, str) else value


DATES = {"first_seen", "last_seen", "lost"}


@pytest.fixture(scope="session")
def link_rows() -> Rows:
    """Give a table of LINKS from a mapping a row; what a row leaves out has a default."""

    def rows(*told: Mapping[str, object]) -> pa.Table:
        whole = [{**DEFAULTS, **row} for row in told]
        return pa.table(
            [pa.array([_value(f.name, row) for row in whole], f.type) for f in LINKS], schema=LINKS
        )

    return rows
