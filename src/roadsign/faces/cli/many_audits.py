"""Several audits at once: an agency's Monday, one summary and one report a site."""

# Each renderer is imported where it is used: a screen needs no page.
# ruff: noqa: PLC0415

from collections.abc import Sequence
from pathlib import Path

import click

from roadsign.errors import RoadsignError
from roadsign.faces.cli import forms
from roadsign.faces.cli.outputs import Output, aside, hint
from roadsign.faces.cli.pager import screen, show, stream
from roadsign.model.audit import Audit
from roadsign.render.defuse import defused


def emit_many(audits: Sequence[Audit], output: Output, ctx: click.Context, *, full: bool) -> None:
    """
    Give a summary of several audits, and with ``--html``, ``--xlsx``, ``--parquet`` a file each.

    ``--html all.html`` writes the summary there and each report beside it, by its site's name.
    """
    for kind, name in output.files.items():
        if name == "-":
            message = f"--{kind} - holds one report: name a file, each site gets one beside it"
            raise RoadsignError(message)
        _write(audits, kind, Path(name), ctx)
    if output.form:
        stream(_pieces(audits, output, full=full))
    elif not output.files:
        from roadsign.render import terminal

        on = screen(colour=output.colour)
        show(terminal.audits_summary(audits, on.width, on.colour, on.unicode, tty=on.tty), on)


def _write(audits: Sequence[Audit], kind: str, path: Path, ctx: click.Context) -> None:
    named: list[tuple[str, Audit]] = []
    for audit in audits:
        own = path.with_name(f"{path.stem}-{_file_name(audit)}{path.suffix}")
        with aside(own) as file:
            forms.write_audit(audit, kind, file)
        named.append((own.name, audit))
        hint(ctx, f"wrote {defused(str(own))}")
    if kind == "html":
        from roadsign.render import page

        with aside(path) as file:
            file.write(page.summary_of_many(named).encode("utf-8", "replace"))
        hint(ctx, f"wrote {defused(str(path))}")


def _file_name(audit: Audit) -> str:
    rest = audit.target.value.partition("://")[2] or audit.target.value
    return "".join(c if c.isalnum() or c in ".-" else "-" for c in rest)[:80]


def _pieces(audits: Sequence[Audit], output: Output, *, full: bool) -> list[str | bytes]:
    if output.form == "json":
        from roadsign.render.json_answer import audits_json

        return [audits_json(audits, full=full)]
    import pyarrow as pa

    from roadsign.render import flat, flat_audit, json_answer

    rows = pa.concat_tables([flat_audit.audit_table(audit) for audit in audits])
    if output.form == "ndjson":
        return list(json_answer.json_lines(rows))
    return list(flat.csv_pieces(rows, guarded=output.guarded))
