"""How one share test stands: an alarm, something to watch, or nothing."""

from collections.abc import Iterator
from typing import Literal

from roadsign.kernels.shares import beta_interval
from roadsign.model.signals import Finding, ShareTest, SignSignal, TestName, Tests
from roadsign.model.verdicts import Anchors
from roadsign.rules.rule import Thresholds

Standing = Literal["alarm", "watch", "undecided"] | None

_ON_KEYWORDS: frozenset[TestName] = frozenset({"exact", "exact+brand_keyword"})


def standing(name: TestName, sign: SignSignal, limits: Thresholds) -> Standing:
    """
    Say how a test stands in every reading of the data.

    ``alarm`` holds as counted, with ambiguous brand votes counted as brand and, where more than a
    third of the anchors are unknown, with all of them counted outside the class. One that fails
    for the ambiguous is ``watch``, one that fails for the unknown is ``undecided``. On keywords
    inferred from the anchors themselves nothing that needs keywords is more than ``watch``.
    """
    test = sign.tests.get(name)
    if test is None:
        return None
    if not _alarms(test, sign, limits):
        return "watch" if test.tail < limits.alarm else None
    if name in _ON_KEYWORDS and sign.keywords in ("anchors", "none"):
        return "watch"
    if not all(_alarms(tests[name], sign, limits) for tests in _other_readings(name, sign)):
        return "watch"
    if sign.unknown_share > limits.most_unknown and sign.with_unknown is not None:
        other = sign.with_unknown.get(name)
        if other is None or not _alarms(other, sign, limits):
            return "undecided"
    return "alarm"


def share_finding(
    name: TestName, alarm: Anchors, sign: SignSignal, limits: Thresholds
) -> Finding | None:
    """Give what a share test found: an alarm at this level, something to watch, or nothing."""
    how = standing(name, sign, limits)
    if how not in ("alarm", "watch"):
        return None
    test = sign.tests[name]
    level: Anchors = alarm if how == "alarm" else "watch"
    return Finding("", level, how == "alarm", test.hits, test.votes * test.expected, test)


def is_undecided(sign: SignSignal, limits: Thresholds) -> bool:
    """Say whether an alarm falls once all unknown anchors are counted outside its class."""
    tests = any(standing(name, sign, limits) == "undecided" for name in sign.tests)
    return tests or wrong_standing(sign, limits) == "undecided"


def wrong_standing(sign: SignSignal, limits: Thresholds) -> Standing:
    """Say how the top phrase stands that has nothing to do with the page."""
    wrong = sign.wrong_words
    if wrong is None or not is_wrong(wrong.hits, wrong.votes, limits):
        return None
    if sign.unknown_share <= limits.most_unknown:
        return "alarm"
    whole = wrong.votes + sign.unknown
    return "alarm" if is_wrong(wrong.hits, whole, limits) else "undecided"


def is_wrong(hits: int, votes: int, limits: Thresholds) -> bool:
    """Say whether so many votes for a foreign phrase are most of them, and surely many."""
    if not votes or hits < limits.wrong_share * votes:
        return False
    return beta_interval(hits + 1, votes - hits + 1)[1] > limits.wrong_low


def _other_readings(name: TestName, sign: SignSignal) -> Iterator[Tests]:
    if sign.without_ambiguous is not None and name in sign.without_ambiguous:
        yield sign.without_ambiguous


def _alarms(test: ShareTest, sign: SignSignal, limits: Thresholds) -> bool:
    if test.excess < limits.least_excess:
        return False
    if test.name == "blank+generic" and test.raw < limits.blank_share:
        return False
    if test.basis == "default":
        if test.name in _ON_KEYWORDS and sign.keywords != "given":
            return False
        return test.tail < limits.default_alarm and test.low > limits.default_share
    return test.adjusted < limits.alarm
