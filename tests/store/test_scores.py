"""Scores beside an index: whole or not at all, stale when links change, of pages on demand."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from link_rows import link_rows

from roadsign.errors import BrokenIndexError
from roadsign.model.receipts import Receipt
from roadsign.store.index import Index
from roadsign.store.scores import SCORES, facts_of, is_stale, page_scores, scores_of
from roadsign.store.writing import IndexWriter, Put
from roadsign.workspace.scoring import score

CHILD = """
import os, signal, sys
from pathlib import Path
from roadsign.workspace.scoring import score

calls, true = 0, getattr(os, sys.argv[2])

def fatal(*args, **told):
    global calls
    calls += 1
    if calls == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
    return true(*args, **told)

setattr(os, sys.argv[2], fatal)
score(Path(sys.argv[1]))
"""


def put_in(folder: Path, sha: str, *rows: dict[str, object]) -> None:
    def fill(put: Put) -> Sequence[Receipt]:
        put("links", link_rows(*({**row, "crawl": sha} for row in rows)))
        return [Receipt(f"{sha}.csv", kept=len(rows))]

    with IndexWriter(folder) as writer:
        writer.ingest(sha, f"{sha}.csv", fill)


def links(count: int, source: str = "s", target: str = "shop") -> list[dict[str, object]]:
    return [
        {"source_url": f"https://{source}{i}.example/", "target_url": f"https://{target}.example/"}
        for i in range(count)
    ]


@pytest.fixture
def index(tmp_path: Path) -> Path:
    folder = tmp_path / "index"
    put_in(folder, "one", *links(12), *links(3, target="other"), *links(1, "shop", "s0"))
    return folder


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    file = tmp_path / "seeds.txt"
    file.write_text("s0.example\ns1.example\n")
    return file


def rows(index: Path, domains: list[str] | None = None) -> dict[str, dict[str, Any]]:
    with Index(index) as held:
        found = scores_of(held, domains)
    assert found.schema == SCORES
    return {row["domain"]: row for row in found.to_pylist()}


def test_an_index_that_was_never_scored_has_no_scores(index: Path) -> None:
    assert rows(index) == {}
    with Index(index) as held:
        assert facts_of(held) is None
        assert not is_stale(held)
        (page,) = page_scores(held, pa.table({"page": ["p"], "owner": ["a"]})).to_pylist()
    assert (page["page_authority"], page["page_reach"], page["owners"]) == (None, None, 1)


def test_seeds_fill_authority_and_only_where_a_path_leads(index: Path, seeds: Path) -> None:
    put_in(index, "apart", *links(11, "far", "island"))
    score(index)
    before = rows(index)["shop.example"]
    assert (before["domain_authority"], before["domain_low"]) == (None, None)
    assert before["reach_low"] <= before["reach"] <= before["reach_high"]
    score(index, seeds)
    found = rows(index, ["shop.example", "island.example", "s9.example", "unheard.example"])
    assert sorted(found) == ["island.example", "s9.example", "shop.example"]
    shop, island, nobody = (found[f"{n}.example"] for n in ("shop", "island", "s9"))
    assert 0 <= shop["domain_low"] <= shop["domain_authority"] <= shop["domain_high"] <= 100
    assert (shop["measurable"], shop["owners"]) == (True, 12)
    assert (island["domain_authority"], island["domain_low"]) == (None, None)
    assert (island["measurable"], island["owners"]) == (True, 11)
    assert island["reach"] > 0
    assert (nobody["measurable"], nobody["owners"], nobody["reach_low"]) == (False, 0, None)


def test_the_same_again_is_no_new_version(index: Path, seeds: Path) -> None:
    score(index, seeds)
    files = sorted(path.name for path in index.rglob("*"))
    told = rows(index)
    score(index, seeds)
    assert sorted(path.name for path in index.rglob("*")) == files
    assert rows(index) == told


def test_the_order_of_ingests_never_matters(index: Path, tmp_path: Path, seeds: Path) -> None:
    put_in(index, "two", *links(5, "t"))
    other = tmp_path / "other"
    put_in(other, "two", *reversed(links(5, "t")))
    again = [*links(1, "shop", "s0"), *links(3, target="other"), *reversed(links(12))]
    put_in(other, "one", *again)
    score(index, seeds)
    score(other, seeds)
    assert rows(index) == rows(other)


def test_new_links_make_scores_stale_and_merging_does_not(index: Path) -> None:
    score(index)
    told = rows(index)

    def stale() -> bool:
        with Index(index) as held:
            return is_stale(held)

    assert not stale()
    put_in(index, "two", *links(2, "t"))
    assert stale()
    assert rows(index) == told
    score(index)
    with IndexWriter(index) as writer:
        writer.compact()
    assert not stale()
    with IndexWriter(index) as writer:
        writer.drop("two")
    assert stale()


def test_a_deleted_domain_is_in_no_score(index: Path) -> None:
    score(index)
    with IndexWriter(index) as writer:
        writer.delete("s3.example")
    assert "s3.example" not in rows(index)
    assert "shop.example" in rows(index)
    with Index(index) as held:
        assert is_stale(held)
    for file in (index / "scores").iterdir():
        assert b"s3.example" not in file.read_bytes()


@pytest.mark.parametrize(
    ("call", "number", "new"),
    [("fsync", 1, False), ("fsync", 3, False), ("link", 1, False), ("fsync", 6, True)],
)
def test_a_killed_score_leaves_the_old_ones(
    index: Path, seeds: Path, call: str, number: int, *, new: bool
) -> None:
    score(index, seeds)
    told = rows(index)
    argv = [sys.executable, "-c", CHILD, str(index), call, str(number)]
    ended = subprocess.run(argv, capture_output=True, check=False)  # noqa: S603 - ours
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    assert (rows(index) == told) is not new
    score(index, seeds)
    assert rows(index) == told
    assert list(index.rglob("*.tmp")) == []


def test_a_damaged_score_is_told_in_one_line_and_mended_by_the_next(index: Path) -> None:
    score(index)
    told = rows(index)
    (file,) = (index / "scores").iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:-30] + bytes(30))
    with pytest.raises(BrokenIndexError, match="is damaged") as caught:
        rows(index)
    assert "\n" not in str(caught.value)
    with Index(index) as held, pytest.raises(BrokenIndexError, match="is damaged"):
        held.check()
    score(index)
    assert rows(index) == told


def test_pages_are_scored_by_the_owners_that_link_to_them(index: Path, seeds: Path) -> None:
    score(index, seeds)
    pairs = [("home", f"s{i}.example") for i in range(12)]
    pairs += [("deep", "s5.example"), ("home", "s0.example"), ("new", "unheard.example")]
    votes = pa.table({"page": [page for page, _ in pairs], "owner": [owner for _, owner in pairs]})
    with Index(index) as held:
        found = {row["page"]: row for row in page_scores(held, votes).to_pylist()}
        assert page_scores(held, votes.slice(0, 0)).num_rows == 0
    assert list(found) == ["deep", "home", "new"]
    home, deep, new = (found[name] for name in ("home", "deep", "new"))
    assert (home["owners"], home["measurable"]) == (12, True)
    assert 0 <= home["page_low"] <= home["page_authority"] <= home["page_high"] <= 100
    assert home["page_reach"] > deep["page_reach"]
    assert (deep["page_authority"], deep["page_low"], deep["measurable"]) == (None, None, False)
    assert (new["page_authority"], new["page_reach"], new["owners"]) == (None, None, 1)


def test_scores_can_be_read_where_nothing_can_be_written(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    score(index)

    def read_only(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    for call in ("mkdir", "link", "unlink", "rename", "fsync"):
        monkeypatch.setattr(os, call, read_only)
    assert rows(index)
    with pytest.raises(BrokenIndexError, match="cannot be written: Read-only file system"):
        score(index)
