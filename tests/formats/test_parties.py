"""Names of data sets into participants."""

from __future__ import annotations

import pytest

from standoff import knowledge
from standoff.formats.parties import Parties

PARTIES = Parties(knowledge.load())


@pytest.mark.parametrize(
    ("name", "id", "sector"),
    [
        ("Military (Iraq)", "IRQ/MIL", "MIL"),
        ("Citizen (Russia)", "RUS/CVL", "CVL"),
        ("Head of Government (United States)", "USA", "GOV"),
        ("Cabinet / Council of Ministers / Advisors (Iran)", "IRN", "GOV"),
        ("Armed Rebel (Syria)", "SYR/REB", "REB"),
        ("Congress (India)", "IND/LEG", "LEG"),
        ("Fisherfolk Of Yore (Syria)", "SYR/UNK", "UNK"),
    ],
)
def test_a_kind_of_people_of_a_country(name: str, id: str, sector: str):
    found = PARTIES.resolve(name, None, None)
    assert (found.id, found.country, found.sector) == (id, id[:3], sector)


def test_a_name_that_is_known_is_not_taken_apart():
    assert PARTIES.resolve("Communist Party (Marxist-Leninist)", None, None).country is None
    assert PARTIES.resolve("Kataib Hezbollah", None, None).id == "kataib-hezbollah"
