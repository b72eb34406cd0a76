"""Chinese characters: traditional ones as their simplified form."""

from functools import cache

from roadsign.kernels.anchors import lexicon


def simplified(text: str) -> str:
    """Give a text with traditional characters replaced, as far as the table knows them."""
    return text.translate(_table())


@cache
def _table() -> dict[int, str]:
    pairs = [pair for line in lexicon.lines("hanzi", "zh") for pair in line.split()]
    return {ord(pair[0]): pair[1] for pair in pairs}
