"""What owners and pages weigh, where an index was scored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from roadsign.model.audit import AuditWarning
from roadsign.store.index import Index
from roadsign.store.linkbase import LinkBase
from roadsign.store.scores import facts_of, is_stale, page_scores, scores_of

PageScore = tuple[float, tuple[float, float] | None]


@dataclass(frozen=True, slots=True)
class Weights:
    """Scores of owners by one scale, of pages, and what has to be known of them."""

    owners: pa.Table
    """domain, score"""
    scale: Literal["domain_authority", "reach"]
    pages: Mapping[str, PageScore] = field(default_factory=dict)
    warnings: tuple[AuditWarning, ...] = ()


def weights_of(index: Path | None, base: LinkBase, subject: str) -> Weights | None:
    """
    Give what the owners of a base weigh, by authority or, without seeds, by reach.

    None without an index or where it was never scored. Raises BrokenIndexError.
    """
    if index is None:
        return None
    with Index(index) as held:
        facts = facts_of(held)
        if facts is None:
            return None
        votes = base.query("owner_pages", subject=subject)
        owners = base.query("all_owners").column("owner").to_pylist()
        scale: Literal["domain_authority", "reach"]
        scale = "reach" if facts.seeds is None else "domain_authority"
        scores = scores_of(held, owners)
        rows = page_scores(held, votes).to_pylist()
        stale = is_stale(held)
    told = pa.table({"domain": scores["domain"], "score": scores[scale]})
    pages = {
        row["page"]: (row["page_authority"], _interval(row["page_low"], row["page_high"]))
        for row in rows
        if row["page_authority"] is not None
    }
    warnings = _warnings(without_seeds=facts.seeds is None, stale=stale)
    return Weights(told.filter(pc.is_valid(told["score"])), scale, pages, warnings)


def score_base(index: Path, base: LinkBase, subject: str) -> bool:
    """
    Tell a base the scores of the owners and pages it shows; say whether any has authority.

    Raises BrokenIndexError.
    """
    with Index(index) as held:
        if facts_of(held) is None:
            return False
        owners = base.query("all_owners").column("owner").to_pylist()
        domains = scores_of(held, [*owners, subject])
        pages = page_scores(held, base.query("owner_pages", subject=subject))
    base.set_scores(
        domains.rename_columns(
            [
                {"domain_low": "domain_authority_low", "domain_high": "domain_authority_high"}.get(
                    n, n
                )
                for n in domains.column_names
            ]
        ),
        pages.rename_columns(
            [
                {"page_low": "page_authority_low", "page_high": "page_authority_high"}.get(n, n)
                for n in pages.column_names
            ]
        ),
    )
    return bool(domains.num_rows) and domains["domain_authority"].null_count < domains.num_rows


def _interval(low: float | None, high: float | None) -> tuple[float, float] | None:
    return None if low is None or high is None else (low, high)


def _warnings(*, without_seeds: bool, stale: bool) -> tuple[AuditWarning, ...]:
    found: list[AuditWarning] = []
    if without_seeds:
        text = "Scored without seeds: sites are weighed by their reach, which is cheap to lift."
        found.append(AuditWarning("no_seeds", text))
    if stale:
        text = "The index holds other links than when it was scored: say roadsign score again."
        found.append(AuditWarning("stale_scores", text))
    return tuple(found)
