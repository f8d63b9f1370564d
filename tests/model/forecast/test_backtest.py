"""The rolling origin: no look-ahead, weights, verdicts, refusals; ensembles against their members on simulated mixtures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.errors import ModelError
from standoff.model.forecast.backtest import FURTHER, FURTHER_ENSEMBLE, MEMBERS, WITH_SIGNALS, Plan, ahead, backtest
from standoff.model.forecast.ensemble import Ensemble, gram, pooled, simplex, spread_out
from standoff.model.forecast.forecasters import BASELINES, Conflictology, Ewma, LastPoisson
from standoff.model.forecast.panel import panel
from standoff.model.forecast.skill import Skill, Verdict, best, blocks, skill
from standoff.model.forecast.zeros import hurdle
from standoff.model.laws import negbin, points
from standoff.model.scores import crps, crps_of_draws
from tests.model.forecast.test_forecasters import made

FEW = (Ewma(0.2), Ewma(0.4), LastPoisson())


@pytest.mark.parametrize(("lead", "step"), [(1, 1), (3, 1), (5, 2), (4, 3)])
def test_weights_come_from_as_many_answered_origins_as_were_asked_for(lead, step):
    plan = Plan(range(40, 50, step), lead, 6)
    run = plan.learned()
    for origin in plan.origins:
        answered = [before for before in run if before + lead - 1 < origin]
        assert plan.known(origin) == len(answered) >= 6
    assert run[-1] == plan.origins[-1]
    assert Plan(range(9, 12), lead, 6).learned().start >= 8


def test_origins_may_leave_out_some():
    whole = made()
    found, every = (backtest(whole, FURTHER, Plan(range(60, 76, step), 4, 6), (), FURTHER_ENSEMBLE) for step in (3, 1))
    assert (found.observed == every.observed[::3]).all()
    assert found.of(FURTHER[0].name).crps == pytest.approx(every.of(FURTHER[0].name).crps[::3])
    assert np.isfinite(skill(found, "ensemble", FURTHER[0].name, np.random.default_rng(0)).low)


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 1000), st.integers(2, 5), st.integers(1, 2))
def test_nothing_that_came_later_changes_a_forecast_further_ahead(seed, lead, step):
    whole = made(60, 4, seed)
    rng = np.random.default_rng(seed)
    last = 43 + 2 * step
    later = panel(np.vstack([whole.counts[:last], rng.poisson(90.0, (60 - last, 4))]))
    plan = Plan(range(43, last + 1, step), lead, 4)
    first, other = (backtest(panel(one.counts), FURTHER, plan, (), FURTHER_ENSEMBLE) for one in (whole, later))
    for ours, theirs in zip(first.scores, other.scores, strict=True):
        assert (ours.chance == theirs.chance).all()


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 1000), st.integers(1, 4))
def test_nothing_that_came_later_changes_a_forecast(seed, lead):
    """What comes after the last origin's outcome may be anything, and so may outcomes that an origin did not know yet."""
    whole = made(60, 4, seed)
    rng = np.random.default_rng(seed)
    later = panel(
        np.vstack([whole.counts[:44], rng.poisson(90.0, (16, 4))]),
        np.concatenate([whole.signals[:45], rng.gamma(9.0, 1.0, (16, 4, 2))]),
    )
    plan = Plan(range(43, 45), lead, 4)
    first, other = (backtest(one, WITH_SIGNALS, plan, (Conflictology(),)) for one in (whole, later))
    for ours, theirs in zip(first.scores, other.scores, strict=True):
        assert (ours.chance == theirs.chance).all()


@pytest.mark.parametrize("lead", [1, 3])
def test_a_backtest_scores_what_a_forecaster_says_at_each_origin(lead):
    whole = made()
    found = backtest(whole, FEW, Plan(range(70, 76), lead, 5))
    for row, origin in enumerate(found.origins):
        came = whole.counts[origin + lead - 1]
        assert (found.observed[row] == came).all()
        assert found.of(FEW[0].name).crps[row] == pytest.approx(crps(FEW[0](whole.until(origin), lead), came))
    assert found.names == (*(one.name for one in FEW), "ensemble")


def test_the_weights_of_a_backtest_forecast_what_is_next():
    whole = made()
    found = backtest(whole, MEMBERS, Plan(range(74, 80), 1, 6))
    assert found.weights.sum(axis=0) == pytest.approx(1.0)
    law = ahead(whole, MEMBERS, found.weights)
    assert np.isfinite(law.mean).all()
    assert law.units == 6
    again = backtest(whole, MEMBERS, Plan(range(74, 80), 1, 6))
    assert (again.weights == found.weights).all()


def test_fewer_units_keep_their_scores():
    found = backtest(made(), FEW, Plan(range(76, 80)))
    fewer = found.first(2)
    assert (fewer.of("ensemble").crps == found.of("ensemble").crps[:, :2]).all()
    assert fewer.weights.shape[1] == 2


def test_a_gram_holds_the_score_of_every_pool():
    rng = np.random.default_rng(0)
    members = (negbin(np.array([3.0, 300.0]), np.array([9.0, 9_000.0])), points(rng.poisson([4.0, 250.0], (30, 2))))
    y = np.array([5.0, 330.0])
    found = gram(members, y)
    for share in (0.0, 0.3, 1.0):
        w = np.array([share, 1 - share])
        law = pooled(np.repeat(w[:, None], 2, axis=1), members)
        assert np.einsum("k,ukl,l->u", w, found, w) == pytest.approx(crps(law, y), rel=1e-6)


def test_a_gram_of_logs_holds_the_score_of_the_log_counts():
    """CRPS of log(1 + count) by its own definition: mean |x - y| minus half the mean |x - x'|, of draws whose logs are taken."""
    rng = np.random.default_rng(4)
    draws, y = rng.poisson([4.0, 250.0, 90_000.0], (40, 3)).astype(float), np.array([0.0, 330.0, 20.0])
    found = gram((points(draws), points(draws + 1.0)), y, logs=True)
    assert found[:2, 0, 0] == pytest.approx(crps_of_draws(np.log1p(draws), np.log1p(y))[:2], rel=0.01)
    assert found[2, 0, 0] == pytest.approx(np.log1p(90_000.0) - np.log1p(20.0), rel=0.02)


def test_one_unit_that_explodes_does_not_rule_weights_learned_from_logs():
    """The first member is right of 30 units, the second of one that is ten thousand times as large."""
    right, wrong = np.append(np.full(30, 5.0), 1e5), np.append(np.full(30, 50.0), 1e3)
    first, second = negbin(np.append(right[:30], 1e3), right * 2), negbin(np.append(wrong[:30], 1e5), right * 2)
    y = np.tile(right, (6, 1))
    loud, fair = (
        Ensemble(logs=logs).weights(np.stack([gram((first, second), row, logs=logs) for row in y]), np.full(31, 5.0))
        for logs in (False, True)
    )
    assert loud[0, 0] < 0.1
    assert fair[0, 0] > 0.7


def test_simplex_weights_are_those_of_a_search():
    rng = np.random.default_rng(1)
    root = rng.normal(size=(3, 3))
    matrix = root @ root.T + 0.1
    grid = [np.array([a, b, 100 - a - b]) / 100 for a in range(101) for b in range(101 - a)]
    scaled = matrix / np.diag(matrix).min()
    brute = min(grid, key=lambda w: w @ scaled @ w)
    found = simplex(matrix, 0.0)
    assert found == pytest.approx(brute, abs=0.011)
    assert simplex(matrix, 1e6) == pytest.approx(1 / 3, abs=1e-3)


def test_an_ensemble_finds_the_member_that_is_right():
    rng = np.random.default_rng(2)
    truth = negbin(np.full(60, 8.0), np.full(60, 30.0))
    wrong = (negbin(np.full(60, 2.0), np.full(60, 4.0)), negbin(np.full(60, 20.0), np.full(60, 30.0)))
    y = rng.negative_binomial(8.0**2 / 22.0, 8.0 / 30.0, (20, 60)).astype(float)
    grams = np.stack([gram((truth, *wrong), row) for row in y])
    assert Ensemble().weights(grams, np.full(60, 8.0))[0].min() > 0.85


def test_an_ensemble_beats_its_members_where_each_is_right_at_times():
    """Outcomes from a mixture of two laws: the pool of both is the truth, and neither alone is."""
    rng = np.random.default_rng(3)
    low, high = negbin(np.full(80, 2.0), np.full(80, 3.0)), negbin(np.full(80, 15.0), np.full(80, 30.0))
    some = rng.random((60, 80)) < 0.6
    y = np.where(some, rng.negative_binomial(4.0, 2 / 3, (60, 80)), rng.negative_binomial(15.0, 0.5, (60, 80))).astype(
        float
    )
    grams = np.stack([gram((low, high), row) for row in y])
    weights = Ensemble().weights(grams[:30], np.full(80, 7.0))
    ours = np.einsum("ku,tukl,lu->", weights, grams[30:], weights)
    assert ours < np.einsum("tukk->k", grams[30:]).min()
    assert weights[0].mean() == pytest.approx(0.6, abs=0.06)


def test_an_ensemble_is_no_worse_than_its_best_member_by_more_than_a_little():
    found = backtest(made(100, 10, 4), MEMBERS, Plan(range(80, 100), warm=15))
    single = min(found.of(one.name).crps.mean() for one in MEMBERS)  # chosen with the outcomes in hand
    assert found.of("ensemble").crps.mean() < 1.03 * single


def test_without_a_past_weights_are_equal():
    weights = Ensemble().weights(np.empty((0, 5, 3, 3)), np.ones(5))
    assert weights == pytest.approx(1 / 3)
    assert weights.shape == (3, 5)


def test_a_narrowed_law_keeps_its_chance_of_nothing_if_that_stands_by_itself():
    law = hurdle(np.array([0.3, 0.99]), np.array([4.0, 9.0]), np.array([60.0, 200.0]))
    narrow, same = spread_out(law)
    zero = np.zeros(2)
    assert narrow.cdf(zero) == pytest.approx(law.cdf(zero))
    assert (same.cdf(zero + 7) == law.cdf(zero + 7)).all()
    assert (narrow.sizes[:, 1] > law.sizes[:, 1]).all()
    assert len(spread_out(points(np.ones((3, 2))))) == 1
    assert len(Ensemble().members((law, points(np.ones((3, 2)))))) == 3


def test_verdicts():
    assert Skill("a", "b", -0.1, -0.2, -0.01).verdict is Verdict.BETTER
    assert Skill("a", "b", -0.1, -0.2, 0.01).verdict is Verdict.NO_BETTER
    assert Skill("a", "b", 0.1, 0.02, 0.3).verdict is Verdict.WORSE


def test_skill_tells_good_from_bad_and_neither_from_chance():
    rng = np.random.default_rng(5)
    rates = np.exp(np.cumsum(rng.normal(0, 0.3, (90, 12)), axis=0)) * 5
    found = backtest(
        panel(rng.poisson(rates).astype(float)), (*FEW, Ewma(0.41)), Plan(range(60, 90), warm=2), (Ewma(0.01),)
    )
    base = best(found, tuple(one.name for one in BASELINES))
    far = skill(found, Ewma(0.01).name, base, rng)
    assert far.verdict is Verdict.WORSE
    assert far.low < far.change < far.high
    near = skill(found, Ewma(0.41).name, Ewma(0.4).name, rng)
    assert abs(near.change) < 0.01
    same = skill(found, base, base, rng)
    assert (same.change, same.low, same.high) == (0.0, 0.0, 0.0)
    assert same.verdict is Verdict.NO_BETTER


def test_blocks_are_runs_of_origins():
    drawn = blocks(10, 4, np.random.default_rng(6))
    assert drawn.shape[1] == 10
    assert (np.diff(drawn[:, :4], axis=1) % 10 == 1).all()
    assert set(np.unique(drawn)) == set(range(10))


@pytest.mark.parametrize(
    ("plan", "told"),
    [
        (Plan(range(7, 20)), "8 or more"),
        (Plan(range(70, 81)), "has not come yet"),
        (Plan(range(70, 79), 3), "has not come yet"),
        (Plan(range(70, 70)), "one after another"),
        (Plan(range(70, 76), 0), "lead of at least 1"),
    ],
)
def test_what_cannot_be_tested_is_refused(plan, told):
    with pytest.raises(ModelError, match=told):
        backtest(made(), FEW, plan)


def test_a_forecaster_that_was_not_run_is_named_with_those_that_were():
    found = backtest(made(), FEW, Plan(range(78, 80)))
    with pytest.raises(ModelError, match="ensemble"):
        found.of("oracle")
