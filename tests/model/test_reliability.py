"""Reliability, Brier score and discrimination against what they are by definition."""

from __future__ import annotations

import math

import numpy as np
import pytest

from standoff.model.reliability import brier, discrimination, reliability, top_reliability


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


def test_brier():
    assert brier(np.array([0.0, 0.5, 1.0]), np.array([False, True, True])) == pytest.approx(0.25 / 3)


def test_discrimination_is_the_share_of_pairs_in_order():
    rng = np.random.default_rng(1)
    said, came = rng.integers(0, 5, 60) / 5, rng.random(60) < 0.4
    pairs = [(a > b) + (a == b) / 2 for a in said[came] for b in said[~came]]
    assert discrimination(said, came) == pytest.approx(np.mean(pairs))
    assert math.isnan(discrimination(said, np.zeros(60, dtype=bool)))
