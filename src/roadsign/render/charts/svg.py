"""Elements of SVG as text: escaped, rounded, and without anything that a strict page forbids."""

from html import escape

from roadsign.render.defuse import cells, defused

Value = str | float | None
Row = dict[str, str | float | None]

_WIDE = 0.6
"""Of the size of a letter, the width that one column of text takes on average."""
_HEAVY = 1.08
"""How much wider bold text runs."""
_WHOLE = 10
"""From here on fractions say nothing."""


def element(name: str, *children: str, **attributes: Value) -> str:
    """
    Write one element; children are markup already, attributes are escaped here.

    ``_`` at the end of a name is dropped (``class_``), within it is a hyphen; null leaves out.
    """
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{number(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{told}>{''.join(children)}</{name}>" if children else f"<{name}{told}/>"


def number(value: str | float) -> str:
    """Write a number with at most one decimal, or a text escaped."""
    if isinstance(value, str):
        return escaped(value)
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def escaped(text: str) -> str:
    """Make a text from outside safe in an element and in an attribute."""
    return escape(defused(text), quote=True)


def label(text: str, x: float, y: float, size: float = 13, **attributes: Value) -> str:
    """Write a line of text."""
    return element("text", escaped(text), x=x, y=y, font_size=size, **attributes)


def title(text: str) -> str:
    """Write what a pointer that rests on a shape is told."""
    return element("title", escaped(text))


def picture(width: float, height: float, told: str, *shapes: str, class_: str = "chart") -> str:
    """Write a whole picture; ``told`` is what a screen reader says of it."""
    box = f"0 0 {number(width)} {number(height)}"
    return element("svg", *shapes, viewBox=box, class_=class_, role="img", aria_label=told)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Estimate how wide a text runs at a size; no font is asked, so it errs on the wide side."""
    return cells(defused(text)) * size * _WIDE * (_HEAVY if bold else 1)


def times(roads: float) -> str:
    """Write roads in times of the middle rival, with two figures that count."""
    said = f"{roads:,.0f}" if roads >= _WHOLE else f"{roads:.2g}"
    return f"{said} times the middle rival"


def begun(text: str, room: float, size: float) -> str:
    """Cut a name at its end where it is too long: its beginning tells most."""
    text = defused(text)
    if text_width(text, size) <= room:
        return text
    text = text[: max(0, int(room / (size * _WIDE)))]
    while text and text_width(f"{text}…", size) > room:
        text = text[:-1]
    return f"{text.rstrip('-. ')}…"
