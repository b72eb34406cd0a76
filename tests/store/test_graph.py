"""Who votes for whom: one edge a pair of owners, for links that live and are followed."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from link_rows import link_rows

from roadsign.model.links import SOURCE_PAGES
from roadsign.model.receipts import Receipt
from roadsign.store.graph import owner_graph
from roadsign.store.index import Index
from roadsign.store.writing import IndexWriter, Put

Row = Mapping[str, object]


def put_in(folder: Path, sha: str, *rows: Row, pages: Sequence[Row] = ()) -> None:
    def fill(put: Put) -> Sequence[Receipt]:
        put("links", link_rows(*rows))
        put("source_pages", pa.Table.from_pylist(list(pages), schema=SOURCE_PAGES))
        return [Receipt(f"{sha}.csv", kept=len(rows) + len(pages))]

    with IndexWriter(folder) as writer:
        writer.ingest(sha, f"{sha}.csv", fill)


def edges(folder: Path) -> set[tuple[str, str]]:
    with Index(folder) as index:
        found = owner_graph(index)
    names = found.names.to_pylist()
    assert names == sorted(names)
    targets = np.repeat(np.arange(found.graph.n), found.graph.linking)
    pairs = list(zip(found.graph.sources.tolist(), targets.tolist(), strict=True))
    assert len(pairs) == len(set(pairs))
    return {(names[source], names[target]) for source, target in pairs}


def one(source: str = "a.example", target: str = "b.example", told: Row | None = None) -> Row:
    return {"source_url": f"https://{source}/", "target_url": f"https://{target}/", **(told or {})}


A_TO_B = {("a.example", "b.example")}


@pytest.mark.parametrize(
    ("told", "counts"),
    [
        ({}, True),
        ({"follow": None, "nofollow": None}, True),
        ({"kind": "image"}, True),
        ({"kind": "area"}, True),
        ({"kind": "redirect"}, True),
        ({"kind": "canonical"}, False),
        ({"kind": "alternate"}, False),
        ({"kind": "frame"}, False),
        ({"kind": "form"}, False),
        ({"kind": "rss"}, False),
        ({"follow": False, "nofollow": True}, False),
        ({"follow": False, "ugc": True}, False),
        ({"lost": "2026-01-02"}, False),
    ],
)
def test_what_is_a_vote(tmp_path: Path, told: Row, *, counts: bool) -> None:
    put_in(tmp_path, "one", one(told=told))
    assert edges(tmp_path) == (A_TO_B if counts else set())
    with Index(tmp_path) as index:
        assert owner_graph(index).names.to_pylist() == ["a.example", "b.example"]


def test_many_links_are_one_edge_and_own_links_none(tmp_path: Path) -> None:
    rows = [
        {"source_url": f"https://www{i % 3}.a.example/{i}", "target_url": f"http://b.example/{i}"}
        for i in range(50)
    ]
    put_in(tmp_path, "one", *rows, one("shop.a.example", "a.example"))
    assert edges(tmp_path) == A_TO_B


def test_sites_of_a_shared_host_are_owners_and_a_suffix_keeps_its_www(tmp_path: Path) -> None:
    put_in(
        tmp_path,
        "one",
        one("x.github.io", "y.github.io"),
        one("www.github.io", "github.io"),
        one("192.0.2.1", "a.example"),
    )
    assert edges(tmp_path) == {("x.github.io", "y.github.io"), ("192.0.2.1", "a.example")}


def test_a_vote_goes_where_the_link_ends(tmp_path: Path) -> None:
    chain = ["https://old.example/", "https://hop.example/"]
    ends = {"target_final_url": "https://b.example/", "redirect_chain": chain}
    back = {"target_final_url": "https://blog.a.example/", "redirect_chain": chain}
    put_in(
        tmp_path, "one", one(target="old.example", told=ends), one(target="old.example", told=back)
    )
    assert edges(tmp_path) == A_TO_B


OLD = {"crawl": "old", "last_seen": "2026-01-01"}
NEW = {"crawl": "new", "last_seen": "2026-03-01"}


@pytest.mark.parametrize(
    ("first", "second", "counts"),
    [
        (OLD, NEW | {"lost": "2026-03-01"}, False),
        (OLD | {"lost": "2026-01-01"}, NEW, True),
        (OLD, NEW | {"follow": False, "nofollow": True}, False),
        (OLD, NEW | {"follow": None, "nofollow": None}, True),
        (OLD, NEW | {"lost": "2026-03-01", "anchor": "other words"}, True),
        (OLD | {"follow": False, "ugc": True}, NEW | {"anchor": "other words"}, True),
        (OLD | {"lost": "2026-01-01"}, NEW | {"lost": "2026-03-01"}, False),
    ],
)
def test_what_crawls_say_of_a_link_together_decides(
    tmp_path: Path, first: Row, second: Row, *, counts: bool
) -> None:
    for name, order in (("one", (first, second)), ("other", (second, first))):
        for sha, told in enumerate(order):
            put_in(tmp_path / name, str(sha), one(told=told))
        assert edges(tmp_path / name) == (A_TO_B if counts else set())


def look(day: int, status: int = 200, **told: object) -> Row:
    page = {"url": "https://a.example/", "domain": "a.example", "status": status}
    page |= {"fetched": dt.datetime(2026, 3, day, 12), "unchanged": False, "medium": "warc"}  # noqa: DTZ001
    return page | {"crawl": f"day-{day}", "provider": "warc"} | told


def crawled(day: int, **told: object) -> Row:
    seen = {"crawl": f"day-{day}", "provider": "warc", "last_seen": f"2026-03-0{day}"}
    return one(told={**seen, **told})


@pytest.mark.parametrize(
    ("later", "links", "counts"),
    [
        ([look(5)], [], False),
        ([look(5, 404)], [], False),
        ([look(5, 503)], [], True),
        ([look(5)], [crawled(5)], True),
        ([look(5)], [crawled(5, follow=False, nofollow=True)], False),
        ([look(5)], [one(told={"provider": "ahrefs", "last_seen": "2026-03-09"})], True),
        ([look(5, medium="wat", provider="wat")], [], True),
        ([look(5, robots="noindex")], [crawled(5)], False),
    ],
)
def test_a_later_look_at_a_page_takes_its_vote(
    tmp_path: Path, later: Sequence[Row], links: Sequence[Row], *, counts: bool
) -> None:
    put_in(tmp_path, "one", crawled(1), pages=[look(1)])
    assert edges(tmp_path) == A_TO_B
    put_in(tmp_path, "two", *links, pages=later)
    assert edges(tmp_path) == (A_TO_B if counts else set())


@pytest.mark.parametrize("at_once", [1, 3, 1000])
def test_doubts_are_settled_in_any_stretches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr("roadsign.store.graph._SETTLED_AT_ONCE", at_once)
    rows = [one(f"s{i}.example", told={**OLD, "follow": i % 2 == 0}) for i in range(9)]
    rows += [one(f"s{i}.example", told=NEW | {"anchor": "else", "follow": False}) for i in range(9)]
    put_in(tmp_path, "one", *rows)
    assert edges(tmp_path) == {(f"s{i}.example", "b.example") for i in range(0, 9, 2)}


def test_pages_add_up_their_owners_votes_once_each(tmp_path: Path) -> None:
    put_in(
        tmp_path,
        "one",
        one(target="www.b.example", told={"anchor": "x"}),
        one(target="b.example", told={"anchor": "y"}),
        {"source_url": "https://a.example/2", "target_url": "http://b.example/index.html"},
        {"source_url": "https://c.example/", "target_url": "https://b.example/?q=index.html"},
        {"source_url": "https://c.example/", "target_url": "https://b.example/default.php?q=1"},
        {"source_url": "https://c.example/", "target_url": "https://b.example"},
        one("d.example", told={"follow": False, "nofollow": True}),
    )
    with Index(tmp_path) as index:
        found = owner_graph(index)
        votes = np.array([[0.1, 0.0, 0.2, 0.4][i] for i in range(4)])
        assert found.names.to_pylist() == [f"{name}.example" for name in "abcd"]
        trust, reach = found.page_sums(votes, votes / 2)
    assert sorted(trust) == pytest.approx([0.2, 0.2, 0.3])
    assert sorted(reach) == pytest.approx([0.1, 0.1, 0.15])


def test_an_index_without_links_has_no_owners(tmp_path: Path) -> None:
    put_in(tmp_path, "one", one())
    with IndexWriter(tmp_path) as writer:
        writer.delete("a.example")
    with Index(tmp_path) as index:
        assert owner_graph(index).graph.n == 0
