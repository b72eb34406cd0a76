"""Where a page's links point: each href resolved against one parsed base, or why it is none."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from upa_url import URL

from roadsign.kernels.owners import registrable_domain

LONGEST_URL = 8192
"""Characters; browsers and crawlers end well before."""

_LONGEST_HOST, _LONGEST_LABEL = 253, 63
_HTTP = ("http:", "https:")
_COUNTED = frozenset({"javascript", "mailto", "tel", "data"})
_TRIM = "".join(map(chr, range(0x21)))
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_NO_NAME = re.compile(r"[^a-z0-9]+")
_NO_BASE = frozenset({"javascript:", "data:"})

_Found = tuple[str, str, str | None]


class Resolved(NamedTuple):
    """An address and its registrable domain; or ``reason`` says why there is none."""

    url: str
    domain: str
    reason: str | None = None


class Resolver:
    """
    Resolves the hrefs of one page.

    ``address`` is the page's own, ``base`` its base element's as written: one that fails to parse
    or is ``javascript:`` or ``data:`` counts as none.
    """

    def __init__(self, address: str, base: str | None = None) -> None:
        own = URL.parse(_clean(address))
        self._base = own
        # A page without an address of its own lies in a folder of files, and so do its neighbours.
        self._local = own is not None and own.protocol == "file:"
        if base is not None and len(base) <= LONGEST_URL:
            given = _parsed(_clean(base), own)
            if given is not None and given.protocol not in _NO_BASE:
                self._base = given

    def resolve(self, href: str) -> Resolved:
        """Give where an href points, less fragment, userinfo and default port."""
        return Resolved(*self._resolved(href))

    def resolve_all(self, hrefs: Sequence[str]) -> tuple[list[str], list[str], list[str | None]]:
        """Give three columns: addresses, their registrable domains, and why there is none."""
        memory = {href: self._resolved(href) for href in set(hrefs)}
        found = [memory[href] for href in hrefs]
        return (
            [url for url, _, _ in found],
            [domain for _, domain, _ in found],
            [reason for _, _, reason in found],
        )

    def _resolved(self, href: str) -> _Found:
        href = href.strip(_TRIM)
        if not href:
            return "", "", "empty_href"
        if len(href) > LONGEST_URL:
            return "", "", _too_long(href)
        url = _parsed(href if href.isascii() else _clean(href), self._base)
        if url is None:
            return "", "", "bad_url"
        address = url.href
        if address.startswith(_HTTP):
            return _web(url, address)
        scheme = address.partition(":")[0]
        if scheme == "file" and self._local and not url.hostname:
            return _less_fragment(address), "", None
        return "", "", scheme if scheme in _COUNTED else "other_scheme"


def absolute(address: str) -> Resolved:
    """Give an absolute http address as it is kept, or why it is none."""
    return Resolver("").resolve(address)


def _web(url: URL, address: str) -> _Found:
    domain = _domain(url.hostname)
    if not domain:
        return "", "", "bad_host"
    if "#" in address or address[-1] == "?":
        address = _less_fragment(address)
    if "@" in address and (url.username or url.password):
        address = f"{url.protocol}//{url.host}{url.pathname}{url.search}"
    if len(address) > LONGEST_URL:
        return "", "", "url_too_long"
    return address, domain, None


def _too_long(href: str) -> str:
    scheme = _SCHEME.match(href)
    name = scheme[0][:-1].lower() if scheme else ""
    return name if name in _COUNTED else "url_too_long"


@lru_cache(1 << 16)
def _domain(host: str) -> str:
    return registrable_domain(host) if is_host(host) else ""


def is_host(host: str) -> bool:
    """Say whether a parsed host can be one: labels neither empty, nor too long, nor bare signs."""
    if host.startswith("["):
        return True
    labels = host.removesuffix(".").split(".")
    return len(host) <= _LONGEST_HOST and all(
        0 < len(label) <= _LONGEST_LABEL and not _NO_NAME.fullmatch(label) for label in labels
    )


def _less_fragment(href: str) -> str:
    # A query without anything in it is dropped with it, as everywhere that addresses are kept.
    address = href.partition("#")[0]
    return address[:-1] if address.find("?") == len(address) - 1 else address


def _parsed(address: str, base: URL | None) -> URL | None:
    return URL.parse(address) if base is None else URL.parse(address, base)


def _clean(address: str) -> str:
    # Lone surrogates are no text; the parser's own answer to them would be an error.
    return address if address.isascii() else address.encode("utf-8", "replace").decode("utf-8")
