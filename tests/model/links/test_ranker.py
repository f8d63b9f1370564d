"""The ranker: planted scores are recovered, its chances hold, its gradient is that of its loss; Adam finds the least squares."""

from __future__ import annotations

import numpy as np

from standoff.model.links import ranker
from standoff.model.links.adam import Schedule, fitted
from standoff.model.links.chances import Chances, calibrated
from standoff.model.links.ranker import trained


def lists(seed, size=1500, candidates=12):
    """One of each list came, drawn from a softmax of a planted score that is not linear in the features."""
    rng = np.random.default_rng(seed)
    features = rng.normal(size=(size, candidates, 4)).astype(np.float32)
    truth = 1.5 * features[..., 0] - np.abs(features[..., 1])
    drawn = (truth + rng.gumbel(size=truth.shape)).argmax(axis=1)
    return features, np.arange(candidates) == drawn[:, None], truth


def test_a_planted_order_is_recovered():
    features, came, _ = lists(0)
    new, _, truth = lists(1)
    scores = trained(features, came, (0, 1)).scores(new)
    assert (
        np.corrcoef((scores - scores.mean(1, keepdims=True)).ravel(), (truth - truth.mean(1, keepdims=True)).ravel())[
            0, 1
        ]
        > 0.95
    )


def test_the_same_seeds_give_the_same_ranker():
    features, came, _ = lists(0, size=200)
    one, other = (trained(features, came, (3,)).scores(features) for _ in range(2))
    assert one.tolist() == other.tolist()


def test_slope_is_that_of_the_loss():
    rng = np.random.default_rng(2)
    scores, came = rng.normal(size=(3, 5)), rng.random((3, 5)) < 0.4

    def loss(at):
        others = (np.exp(at) * ~came).sum(axis=1, keepdims=True)
        return -(np.log(np.exp(at) / (np.exp(at) + others)) * came).sum()

    step = 1e-6
    for i in range(3):
        for j in range(5):
            moved = scores.copy()
            moved[i, j] += step
            assert abs((loss(moved) - loss(scores)) / step - ranker._slope(scores, came)[i, j]) < 1e-4


def test_calibration_recovers_a_sharpness_and_what_is_not_listed():
    rng = np.random.default_rng(3)
    scores, left = rng.normal(size=(6000, 8)) * 2, rng.uniform(0.05, 0.6, 6000)
    truth = Chances(0.6, 0.4, 0.8)
    logs = truth.logs(scores, left)
    place = (logs + rng.gumbel(size=logs.shape)).argmax(axis=1)
    found = calibrated(scores, left, np.arange(6000), place)
    assert np.allclose([found.sharpness, found.others, found.slope], [0.6, 0.4, 0.8], atol=0.12)


def test_adam_finds_the_least_squares():
    rng = np.random.default_rng(4)
    rows, truth = rng.normal(size=(500, 3)).astype(np.float32), np.array([1.0, -2.0, 0.5], np.float32)
    heights = rows @ truth

    def gradients(at, batch):
        return (rows[batch].T @ (rows[batch] @ at[0] - heights[batch]) / len(batch),)

    (found,) = fitted((np.zeros(3, np.float32),), gradients, 500, Schedule(40, 32, 0.05, 0.0), rng)
    assert np.allclose(found, truth, atol=1e-3)
