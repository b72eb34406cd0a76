"""Seeds: a list of domains that a user trusts."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from roadsign.errors import InputError, RoadsignError
from roadsign.kernels.urls import domain_of, target_of
from roadsign.readers.encodings import utf8_blocks

_MOST_BYTES: Final = 64 << 20
_LONGEST: Final = 2048
_SAMPLES: Final = 3
_SAMPLE: Final = 40
_COMMENT = re.compile(r"(?:^|\s)#.*")


@dataclass(frozen=True, slots=True)
class Seeds:
    """Distinct registrable domains (A-labels) of a file, and how many lines were none."""

    file: Path
    domains: frozenset[str]
    rejected: int
    samples: tuple[str, ...]
    """The first lines that were no domain, shortened."""


def read_seeds(file: Path) -> Seeds:
    """
    Read a list of seeds: a domain a line, ``#`` before a comment.

    A host or an address stands for its registrable domain. Raises InputError where the file
    cannot be read, RoadsignError where it names no domain.
    """
    domains: set[str] = set()
    rejected: list[str] = []
    for line in _text(file).splitlines():
        told = _COMMENT.sub("", line).strip()
        if not told:
            continue
        domain = _domain(told)
        if domain is None:
            rejected.append(told[:_SAMPLE])
        else:
            domains.add(domain)
    if not domains:
        message = f"{file} names no domain: seeds are one domain a line"
        raise RoadsignError(message)
    return Seeds(file, frozenset(domains), len(rejected), tuple(map(ascii, rejected[:_SAMPLES])))


def _domain(told: str) -> str | None:
    if len(told) > _LONGEST:
        return None
    try:
        domain = domain_of(target_of(told))
    except RoadsignError:
        return None
    # A word alone is an address to a parser, but nothing that stands on the public web.
    return domain if "." in domain or domain.startswith("[") else None


def _text(file: Path) -> str:
    try:
        with file.open("rb") as content:
            _, blocks = utf8_blocks(content)
            found = bytearray()
            for block in blocks:
                found += block
                if len(found) > _MOST_BYTES:
                    message = f"{file} is larger than 64 MiB: seeds are one domain a line"
                    raise InputError(message)
    except OSError as error:
        message = f"{file} cannot be read: {error.strerror or error}"
        raise InputError(message) from error
    return found.decode("utf-8", "replace")
