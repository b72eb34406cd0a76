"""The answer in plain sentences: the same on the terminal, on the page, and for programs."""

from collections.abc import Sequence

from roadsign.model.audit import FirstStep, GroupAudit, NextStep, PageAudit, Summary
from roadsign.model.verdicts import Verdict
from roadsign.reports.audit.wording import link_here, page_name, sites, upper_first

MOST_FIRST = 3
_FEW_WORDS = 10
"""Fewer votes say nothing either way."""
_TROUBLE: frozenset[Verdict] = frozenset(
    {"authority", "anchors", "both", "unlabelled", "mislabelled"}
)
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_HELD = {
    "authority": "too few roads",
    "anchors": "one sign repeated",
    "both": "too few roads and the words of those",
    "unlabelled": "blank signs",
    "mislabelled": "wrong signs",
}
_PART = "They are a part of the web: there may be more sites than these."
_ROADS = {
    "thin": "Roads (sites that link) are too few on the whole",
    "within": "Roads (sites that link) are enough on the whole",
    "cannot_tell": "Whether the roads (sites that link) are enough on the whole cannot be told yet",
}
_SIGNS = {
    "natural": "signs (the words they use) look as mixed as rivals'",
    "watch": "signs (the words they use) lean one way, too little to say more",
    "over_optimised": "signs (the words they use) repeat one keyword",
    "unlabelled": "signs (the words they use) are mostly blank",
    "mislabelled": "signs (the words they use) say something else",
    "cannot_tell": "signs (the words they use) are too few or too little known to judge",
}


def summary_of(
    site: GroupAudit,
    types: Sequence[GroupAudit],
    pages: Sequence[PageAudit],
    *,
    rivals: int,
    crawled: bool = False,
) -> Summary:
    """
    Say the answer in a sentence, a second one, and what to do first.

    ``crawled``: all links are from pages that were read, a part of the web at most.
    """
    compared = [page for page in pages if page.judged and page.verdict != "not_enough_data"]
    first = first_steps(site, pages)
    if not rivals:
        said, more = _alone(site), _more_alone(site, types, first)
        if crawled and site.authority.level == "thin":
            said = f"On the pages that were read, {said[:1].lower()}{said[1:]}"
            more = f"{_PART} {more}"
        return Summary(said, more, first)
    troubled = [page for page in compared if page.verdict in _TROUBLE]
    detail = f"{_ROADS[site.authority.level]}; {_SIGNS[site.anchors.level]}."
    if not compared:
        return Summary(site.reason, detail, first)
    if not troubled:
        return Summary(_none_held(len(compared)), detail, first)
    return Summary(_some_held(troubled, len(compared)), detail, first)


def first_steps(site: GroupAudit, pages: Sequence[PageAudit]) -> tuple[FirstStep, ...]:
    """Give at most three things to do first: of the pages, worst first, then of the site."""
    steps: list[FirstStep] = []
    for page in pages:
        if page.verdict in _TROUBLE and len(steps) < MOST_FIRST:
            step = page.next_steps[0]
            if step.do != "nothing":
                steps.append(FirstStep(step.text, _detail(page, step), page.url))
    known = {step.title for step in steps}
    for step in site.next_steps:
        if len(steps) < MOST_FIRST and step.do != "nothing" and step.text not in known:
            steps.append(FirstStep(step.text, _site_detail(step), None))
    return tuple(steps)


def number(count: int) -> str:
    """Say a small number in words."""
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def _detail(page: PageAudit, step: NextStep) -> str:
    name = upper_first(page.title or page_name(page.url))
    owners = len({row.owner for row in step.rows if row.owner})
    if step.do == "earn_links" or not owners:
        here = sites(page.authority.followed_referring_domains)
        return f"{name} · {here} so far"
    return f"{name} · {sites(owners)} link so"


def _site_detail(step: NextStep) -> str:
    return step.why.rstrip(".")


def _none_held(compared: int) -> str:
    if compared == 1:
        return "Your one judged page is not held back by its links."
    return f"None of your {number(compared)} judged pages is held back by its links."


def _some_held(troubled: Sequence[PageAudit], compared: int) -> str:
    kinds = list(dict.fromkeys(page.verdict for page in troubled))
    count = len(troubled)
    if compared == 1:
        return f"Your one judged page is held back by {_HELD[kinds[0]]}."
    verb = "is" if count == 1 else "are"
    who = f"{upper_first(number(count))} of your {number(compared)} judged pages {verb} held back"
    if len(kinds) == 1:
        return f"{who} by {_HELD[kinds[0]]}."
    if len(kinds) == count:
        return f"{who}, each by something different."
    return f"{who}: {_listing(troubled)}."


def _listing(troubled: Sequence[PageAudit]) -> str:
    counts: dict[str, int] = {}
    for page in troubled:
        counts[_HELD[page.verdict]] = counts.get(_HELD[page.verdict], 0) + 1
    named = [f"{what} on {number(count)}" for what, count in counts.items()]
    return ", ".join(named[:-1]) + f" and {named[-1]}"


def _alone(site: GroupAudit) -> str:
    """Without rivals: how many sites link, and what the floor says of that."""
    count, floor = site.authority.followed_referring_domains, site.authority.floor
    if not site.referring_domains:
        return "No links to this site are known."
    if not count:
        here = sites(site.referring_domains)
        return f"{upper_first(here)} link here, none of them with a link that counts."
    # Above this sentence stands how many sites link in all.
    here = link_here(count) + (" with a link that counts" if count < site.referring_domains else "")
    if site.authority.level == "thin":
        return f"Only {here}; such a site usually needs {floor}: too few roads."
    if count < floor:
        return f"At least {here}; the export ends at its row limit."
    return f"{upper_first(here)}, {_above(count, floor)} that such a site usually needs."


def _more_alone(site: GroupAudit, types: Sequence[GroupAudit], first: Sequence[FirstStep]) -> str:
    if not site.authority.followed_referring_domains:
        burst = next((w.text for w in site.warnings if w.code == "nofollow_burst"), "")
        return burst or "Links marked not to be followed say nothing for or against a page here."
    if site.authority.level == "thin":
        return "Earn links first; how many such a site needs only rivals can tell."
    # Where a page is named among the first steps, its type would only say it less plainly.
    named = any(step.page_url for step in first)
    return f"{'' if named else _thin_types(types)}{_words_alone(site)}"


def _above(count: int, floor: int) -> str:
    return f"more than the {floor}" if count > floor else f"just the {floor}"


def _thin_types(types: Sequence[GroupAudit]) -> str:
    thin = [group for group in types if group.authority.level == "thin" and group.judged]
    if not thin:
        return ""
    few = max(thin, key=lambda group: group.pages)
    names = {"home": "other home pages", "other": "other pages"}
    name = names.get(few.page_type or "", f"{few.page_type} pages")
    have = sites(few.followed_referring_domains)
    return f"Its {name} have {have} together: earn links to some of them first. "


def _words_alone(site: GroupAudit) -> str:
    match site.anchors.level:
        case "over_optimised" | "unlabelled" | "mislabelled":
            return f"{upper_first(_SIGNS[site.anchors.level])}."
        case "watch":
            return "The words lean one way; only rivals or your own keywords can tell more."
        case _ if not site.anchors.owners:
            return "About the words nothing can be said: none are known."
        case _ if site.anchors.owners < _FEW_WORDS:
            return "There are too few words to say anything about them."
        case _:
            return "The words look ordinary, as far as one can tell without rivals."
