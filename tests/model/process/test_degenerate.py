"""Check 18: records that tell little or nothing give finite figures and say what is not known; nothing is rescaled or raises."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.model.process.baseline import BaselineOptions
from standoff.model.process.decay import profiled
from standoff.model.process.excitation import Excitation, by_spacing, excitation
from standoff.model.process.fitness import fitness
from standoff.model.process.influence import influences
from standoff.model.process.pointprocess import SCALES, counted, fit
from standoff.model.process.responses import responses
from standoff.model.process.simulate import drawn, margins_of, onward, process, simulate, state
from tests.model.simulated import CONSTANT, DGP3, LAG, THREE_YEARS, day_binned, outside_of, scaled

DAYS = 400


def plain(seed=0, days=DAYS):
    return day_binned(DGP3, outside_of(DGP3), LAG, days, np.random.default_rng(seed))


def empty_stream():
    counts = plain()
    counts[:, 1] = 0
    return counts


def one_event():
    counts = empty_stream()
    counts[200, 1] = 1
    return counts


def one_event_on_the_last_day():
    counts = empty_stream()
    counts[-1, 1] = 1
    return counts


def twins():
    counts = plain()
    return np.column_stack([counts, counts[:, 0]])


def many_days_without_any():
    counts = plain()
    counts[50:350] = 0
    return counts


def nothing():
    return np.zeros((DAYS, 2))


def one_event_in_all():
    counts = nothing()
    counts[7, 0] = 1
    return counts


def all_the_same():
    return np.ones((DAYS, 2))


def no_outside():
    """Stream 1 has no events but those that stream 0 sets off."""
    gains = np.array([[0.3, 0.0], [0.6, 0.3]])
    return day_binned(gains, np.array([0.7, 0.0]), LAG, DAYS, np.random.default_rng(0))


def huge():
    counts = plain()
    counts[100] = 1e4
    return counts


def two_weeks():
    return plain(days=14)


def alternating():
    return np.tile([[0.0, 3.0], [3.0, 0.0]], (DAYS // 2, 1))


def growth():
    """Doubles every 40 days: at a constant rate it sustains itself."""
    return np.random.default_rng(0).poisson(np.exp(np.arange(DAYS) / 58)[:, None] * np.ones(2)).astype(float)


RECORDS = (
    empty_stream,
    one_event,
    one_event_on_the_last_day,
    twins,
    many_days_without_any,
    nothing,
    one_event_in_all,
    all_the_same,
    no_outside,
    huge,
    two_weeks,
    alternating,
    growth,
)


def check(found: Excitation):
    """Every figure is finite, but errors of what the days tell nothing of, which are NaN."""
    said = found.branching
    for one in (said.gains, said.by_kernel, said.outside, said.outside_errors, said.attributed, said.rates):
        assert np.isfinite(one).all()
    assert (said.errors[~np.isnan(said.errors)] >= 0).all()
    for one in (found.radius, found.share):
        assert np.isfinite([one.value, one.low, one.high]).all()
        assert 0 <= one.low <= one.value <= one.high
    assert found.share.high <= 1
    assert np.isfinite(found.profile.losses).all()
    assert np.isfinite(found.profile.dispersion)
    assert 0 <= found.chance <= 1
    assert not found.links[np.isnan(said.errors)].any()
    assert found.profile.fit.converged.all()


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("options", [CONSTANT, BaselineOptions(91.0)], ids=["constant", "knots and weekdays"])
@pytest.mark.parametrize("made", RECORDS, ids=lambda made: made.__name__)
def test_figures_are_finite_and_paths_can_be_drawn(made, options):
    counts = counted(made())
    rng = np.random.default_rng(0)
    found = excitation(counts, options, rng, 4)
    check(found)
    one = found.profile.fit
    told = responses(one, found.day, 30, rng)
    assert not np.isnan(told.expected).any()
    for group in (drawn(one, found.day, onward(one, 10), 20, rng), process(one, onward(one, 10))):
        paths = simulate(group, state(one), 20, rng)
        assert np.isfinite(paths.counts).all()
        assert 0 <= paths.ran_away <= 1
    for fitness_of_stream in fitness(one, margins_of(one), rng):
        assert 0 <= fitness_of_stream.scatter <= 1
        assert 0 <= fitness_of_stream.memory <= 1


@pytest.mark.parametrize("made", RECORDS, ids=lambda made: made.__name__)
def test_three_kernels_take_them_too(made):
    found = fit(counted(made()), SCALES, BaselineOptions(91.0))
    assert found.converged.all()
    assert np.isfinite(found.lagged).all()
    assert all(np.isfinite(one).all() for one in influences(found).coefficients)


def test_what_an_empty_stream_sets_off_is_not_known():
    found = excitation(counted(empty_stream()), CONSTANT, np.random.default_rng(0), 4)
    assert np.isnan(found.branching.errors[:, 1]).all()
    assert (found.branching.gains[:, 1] == 0).all()
    assert (found.branching.gains[1] == 0).all()
    assert np.isfinite(found.branching.errors[np.ix_([0, 2], [0, 2])]).all()
    assert found.branching.outside[1] == 0


def test_an_event_on_the_last_day_has_no_day_to_show_what_it_sets_off():
    found = fit(counted(one_event_on_the_last_day()), LAG, CONSTANT)
    assert (found.lagged[0][:, 1] == 0).all()
    assert not any(one[-2] for one in influences(found).known)


def test_streams_that_are_one_and_the_same_share_what_is_known():
    """Their gains add up to that of one, and neither has a small error of its own."""
    alone = fit(counted(plain()), LAG, CONSTANT)
    both = fit(counted(twins()), LAG, CONSTANT)
    assert both.converged.all()
    np.testing.assert_allclose(both.loss[:3], alone.loss, rtol=1e-9)
    np.testing.assert_allclose(both.lagged[0][:3, 0] + both.lagged[0][:3, 3], alone.lagged[0][:, 0], atol=1e-5)
    assert all(np.isfinite(one).all() for one in influences(both).coefficients)


def test_a_stream_without_events_from_outside_is_found_to_have_few():
    gains = np.array([[0.3, 0.0], [0.6, 0.3]])
    counts = day_binned(gains, np.array([0.7, 0.0]), LAG, 3650, np.random.default_rng(0))
    found = excitation(counted(counts), CONSTANT, np.random.default_rng(0), 4).branching
    assert found.outside[1] < 0.08 * found.rates[1]
    assert found.attributed[1].sum() == pytest.approx(1, abs=0.08)


@pytest.mark.parametrize("radius", [1.0, 1.05])
def test_a_process_that_sustains_itself_is_said_to_and_not_rescaled(radius):
    """Of rows that sum to one or more, and of a whole matrix that does."""
    gains = scaled(DGP3, radius)
    counts = day_binned(gains, np.full(3, 0.05), LAG, 300, np.random.default_rng(3))
    assert counts.sum() > 500
    found = excitation(counted(counts), CONSTANT, np.random.default_rng(0), 4)
    check(found)
    assert found.branching.radius.value > 0.9
    assert found.radius.high > 1
    if found.branching.radius.value >= 1:
        assert not found.corrected
        assert found.radius.value == found.branching.radius.value


def test_a_row_that_sums_to_more_than_one_is_left_as_it_is():
    gains = np.array([[0.2, 0.9, 0.3], [0.1, 0.2, 0.1], [0.05, 0.1, 0.2]])
    counts = day_binned(gains, outside_of(gains, np.array([3.0, 1.0, 0.7])), LAG, 10_000, np.random.default_rng(0))
    found = excitation(counted(counts), CONSTANT, np.random.default_rng(0), 2).branching
    assert found.gains[0].sum() > 1.2
    np.testing.assert_allclose(found.gains, gains, atol=0.12)


def test_growth_that_sustains_itself_runs_away():
    found = profiled(counted(growth()), CONSTANT).fit
    paths = simulate(process(found, onward(found, 3000)), state(found), 10, np.random.default_rng(0))
    assert paths.ran_away == 1


def test_a_very_short_record_has_a_curve_of_two():
    found = by_spacing(counted(two_weeks()), weekdays=True, rng=np.random.default_rng(0))
    assert [one.options.knot_days for one in found] == [None, 182.0]
    for one in found:
        check(one)


def test_a_stream_as_rare_as_they_come_beside_a_busy_one():
    """Rates that differ by four orders of magnitude."""
    rng = np.random.default_rng(0)
    counts = np.column_stack([rng.poisson(1000.0, THREE_YEARS), rng.poisson(0.02, THREE_YEARS)]).astype(float)
    found = excitation(counted(counts), CONSTANT, rng, 4)
    check(found)
    assert found.chance > 0.001
