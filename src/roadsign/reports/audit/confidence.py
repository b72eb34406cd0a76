"""How sure a verdict is, and what would end its alarm."""

from collections.abc import Callable, Sequence

from roadsign.kernels.corrections import benjamini_hochberg
from roadsign.kernels.counterfactuals import smallest
from roadsign.kernels.shares import Prior
from roadsign.model.audit import Confidence, Counterfactual
from roadsign.model.signals import Finding, TestName
from roadsign.reports.audit.judging import Judged
from roadsign.reports.audit.signs import leading_test
from roadsign.rules.rule import Thresholds
from roadsign.rules.standing import is_wrong

_MANY_RIVALS = 5
_LITTLE_UNKNOWN = 0.1
_CLEAR = 1.5
_SURE_TAIL = 0.01
_SURE_POWER = 0.8
_ON_KEYWORDS: frozenset[TestName] = frozenset({"exact", "exact+brand_keyword"})
_ORDER: tuple[Confidence, ...] = ("low", "medium", "high")


def confidence_of(judged: Judged, q_value: float, limits: Thresholds) -> Confidence:
    """Say how sure the signal is that decides; of two signals the lower counts."""
    match judged.verdict:
        case "authority":
            return _of_road(judged, limits)
        case "both":
            both = (_of_road(judged, limits), _of_sign(judged, q_value, limits))
            return min(both, key=_ORDER.index)
        case "anchors" | "unlabelled" | "mislabelled":
            return _of_sign(judged, q_value, limits)
        case "healthy" | "neither":
            return _of_health(judged, limits)
        case "not_enough_data":
            speaks = judged.authority_basis == "rivals" and not _unsure(judged, limits)
            return "medium" if speaks else "low"


def q_values(pages: Sequence[Judged]) -> list[float]:
    """
    Give each page's q-value: its smallest adjusted tail among those of all pages with votes.

    They inform confidence and change no level. A page without votes was not tested: 1.
    """
    tails = {
        place: min(test.adjusted for test in page.sign.tests.values())
        for place, page in enumerate(pages)
        if page.sign.votes and page.sign.tests
    }
    adjusted = dict(zip(tails, benjamini_hochberg(list(tails.values())), strict=True))
    return [adjusted.get(place, 1.0) for place in range(len(pages))]


def counterfactual_of(judged: Judged, limits: Thresholds) -> Counterfactual:
    """
    Say how many new owners, or changes to the brand's name, would end every alarm on the words.

    By each offending test's own unadjusted tail, whatever the alarm's threshold; of several
    tests the largest. Null where there is no alarm.
    """
    if not judged.alarms:
        return Counterfactual(None, None)
    needed = [_owners(judged, found, limits) for found in judged.alarms]
    changes = [changes_of(judged, found, limits) for found in judged.alarms]
    return Counterfactual(_largest(needed), _largest(changes))


def _of_road(judged: Judged, limits: Thresholds) -> Confidence:
    road = judged.road
    if judged.authority_basis != "rivals" or _unsure(judged, limits):
        return "low"
    clear = road.z is not None and road.q is not None and abs(road.z) > _CLEAR * road.q
    return "high" if clear and _known(judged) and road.rivals >= _MANY_RIVALS else "medium"


def _of_sign(judged: Judged, q_value: float, limits: Thresholds) -> Confidence:
    tests = [found.test for found in judged.alarms if found.test is not None]
    if _unsure(judged, limits) or (tests and q_value > limits.alarm):
        return "low"
    clear = any(
        test.basis == "rivals"
        and test.adjusted < _SURE_TAIL
        and len(judged.sign_cohort.expected[test.name].observed) >= _MANY_RIVALS
        for test in tests
    )
    given = judged.sign.keywords == "given" or not any(t.name in _ON_KEYWORDS for t in tests)
    return "high" if clear and given and _known(judged) else "medium"


def _of_health(judged: Judged, limits: Thresholds) -> Confidence:
    if _unsure(judged, limits):
        return "low"
    leading = leading_test(judged.sign)
    many = judged.road.rivals >= _MANY_RIVALS and judged.sign_cohort.rivals >= _MANY_RIVALS
    sure = leading is not None and leading.basis == "rivals" and leading.power >= _SURE_POWER
    return "high" if many and sure and _known(judged) else "medium"


def _known(judged: Judged) -> bool:
    """Say whether nearly all words, and nearly all of what is followed, are known."""
    follow = _share(judged.road.follow_unknown, judged.road.followed)
    return judged.sign.unknown_share < _LITTLE_UNKNOWN and follow < _LITTLE_UNKNOWN


def _unsure(judged: Judged, limits: Thresholds) -> bool:
    follow = _share(judged.road.follow_unknown, judged.road.followed)
    return follow > limits.most_unknown or judged.sign.unknown_share > limits.most_unknown


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _largest(counts: Sequence[int | None]) -> int | None:
    return None if None in counts else max(each for each in counts if each is not None)


def _owners(judged: Judged, found: Finding, limits: Thresholds) -> int | None:
    if found.test is None:
        return smallest(_wrong_ends(judged, limits, changed=False))
    hits, votes = found.test.hits, found.test.votes
    prior = _prior(judged, found.test.name)
    halves = found.test.name == "blank+generic"

    def ends(more: int) -> bool:
        fewer_than_half = halves and hits < limits.blank_share * (votes + more)
        return fewer_than_half or prior.tail(hits, votes + more) > limits.alarm

    return smallest(ends)


def changes_of(judged: Judged, found: Finding, limits: Thresholds) -> int | None:
    """Give the changes to the brand's name that would end one alarm on the words."""
    if found.test is None:
        return smallest(_wrong_ends(judged, limits, changed=True), int(found.measured))
    hits, votes = found.test.hits, found.test.votes
    prior = _prior(judged, found.test.name)
    halves = found.test.name == "blank+generic"

    def ends(changed: int) -> bool:
        fewer_than_half = halves and hits - changed < limits.blank_share * votes
        return fewer_than_half or prior.tail(hits - changed, votes) > limits.alarm

    return smallest(ends, hits)


def _wrong_ends(judged: Judged, limits: Thresholds, *, changed: bool) -> Callable[[int], bool]:
    wrong = judged.sign.wrong_words
    hits, votes = (wrong.hits, wrong.votes) if wrong else (0, 1)

    def ends(count: int) -> bool:
        left, whole = (hits - count, votes) if changed else (hits, votes + count)
        return not is_wrong(left, whole, limits)

    return ends


def _prior(judged: Judged, name: TestName) -> Prior:
    return judged.sign_cohort.expected[name].prior
