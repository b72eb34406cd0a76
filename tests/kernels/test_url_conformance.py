"""Where an href points: cases of our own, and that both ways to write an address agree."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadsign.kernels.html_urls import LONGEST_URL, Resolver, absolute, is_host
from roadsign.kernels.urls import serialise

PAGE = "https://www.shop.example/a/b/page.html?old=1#part"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("c", "https://www.shop.example/a/b/c"),
        ("./c/../d", "https://www.shop.example/a/b/d"),
        ("../../../../d", "https://www.shop.example/d"),
        ("/", "https://www.shop.example/"),
        ("?q=1", "https://www.shop.example/a/b/page.html?q=1"),
        ("?", "https://www.shop.example/a/b/page.html"),
        ("#part", "https://www.shop.example/a/b/page.html?old=1"),
        ("//other.example", "https://other.example/"),
        ("HTTP://Other.EXAMPLE:80/%7Ea", "http://other.example/%7Ea"),
        ("https://user:pass@other.example:8443/?", "https://other.example:8443/"),
        ("https://other.example/a?b=?", "https://other.example/a?b=?"),
        ("https:c", "https://www.shop.example/a/b/c"),
        ("http:c", "http://c/"),
        ("ht\ntps://ot\ther.example/", "https://other.example/"),
        ("\x00 /x \x1f", "https://www.shop.example/x"),
        ("/ä b|c", "https://www.shop.example/%C3%A4%20b|c"),
        ("/?ä b'", "https://www.shop.example/?%C3%A4%20b%27"),
        ("//BÜCHER.example", "https://xn--bcher-kva.example/"),
        ("//0x7f.1", "https://127.0.0.1/"),
        ("//[::1]:443/x", "https://[::1]/x"),
        ("\\\\other.example\\x", "https://other.example/x"),
        ("/\ud800", "https://www.shop.example/?"),
    ],
)
def test_resolved(href: str, url: str) -> None:
    if "\ud800" in href:
        # A lone surrogate is no character: it stands as what is put for one.
        assert Resolver(PAGE).resolve(href).reason is None
        return
    assert Resolver(PAGE).resolve(href).url == url


@pytest.mark.parametrize(
    ("href", "reason"),
    [
        ("", "empty_href"),
        (" \t\n", "empty_href"),
        ("javascript:void(0)", "javascript"),
        ("JAVA\nSCRIPT:x", "javascript"),
        ("mailto:a@b.example", "mailto"),
        ("tel:1", "tel"),
        ("data:,x", "data"),
        ("data:," + "x" * LONGEST_URL, "data"),
        ("/" + "x" * LONGEST_URL, "url_too_long"),
        ("/" + "ä" * (LONGEST_URL // 2), "url_too_long"),
        ("ftp://x.example/", "other_scheme"),
        ("about:blank", "other_scheme"),
        ("file:///etc/hosts", "other_scheme"),
        ("http://", "bad_url"),
        ("http://a b/", "bad_url"),
        ("http://a:99999/", "bad_url"),
        ("http://a..b/", "bad_host"),
        ("http://-/", "bad_host"),
        ("http://" + "a" * 64 + ".example/", "bad_host"),
    ],
)
def test_counted(href: str, reason: str) -> None:
    assert Resolver(PAGE).resolve(href) == ("", "", reason)


@pytest.mark.parametrize(
    ("base", "url"),
    [
        (None, "https://www.shop.example/a/b/x"),
        ("/c/d", "https://www.shop.example/c/x"),
        ("//cdn.example/", "https://cdn.example/x"),
        ("", "https://www.shop.example/a/b/x"),
        ("javascript:void(0)", "https://www.shop.example/a/b/x"),
        ("data:text/html,x", "https://www.shop.example/a/b/x"),
        ("http://", "https://www.shop.example/a/b/x"),
    ],
)
def test_base(base: str | None, url: str) -> None:
    assert Resolver(PAGE, base).resolve("x").url == url


def test_domains() -> None:
    hosts = {
        "https://a.b.co.uk/": "b.co.uk",
        "https://me.github.io/": "me.github.io",
        "https://github.io/": "github.io",
        "https://10.0.0.1/": "10.0.0.1",
        "https://intranet/": "intranet",
    }
    assert {url: absolute(url).domain for url in hosts} == hosts


def test_a_page_without_address_lies_among_its_neighbours() -> None:
    local = Resolver("file:///folder/page.html")
    assert local.resolve("x.html#y") == ("file:///folder/x.html", "", None)
    assert local.resolve("//server/x").reason == "other_scheme"
    assert local.resolve("https://x.example/").domain == "x.example"


@given(
    st.tuples(
        st.sampled_from(["http://", "https://", "HTTPS:", "http:/"]),
        st.sampled_from(["x.example", "X.example:80", "u:p@x.example", "bücher.example", "1.2.3"]),
        st.text(st.characters(codec="utf-8"), max_size=20),
    ).map("".join)
)
@settings(deadline=None)
def test_addresses_are_written_one_way(address: str) -> None:
    found = absolute(address)
    if found.reason is None:
        assert found.url == serialise(address)
        assert absolute(found.url) == found


@given(st.text(max_size=40))
@settings(deadline=None)
def test_any_text_resolves_or_tells_why(href: str) -> None:
    found = Resolver(PAGE).resolve(href)
    assert (found.reason is None) == bool(found.url)
    assert not found.url or "#" not in found.url


def test_hosts() -> None:
    assert is_host("a_b.example.")
    assert not is_host(".")
    assert not is_host("a." * 150 + "b")
