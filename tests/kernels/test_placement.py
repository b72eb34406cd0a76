"""Which part of a page an element is."""

import pytest

from roadsign.kernels.placement import Place, landmark
from roadsign.model.links import PLACEMENTS


def placed(*elements: tuple[str, str, str]) -> str | None:
    place = Place()
    for tag, role, names in elements:
        found = landmark(tag, role, names, None)
        place = place if found is None else place.inside(found)
    return place.placement


@pytest.mark.parametrize(
    ("elements", "placement"),
    [
        ([("nav", "", "")], "nav"),
        ([("header", "", ""), ("nav", "", "")], "nav"),
        ([("header", "", "")], "header"),
        ([("article", "", ""), ("header", "", "")], "main"),
        ([("main", "", ""), ("header", "", "")], "main"),
        ([("footer", "", ""), ("div", "", "sidebar")], "footer"),
        ([("div", "contentinfo", ""), ("div", "", "menu")], "footer"),
        ([("div", "banner", "")], "header"),
        ([("div", "presentation complementary", "")], "aside"),
        ([("div", "", "sidebar"), ("ul", "", "menu")], "nav"),
        ([("div", "", "footer"), ("div", "", "wrapper")], "footer"),
        ([("section", "", "other"), ("div", "", "thing")], None),
        ([], None),
    ],
)
def test_the_nearest_of_the_strongest_kind(
    elements: list[tuple[str, str, str]], placement: str | None
) -> None:
    assert placed(*elements) == placement


@pytest.mark.parametrize(
    ("names", "placement"),
    [
        ("comment-list", "comments"),
        ("commentList", "comments"),
        ("comments_area", "comments"),
        ("comment-count", None),
        ("site-footer", "footer"),
        ("navFooter", "footer"),
        ("entry-footer", None),
        ("breadcrumbs", "nav"),
        ("bread-crumb", "nav"),
        ("main-menu", "nav"),
        ("leftSideBar", "aside"),
        ("sidebar", "aside"),
        ("no-sidebar", None),
        ("site-header", "header"),
        ("entry-header", None),
        ("entry-content", "main"),
        ("postContent", "main"),
        ("content", "main"),
        ("contents", None),
        ("footage", None),
        ("unimportant", None),
        ("", None),
    ],
)
def test_names(names: str, placement: str | None) -> None:
    assert placed(("div", "", names)) == placement
    assert placement in {None, *PLACEMENTS}
