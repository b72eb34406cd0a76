"""The names a site goes by, where nobody has told them."""

from collections import Counter
from collections.abc import Iterable

from roadsign.kernels.anchors import lexicon
from roadsign.kernels.anchors.forms import host_spellings
from roadsign.kernels.anchors.misspelling import is_word
from roadsign.kernels.anchors.normalise import read
from roadsign.kernels.anchors.stems import spellings
from roadsign.kernels.anchors.titles import parts
from roadsign.kernels.anchors.tokens import words
from roadsign.kernels.owners import registrable_domain

_LEAST_OWNERS = 2
"""Owners that make another spelling of the name one of the site's names."""
_LEAST_PART = 3
_LEAST_WORD = 4
"""Letters of the shortest words that a name is parted into; shorter ones occur by chance."""


def label_of(domain: str) -> str:
    """Give the name part of a domain, in Unicode: what stands before its public suffix."""
    host = domain.casefold().strip().rstrip(".")
    name = registrable_domain(host).partition(".")[0]
    if name.isdigit() or name.startswith("["):
        return ""
    return next((s for s in host_spellings(name) if not s.startswith("xn--")), name)


def infer_brands(
    domain: str, anchors: Iterable[tuple[str, int]] = (), title: str | None = None
) -> tuple[str, ...]:
    """
    Give the names of a site, the likeliest first: from its domain, its anchors and its title.

    ``anchors`` are distinct texts of links to any page of the site, with their numbers of owners.
    """
    label = label_of(domain)
    if not label:
        return ()
    wanted = _solids(label)
    votes: Counter[str] = Counter()
    for text, owners in anchors:
        shown = read(text).shown.strip(" .,;:!?|»«\"'")
        if not wanted.isdisjoint(_solids(shown)):
            votes[shown] += owners
    for part in parts(title or ""):
        if not wanted.isdisjoint(_solids(part)):
            votes[part] += _LEAST_OWNERS
        elif _begins_with(part, wanted):
            votes[part] += 1
    written = sorted(votes, key=lambda text: (-votes[text], not _is_cased(text), text))
    spelt = _spelt(label)
    names = [n for n in written if _is_cased(n) or votes[n] >= _LEAST_OWNERS] or [spelt]
    short = _without_neutral(spelt)
    return tuple(_distinct([*names, spelt, *([short] if short else [])]))


def _distinct(names: Iterable[str]) -> list[str]:
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(name.casefold(), name)
    return list(seen.values())


def _solids(text: str) -> frozenset[str]:
    """Give a name written as one word, with and without the word that joins its parts."""
    tokens = [t.folded for t in words(read(text).shown)]
    ands = lexicon.phrases("and", lexicon.ANY)
    whole = "".join(tokens).replace("&", "")
    found = set(spellings(whole))
    if any(token in ands for token in tokens[1:-1]):
        for joint in ("", *(ands - {"&", "+"})):
            found |= spellings("".join(joint if t in ands else t for t in tokens))
    return frozenset(found - {""})


def _begins_with(part: str, wanted: frozenset[str]) -> bool:
    tokens = [t.folded for t in words(read(part).shown)]
    starts = {"".join(tokens[:n]) for n in range(1, len(tokens))}
    return len(tokens) <= _LEAST_PART and not wanted.isdisjoint(starts)


def _is_cased(text: str) -> bool:
    return text != text.casefold()


def _spelt(label: str) -> str:
    """Give a domain's label as a name: hyphens as spaces, two dictionary words parted."""
    pieces = [piece for part in label.split("-") if part for piece in _parted(part)]
    return " ".join(p if p in _joints() else p[:1].upper() + p[1:] for p in pieces)


def _parted(part: str) -> list[str]:
    if is_word(part, "en") or not part.isalpha() or not part.isascii():
        return [part]
    for joint in sorted(_joints(), key=len, reverse=True):
        head, found, tail = part.partition(joint)
        if found and len(joint) > 1 and _are_words(head, tail):
            return [head, joint, tail]
    for cut in range(_LEAST_WORD, len(part) - _LEAST_WORD + 1):
        if _are_words(part[:cut], part[cut:]):
            return [part[:cut], part[cut:]]
    return [part]


def _are_words(*pieces: str) -> bool:
    return all(len(piece) >= _LEAST_PART and is_word(piece, "en") for piece in pieces)


def _joints() -> frozenset[str]:
    return frozenset(lexicon.phrases("and", lexicon.ANY) - {"&", "+"})


def _without_neutral(spelt: str) -> str:
    """Give a name less what any shop may be called (``Nordwind Shop``: ``Nordwind``)."""
    neutral = lexicon.union("neutral")
    kept = spelt.split()
    while kept and kept[-1].casefold() in neutral:
        kept.pop()
    while kept and kept[0].casefold() in neutral:
        kept.pop(0)
    return " ".join(kept) if 0 < len(kept) < len(spelt.split()) else ""
