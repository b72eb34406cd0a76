"""The demo from start to report: every page comes to the verdict it was made for."""

import re
from pathlib import Path

import pytest

from roadsign.demo.run import Demo, run
from roadsign.demo.tables import world
from roadsign.model.audit import PageAudit


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return run(tmp_path_factory.mktemp("demo"))


def _page(done: Demo, path: str) -> PageAudit:
    url = f"https://{world().shop.domain}{path}"
    return next(page for page in done.audit.pages if page.url == url)


@pytest.mark.parametrize(
    "page", [page for page in world().pages if page.plan], ids=lambda p: p.path
)
def test_the_page_has_its_planned_verdict(done: Demo, page: object) -> None:
    path, plan = getattr(page, "path", ""), getattr(page, "plan", None)
    found = _page(done, path)
    assert found.verdict == plan, found.reason


def test_too_few_roads_and_repeated_signs_are_sure(done: Demo) -> None:
    assert _page(done, "/collections/raised-bed-kits").confidence == "high"
    assert _page(done, "/collections/pruning-shears").confidence == "high"
    assert _page(done, "/collections/heirloom-seeds").confidence == "high"


def test_every_rival_was_compared_with(done: Demo) -> None:
    assert set(done.audit.rivals) == {rival.domain for rival in world().rivals}


def test_receipts_count_the_addresses_that_are_none(done: Demo) -> None:
    assert [Path(one.source).name for one in done.receipts] == ["2026-02.warc.gz", "2026-11.warc.gz"]
    for receipt in done.receipts:
        assert receipt.format == "warc"
        assert receipt.read == receipt.kept + sum(receipt.rejected.values())
        assert {"mailto", "tel", "javascript"} == set(receipt.rejected)


def test_the_burst_is_named_and_counts_for_nothing(done: Demo) -> None:
    page = _page(done, "/collections/greenhouse-heaters")
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
