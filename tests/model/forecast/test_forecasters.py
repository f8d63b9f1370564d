"""Forecasters: what they say of simple pasts, what they refuse, that they look at nothing that came later."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.errors import ModelError
from standoff.model.forecast.analogues import Analogues
from standoff.model.forecast.backtest import MEMBERS, WITH_SIGNALS
from standoff.model.forecast.excited import SelfExciting, Simulated, memories
from standoff.model.forecast.forecasters import Conflictology, Ewma, LastPoisson, Recent, pairs
from standoff.model.forecast.history import levels, quiet, within
from standoff.model.forecast.panel import panel
from standoff.model.forecast.pooled import Pooled
from standoff.model.forecast.pooled_hurdle import PooledHurdle
from standoff.model.forecast.zeros import Hurdle, ZeroInflated
from standoff.model.laws import interval, quantiles
from standoff.model.scores import crps

ALL = (*WITH_SIGNALS, Analogues(), Conflictology(), LastPoisson(), Hurdle(), ZeroInflated())


def made(periods=80, units=6, seed=0):
    """Units of sizes from 0.3 to 60 whose log rates wander, with two signals."""
    rng = np.random.default_rng(seed)
    rates = np.geomspace(0.3, 60, units) * np.exp(np.cumsum(rng.normal(0, 0.15, (periods, units)), axis=0))
    counts = rng.negative_binomial(3, 3 / (3 + rates)).astype(float)
    return panel(counts, rng.gamma(2.0, 1.0, (periods + 1, units, 2)))


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_the_past_of_a_record_tells_what_a_record_that_ends_there_tells(one):
    whole = made()
    one(whole, 1)  # what is made of the whole record is there by now
    past, ends = whole.until(50), panel(whole.counts[:50], whole.signals[:51])
    laws = one(past, 2), one(ends, 2)
    assert (laws[0].mean == laws[1].mean).all()
    values = np.arange(0.0, 60.0)[:, None]
    assert (laws[0].cdf(values) == laws[1].cdf(values)).all()


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
@pytest.mark.parametrize("lead", [1, 3, 14])
def test_a_forecast_is_a_distribution_with_a_finite_mean(one, lead):
    law = one(made(), lead)
    assert law.units == 6
    assert np.isfinite(law.mean).all()
    share = law.cdf(np.arange(0.0, 3000.0)[:, None])
    assert np.diff(share, axis=0).min() > -1e-12
    assert share[-1] == pytest.approx(1.0, abs=0.05)


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
@pytest.mark.parametrize("lead", [1, 14])
def test_the_shortest_history_that_is_taken_is_enough(one, lead):
    law = one(made().until(8), lead)
    assert np.isfinite(law.mean).all()
    assert np.isfinite(crps(law, np.arange(6.0))).all()


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_forecasts_are_the_same_each_time(one):
    first, again = one(made(), 2), one(made(), 2)
    counts = np.arange(0.0, 40.0)[:, None]
    assert (first.cdf(counts) == again.cdf(counts)).all()


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
@pytest.mark.parametrize("counts", [np.zeros((30, 3)), np.full((30, 3), 7.0), np.eye(30)[:, :3] * 1e5])
def test_silence_constancy_and_one_shock_are_borne(one, counts):
    law = one(panel(counts, np.zeros((31, 3, 1))), 1)
    low, high = interval(law)
    assert (low >= 0).all()
    assert np.isfinite(high).all()
    assert np.isfinite(crps(law, np.array([0.0, 5.0, 1e5]))).all()


@pytest.mark.parametrize("one", [*MEMBERS, Hurdle(), ZeroInflated()], ids=lambda one: one.name)
def test_means_are_right_for_a_steady_rate(one):
    rng = np.random.default_rng(5)
    counts = rng.negative_binomial(2, 2 / (2 + 4.0), (150, 40)).astype(float)
    assert one(panel(counts), 1).mean.mean() == pytest.approx(4.0, rel=0.12)


def test_the_size_of_a_steady_negative_binomial_is_found():
    rng = np.random.default_rng(6)
    counts = rng.negative_binomial(2, 2 / (2 + 4.0), (200, 60)).astype(float)  # variance 4 + 16 / 2 = 12
    for one in (Pooled(), SelfExciting()):
        law = one(panel(counts), 1)
        variances = (law.means + law.means**2 / law.sizes)[:, 0]
        assert np.median(variances) == pytest.approx(12.0, rel=0.15)


def test_units_lend_each_other_strength():
    """With short records the pooled regression is nearer the truth than the unit's own mean of twelve, and than its EWMA."""
    rng = np.random.default_rng(7)
    rates = rng.gamma(2.0, 1.0, 200)
    past = panel(rng.poisson(rates, (24, 200)).astype(float))
    came = rng.poisson(rates, (400, 200)).astype(float)
    scores = [
        np.mean([crps(one(past, 1), row).mean() for row in came[:40]]) for one in (Pooled(), Ewma(0.2), Ewma(0.4))
    ]
    assert scores[0] < min(scores[1:])


def test_the_ewma_is_the_weighted_mean():
    counts = np.array([[4.0], [0.0], [8.0]] * 4)
    expected = 4.0
    for i, y in enumerate(counts[:, 0]):
        weight = max(0.3, 1 / (i + 1))
        expected = (1 - weight) * expected + weight * y
    assert levels(counts, 0.3)[-1, 0] == pytest.approx(expected)
    assert Ewma(0.3)(panel(counts), 1).mean == pytest.approx(expected)
    assert levels(counts, 0.0)[-1, 0] == pytest.approx(counts.mean())


def test_plain_forecasters_say_what_their_names_say():
    past = made()
    assert (Conflictology()(past, 1).values == np.sort(past.counts[-12:], axis=0)).all()
    assert Recent()(past, 1).mean == pytest.approx(past.counts[-12:].mean(axis=0))
    assert LastPoisson()(past, 1).mean == pytest.approx(past.counts[-1])


def test_rows_of_what_was_known_meet_the_count_a_lead_later():
    for periods, lead in ((40, 1), (40, 5), (12, 14)):
        taught = pairs(periods, lead)
        known = taught.known(np.arange(periods + 1.0))
        came = taught.came(np.arange(float(periods)))
        assert (came - known == taught.lead - 1).all()
        assert came[-1] == periods - 1
        assert taught.lead == min(lead, periods // 2)


def test_a_silence_is_counted():
    assert quiet(np.array([[1.0], [0.0], [0.0], [2.0]]))[:, 0].tolist() == [0, 0, 1, 2, 0]


def test_rates_from_days_know_only_days_before_the_period():
    rng = np.random.default_rng(8)
    daily, starts = rng.poisson(2.0, (70, 3)).astype(float), np.arange(0, 71, 7)
    before = within(daily, starts, 8.0)
    changed = daily.copy()
    changed[35:] += 50
    after = within(changed, starts, 8.0)
    assert (before[1:6] == after[1:6]).all()
    assert (after[6:] > before[6:]).all()
    assert within(np.full((70, 1), 2.0), starts, 8.0) == pytest.approx(14.0)


def test_a_short_history_widens_the_interval():
    """The same scatter about the same level, known from nine periods and from ninety."""
    scatter = np.tile([[2.0], [6.0], [4.0]], (30, 4))
    for one in (Ewma(0.2), Recent()):
        widths = []
        for periods in (9, 90):
            law = one(panel(scatter[:periods]), 1)
            variance = (law.means + law.means**2 / law.sizes)[:, 0] / law.mean
            widths.append(variance.mean())
        assert widths[0] >= widths[1]
    short, long = (quantiles(Ewma(0.2)(panel(np.full((n, 1), 400.0)), 1), np.array([0.95])) for n in (8, 400))
    assert short > long


@pytest.mark.parametrize(
    ("counts", "signals", "told"),
    [
        (np.ones((7, 2)), None, "too few"),
        (np.ones(20), None, "periods x units"),
        (np.full((20, 2), np.nan), None, "finite"),
        (-np.ones((20, 2)), None, "not negative"),
        (np.ones((20, 2)), np.ones((20, 2, 1)), "a row per period and one for now"),
        (np.ones((20, 2)), -np.ones((21, 2, 1)), "not negative"),
    ],
)
def test_what_is_no_panel_is_refused(counts, signals, told):
    with pytest.raises(ModelError, match=told):
        panel(counts, signals)


def test_the_process_run_forward_keeps_its_rate():
    rng = np.random.default_rng(9)
    past = panel(rng.poisson([2.0, 5.0], (200, 2)).astype(float))
    assert Simulated()(past, 3).mean == pytest.approx([2.0, 5.0], rel=0.25)
    with pytest.raises(ModelError, match="12 or fewer"):
        Simulated()(panel(np.ones((40, 13))), 1)


def test_an_excited_unit_is_expected_to_go_on():
    rng = np.random.default_rng(10)
    counts = np.zeros((150, 12))
    for t in range(1, 150):
        counts[t] = rng.poisson(0.4 + 0.8 * counts[t - 1])
    for one in (SelfExciting(), Pooled()):
        means = one(panel(counts), 1).mean
        assert np.corrcoef(means, 0.4 + 0.8 * counts[-1])[0, 1] > 0.9
    assert (memories(panel(counts), signals=False)[1:, :, 5] == counts).all()


def test_no_mean_is_told_above_the_highest_count():
    """One unit at war, most of it in the last periods, and twenty that hardly stir: neither it nor they are forecast beyond what was."""
    counts = np.random.default_rng(12).poisson(0.2, (60, 21)).astype(float)
    counts[-6:, 0] = np.geomspace(10, 100_000, 6)
    most = np.maximum(counts.max(axis=0), 1.0)
    for one in (Pooled(), SelfExciting()):
        for lead in (1, 6):
            assert (one(panel(counts), lead).mean <= most).all()
    assert Pooled()(panel(counts), 1).mean[1:].mean() < 1.0


def test_a_hurdle_knows_silent_units_from_lively_ones():
    rng = np.random.default_rng(11)
    rates = np.repeat([0.02, 3.0], 30)
    law = PooledHurdle()(panel(rng.poisson(rates, (80, 60)).astype(float)), 1)
    chance = 1.0 - law.cdf(np.zeros(60))
    assert chance[:30].mean() == pytest.approx(0.02, abs=0.02)
    assert chance[30:].mean() == pytest.approx(0.95, abs=0.05)
