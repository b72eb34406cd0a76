"""The verb ``audit``: from files, an index and SITE.toml to the answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path

from roadsign.kernels.urls import display, domain_of, target_of
from roadsign.model.audit import Audit, AuditWarning
from roadsign.model.receipts import Receipt
from roadsign.model.sites import Site
from roadsign.model.targets import Target
from roadsign.readers.reading import ReadOptions
from roadsign.readers.site_file import is_site_file, read_site
from roadsign.readers.sources import expand
from roadsign.reports.audit.audit import audit_of
from roadsign.reports.audit.case import Case
from roadsign.rules.rule import Thresholds
from roadsign.store.looks import CRAWLS
from roadsign.store.votes import Votes
from roadsign.workspace.audit_inputs import (
    AuditRequest,
    Inputs,
    guess_target,
    index_receipt,
    is_from,
    refuse_empty,
    refuse_unread,
)
from roadsign.workspace.audit_warnings import burst_warnings, site_warnings
from roadsign.workspace.book import demand_of, word_book
from roadsign.workspace.casework import Counting, inferred_site
from roadsign.workspace.gathering import gather
from roadsign.workspace.weighing import weights_of

__all__ = [
    "AuditRequest",
    "AuditRun",
    "audit",
    "expand",
    "reading",
    "run_audit",
    "split_files",
]

_MOST_PHRASES = 8


@dataclass(frozen=True, slots=True)
class AuditRun:
    """An audit, what was taken for the site, and the inputs that could not be read."""

    audit: Audit
    site: Site
    guessed: tuple[str, ...]
    """Addresses of pages whose keywords were inferred."""
    unread: tuple[Receipt, ...]
    target_guessed: bool


def audit(  # noqa: PLR0913 - the public verb names everything it may be given
    target: str | None,
    files: Sequence[Path],
    *,
    rival_files: Sequence[Path] = (),
    sites: Sequence[Path] = (),
    index: Path | None = None,
    rivals: Sequence[str] = (),
) -> Audit:
    """
    Say which signal limits a site and its pages, from files, an index, or both.

    ``files`` may hold a SITE.toml, told by content. Errors: ``EmptyIndexError`` where nothing
    points to the target, ``InputError`` where nothing could be read.
    """
    site_files, data = split_files(files)
    named = (*sites, *site_files)
    request = AuditRequest(
        target=target,
        files=tuple(data),
        rival_files=tuple(rival_files),
        rivals=tuple(rivals),
        site=named[0] if named else None,
        index=index,
    )
    return run_audit(request).audit


def reading(mapping: Mapping[str, str], day: date | None) -> ReadOptions:
    """Give the options of a read as a face was told them."""
    return ReadOptions(mapping=mapping, date=day)


def split_files(files: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """Part SITE.toml files from data files, by content."""
    sites: list[Path] = []
    data: list[Path] = []
    for file in files:
        (sites if _is_site(file) else data).append(file)
    return sites, data


def run_audit(request: AuditRequest) -> AuditRun:
    """Gather, count, judge."""
    site = read_site(request.site) if request.site else Site()
    asked = request.target or site.domain
    target = target_of(asked) if asked else None
    named = [_rival_domain(each) for each in (*request.rivals, *site.rivals)]
    gathered = gather(
        [*request.files, *request.rival_files],
        request.index,
        request.options,
        domains=[*([domain_of(target)] if target else []), *named],
        memory=request.memory,
        lean=True,
    )
    with gathered.base as base:
        receipts = tuple(gathered.receipts)
        refuse_unread(request, receipts)
        goal = target or guess_target(base, request, receipts, named)
        inputs = Inputs(request, site, goal, tuple(named), base, receipts)
        return _Audited(inputs).run(guessed=target is None)


class _Audited:
    """One audit on its way through the rooms."""

    def __init__(self, inputs: Inputs) -> None:
        self._inputs = inputs
        self._request = inputs.request
        self._site = inputs.site
        self._target = inputs.target
        self._subject = inputs.subject
        self._named = inputs.named
        self._base = inputs.base
        self._receipts = inputs.receipts
        self._warnings: list[AuditWarning] = []

    def run(self, *, guessed: bool) -> AuditRun:
        inputs, base, subject = self._inputs, self._base, self._subject
        base.select(self._target, subject)
        refuse_empty(inputs)
        rivals = self._rivals()
        providers = self._shared(rivals)
        if not providers:
            rivals, providers = (), self._providers(subject)
        demand = demand_of(base)
        book = word_book(base, subject, self._site, demand, rivals)
        votes = Votes(base, sorted(providers))
        weights = weights_of(self._request.index, base, subject)
        if weights is not None:
            votes.add_owner_scores(weights.owners)
            self._warnings += weights.warnings
        counting = Counting(base, votes, subject, rivals)
        counting.run(book, self._site, demand)
        case = self._case(counting, votes)
        if weights is not None:
            case = replace(case, page_scores=weights.pages, owner_scale=weights.scale)
        answer = audit_of(case)
        inferred = tuple(
            page.url for page in counting.pages if not any(k.given for k in page.keywords)
        )
        unread = tuple(receipt for receipt in self._receipts if receipt.error)
        site = inferred_site(subject, book, counting, self._site)
        return AuditRun(answer, site, inferred, unread, guessed)

    def _case(self, counting: Counting, votes: Votes) -> Case:
        now = self._request.now or datetime.now(UTC)
        case = Case(
            target=self._target,
            display=display(self._target),
            subject=self._subject,
            generated=now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            version=version("roadsign"),
            pages=counting.pages,
            rivals=counting.rivals,
            rival_pages=counting.rival_pages,
            roads=counting.roads,
            ballots=counting.ballots,
            cohorts=counting.cohorts,
            phrases=votes.phrases(self._subject, _MOST_PHRASES),
            bursts=(),
            receipts=self._sources(),
            warnings=(),
            evidence=votes,
            capped=self._capped(counting.rivals),
            measured_groups=counting.measured,
            site_given=self._request.site is not None,
            crawled=self._providers(self._subject) <= frozenset(CRAWLS),
        )
        found = burst_warnings(votes.not_followed(self._subject, Thresholds().burst_least), case)
        of_units = {unit: (warning,) for unit, warning in found.items()}
        self._say_what_is_missing(counting.rivals)
        return replace(
            case,
            warnings=(*site_warnings(found), *self._warnings),
            unit_warnings=of_units,
        )

    def _sources(self) -> tuple[Receipt, ...]:
        index = self._request.index
        return (*([index_receipt(index)] if index else []), *self._receipts)

    def _rivals(self) -> tuple[str, ...]:
        """Name the rivals of whom links are known, and warn of the others."""
        files = self._request.rival_files
        theirs = [r for r in self._receipts if is_from(r, files)]
        told = [r.target for r in theirs if r.target]
        for receipt in theirs:
            if receipt.target == self._subject:
                text = f"{receipt.source} is about {self._subject} itself: no rival was made of it."
                self._warnings.append(
                    AuditWarning("rival_is_subject", text, {"source": receipt.source})
                )
        rivals = sorted({each for each in (*told, *self._named) if each and each != self._subject})
        known = []
        for rival in rivals:
            self._base.select(Target(rival, "domain"), rival)
            if len(self._base.query("subject_pages", subject=rival)):
                known.append(rival)
                continue
            text = f"No links to {rival} are known; the audit goes on without it."
            self._warnings.append(AuditWarning("rival_without_links", text, {"rival": rival}))
        return tuple(known)

    def _providers(self, subject: str) -> set[str]:
        rows = self._base.query("subject_providers", subject=subject).to_pylist()
        return {row["provider"] for row in rows}

    def _shared(self, rivals: Sequence[str]) -> set[str]:
        own = self._providers(self._subject)
        if not rivals:
            return own
        shared = own.intersection(*(self._providers(rival) for rival in rivals))
        if own and not shared:
            text = (
                "Your links and your rivals' come from different tools, so they cannot be "
                "compared: export both from the same one."
            )
            self._warnings.append(AuditWarning("no_shared_source", text))
        return shared

    def _capped(self, rivals: Sequence[str]) -> frozenset[str]:
        concerned = {self._subject, *rivals}
        return frozenset(
            r.target for r in self._receipts if r.capped and r.holds == "links" and r.target
        ) & frozenset(concerned)

    def _say_what_is_missing(self, rivals: Sequence[str]) -> None:
        if not rivals and not any(w.code == "no_shared_source" for w in self._warnings):
            text = "No rivals were given: what is usual for such pages cannot be told."
            self._warnings.append(AuditWarning("no_rivals", text))
        if self._subject in self._capped(rivals):
            text = "Your export ends at its tool's row limit: there are more links than it shows."
            self._warnings.append(AuditWarning("capped", text))


def _rival_domain(text: str) -> str:
    return domain_of(target_of(text))


def _is_site(file: Path) -> bool:
    if file.suffix.casefold() == ".toml":
        return True
    try:
        with file.open("rb") as body:
            return is_site_file(body.read(4096))
    except OSError:
        return False
