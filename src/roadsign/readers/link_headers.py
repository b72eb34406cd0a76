"""The Link header of an answer."""

import re
from collections.abc import Iterable

from roadsign.kernels.robots import has_token

_LINK = re.compile(r"<([^<>]{0,8192})>((?:\s*;\s*[\w*-]+(?:\s*=\s*(?:\"[^\"]*\"|[^\s\",;]*))?)*)")
_REL = re.compile(r";\s*rel\s*=\s*(?:\"([^\"]*)\"|([^\s\",;]+))", re.IGNORECASE)


def canonical_of(values: Iterable[str]) -> str | None:
    """Give the address of the first canonical in Link headers; None: there is none."""
    for value in values:
        for address, parameters in _LINK.findall(value):
            rel = _REL.search(parameters)
            if rel and has_token(rel[1] or rel[2], "canonical"):
                return str(address).strip()
    return None
