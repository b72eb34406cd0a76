"""The reason of a verdict, in one sentence that names the numbers."""

from roadsign.model.signals import Finding, ShareTest
from roadsign.reports.audit.judging import Judged
from roadsign.reports.audit.wording import in_hundred, link_here, quoted, upper_first

_SIGNS = {
    "over_optimised": "one sign is repeated",
    "unlabelled": "most signs are blank",
    "mislabelled": "the signs say something else",
}


def reason_of(judged: Judged, *, what: str = "such a page") -> str:
    """Say why a unit has its verdict; ``what`` is what the floor is for (page, type, site)."""
    return upper_first(_sentence(judged, what)) + "."


def _sentence(judged: Judged, what: str) -> str:
    if judged.left_alone:
        return _left_alone(judged)
    match judged.verdict:
        case "authority":
            said = _thin(judged, what)
        case "both":
            said = f"{_thin(judged, what)}, and {_alarm(judged)}"
        case "anchors" | "unlabelled" | "mislabelled":
            said = f"{_alarm(judged)}{_others(judged)}"
        case "healthy":
            said = f"{_roads(judged)}, in words as mixed as theirs"
        case "neither":
            said = (
                f"{_roads(judged)}, in words as mixed as theirs, and still it ranks at "
                f"{judged.rank:.1f}: links are not the limit, look at the page itself"
            )
        case "not_enough_data":
            said = _undecided(judged, what)
    return said


def _left_alone(judged: Judged) -> str:
    more = " and add no exact anchors" if judged.alarms else ""
    return f"ranks at {judged.rank:.1f}: leave it alone{more}"


def _thin(judged: Judged, what: str) -> str:
    road, here = judged.road, link_here(judged.road.followed)
    if road.typical is None or judged.road_cohort is None:
        few = "only " if road.followed else ""
        return f"{few}{here}; {what} usually needs {road.floor}; only rivals can tell more"
    bound = "at least " if road.rivals_capped else ""
    typical = f"{bound}{round(road.typical):,}"
    if judged.authority_basis == "rivals":
        return f"{here}; rivals typically have {typical}, and this is surely less than half of it"
    return (
        f"{here}, fewer than half of the {typical} that rivals typically have "
        f"and fewer than the {road.floor} that {what} usually needs"
    )


def _roads(judged: Judged) -> str:
    road, here = judged.road, link_here(judged.road.followed)
    if road.typical is None:
        return here
    return f"{here}; rivals typically have {round(road.typical):,}"


def _alarm(judged: Judged) -> str:
    found = judged.alarms[0]
    if found.level == "mislabelled":
        wrong = judged.sign.wrong_words
        phrase = quoted(wrong.phrase) if wrong else "one phrase"
        share = in_hundred(found.measured / max(1, judged.sign.votes))
        return f"{share} sites use {phrase}, which has nothing to do with the page"
    test = found.test
    if test is None:
        return _SIGNS[found.level]
    return f"{in_hundred(test.raw)} sites {_use(judged, test)}; {_expected(test)}"


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
        return f"usual is about {share}, by a weak default"
    return f"among rivals it is {share}"


def _others(judged: Judged) -> str:
    """Name the further alarms, each level once."""
    first = judged.alarms[0].level
    levels = dict.fromkeys(f.level for f in judged.alarms if f.level != first)
    named = [_SIGNS[level] for level in levels if level in _SIGNS]
    return f"; also, {' and '.join(named)}" if named else ""


def _undecided(judged: Judged, what: str) -> str:
    if judged.road.capped and judged.authority == "cannot_tell":
        return f"at least {link_here(judged.road.followed)}; the export ends at its row limit"
    words = _words(judged)
    if judged.authority == "within":
        if judged.anchors == "watch":
            return f"as many roads as rivals; {words}"
        return "as many roads as rivals, too few words to judge"
    return f"{_unclear_roads(judged, what)}; {words}"


def _unclear_roads(judged: Judged, what: str) -> str:
    road, here = judged.road, link_here(judged.road.followed)
    if road.typical is not None:
        bound = "at least " if road.rivals_capped else ""
        return f"{here}, rivals typically have {bound}{round(road.typical):,}: too close to tell"
    if road.floor_speaks:
        return (
            f"{here}, {'more than' if road.followed > road.floor else 'as many as'} the "
            f"{road.floor} that {what} usually needs; whether that is enough only rivals can tell"
        )
    return f"{here}; whether that is enough only rivals can tell"


def _words(judged: Judged) -> str:
    if not judged.sign.votes:
        return "their words are not known" if judged.sign.unknown else "there are no words to judge"
    watched = [f for f in judged.findings if f.level == "watch" and f.test is not None]
    if watched:
        return _watched(judged, watched[0])
    if all(test.basis == "default" for test in judged.sign.tests.values()):
        return "in the words nothing stands out; only rivals can tell more"
    return "too few words to judge"


def _watched(judged: Judged, found: Finding) -> str:
    test = found.test
    if test is None:
        return "the words are unusual, too little to say more"
    said = f"{in_hundred(test.raw)} {_use(judged, test)}"
    return f"{said}, more than usual, too little to say more"
