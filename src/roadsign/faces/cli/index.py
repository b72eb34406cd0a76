"""The command ``roadsign index``: what it holds, and what it shall hold no longer."""

import json
from typing import Any

import click

from roadsign.faces.cli.outputs import hint
from roadsign.faces.cli.reporting import index_folder

_MEBI = 1 << 20


@click.group(name="index")
def command() -> None:
    """Show, compact or prune the index."""


@command.command(name="info")
@click.option("--check", is_flag=True, help="Look at every byte for damage first.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def info(ctx: click.Context, *, check: bool, as_json: bool) -> None:
    """Show what the index holds."""
    from roadsign.workspace.ingesting import info as told_of  # noqa: PLC0415 - loads the store

    folder = index_folder(ctx)
    told = told_of(folder, check=check)
    if as_json:
        click.echo(json.dumps({"schema": 1, "index": str(folder), **told}, indent=1))
        return
    click.echo(f"{folder} · version {told['version']} · {told['bytes'] / _MEBI:,.1f} MiB")
    for name, rows in told["rows"].items():
        click.echo(f"{rows:>12,}  {name.replace('_', ' ')}")
    for crawl in told["crawls"]:
        parts = f"{crawl['parts']} part{'s' if crawl['parts'] != 1 else ''}"
        click.echo(f"{crawl['rows']:>12,}  rows of {_shown(crawl)}, {parts}")
    if scores := told["scores"]:
        state = "scored before the links changed: roadsign score" if scores["stale"] else "scored"
        click.echo(f"{scores['domains']:>12,}  domains {state}")


@command.command(name="compact")
@click.option("--memory", metavar="SIZE", help="At most so much memory: 4GiB.")
@click.pass_context
def compact(ctx: click.Context, memory: str | None) -> None:
    """Merge the parts of each crawl: quicker to ask, smaller on the disk."""
    from roadsign.workspace.ingesting import compact as merge  # noqa: PLC0415

    fewer = merge(index_folder(ctx), memory)
    hint(ctx, f"parts merged away: {fewer}" if fewer else "nothing to merge")


@command.command(name="drop")
@click.argument("crawl")
@click.pass_context
def drop(ctx: click.Context, crawl: str) -> None:
    """Forget a crawl."""
    from roadsign.workspace.ingesting import drop as forget  # noqa: PLC0415

    hint(ctx, f"{_rows(forget(index_folder(ctx), crawl))} forgotten")


@command.command(name="delete")
@click.argument("domain")
@click.pass_context
def delete(ctx: click.Context, domain: str) -> None:
    """Remove every row from, to or about a domain."""
    from roadsign.workspace.ingesting import delete as remove  # noqa: PLC0415

    hint(ctx, f"{_rows(remove(index_folder(ctx), domain))} removed")


def _shown(crawl: dict[str, Any]) -> str:
    from roadsign.render.defuse import defused  # noqa: PLC0415

    return defused(f"{crawl['crawl']} ({crawl['provider']})")


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"
