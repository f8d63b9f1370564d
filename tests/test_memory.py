"""The peak memory of `standoff add`, measured from outside on generated reports. Takes minutes."""

from __future__ import annotations

import pytest

from bench import run
from bench.texts import sentences

FEW, MANY = 500, 2_000
MOST_GROWTH = 1.25  # four times as many reports


@pytest.mark.slow
def test_memory_of_add_does_not_grow_with_the_reports():
    pool = sentences(run.REPORTS)
    growth, peak = run.memory_of_add(pool, [FEW, MANY])
    assert growth.value <= MOST_GROWTH, growth.detail
    assert peak.value <= 1.5, peak.detail
