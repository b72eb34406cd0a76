"""RS401: the signs say something else."""

from roadsign.model.signals import Finding, Signals
from roadsign.rules.rule import Thresholds, rule
from roadsign.rules.standing import wrong_standing


@rule("RS401", "Wrong signs")
def wrong_signs(signals: Signals, limits: Thresholds) -> Finding | None:
    """
    Most sites link with one phrase that has nothing to do with the page.

    ## Why it matters
    If most signs name another place, the page is known for that, whatever it says itself. It is
    typical after an address was given to other content.

    ## What to do
    Ask for other words where you can, send old links to the page they were meant for, or let
    the page speak of what it is known for.

    ## How it is measured
    The most used phrase among votes of class other shares no content word with a keyword, the
    title or a heading of the page; it has at least {wrong_share} of all votes, and the lower end
    of its 90 % interval is above {wrong_low:.2f}. Tested only where a keyword is given or a title
    or heading was read. Where more than {most_unknown:.2f} of the anchors are unknown it must also
    hold with all of them counted as other words.

    ## False alarms
    Synonyms that share no word with the keyword, and keywords given in another language.

    ## Source
    Roadsign's choice; measured error rates in benchmarks/README.md.
    """
    wrong = signals.sign.wrong_words
    if wrong is None or wrong_standing(signals.sign, limits) != "alarm":
        return None
    expected = wrong.votes * limits.wrong_low
    return Finding("", "mislabelled", alarm=True, measured=wrong.hits, expected=expected)
