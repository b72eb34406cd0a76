"""The demo from start to report: every page comes to the verdict it was made for."""

import re
from pathlib import Path

import pytest

from roadsign.demo.run import Demo
from roadsign.demo.tables import Page, world
from roadsign.demo.web import Web
from roadsign.model.audit import Audit, PageAudit
from roadsign.workspace.auditing import audit
from roadsign.workspace.ingesting import info

PLANNED = [page for page in world().pages if page.plan]


def _page(found: Audit, path: str) -> PageAudit:
    url = f"https://{world().shop.domain}{path}"
    return next(page for page in found.pages if page.url == url)


@pytest.fixture(scope="module")
def of_exports(done: Demo) -> Audit:
    made = done.web
    return audit(
        made.shop,
        [done.folder / name for name in (made.links, made.performance, made.latest)],
        rival_files=[done.folder / name for name in made.rival_links],
        sites=[done.folder / made.site],
    )


def test_the_same_bytes_each_time(done: Demo, made: Web) -> None:
    assert done.web.files == made.files


@pytest.mark.parametrize("page", PLANNED, ids=lambda page: page.path)
def test_the_page_has_its_planned_verdict(done: Demo, page: Page) -> None:
    found = _page(done.audit, page.path)
    assert found.verdict == page.plan, found.reason


@pytest.mark.parametrize("page", PLANNED, ids=lambda page: page.path)
def test_the_exports_alone_come_to_the_same_verdict(of_exports: Audit, page: Page) -> None:
    found = _page(of_exports, page.path)
    assert found.verdict == page.plan, found.reason


@pytest.mark.parametrize("page", PLANNED, ids=lambda page: page.path)
def test_the_crawls_hold_the_links_that_the_exports_tell(
    done: Demo, of_exports: Audit, page: Page
) -> None:
    crawled, told = (_page(one, page.path).authority for one in (done.audit, of_exports))
    # A crawl also sees the redirect itself: the old domain is one more site that leads here.
    old = sum(world().shop.domain not in address for address in page.old)
    assert told.followed_referring_domains == page.sites
    assert crawled.followed_referring_domains == page.sites + old
    assert crawled.referring_domains == told.referring_domains + old
    assert crawled.rivals_median == told.rivals_median


def test_too_few_roads_and_repeated_signs_are_sure(done: Demo) -> None:
    for path in ("raised-bed-kits", "pruning-shears", "heirloom-seeds"):
        assert _page(done.audit, f"/collections/{path}").confidence == "high"


def test_every_rival_was_compared_with(done: Demo) -> None:
    assert set(done.audit.rivals) == {rival.domain for rival in world().rivals}


def test_receipts_count_the_addresses_that_are_none(done: Demo) -> None:
    assert [Path(one.source).name for one in done.receipts] == [
        "2026-02.warc.gz",
        "2026-11.warc.gz",
    ]
    for receipt in done.receipts:
        assert receipt.format == "warc"
        assert receipt.read == receipt.kept + sum(receipt.rejected.values())
        assert set(receipt.rejected) == {"mailto", "tel", "javascript"}


def test_the_links_told_are_those_that_the_index_tells(done: Demo) -> None:
    assert done.links == info(done.folder / "index")["rows"]["links"]


def test_the_burst_is_named_and_counts_for_nothing(done: Demo) -> None:
    page = _page(done.audit, "/collections/greenhouse-heaters")
    assert "nofollow_burst" in {warning.code for warning in page.warnings}
    assert page.anchors.level not in {"over_optimised", "mislabelled"}


def test_all_spellings_of_the_home_page_are_one_page(done: Demo) -> None:
    homes = [page for page in done.audit.pages if page.page_type == "home"]
    assert len(homes) == 1
    assert "http://www.brackenwell.example/index.html" in homes[0].addresses


def test_the_report_is_one_file_that_fetches_nothing(done: Demo) -> None:
    html = done.report.read_text("utf-8")
    assert world().shop.domain in html
    fetched = re.findall(
        r"<(?:script|img|link|iframe)\b[^>]*\b(?:src|href)=[\"']?(?!data:|#)", html
    )
    assert not fetched
