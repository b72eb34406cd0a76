"""SITE.toml: what a user says of a site, read with care for typing errors."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from roadsign.errors import InputError
from roadsign.kernels.urls import serialise
from roadsign.model.audit import PageType
from roadsign.model.sites import INFERRED, Site, SitePage

_SITE_KEYS = ("domain", "brand", "rivals", "pages")
_PAGE_KEYS = ("url", "keywords", "type", "competitive", "demand", "rank")
_TYPES: tuple[PageType, ...] = get_args(PageType)
_MOST_BYTES = 8 << 20
_PAGE = re.compile(r"\s*\[\[\s*pages\s*\]\]")
_MARKED = re.compile(rf"\s*keywords\s*=.*\]\s*{INFERRED}\s*$")


def is_site_file(head: bytes) -> bool:
    """Say whether bytes look like a SITE.toml: an assignment or ``[[pages]]`` at a line's start."""
    text = head.decode("utf-8-sig", "replace")
    names = "|".join(key for key in _SITE_KEYS if key != "pages")
    return bool(re.search(rf"(?m)^\s*(?:(?:{names})\s*=|\[\[\s*pages\s*\]\])", text))


def read_site(path: Path) -> Site:
    """
    Read a SITE.toml; everything in it is optional.

    Errors: InputError in one line that names the file, the line, and the nearest known word.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            message = f"{path} is no SITE.toml: it is larger than 8 MB"
            raise InputError(message)
        text = path.read_bytes().decode("utf-8-sig")
        told = tomllib.loads(text)
    except OSError as error:
        message = f"{path}: cannot be read: {error.strerror}"
        raise InputError(message) from error
    except UnicodeDecodeError as error:
        message = f"{path}: byte {error.start} is no UTF-8; save the file as UTF-8"
        raise InputError(message) from error
    except tomllib.TOMLDecodeError as error:
        message = f"{path}: {str(error)[:1].lower()}{str(error)[1:]}"
        raise InputError(message) from error
    return _Site(path, text).read(told)


class _Site:
    """One file being read: what it says, and where."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._lines = text.splitlines()

    def read(self, told: Mapping[str, Any]) -> Site:
        self._known(told, _SITE_KEYS)
        pages = told.get("pages", [])
        if not isinstance(pages, list) or not all(isinstance(each, dict) for each in pages):
            error = self._error("pages", "'pages' must be written as [[pages]] tables")
            raise error
        domain = told.get("domain")
        if domain is not None and not isinstance(domain, str):
            error = self._error("domain", "'domain' must be text")
            raise error
        return Site(
            domain=domain,
            brand=self._texts(told, "brand"),
            rivals=self._texts(told, "rivals"),
            pages=tuple(
                replace(self._page(each), unconfirmed=unconfirmed)
                for each, unconfirmed in zip(pages, self._marks(len(pages)), strict=True)
            ),
        )

    def _marks(self, count: int) -> list[bool]:
        """Say of each page whether its keywords still carry the mark of inferred ones."""
        marks = [False] * count
        page = -1
        for line in self._lines:
            page += bool(_PAGE.match(line))
            if 0 <= page < count and _MARKED.match(line):
                marks[page] = True
        return marks

    def _page(self, told: Mapping[str, Any]) -> SitePage:
        self._known(told, _PAGE_KEYS)
        url = told.get("url")
        if not isinstance(url, str) or serialise(url if "://" in url else f"https://{url}") is None:
            error = self._error("url", f"a page's 'url' must be an address, not {url!r}")
            raise error
        kind = told.get("type")
        if kind is not None and kind not in _TYPES:
            nearest = get_close_matches(str(kind), _TYPES, 1, 0)
            hint = f"; nearest: {nearest[0]!r}" if nearest else ""
            raise self._error(str(kind), f"type {kind!r} is not known{hint}")
        return SitePage(
            url=url,
            keywords=self._texts(told, "keywords"),
            type=kind,
            competitive=self._typed(told, "competitive", bool, "true or false"),
            demand=self._number(told, "demand"),
            rank=self._number(told, "rank"),
        )

    def _known(self, told: Iterable[str], known: tuple[str, ...]) -> None:
        for key in told:
            if key not in known:
                nearest = get_close_matches(key, known, 1, 0)
                hint = f"; nearest: {nearest[0]!r}" if nearest else ""
                raise self._error(key, f"{key!r} is not known{hint}")

    def _texts(self, told: Mapping[str, Any], key: str) -> tuple[str, ...]:
        value = told.get(key, [])
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(each, str) for each in values):
            raise self._error(key, f"{key!r} must be a text or a list of texts")
        return tuple(each.strip() for each in values if each.strip())

    def _number(self, told: Mapping[str, Any], key: str) -> float | None:
        value = told.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e15:  # noqa: PLR2004
            raise self._error(key, f"{key!r} must be a number of at least 0")
        return float(value)

    def _typed(self, told: Mapping[str, Any], key: str, kind: type, what: str) -> Any:  # noqa: ANN401
        value = told.get(key)
        if value is not None and not isinstance(value, kind):
            raise self._error(key, f"{key!r} must be {what}")
        return value

    def _error(self, word: str, said: str) -> InputError:
        pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
        places = (n for n, line in enumerate(self._lines, 1) if pattern.search(line))
        place = next(places, None)
        where = f"{self._path} line {place}" if place else str(self._path)
        return InputError(f"{where}: {said}")
