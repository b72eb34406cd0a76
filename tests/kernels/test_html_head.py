"""What a page says of itself."""

import pytest

from roadsign.kernels.html import links_of
from roadsign.kernels.html_head import language_of, refresh_target


@pytest.mark.parametrize(
    ("content", "target"),
    [
        ("0;url=/x", "/x"),
        ("0; URL = '/x y' trailing", "/x y"),
        ('5 , url="/x', "/x"),
        ("3 /x", "/x"),
        (".5;/x", "/x"),
        ("0;url", "url"),
        ("30", None),
        ("30;", None),
        ("x;url=/x", None),
        ("url=/x", None),
        ("", None),
    ],
)
def test_refresh(content: str, target: str | None) -> None:
    assert refresh_target(content) == target


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("de", "de"),
        (" pt-BR ", "pt-BR"),
        ("zh_CN", "zh_CN"),
        ("", None),
        ("a b", None),
        (None, None),
    ],
)
def test_languages(tag: str | None, language: str | None) -> None:
    assert language_of(tag) == language


def test_the_title_is_the_pages_own() -> None:
    page = links_of("<body><svg><title>Icon</title></svg><title>Page</title>")
    assert page.head.title == "Page"


def test_nothing_of_a_template_counts() -> None:
    page = links_of(
        "<template><title>T</title><link rel=canonical href=/t><meta name=robots content=none>"
        "<base href=/q></template><svg><base href=/r></svg><link rel=canonical href=/p>"
    )
    assert (page.head.title, page.head.canonical, page.head.robots) == (None, "/p", [])
    assert page.head.base is None


def test_the_first_of_each_counts() -> None:
    page = links_of(
        "<base><base href=/1><base href=/2><meta property=og:url content=/o>"
        "<meta property=og:url content=/p><h1>One</h1><h1>Two</h1>"
    )
    assert (page.head.base, page.head.og_url, page.head.heading) == ("/1", "/o", "One")


def test_a_robot_is_told_from_all_robots() -> None:
    page = links_of(
        "<meta name=Robots content=noindex><meta name=GoogleBot content=nofollow>"
        "<meta name=otherbot content=none><meta name=author content=nofollow>"
    )
    assert page.head.robots == [
        ("robots", "noindex"),
        ("googlebot", "nofollow"),
        ("otherbot", "none"),
    ]
