"""How far apart two claims are: what an analyst would call a greater difference is one."""

from __future__ import annotations

from typing import Any

import pytest

from standoff import knowledge
from standoff.answers.differences import WEIGHTS, comparable, difference
from standoff.merge.kinship import Kinship


@pytest.fixture(scope="module")
def kinship() -> Kinship:
    return Kinship(knowledge.load())


def party(id: str, country: str | None, sector: str, text: str = "") -> dict[str, Any]:
    return {"id": id, "name": id, "country": country, "sector": sector, "text": text or id}


def place(name: str, country: str, lat: float, lon: float, precision: str = "town") -> dict[str, Any]:
    return {"name": name, "country": country, "lat": lat, "lon": lon, "precision": precision}


USA, IRAN = party("USA/MIL", "USA", "MIL", "US military"), party("IRN/MIL", "IRN", "MIL", "Iranian military")
ERBIL, MOSUL = place("Erbil", "IRQ", 36.19, 44.01), place("Mosul", "IRQ", 36.34, 43.13)
BAGHDAD, DAMASCUS = place("Baghdad", "IRQ", 33.34, 44.4), place("Damascus", "SYR", 33.51, 36.29)


@pytest.mark.parametrize(
    ("field", "a", "b", "expected"),
    [
        ("deaths", [3, 3], [16, 16], 13 / 17),
        ("deaths", [16, 16], [17, 17], 1 / 18),
        ("deaths", [0, 0], [3, 3], 3 / 4),
        ("deaths", [3, None], [16, 16], 0),  # at least 3
        ("deaths", [10, 20], [16, 16], 0),
        ("injured", [3, 5], [11, None], 1 / 2),
        ("date", ["2024-01-01", "2024-01-02"], ["2024-01-16", "2024-01-20"], 1 / 2),
        ("date", ["2024-01-01", "2024-01-31"], ["2024-01-16", "2024-01-16"], 0),
        ("occurrence", "happened", "denied", 1),
        ("place", ERBIL, ERBIL, 0),
        ("place", ERBIL, DAMASCUS, 1),
        ("actors", [USA], [IRAN], 1),
        ("actors", [USA], [USA, IRAN], 0),
        ("actors", [USA], [party("USA", "USA", "GOV")], 0),
        ("recipients", [USA], [party("IRQ/MIL", "IRQ", "MIL", "Iraqi soldiers")], 1),
        ("recipients", [USA], [party("IRQ", "IRQ", "GOV", "northern Iraq")], 0),
    ],
)
def test_a_difference_is_what_both_cannot_be(field, a, b, expected, kinship):
    assert difference(field, a, b, kinship) == pytest.approx(expected)
    assert difference(field, b, a, kinship) == pytest.approx(expected)


def test_farther_is_more(kinship):
    near, far = difference("place", ERBIL, MOSUL, kinship), difference("place", ERBIL, BAGHDAD, kinship)
    assert 0 < near < far < 1


def test_a_denial_or_another_perpetrator_is_more_than_a_day_or_a_toll_that_is_close(kinship):
    def weight(field: str, a: Any, b: Any) -> float:
        return WEIGHTS[field] * difference(field, a, b, kinship)

    day = weight("date", ["2024-01-01", "2024-01-01"], ["2024-01-02", "2024-01-02"])
    close, wide = weight("deaths", [16, 16], [17, 17]), weight("deaths", [3, 3], [16, 16])
    denial, perpetrator = weight("occurrence", "happened", "denied"), weight("actors", [USA], [IRAN])
    assert max(day, close) < wide < perpetrator < denial


def test_several_acts_have_several_places_but_one_toll():
    assert [f for f in WEIGHTS if not comparable(f, 2)] == ["place", "recipients", "date"]
    assert all(comparable(f, 1) for f in WEIGHTS)
