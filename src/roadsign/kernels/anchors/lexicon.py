"""Word lists: one phrase a line, one file a kind and language, the source in its head line."""

from functools import cache
from importlib.resources import files

from roadsign.kernels.anchors.normalise import normalise

ANY = "any"
"""The name of a list that holds for every language."""


@cache
def languages(kind: str) -> tuple[str, ...]:
    """Give the languages that have a list of this kind, sorted."""
    folder = files("roadsign.kernels.anchors").joinpath("words", kind)
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".txt"))
    return tuple(name.removesuffix(".txt") for name in names)


@cache
def lines(kind: str, language: str) -> tuple[str, ...]:
    """Give the lines of a list as they are written; none where the language has no list."""
    if language not in languages(kind):
        return ()
    file = files("roadsign.kernels.anchors").joinpath("words", kind, f"{language}.txt")
    kept = (line.strip() for line in file.read_text("utf-8").splitlines())
    return tuple(line for line in kept if line and not line.startswith("#"))


@cache
def phrases(kind: str, language: str) -> frozenset[str]:
    """Give the phrases of a list as anchors are compared."""
    return frozenset(normalise(line, language) for line in lines(kind, language))


@cache
def union(kind: str) -> frozenset[str]:
    """Give the phrases of all lists of a kind."""
    return frozenset().union(*(phrases(kind, language) for language in languages(kind)))


@cache
def homes(kind: str) -> dict[str, tuple[str, ...]]:
    """Give for each phrase of a kind the languages that list it."""
    found: dict[str, list[str]] = {}
    for language in languages(kind):
        for phrase in phrases(kind, language):
            found.setdefault(phrase, []).append(language)
    return {phrase: tuple(names) for phrase, names in found.items()}
