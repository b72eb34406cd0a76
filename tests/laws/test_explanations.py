"""Laws of the explanations: whatever an answer names is explained, and every page is whole."""

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from importlib.resources import files
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest
from audits import example_audit
from click.testing import CliRunner

from roadsign.faces.cli import main
from roadsign.model import audit, links
from roadsign.model.anchors import ANCHOR_CLASSES, Flag
from roadsign.model.audit import Basis, Confidence, Deed, PageType
from roadsign.model.receipts import Receipt
from roadsign.model.signals import TestName as Tested
from roadsign.model.targets import Mode
from roadsign.model.terms import terms
from roadsign.model.verdicts import Anchors, Authority, Verdict, in_words, judge
from roadsign.render.explanations import code_words
from roadsign.render.flat_audit import audit_table
from roadsign.rules.registry import RULES
from roadsign.workspace.explaining import Book, Explanation, book

_SOURCE = Path(str(files("roadsign")))
_CODES = code_words()
BOOK = book(_CODES)
KINDS = tomllib.loads(
    files("roadsign.reports").joinpath("explanations/kinds.toml").read_text("utf-8")
)
_TITLES = {
    "why": "Why it matters",
    "do": "What to do",
    "how": "How it is decided",
    "joined": "Both together",
    "false_alarms": "False alarms",
    "source": "Source",
}
_LEFT_OPEN = re.compile(r"[{}]|\b(TODO|TBD|xxx)\b|\.\.\.", re.IGNORECASE)
_WARNED = re.compile(r'(?:AuditWarning\(|found\.append\(\()\s*"(\w+)"')
_NEVER = re.compile(r"\b(toxic|guarantee[ds]?|boosts?|skyrocket)\b", re.IGNORECASE)


def _audit_warnings() -> list[str]:
    written = (path.read_text("utf-8") for path in _SOURCE.rglob("*.py"))
    return sorted({code for text in written for code in _WARNED.findall(text)})


NAMES: dict[str, Sequence[str]] = {
    "verdict": get_args(Verdict),
    "level": (*get_args(Authority), *get_args(Anchors)),
    "rule": [rule.code for rule in RULES],
    "class": ANCHOR_CLASSES,
    "tested": [name for name in get_args(Tested) if name not in ANCHOR_CLASSES],
    "flag": get_args(Flag),
    "step": get_args(Deed),
    "warning": _audit_warnings(),
    "receipt": list(_CODES["receipt"]),
    "rejection": list(_CODES["rejection"]),
    "basis": get_args(Basis),
    "confidence": get_args(Confidence),
    "page type": get_args(PageType),
    "link kind": links.KINDS,
    "words from": links.ANCHOR_FROM,
    "placement": links.PLACEMENTS,
    "lost reason": links.LOST_REASONS,
    "target mode": get_args(Mode),
    "number": list(terms()),
}
ALL = [(kind, name) for kind, names in NAMES.items() for name in names]


def _page(kind: str, name: str, known: Book = BOOK) -> Explanation:
    return known.find(f"{kind} {name}").pages[0]


def test_the_kinds_are_those_that_answers_name() -> None:
    assert set(KINDS) == {*NAMES, "word"}
    assert len(NAMES["warning"]) > 5


@pytest.mark.parametrize(("kind", "name"), ALL)
def test_whatever_an_answer_names_is_explained(kind: str, name: str) -> None:
    page = _page(kind, name)
    assert (page.kind, page.name) == (kind, name)
    everything = BOOK.find(name)
    assert page in everything.pages or everything.listed


def test_nothing_is_explained_that_no_answer_names() -> None:
    explained = {(page.kind, page.name) for page in BOOK.pages if page.kind != "word"}
    assert explained == set(ALL)


@pytest.mark.parametrize("page", BOOK.pages, ids=lambda page: f"{page.kind}-{page.name}")
def test_every_page_is_whole(page: Explanation) -> None:
    needs = [_TITLES[key] for key in KINDS[page.kind].get("needs", ())]
    if page.kind == "rule":
        needs = [title for title in _TITLES.values() if title != "Both together"]
    titles = [section.title for section in page.sections]
    assert set(needs) <= set(titles)
    assert "Source" in titles
    assert len(set(titles)) == len(titles)
    for text in (page.title, page.summary, *(section.text for section in page.sections)):
        assert text.strip() == text
        assert text
        assert not _LEFT_OPEN.search(text), text
        assert not _NEVER.search(text), text
        assert all(line.isprintable() for line in text.split("\n"))
    assert page.summary.endswith(".")
    assert not page.title.endswith(".")
    for name in page.see:
        assert BOOK.find(name).pages


def test_a_penalty_is_named_only_where_it_is_said_that_none_is_concluded() -> None:
    naming = {
        page.name
        for page in BOOK.pages
        if "penalty" in f"{page} ".casefold().replace(repr(page.aliases).casefold(), "")
    }
    assert naming == {"not_concluded"}


def test_the_words_of_every_verdict_lead_to_it() -> None:
    for authority, anchors, badly in product(get_args(Authority), get_args(Anchors), (False, True)):
        verdict = judge(authority, anchors, ranks_badly=badly)
        words = in_words(verdict, anchors)
        assert BOOK.find(words).pages[0].name == verdict, words


def test_a_level_takes_its_text_from_its_rules() -> None:
    for rule in RULES:
        page = BOOK.find(rule.code).pages[0]
        leaning = [other for other in BOOK.pages if rule.code in other.see]
        assert leaning
        for other in leaning:
            if other.kind == "level":
                told = "\n".join(section.text for section in other.sections)
                assert all(s.text in told for s in page.sections if s.title == "How it is decided")


def test_every_number_of_an_answer_has_a_term() -> None:
    schemas = [json.loads(path.read_text("utf-8")) for path in _SOURCE.rglob("*.schema.json")]
    numbers = {name for schema in schemas for name in _numbers(schema)}
    assert len(numbers) > 20
    assert numbers <= set(terms())


def test_every_column_of_a_table_and_every_field_of_an_answer_is_explained() -> None:
    layouts = tomllib.loads(
        files("roadsign.render").joinpath("layouts.toml").read_text("utf-8")
    ).values()
    tables = (links.LINKS, links.COUNTS, links.DEMAND, links.SIGHTINGS, links.SOURCE_PAGES)
    made = [value for value in vars(audit).values() if isinstance(value, type)]
    names = {
        *(name for schema in (*tables, links.REJECTS) for name in schema.names),
        *audit_table(example_audit()).schema.names,
        *(column["column"] for layout in layouts for column in layout.get("columns", ())),
        *(field.name for each in (*made, Receipt) if is_dataclass(each) for field in fields(each)),
    }
    for name in sorted(names):
        assert BOOK.find(name).pages, name


def test_every_code_of_the_golden_receipts_is_explained() -> None:
    golden = Path(__file__).parents[1] / "readers"
    told = [json.loads(path.read_text("utf-8")) for path in golden.rglob("receipt.json")]
    receipts = [each for one in told for each in (one if isinstance(one, list) else [one])]
    assert receipts
    for receipt in receipts:
        for code in (*receipt.get("rejected", ()), *receipt.get("warnings", ())):
            assert {"receipt", "rejection"} & {page.kind for page in BOOK.find(code).pages}, code


def test_explain_lists_every_name() -> None:
    listed = json.loads(CliRunner().invoke(main, ["explain", "--json"]).stdout)["names"]
    assert [(each["kind"], each["name"]) for each in listed] == [
        (page.kind, page.name) for page in BOOK.pages
    ]


def _numbers(schema: Any, name: str = "") -> Iterator[str]:  # noqa: ANN401 - JSON
    if isinstance(schema, list):
        for each in schema:
            yield from _numbers(each, name)
    if not isinstance(schema, dict):
        return
    types = schema.get("type")
    if name and {"number", "integer"} & set(types if isinstance(types, list) else [types]):
        yield name
    for key, value in schema.items():
        if key in {"properties", "$defs"}:
            for inner, part in value.items():
                yield from _numbers(part, inner if key == "properties" else "")
        elif key in {"items", "anyOf", "oneOf", "allOf", "then", "else"}:
            yield from _numbers(value, name)
