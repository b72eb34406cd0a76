"""What the five report commands share: what they are about, and which rows they show."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from roadsign.errors import RoadsignError
from roadsign.faces.cli.outputs import Output, emit, hint, output_options
from roadsign.faces.cli.several import Several

_FILE_ENDINGS = frozenset(
    {".csv", ".tsv", ".txt", ".xlsx", ".json", ".jsonl", ".ndjson", ".parquet", ".zip", ".gz"}
    | {".html", ".htm", ".warc", ".wat", ".toml", ".xml"}
)
_PAGE_ENDINGS = frozenset({".html", ".htm", ".xml"})

_SLIPS = frozenset({".cvs", ".scv", ".xslx", ".xlxs", ".xls", ".tvs", ".tmol", ".jsno"})
"""Endings that are no site's: a file was meant, and the error should say that it is not there."""
N = TypeVar("N", int, float)

_SEVERAL = {"cls": Several}
_FOLLOWS = ("follow", "nofollow", "ugc", "sponsored", "follow_unknown")

_OPTIONS = (
    click.option("--links", type=click.Path(path_type=Path), help="Files of links.", **_SEVERAL),
    click.option("--follow", is_flag=True, help="Links that are followed."),
    click.option("--nofollow", is_flag=True, help="Links that are not followed."),
    click.option("--ugc", is_flag=True, help="Links whose rel says ugc."),
    click.option("--sponsored", is_flag=True, help="Links whose rel says sponsored."),
    click.option("--follow-unknown", is_flag=True, help="Links of which that is not known."),
    click.option("--class", "classes", help="Classes of words: exact, brand, ...", **_SEVERAL),
    click.option("--placement", "placements", help="Places: main, nav, footer, ...", **_SEVERAL),
    click.option("--kind", "kinds", help="Kinds of link: text, image, redirect, ...", **_SEVERAL),
    click.option("--language", "languages", help="Languages of the linking page.", **_SEVERAL),
    click.option("--source-type", "source_types", help="Types of linking site.", **_SEVERAL),
    click.option("--since", metavar="DATE", help="First seen (--lost: lost) on DATE or later."),
    click.option("--until", metavar="DATE", help="First seen (--lost: lost) on DATE or earlier."),
    click.option("--min-authority", metavar="N", help="Linking domains of that authority."),
    click.option("--lost", is_flag=True, help="Lost links instead of live ones."),
    click.option("--new", is_flag=True, help="First seen in the newest 30 days of the data."),
    click.option("--one-per", metavar="domain|page", help="One link of each linking one."),
    click.option("--where", metavar="EXPR", help="Rows for which this holds: links > 2 AND ..."),
    click.option("--sort", metavar="COLUMNS", help="Columns to sort by: -links,domain."),
    click.option("--limit", metavar="N", help="At most so many rows."),
    click.option("--cursor", metavar="CURSOR", help="Go on where the rows before ended."),
    click.option("--memory", metavar="SIZE", help="At most so much memory: 4GiB."),
)


def report_command(name: str, says: str) -> click.Command:
    """Make the command of a report: ``roadsign NAME TARGET`` with files, filters and forms."""

    @output_options
    @click.pass_context
    def run(ctx: click.Context, /, output: Output, **told: Any) -> None:  # noqa: ANN401 - click's
        _run(name, ctx, output, told)

    decorated: Callable[..., Any] = run
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    decorated = click.argument("about", nargs=-1, metavar="[TARGET] [FILE]...")(decorated)
    text = (
        f"{says}\n\nTARGET is a page, a folder (ends in /), a host or a domain. Links come from "
        "the index, or from FILEs; internal links are left out."
    )
    return click.command(name=name, help=text, short_help=says)(decorated)


def parts_of(about: tuple[str, ...]) -> tuple[str | None, list[Path]]:
    """Tell the target from the files: a file is there, or ends as files of links do."""
    files = [Path(each) for each in about if is_file(each)]
    targets = [each for each in about if not is_file(each)]
    if len(targets) > 1:
        message = f"one target at a time: {targets[0]!r} and {targets[1]!r} were given"
        raise RoadsignError(message)
    return (targets[0] if targets else None), files


def is_file(text: str) -> bool:
    """Say whether an argument names a file rather than a target."""
    if "://" in text:
        return False
    path = Path(text)
    if path.is_dir():
        # A folder may be called as the shop is: only one that can be no host is meant.
        first = path.parts[0] if path.parts else ".."
        return first == ".." or "." not in first
    if path.exists():
        return True
    # shop.example/trail.html is a page; pages/trail.html would be a file.
    page = path.suffix.lower() in _PAGE_ENDINGS and "." in path.parts[0] and len(path.parts) > 1
    return (path.suffix.lower() in _FILE_ENDINGS or path.suffix.lower() in _SLIPS) and not page


def index_folder(ctx: click.Context) -> Path:
    """Give the index that was named, else the default."""
    from roadsign.workspace.ingesting import DEFAULT_INDEX  # noqa: PLC0415 - loads the store

    return named_index(ctx) or DEFAULT_INDEX


def named_index(ctx: click.Context) -> Path | None:
    """Give the index that was named with ``--index`` or ROADSIGN_INDEX."""
    named = (ctx.find_object(dict) or {}).get("index")
    return None if named is None else Path(named)


def date_of(option: str, text: str | None) -> dt.date | None:
    """Read a date of an option, or raise RoadsignError."""
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError as error:
        message = f"{option} {text[:40]!r} is no date: write 2026-01-31"
        raise RoadsignError(message) from error


def _run(name: str, ctx: click.Context, output: Output, told: dict[str, Any]) -> None:
    from roadsign.faces.cli.progress import progress  # noqa: PLC0415
    from roadsign.render.defuse import defused  # noqa: PLC0415
    from roadsign.render.receipts import as_text  # noqa: PLC0415
    from roadsign.workspace.reporting import Filters, ReadOptions, report  # noqa: PLC0415

    target, files = parts_of(told["about"])
    files += told["links"]
    filters = Filters(
        follow=tuple(each for each in _FOLLOWS if told[each]),
        classes=tuple(told["classes"]),
        placements=tuple(told["placements"]),
        kinds=tuple(told["kinds"]),
        languages=tuple(told["languages"]),
        source_types=tuple(told["source_types"]),
        since=date_of("--since", told["since"]),
        until=date_of("--until", told["until"]),
        min_authority=_number("--min-authority", told["min_authority"], float),
        lost=told["lost"],
        new=told["new"],
        one_per=told["one_per"],
        where=told["where"],
        sort=told["sort"],
        limit=_number("--limit", told["limit"], int),
        cursor=told["cursor"],
    )
    with progress("reading links") as tick:
        asked = report(
            name,
            target,
            files=files,
            index=named_index(ctx) if files else index_folder(ctx),
            filters=filters,
            options=ReadOptions(progress=tick),
            memory=told["memory"],
        )
    if asked.receipts:
        hint(ctx, as_text(asked.receipts).rstrip("\n"))
    if asked.hint:
        hint(ctx, defused(asked.hint))
    emit(asked.table, output, ctx)
    if any(receipt.error for receipt in asked.receipts):
        ctx.exit(3)


def _number(option: str, text: str | None, kind: Callable[[str], N]) -> N | None:
    if text is None:
        return None
    try:
        return kind(text)
    except ValueError as error:
        what = "whole number" if kind is int else "number"
        message = f"{option} {text[:40]!r} is no {what}"
        raise RoadsignError(message) from error
