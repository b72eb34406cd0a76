"""RS201: everyone says exactly the keyword."""

from roadsign.model.signals import Finding, Signals
from roadsign.rules.rule import Thresholds, rule
from roadsign.rules.standing import share_finding


@rule("RS201", "One sign repeated: exact keyword")
def exact_repeated(signals: Signals, limits: Thresholds) -> Finding | None:
    """
    More sites use exactly your keyword than chance allows among comparable pages.

    ## Why it matters
    People who link freely rarely agree on the words. Links whose words look arranged are easy to
    discount.

    ## What to do
    Ask for no further exact links. Let new links carry the brand or a loose description, and
    change the words where you chose them: your own placements first.

    ## How it is measured
    One vote a site and page. The chance of as many exact votes or more, given the rivals' pages
    for the same keyword and integrated over what they leave open, is below {alarm} after
    correction for up to three tests, with at least {least_excess} sites more than expected. On
    the default alone (no three rivals with a page for the keyword) it takes a chance below
    {default_alarm}, a share whose interval lies above {default_share}, and keywords that you gave.

    ## False alarms
    A brand that is itself a keyword (its votes are counted as brand before an alarm stands), and
    a keyword that is the name of the product. In simulations 0.6 % of natural pages were alarmed.

    ## Source
    Beta-binomial model with an integrated prior; Hochberg 1988. Google, "Link spam" policy, for
    why optimised anchors are discounted.
    """
    return share_finding("exact", "over_optimised", signals.sign, limits)
