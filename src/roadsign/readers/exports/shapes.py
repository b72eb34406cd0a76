"""Tables told by what their columns hold, where their headers do not say it."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from roadsign.kernels.owners import registrable_domain
from roadsign.kernels.urls import host_of, serialise
from roadsign.readers.exports.dates import day_of
from roadsign.readers.exports.formats import (
    Column,
    Format,
    fold,
    generic_words,
    living_words,
    lost_words,
    named,
)
from roadsign.readers.exports.headers import Header, is_url
from roadsign.readers.exports.spellings import is_flag, is_number, is_whole, letters

_MOST = 0.8
_HALF = 0.5
_FEW = 3
_FIVE = 5
_FOLLOW_WORDS = frozenset({"follow", "dofollow", "nofollow", "ugc", "sponsored"})
_REL_TOKENS = _FOLLOW_WORDS | {"noopener", "noreferrer", "external", "me", "tag", "bookmark"}
_SURE_KINDS = frozenset({"text", "image", "anchor", "redirect", "canonical"})
_FOLLOWS = frozenset({"nofollow", "dofollow", "follow_word", "rel"})
_PARTS = re.compile(r"[\s,;|]+")
_INTERNAL = "intern"
_FIGURES = ("clicks", "impressions", "position")
_CTR = "ctr"
_DATED = re.compile(r"(?=.*\b\d{4}\b)(?=.*\b\d{1,2}\b)|\d{4}-\d\d-\d\d")
_BESIDE = "holds sums by day, country or device, no pages or queries: give Queries and Pages"


class Sampled:
    """One column of the rows below a header, and what it looks like."""

    def __init__(self, header: str, cells: Sequence[str]) -> None:
        self.header = header
        self.cells = [cell.strip() for cell in cells]
        self.filled = [cell for cell in self.cells if cell]

    @cached_property
    def urls(self) -> bool:
        """Whether it holds absolute addresses."""
        return self._mostly(is_url)

    @cached_property
    def days(self) -> bool:
        """Whether it holds days."""
        return self._mostly(_is_day) and not self._mostly(is_whole)

    @cached_property
    def dated(self) -> bool:
        """Whether it holds days, of a language whose months are not known too."""
        return self.days or (self._mostly(lambda cell: bool(_DATED.match(cell))) and not self.urls)

    @cached_property
    def wholes(self) -> bool:
        """Whether it holds whole numbers."""
        return self._mostly(is_whole)

    @cached_property
    def hosts(self) -> bool:
        """Whether it holds bare host names."""
        return self._mostly(
            lambda cell: (
                "." in cell
                and "/" not in cell
                and " " not in cell
                and not is_number(cell)
                and serialise(f"http://{cell}") is not None
            )
        )

    @cached_property
    def words(self) -> bool:
        """Whether it holds words: no addresses, days or numbers."""
        return bool(self.filled) and not (self.urls or self.days or self._mostly(is_number))

    @cached_property
    def follow_words(self) -> bool:
        """Whether it says of each row whether it is followed, and nothing else."""
        return all(cell.casefold() in _FOLLOW_WORDS or is_flag(cell) for cell in self.filled)

    @property
    def says_follow(self) -> bool:
        """Whether it says so in words, which no other column does."""
        return self.follow_words and any(not is_flag(cell) for cell in self.filled)

    @property
    def says_rel(self) -> bool:
        """Whether it holds tokens of rel, one of a hint among them."""
        tokens = {each for cell in self.filled for each in _PARTS.split(cell.casefold()) if each}
        return bool(tokens & _FOLLOW_WORDS) and tokens <= _REL_TOKENS

    @property
    def says_kind(self) -> bool:
        """Whether it says what each link is."""
        kinds = {letters(cell) for cell in self.filled}
        return bool(kinds & _SURE_KINDS) and kinds <= set(generic_words()["kind"])

    @property
    def says_alive(self) -> bool:
        """Whether it says of some row, in words, that its link lives or is gone."""
        said = {letters(cell) for cell in self.filled}
        return not said.isdisjoint(lost_words() | living_words())

    @property
    def mean_day(self) -> float:
        """The mean of its days, as a number."""
        days = [day.toordinal() for cell in self.filled if (day := _day(cell))]
        return sum(days) / len(days) if days else 0.0

    @cached_property
    def falling(self) -> bool:
        """Whether its numbers never rise, as in a table that is sorted by them."""
        numbers = [int("".join(filter(str.isdigit, cell)) or 0) for cell in self.filled]
        return numbers == sorted(numbers, reverse=True)

    @cached_property
    def domains(self) -> Counter[str]:
        """How often each registrable domain stands in it."""
        urls = (serialise(cell) for cell in self.filled)
        return Counter(registrable_domain(host_of(url)) for url in urls if url)

    @property
    def of_one_site(self) -> float:
        """The share of the commonest domain."""
        total = sum(self.domains.values())
        return max(self.domains.values()) / total if total else 0.0

    def _mostly(self, test: Callable[[str], bool]) -> bool:
        return bool(self.filled) and sum(map(test, self.filled)) >= _MOST * len(self.filled)


def _day(cell: str) -> dt.date | None:
    return day_of(cell, "day") or day_of(cell, "month")


def _is_day(cell: str) -> bool:
    return _day(cell) is not None


def sampled(header: Header) -> list[Sampled]:
    """Give the columns of the rows below a header that have a header or hold anything."""
    width = len(header.cells)
    rows = [[*row[:width], *[""] * (width - len(row))] for row in header.sample]
    columns = [
        Sampled(folded, [row[index] for row in rows]) for index, folded in enumerate(header.folded)
    ]
    return [column for column in columns if column.header or column.filled]


def search_console(header: Header, name: str) -> Format | None:
    """Give the layout of a Search Console table in a language whose words are not known."""
    columns = sampled(header)
    if not columns or not header.sample:
        return None
    if len({column.header for column in columns}) != len(columns):
        return None
    first, rest = columns[0], columns[1:]
    if len(columns) <= _FEW and first.urls:
        return _addresses(first, rest, name)
    if len(columns) == _FEW and first.hosts and all(column.wholes for column in rest):
        return _with(named("gsc.top_sites"), name=first, links=rest[0])
    sorted_words = len(first.filled) >= _FEW and first.words and not first.hosts
    if len(columns) == _FEW - 1 and sorted_words and rest[0].wholes and rest[0].falling:
        return _with(named("gsc.top_text"), name=first, links=rest[0])
    return None


def performance(header: Header) -> Format | None:
    """Give the layout of a performance table: by its words, else by the order of its columns."""
    layout = named("gsc.performance")
    columns = sampled(header)
    headers = [column.header for column in columns]
    told = {
        name: found
        for name, column in layout.columns.items()
        if (found := next((each for each in column.names if each in headers), None)) is not None
    }
    if not set(_FIGURES) <= set(told):
        at = headers.index(_CTR)
        if at < _FEW or len(columns) <= at + 1:
            return None
        told |= dict(
            zip(_FIGURES, (headers[at - 2], headers[at - 1], headers[at + 1]), strict=True)
        )
    if not {"query", "page"} & set(told):
        taken = {_CTR, *told.values()}
        first = next((column for column in columns if column.header not in taken), None)
        if first is None or first.days or first.header in layout.beside:
            return replace(layout, refuse=_BESIDE)
        told["page" if first.urls else "query"] = first.header
    return replace(layout, columns={name: Column((found,)) for name, found in told.items()})


def compared(header: Header) -> Format | None:
    """
    Give the layout of a performance table that compares two times: each figure stands twice.

    Of two columns of a figure the first is the later time. None where it is no such table.
    """
    columns = sampled(header)
    at = next((i for i, column in enumerate(columns) if _CTR in column.header.split()), 0)
    if at <= len(_FIGURES) or len(columns) <= at + 2 or _CTR not in columns[at + 1].header.split():
        return None
    layout, first = named("gsc.performance"), columns[0]
    if first.days or first.header in layout.beside:
        return replace(layout, refuse=_BESIDE)
    figures = dict(zip(_FIGURES, (columns[at - 4], columns[at - 2], columns[at + 2]), strict=True))
    subject = {"page" if first.urls else "query": first}
    both = tuple(column.header for column in columns)
    return replace(_with(layout, **subject, **figures), ignores=both)


def two_addresses(header: Header) -> dict[str, Sampled] | None:
    """
    Tell by shape the columns of source, target and anchor.

    Of two columns of addresses the target is the one that is mostly of one site; a table in
    which both are, or neither is, is no table of links.
    """
    columns = sampled(header)
    addresses = [column for column in columns if column.urls]
    if len(addresses) != len(("source", "target")) or any("keyword" in c.header for c in columns):
        return None
    source, target = sorted(addresses, key=lambda column: column.of_one_site)
    own = max(target.domains, key=target.domains.__getitem__, default="")
    foreign = 1 - source.domains[own] / max(sum(source.domains.values()), 1)
    many = len(source.filled) >= _FEW
    if target.of_one_site <= _HALF or foreign < _HALF or (many and source.of_one_site > _HALF):
        return None
    found = {"source_url": source, "target_url": target}
    if (anchor := _anchor(columns)) is not None:
        found["anchor"] = anchor
    return found


def by_words(columns: Sequence[Sampled], known: frozenset[str]) -> dict[str, Column]:
    """Give fields whose columns are told by their words or days, where no header told them."""
    found: dict[str, Sampled] = {}
    for column in columns:
        if column.says_follow and not _FOLLOWS & (known | set(found)):
            found["follow_word"] = column
        elif column.says_rel and "rel" not in known:
            found["rel"] = column
        elif column.says_kind and "kind" not in known:
            found["kind"] = column
    days = [column for column in columns if column.days]
    if len(days) == len(("first", "last")) and not {"first_seen", "last_seen"} & known:
        earlier, later = sorted(days, key=lambda column: column.mean_day)
        found |= {"first_seen": earlier, "last_seen": later}
    return {name: Column((column.header,)) for name, column in found.items()}


def _anchor(columns: Sequence[Sampled]) -> Sampled | None:
    """Take the shortest column of words that are neither codes nor a few fixed words."""

    def free(column: Sampled) -> bool:
        longest = max(map(len, column.filled))
        few = len(column.filled) > 2 * _FIVE and len(set(column.filled)) < _FEW
        flags = all(is_flag(cell) for cell in column.filled)
        fixed = column.hosts or column.follow_words or column.says_rel or column.says_kind
        fixed = fixed or flags or few
        return column.words and not fixed and longest > _FEW

    free_ones = [column for column in columns if column.filled and free(column)]
    length = {id(c): sum(map(len, c.filled)) / len(c.filled) for c in free_ones}
    return min(free_ones, key=lambda column: length[id(column)], default=None)


def _addresses(first: Sampled, rest: Sequence[Sampled], name: str) -> Format | None:
    own = first.of_one_site > _HALF
    if not rest:
        alone = not any("://" in cell[8:] for cell in first.filled) and ":" not in first.header
        return _with(named("gsc.sample"), source_url=first) if alone and not own else None
    if rest[0].dated and (len(rest) == 1 or rest[1].words):
        if own:
            return _with(named("gsc.indexing"))
        return (
            _with(named("gsc.latest"), source_url=first, seen=rest[0]) if len(rest) == 1 else None
        )
    if not own or not all(column.wholes for column in rest):
        return None
    if len(rest) == 1 or _INTERNAL in fold(name):
        return _with(named("gsc.top_pages"), name=first, links=rest[0])
    return _with(named("gsc.top_pages"), name=first, links=rest[0], referring_domains=rest[1])


def _with(layout: Format, /, **columns: Sampled) -> Format:
    told = {field: Column((column.header,)) for field, column in columns.items()}
    return replace(layout, columns=told)
