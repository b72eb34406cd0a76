"""Laws of the rules: named once, wholly explained, every threshold told, registered in order."""

import re
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path

import pytest

from roadsign.rules.registry import RULES
from roadsign.rules.rule import Rule, Thresholds

SECTIONS = (
    "Why it matters",
    "What to do",
    "How it is measured",
    "False alarms",
    "Source",
)
FOLDER = Path(str(files("roadsign.rules")))
BESIDE = {"__init__", "registry", "rule", "standing"}
NEVER = re.compile(r"toxic|penalt|disavow|guarantee", re.IGNORECASE)
BURSTS = {"burst_owners", "burst_least", "burst_alarm"}
"""Thresholds of a warning, which is no rule."""


def test_codes_and_titles_are_unique() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert len({rule.title for rule in RULES}) == len(RULES)


def test_the_road_comes_before_the_sign() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(codes)


def test_every_file_of_the_folder_is_a_registered_rule() -> None:
    names = {path.stem for path in FOLDER.glob("*.py")} - BESIDE
    assert names == {rule.measure.__name__ for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_explanation_is_whole(rule: Rule) -> None:
    text = rule.explain(Thresholds())
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == list(SECTIONS)
    for part in re.split(r"^## .+$", text, flags=re.MULTILINE):
        assert len(part.split()) >= 3
    assert not NEVER.search(text)
    assert "{" not in text


def test_every_threshold_is_named_in_some_text() -> None:
    for name in set(asdict(Thresholds())) - BURSTS:
        assert any(f"{{{name}" in rule.text for rule in RULES), name


def test_a_changed_threshold_changes_the_text() -> None:
    for rule in RULES:
        for name in asdict(Thresholds()):
            if f"{{{name}" in rule.text:
                changed = rule.explain(Thresholds(**{name: 77}))
                assert changed != rule.explain(Thresholds())
                assert "77" in changed
