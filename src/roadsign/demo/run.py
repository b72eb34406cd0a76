"""The demo from start to report: generate, write, audit, and say what to try next."""

import os
import shlex
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from roadsign.demo.folder import lay_out, write
from roadsign.demo.tables import world
from roadsign.demo.web import Web, web
from roadsign.model.audit import Audit
from roadsign.render.page import report
from roadsign.workspace.auditing import audit

REPORT = "report.html"


@dataclass(frozen=True, slots=True)
class Demo:
    """What was made, and where."""

    folder: Path
    report: Path
    web: Web
    audit: Audit

    @property
    def next_commands(self) -> tuple[tuple[str, str], ...]:
        """Give three things to try next: what each shows, and the command, ready to be pasted."""
        links, page = _near(self.folder / self.web.links), self._worst("anchors")
        calls = (
            (
                "What one export tells without its rivals",
                ("audit", links),
            ),
            ("The words that repeat on one page", ("anchors", page, "--links", links)),
            ("How a verdict is reached", ("explain", "over_optimised")),
        )
        return tuple((shows, _command("roadsign", *words)) for shows, words in calls)

    def _worst(self, verdict: str) -> str:
        return next(url for url, planned in self.web.plan.items() if planned == verdict)


def run(folder: Path) -> Demo:
    """
    Make the demo in a folder that is new, empty, or a demo's, and audit its shop.

    Errors: ``RoadsignError`` where the folder holds other things, ``UnwritableError``.
    """
    made = web()
    lay_out(folder, made)
    found = audit(
        world().shop.domain,
        [folder / name for name in (made.links, made.performance, made.latest)],
        rival_files=[folder / name for name in made.rival_links],
        sites=[folder / made.site],
    )
    path = write(folder, REPORT, report(found).encode("utf-8", "replace"))
    return Demo(folder, path, made, found)


def _near(path: Path) -> str:
    """Give a path as short as it can be said from here, and never like an option."""
    whole, here = path.absolute(), Path.cwd()
    near = str(whole.relative_to(here)) if whole.is_relative_to(here) else str(whole)
    return str(whole) if near.startswith("-") else near


def _command(*words: str) -> str:
    return _joined_for_windows(words) if os.name == "nt" else shlex.join(words)


def _joined_for_windows(words: Sequence[str]) -> str:
    return subprocess.list2cmdline(words)
