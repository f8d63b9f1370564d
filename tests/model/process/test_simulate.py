"""Days to come: long-run rates, what is expected, shared luck, envelopes of what was fitted, and how wide drawn paths spread."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.errors import ModelError
from standoff.model.process.baseline import BaselineOptions
from standoff.model.process.branching import uncorrected
from standoff.model.process.influence import influences
from standoff.model.process.margins import Margin
from standoff.model.process.memory import remembered
from standoff.model.process.pointprocess import SCALES, counted, fit
from standoff.model.process.simulate import (
    LIMIT,
    Process,
    around,
    drawn,
    expected,
    margins_of,
    onward,
    process,
    simulate,
    state,
    steady_rates,
)
from tests.model.simulated import (
    CONSTANT,
    DGP3,
    INTERIOR,
    LAG,
    RATES,
    THREE_YEARS,
    day_binned,
    model_counts,
    outside_of,
)

POISSON = Margin(0.0, linear=True)


def made(gains=INTERIOR, days=1000, outside=None, margin=POISSON):
    """A process with these gains, and its state in the long run."""
    outside = outside_of(gains) if outside is None else outside
    lagged, seen = uncorrected(np.array(gains)[None], (LAG,))
    baseline = np.tile(seen @ outside, (1, days, 1))
    return Process((LAG,), lagged[None], baseline, (margin,) * len(gains)), RATES[None, : len(gains)]


def mean_rates(one, begun, paths=1000, skip=100, seed=0):
    return simulate(one, begun, paths, np.random.default_rng(seed)).counts[:, skip:].mean(axis=(0, 1))


def test_counts_have_the_rates_of_the_process():
    one, begun = made()
    np.testing.assert_allclose(mean_rates(one, begun), RATES, rtol=0.01)


def test_shocks_are_added_and_set_off_their_descendants():
    one, begun = made(days=60)
    shock = ((5, 0, 1000),)
    with_it, without = (
        simulate(one, begun, 50, np.random.default_rng(0), shocks).counts.mean(axis=0) for shocks in (shock, ())
    )
    more = (with_it - without).sum(axis=0) / 1000
    lagged = one.lagged[0, 0]
    expected = np.linalg.solve(np.eye(3) - lagged, np.eye(3))[:, 0]  # children of later days, and theirs
    np.testing.assert_allclose(more, expected, rtol=0.02)
    assert (with_it[:5] == without[:5]).all()
    assert with_it[5, 0] - without[5, 0] == 1000


def statistics(record):
    """Mean, variance over mean, and autocorrelation at one day, of each stream."""
    centred = record - record.mean(axis=0)
    power = (centred**2).sum(axis=0)
    return np.concatenate(
        [
            record.mean(axis=0),
            record.var(axis=0) / record.mean(axis=0),
            (centred[1:] * centred[:-1]).sum(axis=0) / power,
        ]
    )


@pytest.mark.parametrize("size", [None, 2.0], ids=["hawkes", "negative binomial"])
def test_simulated_records_of_the_fit_look_like_the_record(size):
    """Check 17: mean, dispersion and autocorrelation lie within 95 % of those simulated, for nearly all of nine figures in ten records."""
    inside = []
    for seed in range(10):
        rng = np.random.default_rng(seed)
        if size is None:
            record = day_binned(DGP3, outside_of(DGP3), LAG, THREE_YEARS, rng)
        else:
            record = model_counts(DGP3, outside_of(DGP3), LAG, (1, THREE_YEARS), rng, size)[0]
        found = fit(counted(record), LAG, CONSTANT)
        again = simulate(process(found, found.baseline), record.mean(axis=0)[None], 200, rng).counts
        low, high = np.quantile([statistics(one) for one in again], (0.025, 0.975), axis=0)
        inside.append((low <= statistics(record)) & (statistics(record) <= high))
    assert np.mean(inside) >= 0.93
    assert np.mean(inside, axis=0).min() >= 0.7


def test_state_is_what_is_remembered_on_the_next_day():
    counts = counted(day_binned(DGP3, outside_of(DGP3), LAG, 100, np.random.default_rng(0)))
    found = fit(counts, SCALES, CONSTANT)
    longer = np.vstack([counts.events, counts.events[:1]])
    expected = [remembered(longer, lag)[-1] for lag in SCALES]
    np.testing.assert_allclose(state(found), expected, rtol=0.01)  # but for what is taken to have come before


def test_the_baseline_goes_on_with_the_weekdays_of_the_last_week():
    counts = counted(day_binned(DGP3, outside_of(DGP3), LAG, 100, np.random.default_rng(0)))
    found = fit(counts, LAG, BaselineOptions(None))
    ahead = onward(found, 20)
    np.testing.assert_allclose(ahead, found.baseline[93 - 7 + np.arange(20) % 7 + 7])
    np.testing.assert_allclose(onward(found, 9, first=50), found.baseline[50 - 7 + np.arange(9) % 7])


def test_the_baseline_goes_on_with_the_mean_of_as_many_weeks_as_are_asked_for():
    counts = counted(day_binned(DGP3, outside_of(DGP3), LAG, 100, np.random.default_rng(0)))
    found = fit(counts, LAG, BaselineOptions(30.0))
    ahead = onward(found, 14, over=30)
    weeks = [found.baseline[100 - 7 * n : 107 - 7 * n if n > 1 else 100] for n in (1, 2, 3, 4)]
    np.testing.assert_allclose(ahead, np.tile(np.mean(weeks, axis=0), (2, 1)))
    np.testing.assert_allclose(onward(found, 7, over=10_000).mean(axis=0), found.baseline[2:].mean(axis=0))


def test_what_cutting_of_gains_adds_is_taken_from_outside():
    """Of a process without excitation half of all gains are drawn below zero; drawn paths have as many events as the fit all the same."""
    gains = np.zeros((3, 3))
    found = fit(counted(day_binned(gains, RATES / 2, LAG, 200, np.random.default_rng(0))), LAG, CONSTANT)
    baseline = onward(found, 100, over=182)
    several = around(found, influences(found), baseline, 1000, np.random.default_rng(1), 182)
    events = expected(several, state(found)).counts.sum(axis=(1, 2))
    assert (several.lagged[1:] == 0).mean() > 0.2
    assert np.median(events[1:]) == pytest.approx(events[0], rel=0.03)


def held_by_forecasts(days, records, options=CONSTANT):
    """Shares of sums over the days to come within 80 % and 95 % of drawn paths, and of the fitted process without its error."""
    held = []
    for seed in range(records):
        rng = np.random.default_rng(seed)
        whole = day_binned(DGP3, outside_of(DGP3), LAG, 200 + days, rng)
        found = fit(counted(whole[:200]), LAG, options)
        baseline = onward(found, days)
        spread = drawn(found, influences(found), baseline, 300, rng)
        future = whole[200:].sum(axis=0)
        row = []
        for one in (spread, process(found, baseline)):
            sums = simulate(one, state(found), 300, rng).counts.sum(axis=1)
            for share in (0.8, 0.95):
                low, high = np.quantile(sums, ((1 - share) / 2, (1 + share) / 2), axis=0)
                row.append(((low <= future) & (future <= high)).mean())
        held.append(row)
    return np.mean(held, axis=0)


@pytest.mark.slow
def test_drawn_paths_spread_widely_enough_to_hold_the_days_to_come():
    """Of a short record, 200 days, whose coefficients are poorly known; intervals of whole counts hold a little more than stated."""
    for days in (1, 7, 30):
        wide, widest, narrow, _ = held_by_forecasts(days, 100)
        assert 0.76 <= wide <= 0.97
        assert 0.92 <= widest <= 1
        assert wide >= narrow - 0.02


def test_drawn_processes_scatter_about_the_fit_as_the_influences_say():
    counts = counted(day_binned(INTERIOR, outside_of(INTERIOR), LAG, THREE_YEARS, np.random.default_rng(0)))
    found = fit(counts, LAG, CONSTANT)
    day = influences(found)
    spread = drawn(found, day, onward(found, 7), 3000, np.random.default_rng(0))
    errors = np.stack([np.sqrt((one**2).sum(axis=0)) for one in day.coefficients])
    clear = found.lagged[0] > 3 * errors[:, 1:]  # others are cut at zero
    assert clear.sum() >= 3
    np.testing.assert_allclose(spread.lagged[:, 0].std(axis=0)[clear], errors[:, 1:][clear], rtol=0.06)
    np.testing.assert_allclose(spread.baseline.std(axis=0)[0], errors[:, 0], rtol=0.06)
    assert spread.lagged.min() >= 0
    assert spread.baseline.min() >= 0


def test_around_a_fit_the_first_path_is_the_fit_itself():
    found = fit(counted(day_binned(INTERIOR, outside_of(INTERIOR), LAG, 400, np.random.default_rng(0))), LAG, CONSTANT)
    baseline, day = onward(found, 7), influences(found)
    several = around(found, day, baseline, 20, np.random.default_rng(1))
    others = drawn(found, day, baseline, 20, np.random.default_rng(1))
    assert several.lagged.shape == (21, 1, 3, 3)
    assert (several.lagged[0] == found.lagged).all()
    assert (several.baseline[0] == baseline).all()
    assert (several.lagged[1:] == others.lagged).all()
    assert (several.baseline[1:] == others.baseline).all()


def test_what_is_expected_is_the_mean_of_what_is_drawn_whatever_the_state_of_each_path():
    one, begun = made(days=20)
    two = Process(one.lag_days, np.repeat(one.lagged, 2, axis=0), np.repeat(one.baseline, 2, axis=0), one.margins)
    states = np.stack([begun, 5 * begun])
    means = expected(two, states).counts
    for state_, mean in zip(states, means, strict=True):
        seen = simulate(one, state_, 20_000, np.random.default_rng(0)).counts.mean(axis=0)
        np.testing.assert_allclose(mean, seen, rtol=0.06)
        np.testing.assert_allclose(mean.sum(axis=0), seen.sum(axis=0), rtol=0.02)


def test_margins_of_a_fit_are_those_it_was_drawn_with():
    record = model_counts(DGP3, outside_of(DGP3), LAG, (1, 3650), np.random.default_rng(0), 2.0)[0]
    for one in margins_of(fit(counted(record), LAG, CONSTANT)):
        assert not one.linear
        assert one.excess == pytest.approx(0.5, rel=0.25)


def test_a_process_that_sustains_itself_runs_away_and_says_so():
    """Check 18."""
    one, begun = made(INTERIOR * 2.2, days=300, outside=outside_of(INTERIOR))
    found = simulate(one, begun, 20, np.random.default_rng(0))
    assert found.ran_away == 1
    assert np.isfinite(found.counts).all()
    assert found.counts.max() < 1.1 * LIMIT
    calm, begun = made()
    assert simulate(calm, begun, 20, np.random.default_rng(0)).ran_away == 0


def test_paths_are_one_per_process_or_all_of_one():
    one, begun = made(days=5)
    three = Process(one.lag_days, np.tile(one.lagged, (3, 1, 1, 1)), np.tile(one.baseline, (3, 1, 1)), one.margins)
    assert simulate(three, begun, 3, np.random.default_rng(0)).counts.shape == (3, 5, 3)
    with pytest.raises(ModelError, match="3 processes cannot be run on 2 paths"):
        simulate(three, begun, 2, np.random.default_rng(0))


def test_the_same_seed_gives_the_same_paths():
    one, begun = made(days=30)
    first, same, other = (simulate(one, begun, 4, np.random.default_rng(seed)).counts for seed in (1, 1, 2))
    assert (first == same).all()
    assert (first != other).any()


def test_long_rates_of_a_process_that_sustains_itself_are_refused():
    """Check 18."""
    np.testing.assert_allclose(steady_rates(DGP3, outside_of(DGP3)), RATES)
    for factor in (1 / 0.7, 2):
        with pytest.raises(ModelError, match="sustains itself"):
            steady_rates(DGP3 * factor + 1e-12, np.ones(3))
