"""The ways to a class, as data: class, confidence and reason of each."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from roadsign.model.anchors import AnchorClass


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which an anchor comes to its class."""

    anchor_class: AnchorClass
    confidence: float
    reason: str
    alternatives: tuple[AnchorClass, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """The way taken for an anchor, the words that decided, and what the reason names."""

    way: str
    matched: tuple[str, ...] = ()
    brand: str = ""
    keyword: str = ""
    rival: str = ""
    what: str = ""
    named: frozenset[int] = frozenset()
    """The places of the words that name the brand."""
    misspelt_brand: bool = False
    ambiguous: bool = False
    brand_plus: bool = False
    head_only: bool = False
    whole: bool = False

    def reason(self) -> str:
        """Give the reason in one sentence."""
        words = ", ".join(f"\u201c{word}\u201d" for word in self.matched)
        quoted = {
            name: f"\u201c{getattr(self, name)}\u201d" for name in ("brand", "keyword", "rival")
        }
        return ways()[self.way].reason.format(words=words, what=self.what, **quoted)


@cache
def ways() -> dict[str, Way]:
    """Give all ways by name."""
    text = files("roadsign.kernels.anchors").joinpath("ways.toml").read_text("utf-8")
    return {
        name: Way(w["class"], w["confidence"], w["reason"], tuple(w.get("alternatives", ())))
        for name, w in tomllib.loads(text).items()
    }
