"""Made-up shops for the benchmarks: what is true of each page is known, what links say is drawn."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

HEADER = (
    "Referring page URL", "Target URL", "Anchor", "Type", "Nofollow", "Domain rating",
    "First seen", "Lost status",
)  # fmt: skip
KEYWORDS = (
    "camping stoves", "garden kneelers", "trail shoes", "winter tyres", "oak tables",
    "bread tins", "silk scarves", "rain barrels", "desk lamps", "yoga mats", "bike helmets",
    "coffee grinders",
)  # fmt: skip
OWN_KEYWORDS = (
    "hiking cookers", "knee pads", "running sneakers", "snow wheels", "timber desks",
    "loaf moulds", "neck wraps", "water butts", "reading lights", "exercise rugs",
    "cycling hats", "bean mills",
)  # fmt: skip
"""What rivals with keywords of their own call the same things."""
KINDS = ("thin", "over", "blank", "wrong", *("natural",) * 8)
"""What is true of the twelve pages of a shop."""
_LEFT = ("mossy", "quiet", "amber", "distant", "gentle", "crooked", "silver", "early", "hollow")
_RIGHT = ("harbour", "lantern", "orchard", "ferry", "meadow", "quarry", "attic", "violin", "kettle")
_WAYS = ("beginners", "women", "men", "kids", "summer", "the city", "a week away", "cold days")
_SYLLABLES = ("bo", "ka", "le", "mi", "nu", "ro", "sa", "te", "vi", "zo")
_REST = {
    "brand": 0.36, "whole": 0.04, "url": 0.19, "partial": 0.13, "generic": 0.10, "blank": 0.06,
    "other": 0.12,
}  # fmt: skip
"""How natural pages share the votes that are not exact."""
CLASSES = ("exact", *_REST)
CONCENTRATION = 60.0


@dataclass(frozen=True)
class Page:
    """A page, its keyword, and what is true of it."""

    path: str
    keyword: str
    kind: str


@dataclass
class Links:
    """The links to one site."""

    domain: str
    brand: str
    rows: list[tuple[str, ...]] = field(default_factory=list)

    def write(self, folder: Path) -> Path:
        """Write them as an export."""
        path = folder / f"{self.domain}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEADER, *self.rows])
        return path


def mix(rng: np.random.Generator, niche: float, strength: float = CONCENTRATION) -> np.ndarray:
    """Draw the shares of the classes of one natural page; exact is ``niche`` on the mean."""
    means = np.array([niche, *((1 - niche) * share for share in _REST.values())])
    shares: np.ndarray = rng.dirichlet(means * strength)
    return shares


def leaning(shares: np.ndarray, towards: dict[str, float]) -> np.ndarray:
    """Give shares in which some classes have what is said, and the others share the rest."""
    fixed = np.array([towards.get(name, np.nan) for name in CLASSES])
    free = np.isnan(fixed)
    found = np.where(free, shares / shares[free].sum() * (1 - np.nansum(fixed)), fixed)
    whole: np.ndarray = found / found.sum()
    return whole


def brand_name(rng: np.random.Generator) -> str:
    """Make up a brand."""
    return "".join(rng.choice(_SYLLABLES, 4)).capitalize()


class Shops:
    """Draws shops and their rivals; the same seed gives the same web."""

    def __init__(self, seed: int, niche: float) -> None:
        self.rng = np.random.default_rng(seed)
        self.niche = niche
        self._owners = 0

    def subject(self, kinds: Sequence[str] = KINDS) -> tuple[Links, list[Page]]:
        """Draw a shop with one page a kind."""
        brand = brand_name(self.rng)
        links = Links(f"{brand.lower()}.example", brand)
        pages = []
        for keyword, kind in zip(KEYWORDS, kinds, strict=False):
            page = Page(f"/c/{keyword.replace(' ', '-')}", keyword, kind)
            votes = int(self.rng.integers(4, 11) if kind == "thin" else self.rng.integers(75, 151))
            shares = mix(self.rng, self.niche)
            lean = {
                "over": {"exact": 0.65},
                "blank": {"blank": 0.5, "generic": 0.2},
                "wrong": {"wrong": 0.7},
            }.get(kind, {})
            wrong = lean.pop("wrong", 0.0)
            self._link(links, page, votes, leaning(shares, lean), wrong)
            pages.append(page)
        return links, pages

    def rival(self, *, keywords: Sequence[str] = KEYWORDS, numbered: bool = False) -> Links:
        """Draw a natural rival; ``numbered`` addresses say nothing of what their pages are for."""
        brand = brand_name(self.rng)
        links = Links(f"{brand.lower()}.example", brand)
        for number, keyword in enumerate(keywords):
            path = f"/c/{1000 + number}" if numbered else f"/c/{keyword.replace(' ', '-')}"
            votes = int(self.rng.integers(55, 151))
            self._link(links, Page(path, keyword, "natural"), votes, mix(self.rng, self.niche))
        return links

    def _link(
        self, links: Links, page: Page, votes: int, shares: np.ndarray, wrong: float = 0.0
    ) -> None:
        for name in self.rng.choice(CLASSES, votes, p=shares):
            said = "wrong" if self.rng.random() < wrong else str(name)
            anchor = self._anchor(said, page, links)
            self._owners += 1
            owner = f"site{self._owners}-{links.brand.lower()}.example"
            day = f"2025-{self.rng.integers(1, 13):02}-{self.rng.integers(1, 29):02}"
            links.rows.append(
                (
                    f"https://{owner}/post-{self._owners}",
                    f"https://{links.domain}{page.path}",
                    anchor,
                    "image" if said == "blank" else "text",
                    "false",
                    str(self.rng.integers(1, 80)),
                    day,
                    "",
                )
            )

    def _anchor(self, said: str, page: Page, links: Links) -> str:  # noqa: PLR0911 - one a kind
        match said:
            case "exact":
                return page.keyword
            case "whole":
                return f"{links.brand} {page.keyword}"
            case "brand":
                return links.brand
            case "url":
                return f"https://{links.domain}{page.path}"
            case "partial":
                return f"{page.keyword} for {self.rng.choice(_WAYS)}"
            case "generic":
                return str(self.rng.choice(["click here", "read more", "this page", "website"]))
            case "blank":
                return ""
            case "wrong":
                return "spring open day"
            case _:
                return f"{self.rng.choice(_LEFT)} {self.rng.choice(_RIGHT)}"


def site_toml(links: Links, pages: Sequence[Page]) -> str:
    """Say the shop as its owner would."""
    return "\n".join(
        [f'domain = "{links.domain}"', f'brand = ["{links.brand}"]', *_told(links, pages)]
    )


def _told(links: Links, pages: Sequence[Page]) -> Iterator[str]:
    for page in pages:
        yield f'[[pages]]\nurl = "https://{links.domain}{page.path}"\nkeywords = ["{page.keyword}"]'
