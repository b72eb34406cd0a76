"""How sure it is: what was read, what was not seen, and by what each thing was judged."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from roadsign.model.audit import Audit
from roadsign.model.receipts import Receipt
from roadsign.model.terms import Term, terms
from roadsign.render.page.wording import count, counted
from roadsign.render.receipts import reason_in_words, warning_in_words

_STEPS = re.compile(r"[/\\]")
_TERMS = (
    "referring_domains",
    "followed_referring_domains",
    "follow_unknown",
    "backlinks",
    "followed_backlinks",
    "owners",
    "unknown",
    "share",
    "low",
    "high",
    "expected",
    "expected_high",
    "tail",
    "rivals_typical",
    "rivals_median",
    "rivals_lower_quartile",
    "missing",
    "floor",
    "roads",
    "signs",
    "health",
    "owners_needed",
    "changes_needed",
    "confidence",
    "rank",
    "demand",
    "rating",
    "page_authority",
)
"""The numbers of the report, in the order in which a reader meets them."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A number and what it counts; ``told`` says how it is measured."""

    said: str
    of: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One input as the list of sources shows it."""

    receipt: Receipt
    name: str
    """Its name and its folder's; where on a machine it lay is nobody's business."""
    rejected: tuple[tuple[str, int], ...]
    """Reasons in plain words, most rows first."""
    notes: tuple[str, ...]
    samples: tuple[tuple[int, str, str], ...]


def terms_used() -> list[Term]:
    """Give the terms of the numbers that the report shows."""
    known = terms()
    return [known[name] for name in _TERMS if name in known]


def facts(audit: Audit) -> list[Fact]:
    """Give the few numbers that say on how much the report stands."""
    site, known = audit.site, terms()
    good = [each for each in audit.sources if not each.error]
    linking, counting = known["referring_domains"], known["followed_referring_domains"]
    followed = site.followed_referring_domains
    return [
        _fact(len(good), "source read", "sources read"),
        _fact(sum(each.read for each in good), "row read", "rows read"),
        _fact(site.backlinks, "link to the site", "links to the site", known["backlinks"].text),
        _fact(site.referring_domains, "linking site", "linking sites", linking.text),
        _fact(followed, "site that counts", "sites that count", counting.text),
        _fact(len(audit.rivals), "rival compared", "rivals compared"),
    ]


def _fact(number: int, one: str, many: str, told: str = "") -> Fact:
    return Fact(count(number), one if number == 1 else many, told)


def unseen(audit: Audit) -> list[str]:
    """Say what the data does not show, as far as it is known."""
    return list(_unseen(audit))


def _unseen(audit: Audit) -> Iterator[str]:
    yield "No source lists every link. What none of the files holds is not in this report."
    if capped := [each.source for each in audit.sources if each.capped]:
        files, their = ("file ends", "its") if len(capped) == 1 else ("files end", "their")
        yield (
            f"{count(len(capped))} {files} at the limit of {their} tool: there the counts "
            "are lower bounds."
        )
    if failed := [each for each in audit.sources if each.error]:
        yield f"{counted(len(failed), 'input')} could not be read; see the sources below."
    if unknown := audit.site.authority.follow_unknown:
        yield (
            f"Of {counted(unknown, 'site')} it is not known whether the links are followed. "
            "They are counted in."
        )
    if unknown := audit.site.anchors.unknown:
        yield (
            f"Of {counted(unknown, 'site')} the words of the links are not known. They are no "
            "votes, and never taken for links without words."
        )
    if not audit.rivals:
        yield (
            "Without rivals only rough rules speak. They can show that something is far off; "
            "they can't show that all is well."
        )


def sources(audit: Audit) -> list[Source]:
    """Give every input with what became of its rows, in plain words."""
    return [_source(receipt) for receipt in audit.sources]


def _source(receipt: Receipt) -> Source:
    reasons = sorted(receipt.rejected.items(), key=lambda each: (-each[1], each[0]))
    return Source(
        receipt,
        receipt.source if "://" in receipt.source else "/".join(_STEPS.split(receipt.source)[-2:]),
        tuple((reason_in_words(code), n) for code, n in reasons),
        tuple(warning_in_words(code) for code in receipt.warnings),
        tuple((each.row, reason_in_words(each.reason), each.text) for each in receipt.samples),
    )
