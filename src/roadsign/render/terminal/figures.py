"""Numbers as people read them."""

from collections.abc import Iterable
from datetime import date

from roadsign.model.audit import AnchorSignal, Share
from roadsign.model.targets import Target
from roadsign.render.defuse import defused


def share_text(share: float | None, low: float | None = None, high: float | None = None) -> str:
    """Give a share with its interval: ``46% (36-56)``."""
    if share is None:
        return ""
    told = f"{100 * share:.0f}%"
    if low is None or high is None:
        return told
    return f"{told} ({100 * low:.0f}-{100 * high:.0f})"


def share_of(anchors: AnchorSignal, *names: str) -> Share | None:
    """Give the share of the first of the classes that is told."""
    told = {share.anchor_class: share for share in anchors.shares}
    return next((told[name] for name in names if name in told), None)


def count_text(number: float | None, *, capped: bool = False) -> str:
    """Give a whole number with its thousands; ``capped``: it is a lower bound."""
    if number is None:
        return ""
    return f"{number:,.0f}{'+' if capped else ''}"


def range_text(numbers: Iterable[float | None]) -> str:
    """Give the least and the greatest: ``1-9``."""
    known = [number for number in numbers if number is not None]
    if not known:
        return ""
    least, most = count_text(min(known)), count_text(max(known))
    return least if least == most else f"{least}-{most}"


def counted(number: int, one: str, many: str) -> str:
    """Give a number with its noun."""
    return f"{number:,} {one if number == 1 else many}"


def page_name(url: str, target: Target, display: str) -> str:
    """Give the path of a page of the target's own host, else host and path; defused."""
    told = defused(url)
    host, slash, path = told.partition("://")[2].partition("/")
    if not host:
        return told
    own = {_host(target.value), _host(display)}
    return f"{slash}{path}" or "/" if host.removeprefix("www.") in own else f"{host}{slash}{path}"


def _host(text: str) -> str:
    return (text.partition("://")[2] or text).partition("/")[0].removeprefix("www.")


def day_text(stamp: str) -> str:
    """Give the day of a time in ISO form, in words; what is no time stays as it is."""
    try:
        day = date.fromisoformat(stamp[:10])
    except ValueError:
        return stamp
    return f"{day.day} {day:%B %Y}"
