"""Clauses that tell of nothing new: a meeting on an announced visit, what is to last until something else happens."""

from __future__ import annotations

from datetime import date

import pytest

from standoff.records import Document


@pytest.fixture
def types(coder):
    def types_of(text: str) -> list[str]:
        (coded,) = coder.code([Document("d", "test", text, published=date(2024, 3, 10))])
        return [m.type for m in coded.mentions if m.status != "hypothetical"]

    return types_of


@pytest.mark.parametrize(
    "text",
    [
        "Chinese Premier Li Qiang will visit Berlin, where he will meet German Chancellor Olaf Scholz.",
        "Secretary Blinken will travel to Cairo on Monday, where he will hold talks with Egyptian President Sisi.",
        "President Erdogan will visit Baghdad, where he will meet the Iraqi prime minister.",
    ],
)
def test_a_visit_and_the_meeting_on_it_are_announced_once(types, text):
    assert types(text) == ["AGREE"]


def test_two_trips_are_announced_twice(types):
    assert types("The US president will visit Japan and will meet South Korean officials.") == ["AGREE", "AGREE"]


@pytest.mark.parametrize(
    "text",
    [
        "The Houthis will continue attacking ships until Israel ends its war in Gaza, their leader said.",
        "The M23 will keep fighting until Congo withdraws its troops, the group said.",
        "Sudan's army vowed to fight until the Rapid Support Forces lay down their weapons.",
    ],
)
def test_what_something_is_to_last_until_has_not_happened(types, text):
    assert "RETREAT" not in types(text)


def test_what_something_lasted_until_has_happened(types):
    assert "RETREAT" in types("The fighting lasted until the Eritrean troops withdrew from Tigray.")
