"""From the entries of a WAT record to columns of links, as far as a WAT tells."""

import html
import re
from collections.abc import Sequence
from itertools import repeat

from roadsign.kernels.html import LinkColumns
from roadsign.readers.wat_envelopes import Entry

_CLIPS = ((100, frozenset({99, 100})), (1 << 30, frozenset({127, 128})))
"""Writers cut at 100 or at 128 UTF-16 units, and then trim a blank off the end."""
_SHORTEST_CLIPPED = 49  # characters: each may be two units
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def links_of(entries: Sequence[Entry]) -> LinkColumns:
    """
    Give a page's links; entries that are none (pictures, styles, empty objects) are passed over.

    A link's picture stands right before it, so a link without words takes the last alt there.
    """
    links = LinkColumns()
    kinds, hrefs, rels = links.kind, links.href, links.rel
    anchors, sources = links.anchor, links.anchor_from
    pictured, alt = False, ""
    for entry in entries:
        path = entry.path
        if path == "IMG@/src":
            pictured, alt = True, entry.alt or alt
            continue
        if path == "A@/href" and entry.url is not None:
            kind, anchor, source = "text", words(entry.text), "text"
            if not anchor:
                kind, anchor, source = _wordless(entry, alt, pictured=pictured)
        elif path == "AREA@/href" and entry.url is not None:
            # Its alt is not written down.
            kind, anchor, source = "area", words(entry.alt), "alt"
            source = source if anchor else "unknown"
        elif path in {"IFRAME@/src", "FRAME@/src"} and entry.url is not None:
            kind, anchor, source = "frame", "", "none"
        else:
            pictured, alt = False, ""
            continue
        pictured, alt = False, ""
        kinds.append(kind)
        hrefs.append(entry.url)
        rels.append(entry.rel or "")
        anchors.append(anchor)
        sources.append(source)
    _fill(links)
    return links


def words(text: str | None) -> str:
    """Give the words of an entry: references decoded, white space collapsed, no NUL."""
    if not text:
        return ""
    if "&" in text:
        text = _REFERENCE.sub(lambda found: html.unescape(found[0]), text)
    if "\0" in text:
        text = text.replace("\0", "")
    return " ".join(text.split())


def _wordless(entry: Entry, alt: str, *, pictured: bool) -> tuple[str, str, str]:
    kind = "image" if pictured else "text"
    inferred = words(alt)
    if inferred:
        return kind, inferred, "alt_inferred"
    title = words(entry.title)
    return (kind, title, "title") if title else (kind, "", "none")


def _fill(links: LinkColumns) -> None:
    size = len(links.href)
    links.anchor_clipped = _clipped(links.anchor, links.anchor_from)
    links.placement = list(repeat(None, size))
    links.position = list(repeat(None, size))
    links.left = list(repeat(None, size))
    links.right = list(repeat(None, size))


def _clipped(anchors: Sequence[str], sources: Sequence[str]) -> list[bool]:
    units = [
        _units(anchor) if source == "text" and len(anchor) >= _SHORTEST_CLIPPED else 0
        for anchor, source in zip(anchors, sources, strict=True)
    ]
    longest = max(units, default=0)
    # A page with a longer text than one writer would let through was written by the other.
    ends = next(ends for most, ends in _CLIPS if longest <= most)
    return [size in ends for size in units]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
