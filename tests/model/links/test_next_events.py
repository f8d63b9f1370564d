"""Next events: what recurs is likeliest, with the chance that it recurs, and nothing later is seen."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.model.links.forecast import LinkOptions
from standoff.model.links.next_events import fit_events
from tests.model.linked import PLANTED, made, of, rows_of

OPTIONS = LinkOptions(mixture_days=6, ranking_days=20, calibration_days=4, candidates=20, ranker=False)


@pytest.fixture(scope="module")
def links():
    return made(days=90)


def test_what_recurs_is_likeliest_and_chances_fall(links):
    forecast = fit_events(links, 80, OPTIONS)
    found = forecast.likeliest(82, most=20)
    assert (found.source[0], found.relation[0], found.target[0]) == PLANTED
    assert found.chance[0] > 0.6  # it comes every second day, on even ones
    assert (np.diff(found.chance) <= 0).all()
    assert len(np.unique(np.column_stack([found.source, found.relation, found.target]), axis=0)) == 20
    odd = forecast.likeliest(83, most=20)
    planted = [
        chance
        for *triple, chance in zip(odd.source, odd.relation, odd.target, odd.chance, strict=True)
        if tuple(triple) == PLANTED
    ]
    assert planted
    assert planted[0] < found.chance[0] - 0.3


def test_chances_add_up_to_what_comes(links):
    forecast = fit_events(links, 80, OPTIONS)
    came = expected = 0.0
    for day in range(80, 90):
        found = forecast.likeliest(day, most=60)
        today = rows_of(links)[links.day == day, :3].tolist()
        expected += found.chance.sum()
        came += sum([s, r, t] in today for s, r, t in zip(found.source, found.relation, found.target, strict=True))
    assert expected == pytest.approx(came, rel=0.35)  # some 60 events: three standard deviations


def test_chances_do_not_hang_on_later_events(links):
    rows = rows_of(links)
    before = fit_events(of(rows[rows[:, 3] < 80]), 80, OPTIONS).likeliest(80, most=20)
    found = fit_events(links, 80, OPTIONS).likeliest(80, most=20)
    assert before.target.tolist() == found.target.tolist()
    assert before.chance == pytest.approx(found.chance, rel=1e-4)
