"""Who acts as one: a state with its army and ministers, the groups that one state backs; civilians take no side."""

from __future__ import annotations

from datetime import date

import pytest

from standoff import knowledge
from standoff.errors import MeasureError
from standoff.measure.sides import Sides, sides
from standoff.store import PartyRow

KNOWN = knowledge.load()
DAY = date(2024, 2, 1)


def made(*rows: tuple[str, str | None, str], events: int = 1) -> Sides:
    return sides([PartyRow(id, country, sector, id, events) for id, country, sector in rows], KNOWN, DAY)


def ids(*rows: tuple[str, str | None, str]) -> set[str]:
    return {side.id for side in made(*rows).sides}


def test_a_state_acts_through_all_its_bodies():
    assert ids(("IRQ", "IRQ", "GOV"), ("IRQ/MIL", "IRQ", "MIL"), ("mohammed-shia-al-sudani", "IRQ", "GOV")) == {"IRQ"}


def test_groups_that_one_state_backs_are_one_side_of_their_country():
    militias = ("kataib-hezbollah", "IRQ", "REB"), ("IRQ/REB:irn-backed", "IRQ", "REB"), ("abu-taqwa", "IRQ", "REB")
    assert ids(*militias) == {"IRQ/REB:irn-backed"}
    assert made(*militias).sides[0].name == "Iran-backed groups (Iraq)"


def test_a_group_alone_on_its_side_keeps_its_name():
    assert [side.name for side in made(("houthis", "YEM", "REB")).sides] == ["Houthis"]


def test_a_group_without_a_backer_stands_for_itself():
    assert ids(("islamic-state", None, "REB"), ("IRQ/REB", "IRQ", "REB")) == {"islamic-state", "IRQ/REB"}


def test_backers_are_those_of_the_day():
    mahdi = PartyRow("mahdi-army", "IRQ", "REB", "Mahdi Army", 1)
    assert sides([mahdi], KNOWN, date(2006, 1, 1)).sides[0].id == "IRQ/REB:irn-backed"
    assert sides([mahdi], KNOWN, date(2020, 1, 1)).sides[0].id == "mahdi-army"


def test_civilians_and_unknown_groups_take_no_side():
    assert not ids(("IRQ/CVL", "IRQ", "CVL"), ("?/GOV:leaders", None, "GOV"), ("somebody", None, "UNK"))


def test_sides_stand_in_the_order_of_their_events():
    found = sides([PartyRow("IRQ", "IRQ", "GOV", "Iraq", 3), PartyRow("USA", "USA", "GOV", "US", 5)], KNOWN, DAY)
    assert [side.id for side in found.sides] == ["USA", "IRQ"]
    assert found.events == (5, 3)


@pytest.mark.parametrize("name", ["USA", "us", "United States", "Washington", "US military"])
def test_a_side_answers_to_id_name_code_capital_and_its_parties(name: str):
    found = made(("IRQ", "IRQ", "GOV"), ("USA", "USA", "GOV"), ("us-military", "USA", "MIL"))
    assert [found.sides[place].id for place in found.chosen([name], KNOWN)] == ["USA"]


def test_an_alias_of_a_group_finds_the_side_that_it_stands_on():
    found = made(("kataib-hezbollah", "IRQ", "REB"), ("islamic-state", None, "REB"))
    assert [found.sides[n].id for n in found.chosen(["Kata'ib Hizballah", "Daesh"], KNOWN)] == [
        "IRQ/REB:irn-backed",
        "islamic-state",
    ]


def test_a_name_that_is_no_side_says_which_there_are():
    with pytest.raises(MeasureError, match=r"'Atlantis' is no side .*Iraq \(IRQ\)"):
        made(("IRQ", "IRQ", "GOV")).chosen(["Atlantis"], KNOWN)
