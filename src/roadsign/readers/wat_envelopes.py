"""
The JSON of a WAT record: what was read from one page.

Members come in any order, and any may be missing; of each only what is needed is decoded.
"""

import json
from typing import Any, NamedTuple

from msgspec import DecodeError, Struct, ValidationError, field
from msgspec.json import Decoder

Text = str | None


class Entry(Struct, gc=False):
    """One of the addresses of a page; an empty object holds none."""

    path: Text = None
    url: Text = None
    text: Text = None
    rel: Text = None
    alt: Text = None
    title: Text = None


class Meta(Struct, gc=False):
    """A meta element; the language of the page comes as one of name ``HTML@/lang``."""

    name: Text = None
    content: Text = None
    property: Text = None
    equiv: Text = field(default=None, name="http-equiv")


class HeadPart(Struct):
    """Of the page's head."""

    title: Text = field(default=None, name="Title")
    base: Text = field(default=None, name="Base")
    metas: list[Meta] = field(default_factory=list, name="Metas")
    links: list[Entry] = field(default_factory=list, name="Link")


class HtmlPart(Struct):
    """Of the page."""

    head: HeadPart = field(default_factory=HeadPart, name="Head")
    links: list[Entry] = field(default_factory=list, name="Links")


class Message(Struct):
    """The answer's first line."""

    status: Text = field(default=None, name="Status")


class Response(Struct):
    """The answer; a repeated header is a list."""

    message: Message = field(default_factory=Message, name="Response-Message")
    headers: dict[str, Any] = field(default_factory=dict, name="Headers")
    html: HtmlPart | None = field(default=None, name="HTML-Metadata")


class Payload(Struct):
    """What the record held: an answer, or something else."""

    response: Response | None = field(default=None, name="HTTP-Response-Metadata")


class Origin(Struct):
    """The record that all was read from."""

    url: Text = field(default=None, name="WARC-Target-URI")
    date: Text = field(default=None, name="WARC-Date")
    kind: Text = field(default=None, name="WARC-Type")


class Envelope(Struct):
    """One record."""

    origin: Origin = field(default_factory=Origin, name="WARC-Header-Metadata")
    payload: Payload = field(default_factory=Payload, name="Payload-Metadata")


class _Record(Struct):
    envelope: Envelope = field(default_factory=Envelope, name="Envelope")


class Read(NamedTuple):
    """An envelope, and whether its text had to be repaired."""

    envelope: Envelope
    repaired: bool


_STRICT = Decoder(_Record)
_LENIENT = Decoder(_Record, strict=False)
_UNREADABLE = (DecodeError, ValidationError, ValueError, RecursionError)


def read(body: bytes) -> Read | None:
    """
    Read a record's JSON; None: it is none.

    Lone surrogates, bytes that are no UTF-8 and members of another kind are repaired.
    """
    try:
        return Read(_STRICT.decode(body).envelope, repaired=False)
    except _UNREADABLE:
        pass
    try:
        whole: Any = json.loads(body.decode("utf-8", "replace"))
        text = json.dumps(_tamed(whole), ensure_ascii=False)
        # Pairs of surrogates are joined, lone ones become U+FFFD.
        clean = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return Read(_LENIENT.decode(clean.encode()).envelope, repaired=True)
    except _UNREADABLE:
        return None


def _tamed(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Drop members of a kind that they should not have; numbers become text."""
    if isinstance(value, dict):
        tamed = {name: _tamed(each) for name, each in value.items()}
        return {name: each for name, each in tamed.items() if _fits(name, each)}
    if isinstance(value, list):
        return [_tamed(each) for each in value if isinstance(each, dict | str)]
    return str(value) if isinstance(value, int | float) else value


def _fits(name: str, value: Any) -> bool:  # noqa: ANN401 - any JSON
    if name in _OBJECTS:
        return isinstance(value, dict)
    if name in _LISTS:
        return isinstance(value, list) and all(isinstance(each, dict) for each in value)
    if name in _STRINGS:
        return isinstance(value, str)
    return True


_OBJECTS = frozenset(
    {
        *("Envelope", "WARC-Header-Metadata", "Payload-Metadata", "HTTP-Response-Metadata"),
        *("Response-Message", "Headers", "HTML-Metadata", "Head"),
    }
)
_LISTS = frozenset({"Links", "Link", "Metas"})
_STRINGS = frozenset(
    {
        *("path", "url", "text", "rel", "alt", "title", "name", "content", "property"),
        *("http-equiv", "Title", "Base", "WARC-Target-URI", "WARC-Date", "WARC-Type", "Status"),
    }
)
