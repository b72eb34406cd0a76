"""
From the bytes of a page to its text, whatever charset it is in and whatever it says it is in.

In this order: a byte order mark; ISO-2022 escapes; bytes that are valid UTF-8 with multi-byte
sequences; the header; the meta; detection. Labels are those of the WHATWG Encoding Standard.
"""

import codecs
import re
from dataclasses import dataclass, field

from resiliparse.parse.encoding import detect_encoding
from webencodings import lookup

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (b"\xfe\xff", "utf-16be"), (b"\xff\xfe", "utf-16le"))
_ESCAPES = (
    (re.compile(rb"\x1b(?:\$[@B]|\(J|\(I|\$\(D)"), "iso-2022-jp"),
    (re.compile(rb"\x1b\$\)C"), "iso-2022-kr"),
)
_META = re.compile(
    rb"""<meta\b[^>]{0,500}?\bcharset\s*=\s*["']?\s*([A-Za-z0-9_:.+\-]{1,40})""", re.IGNORECASE
)
_XML = re.compile(rb"""\s{0,100}<\?xml\s[^>]{0,300}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{1,40})""")
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.+-]{1,40})""", re.IGNORECASE)
_FALLBACK = "windows-1252"
_DETECTED_BYTES = 1 << 17
_UTF16_BYTES = 256
_BROKEN_SHARE = 10
"""A tenth of the bytes beyond ASCII may be broken in what is still UTF-8."""
_WIDER = {
    # Python's codecs of these names know less than the standard's decoders do.
    "gbk": ("gb18030",),
    "euc-jp": ("euc_jp", "euc_jis_2004"),
    "iso-2022-jp": ("iso2022_jp", "iso2022_jp_ext"),
    "iso-2022-kr": ("iso2022_kr",),
}
_META_BYTES = 1 << 18


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text, the charset it was read in, and what was passed over."""

    text: str
    charset: str
    source: str
    """bom, escapes, utf-8, header, meta or detected."""
    passed_over: tuple[str, ...] = field(default=())
    """Declared labels that the bytes contradict, or that no standard knows."""


def decode(body: bytes, content_type: str = "") -> Decoded:
    """Decode a page's bytes; ``content_type`` is the header's value. Nothing raises an error."""
    declared = _declared(body, content_type)
    certain = _certain(body)
    if certain is not None:
        text, charset, source = certain
        return Decoded(text, charset, source, _contradicted(declared, charset))
    passed: list[str] = []
    for source, label in declared:
        known = charset_of(label, in_meta=source == "meta")
        read = _strict(body, known) if known else None
        if known and read is not None:
            return Decoded(read, known, source, tuple(passed))
        passed.append(label)
    text, charset = _detected(body)
    # Of a page with a few broken bytes the label was right all the same.
    wrong = tuple(label for label in passed if charset_of(label) != charset)
    return Decoded(text, charset, "detected", wrong)


def charset_of(label: str, *, in_meta: bool = False) -> str | None:
    """Give the WHATWG name of a label; None: unknown. A meta's utf-16 means utf-8."""
    if label.strip().lower() in {"iso-2022-kr", "csiso2022kr"}:
        return "iso-2022-kr"
    known = lookup(label.strip())
    if known is None or known.name == "replacement":
        return None
    name = str(known.name)
    if in_meta and name.startswith("utf-16"):
        return "utf-8"
    return _FALLBACK if in_meta and name == "x-user-defined" else name


def _certain(body: bytes) -> tuple[str, str, str] | None:
    for mark, charset in _MARKS:
        if body.startswith(mark):
            return _loosely(body[len(mark) :], charset), charset, "bom"
    for escapes, charset in _ESCAPES if b"\x1b" in body else ():
        text = _strict(body, charset) if escapes.search(body) else None
        if text is not None:
            return text, charset, "escapes"
    if not body.isascii():
        text = _strict(body, "utf-8")
        if text is not None:
            return text, "utf-8", "utf-8"
    return None


def _declared(body: bytes, content_type: str) -> list[tuple[str, str]]:
    declared: list[tuple[str, str]] = []
    header = _HEADER.search(content_type)
    if header:
        declared.append(("header", header[1]))
    start = body[:_META_BYTES]
    if b"charset" in start.lower():
        found = _META.search(_COMMENT.sub(b"", start))
        if found:
            declared.append(("meta", found[1].decode("ascii")))
    prolog = _XML.match(start)
    if prolog:
        declared.append(("meta", prolog[1].decode("ascii")))
    return declared


def _contradicted(declared: list[tuple[str, str]], charset: str) -> tuple[str, ...]:
    return tuple(
        label
        for source, label in declared
        if charset_of(label, in_meta=source == "meta") != charset
    )


def _strict(body: bytes, charset: str) -> str | None:
    """Decode where every byte has a meaning; a last character that was cut through is forgiven."""
    if charset.startswith("utf-16") and b"\0" not in body[:_UTF16_BYTES]:
        return None
    for codec in _codecs(charset):
        try:
            return codecs.getincrementaldecoder(codec)("strict").decode(body)
        except (UnicodeError, LookupError):
            continue
    return None


def _detected(body: bytes) -> tuple[str, str]:
    if body.startswith((b"<\0", b"\0<")):
        charset = "utf-16le" if body.startswith(b"<") else "utf-16be"
        return _loosely(body, charset), charset
    if body.isascii():
        return body.decode("ascii"), "utf-8"
    text = _loosely(body, "utf-8")
    broken = text.count("\ufffd")
    if broken * _BROKEN_SHARE < len(body) - len(text):
        return text, "utf-8"
    guess = detect_encoding(body[:_DETECTED_BYTES]) or _FALLBACK
    charset = charset_of(guess) or _FALLBACK
    strict = _strict(body, charset)
    return (_loosely(body, charset) if strict is None else strict), charset


def _loosely(body: bytes, charset: str) -> str:
    return body.decode(_codecs(charset)[0], "replace")


def _codecs(charset: str) -> tuple[str, ...]:
    if charset in _WIDER:
        return _WIDER[charset]
    known = lookup(charset)
    return (str(known.codec_info.name),) if known is not None else ("utf-8",)
