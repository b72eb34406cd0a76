"""The road sign: the words, tested against what is expected of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from roadsign.kernels.corrections import hochberg
from roadsign.kernels.shares import beta_interval, power
from roadsign.model.anchors import ANCHOR_CLASSES
from roadsign.model.audit import Basis, Share, TopPhrase
from roadsign.model.evidence import Ballots, UsedPhrase
from roadsign.model.signals import (
    Finding,
    KeywordSource,
    ShareTest,
    SignSignal,
    TestName,
    Tests,
    WrongWords,
)
from roadsign.model.verdicts import Anchors
from roadsign.reports.audit.priors import Expected, SignCohort, hits_of
from roadsign.rules.rule import Thresholds
from roadsign.rules.standing import is_undecided

_MOST_SHARE = 0.65
_WITHOUT_KEYWORDS = frozenset({"blank", "url", "generic"})
"""Classes that are the same whatever a page's keywords are."""
LEAST_POWER = 0.5
"""The chance to see a repeated phrase that a page must have before it is called natural."""
_CORRECTED: tuple[TestName, ...] = ("exact", "exact+brand_keyword", "top_phrase")


@dataclass(frozen=True, slots=True)
class Count:
    """The votes of one unit, and how they change where the data are read otherwise."""

    ballots: Ballots
    unknown: int
    keywords: KeywordSource
    named_counts: bool = True
    """False: an exact vote that is the page's own name is none on the default."""
    wrong_words: WrongWords | None = None


def sign_signal(count: Count, cohort: SignCohort, limits: Thresholds) -> SignSignal:
    """Gather what the rules judge of the words."""
    ballots = count.ballots
    hits = {name: hits_of(name, ballots) for name in cohort.expected}
    if not count.named_counts and cohort.expected["exact"].basis == "default":
        hits["exact"] -= ballots.named_exact
    ambiguous = _ambiguous_hits(hits, ballots)
    votes, unknown = ballots.votes, count.unknown
    return SignSignal(
        votes=votes,
        unknown=unknown,
        keywords=count.keywords,
        tests=_tests(hits, votes, cohort, limits),
        without_ambiguous=_tests(ambiguous, votes, cohort, limits) if ambiguous != hits else None,
        with_unknown=_tests(hits, votes + unknown, cohort, limits) if unknown else None,
        wrong_words=count.wrong_words,
    )


def anchor_level(sign: SignSignal, findings: Sequence[Finding], limits: Thresholds) -> Anchors:
    """Say how the words stand: the first alarm, else watch, natural or cannot tell."""
    alarms: tuple[Anchors, ...] = ("over_optimised", "unlabelled", "mislabelled")
    found = {finding.level for finding in findings}
    for level in alarms:
        if level in found:
            return level
    if is_undecided(sign, limits):
        return "cannot_tell"
    if "watch" in found:
        return "watch"
    if sign.unknown_share > limits.most_unknown:
        return "cannot_tell"
    return "natural" if is_natural(sign) else "cannot_tell"


def is_natural(sign: SignSignal) -> bool:
    """Say whether nothing stands out, and it would have been seen if it did."""
    leading = leading_test(sign)
    blank = sign.tests.get("blank+generic")
    if leading is None or blank is None or blank.basis == "default" or not sign.votes:
        return False
    calm = all(test.raw <= test.highest for test in (leading, blank))
    return calm and leading.power >= LEAST_POWER


def leading_test(sign: SignSignal) -> ShareTest | None:
    """Give the test that ``natural`` rests on: exact where rivals speak of it, else the phrase."""
    exact = sign.tests.get("exact")
    if exact is not None and exact.basis != "default":
        return exact
    return sign.tests.get("top_phrase")


def anchor_basis(sign: SignSignal) -> Basis | None:
    """Say by whom the words are judged: rivals where they speak in any test."""
    if not sign.votes:
        return None
    bases = {test.basis for test in sign.tests.values()}
    basis: Basis
    for basis in ("rivals", "index", "default"):
        if basis in bases:
            return basis
    return None


def shares_of(ballots: Ballots, sign: SignSignal, cohort: SignCohort) -> tuple[Share, ...]:
    """Give the share of each class, and of what else was tested."""
    if not ballots.votes:
        return ()
    plain = [
        _class_share(name, ballots, sign.tests.get("exact") if name == "exact" else None, cohort)
        for name in ANCHOR_CLASSES
    ]
    names: tuple[TestName, ...] = ("exact+brand_keyword", "top_phrase", "blank+generic")
    tested = [
        _tested_share(sign.tests[name], cohort.expected[name])
        for name in names
        if name in sign.tests
    ]
    return (*plain, *tested)


def phrases_of(used: Sequence[UsedPhrase], votes: int) -> tuple[TopPhrase, ...]:
    """Give the words that most owners use, each with its share and interval."""
    return tuple(
        TopPhrase(each.phrase, each.anchor_class, each.owners, *_interval(each.owners, votes))
        for each in used
        if votes
    )


def health(share: float, test: ShareTest) -> float:
    """Map a share to 0..100: 100 at the cohort's mean, 50 at its 90 % quantile."""
    mean, upper = test.expected, test.upper
    if share <= mean:
        return 100.0
    if share <= upper:
        return 100 - 50 * (share - mean) / (upper - mean)
    return 50 * (1 - share) / (1 - upper)


def health_of(
    sign: SignSignal, cohort: SignCohort
) -> tuple[float | None, tuple[float, float] | None]:
    """Give the least health of the classes tested against rivals, and its interval."""
    found = []
    for name, test in sign.tests.items():
        if test.basis == "default" or not test.votes:
            continue
        mean, low, high = cohort.expected[name].prior.posterior(test.hits, test.votes)
        found.append((health(mean, test), health(high, test), health(low, test)))
    if not found:
        return None, None
    least = min(found)
    return least[0], (least[1], least[2])


def rivals_health(sign: SignSignal, cohort: SignCohort) -> dict[str, float | None]:
    """Give each rival's health by the same map."""
    found: dict[str, float | None] = {}
    for name, test in sign.tests.items():
        if test.basis == "default":
            continue
        for rival, (hits, votes) in cohort.expected[name].observed.items():
            if not votes:
                continue
            mine = health(hits / votes, test)
            before = found.get(rival)
            found[rival] = mine if before is None else min(before, mine)
    return found


def _tests(
    hits: Mapping[TestName, int], votes: int, cohort: SignCohort, limits: Thresholds
) -> Tests:
    tests = {
        name: _test(name, hits[name], votes, expected, limits)
        for name, expected in cohort.expected.items()
    }
    corrected = [n for n in _CORRECTED if n in tests and tests[n].basis != "default"]
    adjusted = hochberg([tests[name].tail for name in corrected])
    for name, tail in zip(corrected, adjusted, strict=True):
        tests[name] = replace(tests[name], adjusted=tail)
    return tests


def _test(
    name: TestName, hits: int, votes: int, expected: Expected, limits: Thresholds
) -> ShareTest:
    prior = expected.prior
    upper = prior.quantile(0.9)
    tail = prior.tail(hits, votes)
    share = min(_MOST_SHARE, 2 * upper)
    return ShareTest(
        name=name,
        basis=expected.basis,
        hits=hits,
        votes=votes,
        expected=prior.mean,
        upper=upper,
        highest=prior.quantile(0.95),
        tail=tail,
        adjusted=tail,
        low=prior.posterior(hits, votes)[1],
        power=power(prior, votes, share, limits.alarm, limits.least_excess) if votes else 0.0,
    )


def _ambiguous_hits(hits: Mapping[TestName, int], ballots: Ballots) -> Mapping[TestName, int]:
    without = dict(hits)
    for name in ("exact", "exact+brand_keyword"):
        if name in without:
            without[name] = max(0, without[name] - ballots.ambiguous_exact)
    if "top_phrase" in without and ballots.top:
        without["top_phrase"] -= ballots.top.ambiguous
    return without


def _class_share(name: str, ballots: Ballots, test: ShareTest | None, cohort: SignCohort) -> Share:
    hits, votes = ballots.of(name), ballots.votes
    if test is not None:
        mean, low, high = cohort.expected["exact"].prior.posterior(hits, votes)
    else:
        # An eighth of a vote for each of the eight classes: their shares add up to the whole.
        mean, low, high = beta_interval(hits + 1 / 8, votes - hits + 7 / 8)
    quartiles = _rivals_quartiles(name, cohort)
    return Share(
        anchor_class=name,
        basis=test.basis if test else ("rivals" if quartiles else None),
        owners=hits,
        share=mean,
        low=low,
        high=high,
        expected=test.expected if test else (quartiles[1] if quartiles else None),
        expected_high=test.upper if test else None,
        tail=test.tail if test else None,
        adjusted=test.adjusted if test and test.basis != "default" else None,
        expected_low_quartile=quartiles[0] if quartiles else None,
        expected_high_quartile=quartiles[2] if quartiles else None,
    )


def _tested_share(test: ShareTest, expected: Expected) -> Share:
    mean, low, high = expected.prior.posterior(test.hits, test.votes)
    raw = [hits / votes for hits, votes in expected.observed.values() if votes]
    quartiles = np.quantile(raw, [0.25, 0.75]) if raw else None
    return Share(
        anchor_class=test.name,
        basis=test.basis,
        owners=test.hits,
        share=mean,
        low=low,
        high=high,
        expected=test.expected,
        expected_high=test.upper,
        tail=test.tail,
        adjusted=test.adjusted if test.basis != "default" else None,
        expected_low_quartile=float(quartiles[0]) if quartiles is not None else None,
        expected_high_quartile=float(quartiles[1]) if quartiles is not None else None,
    )


def _rivals_quartiles(name: str, cohort: SignCohort) -> tuple[float, float, float] | None:
    """Give the quartiles and the mean of the rivals' own shares of a class."""
    if name not in _WITHOUT_KEYWORDS and not cohort.keyworded:
        return None
    raw = [
        classes.get(name, 0) / sum(classes.values())
        for classes in cohort.classes.values()
        if sum(classes.values())
    ]
    if not raw:
        return None
    low, high = np.quantile(raw, [0.25, 0.75])
    return float(low), float(np.mean(raw)), float(high)


def _interval(hits: int, votes: int) -> tuple[float, float, float]:
    """Give mean and 90 % interval of a share of which nothing is expected (Jeffreys' prior)."""
    return beta_interval(hits + 0.5, votes - hits + 0.5)
