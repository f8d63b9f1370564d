"""Factors: a table of low rank, on which an iteration can stop with an error, is taken apart exactly, and one that is too small gives nothing."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.model.links.factors import SCALE, WEIGHT, factors


@pytest.mark.parametrize("rank", [1, 2, 3])
def test_a_table_of_low_rank_comes_back(rank):
    rng = np.random.default_rng(rank)
    parts = rng.integers(1, 4, (rank, 6))
    counts = parts[rng.integers(rank, size=7)].astype(np.float32)  # seven rows, as many kinds as the rank
    row, column = np.divmod(np.arange(42), 6)
    found = factors(row, column, counts.ravel(), 7).products(row, column)
    logs = np.log1p(WEIGHT * counts)
    sizes = np.sqrt(np.outer(logs.sum(axis=1) + 1, logs.sum(axis=0) + 1))
    assert found == pytest.approx(SCALE * (logs / sizes).ravel(), rel=1e-3)


def test_one_column_is_too_little_and_an_unknown_column_gives_nothing():
    counts = np.ones(3, np.float32)
    assert not factors(np.arange(3), np.zeros(3, int), counts, 3).products(np.arange(3), np.zeros(3, int)).any()
    found = factors(np.arange(3), np.arange(3), counts, 3)
    assert found.products(np.array([0]), np.array([9])).tolist() == [0]
