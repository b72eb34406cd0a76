"""What to do next, in the field's order: earn links first, then manage the words."""

from collections.abc import Sequence

from roadsign.model.audit import NextStep
from roadsign.model.evidence import Voters
from roadsign.model.signals import Finding
from roadsign.reports.audit.case import Case
from roadsign.reports.audit.cohorts import LEAST_RIVALS
from roadsign.reports.audit.confidence import changes_of
from roadsign.reports.audit.deeds import (
    add_rivals,
    confirm_keywords,
    earn_links,
    export_the_rest,
    link_rows,
    look_at_content,
    nothing,
    replace_weak,
    verify_links,
)
from roadsign.reports.audit.judging import Judged
from roadsign.reports.audit.wording import left_alone, link_verb, quoted, sites
from roadsign.rules.rule import Thresholds

_MIN_WATCH_RIVALS = 8
"""With so many rivals more of them would tell little more."""
_MORE = "Name more rivals and add their exports"


def page_steps(
    case: Case, judged: Judged, unit: str, limits: Thresholds, *, asked: bool
) -> tuple[NextStep, ...]:
    """
    Give the steps of one page or group.

    ``asked`` is False where its links have to wait for pages that come first.
    """
    if judged.left_alone:
        said = left_alone(judged.rank or 0, alarmed=bool(judged.alarms))
        return (nothing("A page at the top is left as it is.", said),)
    steps: list[NextStep] = []
    thin = judged.authority == "thin"
    if judged.road.capped and judged.authority == "cannot_tell":
        steps.append(export_the_rest())
    if thin and asked:
        steps.append(earn_links(case, judged))
    steps += _word_steps(case, judged, unit, limits)
    if asked or not thin:
        steps += _settling_steps(judged)
    unknown = case.evidence.unknown_links(case.subject, unit) if _much_unknown(judged) else []
    if unknown:
        steps.append(verify_links(unknown))
    if judged.verdict == "neither" or (_too_few_words(judged) and judged.ranks_badly):
        steps.append(look_at_content(judged))
    if thin and not asked:
        steps.append(nothing("Its turn comes after the pages that come first.", "No new links yet"))
    # Wrong signs are told without rivals: what to do about them does not wait for any.
    wrong = any(found.level == "mislabelled" for found in judged.alarms)
    return _ordered(steps, last=thin or wrong) or (_rest(judged),)


def _word_steps(case: Case, judged: Judged, unit: str, limits: Thresholds) -> list[NextStep]:
    steps: list[NextStep] = []
    for level in dict.fromkeys(found.level for found in judged.alarms):
        of_level = [(changes_of(judged, f, limits), f) for f in judged.alarms if f.level == level]
        # Of near-copies the one that asks most: its rows hold those of the others.
        changes, found = max(of_level, key=lambda each: each[0] or 0)
        if level == "unlabelled":
            steps += _label_steps(case, unit, changes)
        elif level == "mislabelled":
            steps += _other_words(case, judged, unit, changes)
        else:
            steps.append(_change_step(case, judged, unit, found, changes))
    return steps


def _change_step(
    case: Case, judged: Judged, unit: str, found: Finding, changes: int | None
) -> NextStep:
    """Ask for changed words, of the owners that vote so; what to stop asking for comes first."""
    links = case.evidence.links(_voters(case, judged, unit, found))
    top = judged.ballots.top
    words = [link.anchor for link in links]
    said = max(sorted(set(words)), key=words.count) if words else ""
    if found.test is not None and found.test.name == "top_phrase" and top is not None:
        said = top.phrase
    text = f"Stop asking for {quoted(said)} links" if said else "Ask for no more such links"
    if changes:
        text += f", and ask {sites(changes)} for your brand's name instead"
    why = "Begin with your own placements and with sites that link many times."
    return NextStep("change_anchors", text, why, changes, link_rows(links))


def _voters(case: Case, judged: Judged, unit: str, found: Finding) -> Voters:
    top = judged.ballots.top
    match found.test.name if found.test else "exact":
        case "top_phrase":
            classes, family = ("exact", "partial", "other"), top.family if top else ""
            return Voters(case.subject, unit, classes, family, named=False)
        case "exact+brand_keyword":
            return Voters(case.subject, unit, ("exact", "brand_keyword"), whole=True)
        case _:
            named = found.test is None or found.test.hits >= judged.ballots.of("exact")
            return Voters(case.subject, unit, ("exact",), named=named)


def _other_words(case: Case, judged: Judged, unit: str, changes: int | None) -> list[NextStep]:
    wrong = judged.sign.wrong_words
    if wrong is None:
        return []
    links = case.evidence.links(Voters(case.subject, unit, ("other",), wrong.family))
    text = f"Ask {sites(changes or wrong.hits)} for other words than {quoted(wrong.phrase)}"
    why = f"{sites(wrong.hits)} of {wrong.votes:,} use these words, and they name something else."
    return [NextStep("change_anchors", text, why, changes, link_rows(links))]


def _label_steps(case: Case, unit: str, changes: int | None) -> list[NextStep]:
    links = case.evidence.links(Voters(case.subject, unit, ("blank", "generic")))
    pictures = [link for link in links if link.kind == "image" or not link.anchor.strip()]
    shown = set(pictures)
    generic = [link for link in links if link not in shown]
    steps: list[NextStep] = []
    if pictures:
        owners = len({link.owner for link in pictures})
        text = f"Put words on the pictures with which {link_verb(owners)}"
        why = "An alt text that names you or what the page offers; badges you hand out first."
        asked = min(owners, changes or owners)
        steps.append(NextStep("add_alt_text", text, why, asked, link_rows(pictures)))
    if generic:
        owners = len({link.owner for link in generic})
        text = f"Ask {sites(owners)} for words that say what the page is"
        why = "Their words would fit any page."
        asked = min(owners, changes or owners)
        steps.append(NextStep("ask_for_labels", text, why, asked, link_rows(generic)))
    steps.sort(key=lambda step: -len(step.rows))
    return steps


def _settling_steps(judged: Judged) -> list[NextStep]:
    """Give the steps that would settle what the data leave open."""
    if judged.authority == "within" and judged.anchors == "watch":
        return _settle_words(judged)
    steps: list[NextStep] = []
    if judged.sign.keywords in ("inferred", "anchors") and _on_keywords(judged):
        why = "They were inferred, and what is said of the words rests on them."
        steps.append(confirm_keywords(why))
    few = judged.road.rivals < _MIN_WATCH_RIVALS
    if judged.road_cohort is None:
        steps.append(_more_to_compare(judged))
    elif _set_aside(judged) and judged.verdict not in ("healthy", "neither"):
        steps.append(replace_weak(_set_aside(judged)))
    elif few and judged.authority == "cannot_tell" and not steps:
        steps.append(add_rivals("With more of them smaller differences can be told.", _MORE))
    return steps


def _more_to_compare(judged: Judged) -> NextStep:
    """Ask for rivals, or, where some are known, for such as have a page like this one."""
    if 0 < judged.rivals_known < LEAST_RIVALS:
        return add_rivals(
            f"It takes {LEAST_RIVALS} rivals with such pages to tell what is usual.",
            "Name more rivals and add their exports",
        )
    if judged.rivals_known:
        return add_rivals(
            "Too few of your rivals have a page for this that others link to.",
            "Name rivals that have a page for the same keyword",
        )
    return add_rivals("Only rivals can tell what is usual for such pages.")


def _settle_words(judged: Judged) -> list[NextStep]:
    """Give the one step that would settle a page of enough roads whose words are to be watched."""
    if judged.sign.keywords == "anchors":
        return [confirm_keywords("They were inferred from the very words that are judged by them.")]
    if _set_aside(judged):
        return [replace_weak(_set_aside(judged))]
    if judged.road.rivals < _MIN_WATCH_RIVALS:
        return [add_rivals("With more of them smaller differences can be told.", _MORE)]
    return []


def _set_aside(judged: Judged) -> tuple[str, ...]:
    return judged.road_cohort.weak if judged.road_cohort else ()


def _on_keywords(judged: Judged) -> bool:
    return any(f.test is not None and f.test.name.startswith("exact") for f in judged.findings)


def _ordered(steps: Sequence[NextStep], *, last: bool) -> tuple[NextStep, ...]:
    """Put ``add_rivals`` last, where the road is thin, or first, where it is not."""
    rivals = [step for step in steps if step.do == "add_rivals"]
    others = [step for step in steps if step.do != "add_rivals"]
    return (*others, *rivals) if last else (*rivals, *others)


def _rest(judged: Judged) -> NextStep:
    if judged.verdict == "healthy":
        return nothing("Both signals hold up against rivals.", "Keep doing what earned these links")
    if judged.authority == "within":
        return nothing("As many roads as rivals, and no alarm on the words.")
    return nothing("Nothing stands out.")


def _much_unknown(judged: Judged) -> bool:
    return judged.sign.unknown_share > 1 / 3 or (
        judged.road.followed > 0 and judged.road.follow_unknown > judged.road.followed / 3
    )


def _too_few_words(judged: Judged) -> bool:
    return judged.authority == "within" and judged.anchors == "cannot_tell"
