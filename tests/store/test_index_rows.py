"""The index: what goes in comes out, once, sorted; what is not there is not read."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from link_rows import link_rows

from roadsign.errors import EmptyIndexError, InputError, UnknownNameError
from roadsign.kernels.urls import serialise, target_of
from roadsign.model.links import COUNTS, DEMAND, LINKS, SIGHTINGS, SOURCE_PAGES
from roadsign.model.receipts import Receipt, Sample
from roadsign.store.index import Index
from roadsign.store.linkbase import LinkBase
from roadsign.store.writing import IndexWriter, Put

SHOP = "https://shop.example"
ADDRESS = r"https?://[a-z]{1,3}(\.[a-z]{1,3}){0,3}(:[1-9][0-9]{0,3})?(/[!-~]{0,9})?"
KEY = [("source_url", "ascending"), ("target_url", "ascending"), ("anchor", "ascending")]


def put_in(
    folder: Path, sha: str, rows: pa.Table, holds: str = "links", target: str = "shop.example"
) -> list[Receipt]:
    receipt = Receipt(f"{sha}.csv", "ahrefs.backlinks", read=rows.num_rows, kept=rows.num_rows)
    receipt = replace(receipt, target=target, samples=(Sample(3, "bad_url", "x"),))

    def fill(put: Put) -> Sequence[Receipt]:
        for batch in rows.to_batches(max_chunksize=2):
            put(holds, batch)
        return [receipt]

    with IndexWriter(folder) as writer:
        return writer.known(sha, f"{sha}.csv") or writer.ingest(sha, f"{sha}.csv", fill)


def links_of(folder: Path, *domains: str) -> pa.Table:
    with Index(folder) as index:
        tables = [rows for _, rows in index.links(domains or None)]
    held = pa.concat_tables(tables) if tables else LINKS.empty_table()
    return held.select(LINKS.names).cast(LINKS).sort_by(KEY)


def hosts(table: pa.Table) -> list[str]:
    return [url.split("/")[2] for url in table["target_url"].to_pylist()]


def test_what_goes_in_comes_out_byte_for_byte(tmp_path: Path) -> None:
    rows = link_rows(
        {"source_url": "http://blog.friend.co.uk:8080/a?b=c%20d&e", "anchor": "=SUM(A1)"},
        {"source_url": "https://xn--bcher-kva.example/", "target_url": "https://127.0.0.1/x"},
        {"source_url": "https://[::1]:9/", "target_url": "https://[2001:db8::1]/"},
        {"source_url": "https://me.github.io/", "anchor": "words\n'in' lines", "left": "the "},
        {"source_url": "https://localhost/", "target_url": "https://go.example/x"}
        | {"target_final_url": f"{SHOP}/trail", "redirect_chain": ["https://go.example/x"]},
        {"source_url": "https://a.example/1", "lost": "2025-01-01", "lost_reason": "removed"},
        {"source_url": "https://b.example/1", "follow": None, "nofollow": None},
        {
            "source_url": "https://b.example/2",
            "domain_rating": 3.5,
            "domain_rating_scale": "moz_da",
        },
    )
    put_in(tmp_path, "one", rows)
    assert links_of(tmp_path).equals(rows.sort_by(KEY))


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.from_regex(ADDRESS, fullmatch=True).map(serialise).filter(bool),
        min_size=1,
        max_size=20,
    )
)
def test_any_address_is_kept_whole(tmp_path: Path, addresses: list[str]) -> None:
    sha = "|".join(addresses)
    told = [
        {"source_url": address, "target_url": address, "crawl": sha}
        for address in dict.fromkeys(addresses)
    ]
    put_in(tmp_path, sha, link_rows(*told))
    with Index(tmp_path) as index:
        (rows,) = [rows for _, rows in index.links(None) if rows["crawl"][0].as_py() == sha]
    assert sorted(rows["source_url"].to_pylist()) == sorted(set(addresses))
    assert rows["source_url"].to_pylist() == rows["target_url"].to_pylist()


def test_the_same_bytes_again_change_nothing(tmp_path: Path) -> None:
    first = put_in(tmp_path, "one", link_rows({}))
    with Index(tmp_path) as index:
        before = index.manifest
    again = put_in(tmp_path, "one", link_rows({}))
    assert again == [replace(first[0], known=True)]
    with Index(tmp_path) as index:
        assert index.manifest == before


def test_what_kept_nothing_may_be_tried_again(tmp_path: Path) -> None:
    put_in(tmp_path, "one", LINKS.empty_table())
    assert not put_in(tmp_path, "one", link_rows({}))[0].known
    assert links_of(tmp_path).num_rows == 1


def test_equal_elements_are_one_row_a_provider(tmp_path: Path) -> None:
    put_in(tmp_path, "one", link_rows({}, {}, {"provider": "moz"}))
    rows = links_of(tmp_path).sort_by("provider")
    assert rows["provider"].to_pylist() == ["ahrefs", "moz"]
    assert rows["links_in_group"].to_pylist() == [2, None]


def test_links_are_found_by_either_end_and_once(tmp_path: Path) -> None:
    chain = {"target_url": "https://go.example/x", "target_final_url": f"{SHOP}/trail"}
    put_in(tmp_path, "one", link_rows(chain))
    assert links_of(tmp_path).num_rows == 1
    assert links_of(tmp_path, "go.example").num_rows == 1
    assert links_of(tmp_path, "shop.example").num_rows == 1
    assert links_of(tmp_path, "shop.example", "go.example").num_rows == 1


@pytest.mark.parametrize(
    ("domain", "found"),
    [
        ("shop.example", ["blog.shop.example", "shop.example"]),
        ("shop-two.example", ["shop-two.example"]),
        ("github.io", ["github.io", "www.github.io"]),
        ("me.github.io", ["me.github.io"]),
        ("nobody.example", []),
    ],
)
def test_a_domain_has_its_hosts_and_no_neighbours(
    tmp_path: Path, domain: str, found: list[str]
) -> None:
    told = ["shop.example", "blog.shop.example", "shop-two.example", "shopp.example"]
    told += ["github.io", "www.github.io", "me.github.io"]
    put_in(tmp_path, "one", link_rows(*({"target_url": f"https://{host}/"} for host in told)))
    assert sorted(hosts(links_of(tmp_path, domain))) == found


def test_parts_out_of_range_are_not_opened(tmp_path: Path) -> None:
    put_in(tmp_path, "one", link_rows({"target_url": "https://aa.example/"}))
    put_in(tmp_path, "two", link_rows({"target_url": "https://zz.example/"}))
    with Index(tmp_path) as index:
        far = next(part for part in index.manifest.parts if part.first == "example.zz")
    (tmp_path / far.file).unlink()
    assert links_of(tmp_path, "aa.example").num_rows == 1


def test_a_part_is_sorted_by_where_links_end(tmp_path: Path) -> None:
    told = [f"https://{name}.example/{path}" for name in "cab" for path in "yx"]
    put_in(tmp_path, "one", link_rows(*({"target_url": address} for address in told)))
    (file,) = (tmp_path / "links").glob("*.parquet")
    rows = pq.read_table(file, partitioning=None)
    keys = list(zip(rows["key"].to_pylist(), rows["rest"].to_pylist(), strict=True))
    assert keys == sorted(keys)
    assert keys[0] == ("example.a", "/x")


def test_a_base_of_an_index_is_a_base_of_its_files(tmp_path: Path) -> None:
    first = link_rows({}, {}, {"source_url": "https://b.example/", "links_in_group": 3})
    second = link_rows({"last_seen": "2026-01-01"}, {"provider": "moz"})
    put_in(tmp_path, "one", first)
    put_in(tmp_path, "two", second)
    told = []
    for from_index in (True, False):
        with LinkBase() as base:
            if from_index:
                with Index(tmp_path) as index:
                    index.load(base, ["shop.example"])
            else:
                base.add(first, "one")
                base.add(second, "two")
            base.seal()
            base.select(target_of("shop.example"), "shop")
            told.append(base.hits("shop").drop_columns(["id", "source", "sources"]))
    assert told[0].equals(told[1])
    assert told[0]["n"].to_pylist() == [3, 2]


def test_compacting_changes_no_answer(tmp_path: Path) -> None:
    put_in(tmp_path, "one", link_rows({}, {"source_url": "https://b.example/"}))
    put_in(tmp_path, "two", link_rows({"last_seen": "2026-01-01"}, {}))
    put_in(tmp_path, "three", link_rows({"crawl": "other"}))
    with IndexWriter(tmp_path) as writer:
        assert writer.compact() == 1
        assert writer.compact() == 0
        assert writer.known("two", "two.csv") is not None
    rows = links_of(tmp_path)
    assert sorted(rows["crawl"].to_pylist()) == ["one", "one", "other"]
    assert rows.filter(pa.compute.field("crawl") == "one")["links_in_group"].to_pylist() == [
        None,
        2,
    ]
    assert len(list((tmp_path / "links").iterdir())) == 2


def test_dropping_a_crawl_forgets_it_and_its_sources(tmp_path: Path) -> None:
    put_in(tmp_path, "one", link_rows({}))
    put_in(tmp_path, "two", link_rows({"crawl": "other"}))
    with IndexWriter(tmp_path) as writer:
        assert writer.drop("one") == 1
        assert writer.known("one", "one.csv") is None
        with pytest.raises(UnknownNameError, match="no crawl 'one'; it holds: 'other'"):
            writer.drop("one")
    assert links_of(tmp_path)["crawl"].to_pylist() == ["other"]
    assert len(list((tmp_path / "links").iterdir())) == 1


def test_deleting_a_domain_leaves_no_byte_of_it(tmp_path: Path) -> None:
    chain = {"target_url": f"{SHOP}/x", "target_final_url": "https://new.example/"}
    rows = link_rows(
        {"source_url": "https://secret.example/page"},
        {"source_url": "https://a.example/", "target_url": "https://www.secret.example/"},
        chain | {"redirect_chain": ["https://secret.example/hop"]},
        {"source_url": "https://secret-not.example/"},
    )
    put_in(tmp_path, "one", rows)
    seen = {"source_url": "https://secret.example/p", "source_domain": "secret.example"}
    seen |= {"crawl": "one", "provider": "gsc"}
    put_in(tmp_path, "two", pa.Table.from_pylist([seen], schema=SIGHTINGS), "sightings")
    with IndexWriter(tmp_path) as writer:
        assert writer.delete("secret.example") == 4
        assert writer.delete("secret.example") == 0
    kept = [part for part in tmp_path.rglob("part-*") if b"secret.example" in part.read_bytes()]
    assert kept == []
    assert links_of(tmp_path)["source_domain"].to_pylist() == ["secret-not.example"]


def test_what_stands_beside_links_is_kept_for_its_target(tmp_path: Path) -> None:
    page: dict[str, object] = {
        "url": f"{SHOP}/old",
        "domain": "shop.example",
        "redirect_to": f"{SHOP}/new",
    }
    page |= {"unchanged": False, "medium": "html", "crawl": "c", "provider": "html"}
    demand = {"page": f"{SHOP}/new", "clicks": 3.0, "provider": "gsc"}
    count = {"grain": "domain", "name": "a.example", "crawl": "c", "provider": "ahrefs"}
    put_in(tmp_path, "1", pa.Table.from_pylist([page], schema=SOURCE_PAGES), "source_pages")
    put_in(tmp_path, "2", pa.Table.from_pylist([demand], schema=DEMAND), "demand")
    put_in(tmp_path, "3", pa.Table.from_pylist([count], schema=COUNTS), "counts", "else.example")
    put_in(tmp_path, "4", link_rows({"target_url": f"{SHOP}/old"}))
    with LinkBase() as base, Index(tmp_path) as index:
        index.load(base, ["shop.example"])
        base.seal()
        base.select(target_of("shop.example"), "shop")
        assert base.hits("shop")["page"].to_pylist() == [f"{SHOP}/new"]
        assert base.table("demand")["clicks"].to_pylist() == [3.0]
        assert base.table("counts").num_rows == 0


def test_a_source_of_many_crawls_is_told_off(tmp_path: Path) -> None:
    rows = link_rows(*({"crawl": f"c{place}"} for place in range(300)))
    with pytest.raises(InputError, match="more than 256 crawls"):
        put_in(tmp_path, "one", rows)
    assert list(tmp_path.rglob("part-*")) == []


def test_no_index_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(EmptyIndexError, match="roadsign ingest FILE first"):
        Index(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_info_counts_what_is_held(tmp_path: Path) -> None:
    put_in(tmp_path, "one", link_rows({}, {}))
    with Index(tmp_path) as index:
        told = index.info()
    assert (told["version"], told["rows"], told["sources"]) == (1, {"links": 1}, 1)
    assert told["crawls"][0]["crawl"] == "one"
