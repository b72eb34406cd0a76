"""Reports over an index that was scored: authority beside the counts."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from roadsign.faces.cli import main

HEAD = "Source URL,Target URL,Anchor,Nofollow\n"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an index in which a trusted site links to twelve hubs, and they to the shop."""
    folder = tmp_path_factory.mktemp("scored")
    rows = [f"https://trusted.example/{n},https://hub{n}.example/,hub,false" for n in range(12)]
    rows += [f"https://hub{n}.example/,https://shop.example/boots,boots,false" for n in range(12)]
    rows += ["https://stranger.example/,https://shop.example/boots,boots,false"]
    export, seeds = folder / "links.csv", folder / "seeds.txt"
    export.write_text(HEAD + "\n".join(rows) + "\n", "utf-8")
    seeds.write_text("trusted.example\n", "utf-8")
    where = folder / "index"
    for call in (["ingest", str(export)], ["score", "--seeds", str(seeds)]):
        done = CliRunner().invoke(main, ["--index", str(where), *call])
        assert done.exit_code == 0, done.stderr
    return where


def rows(index: Path, *call: str) -> Sequence[dict[str, object]]:
    done = CliRunner().invoke(main, ["--index", str(index), *call, "--json"])
    assert done.exit_code == 0, done.stderr
    found: Sequence[dict[str, object]] = json.loads(done.stdout)["rows"]
    return found


def test_the_profile_tells_the_targets_own_authority(index: Path) -> None:
    (row,) = rows(index, "profile", "shop.example")
    assert row["measurable"] is True
    assert isinstance(row["domain_authority"], float)
    assert isinstance(row["reach"], float)


def test_owners_without_a_path_from_a_seed_have_reach_alone(index: Path) -> None:
    found = {row["domain"]: row for row in rows(index, "refdomains", "shop.example")}
    assert found["hub3.example"]["domain_authority"] is not None
    assert found["stranger.example"]["domain_authority"] is None
    assert found["stranger.example"]["reach"] is not None


def test_links_can_be_asked_for_by_authority(index: Path) -> None:
    found = rows(index, "backlinks", "shop.example", "--min-authority", "1")
    assert len(found) == 12
    assert all(row["source_domain"] != "stranger.example" for row in found)


def test_pages_are_scored_by_who_links_to_them(index: Path) -> None:
    (row,) = rows(index, "pages", "shop.example")
    assert isinstance(row["page_authority"], float)


def test_the_audit_says_what_the_linking_sites_weigh(index: Path) -> None:
    done = CliRunner().invoke(main, ["--index", str(index), "audit", "shop.example", "--json"])
    answer = json.loads(done.stdout)
    assert answer["site"]["authority"]["owner_authority_scale"] == "domain_authority"
    assert answer["pages"][0]["authority"]["page_authority"] is not None
