"""The demo from start to report: generate, write, ingest, audit, and say what to try next."""

import os
import shlex
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from roadsign.demo.folder import claim, inside, lay_out, write
from roadsign.demo.tables import world
from roadsign.demo.web import Web, web
from roadsign.errors import EmptyIndexError
from roadsign.model.audit import Audit
from roadsign.model.receipts import Receipt
from roadsign.render.page import report
from roadsign.workspace.auditing import audit
from roadsign.workspace.ingesting import drop, info, ingest
from roadsign.workspace.reporting import ReadOptions

REPORT = "report.html"
INDEX = "index"

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class Demo:
    """What was made, and where."""

    folder: Path
    report: Path
    web: Web
    receipts: tuple[Receipt, ...]
    """Of the crawls."""
    links: int
    """How many the index holds."""
    audit: Audit

    @property
    def next_commands(self) -> tuple[tuple[str, str], ...]:
        """Give three things to try next: what each shows, and the command, ready to be pasted."""
        index, links = _near(self.folder / INDEX), _near(self.folder / self.web.links)
        calls = (
            (
                "The words that repeat on one page",
                ("--index", index, "anchors", self._worst("anchors")),
            ),
            ("The same shop from one export, without its rivals", ("audit", links)),
            ("How a verdict is reached", ("explain", "over_optimised")),
        )
        return tuple((shows, _command("roadsign", *words)) for shows, words in calls)

    def _worst(self, verdict: str) -> str:
        return next(url for url, planned in self.web.plan.items() if planned == verdict)


def run(folder: Path, progress: Progress | None = None) -> Demo:
    """
    Make the demo in a folder that is new, empty, or a demo's: read its crawls, audit its shop.

    ``progress`` is told how many bytes of a crawl are read, and how many it has.
    Errors: ``RoadsignError`` where the folder holds other things, ``UnwritableError``,
    ``BrokenIndexError`` where its index is being written or damaged.
    """
    claim(folder)
    made = web()
    lay_out(folder, made)
    receipts = _ingested(folder, made, progress)
    found = audit(
        world().shop.domain,
        [folder / made.performance],
        sites=[folder / made.site],
        index=folder / INDEX,
    )
    path = write(folder, REPORT, report(found).encode("utf-8", "replace"))
    held = info(folder / INDEX)["rows"]["links"]
    return Demo(folder, path, made, receipts, held, found)


def _ingested(folder: Path, made: Web, progress: Progress | None) -> tuple[Receipt, ...]:
    """Read the crawls into the index; those of another version's demo give way."""
    index = inside(folder, folder / INDEX)
    held, receipts = _crawls_of(index), list[Receipt]()
    for name in made.crawls:
        crawl = f"demo-{Path(name).name.partition('.')[0]}"
        sources, options = [folder / name], ReadOptions(crawl=crawl, progress=progress)
        told = list(ingest(sources, index, options))
        if crawl in held and not all(receipt.known for receipt in told):
            drop(index, crawl)
            told = list(ingest(sources, index, options))
        receipts += told
    return tuple(receipts)


def _crawls_of(index: Path) -> frozenset[str]:
    try:
        return frozenset(one["crawl"] for one in info(index)["crawls"])
    except EmptyIndexError:
        return frozenset()


def _near(path: Path) -> str:
    """Give a path as short as it can be said from here, and never like an option."""
    whole, here = path.absolute(), Path.cwd()
    near = str(whole.relative_to(here)) if whole.is_relative_to(here) else str(whole)
    return str(whole) if near.startswith("-") else near


def _command(*words: str) -> str:
    return _joined_for_windows(words) if os.name == "nt" else shlex.join(words)


def _joined_for_windows(words: Sequence[str]) -> str:
    return subprocess.list2cmdline(words)
