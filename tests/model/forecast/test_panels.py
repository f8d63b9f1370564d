"""Real panels: their shapes, that the baselines score what the note that set the targets says, and that the ensemble is no worse."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.model.forecast.backtest import FURTHER, FURTHER_ENSEMBLE, Plan, backtest
from standoff.model.forecast.forecasters import BASELINES, Conflictology, LastPoisson, Recent
from standoff.model.forecast.skill import best
from standoff.model.scores import crps
from tests.model.panels import DATA, VIEWS_LEADS, countries, dyads, far_cases, gdelt, iraq, run, sigacts, syria

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="needs the shared data (STANDOFF_SHARED)")


def mean_crps(one, case):
    origins = case.plan(early=False).origins
    panel, units = case.panel, case.scored or case.panel.units
    return np.mean([crps(one(panel.until(o), 1), panel.counts[o])[:units].mean() for o in origins])


@pytest.mark.parametrize(
    ("make", "shape", "last"),
    [
        (sigacts, (184, 12), 10.51),
        (lambda: iraq()[0], (192, 18), 1.30),
        (dyads, (43, 600), 0.680),
        (gdelt, (568, 19), 101.0),
    ],
    ids=["sigacts", "iraq", "icews18", "gdelt"],
)
def test_the_panel_is_that_of_the_note(make, shape, last):
    case = make()
    assert case.panel.counts.shape == shape
    assert mean_crps(LastPoisson(), case) == pytest.approx(last, rel=0.015)
    assert min(mean_crps(one, case) for one in BASELINES) == pytest.approx(case.noted, rel=0.01)


def test_two_panels_are_cut_otherwise_than_in_the_note():
    assert syria().panel.counts.shape == (203, 14)
    assert iraq()[1].panel.counts.shape == (192, 18)


def test_views_benchmarks_score_what_a_run_of_the_challenge_scripts_says():
    whole, months = countries()
    origin = months.index("2018-11")
    for one, told in ((Conflictology(), 9.15), (LastPoisson(), 9.48)):
        past = whole.until(origin)
        found = [crps(one(past, lead), whole.counts[origin + lead - 1]).mean() for lead in VIEWS_LEADS]
        assert np.mean(found) == pytest.approx(told, rel=0.005)


@pytest.mark.slow
@pytest.mark.parametrize("make", [syria, dyads], ids=["syria", "icews18"])
def test_the_ensemble_is_no_worse_than_the_better_ewma_before_the_test_origins(make):
    found = run(make(), early=True)
    base = best(found, tuple(one.name for one in BASELINES))
    assert found.of("ensemble").crps.mean() < found.of(base).crps.mean()
    assert 0.87 < found.of("ensemble").coverage.mean() < 0.93


@pytest.mark.slow
def test_a_year_of_country_months_is_forecast_at_once():
    whole, months = countries()
    origin = months.index("2017-11")
    found = backtest(whole, FURTHER, Plan(range(origin, origin + 1), 14, 6), (), FURTHER_ENSEMBLE)
    assert found.observed.shape == (1, 191)
    assert found.of("ensemble").ignorance.mean() < 0.75


@pytest.mark.slow
@pytest.mark.parametrize("lead", [3, 14])
def test_months_ahead_the_ensemble_is_no_worse_than_plain_means_where_units_explode_and_end(lead):
    case = next(case for case in far_cases() if case.name.startswith("Syria deaths by governorate"))
    found = backtest(case.panel, FURTHER, Plan(range(8, case.panel.periods - lead + 1), lead, 0), (), FURTHER_ENSEMBLE)
    ours, mean = found.of("ensemble"), found.of(Recent().name)
    assert ours.crps.mean() < mean.crps.mean()
    assert ours.ignorance.mean() < mean.ignorance.mean()
