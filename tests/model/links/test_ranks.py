"""Ranks: the time-aware filter and ties, against brute force."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.model.links.ranks import figures, filtered_ranks


def by_hand(scores, of, answer):
    ranks = []
    for question, own in zip(of, answer, strict=True):
        others = set(answer[of == question]) - {own}
        rivals = [s for i, s in enumerate(scores[question]) if i != own and i not in others]
        mine = scores[question, own]
        ranks.append(1 + sum(s > mine for s in rivals) + sum(s == mine for s in rivals) / 2)
    return ranks


@pytest.mark.parametrize("levels", [3, 1000])
def test_ranks_are_those_counted_one_by_one(levels):
    rng = np.random.default_rng(levels)
    scores = rng.integers(0, levels, (6, 12)).astype(float)
    pairs = rng.permutation([(q, a) for q in range(6) for a in rng.permutation(12)[: q + 1]])
    of, answer = pairs.T
    assert filtered_ranks(scores, of, answer).tolist() == by_hand(scores, of, answer)


def test_scores_that_say_nothing_are_worth_the_mean_rank():
    ranks = filtered_ranks(np.zeros((1, 9)), np.array([0]), np.array([4]))
    assert ranks.tolist() == [5.0]


def test_other_answers_of_the_day_are_out_of_the_way():
    ranks = filtered_ranks(np.array([[4.0, 3.0, 2.0, 1.0]]), np.array([0, 0, 0]), np.array([0, 1, 2]))
    assert ranks.tolist() == [1.0, 1.0, 1.0]


def test_figures():
    found = figures(np.array([1.0, 2.0, 4.0, 20.0]))
    assert found.mrr == pytest.approx((1 + 1 / 2 + 1 / 4 + 1 / 20) / 4)
    assert (found.hits_1, found.hits_3, found.hits_10) == (0.25, 0.5, 0.75)


def test_no_answers_no_ranks():
    none = np.zeros(0, dtype=int)
    assert len(filtered_ranks(np.zeros((2, 3)), none, none)) == 0
