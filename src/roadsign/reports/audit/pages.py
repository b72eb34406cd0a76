"""The pages: each judged by its own cohort, the worst first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from roadsign.kernels.anchors.keywords import content_stems
from roadsign.model.audit import (
    AnchorSignal,
    AuditWarning,
    AuthoritySignal,
    Confidence,
    Counterfactual,
    KeywordFact,
    NextStep,
    PageAudit,
)
from roadsign.model.evidence import Ballots, UsedPhrase
from roadsign.model.signals import KeywordSource, WrongWords
from roadsign.model.verdicts import in_words
from roadsign.reports.audit.case import Case, PageCase
from roadsign.reports.audit.cohorts import Cohorts
from roadsign.reports.audit.confidence import confidence_of, counterfactual_of, q_values
from roadsign.reports.audit.deeds import nothing
from roadsign.reports.audit.judging import Counted, Judged, judge_unit
from roadsign.reports.audit.priors import SignCohort, page_priors, prepare
from roadsign.reports.audit.reasons import reason_of
from roadsign.reports.audit.roads import (
    Capped,
    Floor,
    authority_signal,
    rival_figures,
    road_signal,
    roads_axis,
)
from roadsign.reports.audit.signs import (
    Count,
    anchor_basis,
    health_of,
    phrases_of,
    rivals_health,
    shares_of,
    sign_signal,
)
from roadsign.reports.audit.steps import page_steps
from roadsign.rules.rule import Thresholds

NAMED_TYPES = frozenset({"product", "article", "tool"})
"""Types whose own name is no repeated phrase."""
MOST_ASKED = 3
"""Without rivals links are asked for at most so many pages of a site."""
_NOT_JUDGED = "No followed links; nothing here counts for or against it."
_WORST = (
    "both",
    "authority",
    "anchors",
    "unlabelled",
    "mislabelled",
    "not_enough_data",
    "neither",
    "healthy",
)


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """A page and its judgement."""

    page: PageCase
    judged: Judged
    asked: bool = True


def judge_pages(case: Case, cohorts: Cohorts, limits: Thresholds) -> list[JudgedPage]:
    """Judge every page of a case that has a followed owner or was named by the user."""
    pages = [page for page in case.pages if page.given or case.roads_of(page.page).followed]
    priors = [page_priors(case, page.page, page.page_type, cohorts.weak) for page in pages]
    prepare(priors)
    judged = [
        JudgedPage(page, _judge(case, page, cohorts, expected, limits))
        for page, expected in zip(pages, priors, strict=True)
    ]
    asked = _asked(judged)
    return [JudgedPage(each.page, each.judged, each.page.page in asked) for each in judged]


def page_audits(
    case: Case, judged: Sequence[JudgedPage], limits: Thresholds
) -> tuple[PageAudit, ...]:
    """Give the answer of every page, the worst first; pages nobody judges come last."""
    chances = q_values([each.judged for each in judged])
    done = {each.page.page for each in judged}
    audits = [
        _audit(case, each, chance, limits) for each, chance in zip(judged, chances, strict=True)
    ]
    audits.sort(key=_worst_first)
    rest = [_listed(case, page) for page in case.pages if page.page not in done]
    rest.sort(key=lambda page: (-page.authority.referring_domains, page.url))
    return (*audits, *rest)


def keyword_source(page: PageCase) -> KeywordSource:
    """Say where a page's keywords come from; one that was given makes them given."""
    sources = {keyword.source for keyword in page.keywords}
    if "given" in sources:
        return "given"
    if not sources:
        return "none"
    return "anchors" if sources == {"anchors"} else "inferred"


def count_of(case: Case, page: PageCase) -> Count:
    """Give the votes of a page, and how they may be read otherwise."""
    ballots = case.ballots_of(page.page)
    return Count(
        ballots,
        case.roads_of(page.page).unknown,
        keyword_source(page),
        named_counts=page.page_type not in NAMED_TYPES,
        wrong_words=_wrong_words(page, ballots),
    )


def anchor_signal(judged: Judged, phrases: Sequence[UsedPhrase]) -> AnchorSignal:
    """Give the answer on the words."""
    health, interval = health_of(judged.sign, judged.sign_cohort)
    return AnchorSignal(
        level=judged.anchors,
        basis=anchor_basis(judged.sign),
        owners=judged.sign.votes,
        unknown=judged.sign.unknown,
        shares=shares_of(judged.ballots, judged.sign, judged.sign_cohort),
        top_phrases=phrases_of(phrases, judged.sign.votes),
        health=health if judged.road_cohort else None,
        health_interval=interval if judged.road_cohort else None,
    )


def _judge(
    case: Case, page: PageCase, cohorts: Cohorts, priors: SignCohort, limits: Thresholds
) -> Judged:
    roads = case.roads_of(page.page)
    cohort = cohorts.by_page.get(page.page) or cohorts.by_type.get(page.page_type)
    floor = limits.floor_competitive if page.competitive else limits.floor_long_tail
    road = road_signal(
        roads,
        cohort,
        Floor(floor, page.given or page.competitive),
        Capped(case.subject in case.capped, case.capped),
    )
    count = count_of(case, page)
    counted = Counted(
        name=page.url,
        unit="page",
        roads=roads,
        ballots=count.ballots,
        road=road,
        sign=sign_signal(count, priors, limits),
        road_cohort=cohort,
        sign_cohort=priors,
        rivals_known=len(case.rivals),
        rank=page.rank,
    )
    return judge_unit(counted, limits)


def _weighed(case: Case, page: str, signal: AuthoritySignal) -> AuthoritySignal:
    """Put the page's own authority beside its owners, where an index was scored."""
    authority, interval = case.page_scores.get(page, (None, None))
    return replace(
        signal,
        page_authority=authority,
        interval=interval,
        owner_authority_scale=case.owner_scale if signal.owner_authority is not None else None,
    )


def _wrong_words(page: PageCase, ballots: Ballots) -> WrongWords | None:
    """Give the top phrase of class other if it shares no word with what the page is for."""
    named = [k.text for k in page.keywords if k.given]
    told = [text for text in (page.title, *page.headings) if text]
    if ballots.other is None or not (named or told):
        return None
    about = {
        stem
        for text in (*[k.text for k in page.keywords], *told)
        for stem in content_stems(text, page.language)
    }
    other = ballots.other
    if about & set(other.family.split()):
        return None
    return WrongWords(other.phrase, other.family, other.hits, ballots.votes)


def _asked(pages: Sequence[JudgedPage]) -> frozenset[str]:
    """Name the pages for which links may be asked: of those without rivals at most three."""
    lonely = [
        each
        for each in pages
        if each.judged.authority == "thin"
        and each.judged.road_cohort is None
        and not each.judged.left_alone
    ]
    lonely.sort(
        key=lambda each: (
            not each.page.given,
            -(each.page.demand or 0),
            -each.judged.road.followed,
            each.page.url,
        )
    )
    waiting = {each.page.page for each in lonely[MOST_ASKED:]}
    return frozenset(each.page.page for each in pages if each.page.page not in waiting)


def _audit(case: Case, each: JudgedPage, chance: float, limits: Thresholds) -> PageAudit:
    page, judged = each.page, each.judged
    figures = rival_figures(
        judged.road_cohort, rivals_health(judged.sign, judged.sign_cohort), case.capped
    )
    level = (judged.authority, judged.authority_basis)
    roads, interval = roads_axis(judged.road.followed, judged.road_cohort)
    return _page(
        page,
        verdict=judged.verdict,
        in_words=in_words(judged.verdict, judged.anchors),
        confidence=confidence_of(judged, chance, limits),
        reason=reason_of(judged),
        authority=_weighed(
            case,
            page.page,
            authority_signal(judged.roads, judged.road, judged.road_cohort, level, figures),
        ),
        anchors=anchor_signal(judged, case.phrases.get(page.page, ())),
        counterfactual=counterfactual_of(judged, limits),
        next_steps=page_steps(case, judged, page.page, limits, asked=each.asked),
        warnings=_warnings(case, page.page),
        judged=True,
        roads=roads,
        roads_interval=interval,
    )


def _listed(case: Case, page: PageCase) -> PageAudit:
    """Give a page that nobody judges its place in the list."""
    roads = case.roads_of(page.page)
    limits = Thresholds()
    floor = limits.floor_competitive if page.competitive else limits.floor_long_tail
    road = road_signal(
        roads, None, Floor(floor, speaks=False), Capped(subject=False, rivals=frozenset())
    )
    authority = authority_signal(roads, road, None, ("cannot_tell", None), ())
    steps: tuple[NextStep, ...] = (nothing(_NOT_JUDGED),)
    confidence: Confidence = "low"
    return _page(
        page,
        verdict="not_enough_data",
        in_words=in_words("not_enough_data", "cannot_tell"),
        confidence=confidence,
        reason=_NOT_JUDGED,
        authority=authority,
        anchors=AnchorSignal("cannot_tell", None, 0, 0, (), ()),
        counterfactual=Counterfactual(None, None),
        next_steps=steps,
        warnings=_warnings(case, page.page),
        judged=False,
    )


def _page(page: PageCase, **answers: object) -> PageAudit:
    return PageAudit(
        url=page.url,
        addresses=page.addresses,
        page_type=page.page_type,
        title=page.title,
        keywords=tuple(KeywordFact(k.text, k.given) for k in page.keywords),
        competitive=page.competitive,
        rank=page.rank,
        demand=page.demand,
        given=page.given,
        **answers,  # type: ignore[arg-type]
    )


def _warnings(case: Case, unit: str) -> tuple[AuditWarning, ...]:
    return case.unit_warnings.get(unit, ())


def _worst_first(page: PageAudit) -> tuple[object, ...]:
    sure = {"high": 0, "medium": 1, "low": 2}[page.confidence]
    return (
        _WORST.index(page.verdict),
        sure if page.verdict != "healthy" else 0,
        not page.given,
        -(page.demand or 0),
        -page.authority.followed_referring_domains,
        page.url,
    )
