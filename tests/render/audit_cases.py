"""Makes answers of the audit from cases in short; the figures are invented."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, exp, log, sqrt
from statistics import mean, quantiles
from typing import Literal, get_args

from roadsign.model.anchors import ANCHOR_CLASSES
from roadsign.model.audit import (
    AnchorSignal,
    AuthoritySignal,
    CohortFacts,
    Confidence,
    Counterfactual,
    Deed,
    GroupAudit,
    KeywordFact,
    Missing,
    NextStep,
    PageAudit,
    PageType,
    RivalFigure,
    Share,
    StepRow,
    TopPhrase,
)
from roadsign.model.verdicts import Anchors, Authority, Verdict, in_words, judge

RIVALS = (
    "mosswork.example",
    "spade-and-son.example",
    "the-potting-shed.example",
    "greenhand.example",
    "allotment.example",
)
SHOP = "https://fernandoak.example"
EXPECTED = {
    "blank": (0.06, 0.13),
    "url": (0.13, 0.24),
    "brand": (0.41, 0.58),
    "brand_keyword": (0.05, 0.11),
    "exact": (0.06, 0.14),
    "partial": (0.16, 0.27),
    "generic": (0.09, 0.17),
    "other": (0.04, 0.09),
    "blank+generic": (0.15, 0.27),
    "exact+brand_keyword": (0.11, 0.21),
    "top_phrase": (0.08, 0.17),
}
"""Of each class the rivals' mean share and their 90 % quantile."""
STEPS = {
    "earn_links": ("Earn links from {n} new sites.", "Rivals have more sites that link to them."),
    "change_anchors": ("Ask {n} sites to use your name.", "Few rivals' links say the same words."),
    "add_alt_text": ("Give {n} pictures an alt text.", "A picture without words names nothing."),
    "ask_for_labels": ("Ask {n} sites to name the page.", "Most links call it something else."),
    "add_rivals": ("Give three or more rivals' exports.", "Only rivals can tell more."),
    "look_at_content": ("Look at the page itself.", "Its links hold up, its position does not."),
    "nothing": ("Nothing to do.", "Both signals hold up."),
}
_OTHERS = ("exact", "partial", "other")


@dataclass(frozen=True, slots=True)
class Case:
    """One page or group in short: its votes by class, its rivals' counts, its two levels."""

    name: str
    votes: Mapping[str, int]
    levels: tuple[Authority, Anchors]
    rivals: Sequence[int] = ()
    phrases: tuple[tuple[str, str, int], ...] = ()
    unfollowed: int = 2
    reason: str = ""
    do: tuple[Deed, ...] = ("nothing",)
    rank: float | None = None
    keyword: str = ""
    kind: PageType = "category"
    confidence: Confidence = "high"
    floor: int = 36


def _interval(votes: int, total: int) -> tuple[float, float, float]:
    seen, spread = (votes + 0.5) / (total + 1), 1.645
    half = spread * sqrt(seen * (1 - seen) / (total + 1))
    return round(seen, 3), round(max(0.0, seen - half), 3), round(min(1.0, seen + half), 3)


def _share(name: str, votes: int, total: int, *, alone: bool) -> Share:
    share, low, high = _interval(votes, total)
    if alone:
        bare = Share(name, None, votes, share, low, high, None, None, None)
        if name not in ("exact", "blank+generic"):
            return bare
        return replace(bare, basis="default", expected=0.1 if name == "exact" else 0.25, tail=0.4)
    expected, top = EXPECTED[name]
    tail = 0.0004 if share > top else 0.38
    band = (round(expected * 0.7, 3), round(expected * 1.3, 3))
    return Share(name, "rivals", votes, share, low, high, expected, top, tail, tail, *band)


def _health(shares: Sequence[Share], end: str) -> float:
    worst = 100.0
    for share in shares:
        if share.anchor_class in ("exact", "blank+generic", "top_phrase"):
            seen, usual, line = getattr(share, end), share.expected or 0, share.expected_high or 1
            upper = 100 - 50 * (seen - usual) / (line - usual)
            worst = min(worst, upper if seen <= line else 50 * (1 - seen) / (1 - line))
    return round(worst, 1)


def _anchors(case: Case) -> AnchorSignal:
    votes: dict[str, int] = {name: case.votes.get(name, 0) for name in ANCHOR_CLASSES}
    total, alone = sum(votes.values()), not case.rivals
    votes["blank+generic"] = votes["blank"] + votes["generic"]
    votes["exact+brand_keyword"] = votes["exact"] + votes["brand_keyword"]
    votes["top_phrase"] = max((n for _, kind, n in case.phrases if kind in _OTHERS), default=0)
    shares = tuple(_share(name, n, total, alone=alone) for name, n in votes.items())
    phrases = tuple(
        TopPhrase(phrase, kind, n, *_interval(n, total)) for phrase, kind, n in case.phrases
    )
    plain = AnchorSignal(case.levels[1], "default", total, 1, shares, phrases)
    if alone:
        return plain
    ends = [_health(shares, end) for end in ("share", "high", "low")]
    return replace(plain, basis="rivals", health=ends[0], health_interval=(ends[1], ends[2]))


def _authority(case: Case, at: str, by: Literal["keyword", "type", "site"]) -> AuthoritySignal:
    owners = sum(case.votes.values()) + 1
    lonely = AuthoritySignal(
        level=case.levels[0],
        basis="field_floor",
        cohort=CohortFacts(None, 0, 0),
        referring_domains=owners + case.unfollowed,
        followed_referring_domains=owners,
        follow_unknown=0,
        rivals_typical=None,
        rivals_median=None,
        rivals_lower_quartile=None,
        rivals_upper_quartile=None,
        missing=Missing(max(0, case.floor - owners), None, None),
        floor=case.floor,
        rating=48.0,
        rating_scale="ahrefs_dr",
    )
    if not case.rivals:
        return lonely
    typical = exp(mean(log(1 + n) for n in case.rivals)) - 1
    low, middle, high = quantiles(case.rivals, n=4, method="inclusive")
    lack = max(0, ceil(typical / 2 - owners))
    return replace(
        lonely,
        basis="rivals",
        cohort=CohortFacts(by, len(case.rivals), len(case.rivals)),
        rivals_typical=round(typical, 1),
        rivals_median=middle,
        rivals_lower_quartile=low,
        rivals_upper_quartile=high,
        missing=Missing(lack, max(0, lack - 6), lack + 16 if lack else 0),
        rivals=tuple(
            RivalFigure(name, f"https://{name}{at}", n, round(n / middle, 3), 88.0 - 7 * place)
            for place, (name, n) in enumerate(zip(RIVALS, case.rivals, strict=False))
        ),
        z=1.9,
        q=1.53,
    )


def _steps(case: Case, at: str, lack: int) -> tuple[NextStep, ...]:
    words = [phrase for phrase, kind, _ in case.phrases if kind in ("exact", "blank", "other")]
    rows = tuple(
        StepRow(f"https://blog{n}.example/post/{n}", SHOP + at, word, f"blog{n}.example")
        for n in range(1, 4)
        for word in words[:1]
    )
    amounts = {"earn_links": lack, "change_anchors": 17, "add_alt_text": 42, "ask_for_labels": 12}
    steps = []
    for do in case.do:
        text, why = STEPS[do]
        amount = amounts.get(do)
        told = () if do in ("nothing", "earn_links", "add_rivals") else rows
        steps.append(NextStep(do, text.format(n=amount), why, amount, told))
    return tuple(steps)


def _verdict(case: Case) -> Verdict:
    return judge(*case.levels, ranks_badly=bool(case.rank and case.rank > 10))


def page(case: Case, at: str) -> PageAudit:
    """Make the answer for one page from a case in short."""
    authority, verdict = _authority(case, at, "keyword"), _verdict(case)
    roads = None
    if authority.rivals_median:
        roads = round(authority.followed_referring_domains / authority.rivals_median, 3)
    return PageAudit(
        url=SHOP + at,
        addresses=(SHOP + at, SHOP.replace("https", "http") + at),
        page_type=case.kind,
        title=case.name or None,
        keywords=(KeywordFact(case.keyword, given=True),) if case.keyword else (),
        competitive=case.floor > 8,
        rank=case.rank,
        demand=1200.0 if case.rank else None,
        given=bool(case.keyword),
        verdict=verdict,
        in_words=in_words(verdict, case.levels[1]),
        confidence=case.confidence,
        reason=case.reason,
        authority=authority,
        anchors=_anchors(case),
        counterfactual=Counterfactual(
            *((84, 17) if verdict in ("anchors", "unlabelled", "both") else (None, None))
        ),
        next_steps=_steps(case, at, authority.missing.owners or 0),
        roads=roads,
        roads_interval=(round(roads * 0.8, 3), round(roads * 1.3, 3)) if roads else None,
    )


def group(case: Case, pages: Sequence[PageAudit], kind: PageType | None, total: int) -> GroupAudit:
    """Make the answer for the site or for a page type from a case in short."""
    authority, verdict = _authority(case, "/", "type" if kind else "site"), _verdict(case)
    counts = {name: sum(1 for page in pages if page.verdict == name) for name in get_args(Verdict)}
    return GroupAudit(
        page_type=kind,
        pages=total,
        verdict=verdict,
        in_words=in_words(verdict, case.levels[1]),
        confidence=case.confidence,
        reason=case.reason,
        referring_domains=authority.referring_domains,
        followed_referring_domains=authority.followed_referring_domains,
        backlinks=authority.referring_domains * 4,
        followed_backlinks=authority.followed_referring_domains * 3,
        authority=authority,
        anchors=_anchors(case),
        counterfactual=Counterfactual(None, None),
        next_steps=_steps(case, "/", authority.missing.owners or 0),
        verdicts={name: n for name, n in counts.items() if n},
    )


def unjudged(at: str) -> PageAudit:
    """Make the answer for a page without followed links: listed only."""
    case = Case("", {}, ("cannot_tell", "cannot_tell"), kind="other", floor=8)
    plain = page(case, at)
    authority = replace(
        plain.authority, followed_referring_domains=0, missing=Missing(None, None, None), basis=None
    )
    anchors = replace(plain.anchors, basis=None, unknown=0, shares=())
    reason = "No followed links; nothing here counts for or against it."
    return replace(plain, authority=authority, anchors=anchors, reason=reason, judged=False)
