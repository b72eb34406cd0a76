"""The generated web: the same each time, in the shapes of real exports, believable."""

import csv
import io
import tomllib
import zipfile
from collections import Counter
from urllib.parse import urlsplit

from roadsign.demo.tables import ahrefs_header, languages, world
from roadsign.demo.web import Web

Rows = list[dict[str, str]]


def _host(address: str) -> str:
    return urlsplit(address).hostname or ""


def _live(rows: Rows) -> Rows:
    return [row for row in rows if row["Referring page URL"] and not row["Lost status"]]


def _followed(rows: Rows, path: str) -> set[str]:
    """Hosts with a live followed link to a path, by where the link ends."""
    return {
        _host(row["Referring page URL"])
        for row in _live(rows)
        if urlsplit(row["Target URL"]).path == path
        and row["Nofollow"] == row["UGC"] == row["Sponsored"] == "false"
    }


def test_exports_are_utf_16_with_tabs_and_every_cell_quoted(made: Web) -> None:
    for name in (made.links, *made.rival_links):
        content = made.files[name]
        assert content.startswith(b"\xff\xfe"), name
        first = content.decode("utf-16").partition("\n")[0]
        assert first == "\t".join(f'"{column}"' for column in ahrefs_header()), name


def test_no_export_ends_at_a_row_limit_of_its_tool(made: Web) -> None:
    for name in (made.links, *made.rival_links):
        lines = made.files[name].decode("utf-16").count("\n") - 1
        assert lines not in {500, 1000, 10_000}, name


def test_all_of_it_is_small(made: Web) -> None:
    archives = {name: made.files[name] for name in made.crawls}
    assert sum(map(len, archives.values())) < 5_000_000
    assert sum(map(len, made.files.values())) < 9_000_000


def test_a_few_hundred_sites_in_every_language_link(shop_rows: Rows) -> None:
    assert 300 < len({_host(row["Referring page URL"]) for row in shop_rows}) < 900
    assert {row["Language"] for row in shop_rows} - {""} == set(languages())


def test_no_name_outside_the_reserved_one_is_used(made: Web) -> None:
    for name in (made.links, *made.rival_links):
        text = made.files[name].decode("utf-16")
        for row in csv.DictReader(io.StringIO(text), delimiter="\t"):
            for column in ("Referring page URL", "Target URL", "Redirect Chain URLs"):
                assert (
                    not row[column]
                    or not _host(row[column])
                    or _host(row[column]).endswith(".example")
                )


def test_pages_get_the_followed_sites_that_are_planned(shop_rows: Rows) -> None:
    for page in world().pages:
        if page.path != "/":
            assert len(_followed(shop_rows, page.path)) == page.sites, page.path


def test_few_sites_give_many_links(shop_rows: Rows) -> None:
    links = Counter[str]()
    for row in _live(shop_rows):
        links[_host(row["Referring page URL"])] += int(row["Links in group"] or 1)
    top = sum(count for _, count in links.most_common(len(links) // 20))
    assert top > sum(links.values()) / 2


def test_the_traps_of_real_exports_are_there(shop_rows: Rows) -> None:
    assert any(
        row["Redirect Chain URLs"] and row["Redirect Chain status codes"] == "301"
        for row in shop_rows
    )
    assert any(row["Lost"] and row["Drop reason"] and not row["Lost status"] for row in shop_rows)
    assert len({row["Lost status"] for row in shop_rows}) > 4
    assert any(row["Type"] == "image" and row["Anchor"] for row in shop_rows)
    assert any(row["Type"] == "image" and not row["Anchor"] for row in shop_rows)
    assert any(row["Target URL"].startswith("mailto:") for row in shop_rows)
    assert any(not row["Referring page URL"] for row in shop_rows)
    assert any(row["Sponsored"] == "true" for row in shop_rows)
    assert any(row["UGC"] == "true" for row in shop_rows)
    assert {"http://www.brackenwell.example/index.html", "https://brackenwell.example/"} <= {
        row["Target URL"] for row in shop_rows
    }


def test_the_copies_of_one_page_came_at_once_and_are_not_followed(shop_rows: Rows) -> None:
    (page,) = (page for page in world().pages if page.burst)
    assert page.burst
    copied = [row for row in shop_rows if row["Anchor"] == page.burst.phrase]
    days = {row["First seen"][:10] for row in copied}
    assert len(copied) == page.burst.sites > page.sites
    assert {row["Nofollow"] for row in copied} == {"true"}
    assert page.burst.start.isoformat() <= min(days)
    assert len(days) <= page.burst.days + 1


def test_no_day_lies_behind_the_export(shop_rows: Rows) -> None:
    end = world().shop.exported.isoformat()
    for row in shop_rows:
        assert all(row[column][:10] <= end for column in ("First seen", "Last seen", "Lost"))
        assert row["First seen"] <= row["Last seen"]


def test_the_search_console_zip_has_its_tables(made: Web) -> None:
    with zipfile.ZipFile(io.BytesIO(made.files[made.performance])) as archive:
        pages = list(csv.reader(io.StringIO(archive.read("Pages.csv").decode())))
        queries = list(csv.reader(io.StringIO(archive.read("Queries.csv").decode())))
    assert pages[0] == ["Top pages", "Clicks", "Impressions", "CTR", "Position"]
    assert queries[0] == ["Top queries", "Clicks", "Impressions", "CTR", "Position"]
    ranks = {row[0]: float(row[4]) for row in pages[1:]}
    for page in world().pages:
        assert ranks[f"https://{world().shop.domain}{page.path}"] == page.rank


def test_latest_links_name_pages_without_words(made: Web) -> None:
    rows = list(csv.reader(io.StringIO(made.files[made.latest].decode())))
    assert rows[0] == ["Linking page", "Last crawled"]
    assert all(row[0].startswith("http") and len(row) == 2 for row in rows[1:])


def test_site_toml_names_what_the_owner_knows(made: Web) -> None:
    told = tomllib.loads(made.files[made.site].decode())
    assert told["domain"] == world().shop.domain
    assert len(told["rivals"]) == len(made.rival_links) == 8
    assert {page["url"] for page in told["pages"]} == set(made.plan)
