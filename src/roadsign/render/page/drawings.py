"""Charts of an audit's answer: which numbers go where, and in which colour."""

from statistics import quantiles

from roadsign.model.anchors import ANCHOR_CLASSES
from roadsign.model.audit import Audit, AuthoritySignal, GroupAudit, PageAudit
from roadsign.model.verdicts import Anchors, Verdict
from roadsign.render.charts import (
    Bar,
    Dot,
    Matrix,
    Place,
    RivalBars,
    Ruler,
    Scale,
    StackedWords,
    WordRow,
    WordsBars,
    WordShare,
    WordStack,
    times,
)
from roadsign.render.page.wording import (
    count,
    counted,
    kind_name,
    look,
    name_of,
    percent,
    share_of,
    span,
)

Judged = PageAudit | GroupAudit

DOTS = 40
"""Pages on the matrix at most, worst first."""
_LEAST_RIVALS = 3
_SIGN_TONES: dict[Anchors, str] = {
    "over_optimised": "anch",
    "unlabelled": "blank",
    "mislabelled": "blank",
}
_WITHOUT_RIVALS: dict[Anchors, tuple[str, str]] = {
    "unlabelled": ("blank+generic", "Signs: no words or generic"),
    "mislabelled": ("top_phrase", "Signs: most used phrase"),
}
_FEW = 8
"""Up to so many pages on the matrix, those that nothing can be told of are drawn in full too."""
_CALM: frozenset[Verdict] = frozenset({"healthy"})


def ruler(judged: Judged, name: str) -> Ruler:
    """Give the two rulers of a card: roads, and signs."""
    return Ruler(name, tuple(each for each in (_roads(judged), _signs(judged)) if each))


def road_ruler(judged: Judged, name: str) -> Ruler:
    """Give the ruler of roads alone, where no rivals are to draw bars beside."""
    return Ruler(name, (_roads(judged),))


def matrix(audit: Audit) -> Matrix | None:
    """Give the matrix of the pages that both axes are known of; null where there is none."""
    shown = [
        (page, page.roads, page.anchors.health)
        for page in audit.pages
        if page.judged and page.roads is not None and page.anchors.health is not None
    ][:DOTS]
    if not shown:
        return None
    dots = tuple(
        Dot(
            name_of(page),
            roads,
            signs,
            look(page.verdict).tone,
            _told(page, roads, signs),
            page.roads_interval,
            page.anchors.health_interval,
            minor=len(shown) > _FEW and page.verdict == "not_enough_data",
        )
        for page, roads, signs in shown
    )
    rivals = dict.fromkeys(
        Place(each.domain, each.roads, each.signs)
        for page, _, _ in shown
        for each in page.authority.rivals
        if each.roads is not None and each.signs is not None
    )
    return Matrix(dots, tuple(rivals))


def bars(judged: Judged) -> RivalBars | None:
    """Give the bars of sites linking; null without rivals."""
    signal = judged.authority
    if not signal.rivals:
        return None
    aside = max(0, signal.referring_domains - signal.followed_referring_domains)
    you = Bar("You", signal.followed_referring_domains, aside, you=True)
    others = [
        Bar(each.domain, each.followed_referring_domains, least=each.capped)
        for each in signal.rivals
    ]
    return RivalBars((you, *others), signal.rivals_median, _road_tone(judged))


def mix(judged: Judged) -> StackedWords | None:
    """Give the mix of words, yours above the rivals'; null where no words are known."""
    signal = judged.anchors
    if not signal.owners:
        return None
    known = [share_of(signal.shares, kind) for kind in ANCHOR_CLASSES]
    shares = [share for share in known if share]
    # A kind that nobody uses has a share of above 0 by what is not known: it is not drawn.
    whole = sum(share.owners for share in shares)
    yours = tuple(
        _word(share.anchor_class, share.owners / whole) for share in shares if share.owners
    )
    usual = tuple(
        _word(share.anchor_class, share.expected)
        for share in shares
        if share.expected is not None and share.basis == "rivals"
    )
    stacks = [WordStack("You", yours)]
    if len(usual) == len(ANCHOR_CLASSES):
        stacks.append(WordStack("Rivals", usual))
    return StackedWords(tuple(stacks)) if yours else None


def words(judged: Judged) -> WordsBars | None:
    """Give all eight kinds with their ranges; null where no words are known."""
    if not judged.anchors.owners:
        return None
    rows = []
    for kind in ANCHOR_CLASSES:
        share = share_of(judged.anchors.shares, kind)
        if share:
            low, high = share.expected_low_quartile, share.expected_high_quartile
            said = f"{percent(share.share)} {span(share.low, share.high)}"
            band = (low, high) if low is not None and high is not None else None
            name = kind_name(kind)
            rows.append(WordRow(kind, name, share.share, share.low, share.high, said, band))
    return WordsBars(tuple(rows)) if rows else None


def _word(kind: str, share: float) -> WordShare:
    return WordShare(kind, kind_name(kind), share)


def _told(page: PageAudit, roads: float, signs: float) -> str:
    sites = counted(page.authority.followed_referring_domains, "site")
    told = f"{name_of(page)}, {page.in_words}: {sites}, {times(roads)}"
    if page.roads_interval:
        low, high = page.roads_interval
        told += f" (likely {low:,.2f} to {high:,.2f})"
    told += f"; signs {signs:.0f} of 100"
    if page.anchors.health_interval:
        told += " (likely {:.0f} to {:.0f})".format(*page.anchors.health_interval)
    return told


def _road_tone(judged: Judged) -> str:
    calm = judged.verdict in _CALM
    return look(judged.verdict).tone if judged.authority.level == "thin" or calm else "n"


def _roads(judged: Judged) -> Scale:
    signal = judged.authority
    owners, interval = signal.followed_referring_domains, None
    if isinstance(judged, PageAudit) and judged.roads_interval and signal.rivals_median:
        interval = [end * signal.rivals_median for end in judged.roads_interval]
    band = _middle_half(signal)
    beside, mark = "", None
    if signal.rivals_median is not None:
        beside = f"vs {count(signal.rivals_median)}"
    elif signal.level == "thin" or signal.basis == "field_floor":
        beside, mark = f"floor {count(signal.floor)}", signal.floor
    ends = [owners, *(interval or ()), *(band or ()), mark or 0]
    ends += [each.followed_referring_domains for each in signal.rivals]
    return Scale(
        "Roads: sites linking",
        owners,
        count(owners),
        max(10.0, *ends) * 1.1,
        beside,
        interval[0] if interval else None,
        interval[1] if interval else None,
        band,
        mark,
        _road_tone(judged),
    )


def _middle_half(signal: AuthoritySignal) -> tuple[float, float] | None:
    low, high = signal.rivals_lower_quartile, signal.rivals_upper_quartile
    return (low, high) if low is not None and high is not None else None


def _signs(judged: Judged) -> Scale | None:
    signal = judged.anchors
    tone = _SIGN_TONES.get(signal.level, look(judged.verdict).tone)
    if judged.verdict not in _CALM and signal.level not in _SIGN_TONES:
        tone = "n"
    if signal.health is not None:
        known = [each.signs for each in judged.authority.rivals if each.signs is not None]
        band = None
        if len(known) >= _LEAST_RIVALS:
            quarters = quantiles(known, n=4, method="inclusive")
            band = (quarters[0], quarters[2])
        low, high = signal.health_interval or (None, None)
        said = f"{signal.health:.0f}"
        return Scale(
            "Signs: word health", signal.health, said, 100, "of 100", low, high, band, tone=tone
        )
    kind, name = _WITHOUT_RIVALS.get(signal.level, ("exact", "Signs: exact keyword"))
    share = share_of(signal.shares, kind)
    if not share or not signal.owners:
        return None
    figures = [100 * each for each in (share.share, share.low, share.high)]
    said, beside = percent(share.share), span(share.low, share.high)
    return Scale(name, figures[0], said, 100, beside, figures[1], figures[2], tone=tone)
