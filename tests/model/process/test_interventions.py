"""What is changed and what comes of it: the note's case, closed forms for every kind, shared luck, and ratios with intervals that hold the truth."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.linalg import expm

from standoff.model.process.branching import corrected, uncorrected
from standoff.model.process.decay import profiled
from standoff.model.process.influence import influences
from standoff.model.process.interventions import Intervention, about, intervened, outcomes, ratio
from standoff.model.process.margins import Margin
from standoff.model.process.pointprocess import SCALES, counted
from standoff.model.process.simulate import (
    Process,
    around,
    expected,
    onward,
    simulate,
    simulate_alike,
    state,
    steady_rates,
)
from tests.model.simulated import CONSTANT, DGP3, INTERIOR, LAG, RATES, day_binned, outside_of

POISSON = Margin(0.0, linear=True)
KINDS = {
    "link": Intervention(links=((2, 0, 0.25),)),
    "stream": Intervention(streams=((1, 0.5),)),
    "removal": Intervention(streams=((0, 0.0),)),
    "outside": Intervention(outside=((1, 0.6),)),
    "all": Intervention(outside=((1, 0.6),), links=((0, 1, 2.0), (0, 0, 0.0)), streams=((1, 0.5), (2, 1.2))),
}
NONE = Intervention()


def made(gains=INTERIOR, days=1000, outside=None, lag=LAG):
    """A process with these gains, and its state in the long run."""
    outside = outside_of(gains) if outside is None else np.asarray(outside)
    lagged, seen = uncorrected(np.array(gains)[None], (lag,))
    baseline = np.tile(seen @ outside, (1, days, 1))
    begun = np.linalg.solve(np.eye(len(gains)) - gains, outside)
    return Process((lag,), lagged[None], baseline, (POISSON,) * len(gains)), begun[None]


def by_hand(change, gains=INTERIOR):
    """Gains and outside rates after a change, written down a second time."""
    gains, outside = np.array(gains), outside_of(gains)
    for stream, events in change.outside:
        outside[stream] = events
    for target, source, factor in change.links:
        gains[target, source] *= factor
    for stream, factor in change.streams:
        gains[stream], outside[stream] = gains[stream] * factor, outside[stream] * factor
    return gains, outside


def mean_rates(one, begun, paths=1000, skip=100, seed=0):
    return simulate(one, begun, paths, np.random.default_rng(seed)).counts[:, skip:].mean(axis=(0, 1))


# --- closed forms ---


ATTACK, STRIKE = 0, 1


@pytest.mark.parametrize(
    ("change", "rates"),
    [
        (NONE, (1.027, 0.079)),
        (Intervention(links=((ATTACK, STRIKE, 0.0),)), (0.900, 0.072)),
        (Intervention(streams=((STRIKE, 0.0),)), (0.900, 0.0)),
    ],
    ids=["as things are", "strikes set off no attacks", "no strikes"],
)
def test_the_case_of_the_note(change, rates):
    """Attacks and strikes at the scale of the founding article: in closed form, and over ten years of a thousand paths."""
    gains, outside = np.array([[0.5, 0.8], [0.05, 0.1]]), np.array([0.45, 0.02])
    one, begun = made(gains, 3650, outside)
    changed = intervened(one, change)
    after, _, spread = corrected(changed.lagged, changed.lag_days)
    np.testing.assert_allclose(steady_rates(after[0], spread[0] @ changed.baseline[0, 0]), rates, atol=0.0005)
    np.testing.assert_allclose(mean_rates(changed, begun, 300), rates, rtol=0.02)
    if change is NONE:
        assert 1 - outside[ATTACK] / begun[0, ATTACK] == pytest.approx(0.562, abs=0.0005)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_ends_at_its_long_run_rates(kind):
    one, begun = made()
    changed = intervened(one, KINDS[kind])
    long_run = steady_rates(*by_hand(KINDS[kind]))
    np.testing.assert_allclose(expected(changed, begun).counts[0, -1], long_run, rtol=1e-9)
    np.testing.assert_allclose(mean_rates(changed, begun, 300), long_run, rtol=0.02)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("days", [7, 60])
def test_what_is_expected_on_the_way_there_is_that_of_the_process_in_continuous_time(kind, days):
    """The mean rate of a Hawkes process with exponential kernels falls to its long-run value as exp(-(I - G) t / lag)."""
    gains, outside = by_hand(KINDS[kind])
    one, begun = made(days=days)
    found = expected(intervened(one, KINDS[kind]), begun).counts[0].sum(axis=0)
    long_run, now = steady_rates(gains, outside), outside + gains @ RATES
    pull = (np.eye(3) - gains) / LAG
    passing = np.linalg.solve(pull, (np.eye(3) - expm(-pull * days)) @ (now - long_run))
    np.testing.assert_allclose(found, long_run * days + passing, rtol=0.002)


def test_a_shock_is_expected_to_set_off_what_the_closed_form_says():
    one, begun = made(days=400)
    shock = ((5, 0, 10.0),)
    more = (expected(one, begun, shock).counts - expected(one, begun).counts)[0].sum(axis=0)
    lagged = one.lagged[0, 0]  # of an event whose own day is over
    np.testing.assert_allclose(more, 10 * np.linalg.inv(np.eye(3) - lagged)[:, 0], rtol=1e-6)


@pytest.mark.parametrize("removed", range(3))
def test_removal_of_a_stream_is_as_in_closed_form(removed):
    """Check 16: within 1 % of a long simulation."""
    one, begun = made()
    kept = np.delete(np.arange(3), removed)
    gains, outside = INTERIOR[np.ix_(kept, kept)], outside_of(INTERIOR)[kept]
    rates = mean_rates(intervened(one, Intervention(streams=((removed, 0.0),))), begun)
    assert rates[removed] == 0
    np.testing.assert_allclose(rates[kept], steady_rates(gains, outside), rtol=0.01)


@pytest.mark.parametrize("factor", [0.0, 0.5, 1.3])
def test_links_and_streams_that_change_are_as_in_closed_form(factor):
    one, begun = made()
    gains, outside = INTERIOR.copy(), outside_of(INTERIOR)
    gains[2, 0] *= factor
    link = mean_rates(intervened(one, Intervention(links=((2, 0, factor),))), begun)
    np.testing.assert_allclose(link, steady_rates(gains, outside), rtol=0.01)
    gains, outside = INTERIOR.copy(), outside.copy()
    gains[1] *= factor
    outside[1] *= factor
    stream = mean_rates(intervened(one, Intervention(streams=((1, factor),))), begun)
    np.testing.assert_allclose(stream, steady_rates(gains, outside), rtol=0.01)


def test_no_intervention_changes_nothing_and_leaves_the_process_as_it_was():
    one, _ = made()
    lagged, baseline = one.lagged.copy(), one.baseline.copy()
    assert intervened(one, Intervention(shocks=((3, 0, 5),))) is one
    same = intervened(one, Intervention(links=((0, 1, 1.0),), streams=((2, 1.0),)))
    np.testing.assert_allclose(same.lagged, lagged, atol=1e-12)
    np.testing.assert_allclose(same.baseline, baseline, atol=1e-12)
    intervened(one, Intervention(outside=((2, 9.0),), links=((0, 0, 0.0),), streams=((1, 0.0),)))
    assert (one.lagged == lagged).all()
    assert (one.baseline == baseline).all()


def test_interventions_on_several_kernels_act_on_all():
    by_kernel = np.stack([INTERIOR * share for share in (0.5, 0.3, 0.2)])
    lagged, seen = uncorrected(by_kernel, SCALES)
    one = Process(SCALES, lagged[None], np.tile(seen @ outside_of(INTERIOR), (1, 5, 1)), (POISSON,) * 3)
    cut = intervened(one, Intervention(links=((0, 1, 0.0),)))
    gains, _, _ = corrected(cut.lagged[0], SCALES)
    left = INTERIOR.copy()
    left[0, 1] = 0
    np.testing.assert_allclose(gains, left, atol=1e-12)


def test_factors_and_outside_rates_may_differ_from_path_to_path():
    one, begun = made(days=30)
    three = Process(one.lag_days, np.tile(one.lagged, (3, 1, 1, 1)), np.tile(one.baseline, (3, 1, 1)), one.margins)
    several = np.array([0.0, 0.5, 2.0])
    change = Intervention(outside=((0, several),), links=((2, 1, several),), streams=((1, several),))
    together = expected(intervened(three, change), begun).counts
    for n, factor in enumerate(several):
        alone = Intervention(outside=((0, factor),), links=((2, 1, factor),), streams=((1, factor),))
        np.testing.assert_allclose(together[n], expected(intervened(one, alone), begun).counts[0], atol=1e-12)


# --- shared luck ---


@pytest.mark.parametrize("margin", [POISSON, Margin(1.0, linear=True), Margin(0.7, linear=False)], ids=str)
def test_with_the_same_luck_only_the_change_makes_a_difference(margin):
    one, begun = made(days=120)
    one = Process(one.lag_days, one.lagged, one.baseline, (margin,) * 3)
    rng = np.random.default_rng(0)
    luck, other = rng.random((2, 400, 120, 3))
    less = intervened(one, Intervention(streams=((0, 0.8),)))
    as_is, again, same, apart = (
        simulate_alike(process, begun, numbers).counts.sum(axis=(1, 2))
        for process, numbers in ((one, luck), (one, luck), (less, luck), (less, other))
    )
    assert (again / as_is == 1.0).all()
    assert (same <= as_is).all()  # fewer causes, the same luck
    assert np.var(same / as_is) < 0.3 * np.var(apart / as_is)
    assert same.mean() / as_is.mean() == pytest.approx(apart.mean() / as_is.mean(), abs=0.03)


def test_counts_by_luck_are_those_of_the_process():
    one, begun = made(days=200)
    one = Process(one.lag_days, one.lagged, one.baseline, (Margin(0.5, linear=False),) * 3)
    luck = np.random.default_rng(1).random((500, 200, 3))
    found = simulate_alike(one, begun, luck).counts
    drawn = simulate(one, begun, 500, np.random.default_rng(2)).counts
    np.testing.assert_allclose(found.mean(axis=(0, 1)), RATES, rtol=0.02)
    np.testing.assert_allclose(found.sum(axis=1).var(axis=0), drawn.sum(axis=1).var(axis=0), rtol=0.2)


def test_outcomes_are_what_is_expected_and_what_fell_out():
    one, begun = made(days=200)
    luck = np.random.default_rng(3).random((400, 200, 3))
    many = Process(one.lag_days, np.repeat(one.lagged, 400, axis=0), np.repeat(one.baseline, 400, axis=0), one.margins)
    as_is, shocked, same = outcomes(many, begun, (NONE, Intervention(shocks=((0, 2, 50.0),)), NONE), luck)
    assert (same.counts == as_is.counts).all()
    assert (same.expected == as_is.expected).all()
    np.testing.assert_allclose(as_is.counts.mean(axis=0), as_is.expected[0], rtol=0.02)
    np.testing.assert_allclose(shocked.counts.mean(axis=0), shocked.expected[0], rtol=0.02)
    assert as_is.ran_away == 0
    assert (shocked.expected[0] > as_is.expected[0] + (0, 0, 50)).all()


# --- ratios ---


def test_a_ratio_is_that_of_the_first_path_within_the_middle_of_the_others():
    changed, unchanged = np.array([2.0, *np.linspace(1, 3, 201)]), np.full(202, 2.0)
    found = ratio(changed, unchanged)
    assert found.value == 1.0
    assert (found.low, found.high) == pytest.approx((0.525, 1.475))
    far = about(np.array([9.0, 1.0, 2.0]))
    assert (far.value, far.high) == (9.0, 9.0)
    assert far.low == pytest.approx(1.025)


def test_paths_of_which_nothing_is_expected_say_nothing_of_a_ratio():
    found = ratio(np.array([1.0, 0.0, 3.0, 0.0]), np.array([2.0, 0.0, 2.0, 1.0]))
    assert found.value == 0.5
    assert (found.low, found.high) == pytest.approx((0.0375, 1.4625))
    assert ratio(np.zeros(3), np.zeros(3)) is None
    assert ratio(np.array([0.0, 1.0]), np.array([0.0, 1.0])) is None
    assert ratio(np.array([1.0, 1.0]), np.array([1.0, 0.0])) is None


def held(records, kinds):
    """In which of the records the interval of each ratio, streams and all of them, holds that of the process that the record is of."""
    gains, rates, days = DGP3, 0.6 * RATES, 182
    truth, _ = made(gains, days, outside_of(gains, rates))
    found = []
    for seed in range(records):
        rng = np.random.default_rng(seed)
        profile = profiled(counted(day_binned(gains, outside_of(gains, rates), LAG, 500, rng)), CONSTANT)
        day = influences(profile.fit, decay_estimated=profile.closed)
        several, begun = around(profile.fit, day, onward(profile.fit, days), 200, rng), state(profile.fit)
        row = []
        for kind in kinds:
            told = [
                [expected(intervened(one, change), begun).counts.sum(axis=1) for change in (KINDS[kind], NONE)]
                for one in (several, truth)
            ]
            (changed, unchanged), (truly, truly_not) = [[[*one.T, one.sum(axis=1)] for one in pair] for pair in told]
            for n in range(4):
                one, true = ratio(changed[n], unchanged[n]), float(truly[n][0] / truly_not[n][0])
                row.append(one.low - 1e-9 <= true <= one.high + 1e-9)
        found.append(row)
    return np.mean(found, axis=0)


def test_intervals_of_ratios_hold_the_ratio_of_the_process_that_was_simulated():
    found = held(12, ("stream", "removal", "link"))
    assert found.mean() >= 0.85
    assert found.min() >= 0.6


@pytest.mark.slow
def test_intervals_of_ratios_hold_nearly_as_often_as_stated():
    found = held(100, ("stream", "removal", "link"))
    assert found.mean() >= 0.9
    assert found.min() >= 0.82
