"""
How often the audit's rules alarm where nothing is wrong, and how often they see what is.

Draws cohorts of rivals and pages whose truth is known, judges them by the audit itself, and prints
the rates: the words by cohort and page size, the road by spread and cohort, the chances of
natural rivals left out one at a time (they must look uniform), and whole shops written as exports.
``python benchmarks/bench_calibration.py [--draws N] [--seeds N] [--only PART]``
"""

import argparse
import math
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import get_args

import numpy as np
from made_shops import CLASSES, CONCENTRATION, KINDS, OWN_KEYWORDS, Links, Shops, leaning, mix
from made_shops import site_toml as toml_of
from scipy.stats import kstest

from roadsign.kernels.shares import Family, GridPrior
from roadsign.kernels.typical import level_of
from roadsign.model.audit import Audit
from roadsign.model.evidence import Ballots, Phrase
from roadsign.model.signals import RoadSignal, Signals, SignSignal, TestName
from roadsign.reports.audit.priors import Expected, SignCohort, hits_of
from roadsign.reports.audit.roads import authority_level
from roadsign.reports.audit.signs import Count, anchor_level, sign_signal
from roadsign.rules.registry import RULES
from roadsign.rules.rule import Thresholds
from roadsign.rules.too_few_roads import too_few_roads
from roadsign.workspace.auditing import AuditRequest, run_audit

LIMITS = Thresholds()
TESTS: tuple[TestName, ...] = get_args(TestName)
NO_ROAD = RoadSignal(followed=0, follow_unknown=0, floor=8, floor_speaks=False)
NO_SIGN = SignSignal(0, 0, "none", {})
NICHES = (0.04, 0.12, 0.25)
COHORTS = (3, 5, 8)
SIZES = (10, 20, 60, 100)
SPREADS = ((0.3, 3), (0.6, 5), (1.0, 5), (1.0, 10), (1.4, 10))
RATIOS = (0.1, 0.25, 0.5, 0.75, 1.0, 1.5)


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--draws", type=int, default=40)
    asked.add_argument("--seeds", type=int, default=1)
    asked.add_argument("--only", choices=["words", "roads", "uniform", "shops"])
    told = asked.parse_args()
    parts: Mapping[str, Callable[[], None]] = {
        "words": lambda: words(told.draws),
        "uniform": lambda: uniform(told.draws * 5),
        "roads": lambda: roads(told.draws * 25),
        "shops": lambda: shops(told.seeds),
    }
    for name, measure in parts.items():
        if told.only in (None, name):
            start = time.process_time()
            measure()
            print(f"  {time.process_time() - start:.1f} s of processor time\n")


def words(draws: int) -> None:
    """Print how often pages of 50 %, of 30 % and natural ones are alarmed, and called natural."""
    print(f"Words: {draws} draws a cell, rivals of 55-150 owners, 3/5/8 of them")
    heads = "".join(f"{f'n={size}':>16}" for size in SIZES)
    print(f"{'':28}{heads}")
    alarmed: dict[str, float] = {}
    for strength in (CONCENTRATION, 15.0):
        for niche in NICHES:
            cells = {
                (size, rivals): _cell(niche, strength, rivals, size, draws)
                for size in SIZES
                for rivals in COHORTS
            }
            for what in ("50 %", "30 %", "alarmed", "natural"):
                row = ["/".join(f"{cells[size, j][what]:.2f}" for j in COHORTS) for size in SIZES]
                print(
                    f"{f'{niche:.0%} ({strength:.0f}) {what}':28}"
                    + "".join(f"{r:>16}" for r in row)
                )
            rate = sum(cell["alarmed"] for cell in cells.values()) / len(cells)
            alarmed[str(strength)] = alarmed.get(str(strength), 0.0) + rate
    for at, whole in alarmed.items():
        print(f"  natural pages alarmed, strength {at}: {whole / len(NICHES):.1%}")


def _cell(niche: float, strength: float, rivals: int, size: int, draws: int) -> Mapping[str, float]:
    seed = [int(niche * 100), int(strength), rivals, size]
    rng = np.random.default_rng(seed)
    found: Counter[str] = Counter()
    for _ in range(draws):
        cohort = [
            ballots(rng, mix(rng, niche, strength), int(rng.integers(55, 151)))
            for _ in range(rivals)
        ]
        expected = sign_cohort(cohort)
        own = mix(rng, niche, strength)
        level = level_of_words(ballots(rng, own, size), expected)
        found["alarmed"] += level in ("over_optimised", "unlabelled")
        found["natural"] += level == "natural"
        for share in (0.5, 0.3):
            drawn = ballots(rng, leaning(own, {"exact": share}), size)
            found[f"{share:.0%}".replace("%", " %")] += (
                level_of_words(drawn, expected) == "over_optimised"
            )
    return {name: found[name] / draws for name in ("50 %", "30 %", "alarmed", "natural")}


def ballots(rng: np.random.Generator, shares: np.ndarray, votes: int) -> Ballots:
    """Draw the votes of one page: phrases of class partial and other fall into many families."""
    counts = dict(zip(CLASSES, rng.multinomial(votes, shares).tolist(), strict=True))
    partial = rng.multinomial(counts["partial"], np.full(8, 1 / 8)).max()
    other = rng.multinomial(counts["other"], np.full(81, 1 / 81)).max()
    top = max((counts["exact"], "exact"), (int(partial), "partial"), (int(other), "other"))
    classes = {name: count for name, count in counts.items() if count and name != "whole"}
    if counts["whole"]:
        classes["brand_keyword"] = counts["whole"]
    phrase = Phrase(top[1], top[1], top[1], top[0]) if top[0] else None
    return Ballots(classes, whole=counts["whole"], top=phrase)


def sign_cohort(cohort: list[Ballots]) -> SignCohort:
    """Give what rivals leave to be expected of each test."""
    expected: dict[TestName, Expected] = {}
    for name in TESTS:
        pairs = {str(i): (hits_of(name, each), each.votes) for i, each in enumerate(cohort)}
        hits, votes = [x for x, _ in pairs.values()], [n for _, n in pairs.values()]
        prior = GridPrior(hits, votes, "blank" if name == "blank+generic" else "words")
        expected[name] = Expected(prior, "rivals", pairs)
    return SignCohort(expected, {})


def level_of_words(page: Ballots, expected: SignCohort) -> str:
    """Judge the words of one page by the audit's own rules."""
    sign = sign_signal(Count(page, 0, "given"), expected, LIMITS)
    signals = Signals("", "page", None, NO_ROAD, sign)
    findings = tuple(found for rule in RULES if (found := rule.check(signals, LIMITS)))
    return anchor_level(sign, findings, LIMITS)


def uniform(cohorts: int) -> None:
    """Print how far the chances of natural rivals, left out one at a time, are from uniform."""
    print(f"Left out one at a time: {cohorts} cohorts of 8 rivals, one left out of each")
    for niche in NICHES:
        rng = np.random.default_rng([7, int(niche * 100)])
        for name in (TESTS[0], TESTS[-1]):
            chances = [_left_out(rng, niche, name) for _ in range(cohorts)]
            test = kstest(chances, "uniform")
            small = float(np.mean(np.array(chances) < 0.05))
            print(
                f"  {niche:.0%} {name:14} largest distance {test.statistic:.3f} "
                f"(p {test.pvalue:.2f}), below .05: {small:.1%}"
            )


def _left_out(rng: np.random.Generator, niche: float, name: TestName) -> float:
    drawn = [ballots(rng, mix(rng, niche, 12), int(rng.integers(55, 151))) for _ in range(8)]
    pairs = [(hits_of(name, each), each.votes) for each in drawn]
    (hits, votes), rest = pairs[0], pairs[1:]
    family: Family = "blank" if name == "blank+generic" else "words"
    prior = GridPrior([x for x, _ in rest], [n for _, n in rest], family)
    # A count has steps: between two of them the chance is drawn evenly.
    upper, lower = prior.tail(hits, votes), prior.tail(hits + 1, votes)
    return lower + (upper - lower) * float(rng.random())


def roads(draws: int) -> None:
    """Print thin / within / cannot tell by the ratio to the rivals' true typical level."""
    print(f"Roads: {draws} draws a cell; thin/within/cannot tell at a ratio to the typical level")
    print(f"{'':22}" + "".join(f"{ratio:>16}" for ratio in RATIOS))
    for spread, rivals in SPREADS:
        cells = [_road_cell(spread, rivals, ratio, draws, 400.0, 0) for ratio in RATIOS]
        print(f"  spread {spread}, {rivals:2} rivals " + "".join(f"{cell:>16}" for cell in cells))
    cells = [_road_cell(1.0, 5, ratio, draws, 20.0, 36) for ratio in RATIOS]
    print(f"{'  level 20, floor 36':22}" + "".join(f"{cell:>16}" for cell in cells))


def _road_cell(  # noqa: PLR0913, PLR0917 - one number a column
    spread: float, rivals: int, ratio: float, draws: int, typical: float, floor: int
) -> str:
    rng = np.random.default_rng([int(spread * 10), rivals, int(ratio * 100), floor])
    found: Counter[str] = Counter()
    own = max(0, round((typical + 1) * ratio - 1))
    for _ in range(draws):
        logs = rng.normal(math.log(1 + typical), spread, rivals)
        level = level_of(np.maximum(0, np.round(np.expm1(logs))).tolist())
        road = RoadSignal(
            own, 0, floor, floor_speaks=True, rivals=rivals, typical=level.typical,
            median=level.median, z=level.z(own), q=level.q,
        )  # fmt: skip
        thin = too_few_roads.check(Signals("", "page", None, road, NO_SIGN), LIMITS) is not None
        found[authority_level(road, thin=thin)[0]] += 1
    shares = [found[name] / draws for name in ("thin", "within", "cannot_tell")]
    return "/".join(f"{share:.2f}".removeprefix("0") for share in shares)


def shops(seeds: int) -> None:
    """Print how many pages of whole shops, written as exports, are judged as they truly are."""
    print(f"Shops: {seeds} seed(s), three niches, twelve pages a shop, three rivals")
    ways: Mapping[str, dict[str, object]] = {
        "with rivals": {},
        "alone": {"alone": True},
        "rivals' own keywords": {"keywords": OWN_KEYWORDS},
        "numbered addresses": {"numbered": True},
        "all natural": {"natural": True},
    }
    for name, how in ways.items():
        told: Counter[str] = Counter()
        wrong: Counter[str] = Counter()
        for seed in range(seeds):
            for niche in NICHES:
                _shop(Shops(1000 + seed, niche), told, wrong, **how)  # type: ignore[arg-type]
        right, pages = told["right"] / told["pages"], told["pages"]
        alarms = f"natural pages alarmed {told['alarmed']} of {told['natural']}"
        groups = f"site and types alarmed {told['groups']} of {told['all_groups']}"
        print(f"  {name:22} right {right:.3f} of {pages}; {alarms}; {groups}")
        if wrong:
            print("      " + ", ".join(f"{how} x{count}" for how, count in wrong.most_common(5)))


ALARMS = ("anchors", "unlabelled", "mislabelled", "both")


def _shop(  # noqa: PLR0913 - each names one way in which rivals or shop differ
    made: Shops,
    told: Counter[str],
    wrong: Counter[str],
    *,
    alone: bool = False,
    natural: bool = False,
    numbered: bool = False,
    keywords: tuple[str, ...] | None = None,
) -> None:
    subject, pages = made.subject(("natural",) * 12 if natural else KINDS)
    rivals = []
    if not alone:
        more = {"keywords": keywords} if keywords else {}
        rivals = [made.rival(numbered=numbered, **more) for _ in range(3)]
    audit = _audit(subject, rivals, toml_of(subject, pages))
    kinds = {f"https://{subject.domain}{page.path}": page.kind for page in pages}
    for page in audit.pages:
        kind = kinds[page.url]
        told["pages"] += 1
        right = page.verdict in _right(kind, alone=alone, measured=not (numbered or keywords))
        told["right"] += right
        if not right:
            wrong[
                f"{kind} called {page.verdict} ({page.authority.level}, {page.anchors.level})"
            ] += 1
        if kind in ("natural", "thin"):
            told["natural"] += 1
            told["alarmed"] += page.verdict in ALARMS
    if natural:
        for group in (audit.site, *audit.page_types):
            told["all_groups"] += 1
            told["groups"] += group.verdict in ALARMS


def _right(kind: str, *, alone: bool, measured: bool) -> tuple[str, ...]:
    """Give the verdicts that are right; where the data cannot tell, saying so is right."""
    open_ = () if measured and not alone else ("not_enough_data",)
    match kind:
        case "thin":
            return ("authority",)
        case "over":
            return ("anchors", *open_)
        case "blank":
            return ("unlabelled", *open_)
        case "wrong":
            # Against rivals one phrase on most links is repeated before it is wrong.
            return ("mislabelled", "anchors")
        case _:
            return ("not_enough_data",) if alone else ("healthy", *open_)


def _audit(subject: Links, rivals: list[Links], toml: str) -> Audit:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site = folder / "SITE.toml"
        site.write_text(toml, "utf-8")
        request = AuditRequest(
            files=(subject.write(folder),),
            rival_files=tuple(rival.write(folder) for rival in rivals),
            site=site,
        )
        return run_audit(request).audit


if __name__ == "__main__":
    main()
