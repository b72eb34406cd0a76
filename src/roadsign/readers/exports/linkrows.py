"""Link rows: the columns of an export as LINKS, whatever the export calls them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from roadsign.kernels.owners import registrable_domain
from roadsign.kernels.urls import host_of
from roadsign.model.links import ANCHOR_KINDS, LINKS
from roadsign.readers.exports import addresses, hints, spellings
from roadsign.readers.exports.cells import Cells
from roadsign.readers.exports.formats import lost_words

_CONTEXT = 60
_LARGEST_GROUP = 2**31 - 1
_NO_TEXT = pa.scalar(None, pa.string())
_FLAG_KINDS = (
    ("is_mention", "!mention"),
    ("is_redirect", "redirect"),
    ("is_image", "image"),
    ("is_alt", "image"),
    ("is_form", "form"),
    ("is_frame", "frame"),
)
"""Flags that say what a link is, the strongest first."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What holds for every row of an input."""

    crawl: str
    day: dt.date | None
    """The day of the source, for losses without a day of their own."""
    given: dt.date | None
    """The day that the user gave, for rows without a date."""


def link_columns(cells: Cells, facts: Facts) -> tuple[dict[str, pa.Array], pa.Array]:
    """Give the columns of LINKS and, for each row, why it is no link (null where it is one)."""
    source, source_fault = addresses.read(cells.text("source_url"))
    end, end_fault = addresses.read(cells.text("target_url"))
    chain = addresses.chains(cells.optional("chain"), len(cells))
    first = pc.list_element(chain, 0)
    target = pc.coalesce(first, end)
    kind = _kind(cells)
    columns: dict[str, pa.Array] = {
        "source_url": source,
        "source_domain": domains(source),
        "target_url": target,
        "target_domain": domains(target),
        "target_final_url": _final(cells, first, end),
        "redirect_chain": chain,
        **_words(cells, kind),
        **hints.read(cells),
        "placement": _placement(cells),
        "left": pc.utf8_slice_codeunits(cells.text("left"), -_CONTEXT, None),
        "right": pc.utf8_slice_codeunits(cells.text("right"), 0, _CONTEXT),
        "source_title": cells.text("source_title"),
        "source_language": _language(cells),
        **_ratings(cells),
        **_days(cells, facts),
        "links_in_group": _group(cells),
        "crawl": cells.all(facts.crawl),
        "provider": cells.all(cells.layout.provider),
    }
    columns.update(_passed(cells))
    return columns, _faults(cells, columns["kind"], source_fault, end_fault)


def batch_of(schema: pa.Schema, columns: Mapping[str, pa.Array], kept: pa.Array) -> pa.RecordBatch:
    """Give the rows that are kept in a schema; a column that is not there is null."""
    arrays = [
        columns[each.name].cast(each.type)
        if each.name in columns
        else pa.nulls(len(kept), each.type)
        for each in schema
    ]
    return pa.record_batch(arrays, schema=schema).filter(kept)


def domains(urls: pa.Array) -> pa.Array:
    """Give the registrable domain of each serialised address."""
    return spellings.each_distinct(urls, lambda url: _domain(url.split("/", 3)[2]))


@lru_cache(maxsize=1 << 18)
def _domain(authority: str) -> str:
    return registrable_domain(host_of(f"http://{authority}/"))


def _final(cells: Cells, first: pa.Array, end: pa.Array) -> pa.Array:
    """Give where a link ends: of a chain the target as told, else what a column says."""
    told, _ = addresses.read(cells.text("target_final_url"))
    return pc.coalesce(told, pc.if_else(pc.is_valid(first), end, _NO_TEXT))


def _passed(cells: Cells) -> dict[str, pa.Array]:
    """Give the columns that are taken as they stand."""
    passed: dict[str, pa.Array] = {}
    for name in cells.layout.passes:
        if not cells.has(name):
            continue
        kind = LINKS.field(name).type
        if pa.types.is_boolean(kind):
            passed[name] = cells.flag(name)
        elif pa.types.is_integer(kind):
            passed[name] = spellings.count(cells.text(name))
        else:
            passed[name] = cells.text(name)
    return passed


def _kind(cells: Cells) -> pa.Array:
    layout = cells.layout
    words = layout.words.get("kind", {})
    kind = spellings.worded(cells.text("kind"), words, layout.other_kind)
    for flag, meant in reversed(_FLAG_KINDS):
        if cells.has(flag):
            kind = pc.if_else(cells.flag(flag).fill_null(fill_value=False), meant, kind)
    if cells.has("image_word"):
        starts = pc.starts_with(pc.utf8_lower(cells.text("image_word")), "image")
        kind = pc.if_else(
            pc.and_(starts.fill_null(fill_value=False), pc.is_null(kind)), "image", kind
        )
    return kind.fill_null("text")


def _words(cells: Cells, kind: pa.Array) -> dict[str, pa.Array]:
    """Give the anchor, where it is from, whether it is cut, and the kind that follows from it."""
    layout = cells.layout
    anchor = cells.words("anchor")
    alt = cells.words("alt")
    blank, alt_filled = pc.equal(anchor, ""), pc.not_equal(alt, "")
    from_alt = pc.and_(blank, alt_filled)
    kind = pc.if_else(pc.and_(from_alt, pc.equal(kind, "text")), "image", kind)
    image = pc.equal(kind, "image")
    if cells.has("alt"):
        empty, full = "none", "text"
    else:
        empty = pc.if_else(image, layout.blank_image, layout.blank_text)
        full = pc.if_else(image, "alt", "text")
    origin = pc.if_else(blank, empty if cells.has("anchor") else "unknown", full)
    carries = pc.is_in(kind, value_set=pa.array(ANCHOR_KINDS))
    return {
        "kind": kind,
        "anchor": pc.if_else(carries, pc.if_else(from_alt, alt, anchor), ""),
        "anchor_from": pc.if_else(carries, pc.if_else(from_alt, "alt", origin), "none"),
        "anchor_clipped": _clipped(anchor, layout.clip),
    }


def _clipped(anchor: pa.Array, clip: int) -> pa.Array:
    if not clip:
        return pa.repeat(pa.scalar(value=False), len(anchor))
    return pc.and_(pc.ends_with(anchor, "..."), pc.greater_equal(pc.utf8_length(anchor), clip - 5))


def _placement(cells: Cells) -> pa.Array:
    told = spellings.worded(cells.text("placement"), cells.layout.words.get("placement", {}))
    if not cells.has("is_main"):
        return told
    return pc.if_else(cells.flag("is_main").fill_null(fill_value=False), "main", told)


def _language(cells: Cells) -> pa.Array:
    """Give the first of the languages that a page is said to be in."""
    return spellings.each_distinct(
        cells.text("source_language"), lambda told: told.partition(",")[0].strip() or None
    )


def _ratings(cells: Cells) -> dict[str, pa.Array]:
    ratings: dict[str, pa.Array] = {}
    for name in ("domain_rating", "page_rating"):
        scale = cells.scale(name)
        told = scale is not None
        value = spellings.number(cells.text(name)) if told else pa.nulls(len(cells), pa.float64())
        ratings[name] = value
        ratings[f"{name}_scale"] = pc.if_else(
            pc.is_valid(value), pa.scalar(scale, pa.string()), _NO_TEXT
        )
    return ratings


def _days(cells: Cells, facts: Facts) -> dict[str, pa.Array]:
    first, last = cells.day("first_seen"), cells.day("last_seen")
    if cells.has("last_seen_else"):
        last = pc.coalesce(last, cells.day("last_seen_else"))
    undated = pc.and_(pc.is_null(first), pc.is_null(last))
    last = pc.if_else(undated, pa.scalar(facts.given, pa.date32()), last)
    told, reason = _loss(cells)
    no_day = pa.scalar(None, pa.date32())
    bound = pc.coalesce(cells.day("lost"), last, pa.scalar(facts.day, pa.date32()))
    lost = pc.if_else(told, bound, no_day)
    known = pc.coalesce(reason, pa.scalar("not_told"))
    return {
        "first_seen": first,
        "last_seen": last,
        "lost": lost,
        "lost_reason": pc.if_else(told, known, _NO_TEXT),
    }


def _loss(cells: Cells) -> tuple[pa.Array, pa.Array]:
    """Say of each row whether its link is told lost, and why."""
    why = "lost_status" if cells.has("lost_status") else "lost_reason"
    words = cells.layout.words.get("lost_reason", {})
    reason = spellings.worded(cells.text(why), words, "not_told")
    if cells.has("lost_status"):
        return pc.is_valid(cells.text("lost_status")), reason
    told = pc.is_valid(cells.day("lost"))
    for name in ("lost", "lost_flag", "lost_flag_else"):
        if cells.has(name):
            told = pc.or_(told, _gone(cells, name))
    return told, reason


def _gone(cells: Cells, name: str) -> pa.Array:
    words = spellings.each_distinct(
        cells.text(name), lambda word: spellings.letters(word) in lost_words(), pa.bool_()
    )
    return pc.coalesce(cells.flag(name), words, pa.scalar(value=False))


def _group(cells: Cells) -> pa.Array:
    size = spellings.count(cells.text("links_in_group"))
    sane = pc.and_(pc.greater(size, 0), pc.less_equal(size, _LARGEST_GROUP))
    return pc.if_else(sane, size, pa.scalar(None, pa.int64()))


def _faults(cells: Cells, kind: pa.Array, source: pa.Array, target: pa.Array) -> pa.Array:
    """Give the reason why a row is no link, the plainest first."""
    unfit = pc.if_else(pc.starts_with(kind, "!"), pc.utf8_slice_codeunits(kind, 1), _NO_TEXT)
    address = pc.coalesce(source, target)
    if address.null_count == len(address):
        return unfit
    ragged = pc.and_(cells.ragged, pc.is_valid(address))
    again = pc.if_else(cells.repeats_header("source_url"), "repeated_header", _NO_TEXT)
    return pc.coalesce(again, unfit, pc.if_else(ragged, "column_count", address))
