"""The command ``roadsign identify``."""

import json
from collections.abc import Mapping
from typing import Any

import click

from roadsign.faces.cli.pager import stream
from roadsign.faces.cli.several import Several
from roadsign.render.defuse import defused, json_text
from roadsign.workspace.extracting import identify, mapping_of, paths_of

_COULD_NOT_READ = 3
_DELIMITERS = {"\t": "tab", ",": "comma", ";": "semicolon", "|": "bar"}


@click.command(name="identify")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--map",
    "mapping",
    cls=Several,
    metavar="FIELD=COLUMN",
    help="Name the columns of a table that no format knows: target=COLUMN.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def command(
    ctx: click.Context, /, files: tuple[str, ...], mapping: tuple[str, ...], *, as_json: bool
) -> None:
    """
    Say which format a file is, by content, and what would be read from it.

    The name of a file says nothing: its header and its cells do. Nothing is written.
    """
    answers = identify(paths_of(files), mapping_of(mapping))
    if as_json:
        stream([json_text(json.dumps(answers, indent=1, ensure_ascii=False)), "\n"])
    else:
        stream(f"{_line(answer)}\n" for answer in answers)
    if any(answer.get("error") for answer in answers):
        ctx.exit(_COULD_NOT_READ)


def _line(answer: Mapping[str, Any]) -> str:
    source = defused(answer["source"])
    if answer.get("error"):
        return f"{source}   {defused(answer['error'])}"
    how = [answer["encoding"], _DELIMITERS.get(answer["delimiter"] or "")]
    told = ", ".join(each for each in how if each and each != "utf-8")
    head = f"{source}   {answer['format']}: {answer['title']}" + (f" ({told})" if told else "")
    if (answer["header_row"] or 1) > 1:
        head += f", header in line {answer['header_row']}"
    parts = [head, f"would read {answer['would_read']}"]
    if answer["unknown_columns"]:
        parts.append("not used: " + ", ".join(map(defused, answer["unknown_columns"])))
    return "; ".join(parts)
