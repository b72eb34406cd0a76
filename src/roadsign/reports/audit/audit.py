"""The audit: the site and its page types before the pages, and the answer in a sentence."""

from roadsign.model.audit import Audit, AuditWarning
from roadsign.reports.audit.case import Case
from roadsign.reports.audit.cohorts import Cohorts, cohorts_of
from roadsign.reports.audit.groups import site_audit, type_audits
from roadsign.reports.audit.pages import judge_pages, page_audits
from roadsign.reports.audit.summary import summary_of
from roadsign.rules.rule import Thresholds


def audit_of(case: Case, limits: Thresholds | None = None) -> Audit:
    """Judge a case: which signal limits the site, its page types and its pages, and what to do."""
    limits = limits or Thresholds()
    cohorts = cohorts_of(case)
    pages = page_audits(case, judge_pages(case, cohorts, limits), limits)
    site = site_audit(case, cohorts, pages, limits)
    types = type_audits(case, cohorts, pages, limits)
    return Audit(
        target=case.target,
        display=case.display,
        generated=case.generated,
        sources=case.receipts,
        summary=summary_of(site, types, pages, rivals=len(case.rivals), crawled=case.crawled),
        site=site,
        page_types=types,
        pages=pages,
        warnings=(*case.warnings, *_warnings(case, cohorts)),
        rivals=case.rivals,
        version=case.version,
    )


def _warnings(case: Case, cohorts: Cohorts) -> list[AuditWarning]:
    found = [
        AuditWarning(
            "weak_rival",
            f"{rival} is far smaller than the middle rival and was set aside.",
            {"rival": rival},
        )
        for rival in cohorts.weak
    ]
    named: dict[str, list[str]] = {}
    for cohort in case.cohorts.values():
        for rival in cohort.missing:
            named.setdefault(rival, []).append(cohort.keyword)
    found += [
        AuditWarning(
            "rival_without_page",
            f"{rival} has no page for {len(set(words))} of the keywords; it was left out there.",
            {"rival": rival, "keywords": sorted(set(words))},
        )
        for rival, words in sorted(named.items())
    ]
    return found
