"""RS203: one phrase, keyword or not, again and again."""

from roadsign.model.signals import Finding, Signals
from roadsign.rules.rule import Thresholds, rule
from roadsign.rules.standing import share_finding


@rule("RS203", "One sign repeated: one phrase")
def phrase_repeated(signals: Signals, limits: Thresholds) -> Finding | None:
    """
    One phrase that is not the brand is used by more sites than chance allows.

    ## Why it matters
    It needs no keyword list to see that people who do not know each other wrote the same words.

    ## What to do
    Find where the phrase comes from (a badge, a template, a press text) and let the next links be
    worded by those who place them.

    ## How it is measured
    Words are compared by their content (case, order, plural and stop words aside). The phrase
    with most votes among exact, partial and other is held against each rival page's own top
    phrase: a chance below {alarm} after correction, at least {least_excess} sites more than
    expected. The page's own name is no phrase on product, article and tool pages.

    ## False alarms
    The title of a report or a study that everyone cites by its name.

    ## Source
    As the exact keyword (RS201).
    """
    return share_finding("top_phrase", "over_optimised", signals.sign, limits)
