"""RS301: the signs say nothing."""

from roadsign.model.signals import Finding, Signals
from roadsign.rules.rule import Thresholds, rule
from roadsign.rules.standing import share_finding


@rule("RS301", "Blank signs")
def blank_signs(signals: Signals, limits: Thresholds) -> Finding | None:
    """
    Most sites link with a picture without words, or with words that would fit any page.

    ## Why it matters
    A link without words tells neither a reader nor a search engine what the page is about. The
    road is there, the sign is blank.

    ## What to do
    Give pictures an alt text that names you or what the page offers: badges and logos that you
    hand out first. Ask those who wrote "here" for a label when you are in touch anyway.

    ## How it is measured
    Blank and generic votes together: at least {blank_share} of the votes, at least
    {least_excess} sites more than expected, and a chance below {alarm} among rivals' comparable
    pages. Without rivals the chance must be below {default_alarm} and the share's interval above
    {default_share}.

    ## False alarms
    Sources that have no place for an image's alt; those votes are unknown, never blank.

    ## Source
    Beta-binomial model with an integrated prior. Google, "Link best practices", for alt as the
    anchor of an image link.
    """
    return share_finding("blank+generic", "unlabelled", signals.sign, limits)
