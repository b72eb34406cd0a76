"""Making the demo again: the index knows the crawls; another version's crawls give way."""

import datetime as dt
from pathlib import Path

import pytest

from roadsign.demo import run as demo_run
from roadsign.demo.run import INDEX, Demo, run
from roadsign.demo.warc import Archive, Exchange
from roadsign.demo.web import SHOP_FILE, Web
from roadsign.errors import RoadsignError
from roadsign.model.verdicts import Verdict
from roadsign.workspace.ingesting import info

_HTML = (("Content-Type", "text/html"),)
_AT = dt.datetime(2026, 11, 9, 3, 40, tzinfo=dt.UTC)


@pytest.fixture
def _no_audit(done: Demo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the audit be one that was made before: what is read is asked, not what is judged."""
    monkeypatch.setattr(demo_run, "audit", lambda *_args, **_kwargs: done.audit)


def _small(links: int) -> Web:
    """Make a web of one page with so many links."""
    archive = Archive("2026-11.warc.gz", _AT, ())
    body = "".join(f"<p><a href='https://shop.example/{n}'>{n}</a></p>" for n in range(links))
    archive.add(Exchange("https://blog.example/", _AT, 200, _HTML, body.encode()))
    plan: dict[str, Verdict] = {}
    crawl = "web/2026-11.warc.gz"
    files = {crawl: archive.content()}
    return Web("shop.example", files, (crawl,), SHOP_FILE, (), "", "", "", 1, plan)


@pytest.mark.usefixtures("_no_audit")
def test_the_index_knows_the_same_crawls(
    done: Demo, made: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo_run, "web", lambda: made)
    before = info(done.folder / INDEX)
    again = run(done.folder)
    assert all(receipt.known for receipt in again.receipts)
    assert [receipt.kept for receipt in again.receipts] == [one.kept for one in done.receipts]
    assert info(done.folder / INDEX) == before


@pytest.mark.usefixtures("_no_audit")
def test_crawls_of_another_version_give_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for links in (5, 3, 3):
        monkeypatch.setattr(demo_run, "web", lambda links=links: _small(links))
        run(tmp_path)
        assert info(tmp_path / INDEX)["rows"]["links"] == links


@pytest.mark.usefixtures("_no_audit")
def test_an_index_that_leads_out_of_the_folder_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo_run, "web", lambda: _small(1))
    folder, outside = tmp_path / "demo", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (folder / INDEX).symlink_to(outside)
    (folder / "DEMO.txt").write_bytes(_about())
    with pytest.raises(RoadsignError, match="leads out"):
        run(folder)
    assert not list(outside.iterdir())


def _about() -> bytes:
    """Give the text by which a demo's folder is known."""
    return Path(demo_run.__file__).with_name("about.txt").read_bytes()
