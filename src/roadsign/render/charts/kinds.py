"""The eight kinds of words as they are drawn: brand at the left edge, exact at the right."""

from roadsign.model.anchors import AnchorClass
from roadsign.render.charts.svg import Value

ORDER: tuple[AnchorClass, ...] = (
    "brand",
    "brand_keyword",
    "partial",
    "url",
    "generic",
    "other",
    "blank",
    "exact",
)
"""Fixed, so that both ends of two bars compare by eye."""

HATCH = "hatch"
"""The id of the pattern for links without words; a page that shows charts defines it once."""


def look(kind: str) -> dict[str, Value]:
    """Give the attributes that fill a shape of one kind: a class, and the pattern for blank."""
    if kind == "blank":
        return {"fill": f"url(#{HATCH})", "class_": "h-box"}
    return {"class_": f"c-{kind.replace('_', '-')}"}


def ink(kind: str) -> str:
    """Give the class of the text that stands on a shape of one kind."""
    return {
        "brand": "t-od",
        "brand_keyword": "t-bk",
        "partial": "t-ol",
        "url": "t-ol",
        "generic": "t-g",
        "exact": "t-ol",
    }.get(kind, "t-i")
