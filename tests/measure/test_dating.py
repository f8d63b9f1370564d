"""Dating against every segmentation of short series, and on series whose change is known."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from scipy.stats import nbinom

from standoff.errors import MeasureError
from standoff.measure import dating
from standoff.measure.dating import Segment, date_changes
from tests.measure.series import changed, over_dispersed, poisson


def every_segmentation(weeks, least):
    for changes in range(weeks // least):
        for cuts in combinations(range(1, weeks), changes):
            bounds = [0, *cuts, weeks]
            if all(b - a >= least for a, b in pairwise(bounds)):
                yield bounds


def penalised(series, exposure, dispersion, bounds):
    """Minus twice the log-likelihood, from SciPy's probabilities, and the penalty of the changes."""
    total = dating.PENALTY * np.log(len(series)) * (len(bounds) - 2)
    for start, end in pairwise(bounds):
        rate = series[start:end].sum() / exposure[start:end].sum()
        total -= (
            2
            * nbinom.logpmf(series[start:end], dispersion * exposure[start:end], dispersion / (dispersion + rate)).sum()
        )
    return total


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("exposed", [False, True])
def test_segments_are_the_best_of_all(seed, exposed):
    rng = np.random.default_rng(seed)
    level = np.repeat(rng.choice([0.2, 2, 20], 4), 3) * (1 + 9 * (np.arange(12) >= 6))
    series = rng.poisson(level)
    exposure = rng.uniform(0.5, 2, 12) if exposed else np.ones(12)
    exposure /= exposure.mean()
    found = date_changes(series, exposure if exposed else None, least_weeks=2)
    dispersion = dating._dispersion(series.astype(float), exposure)
    best = min(every_segmentation(12, 2), key=lambda bounds: penalised(series, exposure, dispersion, bounds))
    assert [segment.start for segment in found] + [12] == best


def test_some_of_those_series_have_several_segments_and_some_one():
    found = set()
    for seed in range(6):
        rng = np.random.default_rng(seed)
        level = np.repeat(rng.choice([0.2, 2, 20], 4), 3) * (1 + 9 * (np.arange(12) >= 6))
        found.add(len(date_changes(rng.poisson(level), least_weeks=2)))
    assert len(found) >= 2


def test_segments_cover_the_series_with_their_means():
    series = over_dispersed(np.random.default_rng(1), changed(208, 1, 3.0, 80, 4.0))[:, 0]
    found = date_changes(series)
    assert len(found) == 2
    assert abs(found[1].start - 80) <= 4
    assert [segment.start for segment in found] == [0, *[segment.end for segment in found[:-1]]]
    assert found[-1].end == 208
    for segment in found:
        assert segment.mean == pytest.approx(series[segment.start : segment.end].mean())


def test_coverage_is_no_change_where_exposure_is_given():
    read = np.where(np.arange(208) < 100, 50, 150)
    series = poisson(np.random.default_rng(2), 3.0 * read / 50)
    assert len(date_changes(series)) == 2
    assert len(date_changes(series, read)) == 1
    assert date_changes(series, read) == date_changes(series, 3 * read)


def test_weeks_without_exposure_do_not_enter():
    series, read = np.array([2] * 40 + [50] * 8 + [2] * 40), np.array([1.0] * 40 + [0.0] * 8 + [1.0] * 40)
    assert len(date_changes(series)) == 3
    assert [(segment.start, segment.end) for segment in date_changes(series, read)] == [(0, 88)]


def test_segments_are_not_shorter_than_asked():
    series = [1] * 60 + [20] * 6 + [1] * 60
    assert [(segment.start, segment.end) for segment in date_changes(series)] == [(0, 60), (60, 66), (66, 126)]
    assert all(segment.end - segment.start >= 8 for segment in date_changes(series, least_weeks=8))
    assert date_changes([1, 9, 1], least_weeks=8) == (Segment(0, 3, pytest.approx(11 / 3)),)


def test_silence_is_one_segment_and_its_end_is_dated():
    assert date_changes([0] * 50) == (Segment(0, 50, 0.0),)
    assert [segment.mean for segment in date_changes([0] * 60 + [12] * 6 + [0] * 60)] == [0, 12, 0]
    assert date_changes([0] * 60 + [3] * 60) == (Segment(0, 60, 0.0), Segment(60, 120, 3.0))


@pytest.mark.parametrize("arguments", [([[1, 2]],), ([1.5, 2],), ([],), ([1, 2], [1.0]), ([1, 2], None, 0)])
def test_what_is_refused(arguments):
    with pytest.raises(MeasureError):
        date_changes(*arguments)
