"""Crawls in an index: in any order, merged or not, forgotten as if they had never been there."""

from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from histories import HISTORIES, Found, Visit, found_in, links_of, oracle, pages_of
from hypothesis import given, settings
from hypothesis import strategies as st

from roadsign.model.receipts import Receipt
from roadsign.store.index import Index
from roadsign.store.linkbase import LinkBase
from roadsign.store.writing import Fill, IndexWriter, Put


def put_in(folder: Path, visits: Sequence[Visit]) -> None:
    """Put visits into an index, a source a day and medium, in the order in which they come."""
    sources: dict[tuple[int, str], list[Visit]] = {}
    for visit in visits:
        sources.setdefault((visit.day, visit.medium), []).append(visit)
    waiting = list(sources.items())
    while waiting:
        # Some sources share a part, and some parts a crawl.
        together, waiting = waiting[:4], waiting[4:]
        with IndexWriter(folder) as writer:
            for (day, medium), own in together:
                writer.ingest(f"{medium}-{day}", "crawl", filling(own))


def filling(visits: Sequence[Visit]) -> Fill:
    def fill(put: Put) -> Sequence[Receipt]:
        put("links", links_of(visits))
        put("source_pages", pages_of(visits))
        return [Receipt("crawl", kept=1)]

    return fill


def told(folder: Path) -> Found:
    with LinkBase("256MiB") as base, Index(folder) as index:
        index.load(base, ["shop.example"])
        return found_in(base)


def crawls(visits: Sequence[Visit]) -> list[str]:
    return sorted({visit.crawl for visit in visits})


@settings(max_examples=5, deadline=None)
@given(visits=HISTORIES, dice=st.randoms(use_true_random=False))
def test_neither_order_nor_merging_changes_an_answer(visits: list[Visit], dice: Random) -> None:
    shuffled = list(visits)
    dice.shuffle(shuffled)
    with TemporaryDirectory() as place:
        put_in(Path(place), shuffled)
        assert told(Path(place)) == oracle(visits)
        with IndexWriter(Path(place)) as writer:
            writer.compact()
        assert told(Path(place)) == oracle(visits)


@settings(max_examples=5, deadline=None)
@given(
    visits=HISTORIES.filter(lambda visits: len(crawls(visits)) > 1),
    dice=st.randoms(use_true_random=False),
)
def test_a_crawl_that_is_dropped_leaves_no_trace(visits: list[Visit], dice: Random) -> None:
    gone = dice.choice(crawls(visits))
    with TemporaryDirectory() as place:
        put_in(Path(place), visits)
        with IndexWriter(Path(place)) as writer:
            if dice.random() < 0.5:
                writer.compact()
            writer.drop(gone)
        assert told(Path(place)) == oracle([visit for visit in visits if visit.crawl != gone])
