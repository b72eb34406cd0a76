"""How a share test stands: an alarm only where every reading of the data agrees."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadsign.kernels.shares import BetaPrior, GridPrior, Prior
from roadsign.model.signals import (
    KeywordSource,
    RoadSignal,
    ShareTest,
    Signals,
    SignSignal,
    TestBasis,
    TestName,
    Tests,
    WrongWords,
)
from roadsign.rules.registry import RULES
from roadsign.rules.rule import Rule, Thresholds
from roadsign.rules.standing import standing

LIMITS = Thresholds()
RIVALS = GridPrior([4, 2, 9, 6, 3], [55, 80, 140, 70, 60])
ROAD = RoadSignal(followed=60, follow_unknown=0, floor=36, floor_speaks=True)
BY_CODE = {rule.code: rule for rule in RULES}


def share(  # noqa: PLR0913 - each of them is varied by some case
    name: TestName,
    hits: int,
    votes: int,
    *,
    basis: TestBasis = "rivals",
    prior: Prior = RIVALS,
    adjusted: float | None = None,
) -> ShareTest:
    tail = prior.tail(hits, votes)
    return ShareTest(
        name,
        basis,
        hits,
        votes,
        prior.mean,
        prior.quantile(0.9),
        prior.quantile(0.95),
        tail,
        tail if adjusted is None else adjusted,
        prior.posterior(hits, votes)[1],
        0.9,
    )


def sign(
    test: ShareTest,
    *,
    keywords: KeywordSource = "given",
    unknown: int = 0,
    ambiguous: Tests | None = None,
    outside: Tests | None = None,
) -> SignSignal:
    return SignSignal(test.votes, unknown, keywords, {test.name: test}, ambiguous, outside, None)


@pytest.mark.parametrize("name", ["exact", "exact+brand_keyword", "top_phrase"])
@pytest.mark.parametrize(
    ("hits", "votes", "stands"),
    [
        (30, 60, "alarm"),
        (4, 60, None),
        (3, 8, "watch"),
        (3, 10, None),
        (0, 60, None),
        (2, 2, "watch"),
    ],
)
def test_against_rivals(name: TestName, hits: int, votes: int, stands: str | None) -> None:
    assert standing(name, sign(share(name, hits, votes)), LIMITS) == stands


def test_near_copies_are_judged_by_the_adjusted_tail() -> None:
    test = share("exact", 14, 60)
    assert test.tail < 0.05
    assert standing("exact", sign(test), LIMITS) == "alarm"
    assert standing("exact", sign(replace(test, adjusted=0.06)), LIMITS) == "watch"


@pytest.mark.parametrize(
    ("hits", "votes", "stands"), [(40, 60, "alarm"), (29, 60, "watch"), (6, 60, None)]
)
def test_blank_signs_must_be_half_of_the_votes(hits: int, votes: int, stands: str | None) -> None:
    assert standing("blank+generic", sign(share("blank+generic", hits, votes)), LIMITS) == stands


@pytest.mark.parametrize(
    ("hits", "votes", "keywords", "stands"),
    [
        (45, 60, "given", "alarm"),
        (45, 60, "inferred", "watch"),
        (30, 60, "given", "watch"),
        (4, 5, "given", "watch"),
        (8, 60, "given", None),
    ],
)
def test_on_the_default_an_alarm_takes_much_more(
    hits: int, votes: int, keywords: KeywordSource, stands: str | None
) -> None:
    test = share("exact", hits, votes, basis="default", prior=BetaPrior(0.10))
    assert standing("exact", sign(test, keywords=keywords), LIMITS) == stands


def test_blank_signs_on_the_default_need_no_keywords() -> None:
    test = share("blank+generic", 57, 60, basis="default", prior=BetaPrior(0.25))
    assert standing("blank+generic", sign(test, keywords="none"), LIMITS) == "alarm"


@pytest.mark.parametrize(("keywords", "stands"), [("anchors", "watch"), ("inferred", "alarm")])
def test_keywords_inferred_from_the_anchors_alone_lead_to_no_alarm(
    keywords: KeywordSource, stands: str
) -> None:
    assert standing("exact", sign(share("exact", 30, 60), keywords=keywords), LIMITS) == stands
    phrase = share("top_phrase", 30, 60)
    assert standing("top_phrase", sign(phrase, keywords=keywords), LIMITS) == "alarm"


def test_an_alarm_that_rests_on_the_brands_name_is_only_watched() -> None:
    test = share("exact", 30, 60)
    fewer: Tests = {"exact": share("exact", 3, 60)}
    still: Tests = {"exact": share("exact", 25, 60)}
    assert standing("exact", sign(test, ambiguous=fewer), LIMITS) == "watch"
    assert standing("exact", sign(test, ambiguous=still), LIMITS) == "alarm"


@pytest.mark.parametrize(
    ("unknown", "hits_outside", "stands"),
    [(31, 30, "alarm"), (31, 5, "undecided"), (30, 5, "alarm")],
    ids=["holds", "falls", "no more than a third"],
)
def test_many_unknown_anchors_are_counted_outside(
    unknown: int, hits_outside: int, stands: str
) -> None:
    test = share("exact", 30, 60)
    outside: Tests = {"exact": share("exact", hits_outside, 60 + unknown)}
    assert standing("exact", sign(test, unknown=unknown, outside=outside), LIMITS) == stands


CODES: tuple[tuple[str, TestName], ...] = (
    ("RS201", "exact"),
    ("RS202", "exact+brand_keyword"),
    ("RS203", "top_phrase"),
    ("RS301", "blank+generic"),
)
ALARM = {None: 0, "watch": 1, "alarm": 2}


@pytest.mark.parametrize(("code", "name"), CODES)
@pytest.mark.parametrize("basis", ["rivals", "default"])
@given(votes=st.integers(1, 90), data=st.data())
def test_more_of_the_bad_never_lowers_the_alarm(
    code: str, name: TestName, basis: TestBasis, votes: int, data: st.DataObject
) -> None:
    hits = data.draw(st.integers(0, votes - 1))
    prior: Prior = RIVALS if basis == "rivals" else BetaPrior(0.10)
    levels = [
        ALARM[standing(name, sign(share(name, each, votes, basis=basis, prior=prior)), LIMITS)]
        for each in (hits, hits + 1)
    ]
    assert levels[0] <= levels[1]
    found = check(BY_CODE[code], share(name, hits + 1, votes, basis=basis, prior=prior))
    assert found == levels[1]


@pytest.mark.parametrize(("code", "name"), CODES)
@given(hits=st.integers(0, 60), votes=st.integers(1, 90))
def test_more_of_the_good_never_raises_the_alarm(
    code: str, name: TestName, hits: int, votes: int
) -> None:
    hits = min(hits, votes)
    before = check(BY_CODE[code], share(name, hits, votes))
    assert check(BY_CODE[code], share(name, hits, votes + 1)) <= before or votes < 10


def check(rule: Rule, test: ShareTest) -> int:
    found = rule.check(Signals("", "page", None, ROAD, sign(test)), LIMITS)
    if found is None:
        return 0
    assert found.code == rule.code
    return 2 if found.alarm else 1


def wrong(hits: int, votes: int, unknown: int = 0) -> Signals:
    words = WrongWords("spring open day", "day open spring", hits, votes)
    signal = SignSignal(votes, unknown, "given", {}, None, None, words)
    return Signals("", "page", None, ROAD, signal)


@pytest.mark.parametrize(
    ("hits", "votes", "unknown", "alarms"),
    [
        (18, 27, 0, True),
        (3, 5, 0, False),
        (2, 2, 0, True),
        (13, 27, 0, False),
        (18, 27, 8, True),
        (18, 27, 20, False),
        (0, 0, 0, False),
    ],
)
def test_wrong_signs(hits: int, votes: int, unknown: int, alarms: bool) -> None:  # noqa: FBT001
    found = BY_CODE["RS401"].check(wrong(hits, votes, unknown), LIMITS)
    assert (found is not None) == alarms
    if found:
        assert found.level == "mislabelled"


@given(hits=st.integers(0, 60), votes=st.integers(1, 80))
def test_more_wrong_signs_never_lower_the_alarm(hits: int, votes: int) -> None:
    rule = BY_CODE["RS401"]
    hits = min(hits, votes - 1)
    if rule.check(wrong(hits, votes), LIMITS):
        assert rule.check(wrong(hits + 1, votes), LIMITS)
    if not rule.check(wrong(hits, votes), LIMITS):
        assert not rule.check(wrong(hits, votes + 1), LIMITS)
