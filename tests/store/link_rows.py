"""Link rows and bases for tests, by the few fields that a test is about."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

import pyarrow as pa

from roadsign.kernels.owners import registrable_domain
from roadsign.kernels.urls import host_of, target_of
from roadsign.model.links import LINKS
from roadsign.store.linkbase import SIGNS, LinkBase

BaseOf = Callable[..., LinkBase]

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
_DATES = {"first_seen", "last_seen", "lost"}


def link_rows(*told: Mapping[str, object]) -> pa.Table:
    """Give a table of LINKS from a mapping a row; what a row leaves out has a default."""
    whole = [{**DEFAULTS, **row} for row in told]
    columns = [pa.array([_value(f.name, row) for row in whole], f.type) for f in LINKS]
    return pa.table(columns, schema=LINKS)


def bases() -> Iterator[BaseOf]:
    """Give a maker of bases with shop.example selected, and close what it made at the end."""
    made: list[LinkBase] = []

    def base_of(*told: Mapping[str, object], classes: Mapping[str, str] | None = None) -> LinkBase:
        base = LinkBase("256MiB")
        made.append(base)
        base.add(link_rows(*told), "a.csv")
        base.seal()
        base.select(target_of("shop.example"), "shop.example")
        unsigned = base.unsigned("shop.example").to_pylist()
        signs = [_sign(row, (classes or {}).get(row["anchor"])) for row in unsigned]
        base.set_signs(pa.Table.from_pylist([each for each in signs if each], schema=SIGNS))
        return base

    yield base_of
    for each in made:
        each.close()


def _value(field: str, row: Mapping[str, object]) -> object:
    if field in {"source_domain", "target_domain"}:
        return registrable_domain(host_of(str(row[field.replace("domain", "url")])))
    value = row.get(field)
    return dt.date.fromisoformat(value) if field in _DATES and isinstance(value, str) else value


def _sign(row: Mapping[str, str], told: str | None) -> dict[str, object] | None:
    if told is None:
        return None
    known = {name: row[name] for name in ("page", "anchor", "anchor_from")}
    more = {"flags": [f"is_{told}"], "confidence": 0.9, "family": "", "folded": row["anchor"]}
    return {"subject": "shop.example", **known, "class": told, **more}
