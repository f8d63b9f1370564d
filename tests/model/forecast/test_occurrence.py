"""Occurrence: chances of simulated streams are recovered, borrowed where history is short, and looked up in the past alone."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.model.forecast.occurrence import OccurrenceOptions, occurrence
from standoff.model.reliability import reliability
from standoff.model.scores import auc


def simulated(seed=0, days=240, streams=150):
    """Poisson counts at steady rates between one a year and one in two days; nothing else matters."""
    rng = np.random.default_rng(seed)
    rates = np.exp(rng.uniform(np.log(1 / 365), np.log(0.5), streams))
    return rng.poisson(rates, (days, streams)).astype(float), rates


def test_chances_of_steady_streams_are_those_of_their_rates():
    counts, rates = simulated()
    found = occurrence(counts, ())
    assert np.abs(found - (1 - np.exp(-7 * rates))).mean() < 0.08


@pytest.mark.slow
def test_calibrated_on_the_weeks_that_follow():
    said, came = [], []
    for seed in range(4):
        counts, _ = simulated(seed)
        for day in range(170, 233, 7):
            said.append(occurrence(counts[:day], ()))
            came.append(counts[day : day + 7].sum(axis=0) > 0)
    said, came = np.concatenate(said), np.concatenate(came)
    assert reliability(said, came).error < 0.03
    assert auc(said, came) > 0.8


def test_a_herald_is_listened_to():
    rng = np.random.default_rng(1)
    herald = np.repeat(rng.random((12, 80)) < 0.3, 20, axis=0).astype(float)
    counts = (rng.random(herald.shape) < 0.01 + 0.3 * herald).astype(float)
    loud = herald[-1] > 0
    found = occurrence(counts, (herald,))
    assert found[loud].mean() > found[~loud].mean() + 0.3


def test_the_same_counts_give_the_same_chances():
    counts, _ = simulated(3)
    assert occurrence(counts, (counts,)).tolist() == occurrence(counts, (counts,)).tolist()


def test_too_few_days_are_refused():
    with pytest.raises(ValueError, match="at least 53"):
        occurrence(np.zeros((52, 3)), (), OccurrenceOptions(horizon=7, warm=45))


def test_a_rise_of_all_that_lasts_is_followed_within_weeks():
    rng = np.random.default_rng(5)
    rates = np.exp(rng.uniform(np.log(1 / 60), np.log(0.1), 150))
    rise = np.where(np.arange(240) < 180, 1.0, 2.5)[:, None]
    counts = rng.poisson(rates * rise).astype(float)
    found = occurrence(counts, ()).mean()
    before, after = ((1 - np.exp(-7 * rates * times)).mean() for times in (1.0, 2.5))
    assert abs(found - after) < (after - before) / 3  # the shift, learnt while the rise was new, may overshoot a little
