"""The sites that link: their names, their languages, their kinds, how well they are rated."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from anyascii import anyascii

from roadsign.demo.tables import Kind, languages, sites

_PLAIN = 0.07
"""The share of sites without a certificate."""


@dataclass(frozen=True, slots=True)
class Host:
    """A site that links to shops."""

    name: str
    """Its host, also the last part of its addresses' origin."""
    scheme: str
    language: str
    kind: str
    rating: float
    """0 to 100."""
    pull: float
    """How readily it links to anything: heavy-tailed."""


def hosts(rng: np.random.Generator, number: int) -> list[Host]:
    """Invent so many sites with names of their own, most of them small."""
    codes, told = list(languages()), list(languages().values())
    kinds, facts = list(sites().kinds), list(sites().kinds.values())
    language_share = _shares([one.weight for one in told])
    kind_share = _shares([one.weight for one in facts])
    found: dict[str, Host] = {}
    while len(found) < number:
        code = codes[int(rng.choice(len(codes), p=language_share))]
        kind = kinds[int(rng.choice(len(kinds), p=kind_share))]
        name = _name(rng, code, kind)
        found.setdefault(name, _host(rng, name, code, kind))
    return list(found.values())


def copies(rng: np.random.Generator, number: int) -> list[Host]:
    """Invent so many sites that copy each other's pages."""
    told = sites().copies
    pairs = [f"{a}-{b}.example" for a in told.first for b in told.second]
    chosen = rng.choice(len(pairs), size=number, replace=False)
    return [
        Host(pairs[i], "http", "en", "copy", round(float(rng.uniform(0, 4)), 1), 0.0)
        for i in chosen
    ]


def source_page(rng: np.random.Generator, host: Host, day: dt.date) -> tuple[str, str]:
    """Give the address and the title of a page that the site put up on that day."""
    language = languages()[host.language]
    title = pick(rng, language.titles).format(month=language.months[day.month - 1])
    path = (
        sites()
        .kinds[host.kind]
        .path.format(
            year=day.year,
            month=f"{day:%m}",
            number=1000 + int(rng.integers(90000)),
            slug=_slug(title),
        )
    )
    return f"{host.scheme}://{host.name}{path}", title


def kind_of(host: Host) -> Kind:
    """Give what is known of sites of its kind."""
    return sites().kinds[host.kind]


def pick(rng: np.random.Generator, choices: Sequence[str]) -> str:
    """Choose one."""
    return choices[int(rng.integers(len(choices)))]


def _host(rng: np.random.Generator, name: str, language: str, kind: str) -> Host:
    around = sites().kinds[kind].rating
    rating = float(np.clip(rng.normal(around, around / 3), 0.3, 92))
    host = {"forum": f"forum.{name}", "news": f"www.{name}"}.get(kind, name)
    scheme = "http" if rng.random() < _PLAIN else "https"
    return Host(host, scheme, language, kind, round(rating, 1), float(np.exp(rng.normal(0, 0.8))))


def _name(rng: np.random.Generator, code: str, kind: str) -> str:
    language = languages()[code]
    endings = sites().endings.get(kind, language.second) if code == "en" else language.second
    joint = "-" if rng.random() < len(endings) / 40 else ""
    return f"{pick(rng, language.first)}{joint}{pick(rng, endings)}.example"


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", anyascii(title).lower()).strip("-")


def _shares(weights: Sequence[float]) -> list[float]:
    whole = sum(weights)
    return [weight / whole for weight in weights]
