"""What to do next, in the field's order: earn links first, then manage the words."""

from collections.abc import Sequence

from roadsign.model.audit import NextStep, StepRow
from roadsign.model.evidence import LinkFact
from roadsign.model.signals import Finding
from roadsign.reports.audit.case import Case
from roadsign.reports.audit.confidence import counterfactual_of
from roadsign.reports.audit.judging import Judged
from roadsign.reports.audit.wording import quoted, sites
from roadsign.rules.rule import Thresholds

_MOST_PROSPECTS = 1000
_MIN_WATCH_RIVALS = 8


def link_rows(links: Sequence[LinkFact]) -> tuple[StepRow, ...]:
    """Give links as the rows of a step."""
    return tuple(
        StepRow(link.source_url, link.target_url, link.anchor, link.owner) for link in links
    )


def page_steps(
    case: Case, judged: Judged, unit: str, limits: Thresholds, *, asked: bool
) -> tuple[NextStep, ...]:
    """
    Give the steps of one page or group.

    ``asked`` is False where its links have to wait for pages that come first.
    """
    if judged.left_alone:
        return (nothing(f"It ranks at {judged.rank:.1f}.", _alone(judged)),)
    steps: list[NextStep] = []
    thin = judged.authority == "thin"
    if thin and not asked:
        return (nothing("Its turn comes after the pages that come first.", "Leave it for now"),)
    if judged.road.capped and judged.authority == "cannot_tell":
        steps.append(export_the_rest())
    if thin:
        steps.append(earn_links(case, judged))
    steps.extend(_word_steps(case, judged, unit, limits))
    steps.extend(_settling_steps(judged))
    unknown = case.evidence.unknown_links(case.subject, unit) if _much_unknown(judged) else []
    if unknown:
        steps.append(verify_links(unknown))
    if judged.verdict == "neither" or (_too_few_words(judged) and judged.ranks_badly):
        steps.append(look_at_content(judged))
    return _ordered(steps, thin=thin) or (_rest(judged),)


def nothing(why: str, text: str = "Nothing to do") -> NextStep:
    """Say that there is nothing to do, and why."""
    return NextStep("nothing", text, why)


def earn_links(case: Case, judged: Judged) -> NextStep:
    """Ask for links from new owners, and name those that link to several rivals."""
    cohort = judged.road_cohort
    missing = cohort.level.missing(judged.road.followed) if cohort else None
    amount = missing[0] if missing else max(0, judged.road.floor - judged.road.followed)
    rows: tuple[StepRow, ...] = ()
    if cohort is not None:
        pages = [(figure.rival, figure.page or "") for figure in cohort.figures]
        found = case.evidence.prospects(case.subject, pages, _MOST_PROSPECTS)
        rows = link_rows(found)
    if missing and missing[1] < missing[2]:
        text = f"Earn links from {missing[1]:,} to {missing[2]:,} new sites"
    else:
        text = f"Earn links from {sites(amount).replace(' site', ' new site')}"
    if rows:
        why = f"{sites(len(rows))} link to two or more rivals and not to you: start with these."
        why = why.replace("1 site link ", "1 site links ")
    else:
        why = "One link from a new site counts for more than five more from a site you have."
    return NextStep("earn_links", text, why, amount, rows)


def add_rivals(why: str) -> NextStep:
    """Ask for rivals' exports."""
    return NextStep("add_rivals", "Name three or more rivals and add their exports", why)


def confirm_keywords(why: str) -> NextStep:
    """Ask for the keywords."""
    return NextStep(
        "confirm_keywords",
        "Confirm the keywords (roadsign audit … --write-site SITE.toml)",
        why,
    )


def verify_links(links: Sequence[LinkFact]) -> NextStep:
    """Ask to look at links of which the source does not know the words."""
    owners = len({link.owner for link in links})
    return NextStep(
        "verify_links",
        f"Look at the links of {sites(owners)} whose words or follow are not known",
        "More than a third is unknown: what they say may change the verdict.",
        owners,
        link_rows(links),
    )


def look_at_content(judged: Judged) -> NextStep:
    """Say that the page itself is to be looked at."""
    rank = f"It ranks at {judged.rank:.1f}" if judged.rank is not None else "It ranks badly"
    return NextStep(
        "look_at_content", "Look at the page itself", f"{rank}, and its links are not the limit."
    )


def export_the_rest() -> NextStep:
    """Say that the export ends at its row limit."""
    return NextStep(
        "verify_links",
        "Export the rest of the links",
        "The export ends at its tool's row limit: what it holds is a lower bound.",
    )


def fix_redirect(links: Sequence[LinkFact]) -> NextStep | None:
    """Ask to put a lost redirect back, where links went through it."""
    owners = len({link.owner for link in links})
    if not owners:
        return None
    return NextStep(
        "fix_redirect",
        f"Put back the redirects that links of {sites(owners)} went through",
        "These links still stand; the redirect that led them to you is gone.",
        owners,
        link_rows(links),
    )


def _alone(judged: Judged) -> str:
    more = " and add no exact anchors" if judged.alarms else ""
    return f"Ranks at {judged.rank:.1f}: leave it alone{more}"


def _word_steps(case: Case, judged: Judged, unit: str, limits: Thresholds) -> list[NextStep]:
    if not judged.alarms:
        return []
    changes = counterfactual_of(judged, limits).changes_needed
    steps: list[NextStep] = []
    for level in dict.fromkeys(found.level for found in judged.alarms):
        found = next(each for each in judged.alarms if each.level == level)
        if level == "unlabelled":
            steps.extend(_label_steps(case, unit, changes))
        else:
            steps.append(_change_step(case, judged, unit, found, changes))
    return steps


def _change_step(
    case: Case, judged: Judged, unit: str, found: Finding, changes: int | None
) -> NextStep:
    wrong = judged.sign.wrong_words
    if found.level == "mislabelled" and wrong is not None:
        links = case.evidence.links(case.subject, unit, ["other"])
        chosen = [link for link in links if link.anchor == wrong.phrase] or links
        text = f"Ask for other words than {quoted(wrong.phrase)}"
        why = f"{wrong.hits} of {wrong.votes} sites use them, and they name something else."
        return NextStep("change_anchors", text, why, changes, link_rows(chosen))
    top = judged.ballots.top
    name = found.test.name if found.test else "exact"
    if name == "top_phrase" and top is not None:
        links = case.evidence.links(case.subject, unit, ["exact", "partial", "other"], top.family)
        phrase = quoted(top.phrase)
    else:
        classes = ["exact"] if name == "exact" else ["exact", "brand_keyword"]
        links = case.evidence.links(case.subject, unit, classes)
        exact = [link.anchor for link in links]
        phrase = quoted(max(set(exact), key=exact.count)) if exact else "exact"
    text = f"Stop asking for {phrase} links; change {sites(changes or 0)} to your brand's name"
    if not changes:
        text = f"Stop asking for {phrase} links"
    why = "Begin with your own placements and with sites that link many times."
    return NextStep("change_anchors", text, why, changes, link_rows(links))


def _label_steps(case: Case, unit: str, changes: int | None) -> list[NextStep]:
    links = case.evidence.links(case.subject, unit, ["blank", "generic"])
    pictures = [link for link in links if link.kind == "image" or not link.anchor.strip()]
    generic = [link for link in links if link not in set(pictures)]
    steps: list[NextStep] = []
    if pictures:
        owners = len({link.owner for link in pictures})
        steps.append(
            NextStep(
                "add_alt_text",
                f"Put words on the pictures with which {sites(owners)} link",
                "An alt text that names you or what the page offers; badges you hand out first.",
                min(owners, changes) if changes else owners,
                link_rows(pictures),
            )
        )
    if generic:
        owners = len({link.owner for link in generic})
        steps.append(
            NextStep(
                "ask_for_labels",
                f"Ask {sites(owners)} for words that say what the page is",
                "Their words would fit any page.",
                min(owners, changes) if changes else owners,
                link_rows(generic),
            )
        )
    steps.sort(key=lambda step: -len(step.rows))
    return steps


def _settling_steps(judged: Judged) -> list[NextStep]:
    """Give the steps that would settle what the data leave open."""
    steps: list[NextStep] = []
    sign = judged.sign
    on_keywords = any(f.test and f.test.name.startswith("exact") for f in judged.findings)
    guessed = sign.keywords in ("inferred", "anchors")
    if on_keywords and guessed:
        steps.append(
            confirm_keywords("They were inferred, and the verdict on the words rests on it.")
        )
    lonely = judged.road_cohort is None
    few = judged.road.rivals < _MIN_WATCH_RIVALS
    if lonely:
        steps.append(add_rivals("Only rivals can tell what is usual for such pages."))
    elif few and judged.authority != "thin" and _open(judged) and not steps:
        steps.append(add_rivals("With more of them smaller differences can be told."))
    return steps


def _open(judged: Judged) -> bool:
    return judged.anchors == "watch" or judged.authority == "cannot_tell"


def _ordered(steps: list[NextStep], *, thin: bool) -> tuple[NextStep, ...]:
    """Put ``add_rivals`` last where the road is thin, first where it is not."""
    rivals = [step for step in steps if step.do == "add_rivals"]
    others = [step for step in steps if step.do != "add_rivals"]
    return (*others, *rivals) if thin else (*rivals, *others)


def _rest(judged: Judged) -> NextStep:
    if judged.verdict == "healthy":
        return nothing("Both signals hold up against rivals.", "Keep doing what earned these links")
    if judged.authority == "within":
        return nothing("As many roads as rivals, and no word stands out.")
    return nothing("Nothing stands out.")


def _much_unknown(judged: Judged) -> bool:
    return judged.sign.unknown_share > 1 / 3 or (
        judged.road.followed > 0 and judged.road.follow_unknown > judged.road.followed / 3
    )


def _too_few_words(judged: Judged) -> bool:
    return judged.authority == "within" and judged.anchors == "cannot_tell"
