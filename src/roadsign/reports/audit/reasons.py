"""The reason of a verdict, in one sentence that names the numbers."""

from dataclasses import dataclass

from roadsign.model.signals import Finding, ShareTest
from roadsign.reports.audit.judging import Judged
from roadsign.reports.audit.signs import LEAST_POWER, leading_test
from roadsign.reports.audit.wording import (
    in_hundred,
    left_alone,
    link_verb,
    quoted,
    sites,
    upper_first,
)

_SIGNS = {
    "over_optimised": "one sign is repeated",
    "unlabelled": "most signs are blank",
    "mislabelled": "the signs say something else",
}
_MOST_UNKNOWN = 1 / 3


@dataclass(frozen=True, slots=True)
class Voice:
    """How a sentence speaks of a unit: where sites link to, and what the field's floor is for."""

    here: str
    usually: str


PAGE = Voice("here", "such a page usually needs")
SITE = Voice("here", "such a site usually needs")
PAGES = Voice("to these pages", "such pages usually need together")


def reason_of(judged: Judged, voice: Voice = PAGE) -> str:
    """Say why a unit has its verdict."""
    return upper_first(_sentence(judged, voice)) + "."


def _sentence(judged: Judged, voice: Voice) -> str:
    if judged.left_alone:
        return left_alone(judged.rank or 0, alarmed=bool(judged.alarms))
    match judged.verdict:
        case "authority":
            said = _thin(judged, voice)
        case "both":
            said = f"{_thin(judged, voice)}; {_alarm(judged)}{_others(judged)}"
        case "anchors" | "unlabelled" | "mislabelled":
            said = f"{_alarm(judged)}{_others(judged)}"
        case "healthy":
            said = _healthy(judged, voice)
        case "neither":
            said = (
                f"{_healthy(judged, voice)}; still it ranks at {judged.rank:.1f}: "
                "links are not the limit, look at the page itself"
            )
        case "not_enough_data":
            said = _undecided(judged, voice)
    return said


def _link(count: int, voice: Voice) -> str:
    return f"{link_verb(count)} {voice.here}" if count else f"no site links {voice.here}"


def _thin(judged: Judged, voice: Voice) -> str:
    road, here = judged.road, _link(judged.road.followed, voice)
    if road.typical is None or judged.road_cohort is None:
        few = "only " if road.followed else ""
        return f"{few}{here}; {voice.usually} {road.floor}, and only rivals can tell more"
    more = (
        "" if judged.authority_basis == "rivals" else f" and less than the {_floor(judged, voice)}"
    )
    surely = "surely " if judged.authority_basis == "rivals" else ""
    if road.rivals_capped:
        half = f"half of what rivals typically have ({_typical(judged)})"
    else:
        half = f"half of the {_typical(judged)} that rivals typically have"
    return f"{here}, {surely}less than {half}{more}"


def _floor(judged: Judged, voice: Voice) -> str:
    return f"{judged.road.floor} that {voice.usually}"


def _typical(judged: Judged) -> str:
    bound = "at least " if judged.road.rivals_capped else ""
    return f"{bound}{round(judged.road.typical or 0):,}"


def _healthy(judged: Judged, voice: Voice) -> str:
    here = _link(judged.road.followed, voice)
    return f"{here}, rivals typically have {_typical(judged)}, and the words are as mixed as theirs"


def _alarm(judged: Judged) -> str:
    found = judged.alarms[0]
    if found.level == "mislabelled":
        wrong = judged.sign.wrong_words
        phrase = quoted(wrong.phrase) if wrong else "one phrase"
        share = f"{round(found.measured):,} of {sites(judged.sign.votes)}"
        return f"{share} use {phrase}, which has nothing to do with the page"
    test = found.test
    if test is None:
        return _SIGNS[found.level]
    return f"{test.hits:,} of {sites(test.votes)} {_use(judged, test)}, {_expected(test)}"


def _use(judged: Judged, test: ShareTest) -> str:
    match test.name:
        case "exact":
            return "use exactly the words to rank for"
        case "exact+brand_keyword":
            return "use the whole keyword, alone or beside the brand"
        case "top_phrase":
            top = judged.ballots.top
            return f"use one phrase, {quoted(top.phrase)}" if top else "use one phrase"
        case "blank+generic":
            return "link without words or with words that would fit any page"


def _expected(test: ShareTest) -> str:
    share = in_hundred(test.expected)
    if test.basis == "default":
        return f"by a rule of thumb about {share} are usual"
    who = "rivals" if test.basis == "rivals" else "other sites"
    if test.name == "top_phrase":
        return f"among {who} the top phrase has {share}"
    return f"among {who} it is {share}"


def _others(judged: Judged) -> str:
    """Name the further alarms, each level once."""
    first = judged.alarms[0].level
    levels = dict.fromkeys(f.level for f in judged.alarms if f.level != first)
    named = [_SIGNS[level] for level in levels if level in _SIGNS]
    return f"; also, {' and '.join(named)}" if named else ""


def _undecided(judged: Judged, voice: Voice) -> str:
    if judged.road.capped and judged.authority == "cannot_tell":
        return f"at least {_link(judged.road.followed, voice)}; the export ends at its row limit"
    words = _words(judged)
    if judged.authority == "within":
        between = ", " if words == _FEW_WORDS else "; "
        return f"as many roads as rivals{between}{words}"
    return f"{_unclear_roads(judged, voice)}; {words}"


def _unclear_roads(judged: Judged, voice: Voice) -> str:
    road, here = judged.road, _link(judged.road.followed, voice)
    if road.typical is not None:
        said = f"{here}, rivals typically have {_typical(judged)}"
        if road.rivals_capped:
            return f"{said}, and their exports end at a row limit: too little to tell"
        if road.needs_floor and road.holds_up:
            return f"{said}, but {voice.usually} {road.floor}"
        return f"{said}: too close to tell"
    if road.floor_speaks:
        than = "more than" if road.followed > road.floor else "as many as"
        return (
            f"{here}, {than} the {road.floor} that {voice.usually}; "
            "whether that is enough only rivals can tell"
        )
    return f"{here}; whether that is enough only rivals can tell"


_FEW_WORDS = "too few words to judge"
_NOTHING = "in the words nothing stands out"


def _words(judged: Judged) -> str:
    """Say why nothing was found in the words, or what is to be watched."""
    sign = judged.sign
    if not sign.votes:
        return "their words are not known" if sign.unknown else "there are no words to judge"
    if sign.unknown_share > _MOST_UNKNOWN and judged.anchors == "cannot_tell":
        return f"the words of {in_hundred(sign.unknown_share)} sites are not known"
    watched = [f for f in judged.findings if f.level == "watch" and f.test is not None]
    if watched:
        return _watched(judged, watched[0])
    if all(test.basis == "default" for test in sign.tests.values()):
        alone = judged.road.typical is None
        return _NOTHING if alone else f"{_NOTHING}; only rivals can tell more"
    return _not_natural(judged)


def _not_natural(judged: Judged) -> str:
    leading = leading_test(judged.sign)
    if leading is None:
        return f"{_NOTHING}, but rivals' keywords are too little known"
    tests = (leading, judged.sign.tests.get("blank+generic"))
    high = [test for test in tests if test is not None and test.raw > test.highest]
    if high and leading.power >= LEAST_POWER:
        use = _use(judged, high[0])
        return f"{in_hundred(high[0].raw)} {use}, more than most, too little to say more"
    return _FEW_WORDS


def _watched(judged: Judged, found: Finding) -> str:
    test = found.test
    if test is None:
        return "the words are unusual, too little to say more"
    return f"{in_hundred(test.raw)} {_use(judged, test)}, more than usual, too little to say more"
