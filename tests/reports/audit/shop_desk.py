"""Small shops whose exports are written as files, and audited as a user would."""

import csv
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from roadsign.model.audit import Audit, PageAudit
from roadsign.workspace.auditing import AuditRequest, run_audit

HEADER = (
    "Referring page URL",
    "Target URL",
    "Anchor",
    "Type",
    "Nofollow",
    "First seen",
    "Lost status",
    "Redirect Chain URLs",
)
_ADJECTIVES = (
    "mossy",
    "quiet",
    "amber",
    "distant",
    "northern",
    "gentle",
    "crooked",
    "silver",
    "early",
    "hollow",
)
_NOUNS = (
    "harbour",
    "lantern",
    "orchard",
    "ferry",
    "meadow",
    "quarry",
    "attic",
    "violin",
    "kettle",
    "pasture",
)
LOOSE = [f"{a} {n}" for a, n in itertools.product(_ADJECTIVES, _NOUNS)]
"""A hundred phrases that have nothing in common with a shop, each a family of its own."""
WAYS = (
    "winter",
    "mud",
    "rain",
    "women",
    "men",
    "kids",
    "beginners",
    "snow",
    "rock",
    "grass",
    "sand",
    "heat",
    "night",
)


@dataclass(frozen=True)
class Word:
    """One site's link, by what it says."""

    anchor: str
    kind: str = "text"
    nofollow: str = "false"
    seen: str = "2026-03-01"


def words(
    votes: int,
    keyword: str = "trail running shoes",
    brand: str = "Nordlicht",
    /,
    **said: int,
) -> list[Word]:
    """
    Give so many sites' words; what is left of them says the brand.

    ``said`` are numbers of exact, partial, generic, blank, loose (unlike any other), wrong (one
    foreign phrase) and whole (brand and keyword).
    """
    fixed = {
        "exact": Word(keyword),
        "generic": Word("click here"),
        "blank": Word("", "image"),
        "wrong": Word("spring open day"),
        "whole": Word(f"{brand} {keyword}"),
    }
    found = [word for name, word in fixed.items() for _ in range(said.get(name, 0))]
    ways = itertools.islice(itertools.cycle(WAYS), said.get("partial", 0))
    found += [Word(f"{keyword} for {way}") for way in ways]
    found += [Word(LOOSE[place % len(LOOSE)]) for place in range(said.get("loose", 0))]
    return found + [Word(brand)] * (votes - len(found))


def natural(votes: int) -> dict[str, int]:
    """Give the numbers of a natural mix of words."""
    shares = {"exact": 0.06, "partial": 0.1, "generic": 0.08, "blank": 0.06, "loose": 0.2}
    return {name: round(votes * share) for name, share in shares.items()}


def path_for(keyword: str, folder: str = "c") -> str:
    """Give the path of a page for a keyword."""
    return f"/{folder}/{keyword.replace(' ', '-')}"


@dataclass
class Roads:
    """The links to one site, written as an export."""

    domain: str
    rows: list[Sequence[str]] = field(default_factory=list)
    _count: "itertools.count[int]" = field(default_factory=itertools.count)

    def add(self, path: str, said: Iterable[Word], owners: Sequence[str] = ()) -> "Roads":
        """Let one new site a word link to a page; ``owners`` name the first of them."""
        names = iter(owners)
        for word in said:
            number = next(self._count)
            label = self.domain.partition(".")[0]
            owner = next(names, f"s{number}-{label}.example")
            source = f"https://{owner}/post-{number}"
            self.row(source, f"https://{self.domain}{path}", word)
        return self

    def row(self, source: str, target: str, word: Word, lost: str = "", chain: str = "") -> None:
        """Add a row as it stands."""
        self.rows.append(
            (source, target, word.anchor, word.kind, word.nofollow, word.seen, lost, chain)
        )

    def write(self, folder: Path) -> Path:
        """Write the file, and name it."""
        path = folder / f"{self.domain}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEADER, *self.rows])
        return path


class Desk:
    """Where shops are written and audited."""

    roads = staticmethod(Roads)
    words = staticmethod(words)
    word = staticmethod(Word)
    loose = LOOSE
    natural = staticmethod(natural)
    path_for = staticmethod(path_for)

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shop = Roads("nordlicht.example")

    def rivals(
        self, owners: Sequence[int], keywords: Sequence[str] = ("trail running shoes",), **mix: int
    ) -> list[Roads]:
        """Give rivals whose page for each keyword has so many owners, in a natural mix."""
        found = []
        for number, votes in enumerate(owners):
            brand = f"Rivalbrand{'abcdefghijkl'[number]}"
            rival = Roads(f"{brand.lower()}.example")
            for keyword in keywords:
                said = words(votes, keyword, brand, **{**natural(votes), **mix})
                rival.add(path_for(keyword), said)
            found.append(rival)
        return found

    def audit(
        self, rivals: Sequence[Roads] = (), site: str | None = None, **request: object
    ) -> Audit:
        """Write everything and audit it."""
        toml = self.folder / "SITE.toml"
        if site is not None:
            toml.write_text(f'domain = "nordlicht.example"\n{site}', "utf-8")
        return run_audit(
            AuditRequest(
                files=(self.shop.write(self.folder),),
                rival_files=tuple(rival.write(self.folder) for rival in rivals),
                site=toml if site is not None else None,
                now=datetime(2026, 11, 22, 10, tzinfo=UTC),
                **request,  # type: ignore[arg-type]
            )
        ).audit

    @staticmethod
    def page(audit: Audit, path: str = "/c/trail-running-shoes") -> PageAudit:
        """Find a page by its path."""
        return next(page for page in audit.pages if page.url.endswith(path))

    @staticmethod
    def site_page(path: str = "/c/trail-running-shoes", **more: object) -> str:
        """Give a page of SITE.toml; keywords are given unless told otherwise."""
        said: dict[str, object] = {"keywords": ["trail running shoes"], **more}
        lines = [f"{key} = {_toml(value)}" for key, value in said.items() if value is not None]
        return "\n".join(["[[pages]]", f'url = "https://nordlicht.example{path}"', *lines, ""])


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(f'"{each}"' for each in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)
