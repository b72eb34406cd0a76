"""The audit on one screen: the answer, what to do, the evidence, what was read, what comes next."""

import shlex
from collections.abc import Iterator, Sequence

from roadsign.model.audit import Audit, FirstStep
from roadsign.model.receipts import Receipt
from roadsign.render.defuse import cells, defused, short_address
from roadsign.render.terminal.figures import count_text, counted, day_text
from roadsign.render.terminal.grid import Column, drawn, tabbed
from roadsign.render.terminal.ink import Cell, Ink, pad, verdict
from roadsign.render.terminal.pages import page_name, pages_and_types
from roadsign.render.terminal.words import bars

_MOST_LINES = 40
_MOST_NOTES = 3
_MOST_NAMES = 3
_NAME = 32
_RIVALS_ASKED = "--rival-links a.csv b.csv c.csv"


def audit_screen(  # noqa: PLR0913 - the screen's means
    audit: Audit,
    width: int,
    colour: bool,  # noqa: FBT001 - a screen's means go together
    unicode: bool,  # noqa: FBT001
    *,
    tty: bool = True,
    full: bool = False,
) -> str:
    """
    Draw an audit: 24 to 40 lines, none wider than ``width``.

    Without ``unicode`` only ASCII signs are drawn; ``tty`` false writes tables tab-separated, all
    pages whole; ``full`` shows every page and every note.
    """
    ink = Ink(width, colour, unicode, tty)
    before = [*_answer(audit, ink), *_first_steps(audit, ink)]
    after = _after(audit, ink, full=full)
    room = _MOST_LINES - len(before) - len(after) - 2  # blank lines
    table = pages_and_types(audit, ink, room, full=full)
    return ink.finish([*before, "", *table, "", *after])


def audits_summary(
    audits: Sequence[Audit],
    width: int,
    colour: bool,  # noqa: FBT001 - a screen's means go together
    unicode: bool,  # noqa: FBT001
    *,
    tty: bool = True,
) -> str:
    """Draw one row a site, for those who look after several; the order is kept."""
    ink = Ink(width, colour, unicode, tty)
    if not tty:
        names = ("site", "verdict", "sites", "rivals", "pages_held_back", "pages", "first_step")
        return ink.finish(tabbed(names, [_plain_site(audit) for audit in audits]))
    columns = (
        Column("SITE", least=16, most=32, drop=-1),
        Column("VERDICT", drop=-1),
        Column("SITES", ">"),
        Column("RIVALS", ">"),
        Column("HELD BACK", ">"),
        Column("FIRST", least=20, most=60),
    )
    return ink.finish(drawn(columns, [_site_row(audit) for audit in audits], ink))


def _answer(audit: Audit, ink: Ink) -> list[str]:
    site = audit.site
    told = (
        f"{defused(audit.display)} · {counted(site.referring_domains, 'site links', 'sites link')}"
        f" here ({site.followed_referring_domains:,} followed) · {day_text(audit.generated)}"
    )
    lines = ink.sentences(told if audit.rivals else f"{told} · no rivals given", style="strong")
    return [
        *lines,
        "",
        *ink.sentences(audit.summary.headline),
        *ink.sentences(audit.summary.detail),
    ]


def _first_steps(audit: Audit, ink: Ink) -> list[str]:
    steps = audit.summary.first_steps
    if not steps:
        return []
    lines = ["", "  " + ink.paint("Do these first", "strong")]
    titles = [defused(step.title) for step in steps]
    details = [_detail(step, audit) for step in steps]
    if not ink.tty:
        pairs = zip(titles, details, steps, strict=True)
        return [
            *lines,
            *("\t".join((*told, defused(step.page_url or ""))) for *told, step in pairs),
        ]
    widest = max(map(cells, titles))
    for number, (title, detail) in enumerate(zip(titles, details, strict=True), start=1):
        if 5 + widest + 3 + cells(detail) <= ink.width:
            lines.append(f"  {number}  {pad(title, widest)}   {detail}")
            continue
        first, *more = ink.sentences(title, 5) or [""]
        lines += [f"  {number}  {first.lstrip(' ')}", *more]
        lines += ink.sentences(detail, 5, "soft")
    return lines


def _detail(step: FirstStep, audit: Audit) -> str:
    """Say where a step is and what it asks."""
    if step.detail or not step.page_url:
        return defused(step.detail)
    return short_address(page_name(step.page_url, audit), _NAME)


def _after(audit: Audit, ink: Ink, *, full: bool) -> list[str]:
    words = bars(audit.site.anchors, ink)
    return [
        *words,
        *([""] if words else []),
        *_notes(audit, ink, full=full),
        *_read(audit, ink),
        *_next(audit, ink),
    ]


def _notes(audit: Audit, ink: Ink, *, full: bool) -> Iterator[str]:
    # The call for rivals stands in the line on what comes next; what the answer says, above.
    answer = f"{audit.summary.headline} {audit.summary.detail}"
    told = [
        warning
        for warning in audit.warnings
        if warning.code != "no_rivals" and warning.text not in answer
    ]
    shown = told if full or not ink.tty else told[:_MOST_NOTES]
    for warning in shown:
        yield from ink.sentences(f"Note: {warning.text}")
    if len(told) > len(shown):
        yield from ink.sentences(f"{counted(len(told) - len(shown), 'note', 'notes')} more: --full")


def _read(audit: Audit, ink: Ink) -> list[str]:
    rivals = set(audit.rivals)
    good = [each for each in audit.sources if each.error is None]
    own = [each for each in good if each.target not in rivals]
    told = ", ".join(_source(each, ink) for each in own[:_MOST_NAMES]) or "the index"
    if len(own) > _MOST_NAMES:
        told += f" and {len(own) - _MOST_NAMES:,} more"
    if audit.rivals:
        told += f" + {counted(len(audit.rivals), 'rival', 'rivals')}"
    site = audit.site
    lines = ink.sentences(
        f"Read: {told}. Of {counted(site.backlinks, 'live link', 'live links')}"
        f" {site.followed_backlinks:,} are followed and count."
    )
    failed = [each for each in audit.sources if each.error is not None]
    for each in failed[:_MOST_NAMES]:
        name = _name(each, ink)
        lines += ink.sentences(f"Not read: {name}: {each.error}")
    if len(failed) > _MOST_NAMES:
        lines += ink.sentences(f"Not read: {len(failed) - _MOST_NAMES:,} more.")
    return lines


def _source(receipt: Receipt, ink: Ink) -> str:
    rejected = sum(receipt.rejected.values())
    told = f"{_name(receipt, ink)} ({receipt.kept:,} of {receipt.read:,} rows kept"
    return told + (f", {rejected:,} rejected)" if rejected else ")")


def _name(receipt: Receipt, ink: Ink) -> str:
    """Give a file's name; on a screen its folders give way."""
    return short_address(receipt.source, _NAME, ink.dots) if ink.tty else defused(receipt.source)


def _next(audit: Audit, ink: Ink) -> list[str]:
    target = shlex.quote(defused(audit.target.value))
    commands = [f"roadsign audit {ink.dots} --html report.html", f"roadsign anchors {target}"]
    lines: list[str] = []
    if not audit.rivals:
        lines += _to_be_sure(audit, ink)
    line = "Next: " + "      ".join(commands)
    if not ink.tty or cells(line) <= ink.width:
        return [*lines, line]
    shown = [ink.short(command, max(1, ink.width - 6)) for command in commands]
    return [*lines, f"Next: {shown[0]}"[: ink.width], *(f"      {each}" for each in shown[1:])]


def _to_be_sure(audit: Audit, ink: Ink) -> list[str]:
    source = next((each.source for each in audit.sources if each.error is None), ink.dots)
    name = shlex.quote(defused(source)) if source != ink.dots else source
    lead = "To be sure, give three or more rivals' exports:"
    command = f"roadsign audit {name} {_RIVALS_ASKED}"
    if not ink.tty or cells(lead) + 2 + cells(command) <= ink.width:
        return [f"{lead}  {command}"]
    if 2 + cells(command) > ink.width:
        command = f"roadsign audit {ink.dots} {_RIVALS_ASKED}"
    return [*ink.sentences(lead), "  " + ink.short(command, max(1, ink.width - 2))]


def _held_back(audit: Audit) -> tuple[int, int]:
    judged = [page for page in audit.pages if page.judged]
    fine = {"healthy", "neither", "not_enough_data"}
    return sum(page.verdict not in fine for page in judged), len(judged)


def _site_row(audit: Audit) -> list[Cell]:
    held, judged = _held_back(audit)
    site = audit.site
    first = audit.summary.first_steps
    return [
        Cell(defused(audit.display)),
        verdict(site),
        Cell(count_text(site.authority.followed_referring_domains)),
        Cell(count_text(site.authority.rivals_median)),
        Cell(f"{held:,} of {judged:,}"),
        Cell(defused(first[0].title) if first else ""),
    ]


def _plain_site(audit: Audit) -> tuple[object, ...]:
    held, judged = _held_back(audit)
    site = audit.site
    first = audit.summary.first_steps
    return (
        audit.display,
        site.in_words,
        site.authority.followed_referring_domains,
        site.authority.rivals_median,
        held,
        judged,
        first[0].title if first else "",
    )
