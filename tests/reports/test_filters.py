"""Which rows a report shows: filters, conditions, order, pages."""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import suppress

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from link_rows import BaseOf, bases

from roadsign.errors import RoadsignError
from roadsign.kernels.urls import target_of
from roadsign.reports.backlinks import backlinks
from roadsign.reports.filters import Filters, checked, paged, refuse_unscored
from roadsign.reports.where import where
from roadsign.store.linkbase import LinkBase

SHOP = target_of("shop.example")

ROWS: tuple[Mapping[str, object], ...] = (
    {"source_url": "https://a.example/1", "placement": "main", "source_language": "de"},
    {"source_url": "https://a.example/2", "placement": "footer", "first_seen": "2025-01-01"},
    {"source_url": "https://b.example/", "follow": False, "nofollow": True, "kind": "image"},
    {"source_url": "https://c.example/", "follow": False, "sponsored": True},
    {"source_url": "https://d.example/", "follow": None, "nofollow": None},
    {"source_url": "https://e.example/", "lost": "2025-06-01", "lost_reason": "removed"},
    {"source_url": "https://f.example/", "first_seen": "2025-07-20", "last_seen": "2025-08-01"},
    {"source_url": "https://g.example/", "anchor": "shop", "source_language": "de-AT"},
    {"source_url": "https://shop.example/own"},
)
CLASSES = {"trail shoes": "exact", "shop": "brand"}
DAY = dt.date.fromisoformat


@pytest.fixture(scope="module")
def base_of() -> Iterator[BaseOf]:
    yield from bases()


@pytest.fixture(scope="module")
def shop(base_of: BaseOf) -> LinkBase:
    return base_of(*ROWS, classes=CLASSES)


def hosts(base: LinkBase, **told: object) -> str:
    table = backlinks(base, "shop.example", SHOP, checked(Filters(**told)))  # type: ignore[arg-type]
    return " ".join(sorted(url[8:].split(".")[0] for url in table.rows["source_url"].to_pylist()))


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ({}, "a a b c d f g"),
        ({"follow": ("follow",)}, "a a f g"),
        ({"follow": ("nofollow",)}, "b c"),
        ({"follow": ("sponsored",)}, "c"),
        ({"follow": ("follow_unknown", "sponsored")}, "c d"),
        ({"placements": ("footer", "nav")}, "a"),
        ({"kinds": ("image",)}, "b"),
        ({"languages": ("DE",)}, "a g"),
        ({"languages": ("de-at",)}, "g"),
        ({"classes": ("brand",)}, "g"),
        ({"since": DAY("2025-01-01")}, "a f"),
        ({"until": DAY("2025-02-01")}, "a"),
        ({"lost": True}, "e"),
        ({"lost": True, "since": DAY("2025-06-02")}, ""),
        ({"new": True}, "f"),
        ({"one_per": "domain"}, "a b c d f g"),
        ({"one_per": "page"}, "a a b c d f g"),
        ({"one_per": "domain", "classes": ("exact",)}, "a b c d f"),
        ({"where": "placement = 'main' OR kind = 'image'"}, "a b"),
    ],
)
def test_filters(shop: LinkBase, told: Mapping[str, object], found: str) -> None:
    assert hosts(shop, **told) == found


def test_one_per_page_keeps_the_followed_link(base_of: BaseOf) -> None:
    ugly = {"follow": False, "nofollow": True, "anchor": "a"}
    base = base_of(ugly, {"anchor": "b"}, {"anchor": "c", "source_url": "https://friend.example/2"})
    table = backlinks(base, "shop.example", SHOP, Filters(one_per="page"))
    assert sorted(table.rows["anchor"].to_pylist()) == ["b", "c"]


def test_one_per_domain_is_one_of_those_that_pass(base_of: BaseOf) -> None:
    rated = {"anchor": "shop", "page_rating": 90.0, "page_rating_scale": "ahrefs_ur"}
    base = base_of({}, rated, classes=CLASSES)
    asked = Filters(one_per="domain", classes=("exact",))
    assert backlinks(base, "shop.example", SHOP, asked).rows["anchor"].to_pylist() == [
        "trail shoes"
    ]


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"classes": ("exakt",)}, "--class: 'exakt' is not known; nearest: 'exact'"),
        ({"placements": ("sky",)}, "--placement: 'sky' is not known; one of main"),
        ({"kinds": ("txt",)}, "nearest: 'text'"),
        ({"one_per": "host"}, "--one-per"),
        ({"limit": 0}, "--limit"),
        ({"since": DAY("2025-02-01"), "until": DAY("2025-01-01")}, "--since"),
        ({"source_types": ("forum",)}, "--source-type: nothing"),
    ],
)
def test_a_wrong_value_is_one_clear_line(told: Mapping[str, object], says: str) -> None:
    with pytest.raises(RoadsignError, match=says) as caught:
        checked(Filters(**told))  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)


TABLE = pa.table(
    {
        "domain": ["a", "b", "c", "it's", None],
        "links": pa.array([1, 2, 3, 4, None], pa.int64()),
        "share": [0.1, 0.2, 0.3, 0.4, None],
        "follow": [True, False, None, True, None],
        "seen": pa.array([DAY("2025-01-01"), DAY("2025-01-02"), None, None, None], pa.date32()),
        "words": [["exact", "url"], ["brand"], [], None, ["url"]],
    }
)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("links > 2", [2, 3]),
        ("2 < links", [2, 3]),
        ("links>=2 and links<>3", [1, 3]),
        ("links >= 1.5", [1, 2, 3]),
        ("links IN (1, 2, 2.5)", [0, 1]),
        ("NOT links IN (1, 2)", [2, 3]),
        ("links NOT IN (1, 2)", [2, 3]),
        ("links BETWEEN 2 AND 3 OR domain = 'a'", [0, 1, 2]),
        ("domain = 'it''s'", [3]),
        ("\"domain\" LIKE '%t%'", [3]),
        ("domain ILIKE 'A'", [0]),
        ("domain NOT LIKE 'a%'", [1, 2, 3]),
        ("domain IS NULL", [4]),
        ("seen IS NOT NULL", [0, 1]),
        ("seen > '2025-01-01'", [1]),
        ("follow", [0, 3]),
        ("follow = false", [1]),
        ("NOT follow", [1]),
        ("words = 'url'", [0, 4]),
        ("words != 'url'", [1, 2, 3]),
        ("words IN ('brand', 'exact')", [0, 1]),
        ("words LIKE 'ex%'", [0]),
        ("(links = 1 OR links = 2) AND share < 0.15", [0]),
        ("links = 1 OR links = 2 AND share < 0.15", [0]),
        ("share > -1", [0, 1, 2, 3]),
    ],
)
def test_conditions(text: str, places: list[int]) -> None:
    numbered = TABLE.append_column("place", pa.array(range(5)))
    assert where(numbered, text)["place"].to_pylist() == places


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("lniks > 2", "position 1: no column 'lniks'; nearest: 'links'"),
        ("links > 2 AND shar < 1", "position 15: no column 'shar'; nearest: 'share'"),
        ("links > 'two'", "position 9: 'links' holds numbers"),
        ("domain = 3", "position 10: 'domain' holds texts"),
        ("seen > 'soon'", "position 8: 'soon' is no date"),
        ("links >", "position 8: a value is missing"),
        ("(links > 1", "position 11: \\) is missing"),
        ("links > 1)", r"position 10: '\)' was not expected"),
        ("links", "position 1: 'links' needs a comparison"),
        ("links LIKE '1%'", "LIKE asks of texts"),
        ("links > 1; DROP TABLE links", "position 10: '; DROP TAB' cannot be read"),
        ("read_csv('/etc/passwd') = 1", "no column 'read_csv'"),
        ("links IN (SELECT 1)", r"position 18: \) is missing"),
        ("", "position 1: a column is missing"),
        ("domain = 'open", "cannot be read"),
        ("(" * 100, "more than 40 conditions"),
        ("NOT " * 100 + "follow", "more than 40 conditions"),
        ("a" * 5000, "longer than 4000"),
    ],
)
def test_a_wrong_condition_names_its_place(text: str, says: str) -> None:
    with pytest.raises(RoadsignError, match=says) as caught:
        where(TABLE, text)
    assert "\n" not in str(caught.value)


@given(st.text(alphabet="linksdomain()=<>'\", ANDORNOTINLIKE123.%", max_size=60))
def test_no_condition_ends_in_a_traceback(text: str) -> None:
    with suppress(RoadsignError):
        assert where(TABLE, text).num_rows <= TABLE.num_rows


@given(st.integers(1, 7), st.sampled_from([None, "-links", "domain,-share"]))
def test_pages_together_are_the_whole(limit: int, sort: str | None) -> None:
    whole = paged("refdomains", SHOP, TABLE, Filters(sort=sort), "domain").rows
    told, cursor = [], None
    while True:
        asked = Filters(sort=sort, limit=limit, cursor=cursor)
        page = paged("refdomains", SHOP, TABLE, asked, "domain")
        assert page.total == TABLE.num_rows
        told.append(page.rows)
        cursor = page.next_cursor
        if cursor is None:
            break
    assert pa.concat_tables(told).equals(whole)


@pytest.mark.parametrize("cursor", ["", "nonsense", "MTAuYWJj", "é", "=", "LTEuYQ"])
def test_a_cursor_that_is_none_is_refused(cursor: str) -> None:
    with pytest.raises(RoadsignError, match="--cursor: "):
        paged("refdomains", SHOP, TABLE, Filters(cursor=cursor), "domain")


@pytest.mark.parametrize(
    "other", [Filters(where="links > 0"), Filters(lost=True), Filters(sort="links")]
)
def test_a_cursor_belongs_to_its_filters(other: Filters) -> None:
    cursor = paged("refdomains", SHOP, TABLE, Filters(limit=2), "domain").next_cursor
    asked = Filters(where=other.where, lost=other.lost, sort=other.sort, cursor=cursor)
    with pytest.raises(RoadsignError, match="belongs to other filters"):
        paged("refdomains", SHOP, TABLE, asked, "domain")


@pytest.mark.parametrize(
    ("sort", "says"), [("lniks", "nearest: 'links'"), ("words", "lists"), ("-", None)]
)
def test_sorting(sort: str, says: str | None) -> None:
    if says is None:
        assert paged("refdomains", SHOP, TABLE, Filters(sort=sort), "domain").total == 5
        return
    with pytest.raises(RoadsignError, match=says):
        paged("refdomains", SHOP, TABLE, Filters(sort=sort), "domain")


def test_what_is_not_known_sorts_last_either_way() -> None:
    for sort in ("links", "-links"):
        page = paged("refdomains", SHOP, TABLE, Filters(sort=sort), "domain")
        assert page.rows["links"].to_pylist()[-1] is None


def test_authority_is_asked_only_of_what_was_scored() -> None:
    filters = Filters(min_authority=30.0)
    refuse_unscored(filters, scored=True)
    with pytest.raises(RoadsignError, match="--min-authority: it needs authority scores"):
        refuse_unscored(filters, scored=False)
