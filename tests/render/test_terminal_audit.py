"""The audit's screen: as drawn at three widths, and calm whatever it is given."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from audits import example_audit, lonely_audit
from hypothesis import given, settings
from hypothesis import strategies as st

from roadsign.model.audit import Audit, AuditWarning, FirstStep, NextStep, Summary
from roadsign.render.defuse import cells
from roadsign.render.terminal import audit_screen, audits_summary

GOLDEN = Path(__file__).parent / "golden"
AUDITS = {"example": example_audit, "lonely": lonely_audit}
EXAMPLE, LONELY = example_audit(), lonely_audit()
STYLE = re.compile(r"\x1b\[[0-9;]*m")
HOSTILE = st.sampled_from(
    ["[red]", "\x1b]8;;https://evil.example\x07", "\u202egnp.exe", "a\nb\tc", "コーヒーミル" * 9,
     "\x9b2J", "x" * 300, "", "Z\u0301\u0301\u0301\u0301\u0301", "\ud800", "/a/b", "🩷🏽"]
) | st.text(st.characters(codec=None), max_size=40)  # fmt: skip


@pytest.mark.parametrize("name", AUDITS)
@pytest.mark.parametrize("width", [96, 80, 60])
def test_the_screen_is_as_drawn(name: str, width: int, golden: Callable[[Path, str], None]) -> None:
    screen = audit_screen(AUDITS[name](), width, colour=False, unicode=True)
    golden(GOLDEN / f"terminal_audit_{name}_{width}.txt", screen)


@pytest.mark.parametrize("name", AUDITS)
def test_without_blocks_and_in_colour_and_in_a_pipe_it_is_as_drawn(
    name: str, golden: Callable[[Path, str], None]
) -> None:
    audit = AUDITS[name]()
    screens = {
        "ascii": audit_screen(audit, 80, colour=False, unicode=False),
        "colour": audit_screen(audit, 96, colour=True, unicode=True),
        "pipe": audit_screen(audit, 96, colour=False, unicode=True, tty=False),
    }
    for form, screen in screens.items():
        golden(GOLDEN / f"terminal_audit_{name}_{form}.txt", screen)


@pytest.mark.parametrize("audit", [EXAMPLE, LONELY])
def test_it_is_one_screen_and_colour_only_repeats(audit: Audit) -> None:
    plain = audit_screen(audit, 96, colour=False, unicode=True)
    assert 24 <= plain.count("\n") <= 40
    assert STYLE.sub("", audit_screen(audit, 96, colour=True, unicode=True)) == plain
    assert "\x1b" not in plain


def test_without_blocks_nothing_but_ascii_is_drawn() -> None:
    for audit in (EXAMPLE, LONELY):
        assert audit_screen(audit, 80, colour=False, unicode=False).isascii()


def test_the_answer_comes_first_and_then_what_to_do() -> None:
    screen = audit_screen(EXAMPLE, 96, colour=False, unicode=True)
    order = [EXAMPLE.summary.headline, "Do these first", "PAGE ", "Words of", "Read:", "Next:"]
    places = [screen.index(each) for each in order]
    assert places == sorted(places)


def test_shares_stand_with_their_intervals_and_in_a_pipe_as_columns() -> None:
    assert "48% (40-57)" in audit_screen(EXAMPLE, 96, colour=False, unicode=True)
    piped = audit_screen(EXAMPLE, 96, colour=False, unicode=True, tty=False)
    head = next(line for line in piped.splitlines() if line.startswith("page\t")).split("\t")
    row = next(line for line in piped.splitlines() if "pruning-shears\t" in line).split("\t")
    told = dict(zip(head, row, strict=True))
    assert (told["exact_words"], told["exact_low"], told["exact_high"]) == ("0.484", "0.4", "0.568")
    assert "█" not in piped


def many_pages(number: int) -> Audit:
    small = replace(EXAMPLE.pages[1], rank=None, given=False)
    small = replace(small, anchors=replace(small.anchors, owners=3))
    others = [replace(small, url=f"{small.url}-{at}") for at in range(number)]
    return replace(EXAMPLE, pages=(*EXAMPLE.pages[:3], *others))


def test_many_small_pages_are_folded_and_full_shows_them_all() -> None:
    audit = many_pages(43)
    screen = audit_screen(audit, 96, colour=False, unicode=True)
    assert re.search(r"\d+ more pages +◫ too few roads +14", screen)
    assert screen.count("\n") <= 40
    shown = sum(line.startswith(("  /", "  …/")) for line in screen.splitlines())
    assert shown + sum(map(int, re.findall(r"(\d+) more page", screen))) == len(audit.pages)
    full = audit_screen(audit, 96, colour=False, unicode=True, full=True)
    assert "more page" not in full
    assert sum(line.startswith(("  /", "  …/")) for line in full.splitlines()) == len(audit.pages)


def test_one_page_alone_is_never_folded() -> None:
    assert "1 more page " not in audit_screen(many_pages(5), 96, colour=False, unicode=True)


def test_rivals_that_end_at_their_cap_read_at_least() -> None:
    signal = EXAMPLE.site.authority
    capped = replace(signal, rivals=tuple(replace(each, capped=True) for each in signal.rivals))
    audit = replace(EXAMPLE, site=replace(EXAMPLE.site, authority=capped))
    assert "470+" in audit_screen(audit, 96, colour=False, unicode=True)


def test_without_rivals_it_says_how_to_be_sure() -> None:
    screen = audit_screen(LONELY, 96, colour=False, unicode=True)
    assert "no rivals given" in screen
    assert "To be sure, give three or more rivals' exports:" in screen
    assert "RIVALS" not in screen
    assert "RIVALS" in audit_screen(EXAMPLE, 96, colour=False, unicode=True)


def test_notes_beyond_two_are_counted() -> None:
    notes = tuple(AuditWarning(f"code_{at}", f"Fact {at}.") for at in range(7))
    audit = replace(EXAMPLE, warnings=notes)
    assert "5 notes more: --full" in audit_screen(audit, 96, colour=False, unicode=True)
    assert "Fact 6." in audit_screen(audit, 96, colour=False, unicode=True, full=True)


def test_a_site_of_which_nothing_is_known_has_a_screen() -> None:
    bare = replace(
        EXAMPLE,
        pages=(),
        page_types=(),
        sources=(),
        warnings=(),
        rivals=(),
        summary=Summary("", "", ()),
        site=replace(EXAMPLE.site, anchors=replace(EXAMPLE.site.anchors, owners=0, shares=())),
    )
    screen = audit_screen(bare, 96, colour=False, unicode=True)
    assert "AS A WHOLE" in screen
    assert "Read: the index;" in screen


@settings(max_examples=60, deadline=None)
@given(
    width=st.integers(20, 120),
    unicode=st.booleans(),
    full=st.booleans(),
    texts=st.tuples(*[HOSTILE] * 6),
)
def test_no_line_is_too_wide_and_nothing_steers(
    width: int,
    unicode: bool,  # noqa: FBT001 - drawn
    full: bool,  # noqa: FBT001 - drawn
    texts: tuple[str, ...],
) -> None:
    audit = hostile(EXAMPLE, texts)
    screen = audit_screen(audit, width, colour=False, unicode=unicode, full=full)
    assert all(cells(line) <= width for line in screen.splitlines())
    # Emoji that are newer than this Python's tables are let through.
    known = [each for each in screen.replace("\n", "") if not 0x1F000 <= ord(each) < 0x1FB00]
    assert all(map(str.isprintable, known))
    coloured = audit_screen(audit, width, colour=True, unicode=unicode, full=full)
    assert STYLE.sub("", coloured) == screen


@settings(max_examples=30, deadline=None)
@given(texts=st.tuples(*[HOSTILE] * 6))
def test_in_a_pipe_a_row_is_a_line_and_a_cell_a_cell(texts: tuple[str, ...]) -> None:
    piped = audit_screen(hostile(EXAMPLE, texts), 96, colour=False, unicode=True, tty=False)
    lines = piped.split("\n")
    start = next(at for at, line in enumerate(lines) if line.startswith("page\t"))
    table = lines[start : start + 1 + len(EXAMPLE.pages)]
    assert {line.count("\t") for line in table} == {10}
    assert "\x1b" not in piped


def hostile(audit: Audit, texts: tuple[str, ...]) -> Audit:
    """Give an audit with strangers' strings wherever strangers can put one."""
    one, two, three, four, five, six = texts
    page = replace(
        audit.pages[0],
        url=f"https://x.example/{one}",
        title=two,
        reason=three,
        next_steps=(NextStep("nothing", four, five),),
    )
    return replace(
        audit,
        display=one,
        generated=six,
        target=replace(audit.target, value=two),
        pages=(page, replace(page, url=three), *audit.pages[2:]),
        sources=(replace(audit.sources[0], source=four), replace(audit.sources[-1], error=five)),
        summary=Summary(six, one, (FirstStep(two, three, four), FirstStep(five, six))),
        warnings=(AuditWarning("any", one),),
    )


def test_several_sites_are_a_row_each(golden: Callable[[Path, str], None]) -> None:
    audits = [EXAMPLE, LONELY]
    golden(GOLDEN / "terminal_summary.txt", audits_summary(audits, 96, colour=False, unicode=True))
    piped = audits_summary(audits, 96, colour=False, unicode=True, tty=False)
    assert [line.split("\t")[0] for line in piped.splitlines()] == ["site", *[EXAMPLE.display] * 2]
