"""Decision makers and an archive: what they did to one another until the status quo, whatever the archive calls them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from standoff.answers.makers import Made, made
from standoff.conflict.types import Conflict, DecisionMaker
from standoff.errors import ConflictError
from standoff.store import View
from tests.event_table import archive_of

REBELS = ("", "", "", "", "REB", "")
ROWS = [
    ("2021-01-01", "ASSAULT", "United States", "Iraq"),
    ("2021-01-02", "ASSAULT", "Kataib Hezbollah", "United States"),
    ("2021-01-03", "ASSAULT", "Asa'ib Ahl al-Haq", "United States"),
    ("2021-01-04", "ACCUSE", "Iraq", "United States"),
    ("2021-01-05", "ASSAULT", "Iran", "Israel"),
    ("2021-02-01", "ASSAULT", "United States", "Iraq"),
]
US, IRAQ, IRAN = (
    DecisionMaker("us", "Washington", ("USA",), 3),
    DecisionMaker("iraq", "Baghdad", ("Iraq",), 4),
    DecisionMaker("iran", "Tehran", ("IRN", "Hezbollah of nowhere"), 5),
)
MILITIAS = DecisionMaker("militias", "the militias", ("Kataib Hezbollah", "Asa'ib Ahl al-Haq"), 6)


def conflict(*makers: DecisionMaker) -> Conflict:
    return Conflict(Path("made.toml"), "made up", date(2021, 1, 31), makers, (), (), (), (), (), ())


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> Path:
    return archive_of(tmp_path_factory.mktemp("makers"), ROWS)


def asked(archive: Path, *makers: DecisionMaker) -> Made:
    with View.open(archive) as view:
        return made(view, conflict(*makers))


def told(found: Made) -> dict[str, int]:
    grouped = found.asked.grouped
    return {found.asked.who(one): int((grouped.stream == n).sum()) for n, one in enumerate(grouped.streams)}


def test_streams_are_deeds_among_decision_makers_until_the_status_quo(archive):
    found = asked(archive, IRAQ, US, MILITIAS)
    assert told(found) == {"Washington → Baghdad": 1, "the militias → Washington": 2}
    assert found.absent == ()


def test_two_names_of_a_side_are_one_and_names_that_nobody_has_are_told(archive):
    found = asked(archive, US, replace(IRAQ, sides=("IRQ", "Iraq")), IRAN)
    assert told(found) == {"Washington → Baghdad": 1}
    assert found.absent == (("iran", "Hezbollah of nowhere"),)


def test_the_order_of_decision_makers_is_that_of_the_sides(archive):
    found = asked(archive, IRAN, US, IRAQ)
    assert [one.name for one in found.asked.sides.sides[:3]] == ["Tehran", "Washington", "Baghdad"]
    assert [(one.source, one.target) for one in found.asked.grouped.streams] == [(1, 2)]
    assert found.asked.sides.events[0] == 1


def test_a_side_has_one_decision_maker(archive):
    other = DecisionMaker("parliament", "parliament", ("IRQ",), 9)
    with pytest.raises(ConflictError, match=r"made.toml:9: 'IRQ' is already a side of Baghdad"):
        asked(archive, IRAQ, US, other)


def test_decision_makers_who_did_nothing_to_one_another_have_no_streams(archive):
    assert told(asked(archive, IRAN, US)) == {}
