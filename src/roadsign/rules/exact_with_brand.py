"""RS202: everyone says the keyword, with the brand beside it or without."""

from roadsign.model.signals import Finding, Signals
from roadsign.rules.rule import Thresholds, rule
from roadsign.rules.standing import share_finding


@rule("RS202", "One sign repeated: keyword with or without the brand")
def exact_with_brand(signals: Signals, limits: Thresholds) -> Finding | None:
    """
    More sites use your whole keyword, alone or beside your brand, than chance allows.

    ## Why it matters
    The brand in front does not hide that the same keyword stands in link after link.

    ## What to do
    As for the exact keyword: no further links with the whole keyword, brand alone or a loose
    description instead.

    ## How it is measured
    Exact votes and those of brand and keyword that hold a whole keyword, together, held against
    at least three rivals' pages for the same keyword: a chance below {alarm} after correction,
    at least {least_excess} sites more than expected. It is not tested without rivals.

    ## False alarms
    Shops whose brand contains the keyword; those votes are counted as brand before an alarm
    stands.

    ## Source
    As the exact keyword (RS201).
    """
    return share_finding("exact+brand_keyword", "over_optimised", signals.sign, limits)
