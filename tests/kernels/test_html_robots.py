"""Directives for robots, and the hints of a rel."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadsign.kernels.robots import page_robots, rel_of


@pytest.mark.parametrize(
    ("rel", "told"),
    [
        ("nofollow", (True, False, False)),
        ("NOFOLLOW\tUgc", (True, True, False)),
        ("sponsored,nofollow", (True, False, True)),
        ("nofollows no-follow", (False, False, False)),
        ("noopener noreferrer", (False, False, False)),
        ("", (False, False, False)),
    ],
)
def test_rel(rel: str, told: tuple[bool, bool, bool]) -> None:
    assert rel_of(rel) == told


@given(st.text(max_size=30))
@settings(deadline=None)
def test_unknown_tokens_are_ignored(text: str) -> None:
    hidden = "".join(each for each in text if not each.isspace() and each != ",")
    assert rel_of(f"x{hidden}x nofollow") == (True, False, False)


@pytest.mark.parametrize(
    ("header", "general", "specific"),
    [
        ("noindex, NOFOLLOW", ("noindex", "nofollow"), ()),
        ("googlebot: noindex, nofollow", (), ("googlebot: noindex", "googlebot: nofollow")),
        ("noarchive, bingbot: none", ("noarchive",), ("bingbot: none",)),
        ("max-snippet: 20, none", ("max-snippet: 20", "none"), ()),
        (
            "unavailable_after: 25 Jun 2026 15:00:00 PST",
            ("unavailable_after: 25 jun 2026 15:00:00 pst",),
            (),
        ),
        ("*: noindex", ("noindex",), ()),
        (" , ", (), ()),
    ],
)
def test_headers(header: str, general: tuple[str, ...], specific: tuple[str, ...]) -> None:
    assert page_robots((), [header]) == (general, specific)


def test_only_what_is_told_to_all_keeps_links_from_being_followed() -> None:
    assert page_robots([("robots", "none")], ()).nofollow
    assert not page_robots([("googlebot", "nofollow")], ["bingbot: none"]).nofollow


@pytest.mark.parametrize(
    ("content", "general"),
    [
        ("NOINDEX NOFOLLOW", ("noindex", "nofollow")),
        ("noindex,\tnofollow ,", ("noindex", "nofollow")),
        ("max-snippet: 20, nofollow", ("max-snippet: 20", "nofollow")),
    ],
)
def test_directives_of_a_meta_are_parted_by_commas_or_blanks(
    content: str, general: tuple[str, ...]
) -> None:
    told = page_robots([("robots", content)], [])
    assert (told.general, told.nofollow) == (general, "nofollow" in general)
