"""The command ``roadsign extract``."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

import click
import pyarrow as pa
import pyarrow.parquet as pq

from roadsign.errors import RoadsignError, UnwritableError
from roadsign.faces.cli.outputs import aside, one_stream
from roadsign.faces.cli.pager import stream
from roadsign.faces.cli.progress import progress
from roadsign.faces.cli.reporting import date_of
from roadsign.faces.cli.several import Several
from roadsign.model.links import LINKS
from roadsign.model.receipts import Receipt
from roadsign.render.flat import csv_pieces
from roadsign.render.json_answer import json_lines
from roadsign.render.receipts import as_json as receipts_json
from roadsign.render.receipts import as_text
from roadsign.workspace.extracting import (
    Batch,
    ReadOptions,
    base_url_of,
    extract,
    link_tables,
    mapping_of,
    paths_of,
)

_COULD_NOT_READ = 3


@click.command(name="extract")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--ndjson",
    "forms",
    flag_value="ndjson",
    multiple=True,
    help="Print one link a line.  [default]",
)
@click.option(
    "--json", "forms", flag_value="json", multiple=True, help="Print one object with all rows."
)
@click.option("--csv", "forms", flag_value="csv", multiple=True, help="Print CSV.")
@click.option(
    "--raw-csv", "forms", flag_value="raw-csv", multiple=True, help="CSV for programs: no guard."
)
@click.option("--parquet", metavar="DIR", help="Write Parquet into a folder: links.parquet, ...")
@click.option(
    "--map",
    "mapping",
    cls=Several,
    metavar="FIELD=COLUMN",
    help="Name the columns of a table that no format knows: target=COLUMN.",
)
@click.option("--crawl", metavar="NAME", help="What to call this reading.")
@click.option("--date", metavar="DATE", help="The day of rows that tell none.")
@click.option("--base-url", metavar="URL", help="Where pages on the disk stand on the web.")
@click.option("--quiet", is_flag=True, help="Print no receipts.")
@click.pass_context
def command(  # noqa: PLR0913, PLR0917 - one a click option
    ctx: click.Context,
    /,
    sources: tuple[str, ...],
    forms: tuple[str, ...],
    parquet: str | None,
    mapping: tuple[str, ...],
    crawl: str | None,
    date: str | None,
    base_url: str | None,
    *,
    quiet: bool,
) -> None:
    """
    Write the link rows of files, without an index.

    SOURCE is a file, a folder, or - for standard input. Receipts go to standard error.
    """
    if forms and parquet:
        message = f"--{forms[0]} prints and --parquet writes files: give one of them"
        raise RoadsignError(message)
    one_stream([f"--{form}" for form in dict.fromkeys(forms)])
    receipts: list[Receipt] = []
    with progress("reading") as tick:
        options = ReadOptions(
            mapping=mapping_of(mapping),
            crawl=crawl,
            date=date_of("--date", date),
            base_url=base_url_of(base_url),
            progress=tick,
        )
        batches = extract(paths_of(sources), options, receipts)
        if parquet:
            _write(Path(parquet), batches)
        else:
            stream(_pieces(forms[0] if forms else "ndjson", link_tables(batches), receipts))
    told = ctx.find_object(dict) or {}
    if not (quiet or told.get("quiet")):
        click.echo(as_text(receipts, verbose=bool(told.get("verbose"))), err=True, nl=False)
    if any(receipt.error for receipt in receipts):
        ctx.exit(_COULD_NOT_READ)


def _write(folder: Path, batches: Iterator[Batch]) -> None:
    """Write a file for each kind of row; each takes its name when it is whole."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"{folder} cannot be made: {error.strerror or error}"
        raise UnwritableError(message) from error
    with ExitStack() as stack:

        def opened(name: str, schema: pa.Schema) -> pq.ParquetWriter:
            file = stack.enter_context(aside(folder / f"{name}.parquet"))
            return stack.enter_context(pq.ParquetWriter(file, schema, compression="zstd"))

        writers = {"links": opened("links", LINKS)}
        for batch in batches:
            if batch.holds not in writers:
                writers[batch.holds] = opened(batch.holds, batch.rows.schema)
            writers[batch.holds].write_batch(batch.rows)


def _pieces(
    form: str, tables: Iterator[pa.Table], receipts: list[Receipt]
) -> Iterable[str | bytes]:
    match form:
        case "json":
            return _object(tables, receipts)
        case "csv" | "raw-csv":
            return _csv(tables, guarded=form == "csv")
    return (piece for table in tables for piece in json_lines(table))


def _csv(tables: Iterator[pa.Table], *, guarded: bool) -> Iterator[bytes]:
    yield from csv_pieces(LINKS.empty_table(), guarded=guarded)
    for table in tables:
        pieces = csv_pieces(table, guarded=guarded)
        next(pieces)  # the header row stands already
        yield from pieces


def _object(tables: Iterator[pa.Table], receipts: list[Receipt]) -> Iterator[str]:
    yield '{"schema": 1, "rows": ['
    total, between = 0, "\n"
    for table in tables:
        for piece in json_lines(table):
            yield between + piece.rstrip("\n").replace("\n", ",\n")
            between = ",\n"
        total += table.num_rows
    yield f'\n], "total": {total}, "sources": {receipts_json(receipts).rstrip()}}}\n'
