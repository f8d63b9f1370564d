"""Next type: what a pair is in the habit of is learnt, chances hold, nothing later is seen."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.model.links.next_type import TypeOptions, fit_types
from standoff.model.links.table import Links
from standoff.model.reliability import top_reliability
from tests.model.linked import made, of, rows_of

UNTIL = 60
OPTIONS = TypeOptions(learning_days=45, calibration_days=8, seeds=(0,))


def habits(seed=0, actors=12, days=70, a_day=200):
    """Each pair does one of four things with a chance of 0.7, else any."""
    rng = np.random.default_rng(seed)
    size = days * a_day
    source, target = rng.integers(0, actors, size), rng.integers(0, actors, size)
    relation = np.where(rng.random(size) < 0.6, (source * 5 + target * 3) % 4, rng.integers(0, 4, size))
    none = np.full(actors, -1)
    return Links(
        source,
        relation,
        target,
        np.repeat(np.arange(days), a_day),
        none,
        np.zeros(actors, int),
        np.arange(4),
        np.array([0, 0, 1, 1]),
    )


def forecast_of(links):
    forecast = fit_types(links, UNTIL, OPTIONS)
    days = [np.flatnonzero(links.day == day) for day in range(UNTIL, 70)]
    return np.concatenate([forecast.chances(UNTIL + i, rows) for i, rows in enumerate(days)]), np.concatenate(days)


def test_habits_are_learnt_and_chances_hold():
    links = habits()
    chances, rows = forecast_of(links)
    came = links.root[links.relation[rows]]
    loss = -np.log(chances[np.arange(len(came)), came]).mean()
    best = -(0.7 * np.log(0.7) + 0.3 * np.log(0.1))  # were the habits known
    assert chances.sum(axis=1) == pytest.approx(1)
    assert best - 0.05 < loss < best + 0.12
    assert top_reliability(chances, came).error < 0.08  # 2,000 forecasts: chance alone makes 0.01


def test_chances_do_not_hang_on_later_events_or_on_the_types_asked_about():
    links = made()
    chances, rows = forecast_of(links)
    changed = rows_of(links)
    later = changed[:, 3] >= UNTIL
    changed[later, 1] = (changed[later, 1] + 1) % links.relations
    day = links.day[rows]
    again, _ = forecast_of(of(changed))
    assert again[day == UNTIL].tolist() == chances[day == UNTIL].tolist()


def test_nothing_to_learn_from_is_refused():
    with pytest.raises(ValueError, match="no events"):
        fit_types(made(), 5, TypeOptions(learning_days=4, calibration_days=4))


def test_days_are_asked_in_order():
    forecast = fit_types(made(), UNTIL, OPTIONS)
    with pytest.raises(ValueError, match="day 50 is before"):
        forecast.chances(50, np.array([0]))
