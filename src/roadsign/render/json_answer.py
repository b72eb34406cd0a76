"""Answers as JSON: the audit's object and a report's, with the keys of the interface."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from roadsign.model.audit import Audit, AuditWarning, GroupAudit, NextStep, PageAudit
from roadsign.model.receipts import Receipt
from roadsign.model.tables import ReportTable
from roadsign.model.targets import Target
from roadsign.render.defuse import json_text

SCHEMA = 1
_MOST_ROWS = 50
_RENAMED = {"anchor_class": "class"}
_SMALL = frozenset({"tail", "adjusted", "z", "q"})
"""Kept to four digits that count; all other fractions to four places."""
_PLACES = 4
_BATCH = 8192


def audit_object(audit: Audit, *, full: bool = False) -> dict[str, Any]:
    """
    Give the audit as the object of the interface, with keys that are never renamed.

    A step shows at most 50 of its rows unless ``full``; ``rows_total`` counts them all.
    Numbers are rounded, and null where there is none (never NaN).
    """
    return {
        "schema": SCHEMA,
        "version": audit.version,
        "target": _target(audit.target) | {"display": audit.display},
        "generated": audit.generated,
        "sources": [_source(each) for each in audit.sources],
        "rivals": list(audit.rivals),
        "summary": _plain(audit.summary, full=full),
        "site": _group(audit.site, full=full),
        "page_types": [_group(each, full=full) for each in audit.page_types],
        "pages": [_page(each, full=full) for each in audit.pages],
        "warnings": [_warning(each) for each in audit.warnings],
    }


def audit_json(audit: Audit, *, full: bool = False) -> str:
    """Write the audit's object as text that people can read too."""
    told = json.dumps(audit_object(audit, full=full), indent=1, ensure_ascii=False, allow_nan=False)
    return json_text(told) + "\n"


def audits_json(audits: Iterable[Audit], *, full: bool = False) -> str:
    """Write several audits as one object: ``{"schema": 1, "audits": [...]}``."""
    told = {"schema": SCHEMA, "audits": [audit_object(each, full=full) for each in audits]}
    return json_text(json.dumps(told, indent=1, ensure_ascii=False, allow_nan=False)) + "\n"


def report_object(table: ReportTable) -> dict[str, Any]:
    """Give a report as the object of the interface: target, total, rows, where it goes on."""
    rows = [row for piece in json_lines(table.rows) for row in msgspec.json.decode(_array(piece))]
    return _report_head(table) | {"rows": rows, "next_cursor": table.next_cursor}


def report_json(table: ReportTable) -> Iterator[str]:
    """Write a report's object in pieces, a row a line, however many rows there are."""
    yield _dump(_report_head(table))[:-1] + ', "rows": ['
    between = "\n"
    for piece in json_lines(table.rows):
        yield between + piece.rstrip("\n").replace("\n", ",\n")
        between = ",\n"
    yield f'\n], "next_cursor": {_dump(table.next_cursor)}}}\n'


def json_lines(rows: pa.Table) -> Iterator[str]:
    """Write rows as JSON lines, some thousands a piece; dates as ISO, null where not a number."""
    encoder = msgspec.json.Encoder()
    names = [_RENAMED.get(name, name) for name in rows.column_names]
    rounded = pa.table([_rounded(rows[name], name) for name in rows.column_names], names=names)
    for batch in rounded.to_batches(max_chunksize=_BATCH):
        yield json_text(encoder.encode_lines(batch.to_pylist()).decode())


def _rounded(column: pa.ChunkedArray, name: str) -> pa.ChunkedArray:
    if pa.types.is_decimal(column.type):  # sums of an engine; as text they would be no numbers
        column = column.cast(pa.float64() if column.type.scale else pa.int64())
    if pa.types.is_floating(column.type) and name not in _SMALL:
        return pc.round(column, _PLACES)
    return column


def _array(lines: str) -> str:
    return "[" + lines.rstrip("\n").replace("\n", ",") + "]"


def _report_head(table: ReportTable) -> dict[str, Any]:
    head: dict[str, Any] = {
        "schema": SCHEMA,
        "report": table.name,
        "target": _target(table.target) | {"display": table.display},
        "total": table.total,
    }
    if table.facts.get("warnings"):
        head["warnings"] = _plain(table.facts["warnings"], full=True)
    return head


def _dump(value: object) -> str:
    return json_text(json.dumps(value, ensure_ascii=False, allow_nan=False))


def _target(target: Target) -> dict[str, Any]:
    return {"value": target.value, "mode": target.mode}


def _source(receipt: Receipt) -> dict[str, Any]:
    told: dict[str, Any] = {
        "source": receipt.source,
        "format": receipt.format,
        "read": receipt.read,
        "kept": receipt.kept,
        "rejected": dict(receipt.rejected),
        "warnings": list(receipt.warnings),
        "holds": receipt.holds,
        "target": receipt.target,
    }
    if receipt.known:
        told["known"] = True
    if receipt.error is not None:
        told["error"] = receipt.error
    return told


def _group(group: GroupAudit, *, full: bool) -> dict[str, Any]:
    told = _object(group, full=full)
    # Authority of a page is no figure of a group.
    told["authority"] = {
        name: value
        for name, value in told["authority"].items()
        if name not in {"page_authority", "interval"}
    }
    if group.page_type is None:
        del told["page_type"]
    return told


def _page(page: PageAudit, *, full: bool) -> dict[str, Any]:
    return _object(page, full=full)


def _warning(warning: AuditWarning) -> dict[str, Any]:
    facts = {str(k): _plain(v, full=True, name=str(k)) for k, v in warning.facts.items()}
    return {**facts, "code": warning.code, "text": warning.text}


def _step(step: NextStep, *, full: bool) -> dict[str, Any]:
    rows = step.rows if full else step.rows[:_MOST_ROWS]
    return {
        "do": step.do,
        "text": step.text,
        "why": step.why,
        "amount": step.amount,
        "rows": [_object(row, full=full) for row in rows],
        "rows_total": len(step.rows),
    }


def _object(record: Any, *, full: bool) -> dict[str, Any]:  # noqa: ANN401 - any dataclass
    return {
        _RENAMED.get(each.name, each.name): _plain(
            getattr(record, each.name), full=full, name=each.name
        )
        for each in fields(record)
    }


def _plain(value: Any, *, full: bool, name: str = "") -> Any:  # noqa: ANN401, C901, PLR0911 - one arm a kind
    match value:
        case None | bool() | int() | str():
            return value
        case float() | Decimal():
            return _number(float(value), name)
        case date() | datetime():
            return value.isoformat()
        case NextStep():
            return _step(value, full=full)
        case AuditWarning():
            return _warning(value)
        case Receipt():
            return _source(value)
        case Mapping():
            return {str(key): _plain(each, full=full, name=str(key)) for key, each in value.items()}
        case bytes():
            return value.decode("utf-8", "replace")
        case _ if is_dataclass(value):
            return _object(value, full=full)
        case _ if hasattr(value, "item"):  # a number of NumPy's
            return _plain(value.item(), full=full, name=name)
        case Iterable():
            return [_plain(each, full=full, name=name) for each in value]
    return str(value)


def _number(value: float, name: str) -> float | None:
    if not math.isfinite(value):
        return None
    return float(f"{value:.4g}") if name in _SMALL else round(value, _PLACES)
