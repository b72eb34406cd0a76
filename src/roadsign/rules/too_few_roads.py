"""RS101: the road is too narrow."""

from roadsign.model.signals import Finding, Signals
from roadsign.rules.rule import Thresholds, rule


@rule("RS101", "Too few roads")
def too_few_roads(signals: Signals, _: Thresholds) -> Finding | None:
    """
    Surely less than half as many sites link here as rivals typically have.

    ## Why it matters
    A link is a road that carries authority, and only distinct sites add roads. Words tell what a
    page is about; they cannot make up for roads that are not there.

    ## What to do
    Earn links from new sites before touching any words. One link from a new site counts for more
    than five more from a site that links already.

    ## How it is measured
    Distinct owners with a live link that is followed, or of which that is not known. Against at
    least three rivals: 90 % sure that there are fewer than half of what they typically hold
    (Student's t on log(1 + owners)). Where rivals cannot decide: fewer than both half of their
    typical level and the field's floor, {floor_competitive} for a competitive keyword and
    {floor_long_tail} for a long-tail one. Without rivals the floor alone, with low confidence.

    ## False alarms
    About one page in ten that has exactly half of its rivals' typical level is called too few. An
    export that was cut off shows fewer than there are, so a cut-off export never leads here. The
    floor is a rule of thumb: many long-tail pages rank with fewer.

    ## Source
    Student's t-test; measured error rates in benchmarks/README.md. The floor is a saying of the
    field, not a finding.
    """
    road = signals.road
    if road.capped:
        return None
    if road.typical is None or road.z is None or road.q is None:
        if road.floor_speaks and road.followed < road.floor:
            return Finding("", "thin", alarm=True, measured=road.followed, expected=road.floor)
        return None
    if road.holds_up:
        return None
    half = road.typical / 2
    if road.z < -road.q or road.followed < min(road.floor, half):
        return Finding("", "thin", alarm=True, measured=road.followed, expected=road.typical)
    return None
