"""The case: everything that an audit judges, gathered before the first judgement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from roadsign.model.anchors import Keyword
from roadsign.model.audit import AuditWarning, PageType
from roadsign.model.evidence import (
    NO_BALLOTS,
    NO_ROADS,
    Ballots,
    Burst,
    LinkFact,
    Roads,
    UsedPhrase,
    Voters,
)
from roadsign.model.receipts import Receipt
from roadsign.model.targets import Target

SITE_UNIT = "site"
OWN_BALLOT = 0
"""Each page by its own keywords (rivals: by none)."""
GROUP_BALLOT = 1
"""Rivals' pages by the keyword of the subject's page that they match exactly."""
FIRST_KEYWORD_BALLOT = 2


def type_unit(kind: PageType) -> str:
    """Name the unit of all pages of a type."""
    return f"type:{kind}"


class Evidence(Protocol):
    """Where the links behind a number can be asked for."""

    def links(self, wanted: Voters) -> list[LinkFact]:
        """Give the links behind some votes, one owner's many links first."""

    def unknown_links(self, subject: str, unit: str) -> list[LinkFact]:
        """Give the links of a unit whose words or follow are not known."""

    def lost_chains(self, subject: str) -> list[LinkFact]:
        """Give the links that went through a redirect which is gone."""

    def prospects(
        self, subject: str, cohort: Sequence[tuple[str, str]], most: int
    ) -> list[LinkFact]:
        """Give owners that link to two or more of a cohort's rivals and not to the subject."""


@dataclass(frozen=True, slots=True)
class PageCase:
    """One page of the subject, and what is known of it."""

    page: str
    """Its page key."""
    url: str
    addresses: tuple[str, ...]
    page_type: PageType
    competitive: bool
    keywords: tuple[Keyword, ...]
    given: bool
    title: str | None = None
    headings: tuple[str, ...] = ()
    language: str | None = None
    rank: float | None = None
    demand: float | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A rival's page that is for the same keyword."""

    rival: str
    page: str
    how: Literal["exact", "partial"]
    owners: int


@dataclass(frozen=True, slots=True)
class KeywordCohort:
    """The rivals' pages for one page's keyword; ``ballot`` holds their votes by its keywords."""

    keyword: str
    ballot: int
    matches: tuple[Match, ...]
    missing: tuple[str, ...]
    """Rivals that have no page for it."""


@dataclass(frozen=True, slots=True)
class Case:
    """What an audit judges."""

    target: Target
    display: str
    subject: str
    generated: str
    version: str
    pages: tuple[PageCase, ...]
    rivals: tuple[str, ...]
    rival_pages: Mapping[str, Mapping[str, PageType]]
    """Of each rival its pages with a followed owner, and their types."""
    roads: Mapping[tuple[str, str], Roads]
    ballots: Mapping[tuple[int, str, str], Ballots]
    cohorts: Mapping[str, KeywordCohort]
    """By the subject's page."""
    phrases: Mapping[str, Sequence[UsedPhrase]]
    bursts: tuple[Burst, ...]
    receipts: tuple[Receipt, ...]
    warnings: tuple[AuditWarning, ...]
    evidence: Evidence
    capped: frozenset[str] = frozenset()
    """Subject and rivals whose files end at their caps."""
    measured_groups: frozenset[tuple[str, str]] = frozenset()
    """(rival, unit) of which half of the votes are on exactly matched pages."""
    site_given: bool = False
    crawled: bool = False
    """All links are from pages that were read, none from a tool's index of the web."""
    page_scores: Mapping[str, tuple[float, tuple[float, float] | None]] = field(
        default_factory=dict
    )
    """Of a page its authority and the interval, where an index was scored with seeds."""
    owner_scale: Literal["domain_authority", "reach"] | None = None
    unit_warnings: Mapping[str, tuple[AuditWarning, ...]] = field(default_factory=dict)
    """Warnings that speak of one page."""

    def roads_of(self, unit: str, subject: str | None = None) -> Roads:
        """Give the owners of a unit, none where nothing links to it."""
        return self.roads.get((subject or self.subject, unit), NO_ROADS)

    def ballots_of(
        self, unit: str, subject: str | None = None, ballot: int = OWN_BALLOT
    ) -> Ballots:
        """Give the votes of a unit, none where nobody votes."""
        return self.ballots.get((ballot, subject or self.subject, unit), NO_BALLOTS)
