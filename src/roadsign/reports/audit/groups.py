"""The site and its page types: the same tests on pooled rows; page verdicts are never counted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from roadsign.model.audit import Basis, GroupAudit, NextStep, PageAudit, PageType
from roadsign.model.signals import KeywordSource
from roadsign.model.verdicts import Authority, Verdict, in_words
from roadsign.reports.audit.case import SITE_UNIT, Case, PageCase, type_unit
from roadsign.reports.audit.cohorts import Cohorts, RoadCohort
from roadsign.reports.audit.confidence import confidence_of, counterfactual_of
from roadsign.reports.audit.deeds import fix_redirect, nothing, replace_weak
from roadsign.reports.audit.judging import Counted, Judged, judge_unit
from roadsign.reports.audit.pages import anchor_signal, keyword_source
from roadsign.reports.audit.priors import group_priors
from roadsign.reports.audit.reasons import PAGES, SITE, Voice, reason_of
from roadsign.reports.audit.roads import (
    Capped,
    Floor,
    authority_signal,
    rival_figures,
    road_signal,
)
from roadsign.reports.audit.signs import Count, rivals_health, sign_signal
from roadsign.reports.audit.steps import page_steps
from roadsign.reports.audit.wording import listed, page_name
from roadsign.rules.rule import Thresholds

TYPE_ORDER: tuple[PageType, ...] = ("home", "category", "product", "article", "tool", "other")
_TROUBLE: frozenset[Verdict] = frozenset(
    {"authority", "anchors", "both", "unlabelled", "mislabelled"}
)
_NAMED_PAGES = 3
_NO_LINKS = "No followed links; nothing here counts for or against it."


@dataclass(frozen=True, slots=True)
class Group:
    """A group of pages: its unit, its pages, whom it is compared with."""

    unit: str
    kind: PageType | None
    pages: tuple[PageCase, ...]
    cohort: RoadCohort | None
    voice: Voice
    weak: tuple[str, ...] = ()
    """Rivals that were set aside."""


def site_audit(
    case: Case, cohorts: Cohorts, pages: Sequence[PageAudit], limits: Thresholds
) -> GroupAudit:
    """Judge the site as a whole."""
    group = Group(SITE_UNIT, None, case.pages, cohorts.site, SITE, cohorts.weak)
    return _audit(case, group, pages, limits)


def type_audits(
    case: Case, cohorts: Cohorts, pages: Sequence[PageAudit], limits: Thresholds
) -> tuple[GroupAudit, ...]:
    """Judge each page type that has pages, in the order of the types."""
    return tuple(
        _audit(
            case,
            Group(type_unit(kind), kind, members, cohorts.group_types.get(kind), PAGES),
            [page for page in pages if page.page_type == kind],
            limits,
        )
        for kind in TYPE_ORDER
        if (members := tuple(page for page in case.pages if page.page_type == kind))
    )


def _audit(case: Case, group: Group, pages: Sequence[PageAudit], limits: Thresholds) -> GroupAudit:
    judged = _judge(case, group, limits)
    speaks = judged.roads.followed > 0
    figures = rival_figures(
        judged.road_cohort, rivals_health(judged.sign, judged.sign_cohort), case.capped
    )
    level: tuple[Authority, Basis | None] = ("cannot_tell", None)
    if speaks:
        level = (judged.authority, judged.authority_basis)
    anchors = anchor_signal(judged, case.phrases.get(group.unit, ()))
    return GroupAudit(
        page_type=group.kind,
        pages=len(group.pages),
        verdict=judged.verdict if speaks else "not_enough_data",
        in_words=in_words(judged.verdict if speaks else "not_enough_data", judged.anchors),
        confidence=confidence_of(judged, 0.0, limits) if speaks else "low",
        reason=_reason(group, judged, pages) if speaks else _NO_LINKS,
        referring_domains=judged.roads.owners,
        followed_referring_domains=judged.roads.followed,
        backlinks=judged.roads.links,
        followed_backlinks=judged.roads.followed_links,
        authority=replace(
            authority_signal(judged.roads, judged.road, judged.road_cohort, level, figures),
            owner_authority_scale=case.owner_scale if judged.roads.owner_authority else None,
        ),
        anchors=anchors,
        counterfactual=counterfactual_of(judged, limits),
        next_steps=_steps(case, group, judged, pages, limits) if speaks else (nothing(_NO_LINKS),),
        verdicts=Counter(page.verdict for page in pages),
        warnings=case.warnings if group.kind is None else (),
        judged=speaks,
    )


def _judge(case: Case, group: Group, limits: Thresholds) -> Judged:
    roads = case.roads_of(group.unit)
    competitive = group.kind is None or any(page.competitive for page in group.pages)
    floor = limits.floor_competitive if competitive else limits.floor_long_tail
    road = road_signal(
        roads,
        group.cohort,
        Floor(floor, speaks=True),
        Capped(case.subject in case.capped, case.capped),
    )
    priors = group_priors(case, group.unit, group.kind)
    count = Count(case.ballots_of(group.unit), roads.unknown, _keywords(case, group.pages))
    counted = Counted(
        name=group.unit,
        unit="type" if group.kind else "site",
        roads=roads,
        ballots=count.ballots,
        road=road,
        sign=sign_signal(count, priors, limits),
        road_cohort=group.cohort,
        sign_cohort=priors,
        rivals_known=len(case.rivals),
    )
    return judge_unit(counted, limits)


def _keywords(case: Case, pages: Sequence[PageCase]) -> KeywordSource:
    """Take keywords as given if they are for pages that hold at least half of the votes."""
    votes: Counter[KeywordSource] = Counter()
    for page in pages:
        votes[keyword_source(page)] += case.ballots_of(page.page).votes
    whole = sum(votes.values())
    if not whole:
        return "none"
    if votes["given"] * 2 >= whole:
        return "given"
    if (votes["given"] + votes["inferred"]) * 2 >= whole:
        return "inferred"
    return "anchors"


def _reason(group: Group, judged: Judged, pages: Sequence[PageAudit]) -> str:
    reason = reason_of(judged, group.voice)
    troubled = [page for page in pages if page.verdict in _TROUBLE]
    if judged.verdict == "healthy" and troubled:
        whole = f"As a whole: {reason[:1].lower()}{reason[1:]}"
        return f"{whole} Held back all the same: {_named(troubled)}."
    return reason


def _named(pages: Sequence[PageAudit]) -> str:
    names = [page.title or page_name(page.url) for page in pages[:_NAMED_PAGES]]
    more = len(pages) - len(names)
    return listed([*names, *([f"{more:,} more"] if more > 0 else [])])


def _steps(
    case: Case, group: Group, judged: Judged, pages: Sequence[PageAudit], limits: Thresholds
) -> tuple[NextStep, ...]:
    weak = group.weak
    steps = [_with_pages(step) for step in page_steps(case, judged, group.unit, limits, asked=True)]
    troubled = [page for page in pages if page.verdict in _TROUBLE]
    if judged.verdict == "healthy" and troubled:
        told = f"Look at the pages that are held back: {_named(troubled)}"
        steps = [nothing("As a whole nothing has to be done.", told)]
    if group.kind is not None:
        return tuple(steps)
    more: list[NextStep] = []
    if weak and not any(step.do == "add_rivals" for step in steps):
        more.append(replace_weak(weak))
    redirect = fix_redirect(case.evidence.lost_chains(case.subject))
    more += [redirect] if redirect else []
    if more:
        steps = [step for step in steps if step.do != "nothing"] + more
    return tuple(steps)


def _with_pages(step: NextStep) -> NextStep:
    """Name the pages that hold most of the votes in question."""
    if step.do not in ("change_anchors", "add_alt_text", "ask_for_labels"):
        return step
    votes = {(row.owner, row.target_url) for row in step.rows if row.target_url}
    held = Counter(page_name(url) for _, url in sorted(votes, key=str) if url)
    names = [name for name, _ in held.most_common(_NAMED_PAGES)]
    where = f" Most of them point to: {listed(names)}." if names else ""
    return NextStep(step.do, step.text, step.why + where, step.amount, step.rows)
