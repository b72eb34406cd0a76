"""The command ``roadsign score``."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from roadsign.faces.cli.outputs import hint
from roadsign.faces.cli.reporting import index_folder

if TYPE_CHECKING:
    from roadsign.workspace.scoring import Scored


@click.command(name="score")
@click.option(
    "--seeds",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Sites that you trust: one domain a line, # before a comment.",
)
@click.option("--memory", metavar="SIZE", help="At most so much memory: 4GiB.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def command(
    ctx: click.Context, /, seeds: Path | None, memory: str | None, *, as_json: bool
) -> None:
    """
    Score every domain of the index: authority and reach.

    Authority starts from the sites in the list of seeds; without one only reach is filled.
    """
    from roadsign.workspace.scoring import score  # noqa: PLC0415 - loads the store

    scored = score(index_folder(ctx), seeds, memory=memory)
    if as_json:
        click.echo(json.dumps(_answer(scored), indent=1))
        return
    for line in _lines(scored):
        click.echo(line)
    for warning in scored.warnings:
        hint(ctx, warning["text"])


def _answer(scored: "Scored") -> dict[str, Any]:
    facts = asdict(scored.facts)
    del facts["state"], facts["seeds"]
    return {
        "schema": 1,
        **facts,
        "seeds": None if scored.seeds is None else asdict(scored.seeds),
        "top": scored.top,
        "warnings": scored.warnings,
    }


def _lines(scored: "Scored") -> list[str]:
    from roadsign.render.defuse import defused  # noqa: PLC0415
    from roadsign.workspace.scoring import shown  # noqa: PLC0415

    facts = scored.facts
    lines = [
        f"{facts.domains:,} domains · {facts.edges:,} links between owners · {facts.pages:,} pages",
        f"{facts.steps} steps · last change {facts.delta:.1e} · error at most {facts.bound:.1e}",
        f"{facts.measurable:,} measurable (at least ten owners link to them)",
    ]
    if scored.seeds:
        lines.append(f"{scored.seeds.known:,} of {scored.seeds.given:,} seeds known")
    for row in scored.top:
        authority, reach = _number(row, "domain_authority"), _number(row, "reach")
        figures = f"authority {authority}, reach {reach}" if row["measurable"] else "not measurable"
        name = defused(shown(row["domain"]))
        owners = "1 linking owner" if row["owners"] == 1 else f"{row['owners']:,} linking owners"
        lines.append(f"  {name}: {figures}, {owners}")
    return lines


def _number(row: dict[str, Any], name: str) -> str:
    return "none" if row[name] is None else f"{row[name]:.1f}"
