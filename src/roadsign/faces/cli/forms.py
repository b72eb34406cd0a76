"""A result in the form that was asked for: which renderer makes it."""

# Each renderer is imported where it is used: a screen needs no workbook.
# ruff: noqa: PLC0415

from collections.abc import Iterable
from typing import IO

from roadsign.faces.cli.pager import Screen
from roadsign.model.audit import Audit
from roadsign.model.tables import ReportTable


def report_screen(table: ReportTable, on: Screen) -> str:
    """Draw a report for a screen, or as tab-separated text for a pipe."""
    from roadsign.render import terminal

    return terminal.report_screen(table, on.width, on.colour, on.unicode, tty=on.tty)


def audit_screen(audit: Audit, on: Screen, *, full: bool) -> str:
    """Draw an audit for a screen, or as sentences and tab-separated tables for a pipe."""
    from roadsign.render import terminal

    return terminal.audit_screen(audit, on.width, on.colour, on.unicode, tty=on.tty, full=full)


def report_pieces(table: ReportTable, form: str, *, guarded: bool) -> Iterable[str | bytes]:
    """Write a report as JSON, JSON lines or CSV, in pieces."""
    from roadsign.render import flat, json_answer

    match form:
        case "json":
            return json_answer.report_json(table)
        case "ndjson":
            return json_answer.json_lines(table.rows)
    return flat.csv_pieces(table.rows, guarded=guarded)


def audit_pieces(audit: Audit, form: str, *, guarded: bool, full: bool) -> Iterable[str | bytes]:
    """Write an audit as its JSON object, or as a row a page in JSON lines or CSV."""
    from roadsign.render import flat, flat_audit, json_answer

    match form:
        case "json":
            return [json_answer.audit_json(audit, full=full)]
        case "ndjson":
            return json_answer.json_lines(flat_audit.audit_table(audit))
    return flat.csv_pieces(flat_audit.audit_table(audit), guarded=guarded)


def write_report(table: ReportTable, kind: str, file: IO[bytes]) -> None:
    """Write a report into an open file: Parquet, a workbook or HTML."""
    from roadsign.render import flat, tables, workbook

    match kind:
        case "parquet":
            flat.write_parquet(table.rows, file)
        case "xlsx":
            workbook.report_workbook(table, file)
        case "html":
            for piece in tables.page(table):
                file.write(piece.encode())


def write_audit(audit: Audit, kind: str, file: IO[bytes]) -> None:
    """Write an audit into an open file: its pages as Parquet, a workbook, the HTML report."""
    from roadsign.render import flat, flat_audit, workbook

    match kind:
        case "parquet":
            flat.write_parquet(flat_audit.audit_table(audit), file)
        case "xlsx":
            workbook.audit_workbook(audit, file)
        case "html":
            from roadsign.render import page

            file.write(page.report(audit).encode("utf-8", "replace"))
