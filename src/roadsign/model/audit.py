"""The audit's answer: both signals of the site, its page types and its pages, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from roadsign.model.receipts import Receipt
from roadsign.model.targets import Target
from roadsign.model.verdicts import Anchors, Authority, Verdict

Basis = Literal["rivals", "index", "default", "field_floor"]
Confidence = Literal["high", "medium", "low"]
PageType = Literal["home", "category", "product", "article", "tool", "other"]
Deed = Literal[
    "earn_links",
    "change_anchors",
    "add_alt_text",
    "ask_for_labels",
    "fix_redirect",
    "verify_links",
    "add_rivals",
    "look_at_content",
    "confirm_keywords",
    "nothing",
]


@dataclass(frozen=True, slots=True)
class Missing:
    """Followed owners that lack; ``low`` and ``high`` are null where no rivals speak."""

    owners: int | None
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class CohortFacts:
    """Whom it is compared with: by keyword, type or site; how many pages of how many rivals."""

    by: Literal["keyword", "type", "site"] | None
    pages: int
    rivals: int


@dataclass(frozen=True, slots=True)
class RivalFigure:
    """One rival of the cohort, for the charts: its page (or its site) and both its axes."""

    domain: str
    url: str | None
    followed_referring_domains: int
    """Of a cohort by type: the mean of its pages of that type, rounded."""
    roads: float | None
    """Its owners over the rivals' median."""
    signs: float | None
    """Its anchor health, 0 to 100, by the same map as the subject's; null where not measured."""
    capped: bool = False
    """Its file ends at its cap: at least so many."""


@dataclass(frozen=True, slots=True)
class AuthoritySignal:
    """The road: who links."""

    level: Authority
    basis: Basis | None
    cohort: CohortFacts
    referring_domains: int
    """Owners with a live link, followed or not."""
    followed_referring_domains: int
    """Owners with a followed live link, or with one whose follow is not known."""
    follow_unknown: int
    """Of those, the owners of whom follow is not known."""
    rivals_typical: float | None
    rivals_median: float | None
    rivals_lower_quartile: float | None
    rivals_upper_quartile: float | None
    missing: Missing
    floor: int
    """The field's floor for this page, site or type: 36 or 8."""
    page_authority: float | None = None
    interval: tuple[float, float] | None = None
    rating: float | None = None
    """Median of the provider's own rating over the followed owners."""
    rating_scale: str | None = None
    owner_authority: float | None = None
    """Median authority (or reach) of the followed owners, where an index was scored."""
    owner_authority_scale: Literal["domain_authority", "reach"] | None = None
    rivals: tuple[RivalFigure, ...] = ()
    z: float | None = None
    """(log(1 + owners) + ln 2 - mean) * sqrt(J) / s."""
    q: float | None = None
    """Student's t at .9."""


@dataclass(frozen=True, slots=True)
class Share:
    """
    The share of votes of a class, with its 90 % interval, and what the cohort shows.

    ``anchor_class`` is one of the eight classes, or a tested sum of two:
    ``blank+generic``, ``exact+brand_keyword``, or ``top_phrase``.
    """

    anchor_class: str
    basis: Basis | None
    owners: int
    share: float
    low: float
    high: float
    expected: float | None
    """The cohort's mean."""
    expected_high: float | None
    """The cohort's 90 % quantile of a new page's true share."""
    tail: float | None
    """The chance of as many votes or more, unadjusted; null where the class is not tested."""
    adjusted: float | None = None
    """The tail after Hochberg's correction; null where none applies."""
    expected_low_quartile: float | None = None
    expected_high_quartile: float | None = None
    """The middle half of the rivals' own shares, for the charts."""


@dataclass(frozen=True, slots=True)
class TopPhrase:
    """A phrase that owners use most, as most of them write it."""

    phrase: str
    anchor_class: str
    owners: int
    share: float = 0.0
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True, slots=True)
class AnchorSignal:
    """The road sign: with which words."""

    level: Anchors
    basis: Basis | None
    owners: int
    """Votes: followed owners whose anchor is known."""
    unknown: int
    """Followed owners whose anchor is not known."""
    shares: tuple[Share, ...]
    top_phrases: tuple[TopPhrase, ...]
    health: float | None = None
    """Anchor health, 0 to 100; 50 is the line of the matrix; null without a cohort."""
    health_interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """What would end the alarm on the words: so many owners more, or so many changed."""

    owners_needed: int | None
    changes_needed: int | None


@dataclass(frozen=True, slots=True)
class StepRow:
    """One row that a step is about; what does not apply is null."""

    source_url: str | None = None
    target_url: str | None = None
    anchor: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do, why, how much of it, and the very rows it is about."""

    do: Deed
    text: str
    why: str
    amount: int | None = None
    rows: tuple[StepRow, ...] = ()


@dataclass(frozen=True, slots=True)
class AuditWarning:
    """Something that a reader of the audit has to know; codes stay, texts may change."""

    code: str
    text: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeywordFact:
    """A keyword, and whether a person named it."""

    keyword: str
    given: bool


@dataclass(frozen=True, slots=True)
class PageAudit:
    """One page."""

    url: str
    addresses: tuple[str, ...]
    page_type: PageType
    title: str | None
    keywords: tuple[KeywordFact, ...]
    competitive: bool
    rank: float | None
    demand: float | None
    given: bool
    """The page stands in SITE.toml."""
    verdict: Verdict
    in_words: str
    confidence: Confidence
    reason: str
    authority: AuthoritySignal
    anchors: AnchorSignal
    counterfactual: Counterfactual
    next_steps: tuple[NextStep, ...]
    warnings: tuple[AuditWarning, ...] = ()
    judged: bool = True
    """False: no followed links, listed only."""
    roads: float | None = None
    """Followed owners over the rivals' median."""
    roads_interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class GroupAudit:
    """The site as a whole, or all pages of one type."""

    page_type: PageType | None
    """Null for the site."""
    pages: int
    verdict: Verdict
    in_words: str
    confidence: Confidence
    reason: str
    referring_domains: int
    followed_referring_domains: int
    backlinks: int
    followed_backlinks: int
    authority: AuthoritySignal
    anchors: AnchorSignal
    counterfactual: Counterfactual
    next_steps: tuple[NextStep, ...]
    verdicts: Mapping[Verdict, int]
    """How many of its pages have each verdict."""
    warnings: tuple[AuditWarning, ...] = ()
    judged: bool = True


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One of at most three things to do first: the deed, and where it is and what it asks."""

    title: str
    detail: str
    page_url: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """The answer in plain sentences, the same on every face."""

    headline: str
    """One sentence: the answer."""
    detail: str
    """One or two sentences more."""
    first_steps: tuple[FirstStep, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """The whole answer."""

    target: Target
    display: str
    """The target as people read it (IDN in Unicode)."""
    generated: str
    """UTC, ISO 8601 with Z."""
    sources: tuple[Receipt, ...]
    summary: Summary
    site: GroupAudit
    page_types: tuple[GroupAudit, ...]
    pages: tuple[PageAudit, ...]
    """Worst first."""
    warnings: tuple[AuditWarning, ...]
    rivals: tuple[str, ...]
    """The rivals that were compared with."""
    version: str = ""
