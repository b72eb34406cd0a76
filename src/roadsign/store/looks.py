"""Looks: when pages were seen as what, and which links of crawls are lost by it."""

from typing import Final

import pyarrow as pa

from roadsign.model.links import ANCHOR_KINDS
from roadsign.store.engine import Engine

CRAWLS: Final = ("html", "warc", "wat")
"""Providers that saw pages themselves; of all others only their own word tells what is lost."""

LEAN: Final = "wat"
"""The medium that drops what a page left unclosed: it makes no link of the others lost."""

LOOKS: Final = pa.schema(
    {
        "page": pa.string(),
        "fetched": pa.timestamp("s"),
        "state": pa.string(),
        "barred": pa.string(),
        "lean": pa.bool_(),
    }
)
"""A look at a page: its key, when, what it was (seen, unchanged, gone, redirected), if barred."""

_GUESSED = ("alt_inferred", "unknown")
_MACROS = ("look_page_of", "look_state", "look_barred")
_CRAWLS = {"crawls": list(CRAWLS)}
_LEAN = {"lean": LEAN}


def teach(engine: Engine) -> None:
    """Teach an engine to tell pages and what a look at them says."""
    for name in _MACROS:
        engine.run(name)


def sighted(engine: Engine) -> None:
    """Note in a crawl's rows that they were first seen when they were seen, before they fold."""
    engine.run("sighted", _CRAWLS)


def linking(engine: Engine) -> pa.Table:
    """Give the keys of the pages on which crawls saw the links that an engine holds."""
    return engine.ask("looks_linking", _CRAWLS)


def looks_in(engine: Engine, files: list[str], pages: pa.Table) -> pa.Table:
    """Give all looks at some pages that lie in parts of an index; rows as LOOKS."""
    engine.show("linking", pages)
    try:
        return engine.ask("index_looks", {"files": files, **_LEAN})
    finally:
        engine.hide("linking")


def judge(engine: Engine) -> bool:
    """
    Find out what became of the links of crawls; say whether there is anything to ``settle``.

    To be called with every row as it was told, for a row that stands for several has forgotten
    which of them a crawl saw. A link is lost only where its page was looked at again and was gone,
    led elsewhere, was barred from the index or stood there without the link; the day is the
    first of those on which it was so, up to the last look.
    """
    engine.run("looks_told", _LEAN)
    if not engine.ask("looks_any").num_rows:
        return False
    engine.run("lost_ripe", _CRAWLS)
    words = {"worded": list(ANCHOR_KINDS), "guessed": list(_GUESSED)}
    engine.run("lost_stood", {**_CRAWLS, **_LEAN, **words})
    engine.run("lost_looks")
    engine.run("lost_fates")
    return True


def settle(engine: Engine) -> None:
    """Write into the folded links what ``judge`` found."""
    engine.run("lost_set")
