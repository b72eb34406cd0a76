"""Whether a link is followed: flags, words and rel tokens, and what none of them says."""

import re

import pyarrow as pa
import pyarrow.compute as pc

from roadsign.readers.exports import spellings
from roadsign.readers.exports.cells import Cells

_FLAGS = ("nofollow", "ugc", "sponsored")
_SEPARATORS = re.compile(r"[\s,;|]+")
_FOLLOWED = frozenset({"follow", "dofollow"})


def read(cells: Cells) -> dict[str, pa.Array]:
    """
    Give the three hints and ``follow``.

    A hint that the source has no column for is null. ``follow`` is false if any hint is known
    true, true if nofollow is known false and no other hint is known true, else null.
    """
    told = {name: _told(cells, name) for name in _FLAGS}
    if cells.has("dofollow"):
        other = pc.or_(_true(told["ugc"]), _true(told["sponsored"]))
        words = pc.invert(_by_word(cells.text("dofollow"), "nofollow", negative=False))
        not_followed = pc.invert(pc.coalesce(cells.flag("dofollow"), words))
        # Not followed for another reason than nofollow is said by that reason alone.
        alone = pc.if_else(other, pa.scalar(None, pa.bool_()), not_followed)
        listed = told["nofollow"]
        told["nofollow"] = pc.if_else(_true(listed), listed, pc.coalesce(alone, listed))
    hinted = pc.or_(pc.or_(_true(told["nofollow"]), _true(told["ugc"])), _true(told["sponsored"]))
    followed = pc.invert(told["nofollow"])
    return {**told, "follow": pc.if_else(hinted, pa.scalar(value=False), followed)}


def _told(cells: Cells, name: str) -> pa.Array:
    """Take a hint from its own column, else from words, else from the rel tokens."""
    nothing = pa.nulls(len(cells), pa.bool_())
    found = nothing
    if cells.has(name):
        # A column that is called so may hold words all the same.
        words = _by_word(cells.text(name), name, negative=True)
        found = pc.coalesce(cells.flag(name), words)
    if cells.has("follow_word"):
        negative = any("nofollow" in each for each in cells.layout.columns["follow_word"].names)
        found = pc.coalesce(found, _by_word(cells.text("follow_word"), name, negative=negative))
    if cells.has("rel"):
        found = pc.coalesce(found, _by_tokens(cells.raw("rel"), name))
    return found


def _by_word(cells: pa.Array, name: str, *, negative: bool) -> pa.Array:
    def told(word: str) -> bool | None:
        tokens = set(_SEPARATORS.split(word.casefold()))
        if name in tokens:
            return True
        if name == "nofollow" and tokens & _FOLLOWED:
            return False
        if name == "nofollow" and tokens & {"true", "1", "yes", "false", "0", "no"}:
            return bool(tokens & {"true", "1", "yes"}) is negative
        return None

    return spellings.each_distinct(cells, told, pa.bool_())


def _by_tokens(cells: pa.Array, name: str) -> pa.Array:
    return spellings.each_distinct(
        cells, lambda rel: name in _SEPARATORS.split(rel.casefold()), pa.bool_()
    )


def _true(flags: pa.Array) -> pa.Array:
    return flags.fill_null(fill_value=False)
