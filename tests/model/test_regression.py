"""The regression of counts on a non-negative design: derivatives, optimum and start against SciPy and statsmodels."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize

from standoff.model.process.influence import influences
from standoff.model.process.pointprocess import counted, design, fit
from standoff.model.regression import _Problem, regress
from tests.model.simulated import CONSTANT, DGP3, INTERIOR, LAG, THREE_YEARS, day_binned, outside_of


def problem(gains, seed=0, days=THREE_YEARS, stream=0):
    """The whole design of a stream, the sums of its columns, and the counts."""
    counts = counted(day_binned(gains, outside_of(gains), LAG, days, np.random.default_rng(seed)))
    found = fit(counts, LAG, CONSTANT)
    table = design(found, stream)
    return table, table.sum(axis=0), counts.events[:, stream]


def solved(table, totals, series, start=None):
    return regress(totals, table[series > 0], series[series > 0], start)


def loss(table, series, coefficients):
    means = table @ coefficients
    return float(means.sum() - series @ np.log(means))


def test_derivatives_are_those_of_central_differences():
    """Check 1."""
    table, _, series = problem(INTERIOR)
    some = series > 0
    scale = table.sum(axis=0) / series.sum()
    inner = _Problem(table[some] / scale, series[some])
    at = np.array([0.4, 0.3, 0.2, 0.1])
    gradient, curvature = inner._derivatives(at)
    for k, step in enumerate(1e-5 * np.eye(4)):
        numeric = (inner._loss(at + step) - inner._loss(at - step)) / 2e-5
        assert gradient[k] == pytest.approx(numeric, rel=1e-6)
        bent = (inner._derivatives(at + step)[0] - inner._derivatives(at - step)[0]) / 2e-5
        np.testing.assert_allclose(curvature[k], bent, rtol=1e-6)


def test_the_loss_is_the_negative_log_likelihood_over_all_days():
    table, totals, series = problem(DGP3)
    found = solved(table, totals, series)
    assert found.loss == pytest.approx(loss(table, series, found.coefficients), rel=1e-12)


@pytest.mark.parametrize("gains", [INTERIOR, DGP3, np.zeros((3, 3))], ids=["interior", "dgp3", "nothing"])
@pytest.mark.parametrize("stream", range(3))
def test_optimum_is_that_of_l_bfgs_b(gains, stream):
    """Check 4, the part without statsmodels."""
    table, totals, series = problem(gains, seed=stream, stream=stream)
    found = solved(table, totals, series)
    other = minimize(
        lambda c: loss(table, series, c),
        np.full(len(totals), 0.2),
        jac=lambda c: totals - table.T @ (series / (table @ c)),
        method="L-BFGS-B",
        bounds=[(1e-12, None)] + [(0, None)] * 3,
        options={"ftol": 1e-15, "gtol": 1e-8, "maxiter": 10_000},
    )
    assert found.converged
    assert found.loss <= other.fun + 1e-9
    np.testing.assert_allclose(found.coefficients, other.x, atol=2e-5)


def test_at_the_optimum_no_coefficient_can_lower_the_loss():
    """Karush-Kuhn-Tucker: no slope where a coefficient is above zero, a rising one where it is zero."""
    zeros = 0
    for seed in range(10):
        table, totals, series = problem(DGP3, seed)
        c = solved(table, totals, series).coefficients
        slope = (totals - table.T @ (series / (table @ c))) / totals
        assert (slope > -1e-8).all()
        assert (np.abs(slope[c > 0]) < 1e-6).all()
        zeros += (c == 0).sum()
    assert (
        zeros
    )  # the true gain of stream 2 on stream 0 is zero, and is found to be just that in about half of the records


def test_eight_starts_come_to_one_optimum():
    """Check 19."""
    for seed, gains in enumerate((DGP3, INTERIOR)):
        table, totals, series = problem(gains, seed)
        rng = np.random.default_rng(seed)
        starts = [None, np.zeros(4), *(rng.exponential(scale, 4) for scale in (1e-6, 1e-2, 0.3, 1, 10, 1e6))]
        found = [solved(table, totals, series, start) for start in starts]
        assert all(one.converged for one in found)
        for one in found[1:]:
            np.testing.assert_allclose(one.coefficients, found[0].coefficients, atol=1e-6)


def test_rows_and_errors_are_those_of_a_poisson_glm_with_identity_link():
    """Check 4: coefficients and Poisson errors of an interior case against statsmodels."""
    api = pytest.importorskip("statsmodels.api")
    counts = counted(day_binned(INTERIOR, outside_of(INTERIOR), LAG, 3650, np.random.default_rng(0)))
    found = fit(counts, LAG, CONSTANT)
    assert found.lagged.min() > 0.01
    errors = influences(found).poisson_errors
    for stream in range(3):
        family = api.families.Poisson(api.families.links.Identity())
        start = np.array([0.3, 0.2, 0.2, 0.2])
        model = api.GLM(counts.events[:, stream], design(found, stream), family)
        other = model.fit(start_params=start, tol=1e-12, maxiter=500)
        np.testing.assert_allclose(found.coefficients(stream), other.params, atol=1e-6)
        np.testing.assert_allclose(errors[stream], other.bse, atol=1e-6)


def test_columns_and_counts_that_say_nothing():
    table = np.ones((5, 2))
    assert regress(np.array([5.0, 5.0]), table[:0], np.zeros(0)).coefficients.tolist() == [0, 0]
    none = regress(np.array([5.0, 0.0]), table * [1, 0], np.full(5, 2.0))
    assert none.coefficients.tolist() == pytest.approx([2, 0])
    assert none.converged


def test_columns_that_repeat_one_another_share_what_one_would_have():
    table, totals, series = problem(DGP3)
    alone = solved(table, totals, series)
    twice = solved(np.hstack([table, table[:, 1:2]]), np.append(totals, totals[1]), series)
    assert twice.converged
    assert np.isfinite(twice.coefficients).all()
    assert twice.coefficients[1] + twice.coefficients[4] == pytest.approx(alone.coefficients[1], abs=1e-6)
    assert twice.loss == pytest.approx(alone.loss, abs=1e-6)


@pytest.mark.parametrize(("events", "columns"), [(1, 4), (3, 10), (6, 9), (10, 40)])
def test_more_columns_than_events(events, columns):
    """Where Newton's step runs off, since so few events cannot tell the columns apart."""
    for seed in range(40):
        rng = np.random.default_rng(seed)
        table, series = rng.gamma(0.5, 1.0, (200, columns)), np.zeros(200)
        series[:events] = 1 + rng.poisson(1.0, events)
        totals = table.sum(axis=0)
        found = solved(table, totals, series)
        assert found.converged
        slope = (totals - table.T @ (series / np.maximum(table @ found.coefficients, 1e-300))) / totals
        assert (slope > -1e-6).all()
        assert (np.abs(slope[found.coefficients > 0]) < 1e-5).all()
