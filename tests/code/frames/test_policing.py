"""Arrests and crowd control by nobody named are the work of the police that the text tells of."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Police in Lagos said 12 students were arrested.", "COERCE arrest: NGA/COP > NGA/CVL"),
        ("Police raided a house in Nairobi. Five men were arrested.", "COERCE arrest: KEN/COP > KEN/CVL"),
        ("The army said two smugglers had been detained in Cairo.", "COERCE arrest: EGY/MIL > EGY/CRM"),
        ("Three others were detained in Dhaka, a police officer said.", "COERCE arrest: BGD/COP > BGD/CVL"),
        ("Police officials said that 300 people had been rounded up in Delhi.", "COERCE arrest: IND/COP > IND/CVL"),
    ],
)
def test_the_police_who_say_so_or_act_beside_it_made_the_arrest(told, text, event):
    assert event in told(text)


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("Twelve students were arrested in Lagos.", "NGA/COP"),
        ("Three policemen were arrested in Lagos.", "NGA/GOV"),
        ("Two policemen were killed in Lagos and 12 students were arrested.", "NGA/COP"),
    ],
)
def test_an_arrest_by_nobody_is_that_of_the_state_there_and_not_of_its_victims(told, text, author):
    [event] = [e for e in told(text) if e.startswith("COERCE")]
    assert event.startswith(f"COERCE arrest: {author} > ")


def test_rebels_who_detain_are_no_police(told):
    assert "COERCE arrest: houthis > YEM/CVL" in told("The Houthis detained five aid drivers in Sanaa.")


@pytest.mark.parametrize(
    "text",
    [
        "They lathi-charged the crowd in Kanpur.",
        "They fired in the air to disperse the mob in Kanpur.",
        "We have arrested five men in Kanpur.",
    ],
)
def test_the_deed_says_who_they_are_where_nothing_else_does(told, text):
    assert any(e.startswith(("ASSAULT", "COERCE")) and "IND/COP >" in e for e in told(text))


@pytest.mark.parametrize(
    "text",
    [
        "Police lathi-charged students in Kanpur.",
        "Police resorted to a lathi-charge on students in Kanpur.",
        "Police baton-charged the students in Kanpur.",
        "Students were lathicharged by police in Kanpur.",
        "police burst teargas shells to disperse students in kanpur.",
    ],
)
def test_crowd_control(told, text):
    assert any(e.startswith("ASSAULT") and "crowd-control" in e and ": IND/COP" in e for e in told(text))


@pytest.mark.parametrize(
    "text",
    [
        "Opposition leaders condemned the police firing in Jaipur.",
        "Curfew was imposed after arson and police firing in Jaipur.",
        "The victims of police firing in Jaipur want justice.",
        "Two boys were killed in police firing in Jaipur.",
        "A boy was killed and two were hurt when police opened fire in Jaipur.",
    ],
)
def test_police_firing_is_done_by_police(told, text):
    assert any(e.startswith("ASSAULT firearms: IND/COP") for e in told(text))


def test_those_who_left_were_arrested_and_not_what_they_left(code):
    [arrest] = [
        m for m in code("The activists left the office in Lucknow and were arrested.").mentions if m.type == "COERCE"
    ]
    assert [r.text for r in arrest.recipients] == ["The activists"]


@pytest.mark.parametrize(
    ("text", "arrested"),
    [
        ("The accused were arrested by police in Delhi.", "The accused"),
        ("Five people were held over the bombing in Istanbul.", "Five people"),
        ("Those detained in Cairo were students.", "Those"),
    ],
)
def test_whoever_is_arrested_is_a_person(code, text, arrested):
    [arrest] = [m for m in code(text).mentions if m.type == "COERCE"]
    assert [r.text for r in arrest.recipients] == [arrested]


def test_shots_in_the_air_need_no_aircraft(code):
    [shots] = code("Police in Delhi fired in the air.").mentions
    assert shots.mode == ("firearms",)
