"""Text of unknown encoding as UTF-8, block by block."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from roadsign.readers.sources import read_fully

BLOCK_BYTES = 1 << 22
_SNIFFED_BYTES = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PROBED_FOR_NUL = 200
_LONGEST_SEQUENCE = 4


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a text is written: its name, the length of its mark, whether lines end with CR alone."""

    name: str
    mark: int = 0
    lone_cr: bool = False


def told_encoding(head: bytes) -> Encoding:
    """Tell an encoding by its mark, by NULs in every second byte, by being UTF-8, in this order."""
    mark, name = 0, ""
    for sign, meant in _BOMS:
        if head.startswith(sign):
            mark, name = len(sign), meant
            break
    name = name or _sixteen(head) or _eight(head)
    breaks = head.decode(name.removesuffix("-sig"), "replace")
    return Encoding(name, mark, lone_cr="\r" in breaks and "\n" not in breaks)


def utf8_blocks(stream: BinaryIO) -> tuple[Encoding, Iterator[bytes]]:
    """
    Give the encoding of a text and its content as UTF-8 without mark and NUL.

    Bytes that the encoding does not know become U+FFFD. No block ends within a character.
    """
    head = read_fully(stream, _SNIFFED_BYTES)
    encoding = told_encoding(head)
    return encoding, _blocks(encoding, head, stream)


def _blocks(encoding: Encoding, head: bytes, stream: BinaryIO) -> Iterator[bytes]:
    decoder = _Transcoder(encoding.name)
    block = head[encoding.mark :]
    while True:
        following = read_fully(stream, BLOCK_BYTES)
        text = decoder.transcode(block, final=not following).replace(b"\0", b"")
        yield text.replace(b"\r", b"\n") if encoding.lone_cr else text
        if not following:
            return
        block = following


class _Transcoder:
    def __init__(self, name: str) -> None:
        self._plain = name in {"utf-8", "utf-8-sig"}
        self._rest = b""
        self._decoder = codecs.getincrementaldecoder(name.removesuffix("-sig"))("replace")

    def transcode(self, block: bytes, *, final: bool) -> bytes:
        if not self._plain:
            return self._decoder.decode(block, final).encode("utf-8", "replace")
        block = self._rest + block
        cut = len(block) if final else _last_whole(block)
        block, self._rest = block[:cut], block[cut:]
        if block.isascii():
            return block
        try:
            block.decode("utf-8")
        except UnicodeDecodeError:
            return block.decode("utf-8", "replace").encode("utf-8")
        return block


def _last_whole(block: bytes) -> int:
    """Give the length of a block without a sequence that its end cuts in two."""
    for back in range(1, min(_LONGEST_SEQUENCE, len(block)) + 1):
        byte = block[-back]
        if byte < 0x80:  # noqa: PLR2004 - the bits of UTF-8
            return len(block)
        if byte >= 0xC0:  # noqa: PLR2004 - the bits of UTF-8
            needed = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4  # noqa: PLR2004 - as above
            return len(block) if needed <= back else len(block) - back
    return len(block)


def _sixteen(head: bytes) -> str:
    probe = head[:_PROBED_FOR_NUL]
    half = len(probe) // 2
    if half == 0 or b"\0" not in probe:
        return ""
    for name, even, odd in (("utf-16-le", 0, 1), ("utf-16-be", 1, 0)):
        # Letters of Latin scripts have a NUL beside them; a few of other scripts may not.
        if probe[odd::2].count(0) >= 0.7 * half and probe[even::2].count(0) == 0:
            return name
    return ""


def _eight(head: bytes) -> str:
    try:
        whole = len(head) < _SNIFFED_BYTES
        codecs.getincrementaldecoder("utf-8")("strict").decode(head, whole)
    except UnicodeDecodeError:
        text = head.decode("utf-8", "replace")
        broken = text.count("\ufffd")
        foreign = sum(not letter.isascii() for letter in text) - broken
        # A few broken bytes in a text that is UTF-8 all over make it no other encoding.
        return "utf-8" if foreign > 2 * broken else "windows-1252"
    return "utf-8"
