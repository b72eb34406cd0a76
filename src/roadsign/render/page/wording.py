"""Words and numbers as people read them: counts, shares, days, names of pages and kinds."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote, urlsplit

from markupsafe import Markup, escape

from roadsign.model.audit import PageAudit, PageType, Share
from roadsign.model.targets import Target
from roadsign.model.verdicts import IN_WORDS, Verdict
from roadsign.render.defuse import cells, defused, short_address

_FOREIGN = re.compile("(?:%[89A-Fa-f][0-9A-Fa-f])+")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")
_FIGURE = re.compile(
    r"(?<![\w.,])(?:{0} to )?{0}(?:%| in 100)?(?: (?:new )?sites?\b)?".replace(
        "{0}", r"\d+(?:,\d{3})*(?:\.\d+)?"
    )
)
_QUOTED = re.compile("(“[^”]*”)")
_ODD = re.compile(r"[^\x21-\x7e\xa1-\uffff]")
_NAME = 48
_PATH = 64


@dataclass(frozen=True, slots=True)
class Look:
    """How a verdict is shown: colour class, sign, and what it means."""

    tone: str
    sign: str
    means: str


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(files("roadsign.render.page").joinpath("words.toml").read_text("utf-8"))


def look(verdict: Verdict) -> Look:
    """Give colour, sign and meaning of a verdict."""
    told = _words()["verdicts"][verdict]
    return Look(told["tone"], told["sign"], told["means"])


def many_words(verdict: Verdict) -> str:
    """Give the words for a verdict that several pages share."""
    return str(_words()["verdicts"][verdict].get("many", IN_WORDS[verdict]))


def kind_name(kind: str) -> str:
    """Give the name of a kind of words for people."""
    known = _words()["kinds"].get(kind)
    return str(known[0]) if known else defused(kind.replace("_", " "))


def kinds() -> list[tuple[str, str]]:
    """Give name and meaning of every kind of words."""
    return [(name, means) for name, means in _words()["kinds"].values()]


def basis_name(basis: str | None) -> str:
    """Say by what something was judged."""
    return str(_words()["basis"].get(basis or "", "nothing"))


def type_name(kind: PageType, pages: int) -> str:
    """Give the name of a type of pages, for one or several."""
    return str(_words()["types"][kind][pages != 1])


def count(number: float) -> str:
    """Write a whole number: ``1,234,567``; a mean is rounded."""
    return f"{number:,.0f}"


def counted(number: float, one: str, many: str = "") -> str:
    """Write a number with its noun: ``1 site``, ``2 sites``."""
    said = count(number)
    return f"{said} {one if said == '1' else many or one + 's'}"


def percent(share: float) -> str:
    """Write a share: ``46%``; what is neither none nor all never reads so."""
    said = f"{share:.0%}"
    if said == "0%" and share > 0:
        return "<1%"
    return ">99%" if said == "100%" and share < 1 else said


def span(low: float, high: float) -> str:
    """Write the interval of a share: ``(36–56)``."""  # noqa: RUF002 - as it is printed
    return f"({low * 100:.0f}\u2013{high * 100:.0f})"


def share_of(shares: tuple[Share, ...], kind: str) -> Share | None:
    """Give the share of one kind, or null."""
    return next((share for share in shares if share.anchor_class == kind), None)


def scale_name(scale: str | None) -> str:
    """Write the name of a provider's scale: ``ahrefs_dr`` is ``Ahrefs DR``."""
    provider, _, figure = (scale or "").partition("_")
    return defused(f"{risen(provider)} {figure.upper()}")


def risen(text: str) -> str:
    """Begin a text with a capital letter; the rest stays."""
    return text[:1].upper() + text[1:]


def ended(text: str) -> str:
    """End a sentence with a full stop where nothing ends it yet."""
    return f"{text}." if text and text[-1] not in ".!?…" else text


def day(moment: str) -> str:
    """Write a day as people do; what is none is given back defused."""
    found = _DAY.match(moment)
    months = _words()["months"]
    if not found or not 1 <= int(found[2]) <= len(months):
        return defused(moment)
    return f"{int(found[3])} {months[int(found[2]) - 1]} {found[1]}"


def safe_href(address: str | None) -> str | None:
    """Give an address that may be followed: ``http`` or ``https`` with a host, nothing hidden."""
    if not address or _ODD.search(address) or defused(address) != address:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:  # a host in brackets that is no address
        return None
    return address if parts.scheme in {"http", "https"} and parts.netloc else None


def readable(address: str, width: int = _PATH) -> str:
    """Give an address for reading: foreign letters as letters, cut in the middle."""
    return short_address(_FOREIGN.sub(lambda found: unquote(found[0]), address), width)


def path_of(page: PageAudit, target: Target) -> str:
    """Give a page's address for reading, without scheme, and without the target's own host."""
    try:
        parts = urlsplit(page.url)
    except ValueError:
        return readable(page.url)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return readable(page.url)
    rest = page.url.partition("://")[2]
    host = parts.netloc.removeprefix("www.")
    own = urlsplit(target.value if "://" in target.value else f"//{target.value}").netloc
    return readable(rest[len(parts.netloc) :] or "/" if host == own.removeprefix("www.") else rest)


def name_of(page: PageAudit) -> str:
    """Name a page: by its title, else by the last step of its address."""
    title = _cut(page.title or "")
    if title:
        return title
    last = page.url.partition("?")[0].rstrip("/").rpartition("/")[2]
    words = _FOREIGN.sub(lambda found: unquote(found[0]), last)
    words = re.sub(r"\.(?:html?|php|aspx?)$", "", words).replace("-", " ").replace("_", " ")
    said = _cut(words)
    if page.page_type == "home":
        return f"Home page, {said}" if _steps(page.url) else "Home page"
    return risen(said) or readable(page.url, _NAME)


def _steps(address: str) -> str:
    """Give what stands behind the host of an address."""
    return address.partition("://")[2].partition("/")[2].strip("/")


def _cut(name: str) -> str:
    """Cut a name at its end where it is long: its beginning tells most."""
    name = defused(name)
    while cells(name) > _NAME:
        name = f"{name[:_NAME].rstrip('…')[:-1].rstrip()}…"
    return name


def stressed(sentence: str) -> Markup:
    """Put the figures of a sentence in bold, those within quotes excepted."""
    parts = _QUOTED.split(defused(sentence))
    return Markup("").join(escape(part) if at % 2 else _bold(part) for at, part in enumerate(parts))


def _bold(text: str) -> Markup:
    said, end = Markup(""), 0
    for found in _FIGURE.finditer(text):
        said += escape(text[end : found.start()]) + Markup("<b>{}</b>").format(found[0])
        end = found.end()
    return said + escape(text[end:])
