"""The baseline's columns: hats over knots, weekdays, exposure."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.errors import ModelError
from standoff.model.process.baseline import BaselineOptions, columns, hats
from standoff.model.process.excitation import SPACINGS, pieces, spacings
from standoff.model.process.pointprocess import counted, fit
from tests.model.simulated import poisson_counts

T = np.arange(1095)


@pytest.mark.parametrize("days", [1, 2, 14, 183, 1000])
@pytest.mark.parametrize("knot_days", [None, 0.5, 7.0, 182.0, 5000.0])
def test_hats_sum_to_one_and_stand_no_further_apart_than_asked(days, knot_days):
    found = hats(days, knot_days)
    assert found.min() >= 0
    np.testing.assert_allclose(found.sum(axis=1), 1)
    if knot_days is not None and days > 1:
        pieces = found.shape[1] - 1
        assert (days - 1) / pieces <= knot_days
        assert pieces == 1 or (days - 1) / (pieces - 1) > knot_days


def test_a_hat_is_straight_between_knots():
    found = hats(21, 10.0)
    np.testing.assert_allclose(found @ [0, 10, 0], 10 - np.abs(np.arange(21) - 10))


@pytest.mark.parametrize("knot_days", [0.0, -3.0])
def test_knots_that_do_not_stand_apart_are_refused(knot_days):
    with pytest.raises(ModelError, match="days above zero"):
        hats(100, knot_days)


def test_weekdays_are_all_but_the_quietest():
    counts = np.ones((700, 1))
    counts[T[:700] % 7 == 3] = 0  # the first day is a Tuesday, 1, so that the quiet ones are Fridays
    (table,) = columns(counts, BaselineOptions(None), np.ones(700), first_weekday=1)
    assert table.shape == (700, 7)
    assert (table[:, 0] == 1).all()
    for column, weekday in zip(table[:, 1:].T, (0, 1, 2, 3, 5, 6), strict=True):
        assert np.flatnonzero(column).tolist() == np.flatnonzero((T[:700] + 1) % 7 == weekday).tolist()


def test_weekdays_grow_with_the_level_of_the_stream():
    rate = np.where(T < 547, 2.0, 20.0)
    counts = poisson_counts(rate, 2, np.random.default_rng(0))
    for table in columns(counts, BaselineOptions(91.0), np.ones(1095)):
        early, late = (table[part, -6:].max() for part in (T < 400, T > 700))
        assert late / early == pytest.approx(10, rel=0.2)


def test_short_records_and_those_that_ask_for_none_have_no_weekdays():
    for days, options in ((13, BaselineOptions(None)), (100, BaselineOptions(None, weekdays=False))):
        (table,) = columns(np.ones((days, 1)), options, np.ones(days))
        assert table.shape == (days, 1)


def test_exposure_multiplies_every_column():
    exposure = 1 + T[:100] / 50
    (table,) = columns(np.ones((100, 1)), BaselineOptions(None), exposure)
    np.testing.assert_allclose(table[:, 0], exposure)
    np.testing.assert_allclose(table[:, 1:].sum(axis=1), np.where(table[:, 1:].any(axis=1), exposure, 0))


def test_growth_of_what_is_reported_is_taken_out_by_exposure():
    """Pitfall 1: growth tenfold in a constant baseline looks like a rho of .96; offset by the volume it is gone."""
    volume = 1 + 9 * T / len(T)
    counts = poisson_counts(0.5 * volume, 2, np.random.default_rng(0))
    options = BaselineOptions(None, weekdays=False)
    without, with_it = (
        np.abs(np.linalg.eigvals(fit(counted(counts, exposure), 2.0, options).lagged[0])).max()
        for exposure in (None, volume)
    )
    assert without > 0.6
    assert with_it < 0.1


def test_a_weekly_cycle_is_found_weekday_by_weekday():
    cycle = 2 * (1 + 0.6 * np.sin(2 * np.pi * T / 7))
    counts = poisson_counts(cycle, 1, np.random.default_rng(0))
    found = fit(counted(counts, first_weekday=4), 2.0, BaselineOptions(None))
    np.testing.assert_allclose(found.baseline[:7, 0], cycle[:7], atol=0.6)
    np.testing.assert_allclose(found.baseline[:7], found.baseline[7:14])


def test_spacings_that_give_the_same_knots_are_tried_once():
    for days in (14, 60, 100, 183, 200, 304, 365, 700, 1095, 3650):
        kept = list(spacings(days))
        assert len({pieces(days, one) for one in kept}) == len(kept) == len({pieces(days, one) for one in SPACINGS})
        assert {None, 182.0} <= set(kept)
        assert [pieces(days, one) for one in kept] == sorted(pieces(days, one) for one in kept)
        for one in kept:
            assert hats(days, one).shape[1] == pieces(days, one) + 1
    assert list(spacings(3650)) == list(SPACINGS)
