"""JSON: the audit's object validates, keeps its keys and its numbers; reports stream."""

import json
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from importlib.resources import files

import jsonschema
import numpy as np
import pyarrow as pa
import pytest
from audits import example_audit, lonely_audit
from reports_example import REPORTS, TARGET, anchors

from roadsign.model.audit import NextStep, StepRow
from roadsign.model.tables import ReportTable
from roadsign.render.json_answer import (
    audit_json,
    audit_object,
    audits_json,
    json_lines,
    report_json,
    report_object,
)
from roadsign.render.receipts import as_json

SCHEMA = json.loads(files("roadsign.render").joinpath("audit.schema.json").read_text("utf-8"))
EXAMPLE = example_audit()


@pytest.mark.parametrize("audit", [EXAMPLE, lonely_audit()])
def test_the_audit_validates(audit: object) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    told = json.loads(audit_json(audit))  # type: ignore[arg-type]
    jsonschema.Draft202012Validator(SCHEMA).validate(told)


@pytest.mark.parametrize(
    "path",
    ["schema", "target.mode", "pages.0.authority.missing.low", "pages.0.anchors.shares.0.class",
     "pages.0.keywords.0.given", "site.verdicts", "page_types.0.page_type",
     "pages.0.counterfactual.owners_needed", "pages.0.authority.cohort.by"],
)  # fmt: skip
def test_the_schema_misses_what_is_left_out(path: str) -> None:
    told = audit_object(EXAMPLE)
    *way, last = path.split(".")
    place = told
    for step in way:
        place = place[int(step)] if step.isdigit() else place[step]  # type: ignore[index]
    del place[last]
    assert list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(told))


def test_a_group_has_no_authority_of_a_page() -> None:
    told = audit_object(EXAMPLE)
    assert "page_authority" in told["pages"][0]["authority"]
    for group in (told["site"], *told["page_types"]):
        assert {"page_authority", "interval"}.isdisjoint(group["authority"])


def test_a_step_shows_fifty_rows_and_counts_all() -> None:
    rows = tuple(StepRow(source_url=f"https://a.example/{at}") for at in range(120))
    step = NextStep("change_anchors", "Ask.", "Because.", 17, rows)
    audit = replace(EXAMPLE, site=replace(EXAMPLE.site, next_steps=(step,)))
    told = audit_object(audit)["site"]["next_steps"][0]
    assert (len(told["rows"]), told["rows_total"]) == (50, 120)
    told = audit_object(audit, full=True)["site"]["next_steps"][0]
    assert (len(told["rows"]), told["rows_total"]) == (120, 120)


def test_numbers_are_rounded_and_never_nan() -> None:
    page = EXAMPLE.pages[0]
    shares = (replace(page.anchors.shares[0], share=1 / 3, tail=1.23456789e-12),)
    page = replace(
        page,
        rank=float("nan"),
        roads=np.float64(2 / 3),
        demand=float("inf"),
        anchors=replace(page.anchors, shares=shares, owners=np.int64(7)),  # type: ignore[arg-type]
    )
    told = json.loads(audit_json(replace(EXAMPLE, pages=(page,))))["pages"][0]
    assert (told["rank"], told["demand"], told["roads"]) == (None, None, 0.6667)
    assert told["anchors"]["owners"] == 7
    share = told["anchors"]["shares"][0]
    assert (share["share"], share["tail"]) == (0.3333, 1.235e-12)


def test_a_warning_keeps_its_facts_beside_its_code() -> None:
    told = audit_object(EXAMPLE)["warnings"][0]
    assert told["code"] == "nofollow_burst"
    assert (told["owners"], told["phrase"]) == (24, "pruning shears")


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_streams_what_its_object_holds(name: str) -> None:
    table = REPORTS[name]()
    told = json.loads("".join(report_json(table)))
    assert told == report_object(table)
    assert list(told)[:1] == ["schema"]
    assert told["target"] == {"value": TARGET.value, "mode": "domain", "display": TARGET.value}
    assert len(told["rows"]) == table.rows.num_rows
    lines = [json.loads(line) for line in "".join(json_lines(table.rows)).splitlines()]
    assert lines == told["rows"]


def test_reports_and_receipts_have_schemas_too() -> None:
    schemas = {
        name: json.loads(files("roadsign.render").joinpath(f"{name}.schema.json").read_text())
        for name in ("report", "receipts")
    }
    report = jsonschema.Draft202012Validator(schemas["report"])
    report.validate(report_object(anchors()))
    lacking = replace(anchors(), rows=anchors().rows.drop_columns(["flags"]))
    assert list(report.iter_errors(report_object(lacking)))
    receipts = json.loads(as_json(EXAMPLE.sources))
    jsonschema.Draft202012Validator(schemas["receipts"]).validate(receipts)


def test_several_audits_are_one_object() -> None:
    told = json.loads(audits_json([EXAMPLE, lonely_audit()]))
    assert [each["display"] for each in (one["target"] for one in told["audits"])] == [
        EXAMPLE.display
    ] * 2


def test_a_report_without_rows_is_an_object_too() -> None:
    told = json.loads("".join(report_json(replace(anchors(), rows=anchors().rows.slice(0, 0)))))
    assert (told["rows"], told["total"]) == ([], 420)


def test_values_of_every_kind_are_told_as_json_has_them() -> None:
    rows = pa.table(
        {
            "anchor_class": ["exact"],
            "seen": [date(2026, 11, 2)],
            "made": [datetime(2026, 11, 2, 10, 0)],  # noqa: DTZ001 - stored without a zone
            "sum": [Decimal(204)],
            "part": pa.array([Decimal("0.25")]),
            "share": [1 / 3],
            "none": [float("nan")],
            "list": [["a", "b"]],
        }
    )
    (told,) = report_object(ReportTable("anchors", TARGET, "x", rows, 1))["rows"]
    assert told == {
        "class": "exact",
        "seen": "2026-11-02",
        "made": "2026-11-02T10:00:00",
        "sum": 204,
        "part": 0.25,
        "share": 0.3333,
        "none": None,
        "list": ["a", "b"],
    }


def test_what_would_steer_a_terminal_is_written_as_an_escape() -> None:
    text = "".join(report_json(anchors()))
    assert not set(text) & {"\x1b", "\x07", "\u202e"}
    assert "\x1b]8;;" in json.loads(text)["rows"][6]["anchor"]
