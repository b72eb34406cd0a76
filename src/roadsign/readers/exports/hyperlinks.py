"""The addresses behind the cells of a workbook that show other words."""

import re
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple
from xml.etree import ElementTree as ET  # entities are refused before a workbook comes here

from roadsign.errors import InputError
from roadsign.readers.exports.headers import is_url
from roadsign.readers.inflating import DAMAGED_ZIP

_FORMULA = re.compile(r'\s*=?\s*HYPERLINK\s*\(\s*"((?:[^"]|"")*)"', re.IGNORECASE)
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BOOK = "xl/workbook.xml"

Place = tuple[int, int]
"""Row and column, from 0."""


class Behind(NamedTuple):
    """What lies behind a cell: an address, or a formula whose stored result may be anything."""

    address: str
    formula: bool

    def instead_of(self, shown: str) -> str:
        """Give the address to take for what a cell shows."""
        return shown if is_url(shown) and not self.formula else self.address


def column_number(letters: str) -> int:
    """Give the number of a column from its letters; A is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def addresses_behind(path: Path, sheet: str, columns: Collection[int]) -> Mapping[Place, Behind]:
    """
    Give what lies behind each cell of some columns that is a link or a formula.

    Behind a formula that is no HYPERLINK with an address written out is no address. Raises
    InputError where the workbook is damaged.
    """
    try:
        with zipfile.ZipFile(path) as book:
            part = _part_of(book, sheet)
            if part is None:
                return {}
            targets = _relations(book, part)
            with book.open(part) as stream:
                return dict(_found(stream, targets, columns))
    except (*DAMAGED_ZIP, zlib.error, RuntimeError, ET.ParseError, KeyError) as error:
        message = f"{path} is a damaged workbook: {error}"
        raise InputError(message) from error


def _found(
    stream: IO[bytes], targets: Mapping[str, str], columns: Collection[int]
) -> Iterator[tuple[Place, Behind]]:
    for _, element in ET.iterparse(stream):  # noqa: S314 - entities were refused
        tag = element.tag.rpartition("}")[2]
        if tag == "hyperlink":
            place = _place(element.get("ref", ""))
            address = targets.get(element.get(_ID, ""))
            if place is not None and place[1] in columns and address:
                yield place, Behind(address, formula=False)
        elif tag == "c":
            place = _place(element.get("r", ""))
            formula = next((each for each in element if each.tag.endswith("}f")), None)
            if place is not None and place[1] in columns and formula is not None:
                written = _FORMULA.match(formula.text or "")
                address = written[1].replace('""', '"') if written else ""
                yield place, Behind(address, formula=True)
        elif tag == "row":
            element.clear()


def _place(reference: str) -> Place | None:
    parts = _PLACE.match(reference)
    return None if parts is None else (int(parts[2]) - 1, column_number(parts[1]) - 1)


def _part_of(book: zipfile.ZipFile, sheet: str) -> str | None:
    targets = _relations(book, _BOOK)
    for element in _elements(book, _BOOK):
        if element.tag.endswith("}sheet") and element.get("name") == sheet:
            target = targets.get(element.get(_ID, ""))
            return None if target is None else _beside(_BOOK, target)
    return None


def _relations(book: zipfile.ZipFile, part: str) -> Mapping[str, str]:
    place = PurePosixPath(part)
    name = str(place.parent / "_rels" / f"{place.name}.rels")
    if name not in book.namelist():
        return {}
    elements = _elements(book, name)
    return {each.get("Id", ""): each.get("Target", "") for each in elements if each.get("Id")}


def _elements(book: zipfile.ZipFile, part: str) -> Iterator[ET.Element]:
    return ET.fromstring(book.read(part)).iter()  # noqa: S314 - entities were refused


def _beside(part: str, target: str) -> str:
    if target.startswith("/"):
        return target.removeprefix("/")
    return str(PurePosixPath(part).parent / target)
