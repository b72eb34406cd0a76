"""What the five reports leave out, how they sort, and where they go on."""

import datetime as dt
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from difflib import get_close_matches
from hashlib import blake2b
from typing import NoReturn

import pyarrow as pa
import pyarrow.compute as pc

from roadsign.errors import RoadsignError
from roadsign.model.anchors import ANCHOR_CLASSES
from roadsign.model.links import KINDS, PLACEMENTS
from roadsign.model.targets import Target
from roadsign.reports.where import where

FOLLOWS = ("follow", "nofollow", "ugc", "sponsored", "follow_unknown")
ONE_PER = ("domain", "page")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a user asks of a report; everything may be left out."""

    follow: tuple[str, ...] = ()
    """Of FOLLOWS; a link passes that is any of them."""
    classes: tuple[str, ...] = ()
    placements: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    source_types: tuple[str, ...] = ()
    since: dt.date | None = None
    """First seen (with ``lost``: lost) on this day or later."""
    until: dt.date | None = None
    min_authority: float | None = None
    lost: bool = False
    """Lost links instead of live ones."""
    new: bool = False
    """First seen in the thirty days before the newest day that the links tell."""
    one_per: str | None = None
    where: str | None = None
    sort: str | None = None
    limit: int | None = None
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The rows that are shown, how many there are in all, and how to get those after them."""

    rows: pa.Table
    total: int
    next_cursor: str | None


def checked(filters: Filters) -> Filters:
    """Give the filters back, or raise RoadsignError: one line that names the wrong value."""
    _among("--class", filters.classes, ANCHOR_CLASSES)
    _among("--placement", filters.placements, PLACEMENTS)
    _among("--kind", filters.kinds, KINDS)
    _among("--one-per", (filters.one_per,) if filters.one_per else (), ONE_PER)
    if filters.since and filters.until and filters.since > filters.until:
        _fail("--since", f"{filters.since} lies after --until {filters.until}")
    if filters.limit is not None and filters.limit < 1:
        _fail("--limit", f"{filters.limit} is too few: give at least 1")
    if filters.source_types:
        _fail(
            "--source-type",
            "nothing read so far tells what kind of site links; leave it out",
        )
    return replace(filters, languages=tuple(each.lower() for each in filters.languages))


def refuse_unscored(filters: Filters, *, scored: bool) -> None:
    """Raise RoadsignError where a filter asks for authority that no domain has."""
    if filters.min_authority is None or scored:
        return
    _fail(
        "--min-authority",
        "it needs authority scores (roadsign score --seeds FILE), and these links have none; "
        "a provider's rating can be asked: --where 'domain_rating >= 30'",
    )


def bound(filters: Filters) -> dict[str, object]:
    """Give the values that the queries bind."""
    return {
        "follow": list(filters.follow),
        "placements": list(filters.placements),
        "kinds": list(filters.kinds),
        "languages": list(filters.languages),
        "since": filters.since,
        "until": filters.until,
        "lost": filters.lost,
        "new": filters.new,
        "min_authority": filters.min_authority,
    }


def paged(name: str, target: Target, rows: pa.Table, filters: Filters, order: str) -> Page:
    """
    Give the page of a report's rows that was asked for.

    ``order`` sorts where ``--sort`` does not; it ends in columns that no two rows share.
    Raises RoadsignError for a wrong ``--where``, ``--sort`` or ``--cursor``.
    """
    if filters.where is not None:
        rows = where(rows, filters.where)
    rows = _sorted(rows, filters.sort, order)
    total = rows.num_rows
    mark = _mark(name, target, filters, total)
    start = _start(filters.cursor, mark)
    end = total if filters.limit is None else min(total, start + filters.limit)
    cursor = _cursor(end, mark) if end < total else None
    return Page(rows.slice(start, end - start), total, cursor)


def _sorted(rows: pa.Table, sort: str | None, order: str) -> pa.Table:
    keys: dict[str, str] = {}
    for text in (*(sort or "").split(","), *order.split(",")):
        name = text.strip().removeprefix("+").removeprefix("-")
        if not name:
            continue
        if name not in rows.column_names:
            nearest = get_close_matches(name, rows.column_names, n=1, cutoff=0)
            _fail("--sort", f"no column {name[:50]!r}; nearest: {nearest[0]!r}")
        if pa.types.is_nested(rows.schema.field(name).type):
            _fail("--sort", f"{name!r} holds lists, which have no order")
        down = text.strip().startswith("-")
        keys.setdefault(name, "descending" if down else "ascending")
    last = [(name, order, "at_end") for name, order in keys.items()]
    return rows.take(pc.sort_indices(rows, sort_keys=last))


def _mark(name: str, target: Target, filters: Filters, total: int) -> str:
    asked = asdict(replace(filters, limit=None, cursor=None))
    told = json.dumps([name, asdict(target), asked, total], default=str, sort_keys=True)
    return blake2b(told.encode(), digest_size=9).hexdigest()


def _cursor(place: int, mark: str) -> str:
    return urlsafe_b64encode(f"{place}.{mark}".encode()).decode().rstrip("=")


def _start(cursor: str | None, mark: str) -> int:
    if cursor is None:
        return 0
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        place, _, told = urlsafe_b64decode(padded.encode("ascii")).decode("ascii").partition(".")
        start = int(place)
    except ValueError:
        _fail("--cursor", "it is none that Roadsign gave")
    if told != mark or start < 0:
        _fail("--cursor", "it belongs to other filters, or the links have changed: start again")
    return start


def _among(option: str, values: Sequence[str], known: Collection[str]) -> None:
    for value in values:
        if value not in known:
            nearest = get_close_matches(value, known, n=1)
            told = f"nearest: {nearest[0]!r}" if nearest else f"one of {', '.join(known)}"
            _fail(option, f"{value[:50]!r} is not known; {told}")


def _fail(option: str, told: str) -> NoReturn:
    message = f"{option}: {told}"
    raise RoadsignError(message)
