"""How each linking site builds its pages: its frame, its charset, its habits; always the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from roadsign.demo.hosts import Host, pick
from roadsign.demo.tells import page_words, tells

_SEED = 20261109
_FRIENDS = 3


@dataclass(frozen=True, slots=True)
class Style:
    """What all pages of a site have in common."""

    name: str
    origin: str
    frame: str
    body: str
    tag: str
    """The value of the attribute lang."""
    charset: str
    in_header: bool
    """The HTTP header tells the charset."""
    named_entities: bool
    base: str
    """What ``<base href>`` says; "" where there is none."""
    absolute: bool
    """Its own pages are linked to with their whole addresses."""
    server: str
    friends: tuple[Host, ...]
    """Sites that it links to by habit."""
    blogroll: bool

    def address(self, path: str) -> str:
        """Write the address of one of its own pages as it does."""
        if self.absolute:
            return f"{self.origin}/{path}"
        return (path or "./") if self.base else f"/{path}"


def luck_of(text: str) -> np.random.Generator:
    """Give the stream of chance of a site or a page: the same in every crawl."""
    return np.random.default_rng([_SEED, crc32(text.encode())])


def name_of(host: Host) -> str:
    """Give the name of a site as it writes it."""
    return host.name.split(".")[-2].replace("-", " ").title()


def styles(pool: Sequence[Host]) -> Mapping[str, Style]:
    """Give the style of each site by its host; friends speak the same language."""
    speakers: dict[str, list[Host]] = {}
    for host in pool:
        speakers.setdefault(host.language, []).append(host)
    return {host.name: _style(host, speakers[host.language]) for host in pool}


def _style(host: Host, speakers: Sequence[Host]) -> Style:
    rng, told = luck_of(host.name), tells()
    odds, chance = told.habits, rng.random(8)
    language = page_words()[host.language]
    other = chance[0] < told.charsets.share
    origin = f"{host.scheme}://{host.name}"
    frames = list(told.frames)
    friends = {int(each) for each in rng.integers(len(speakers), size=_FRIENDS)}
    return Style(
        name=name_of(host),
        origin=origin,
        frame=frames[int(rng.choice(len(frames), p=list(told.frames.values())))],
        body=told.bodies.get(host.kind, "article"),
        tag=pick(rng, language.tags) if chance[1] < odds.region else host.language,
        charset=told.charsets.of[host.language] if other else "utf-8",
        in_header=not other or chance[2] < told.charsets.in_header,
        named_entities=chance[3] < odds.named_entities,
        base=f"{origin}/" if chance[4] < odds.base else "",
        absolute=chance[5] < odds.absolute,
        server=pick(rng, told.crawler.servers),
        friends=tuple(speakers[each] for each in sorted(friends) if speakers[each] is not host),
        blogroll=chance[6] < odds.blogroll,
    )
