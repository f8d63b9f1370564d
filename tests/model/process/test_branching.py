"""The branching matrix: the same-day correction and its inverse, what is known, and errors of what is computed from it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.model.process.branching import Estimate, branching, corrected, radius, radius_error, uncorrected
from standoff.model.process.decay import profiled
from standoff.model.process.influence import influences
from standoff.model.process.memory import same_day
from standoff.model.process.pointprocess import SCALES, counted, design, fit
from standoff.model.regression import regress
from tests.model.simulated import CONSTANT, DGP3, LAG, RATES, TEN_YEARS, day_binned, outside_of


@st.composite
def kernels(draw):
    """Lags, and gains by kernel whose sum has a spectral radius under one."""
    streams, count = draw(st.integers(1, 5)), draw(st.integers(1, 3))
    lags = tuple(draw(st.lists(st.floats(0.2, 60), min_size=count, max_size=count)))
    entries = st.lists(st.floats(0, 1), min_size=count * streams**2, max_size=count * streams**2)
    by_kernel = np.array(draw(entries)).reshape(count, streams, streams)
    size = np.abs(np.linalg.eigvals(by_kernel.sum(axis=0))).max()
    return lags, by_kernel * draw(st.floats(0, 0.99)) / max(size, 1e-9) if size > 1 else by_kernel * 0.9


@settings(max_examples=200, deadline=None)
@given(kernels())
def test_corrected_and_uncorrected_are_inverses(made):
    lags, by_kernel = made
    lagged, seen = uncorrected(by_kernel, lags)
    gains, back, spread = corrected(lagged, lags)
    np.testing.assert_allclose(back, by_kernel, atol=1e-9)
    np.testing.assert_allclose(gains, by_kernel.sum(axis=0), atol=1e-9)
    np.testing.assert_allclose(spread @ seen, np.eye(len(gains)), atol=1e-9)
    np.testing.assert_allclose(uncorrected(back, lags)[0], lagged, atol=1e-9)


def test_one_kernel_is_corrected_as_in_the_note():
    """A = B [(1 - m) I + m B]^-1."""
    lagged, share = 0.6 * DGP3, same_day(LAG)
    expected = lagged @ np.linalg.inv((1 - share) * np.eye(3) + share * lagged)
    np.testing.assert_allclose(corrected(lagged[None], (LAG,))[0], expected)


def test_long_rates_are_the_same_with_and_without_the_same_day():
    lagged, seen = uncorrected(DGP3[None], (LAG,))
    long_run = np.linalg.solve(np.eye(3) - lagged[0], seen @ outside_of(DGP3))
    np.testing.assert_allclose(long_run, RATES)


def test_radius_is_the_largest_modulus():
    assert radius(np.array([[0.0, 2.0], [0.5, 0.0]])) == pytest.approx(1)
    assert radius(np.array([[0.0, -0.5], [0.5, 0.0]])) == pytest.approx(0.5)
    assert radius(DGP3) == pytest.approx(0.7)


def test_radius_error_is_that_of_its_entry_where_there_is_one():
    shifts = np.random.default_rng(0).normal(0, 0.05, (4000, 1, 1))
    found = radius_error(np.array([[0.6]]), shifts)
    assert found.value == 0.6
    assert found.error == pytest.approx(0.05, rel=0.05)


def test_an_interval_is_1_96_errors_wide_on_both_sides():
    assert Estimate(0.5, 0.1).interval == pytest.approx((0.304, 0.696), abs=1e-4)


@pytest.fixture(scope="module")
def found():
    return fit(counted(day_binned(DGP3, outside_of(DGP3), LAG, TEN_YEARS, np.random.default_rng(0))), LAG, CONSTANT)


def test_all_events_are_attributed_to_a_source_or_to_the_outside(found):
    """Up to the ends of the record, where parents and children fall out of it."""
    said = branching(found, influences(found))
    rates = said.rates
    np.testing.assert_allclose(said.gains @ rates + said.outside, rates, rtol=0.01)
    np.testing.assert_allclose(said.attributed.sum(axis=1) + said.outside / rates, 1, rtol=0.01)
    assert said.share.value == pytest.approx(1 - said.outside.sum() / rates.sum())


def test_influences_are_what_leaving_a_day_out_does(found):
    """The influence of a day is to first order what fits with and without it differ by."""
    day = influences(found)
    series = found.counts.events[:, 1]
    busiest = int(series.argmax())
    kept = np.arange(TEN_YEARS) != busiest
    rows = design(found, 1)
    without = regress(rows[kept].sum(axis=0), rows[kept & (series > 0)], series[kept & (series > 0)])
    moved = found.coefficients(1) - without.coefficients
    np.testing.assert_allclose(moved, day.coefficients[1][busiest], atol=0.2 * np.abs(moved).max())


@pytest.mark.slow
@pytest.mark.parametrize("decay_estimated", [False, True])
def test_errors_are_the_spread_of_estimates_over_records(decay_estimated):
    """Of gains, outside rates and share, all by the delta method, with the decay given and profiled."""
    made, errors = [], []
    for seed in range(100):
        counts = counted(day_binned(DGP3, outside_of(DGP3), LAG, TEN_YEARS, np.random.default_rng(seed)))
        one = profiled(counts, CONSTANT).fit if decay_estimated else fit(counts, LAG, CONSTANT)
        said = branching(one, influences(one, decay_estimated=decay_estimated))
        made.append([*said.gains[DGP3 > 0], *said.outside, said.share.value, said.radius.value])
        errors.append([*said.errors[DGP3 > 0], *said.outside_errors, said.share.error, said.radius.error])
    ratio = np.mean(errors, axis=0) / np.std(made, axis=0)
    assert np.abs(np.log(ratio)).max() < 0.3  # the spread of 100 is known to 7 %; 12 figures
    assert np.exp(np.log(ratio).mean()) == pytest.approx(1, abs=0.1)


def test_an_error_of_a_profiled_decay_widens_what_hangs_on_it(found):
    given, estimated = (branching(found, influences(found, decay_estimated=one)) for one in (False, True))
    assert (influences(found).decay == 0).all()
    assert estimated.share.error > given.share.error
    np.testing.assert_allclose(estimated.gains, given.gains)


def test_several_kernels_have_errors_too(found):
    several = fit(found.counts, SCALES, CONSTANT)
    said = branching(several, influences(several))
    assert said.by_kernel.shape == (3, 3, 3)
    assert np.isfinite(said.errors).all()
    assert abs(said.radius.value - 0.7) < 3 * said.radius.error
