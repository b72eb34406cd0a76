"""The Python face, used as in a notebook."""

from pathlib import Path

import pytest

import roadsign as rs

ROWS = """\
Source URL,Target URL,Anchor,Nofollow
https://blog.example.org/a,https://shop.example/trail,trail shoes,false
https://news.example.net/b,https://shop.example/trail,Nordlicht,false
https://forum.example.com/c,https://shop.example/,https://shop.example,true
"""


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "links.csv"
    path.write_text(ROWS, "utf-8")
    return path


def test_links_are_read_when_they_are_asked_for(export: Path) -> None:
    links = rs.read(export)
    assert links.receipts == []
    assert links.to_arrow().schema == rs.LINKS
    assert [row["anchor"] for row in links.to_dict()] == [
        "trail shoes",
        "Nordlicht",
        "https://shop.example",
    ]
    assert links.receipts[0].kept == 3


def test_what_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(rs.InputError):
        rs.read(tmp_path / "none.csv").to_arrow()


def test_an_audit_knows_where_it_can_go(export: Path) -> None:
    found = rs.audit(links=export)
    assert found.to_dict()["target"]["mode"] == "domain"
    assert found.to_arrow().num_rows == 2
    assert found.to_html().startswith("<!doctype html>")
    assert "<iframe" in found._repr_html_()
    assert "2 sites" in repr(found)


def test_a_file_in_the_target_s_place_is_read(export: Path) -> None:
    asked = rs.audit(links=export).to_dict()
    for named in (export, str(export)):
        told = rs.audit(named).to_dict()
        assert (told["target"], told["pages"]) == (asked["target"], asked["pages"])
    with pytest.raises(rs.RoadsignError, match=r"none\.csv"):
        rs.audit(export.with_name("none.csv"))


def test_a_page_that_is_called_like_a_file_is_a_target(export: Path) -> None:
    page = "https://shop.example/prices.csv"
    with pytest.raises(
        rs.EmptyIndexError, match=r"prices\.csv; 3 point elsewhere on shop\.example"
    ):
        rs.audit(page, links=export)


def test_anchors_are_classed_in_their_order() -> None:
    found = rs.classify(
        ["trail running shoes", "click here"],
        site={"domain": "nordlicht.example", "keywords": ["trail running shoes"]},
    )
    assert [answer["class"] for answer in found] == ["exact", "generic"]
    assert found.to_arrow().num_rows == len(found) == 2


def test_an_index_answers_the_reports(export: Path, tmp_path: Path) -> None:
    index = rs.Index(tmp_path / "index")
    assert [receipt.kept for receipt in index.ingest(export)] == [3]
    pages = index.pages("shop.example")
    assert pages.total == len(pages) == 2
    assert index.backlinks("shop.example", classes=["url"]).to_dict()["total"] == 1
    assert index.audit("shop.example").to_dict()["site"]["referring_domains"] == 3
    with pytest.raises(rs.RoadsignError, match="knows these filters"):
        index.anchors("shop.example", colour="red")


def test_a_site_may_be_its_domain_and_cells_may_be_empty() -> None:
    found = rs.classify(["Nordlicht", None, float("nan"), 7], site="nordlicht.example")  # type: ignore[list-item]
    assert [answer["class"] for answer in found][:3] == ["brand", "blank", "blank"]
    assert len(rs.classify("Nordlicht", site="nordlicht.example")) == 1


def test_rivals_are_files_or_domains_one_or_several(export: Path, tmp_path: Path) -> None:
    rival = tmp_path / "rival.csv"
    rival.write_text(ROWS.replace("shop.example", "rival.example"), "utf-8")
    assert rs.audit(links=export, rivals=str(rival)).to_dict()["rivals"] == ["rival.example"]
    assert rs.audit(links=export, rivals=rival).to_dict()["rivals"] == ["rival.example"]
    sources = rs.audit(links=export, rivals=["missing.csv"]).to_dict()["sources"]
    assert "is not there" in sources[1]["error"]


def test_results_show_themselves_in_frames_of_their_own(export: Path, tmp_path: Path) -> None:
    index = rs.Index(tmp_path / "index")
    index.ingest(export)
    shown = (rs.read(export), rs.classify(["<b>x</b>"]), index.pages("shop.example"))
    for result in shown:
        html = result._repr_html_()
        assert html.startswith("<iframe srcdoc=")
        assert 'sandbox=""' in html
        assert html.count("<") == 2
    assert index.score()["domains"] == 4


def test_an_empty_name_is_no_folder() -> None:
    with pytest.raises(rs.RoadsignError, match="empty name"):
        rs.read("")
