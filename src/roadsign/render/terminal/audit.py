"""The audit on one screen: the answer, what to do, the evidence, what was read, what comes next."""

import shlex
from collections.abc import Iterator, Sequence

from roadsign.model.audit import Audit, FirstStep
from roadsign.model.receipts import Receipt
from roadsign.render.defuse import cells, defused, short_address, short_path
from roadsign.render.terminal.figures import count_text, counted, day_text, page_name
from roadsign.render.terminal.grid import Column, drawn, tabbed
from roadsign.render.terminal.ink import Cell, Ink, pad, verdict
from roadsign.render.terminal.pages import pages_and_types
from roadsign.render.terminal.words import bars

_MOST_LINES = 40
_MOST_NOTES = 2
_LEAST_ROWS = 16
"""Rows of pages, heads, blank lines and notes that a screen has at least."""
_MOST_FAILED = 3
_NAME = 26
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
    words = bars(audit.site.anchors, ink)
    ending = [*_read(audit, ink), *_next(audit, ink)]
    least = len(before) + len(words) + len(ending) + len(audit.page_types) + _LEAST_ROWS
    most = _MOST_NOTES if least <= _MOST_LINES else 1
    notes = list(_notes(audit, ink, len(audit.warnings) if full or not tty else most))
    after = [*words, *([""] if words else []), *notes, *ending]
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
    if not audit.rivals:
        codes = {warning.code for warning in audit.warnings}
        named = codes & {"rival_without_links", "no_shared_source", "rival_is_subject"}
        told += " · compared with no rivals" if named else " · no rivals given"
    lines = ink.sentences(told, style="strong")
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
        urls = [defused(step.page_url or "") for step in steps]
        return [*lines, *map("\t".join, zip(titles, details, urls, strict=True))]
    pairs = list(zip(titles, details, strict=True))
    widest = _widest_beside(pairs, ink.width - 5 - 3)
    for number, (title, detail) in enumerate(pairs, start=1):
        if cells(title) <= widest:
            lines.append(f"  {number}  {pad(title, widest)}   {detail}")
            continue
        first, *more = ink.sentences(title, 5) or [""]
        lines += [f"  {number}  {first.lstrip(' ')}", *more]
        lines += ink.sentences(detail, 5, "soft")
    return lines


def _widest_beside(pairs: Sequence[tuple[str, str]], room: int) -> int:
    """Give the widest title that may have its detail beside it, in one column with the others."""
    for width in sorted((cells(title) for title, _ in pairs), reverse=True):
        if all(width + cells(detail) <= room for title, detail in pairs if cells(title) <= width):
            return width
    return -1


def _detail(step: FirstStep, audit: Audit) -> str:
    """Say where a step is and what it asks."""
    if step.detail or not step.page_url:
        return defused(step.detail)
    return short_address(page_name(step.page_url, audit.target, audit.display), _NAME)


def _notes(audit: Audit, ink: Ink, most: int) -> Iterator[str]:
    # The call for rivals stands in the line on what comes next; what the answer says, above.
    answer = f"{audit.summary.headline} {audit.summary.detail}"
    told = [
        warning
        for warning in audit.warnings
        if warning.code != "no_rivals" and warning.text not in answer
    ]
    shown = told[:most]
    for warning in shown:
        yield from ink.sentences(f"Note: {warning.text}")
    if len(told) > len(shown):
        yield from ink.sentences(f"{counted(len(told) - len(shown), 'note', 'notes')} more: --full")


def _read(audit: Audit, ink: Ink) -> list[str]:
    site = audit.site
    links = counted(site.backlinks, "link", "links")
    lines = ink.sentences(
        f"Read: {_sources(audit, ink)}; {site.followed_backlinks:,} of {links} followed."
    )
    failed = [each for each in audit.sources if each.error is not None]
    for each in failed[:_MOST_FAILED]:
        lines += ink.sentences(f"Not read: {_name(each, ink)}: {each.error}")
    if len(failed) > _MOST_FAILED:
        lines += ink.sentences(f"Not read: {len(failed) - _MOST_FAILED:,} more.")
    return lines


def _sources(audit: Audit, ink: Ink) -> str:
    rivals = set(audit.rivals)
    own = [each for each in audit.sources if each.error is None and each.target not in rivals]
    told = "the index"
    if own:
        name = _name(own[0], ink) if len(own) == 1 else counted(len(own), "file", "files")
        kept, read = sum(each.kept for each in own), sum(each.read for each in own)
        told = f"{name} ({kept:,} of {read:,} rows)"
    if audit.rivals:
        told += f" + {counted(len(audit.rivals), 'rival', 'rivals')}"
    return told


def _name(receipt: Receipt, ink: Ink) -> str:
    """Give a file's name; on a screen its folders give way."""
    return short_path(receipt.source, _NAME, ink.dots) if ink.tty else defused(receipt.source)


def _next(audit: Audit, ink: Ink) -> list[str]:
    target = shlex.quote(defused(audit.target.value))
    commands = [
        f"roadsign audit {ink.dots} --html report.html",
        f"roadsign {_where(audit)}anchors {target}{_from(audit)}",
    ]
    if cells(commands[1]) > ink.width - len("Next: "):
        given = f" --links {ink.dots}" if _from(audit) else ""
        commands[1] = f"roadsign {_where(audit)}anchors {target}{given}"
    lines: list[str] = []
    if not audit.rivals:
        lines += _to_be_sure(audit, ink)
    line = "Next: " + "      ".join(commands)
    if not ink.tty or cells(line) <= ink.width:
        return [*lines, line]
    shown = [ink.short(command, max(1, ink.width - 6)) for command in commands]
    return [*lines, f"Next: {shown[0]}"[: ink.width], *(f"      {each}" for each in shown[1:])]


def _index(audit: Audit) -> str:
    return next((each.source for each in audit.sources if each.format == "index"), "")


def _where(audit: Audit) -> str:
    """Give the option that names the index again, where one was named."""
    index = _index(audit)
    return f"--index {shlex.quote(defused(index))} " if index else ""


def _from(audit: Audit) -> str:
    """Give the option that names the first file again, where links are from files alone."""
    files = [e.source for e in audit.sources if e.error is None and e.holds == "links"]
    return f" --links {shlex.quote(defused(files[0]))}" if files and not _index(audit) else ""


def _to_be_sure(audit: Audit, ink: Ink) -> list[str]:
    if _index(audit):
        target = shlex.quote(defused(audit.target.value))
        line = f"roadsign {_where(audit)}audit {target} --rival a.example b.example c.example"
        return ["To be sure, name three or more rivals:", "  " + ink.short(line, ink.width - 2)]
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
