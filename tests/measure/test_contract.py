"""What docs/methods/change.md promises, measured anew: alarms without a change, delays with one, and how well changes are dated."""

from __future__ import annotations

import numpy as np
import pytest

from tests.measure.figures import dating, detection, false_alarms, naming, plain_alarms, regions
from tests.measure.series import GENERATORS

CONTRACT = 0.20  # alarms in 104 weeks without a change: 104 / 520, the rate by design
# Share detected and median delay in weeks of a rise to twice and to three times the rate after 104 reference weeks, as tabled for the
# plain null from 40 to 100 series. One median differs more: its standard error was about 2 weeks (bootstrap of 1,000 series), and the
# plain null has 13 to 15 weeks on our series where 11 were tabled. The comparison with the plain null on the same series is the stricter one.
TABLED = {
    ("Poisson", 2): (1.0, 5), ("Poisson", 3): (1.0, 1),
    ("over-dispersed", 2): (0.98, 11), ("over-dispersed", 3): (1.0, 6),
    ("Hawkes", 2): (0.90, 15), ("Hawkes", 3): (0.96, 5.5),
}  # fmt: skip
LATER = {("over-dispersed", 2): 5}


@pytest.mark.slow
@pytest.mark.parametrize("name", GENERATORS)
@pytest.mark.parametrize("direction", ["rise", "fall"])
@pytest.mark.parametrize("reference", [8, 13, 26, 104])
def test_alarms_are_as_rare_as_stated(name, direction, reference):
    assert false_alarms(GENERATORS[name], reference, direction, series=300, seed=11) <= CONTRACT


@pytest.mark.slow
@pytest.mark.parametrize(("name", "factor"), TABLED)
def test_rises_are_detected_as_tabled(name, factor):
    share, delay = detection(GENERATORS[name], 104, factor, series=400, seed=12)
    plain_share, plain_delay = detection(GENERATORS[name], 104, factor, series=400, seed=12, by=plain_alarms)
    tabled_share, tabled_delay = TABLED[name, factor]
    assert share >= tabled_share - 0.05
    assert abs(delay - tabled_delay) <= LATER.get((name, factor), 3)
    assert share >= plain_share - 0.03
    assert delay <= plain_delay + 3


@pytest.mark.slow
def test_prior_weeks_are_what_holds_the_rate_after_short_references():
    generator = GENERATORS["Hawkes"]
    assert false_alarms(generator, 13, series=300, seed=11, by=plain_alarms) > CONTRACT + 0.05
    assert false_alarms(generator, 13, series=300, seed=11) <= CONTRACT - 0.05


@pytest.mark.slow
@pytest.mark.parametrize("name", GENERATORS)
def test_attacks_that_all_but_stop_are_detected(name):
    share, delay = detection(GENERATORS[name], 104, 0.2, "fall", series=300, seed=13)
    assert share >= 0.97
    assert delay <= 14


@pytest.mark.slow
@pytest.mark.parametrize("name", GENERATORS)
@pytest.mark.parametrize("kind", ["alike", "uneven", "driven"])
def test_regions_hold_the_rate_too(name, kind):
    watched = regions(GENERATORS[name], kind=kind, reference=52, series=60, seed=14)
    assert np.mean([region.alarm is not None for region in watched]) <= CONTRACT


@pytest.mark.slow
@pytest.mark.parametrize("name", GENERATORS)
def test_dyads_that_changed_are_named_and_others_are_not(name):
    share, delay, (_, wrong_then, right, wrong) = naming(GENERATORS[name], 5, 3, series=60)
    assert share >= 0.95
    assert delay <= 10
    assert right >= 4.8
    assert wrong_then <= 0.1
    assert wrong <= 0.1 * right


@pytest.mark.slow
@pytest.mark.parametrize(("name", "split"), [("Poisson", 0.05), ("over-dispersed", 0.05), ("Hawkes", 0.2)])
def test_dating_splits_little_and_dates_well(name, split):
    generator = GENERATORS[name]
    assert dating(generator, 1, series=100, seed=15)[0] <= split
    twice, thrice = (dating(generator, factor, series=100, seed=15) for factor in (2, 3))
    assert twice[0] >= 0.9
    assert twice[2] <= 6
    assert thrice[0] >= 0.97
    assert thrice[2] <= 2
