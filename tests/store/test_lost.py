"""What is lost, since when and why, by what crawls saw and saw again."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from histories import (
    FRIEND,
    HISTORIES,
    SHOP,
    Fate,
    Found,
    Visit,
    found_in,
    links_of,
    oracle,
    pages_of,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from link_rows import link_rows

from roadsign.kernels.urls import page_key, serialise
from roadsign.store import looks
from roadsign.store.engine import Engine
from roadsign.store.linkbase import LinkBase

PAGE = FRIEND.format(0)
TRAIL = (f"{SHOP}/trail", "trail shoes")
OTHER = (f"{SHOP}/trail", "these")
HERE = Visit(1, links=(TRAIL,))


def fates(*visits: Visit, more: Mapping[str, object] | None = None) -> Found:
    with LinkBase("256MiB") as base:
        base.add(links_of(visits), "crawls")
        base.add_source_pages(pages_of(visits))
        if more is not None:
            base.add(link_rows({"source_url": PAGE, **more}), "more.csv")
        return found_in(base)


def fate(*visits: Visit, more: Mapping[str, object] | None = None) -> Fate:
    return fates(*visits, more=more)[PAGE, TRAIL]


@settings(max_examples=25, deadline=None)
@given(HISTORIES)
def test_any_history_is_told_as_a_plain_reader_would(visits: list[Visit]) -> None:
    assert fates(*visits) == oracle(visits)


SECOND_LOOKS: list[tuple[Visit, Fate]] = [
    (Visit(2), (1, 1, 2, "removed")),
    (Visit(2, links=(OTHER,)), (1, 1, 2, "reworded")),
    (Visit(2, links=(("http://www.shop.example/trail", "x"),)), (1, 1, 2, "reworded")),
    (Visit(2, links=((f"{SHOP}/", "Shop"),)), (1, 1, 2, "removed")),
    (Visit(2, status=404), (1, 1, 2, "page_gone")),
    (Visit(2, status=410), (1, 1, 2, "page_gone")),
    (Visit(2, status=301, redirect_to="https://else.example/"), (1, 1, 2, "page_redirected")),
    (Visit(2, status=301, redirect_to=PAGE.replace("https", "http")), (1, 1, None, None)),
    (Visit(2, links=(TRAIL,), robots="noindex,follow"), (1, 2, 2, "noindexed")),
    (Visit(2, links=(TRAIL,), robots="none"), (1, 2, 2, "noindexed")),
    (Visit(2, links=(TRAIL,), robots="nofollow,max-snippet:1"), (1, 2, None, None)),
    (Visit(2, links=(TRAIL,), canonical="https://else.example/"), (1, 2, 2, "canonicalised")),
    (Visit(2, links=(TRAIL,), canonical="http://www.friend0.example/post"), (1, 2, None, None)),
    (Visit(2, unchanged=True), (1, 2, None, None)),
    (Visit(2, status=304, unchanged=True), (1, 2, None, None)),
    (Visit(2, medium="wat"), (1, 1, None, None)),
    (Visit(2, partial=True), (1, 1, None, None)),
    (Visit(2, partial=True, links=(TRAIL,)), (1, 2, None, None)),
    (Visit(2, medium="wat", status=404), (1, 1, None, None)),
    (Visit(2, url=PAGE.replace("https://", "http://www.")), (1, 1, 2, "removed")),
    (Visit(2, url=f"{PAGE}?page=2"), (1, 1, None, None)),
    *((Visit(2, status=code), (1, 1, None, None)) for code in (401, 403, 429, 451, 500, 999)),
]
SEVERAL_LOOKS: list[tuple[tuple[Visit, ...], Fate]] = [
    # Lost and seen again is live again; first and last are those of all days.
    ((HERE, Visit(2), Visit(3, links=(TRAIL,))), (1, 3, None, None)),
    # The day is the first of those on which it was so.
    ((HERE, Visit(2), Visit(3, status=404)), (1, 1, 2, "removed")),
    ((HERE, Visit(2, status=503), Visit(3)), (1, 1, 3, "removed")),
    # An unchanged page without the link is without it still.
    ((HERE, Visit(2), Visit(3, unchanged=True)), (1, 1, 2, "removed")),
    # Unchanged since a look that nobody kept says nothing.
    ((Visit(1, unchanged=True), Visit(2, links=(TRAIL,))), (2, 2, None, None)),
    # A page that was always out of the index loses nothing by it.
    ((Visit(1, links=(TRAIL,), robots="noindex"),), (1, 1, None, None)),
    (
        (
            Visit(1, links=(TRAIL,), robots="noindex"),
            Visit(2, links=(TRAIL,), robots="noindex"),
        ),
        (1, 2, None, None),
    ),
    # With and without on one day: it was there that day.
    ((HERE, Visit(1)), (1, 1, None, None)),
    # A WAT tells of its own links; what it clipped or guessed is told by where it leads.
    ((Visit(1, "wat", links=(TRAIL,)), Visit(2, "wat")), (1, 1, 2, "removed")),
    ((Visit(1, "wat", links=(TRAIL,)), Visit(2)), (1, 1, 2, "removed")),
    ((Visit(1, "wat", links=(TRAIL,)), Visit(2, links=(OTHER,))), (1, 1, 2, "reworded")),
    (
        (Visit(1, "wat", links=(TRAIL,), guessed=True), Visit(2, links=(OTHER,))),
        (1, 1, None, None),
    ),
    ((Visit(1, "wat", links=(TRAIL,), guessed=True), Visit(2)), (1, 1, 2, "removed")),
]
CASES = [*(((HERE, then), told) for then, told in SECOND_LOOKS), *SEVERAL_LOOKS]


@pytest.fixture(scope="module")
def told_of_all() -> Found:
    """Tell all cases at once, each on a page of its own."""
    visits = [at(place, each) for place, case in enumerate(CASES) for each in case[0]]
    return fates(*visits)


def at(place: int, visit: Visit) -> Visit:
    moved = {
        name: address.replace("friend0", f"friend{place}")
        for name in ("url", "canonical", "redirect_to")
        if (address := getattr(visit, name))
    }
    return replace(visit, **moved)


@pytest.mark.parametrize("place", range(len(CASES)))
def test_what_later_looks_say(place: int, told_of_all: Found) -> None:
    visits, told = CASES[place]
    assert told_of_all[FRIEND.format(place), TRAIL] == told, visits


@pytest.mark.parametrize(
    ("more", "told"),
    [
        # What only an export knows is lost only by its own word, which stands.
        ({"anchor": "else", "last_seen": "2025-01-01"}, (1, 1, 3, "removed")),
        ({"last_seen": "2025-01-05"}, (1, 5, None, None)),
        ({"last_seen": "2025-01-01", "first_seen": "2025-01-01"}, (1, 1, 3, "removed")),
        ({"lost": "2025-01-02", "lost_reason": "page_gone"}, (1, 1, 2, "page_gone")),
    ],
)
def test_an_export_beside_a_crawl(more: Mapping[str, object], told: Fate) -> None:
    found = fates(HERE, Visit(3), more=more)
    assert found[PAGE, TRAIL] == told
    if "anchor" in more:
        assert found[PAGE, (f"{SHOP}/trail", "else")] == (None, 1, None, None)


def test_a_loss_that_an_export_tells_ends_where_a_crawl_sees_the_link_again() -> None:
    gone = {"lost": "2025-01-02", "lost_reason": "removed", "last_seen": "2025-01-01"}
    assert fate(HERE, Visit(3, unchanged=True), more=gone) == (1, 3, None, None)
    assert fate(HERE, Visit(2, unchanged=True), more=gone) == (1, 2, 2, "removed")


def test_a_page_without_a_date_makes_no_link_lost() -> None:
    undated = pages_of([Visit(2)])
    place = undated.column_names.index("fetched")
    with LinkBase("256MiB") as base:
        base.add(links_of([HERE]), "a")
        base.add_source_pages(undated.set_column(place, "fetched", [[None]]))
        assert found_in(base)[PAGE, TRAIL] == (1, 1, None, None)


ADDRESS = (
    r"https?://(www\.)?(www\.)?[a-z]{1,3}(\.[a-z]{1,3}){0,2}(:[1-9][0-9]{0,3})?"
    r"(/[a-z.]{0,3}){0,2}(/?(index|default)\.(html?|php|aspx))?/?(\?[a-z/]{0,9}(/index\.html)?)?"
)


@settings(max_examples=10, deadline=None)
@given(
    st.lists(
        st.from_regex(ADDRESS, fullmatch=True).map(serialise).filter(bool), min_size=20, max_size=40
    )
)
def test_the_engine_tells_pages_as_the_kernel_does(addresses: list[str]) -> None:
    engine = Engine()
    try:
        looks.teach(engine)
        engine.create(
            "links", link_rows(*({"source_url": url, "provider": "warc"} for url in addresses))
        )
        found = looks.linking(engine)["page"].to_pylist()
    finally:
        engine.close()
    assert sorted(found) == sorted({page_key(url) for url in addresses})
