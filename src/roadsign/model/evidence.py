"""What is counted of a unit (a page, a page type, a site) before anything is judged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Roads:
    """The owners of a unit's live links, one each."""

    owners: int = 0
    followed: int = 0
    """Those with a link that is followed, or of which that is not known."""
    follow_unknown: int = 0
    unknown: int = 0
    """Followed owners all of whose words are unknown: no votes."""
    links: int = 0
    followed_links: int = 0
    rating: float | None = None
    rating_scale: str | None = None
    owner_authority: float | None = None
    """Median of the followed owners' authority (or reach), where an index was scored."""


NO_ROADS = Roads()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase family and its votes, as most owners write it."""

    family: str
    phrase: str
    anchor_class: str
    hits: int
    ambiguous: int = 0
    """Of these the votes that may be the brand's name as well."""


@dataclass(frozen=True, slots=True)
class Ballots:
    """The votes of a unit: one an owner."""

    classes: Mapping[str, int] = field(default_factory=dict)
    ambiguous_exact: int = 0
    whole: int = 0
    """Votes of brand and keyword that hold a whole keyword."""
    named_exact: int = 0
    """Exact votes that are the page's own name."""
    top: Phrase | None = None
    """The top family among exact, partial and other."""
    other: Phrase | None = None
    """The top family among other alone."""

    @property
    def votes(self) -> int:
        """Give all votes."""
        return sum(self.classes.values())

    def of(self, *classes: str) -> int:
        """Give the votes of some classes together."""
        return sum(self.classes.get(each, 0) for each in classes)


NO_BALLOTS = Ballots()


@dataclass(frozen=True, slots=True)
class UsedPhrase:
    """Words as most owners write them, and the owners that use them."""

    phrase: str
    anchor_class: str
    owners: int


@dataclass(frozen=True, slots=True)
class Burst:
    """Not-followed owners of one unit that share a phrase."""

    unit: str
    phrase: str
    owners: int
    not_followed: int
    followed: int
    first: date | None
    last: date | None
    days: tuple[int, ...]
    labels: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Voters:
    """The owners whose links are asked for: of a unit, those that vote so."""

    subject: str
    unit: str
    classes: tuple[str, ...]
    family: str = ""
    """Only those whose words are of this phrase family; empty: of any."""
    named: bool = True
    """False: without those that call the page by its own name."""
    whole: bool = False
    """True: of brand and keyword only those that hold a whole keyword."""


@dataclass(frozen=True, slots=True)
class LinkFact:
    """One link behind a step."""

    owner: str
    source_url: str
    target_url: str
    anchor: str
    kind: str
