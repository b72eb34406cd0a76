"""Numbers, days and names as people read them; colours that everyone can tell apart."""

import re
from dataclasses import replace
from importlib.resources import files
from typing import get_args

import pytest
from audits import example_audit
from hypothesis import given
from hypothesis import strategies as st

from roadsign.model.audit import PageType
from roadsign.model.targets import Target
from roadsign.model.verdicts import Verdict
from roadsign.render.defuse import cells
from roadsign.render.page.wording import (
    counted,
    day,
    ended,
    look,
    many_words,
    name_of,
    path_of,
    percent,
    readable,
    safe_href,
    scale_name,
    span,
    stressed,
    type_name,
)

PAGE = example_audit().pages[0]
CSS = files("roadsign.render.page").joinpath("report.css").read_text("utf-8")
SHOP = Target("fernandoak.example", "domain")


def test_counts_agree_with_their_nouns() -> None:
    assert counted(1, "site") == "1 site"
    assert counted(0, "site") == "0 sites"
    assert counted(1_234_567, "link") == "1,234,567 links"


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "0%"), (0.001, "<1%"), (0.456, "46%"), (0.999, ">99%"), (1, "100%")],
)
def test_a_share_never_reads_as_none_or_all_unless_it_is(share: float, said: str) -> None:
    assert percent(share) == said


def test_a_range_stands_in_brackets() -> None:
    assert span(0.357, 0.561) == "(36\u201356)"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-11-14T10:00:00Z", "14 November 2026"),
        ("2026-01-02", "2 January 2026"),
        ("2026-13-02", "2026-13-02"),
        ("not told", "not told"),
    ],
)
def test_days(moment: str, said: str) -> None:
    assert day(moment) == said


@given(st.text(max_size=30))
def test_what_is_no_day_is_given_back(text: str) -> None:
    assert isinstance(day(text), str)


def test_figures_are_bold_outside_of_quotes_only() -> None:
    said = stressed("46 in 100 sites say “50 best shears”; <b>rivals</b> 6%.")
    assert said == (
        "<b>46 in 100 sites</b> say “50 best shears”; &lt;b&gt;rivals&lt;/b&gt; <b>6%</b>."
    )


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("https://fernandoak.example/", "/"),
        ("http://www.fernandoak.example/collections/pots?page=2", "/collections/pots?page=2"),
        ("https://blog.fernandoak.example/a", "blog.fernandoak.example/a"),
        ("https://fernandoak.example/%D0%BA%D0%BE%D1%84%D0%B5", "/кофе"),
        ("mailto:x@fernandoak.example", "mailto:x@fernandoak.example"),
        ("http://[broken", "http://[broken"),
    ],
)
def test_an_address_is_shown_without_what_is_known(address: str, path: str) -> None:
    assert path_of(replace(PAGE, url=address), SHOP) == path


@pytest.mark.parametrize(
    ("title", "address", "name"),
    [
        ("Watering cans | Fern & Oak", "https://x.example/c", "Watering cans | Fern & Oak"),
        (None, "https://x.example/collections/garden-pots.html", "Garden pots"),
        (None, "https://x.example/%D0%BA%D0%BE%D1%84%D0%B5/", "Кофе"),
        ("  ", "https://x.example/a_b?x=1", "A b"),
    ],
)
def test_a_page_has_a_name(title: str | None, address: str, name: str) -> None:
    assert name_of(replace(PAGE, title=title, url=address)) == name


def test_a_home_page_without_title_is_called_so() -> None:
    assert (
        name_of(replace(PAGE, title=None, page_type="home", url="https://x.example/"))
        == "Home page"
    )


def test_home_pages_of_several_languages_are_told_apart() -> None:
    page = replace(PAGE, title=None, page_type="home", url="https://x.example/sv/")
    assert name_of(page) == "Home page, sv"


@given(st.text(min_size=1))
def test_a_name_is_never_longer_than_a_line(title: str) -> None:
    assert 0 < cells(name_of(replace(PAGE, title=title))) <= 48


def test_long_names_are_cut_at_their_end() -> None:
    said = name_of(replace(PAGE, title="Incident " * 10))
    assert said == "Incident " * 5 + "In…"


def test_long_addresses_are_cut_in_the_middle() -> None:
    said = readable(f"https://a.example/{'x' * 300}/page")
    assert said == "https://a.example/…/page"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "ftp://a.example/",
        "https://",
        "https://a.example/ b",
        "https://a/\u202e",
        "",
    ],
)
def test_what_is_no_web_address_cannot_be_followed(address: str) -> None:
    assert safe_href(address) is None


def test_a_web_address_can_be_followed() -> None:
    assert safe_href("https://a.example/b?c=d&e=f") == "https://a.example/b?c=d&e=f"


def test_a_range_of_figures_is_bold_as_one() -> None:
    assert stressed("Earn 6 to 14 new sites, 194, or 1,234.") == (
        "Earn <b>6 to 14 new sites</b>, <b>194</b>, or <b>1,234</b>."
    )


def test_sentences_end_once() -> None:
    assert [ended("Look"), ended("Look."), ended("")] == ["Look.", "Look.", ""]


def test_scales_keep_their_provider() -> None:
    assert scale_name("ahrefs_dr") == "Ahrefs DR"


def test_every_verdict_and_type_has_its_look_and_words() -> None:
    signs = [look(verdict).sign for verdict in get_args(Verdict)]
    assert len(set(signs)) == len(signs)
    assert all(look(verdict).means and many_words(verdict) for verdict in get_args(Verdict))
    assert all(type_name(kind, 1) != type_name(kind, 2) for kind in get_args(PageType))


def _light(colour: str) -> float:
    wide = colour if len(colour) == 6 else "".join(2 * digit for digit in colour)
    parts = [int(wide[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(first: str, second: str) -> float:
    low, high = sorted((_light(first), _light(second)))
    return (high + 0.05) / (low + 0.05)


PALETTES = [
    dict(re.findall(r"--([\w-]+):#([0-9a-f]{6}|[0-9a-f]{3})\b", block))
    for block in re.findall(r"--bg:.*?\}", CSS, re.DOTALL)
]


def test_both_ways_to_the_dark_have_the_same_colours() -> None:
    light, automatic, chosen = PALETTES
    assert automatic == chosen
    assert automatic.keys() <= light.keys()


@pytest.mark.parametrize("palette", PALETTES[:2], ids=["light", "dark"])
def test_words_and_kinds_stand_out_from_their_ground(palette: dict[str, str]) -> None:
    card = palette["card"]
    for tone in ("auth", "anch", "blank", "ok", "n"):
        assert _contrast(palette[tone], card) >= 4.5
        assert _contrast(palette[tone], palette[f"{tone}-bg"]) >= 4.5
        assert _contrast(palette["soft"], palette[f"{tone}-bg"]) >= 4.5
    for kind in ("brand", "brand-keyword", "partial", "url", "generic", "exact"):
        assert _contrast(palette[f"c-{kind}"], card) >= 3.0
    inks = ["dark", "brand-keyword", "light", "light", "generic", "light"]
    grounds = ["brand", "brand-keyword", "partial", "url", "generic", "exact"]
    for ground, ink in zip(grounds, inks, strict=True):
        assert _contrast(palette[f"c-{ground}"], palette[f"on-{ink}"]) >= 4.5
