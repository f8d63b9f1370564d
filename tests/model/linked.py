"""Made-up events of who does what to whom, for the tests of forecasts of links."""

from __future__ import annotations

import numpy as np

from standoff.model.links.table import Links

ACTORS, RELATIONS, DAYS = 30, 4, 70
PLANTED = (3, 1, 7)  # every second day


def made(seed=0, days=DAYS, a_day=25):
    """Events at random, sources with habits (half of what they do is done to the next actor), one planted link, countries of five actors."""
    rng = np.random.default_rng(seed)
    size = days * a_day
    source, relation = rng.integers(0, ACTORS, size), rng.integers(0, RELATIONS, size)
    target = np.where(rng.random(size) < 0.5, (source + relation + 1) % ACTORS, rng.integers(0, ACTORS, size))
    day = np.repeat(np.arange(days), a_day)
    again = np.arange(0, days, 2)
    rows = np.column_stack([source, relation, target, day])
    rows = np.concatenate([rows, np.column_stack([np.tile(PLANTED, (len(again), 1)), again])])
    rows = np.unique(rows[np.argsort(rows[:, 3], kind="stable")], axis=0)
    return of(rows[np.argsort(rows[:, 3], kind="stable")])


def of(rows):
    """From rows (source, relation, target, day); the last five actors are of no known country."""
    country = np.where(np.arange(ACTORS) < ACTORS - 5, np.arange(ACTORS) // 5, -1)
    return Links(
        *rows.T.astype(np.int64), country, np.arange(ACTORS) % 3, np.array([0, 1, 2, 2]), np.array([0, 0, 1, 1])
    )


def rows_of(links):
    return np.column_stack([links.source, links.relation, links.target, links.day])
