"""A page's links from its HTML: the words, the place, and what hostile pages cannot do."""

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from roadsign.kernels.html import LONGEST_ANCHOR, links_of

PIECES = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<b>",
            "</b>",
            "<li>",
            "<td>",
            "<br>",
            "<nav>",
            "</nav>",
        ),
        *("one", " two ", "\n", "&amp;", "&eacute;", "<span>", "</span>", "<!-- no -->"),
        *('<a href="/1">', '<a href="/2">', '<a href="/3" rel=nofollow>', "</a>", "</a>", "</a>"),
        *("<script>var a</script>", "<style>b</style>", "<table><tr>", "</table>", "<h2>", "</h2>"),
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
@settings(deadline=None)
def test_another_parser_sees_the_same_links(html: str) -> None:
    tree = LexborHTMLParser(html)
    for element in tree.css("script, style"):
        element.decompose()
    theirs = [
        (element.attributes["href"], "".join((element.text() or "").split()))
        for element in tree.css("a[href]")
    ]
    links = links_of(html).links
    ours = [
        (href, "".join(words.split())) for href, words in zip(links.href, links.anchor, strict=True)
    ]
    # Where a link reaches over blocks the parsers tear it, and only we know that it was one.
    whole = {html.count(f'<a href="/{n}"') for n in (1, 2, 3)} <= {0, 1} and len(theirs) == len(
        ours
    )
    if whole:
        assert ours == theirs
    assert len(ours) <= len(theirs)
    assert {href for href, _ in ours} == {href for href, _ in theirs}


@given(st.lists(PIECES, max_size=20).map("".join))
@settings(deadline=None)
def test_bytes_and_text_read_alike(html: str) -> None:
    assert links_of(html) == links_of(html.encode())


def test_a_link_that_the_parser_tears_is_one_link() -> None:
    links = links_of("<p><a href=/x>one<div>two</div>three</a><p>four <a href=/x>five</a>").links
    assert links.anchor == ["one two three", "five"]
    assert links.position == [1, 2]


def test_a_link_within_a_link_keeps_its_own_words() -> None:
    links = links_of("<a href=/1>a<object><a href=/2>b</a></object>c</a>").links
    assert links.href == ["/1", "/2"]
    assert links.anchor[1] == "b"


@pytest.mark.parametrize(
    ("name", "html", "kept"),
    [
        ("deep", "<div>" * 20_000 + "<a href=/x>wo<b>rds</b></a> behind", 1),
        ("deep and open", "<b><div>" * 20_000 + "<a href=/x>words</a>", 1),
        (
            "many attributes",
            f"<p {' '.join(f'a{n}=1' for n in range(50_000))}><a href=/x>words</a>",
            1,
        ),
        ("open comments", "<!--" * 50_000 + "--><a href=/x>words</a>", 1),
        (
            "deep and blank first",
            "<a href=/>" + "</a>" + "<div>" * 5_000 + "<a href=/x>words</a>",
            2,
        ),
        ("deep in tags of its own", "<x-y>" * 5_000 + "<a href=/x>words</a>", 1),
        ("deep in parts of a page", "<article><nav>" * 2_000 + "<a href=/x>words</a>", 1),
        ("nested tables", "<table><tr><td>" * 2_000 + "<a href=/x>words</a>", 1),
        ("many links", "<a href=/x>words</a> " * 20_000, 20_000),
        ("one attribute", "<a href='" + "x" * 1_000_000, 0),
        ("templates", "<template>" * 5_000 + "<a href=/x>words</a>", 0),
        ("canonicals", "<link rel=canonical href=/c>" * 20_000 + "<a href=/x>words</a>", 101),
    ],
)
def test_hostile_pages_are_pages(name: str, html: str, kept: int) -> None:
    links = links_of(html).links
    assert len(links.href) == kept, name
    assert links.anchor[-1:] == (["words"] if kept else [])


@pytest.mark.parametrize("unseen", ["\u200b", "&shy;", "&nbsp;&zwnj;", "\ufeff", "\u200e \u200f"])
def test_what_nobody_can_see_is_no_word(unseen: str) -> None:
    page = links_of(f"<a href=/x>{unseen}</a><a href=/y title=Kettles>{unseen}</a>")
    assert page.links.anchor == ["", "Kettles"]
    assert page.links.anchor_from == ["none", "title"]


def test_a_link_that_holds_the_page_is_clipped() -> None:
    links = links_of("<a href=/x>" + "word " * 10_000).links
    assert links.anchor_clipped == [True]
    assert len(links.anchor[0]) == LONGEST_ANCHOR


def test_a_page_too_long_is_read_to_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roadsign.kernels.html.LONGEST_PAGE", 60)
    page = links_of("<a href=/1>one</a>" + " " * 50 + "<a href=/2>two</a>")
    assert page.cut
    assert page.links.href == ["/1"]


@given(before=st.text(max_size=100), after=st.text(max_size=100))
@settings(deadline=None)
def test_context_is_what_stands_around(before: str, after: str) -> None:

    page = f"<p>{escape(before)} <a href=/x>words</a> {escape(after)}</p>"
    [left], [right] = links_of(page).links.left, links_of(page).links.right
    assert left is not None
    assert right is not None
    assert len(left) <= 60
    assert len(right) <= 60
    known = "".join(each for each in before if each.isalnum())
    assert known.endswith("".join(each for each in left if each.isalnum())[-20:])
