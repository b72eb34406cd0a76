"""The text of a page as one line, and where its links stand in it: one walk through the tree."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from turbohtml import Document, Element, Text

from roadsign.kernels.placement import Landmark, Place, landmark

_BLANK, _PART, _PART_AND_BLANK = -1, -2, -3
"""What ends with an element, where it is no link: a word, a part of the page, both."""

_NOTHING = object()
"""Behind the last node."""
_LONGEST_NAME = 300
_FEW = 8
_UNSEEN = (
    " \t\n\r\f\N{NO-BREAK SPACE}\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}"
    "\N{ZERO WIDTH JOINER}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}\N{LEFT-TO-RIGHT MARK}"
    "\N{RIGHT-TO-LEFT MARK}\N{HANGUL FILLER}\N{BRAILLE PATTERN BLANK}"
)
"""A text of a few of these and nothing else shows nothing: it is no word."""


PARTING, PICTURE, POINTING, NO_PART, PART, EMPTY = 1, 2, 4, 8, 16, 32
"""
Bits of what an element does: parts words, shows a picture, points; is never a part of the page, is
one whatever its attributes; holds nothing.
"""


@dataclass(slots=True)
class Spans:
    """One entry a pointing element, in document order: ``text[start:end]`` are its words."""

    text: str = ""
    elements: list[Element] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    worded: list[bool] = field(default_factory=list)
    """It holds text that is no picture's."""
    pictured: list[bool] = field(default_factory=list)
    placements: list[str | None] = field(default_factory=list)


def address_of(element: Element) -> str | None:
    """Give where an element points, as written; None: nowhere."""
    if element.tag in {"iframe", "frame"}:
        return element.attr("src")
    href = element.attr("href")
    return element.attr("xlink:href") if href is None else href


def spans_of(document: Document, effects: Mapping[str, int]) -> Spans:
    """
    Collapse a page's text, the alts of pictures in their places; the tree is left alone.

    ``effects`` says of a tag what its elements do.
    """
    return _Walk(effects).through(document)


class _Walk:
    """Everything that the walk knows where it stands."""

    def __init__(self, effects: Mapping[str, int]) -> None:
        self._effects = effects
        self._spans = Spans()
        self._pieces: list[str] = []
        self._length = 0
        self._blank = False
        self._links: list[int] = []
        self._written: dict[tuple[int, int] | None, int] = {}
        self._places = [Place()]
        # What ends before which node: the nodes, and what ends there.
        self._untils: list[object] = [_NOTHING]
        self._endings: list[int] = []

    def through(self, document: Document) -> Spans:
        untils, endings, end, effects = self._untils, self._endings, self._end, self._effects
        for node in document.descendants:
            while untils[-1] is node:
                untils.pop()
                end(endings.pop())
            kind = type(node)
            if kind is Text:
                text = node.data  # type: ignore[attr-defined]
                if text.isspace():
                    self._blank = True
                elif text and (len(text) > _FEW or text.strip(_UNSEEN)):
                    self._say(text, pictured=False)
            elif kind is Element:
                effect = effects.get(node.tag, 0)  # type: ignore[attr-defined]
                if effect or node.attrs:  # type: ignore[attr-defined]
                    self._enter(node, effect)  # type: ignore[arg-type]
        while endings:
            end(endings.pop())
        self._spans.text = "".join(self._pieces)
        return self._spans

    def _say(self, text: str, *, pictured: bool) -> None:
        chunk = " ".join(text.split())
        if self._length and (self._blank or text[0].isspace()):
            chunk = " " + chunk
        self._pieces.append(chunk)
        self._length += len(chunk)
        self._blank = text[-1].isspace()
        if self._links and not pictured:
            for link in self._links:
                self._spans.worded[link] = True

    def _enter(self, element: Element, effect: int) -> None:
        part = None
        if not effect & NO_PART and (effect & PART or element.attrs):
            part = _landmark(element)
        if effect & PARTING:
            self._blank = True
            if not effect & EMPTY:
                self._until(element, _BLANK if part is None else _PART_AND_BLANK)
        elif part is not None:
            self._until(element, _PART)
        elif effect & POINTING:
            self._point(element)
        elif effect & PICTURE:
            self._show(element)
        if part is not None:
            self._places.append(self._places[-1].inside(part))

    def _until(self, element: Element, ending: int) -> None:
        self._untils.append(next(element.following, _NOTHING))
        self._endings.append(ending)

    def _end(self, ending: int) -> None:
        if ending >= 0:
            self._spans.ends[ending] = self._length
            self._links.remove(ending)
            return
        if ending != _BLANK:
            self._places.pop()
        if ending != _PART:
            self._blank = True

    def _show(self, picture: Element) -> None:
        if picture.tag == "input" and (picture.attr("type") or "").lower() != "image":
            return
        for link in self._links:
            self._spans.pictured[link] = True
        alt = picture.attr("alt")
        if alt and not alt.isspace():
            self._blank = True
            self._say(alt, pictured=True)
            self._blank = True

    def _point(self, element: Element) -> None:
        if address_of(element) is None:
            return
        spans = self._spans
        link = len(spans.starts)
        # The parser tears a link that reaches over blocks into several; they come from one tag.
        same = self._written.setdefault(element.position, link)
        if same == link:
            spans.elements.append(element)
            spans.starts.append(self._length)
            spans.ends.append(self._length)
            spans.worded.append(False)
            spans.pictured.append(False)
            spans.placements.append(self._places[-1].placement)
        self._links.append(same)
        self._until(element, same)


def _landmark(element: Element) -> Landmark | None:
    attr = element.attr
    role, classes, identity = attr("role"), attr("class"), attr("id")
    if (
        (classes is not None and len(classes) > _LONGEST_NAME)
        or (identity is not None and len(identity) > _LONGEST_NAME)
        or (role is not None and len(role) > _LONGEST_NAME)
    ):
        # What is remembered of names stays small.
        role, classes, identity = (
            each and each[:_LONGEST_NAME] for each in (role, classes, identity)
        )
    return landmark(element.tag, role, classes, identity)
