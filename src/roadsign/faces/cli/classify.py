"""The command ``roadsign classify``."""

import sys
from collections.abc import Iterable
from typing import Any

import click

from roadsign.errors import InputError, RoadsignError
from roadsign.faces.cli.pager import stream
from roadsign.faces.cli.several import Several
from roadsign.workspace.classifying import Answer, answers_of_lines, classify, line_of

_COULD_NOT_READ = 3
_UNSURE = 0.5
"""Below this confidence a class is shown with ``?`` and its alternatives."""


@click.command(name="classify")
@click.argument("texts", nargs=-1, metavar="[TEXT...]")
@click.option("--file", "file", metavar="F.jsonl|-", help="Read JSON lines, one anchor each.")
@click.option("--brand", "brands", cls=Several, metavar="NAME", help="The site's names.")
@click.option("--domain", metavar="DOMAIN", help="The site that the links point to.")
@click.option("--url", metavar="URL", help="The page that the links point to.")
@click.option("--title", metavar="TEXT", help="The title of that page.")
@click.option("--keyword", "keywords", cls=Several, metavar="TEXT", help="What the page is for.")
@click.option("--rival", "rivals", cls=Several, metavar="NAME", help="Other brands' names.")
@click.option("--language", metavar="CODE", help="The language of that page, such as de.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines.")
@click.pass_context
def command(  # noqa: PLR0913, PLR0917 - one a click option
    ctx: click.Context,
    /,
    texts: tuple[str, ...],
    file: str | None,
    brands: tuple[str, ...],
    domain: str | None,
    url: str | None,
    title: str | None,
    keywords: tuple[str, ...],
    rivals: tuple[str, ...],
    language: str | None,
    *,
    as_json: bool,
) -> None:
    """
    Class anchors: which of the eight kinds of words they are, and why.

    With --file each line is {"anchor", "domain", "id"?, "brand"?, "url"?, "title"?,
    "keywords"?, "language"?, "from"?}, and so many lines of JSON are printed.
    """
    if file is not None and texts:
        message = "give TEXT or --file, not both"
        raise RoadsignError(message)
    if file is not None:
        ctx.exit(_print_lines(file))
    if not texts:
        message = 'nothing to class: give TEXT, such as roadsign classify "read more", or --file'
        raise RoadsignError(message)
    site = {
        "brand": brands, "domain": domain, "url": url, "title": title,
        "keywords": keywords, "rivals": rivals, "language": language,
    }  # fmt: skip
    found = classify(texts, site)
    if as_json:
        lines = [line_of({"anchor": t, **a}) for t, a in zip(texts, found, strict=True)]
    else:
        alone = len(texts) == 1
        told = [_for_people(t, a, alone=alone) for t, a in zip(texts, found, strict=True)]
        lines = [line for answer in told for line in answer]
    stream(f"{line}\n" for line in lines)


def _print_lines(file: str) -> int:
    """Print the answers to a file of questions; give the exit status."""
    status = 0
    for answer in answers_of_lines(_lines(file)):
        if "error" in answer:
            status = _COULD_NOT_READ
            click.echo(f"roadsign: {_shown(file)}: {answer['error']}", err=True)
        stream([line_of(answer), "\n"])
    return status


def _lines(file: str) -> Iterable[bytes]:
    if file == "-":
        yield from sys.stdin.buffer
        return
    try:
        with open(file, "rb") as lines:  # noqa: PTH123 - as the user names it
            yield from lines
    except OSError as error:
        message = f"{_shown(file)} cannot be read: {error.strerror or error}"
        raise InputError(message) from error


def _for_people(text: str, answer: Answer, *, alone: bool) -> list[str]:
    indent = "" if alone else "  "
    lines = [] if alone else [_shown(text) or "(no text)"]
    if "error" in answer:
        return [*lines, f"{indent}{answer['error']}"]
    return [*lines, f"{indent}{_verdict(answer)}", f"{indent}{_shown(answer['reason'])}"]


def _verdict(answer: dict[str, Any]) -> str:
    confidence = float(answer["confidence"])
    mark = "?" if confidence < _UNSURE else ""
    said = f"{answer['class']}{mark}  {confidence:.2f}"
    if mark and answer["alternatives"]:
        said += f"  or {', '.join(answer['alternatives'])}"
    return f"{said}  [{', '.join(answer['flags'])}]" if answer["flags"] else said


def _shown(text: str) -> str:
    """Give a text without what a terminal would act on."""
    return "".join(c if c.isprintable() else " " for c in text)
