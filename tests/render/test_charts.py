"""Charts: their numbers, their names, and that what they draw stays on the paper."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadsign.render.charts import (
    Bar,
    Dot,
    Matrix,
    Place,
    RivalBars,
    Ruler,
    Scale,
    StackedWords,
    WordRow,
    WordsBars,
    WordShare,
    WordStack,
)
from roadsign.render.charts.kinds import ORDER
from roadsign.render.charts.labels import Box, Spot, placed

SVG = "{http://www.w3.org/2000/svg}"
DOTS = (
    Dot("Watering cans", 0.23, 81, "auth", "Watering cans: 14 sites", (0.19, 0.35), (62, 92)),
    Dot("Pruning shears", 1.09, 24, "anch", "Pruning shears: 96 sites", (0.86, 1.42), (17, 33)),
)
MATRIX = Matrix(DOTS, (Place("mosswork.example", 1.4, 70), Place("allotment.example", 0.8, 55)))
BARS = RivalBars(
    (Bar("You", 14, 3, you=True), Bar("mosswork.example", 112, least=True), Bar("b.example", 61)),
    61,
    "auth",
)
RULER = Ruler("Watering cans", (Scale("Roads", 14, "14", 120, "vs 61", 10, 20, (48, 79), 36),))
WORDS = WordsBars(
    tuple(WordRow(kind, kind, 0.1, 0.05, 0.2, "10% (5-20)", (0.08, 0.12)) for kind in ORDER)
)
STACK = StackedWords(
    (
        WordStack("You", (WordShare("exact", "Exact", 0.46), WordShare("brand", "Brand", 0.54))),
        WordStack("Rivals", tuple(WordShare(kind, kind, 0.125) for kind in ORDER)),
    )
)
CHARTS = [MATRIX, BARS, RULER, WORDS, STACK]


def read(svg: str) -> ET.Element:
    """Read a chart as the XML that it has to be."""
    return ET.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))  # noqa: S314 - our own


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: type(chart).__name__)
def test_chart_is_whole_and_stays_on_its_paper(chart: Matrix, narrow: bool) -> None:  # noqa: FBT001
    root = read(chart.to_svg(narrow=narrow))
    _, _, width, height = (float(part) for part in root.attrib["viewBox"].split())
    assert root.attrib["aria-label"]
    for shape in root.iter():
        assert "style" not in shape.attrib
        x, y = (float(shape.attrib.get(name, 0)) for name in ("x", "y"))
        wide, tall = (float(shape.attrib.get(name, 0)) for name in ("width", "height"))
        if shape.tag == f"{SVG}rect":
            assert 0 <= x <= x + wide <= width + 0.2
            assert 0 <= y <= y + tall <= height + 0.2
        if shape.tag == f"{SVG}text" and "transform" not in shape.attrib:
            assert 0 <= x <= width
            assert 0 <= y <= height


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: type(chart).__name__)
def test_same_numbers_draw_the_same(chart: Matrix) -> None:
    assert chart.to_svg() == replace(chart).to_svg()


def test_rows_give_the_numbers_behind_the_picture() -> None:
    assert MATRIX.to_rows()[0] == {
        "who": "you", "label": "Watering cans", "roads": 0.23, "signs": 81, "roads_low": 0.19,
        "roads_high": 0.35, "signs_low": 62, "signs_high": 92,
    }  # fmt: skip
    assert [row["counted"] for row in BARS.to_rows()] == [112, 61, 14]
    assert BARS.to_rows()[0]["at_least"] == "yes"
    assert RULER.to_rows()[0]["mark"] == 36
    assert [row["kind"] for row in WORDS.to_rows()] == [*ORDER]
    assert [row["kind"] for row in STACK.to_rows()][:2] == ["brand", "exact"]


def test_exact_stands_at_the_right_edge_and_brand_at_the_left() -> None:
    kinds = [rect.attrib["class"] for rect in read(STACK.to_svg()).iter(f"{SVG}rect")]
    assert kinds[:2] == ["c-brand", "c-exact"]
    assert kinds[-1] == "c-exact"


def test_kinds_that_nobody_uses_are_not_drawn() -> None:
    stack = WordStack("You", (WordShare("exact", "Exact", 0.0), WordShare("url", "Url", 1.0)))
    assert [each.kind for each in StackedWords((stack,)).kinds()] == ["url"]


def test_many_rivals_are_drawn_by_some_spread_over_the_order() -> None:
    bars = tuple(Bar(f"r{at}.example", at) for at in range(40))
    chart = RivalBars((*bars, Bar("You", 17, you=True)))
    svg = chart.to_svg()
    assert chart.left_out == 31
    assert all(f">{name}<" in svg for name in ("r0.example", "r39.example", "You"))


def test_pages_beyond_the_usual_range_stand_within_the_frame() -> None:
    far = Matrix((replace(DOTS[0], roads=0.0), replace(DOTS[1], roads=1_234_567.0)))
    for circle in read(far.to_svg()).iter(f"{SVG}circle"):
        assert 54 <= float(circle.attrib["cx"]) <= 744


def test_a_border_of_quadrants_is_a_gap() -> None:
    rects = [rect.attrib for rect in read(MATRIX.to_svg()).iter(f"{SVG}rect")]
    left, right = rects[0], rects[1]
    assert float(right["x"]) - float(left["x"]) - float(left["width"]) >= 8


dots = st.builds(
    Dot,
    st.text(st.characters(), max_size=40),
    st.floats(0, 100),
    st.floats(0, 100),
    st.sampled_from(["auth", "anch", "blank", "ok", "n"]),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(dots, min_size=1, max_size=40), st.booleans())
def test_every_page_is_named_or_numbered(pages: list[Dot], narrow: bool) -> None:  # noqa: FBT001
    chart = Matrix(tuple(pages))
    root = read(chart.to_svg(narrow=narrow))
    classes = [text.attrib.get("class") for text in root.iter(f"{SVG}text")]
    numbered = chart.unnamed(narrow=narrow)
    assert classes.count("t-b t-dot") == len(numbered)
    assert classes.count("t-b halo") == len(pages) - len(numbered)


def test_minor_pages_are_small_and_nameless() -> None:
    chart = replace(MATRIX, dots=(DOTS[0], replace(DOTS[1], minor=True)))
    assert chart.specks == 1
    assert "Pruning shears</text>" not in chart.to_svg()
    assert "Pruning shears: 96 sites</title>" in chart.to_svg()
    assert [name for _, name in chart.unnamed()] == []


spots = st.builds(
    Spot, st.floats(0, 760), st.floats(0, 460), st.just(10.0), st.floats(5, 200), st.just(16.0)
)


@settings(max_examples=60, deadline=None)
@given(st.lists(spots, max_size=40))
def test_names_cover_neither_each_other_nor_a_dot_nor_a_heading(found: list[Spot]) -> None:
    frame, heading = Box(0, 0, 760, 460), Box(0, 0, 120, 20)
    homes = placed(found, frame, [heading])
    names = [home for home in homes if home]
    round_dots = [Box(s.x - 10, s.y - 10, s.x + 10, s.y + 10) for s in found]
    for at, name in enumerate(names):
        assert frame.holds(name)
        assert not name.overlap(heading)
        assert not any(name.overlap(other) for other in names[:at])
        assert not any(name.overlap(dot) for dot in round_dots)


def test_a_lone_page_is_named_beside_its_dot() -> None:
    (home,) = placed([Spot(100, 100, 10, 80, 16)], Box(0, 0, 760, 460))
    assert home
    assert home.left > 100
    assert home.bottom <= 100


def test_a_name_stands_nearer_to_its_own_dot_than_to_any_other() -> None:
    spots = [Spot(60, 60, 8, 90, 14), Spot(200, 55, 8, 90, 14), Spot(203, 58, 8, 90, 14)]
    homes = placed(spots, Box(0, 0, 300, 120))
    assert homes[0] is not None
    for own, home in zip(spots, homes, strict=True):
        if home is None:
            continue
        across = {spot: max(home.left - spot.x, 0, spot.x - home.right) for spot in spots}
        down = {spot: max(home.top - spot.y, 0, spot.y - home.bottom) for spot in spots}
        away = {spot: across[spot] ** 2 + down[spot] ** 2 for spot in spots}
        assert away[own] == min(away.values())
