"""What an audit is made from, and when there is nothing to make it from."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from roadsign.errors import EmptyIndexError, InputError, RoadsignError
from roadsign.kernels.urls import display, domain_of
from roadsign.model.receipts import Receipt
from roadsign.model.sites import Site
from roadsign.model.targets import Target
from roadsign.readers.reading import ReadOptions
from roadsign.store.linkbase import LinkBase
from roadsign.workspace.gathering import NO_ADDRESS
from roadsign.workspace.ingesting import info

_MOST_CRAWLS = 5


@dataclass(frozen=True, slots=True)
class AuditRequest:
    """What is to be audited, and from what; everything but some source may be left out."""

    target: str | None = None
    files: tuple[Path, ...] = ()
    rival_files: tuple[Path, ...] = ()
    rivals: tuple[str, ...] = ()
    site: Path | None = None
    index: Path | None = None
    options: ReadOptions | None = None
    memory: str | None = None
    now: datetime | None = None


@dataclass(frozen=True, slots=True)
class Inputs:
    """One audit's inputs, read and with a target."""

    request: AuditRequest
    site: Site
    target: Target
    named: tuple[str, ...]
    """Rivals by name."""
    base: LinkBase
    receipts: tuple[Receipt, ...]

    @property
    def subject(self) -> str:
        """Give the registrable domain of the target."""
        return domain_of(self.target)


def is_from(receipt: Receipt, files: Collection[Path]) -> bool:
    """Say whether a receipt is of one of some files, or of a table in one: ``FILE/TABLE``."""
    return any(
        receipt.source == str(file) or receipt.source.startswith(f"{file}/") for file in files
    )


def index_receipt(index: Path) -> Receipt:
    """Give the receipt of an index: the links it holds, and the crawls they came by."""
    told = info(index)
    crawls = [each["crawl"] for each in told["crawls"]]
    more = f" and {len(crawls) - _MOST_CRAWLS} more" if len(crawls) > _MOST_CRAWLS else ""
    held = told["rows"].get("links", 0)
    return Receipt(
        str(index),
        "index",
        title=f"Index of {', '.join(crawls[:_MOST_CRAWLS])}{more}" if crawls else "Index",
        read=held,
        kept=held,
    )


def refuse_empty(inputs: Inputs) -> None:
    """Raise where nothing points to the target and no SITE.toml names a page of it."""
    base, subject = inputs.base, inputs.subject
    if len(base.query("subject_pages", subject=subject)) or inputs.site.pages:
        return
    where = str(inputs.request.index or "the index")
    if inputs.request.files:
        where = ", ".join(str(file) for file in inputs.request.files[:2])
    said = f"no link in {where} points to {display(inputs.target)}"
    domains = base.domains().to_pylist()
    rows = sum(row["rows"] for row in domains)
    if rows and domains[0]["domain"] != subject:
        best = domains[0]
        said += f"; most rows ({best['rows']:,} of {rows:,}) point to {best['domain']}: is that it?"
        raise EmptyIndexError(said)
    if rows and inputs.target.mode != "domain" and (others := domains[0]["external_rows"]):
        said += f"; {others:,} point elsewhere on {subject}: roadsign pages {subject} lists where"
        raise EmptyIndexError(said)
    if rows:
        said = (
            f"all {rows:,} links in {where} to {display(inputs.target)} are its own internal "
            "links: export who links to it instead"
        )
    unplaced = sum(r.rejected.get(NO_ADDRESS, 0) for r in inputs.receipts)
    if unplaced and not rows:
        said = (
            f"{unplaced:,} links in {where} stand on pages whose address nobody told: "
            "say roadsign ingest FOLDER --base-url https://..., then audit the index"
        )
    other = next((r for r in inputs.receipts if r.holds != "links" and not r.error), None)
    raise EmptyIndexError(_no_links(other) if other and not rows else said)


def refuse_unread(request: AuditRequest, receipts: Sequence[Receipt]) -> None:
    """Raise where no file could be read at all; one of several is told of afterwards."""
    broken = [receipt for receipt in receipts if receipt.error]
    own = [receipt for receipt in receipts if is_from(receipt, request.files)]
    if request.index is None and not request.files and not request.site:
        message = (
            "nothing to audit: give a file (roadsign audit backlinks.csv) "
            "or an index (roadsign --index DIR audit shop.example)"
        )
        raise RoadsignError(message)
    if own and request.index is None and all(receipt.error for receipt in own):
        raise InputError(broken[0].error or "cannot be read")


def guess_target(
    base: LinkBase,
    request: AuditRequest,
    receipts: Sequence[Receipt],
    rivals: Collection[str] = (),
) -> Target:
    """Take the domain that most rows of the files point to; a rival that was named is none."""
    rows: Counter[str] = Counter()
    for receipt in receipts:
        if is_from(receipt, request.files) and receipt.target and receipt.holds == "links":
            rows[receipt.target] += receipt.target_rows
    found = [domain for domain, _ in rows.most_common()]
    found += [row["domain"] for row in base.domains().to_pylist()] if request.files else []
    goal = next((domain for domain in found if domain not in rivals), None)
    if goal is not None:
        return Target(goal, "domain")
    other = next((r for r in receipts if not r.error and is_from(r, request.files)), None)
    if other is not None and not found:
        raise EmptyIndexError(_no_links(other))
    message = "say what to audit: roadsign audit shop.example"
    raise RoadsignError(message)


def _no_links(receipt: Receipt) -> str:
    source, what = receipt.source, receipt.title or receipt.format
    match receipt.holds:
        case "counts" | "sightings":
            told = f"holds {what}, not links: it can say how many sites link, not with which words"
        case "demand":
            told = f"holds {what}, not links: it says what people search for"
        case _ if receipt.read:
            reason, rows = max(receipt.rejected.items(), key=lambda each: each[1])
            why = f"{rows:,} rejected ({reason.replace('_', ' ')})"
            told = f"has {receipt.read:,} rows and no link: {why}"
        case _:
            told = f"holds no rows ({what})"
    return f"{source} {told}; export the backlinks too"
