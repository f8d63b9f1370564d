"""The alarm on weekly counts: against its definition, on cases worked out by hand, and what it refuses."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import nbinom

from standoff.errors import MeasureError
from standoff.measure import change
from standoff.measure.change import e_bh, watch, watch_region
from tests.measure.series import changed, hawkes, over_dispersed, poisson


def counts(weeks=160, seed=0, mean=3.0, at=None, factor=1.0):
    return over_dispersed(np.random.default_rng(seed), changed(weeks, 1, mean, at, factor))[:, 0]


def by_definition(watched, mean, dispersion, factors):
    """M_t is the sum over starts j of the product of e_j .. e_t, here from SciPy's probabilities; the mean over the factors."""
    total = np.zeros(len(watched))
    for factor in factors:
        ratio = [_mass(x, factor * mean, dispersion) / _mass(x, mean, dispersion) for x in watched]
        total += [sum(np.prod(ratio[j : t + 1]) for j in range(t + 1)) for t in range(len(watched))]
    return total / len(factors)


def _mass(count, mean, dispersion):
    return nbinom.pmf(count, dispersion, dispersion / (dispersion + mean))


@pytest.mark.parametrize("direction", ["rise", "fall"])
def test_process_is_the_sum_over_all_starts(direction):
    series = counts(at=130, factor=2)
    seen = watch(series, 104, direction=direction)
    expected = by_definition(series[104:], seen.null_mean, seen.dispersion, change.FACTORS[direction])
    np.testing.assert_allclose(seen.e_process, expected, rtol=1e-9)


@pytest.mark.parametrize("direction", ["rise", "fall"])
@pytest.mark.parametrize("short_of_null", [1.0, 0.8])
def test_e_values_have_mean_one_at_most(direction, short_of_null):
    seen = watch(counts(), 104, direction=direction)
    away = short_of_null if direction == "rise" else 1 / short_of_null
    count = np.arange(2000.0)
    mass = nbinom.pmf(count, seen.dispersion, seen.dispersion / (seen.dispersion + away * seen.null_mean))
    assert mass.sum() == pytest.approx(1)
    for factor in change.FACTORS[direction]:
        logs = change._log_e_values(count, np.array([seen.null_mean]), np.array([seen.dispersion]), factor)
        mean = float(mass @ np.exp(logs))
        assert mean == pytest.approx(1) if short_of_null == 1 else mean < 0.97


@pytest.mark.parametrize("direction", ["rise", "fall"])
def test_process_passes_a_bound_as_seldom_as_stated_under_its_null(direction):
    """Ville's inequality: within n weeks the process reaches c in n / c of the series at most."""
    seen = watch(counts(), 104, direction=direction)
    weeks, series = 26, 20_000
    null = change._Null(*(np.full(series, v) for v in (3.0, seen.null_mean, 2.0, seen.dispersion)), 104, 1.0)
    chance = seen.dispersion / (seen.dispersion + seen.null_mean)
    drawn = np.random.default_rng(1).negative_binomial(seen.dispersion, chance, (weeks, series)).astype(float)
    highest = change._e_process(drawn, np.ones(weeks), null, change.FACTORS[direction]).max(axis=0)
    for bound in (40, 100, 520):
        assert 0 < (highest >= bound).mean() < weeks / bound


def test_alarm_is_the_first_week_at_ten_years():
    seen = watch(counts(at=110, factor=4), 104)
    assert seen.alarm is not None
    assert 6 <= seen.alarm <= 30
    assert seen.above[0] == seen.alarm
    assert [week for week, value in enumerate(seen.e_process) if value >= 520] == list(seen.above)
    assert seen.false_alarm_bound == pytest.approx(56 / 520)
    assert len(seen.e_process) == 56


def test_null_lies_beyond_the_reference_by_its_error():
    series = counts(600)
    short, long = (watch(series, weeks) for weeks in (26, 500))
    assert short.reference_mean == series[:26].mean()
    assert short.null_mean / short.reference_mean > long.null_mean / long.reference_mean > 1
    fall = watch(series, 500, direction="fall")
    assert fall.null_mean < fall.reference_mean == long.reference_mean
    error = np.sqrt(long.variance_ratio * long.reference_mean / 500)
    assert long.null_mean - long.reference_mean == pytest.approx(1.28 * error, rel=0.15)
    assert fall.reference_mean - fall.null_mean == pytest.approx(1.28 * error, rel=0.15)


def test_variance_ratio_sees_memory_that_the_plain_variance_does_not():
    means, weight = changed(2000, 20, 3.0), np.ones(2000)
    series = hawkes(np.random.default_rng(2), means, branching=0.5, days=7)
    plain = (series.var(axis=0) / series.mean(axis=0)).mean()
    ratio = change.variance_ratio(series.astype(float), weight).mean()
    assert plain < 2
    assert 3 < ratio < 4  # in the long run it is 4
    assert change.variance_ratio(poisson(np.random.default_rng(2), means).astype(float), weight).mean() < 1.2


def test_more_events_are_more_evidence_of_a_rise_and_less_of_a_fall():
    series = counts()
    more = series.copy()
    more[120] += 3
    for direction, sign in (("rise", 1), ("fall", -1)):
        before, after = (np.array(watch(s, 104, direction=direction).e_process) for s in (series, more))
        assert (before[:16] == after[:16]).all()
        assert (sign * (after - before)[16:] > 0).all()


def test_unit_of_exposure_does_not_matter():
    series, read = counts(), np.random.default_rng(3).integers(20, 200, 160)
    first, second = watch(series, 104, read), watch(series, 104, 7.0 * read)
    np.testing.assert_allclose(first.e_process, second.e_process)
    np.testing.assert_allclose(watch(series, 104, np.full(160, 250)).e_process, watch(series, 104).e_process)


def test_twice_the_reports_explain_twice_the_events():
    rng, alarms = np.random.default_rng(4), {"with": 0, "without": 0}
    read = np.where(np.arange(208) < 130, 100, 200)
    for _ in range(60):
        series = poisson(rng, 3 * read / 100)
        alarms["with"] += watch(series, 104, read).alarm is not None
        alarms["without"] += watch(series, 104).alarm is not None
    assert alarms["with"] <= 3
    assert alarms["without"] >= 57


def test_weeks_without_exposure_say_nothing():
    series, read = counts(), np.full(160, 50.0)
    plain = watch(series, 104)
    gaps = [10, 50, 110, 111, 140]
    spread, exposed = np.insert(series, gaps, 9), np.insert(read, gaps, 0.0)
    seen = watch(spread, 106, exposed)
    kept = exposed[106:] > 0
    np.testing.assert_allclose(np.array(seen.e_process)[kept], plain.e_process)
    assert seen.reference_weeks == 104
    assert seen.reference_mean == pytest.approx(plain.reference_mean)
    still = np.flatnonzero(~kept)
    assert (np.array(seen.e_process)[still] == np.array(seen.e_process)[still - 1]).all()


def test_after_silence_a_few_attacks_are_an_alarm_and_one_is_not():
    seen = watch([0] * 104 + [0] * 26 + [1] * 26, 104)
    ratio = (104 * 1 + 8 * 4) / 112  # what no event shows is Poisson; mixed with the prior weeks
    assert seen.variance_ratio == pytest.approx(ratio)
    assert seen.null_mean == pytest.approx(-np.log(0.1) * ratio / 104)
    assert seen.reference_mean == 0
    assert seen.alarm == 26 + 5  # the sixth week with an attack
    assert watch([0] * 104 + [0] * 26 + [1] + [0] * 26, 104).alarm is None
    assert watch([0] * 104 + [0] * 26 + [8] + [0] * 26, 104).alarm == 26
    assert watch([0] * 208, 104).alarm is None


def test_attacks_that_stop_are_a_fall():
    series = counts(at=120, factor=1e-9)
    assert watch(series, 104).alarm is None
    seen = watch(series, 104, direction="fall")
    assert seen.alarm is not None
    assert 18 <= seen.alarm <= 40


def test_process_stays_finite():
    seen = watch([5] * 52 + [10**6] * 20 + [0] * 20, 52)
    assert seen.alarm == 0
    assert max(seen.e_process) <= change.CEILING
    assert np.isfinite(seen.e_process).all()


def region_counts():
    rng = np.random.default_rng(5)
    table = over_dispersed(rng, changed(208, 12, 3.0))
    table[130:, 4] *= 4
    table[130:, 9] *= 4
    return table


def test_region_has_one_alarm_from_its_dyads_and_their_sum_and_names_who_changed():
    region = watch_region(region_counts(), 104)
    apart = np.mean([dyad.e_process for dyad in region.dyads], axis=0)
    np.testing.assert_allclose(region.total.e_process, watch(region_counts().sum(axis=1), 104).e_process)
    np.testing.assert_allclose(region.e_process, (apart + np.array(region.total.e_process)) / 2)
    assert region.alarm is not None
    assert region.alarm >= 26
    assert region.columns == tuple(range(12))
    assert region.changed(103) == (4, 9)
    assert set(region.changed(region.alarm)) <= {4, 9}
    assert region.changed(0) == ()


def test_a_change_that_all_dyads_share_is_seen_in_their_sum():
    """Twenty dyads fall to a third together, each with too few events to show it alone for long."""
    table = np.random.default_rng(8).poisson(np.repeat([[1.0]] * 104 + [[0.35]] * 52, 20, axis=1))
    region = watch_region(table, 104, direction="fall")
    alone = np.mean([dyad.e_process for dyad in region.dyads], axis=0)
    assert region.alarm is not None
    assert region.alarm < 8
    assert np.flatnonzero(alone >= 520)[0] > region.alarm


def test_order_of_dyads_does_not_matter():
    table, order = region_counts(), np.random.default_rng(6).permutation(12)
    first, second = watch_region(table, 104), watch_region(table[:, order], 104)
    np.testing.assert_allclose(first.e_process, second.e_process)
    assert first.alarm == second.alarm
    assert {int(order[place]) for place in second.changed(103)} == set(first.changed(103))


def test_e_value_of_a_dyad_at_a_week():
    region = watch_region(region_counts(), 104)
    for dyad, first, last in zip(region.dyads, region.e_values(0), region.e_values(103), strict=True):
        assert last == pytest.approx(dyad.e_process[103] / 104)
        assert first == pytest.approx((dyad.e_process[0] + 103) / 104)
    with pytest.raises(MeasureError, match="0 to 103"):
        region.e_values(104)


def test_many_dyads_make_the_null_of_each_more_careful():
    table = over_dispersed(np.random.default_rng(7), changed(156, 20, 3.0))
    region = watch_region(table, 104)
    for column, dyad in enumerate(region.dyads):
        alone = watch(table[:, column], 104)
        assert dyad.null_mean > alone.null_mean
        assert dyad.variance_ratio > 0.999 * alone.variance_ratio
        assert dyad.reference_mean == alone.reference_mean


def test_dyads_that_cannot_fall_are_left_out_and_listed():
    table = region_counts()
    table[:104, 2] = 0
    falls = watch_region(table, 104, direction="fall")
    assert falls.left_out == (2,)
    assert falls.columns == (0, 1, *range(3, 12))
    assert len(falls.dyads) == 11
    assert watch_region(table, 104).left_out == ()


@pytest.mark.parametrize(
    ("e_values", "level", "named"),
    [
        ([50, 1, 30, 4], 0.1, (0, 2)),  # 40 for the largest, 20 each for two, 13.3 for three, 10 for four
        ([25, 1, 22, 4], 0.1, (0, 2)),  # the largest alone would not do, the two together do
        ([39, 1, 19, 4], 0.1, ()),
        ([50, 11, 30, 14], 0.1, (0, 1, 2, 3)),
        ([50, 1, 30, 4], 0.05, ()),
        ([12, 3], 0.2, (0,)),
        ([], 0.1, ()),
    ],
)
def test_e_bh_by_hand(e_values, level, named):
    assert e_bh(e_values, level) == named


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (([1.5] * 60, 30), "whole numbers"),
        (([-1] * 60, 30), "whole numbers"),
        (([float("nan")] * 60, 30), "whole numbers"),
        (([float("inf")] * 60, 30), "whole numbers"),
        (([1] * 60, 7), "8 weeks"),
        (([1] * 60, 60), "leave nothing to compare"),
        (([1] * 60, 0), "leave nothing to compare"),
        (([1] * 60, 30, [1.0] * 59), "each of 60 weeks"),
        (([1] * 60, 30, [-1.0] * 60), "exposure must be finite"),
        (([1] * 60, 30, [float("nan")] * 60), "exposure must be finite"),
        (([1] * 60, 30, [0.0] * 60), "exposure must be finite"),
        (([1] * 60, 30, [0.0] * 25 + [1.0] * 35), "not 5"),
        (([[1, 2]] * 60, 30), "one number a week"),
        (([0] * 60, 30, None, "fall"), "too few events for a fall"),
        (([1] + [0] * 59, 30, None, "fall"), "too few events for a fall"),
    ],
)
def test_what_is_refused(arguments, problem):
    with pytest.raises(MeasureError, match=problem):
        watch(*arguments)


def test_region_refuses_what_is_no_table():
    for table in ([1] * 60, np.zeros((60, 0)), np.zeros((60, 2, 2))):
        with pytest.raises(MeasureError, match="table of weeks and dyads"):
            watch_region(table, 30)


@pytest.mark.parametrize("level", [0, 1, -0.1, float("nan")])
def test_e_bh_refuses_a_level_that_is_no_share(level):
    with pytest.raises(MeasureError, match="share between 0 and 1"):
        e_bh([1.0], level)
