"""Agents without a country get that of the place, or of what the text is about."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Police arrested 20 protesters in Nairobi on Tuesday.", "COERCE arrest: KEN/COP > KEN/CVL"),
        ("Gunmen kidnapped three Chinese workers in Pakistan on Friday.", "ASSAULT abduct firearms: PAK/REB > CHN/CVL"),
        ("The army killed three rebels in Colombia on Friday.", "ASSAULT: COL/MIL > COL/REB"),
        ("US troops were attacked by drones in Iraq on Friday.", "ASSAULT drone: - > USA/MIL"),
        ("Hamas attacked a US base in Iraq on Friday, wounding three soldiers.", "ASSAULT: hamas > USA/MIL"),
        ("The Peruvian government fell. Police arrested two lawmakers.", "COERCE arrest: PER/COP > PER/LEG"),
        (
            "The United States gave arms to the Kurdish militias Turkey is battling in Syria.",
            "AID military: USA/GOV > SYR/REB",
        ),
        ("Islamist groups attacked French soldiers in Niger.", "ASSAULT: NER/REB > FRA/MIL"),
        ("Somalia is at war. US officials said that a raid killed five civilians.", "ASSAULT: - > SOM/CVL"),
        ("Ukrainian officials said Russian strikes killed five civilians.", "ASSAULT: RUS/GOV > UKR/CVL"),
        ("A doctor told AFP that shelling killed ten people. Sudan is at war.", "ASSAULT heavy-weapons: - > SDN/CVL"),
        (
            "Antony Blinken visited Kenya, where he met senior government officials.",
            "CONSULT visit: antony-blinken + KEN/GOV > -",
        ),
        ("Kenyan officials met senior government officials.", "CONSULT: KEN/GOV + KEN/GOV > -"),
    ],
)
def test_grounded(told, text, event):
    assert event in told(text)


def test_organisations_keep_their_own_country(told):
    assert "ASSAULT: hezbollah > SYR/MIL" in told("Hezbollah attacked Syrian soldiers in Syria on Friday.")


def test_nothing_to_stand_on(code):
    [arrest] = code("Police arrested two protesters.", None).mentions
    assert [p.country for p in (*arrest.actors, *arrest.recipients)] == [None, None]


def test_an_ethnic_group_is_at_home_where_the_event_is(told):
    assert told("Up to 100 ethnic Albanians demonstrated in Serbia.") == ["PROTEST demo: SRB/CVL > SRB/GOV"]
    assert told("Police in Osh arrested two ethnic Uzbeks.") == ["COERCE arrest: KGZ/COP > KGZ/CVL"]


def test_rebels_are_of_the_place_in_their_name(told):
    text = "Sudan's government accused Darfur rebels of lying, a member of the Chadian team said."
    assert told(text) == ["ACCUSE allege: SDN/GOV > SDN/REB"]
