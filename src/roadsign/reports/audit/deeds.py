"""The single deeds: what each step asks, why, and the rows it is about."""

from collections.abc import Sequence

from roadsign.model.audit import NextStep, StepRow
from roadsign.model.evidence import LinkFact
from roadsign.reports.audit.case import Case
from roadsign.reports.audit.judging import Judged
from roadsign.reports.audit.wording import counted, listed, sites

_MOST_PROSPECTS = 1000


def link_rows(links: Sequence[LinkFact]) -> tuple[StepRow, ...]:
    """Give links as the rows of a step."""
    return tuple(
        StepRow(link.source_url, link.target_url, link.anchor, link.owner) for link in links
    )


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
        rows = link_rows(case.evidence.prospects(case.subject, pages, _MOST_PROSPECTS))
    aim = (
        "That brings you to half of what rivals typically have."
        if missing
        else f"{judged.road.floor} is a rule of thumb; only rivals tell what it takes."
    )
    start = (
        f"{sites(len(rows))} {'links' if len(rows) == 1 else 'link'} to two or more rivals "
        "and not to you: start there."
        if rows
        else "One link from a new site counts for more than five more from a site you have."
    )
    why = f"{aim} {start}"
    return NextStep("earn_links", _asked_for(amount, missing), why, amount, rows)


def add_rivals(why: str, text: str = "") -> NextStep:
    """Ask for rivals' exports."""
    asked = text or "Name three or more rivals and add their exports"
    return NextStep("add_rivals", asked, why)


def replace_weak(weak: Sequence[str]) -> NextStep:
    """Ask for other rivals in place of those that are far smaller than the rest."""
    they, them = ("is", "it was") if len(weak) == 1 else ("are", "they were")
    return add_rivals(
        f"{listed(weak)} {they} far smaller than the middle rival, so {them} set aside.",
        "Name another rival of your size and add its export"
        if len(weak) == 1
        else "Name other rivals of your size and add their exports",
    )


def confirm_keywords(why: str) -> NextStep:
    """Ask for the keywords."""
    return NextStep(
        "confirm_keywords", "Confirm the keywords (roadsign audit … --write-site SITE.toml)", why
    )


def verify_links(links: Sequence[LinkFact]) -> NextStep:
    """Ask to look at links of which the source does not know the words, or the follow."""
    owners = len({link.owner for link in links})
    return NextStep(
        "verify_links",
        f"Look at the links of {sites(owners)} whose words or follow are not known",
        "More than a third is unknown, and may change the verdict.",
        owners,
        link_rows(links),
    )


def export_the_rest() -> NextStep:
    """Say that the export ends at its row limit."""
    return NextStep(
        "verify_links",
        "Export the rest of the links",
        "The export ends at its tool's row limit: there are more links than it shows.",
    )


def look_at_content(judged: Judged) -> NextStep:
    """Say that the page itself is to be looked at."""
    rank = f"It ranks at {judged.rank:.1f}" if judged.rank is not None else "It ranks badly"
    return NextStep(
        "look_at_content", "Look at the page itself", f"{rank}, and its links are not the limit."
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


def _asked_for(amount: int, missing: tuple[int, int, int] | None) -> str:
    if missing is None or missing[1] >= missing[2]:
        return f"Earn links from {counted(amount, 'new site')}"
    if missing[1] <= 0:
        return f"Earn links from about {counted(amount, 'new site')}, at most {missing[2]:,}"
    return f"Earn links from {missing[1]:,} to {missing[2]:,} new sites"
