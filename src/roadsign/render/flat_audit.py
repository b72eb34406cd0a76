"""The audit as a flat table: one row a page, for CSV, JSON lines, Parquet and data frames."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from roadsign.model.audit import Audit, PageAudit

_SHARES = {
    "share_brand": "brand",
    "share_brand_keyword": "brand_keyword",
    "share_exact": "exact",
    "share_partial": "partial",
    "share_url": "url",
    "share_generic": "generic",
    "share_blank": "blank",
    "share_other": "other",
    "share_blank_or_generic": "blank+generic",
}
_TEXT, _WHOLE, _FRACTION, _FLAG = pa.string(), pa.int64(), pa.float64(), pa.bool_()

AUDIT_ROWS = pa.schema(
    [
        ("target", _TEXT),
        ("url", _TEXT),
        ("page_type", _TEXT),
        ("title", _TEXT),
        ("keywords", _TEXT),
        ("keywords_given", _FLAG),
        ("competitive", _FLAG),
        ("rank", _FRACTION),
        ("demand", _FRACTION),
        ("judged", _FLAG),
        ("verdict", _TEXT),
        ("in_words", _TEXT),
        ("confidence", _TEXT),
        ("reason", _TEXT),
        ("authority_level", _TEXT),
        ("authority_basis", _TEXT),
        ("referring_domains", _WHOLE),
        ("followed_referring_domains", _WHOLE),
        ("follow_unknown", _WHOLE),
        ("rivals_typical", _FRACTION),
        ("rivals_median", _FRACTION),
        ("missing_owners", _WHOLE),
        ("missing_low", _WHOLE),
        ("missing_high", _WHOLE),
        ("roads", _FRACTION),
        ("page_authority", _FRACTION),
        ("anchors_level", _TEXT),
        ("anchors_basis", _TEXT),
        ("votes", _WHOLE),
        ("words_unknown", _WHOLE),
        *((f"{name}{end}", _FRACTION) for name in _SHARES for end in ("", "_low", "_high")),
        ("top_phrase", _TEXT),
        ("top_phrase_owners", _WHOLE),
        ("signs", _FRACTION),
        ("owners_needed", _WHOLE),
        ("changes_needed", _WHOLE),
        ("next_step", _TEXT),
        ("next_step_text", _TEXT),
        ("next_step_amount", _WHOLE),
        ("warnings", _TEXT),
    ]
)
"""The columns of the flat table; several values of one cell are parted by ``; ``."""


def audit_table(audit: Audit) -> pa.Table:
    """Give one row a page, worst first, with the columns of ``AUDIT_ROWS``."""
    rows = [{"target": audit.target.value, **dict(_row(page))} for page in audit.pages]
    return pa.Table.from_pylist(rows, schema=AUDIT_ROWS)


def _row(page: PageAudit) -> Iterator[tuple[str, Any]]:
    for name in ("url", "page_type", "title", "competitive", "rank", "demand", "judged",
                 "verdict", "in_words", "confidence", "reason", "roads"):  # fmt: skip
        yield name, getattr(page, name)
    yield "keywords", "; ".join(each.keyword for each in page.keywords)
    yield "keywords_given", any(each.given for each in page.keywords) if page.keywords else None
    yield "owners_needed", page.counterfactual.owners_needed
    yield "changes_needed", page.counterfactual.changes_needed
    yield "warnings", "; ".join(each.text for each in page.warnings)
    yield from _authority(page)
    yield from _words(page)
    if page.next_steps:
        step = page.next_steps[0]
        yield from (
            ("next_step", step.do),
            ("next_step_text", step.text),
            ("next_step_amount", step.amount),
        )


def _authority(page: PageAudit) -> Iterator[tuple[str, Any]]:
    signal = page.authority
    yield "authority_level", signal.level
    yield "authority_basis", signal.basis
    for name in ("referring_domains", "followed_referring_domains", "follow_unknown",
                 "rivals_typical", "rivals_median", "page_authority"):  # fmt: skip
        yield name, getattr(signal, name)
    yield "missing_owners", signal.missing.owners
    yield "missing_low", signal.missing.low
    yield "missing_high", signal.missing.high


def _words(page: PageAudit) -> Iterator[tuple[str, Any]]:
    signal = page.anchors
    yield from (
        ("anchors_level", signal.level),
        ("anchors_basis", signal.basis),
        ("votes", signal.owners),
        ("words_unknown", signal.unknown),
        ("signs", signal.health),
    )
    told = {share.anchor_class: share for share in signal.shares}
    for name, anchor_class in _SHARES.items():
        if share := told.get(anchor_class):
            yield name, share.share
            yield f"{name}_low", share.low
            yield f"{name}_high", share.high
    if signal.top_phrases:
        yield "top_phrase", signal.top_phrases[0].phrase
        yield "top_phrase_owners", signal.top_phrases[0].owners
