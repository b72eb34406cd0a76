"""The report in a real browser: quiet, offline, and never wider than the screen."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self

import pytest
from audits import example_audit, lonely_audit

from roadsign.render.page import report, summary_of_many

CHROMIUM = shutil.which("chromium")
WIDTHS = (390, 1280, 1920)
# The protocol is fixed to these descriptors; what is there already is moved up first.
ON_3_AND_4 = """
import os, sys
pair = [os.dup(int(each)) for each in sys.argv[1:3]]
pair = [os.dup(each) if each in (3, 4) else each for each in pair]
os.dup2(pair[0], 3)
os.dup2(pair[1], 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
needs_chromium = pytest.mark.skipif(
    not CHROMIUM and not os.environ.get("CI"), reason="chromium is not installed"
)


class Browser:
    """Chromium, spoken to over a pair of pipes (its own debugging protocol, NUL after each)."""

    def __init__(self, home: Path) -> None:
        assert CHROMIUM, "chromium is not installed"
        theirs, ours = os.pipe()
        back, theirs_back = os.pipe()
        command = [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--remote-debugging-pipe", f"--user-data-dir={home}", "about:blank",
        ]  # fmt: skip
        self.process = subprocess.Popen(  # noqa: S603 - the browser of this machine
            [sys.executable, "-c", ON_3_AND_4, str(theirs), str(theirs_back), *command],
            pass_fds=(theirs, theirs_back),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs)
        os.close(theirs_back)
        self.to, self.back = os.fdopen(ours, "wb"), os.fdopen(back, "rb")
        self.number = 0
        self.seen: list[dict[str, Any]] = []
        self.rest = b""
        self.session: str | None = None

    def __enter__(self) -> Self:
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for name in ("Page", "Network", "Log", "Runtime"):
            self.ask(f"{name}.enable")
        return self

    def __exit__(self, *_: object) -> None:
        self.to.close()
        self.back.close()
        self.process.terminate()
        self.process.wait(20)

    def ask(self, method: str, **params: object) -> dict[str, Any]:
        """Call a method and wait for its answer; what happens meanwhile is kept in ``seen``."""
        self.number += 1
        message: dict[str, object] = {"id": self.number, "method": method, "params": params}
        message |= {"sessionId": self.session} if self.session else {}
        self.to.write(json.dumps(message).encode() + b"\0")
        self.to.flush()
        while (told := self._next()).get("id") != self.number:
            self.seen.append(told)
        assert "error" not in told, told
        return dict(told["result"])

    def show(self, page: Path, width: int) -> int:
        """Open a page at a width; give how wide it lays itself out."""
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=900, deviceScaleFactor=1, mobile=width < 500,
        )  # fmt: skip
        self.seen.clear()
        self.ask("Page.navigate", url=page.as_uri())
        while not any(told.get("method") == "Page.loadEventFired" for told in self.seen):
            self.seen.append(self._next())
        wide = "document.documentElement.scrollWidth"
        return int(self.ask("Runtime.evaluate", expression=wide)["result"]["value"])

    def requests(self) -> list[str]:
        """Give the addresses that were asked for."""
        sent = [told for told in self.seen if told.get("method") == "Network.requestWillBeSent"]
        return [told["params"]["request"]["url"] for told in sent]

    def complaints(self) -> list[dict[str, Any]]:
        """Give what stands on the console, refusals by the policy included."""
        loud = {"Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown"}
        return [told for told in self.seen if told.get("method") in loud]

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self.rest:
            more = os.read(self.back.fileno(), 1 << 16)
            assert more, "the browser went away"
            self.rest += more
        message, _, self.rest = self.rest.partition(b"\0")
        return dict(json.loads(message))


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("profile")) as made:
        yield made


def long_words() -> str:
    return report(example_audit()).replace("Watering cans", "W" * 60)


PAGES: dict[str, Callable[[], str]] = {
    "example": lambda: report(example_audit()),
    "lonely": lambda: report(lonely_audit()),
    "long": long_words,
    "many": lambda: summary_of_many([("a.html", example_audit()), ("b.html", lonely_audit())]),
}


@needs_chromium
@pytest.mark.parametrize("name", PAGES)
def test_page_is_quiet_offline_and_fits(name: str, browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text(PAGES[name](), "utf-8")
    for width in WIDTHS:
        assert browser.show(page, width) <= width
        assert browser.requests() == [page.as_uri()]
        assert browser.complaints() == []


@needs_chromium
def test_style_is_let_through_and_colours_can_be_chosen(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text(report(example_audit()), "utf-8")
    browser.show(page, 1280)
    ground = "getComputedStyle(document.body).backgroundColor"
    choose = f"document.getElementById('t-dark').click(); {ground}"
    light = browser.ask("Runtime.evaluate", expression=ground)["result"]["value"]
    dark = browser.ask("Runtime.evaluate", expression=choose)["result"]["value"]
    assert (light, dark) == ("rgb(245, 244, 239)", "rgb(14, 20, 23)")
