"""Reads a page as tests need it: its elements, its attributes, and what a reader reads."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"meta", "br", "input", "link", "img", "hr"})
_LINES = frozenset({"h1", "h2", "h3", "h4", "p", "li", "tr", "dt", "dd", "summary", "caption"})


@dataclass(slots=True)
class Element:
    """One element: its name, its attributes, and the names of those it stands in."""

    name: str
    attributes: dict[str, str]
    within: tuple[str, ...]
    text: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.unmatched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {k: v or "" for k, v in attrs}, tuple(each.name for each in self.open))
        self.elements.append(made)
        if tag not in _VOID:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(
            Element(tag, {k: v or "" for k, v in attrs}, tuple(each.name for each in self.open))
        )

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1].name == tag:
            self.open.pop()
        else:
            self.unmatched.append(tag)

    def handle_data(self, data: str) -> None:
        if self.open:
            self.open[-1].text.append(data)
            for each in self.open[:-1]:
                each.text.append(data)


def elements(page: str) -> list[Element]:
    """Give every element in order; fails where tags do not close each other."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert not reader.unmatched
    assert not reader.open
    return reader.elements


def outline(page: str) -> str:
    """Write what a reader reads, one line a heading, paragraph, item or row; charts by label."""
    return "".join(f"{line}\n" for line in _lines(elements(page)))


def _lines(all_of: list[Element]) -> Iterator[str]:
    for each in all_of:
        if each.name == "svg" and "aria-label" in each.attributes:
            yield f"[{each.attributes['aria-label']}]"
        elif each.name in _LINES and not _LINES & set(each.within):
            text = " ".join("".join(each.text).split())
            if text:
                mark = {"h1": "# ", "h2": "\n## ", "h3": "\n### ", "h4": "#### "}.get(each.name, "")
                yield f"{mark}{text}"
