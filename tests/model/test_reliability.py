"""Reliability against what it is by definition."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.model.reliability import reliability, top_reliability


def test_probabilities_that_hold_have_a_small_error_and_others_the_distance():
    rng = np.random.default_rng(0)
    said = rng.random(200_000)
    came = rng.random(200_000) < said
    assert reliability(said, came).error < 0.01
    assert reliability(np.full(1000, 0.8), np.arange(1000) < 500).error == pytest.approx(0.3)


def test_bins_without_forecasts_are_left_out():
    found = reliability(np.array([0.05, 0.05, 1.0]), np.array([False, True, True]))
    assert found.number.tolist() == [2, 1]
    assert found.forecast.tolist() == [0.05, 1.0]
    assert found.came.tolist() == [0.5, 1.0]


def test_only_the_likeliest_class_counts():
    chances = np.array([[0.7, 0.3], [0.4, 0.6]])
    assert top_reliability(chances, np.array([0, 0])).error == pytest.approx((0.3 + 0.6) / 2)


def test_the_error_is_weighed_by_how_many_forecasts_a_bin_has():
    found = reliability(np.array([0.2, 0.2, 0.2, 1.0]), np.array([0, 0, 1, 1]) > 0)
    assert found.error == pytest.approx(0.4 / 4)
