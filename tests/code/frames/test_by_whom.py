"""What a deed is by who does it, and subjects that are nobody."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Chilean students occupied the university.", "PROTEST obstruct: CHL/CVL > -"),
        ("Armenian soldiers occupied the university.", "ASSAULT: ARM/MIL > -"),
        ("French farmers blocked the motorway.", "PROTEST obstruct: FRA/CVL > -"),
        ("Sudanese soldiers blocked the motorway.", "COERCE restrict: SDN/MIL > -"),
        ("Kenyan villagers surrounded the compound.", "PROTEST obstruct: KEN/CVL > -"),
        ("Kenyan police surrounded the compound.", "COERCE restrict: KEN/COP > -"),
        ("Mexico protested against the decision.", "ACCUSE disapprove: MEX/GOV > -"),
        ("Mexican teachers protested against the decision.", "PROTEST demo: MEX/CVL > MEX/GOV"),
    ],
)
def test_who_does_it_decides_what_it_is(told, text, event):
    assert told(text) == [event]


def test_the_plural_of_a_people_protests_as_people(told):
    assert told("Palestinians protested in Ramallah.") == ["PROTEST demo: PSE/CVL > PSE/GOV"]


@pytest.mark.parametrize(
    "text",
    [
        "An earthquake struck western Iran, killing 30 people.",
        "French shares rallied on Tuesday.",
        "The disease killed hundreds of Kenyans.",
        "British tourists visit Egypt in winter.",
    ],
)
def test_nature_markets_and_travellers_are_no_parties(told, text):
    assert told(text) == []


def test_a_phrase_that_is_no_event_does_nothing(told):
    assert told("A heart attack killed the Egyptian president.") == []
    assert told("Israeli fighter jets attacked the village.") == ["ASSAULT aerial: ISR/MIL > -"]


def test_a_sentence_or_a_flight_needs_nobody_who_caused_it(told):
    assert told("A Bangladeshi journalist was sentenced to seven years in jail.") == ["SANCTION convict: - > BGD/MED"]
    assert told("Thousands of Syrians fled the city.") == ["SANCTION expel: - > SYR/CVL"]
    assert told("Syrian rebels fled the city.") == ["RETREAT withdraw: SYR/REB > -"]  # a flight of fighters


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Russian and Belarusian troops began war games.", "COOPERATE: RUS/MIL + BLR/MIL > -"),
        ("The United States and South Korea held five days of naval drills.", "COOPERATE: USA/GOV + KOR/GOV > -"),
        ("China began military exercises around Taiwan.", "MOBILIZE troops: CHN/GOV > -"),
    ],
)
def test_exercises_of_two_countries_are_cooperation(told, text, event):
    assert told(text) == [event]


@pytest.mark.parametrize(
    ("publisher", "text", "event"),
    [
        (
            "Australian Government",
            "Nyala district has been declared a closed area under section 7 of the Act.",
            "AUS/GOV",
        ),
        ("UK Government", "Al-Shabaab has been listed as a terrorist organisation under the Terrorism Act.", "GBR/GOV"),
        ("Canadian Government", "Hamas was relisted as a terrorist group under the Criminal Code.", "CAN/GOV"),
    ],
)
def test_what_is_enacted_in_a_governments_statement_is_its_own_act(code, publisher, text, event):
    [mention] = code(text, publisher=publisher).mentions
    assert [f"{a.country}/{a.sector}" for a in mention.actors] == [event]


@pytest.mark.parametrize(
    ("publisher", "text"),
    [
        ("", "Nyala district has been declared a closed area under section 7 of the Act."),
        ("UK Government", "The south of Darfur has been declared a closed area."),
        ("British daily", "Nyala district has been declared a closed area under section 7 of the Act."),
        ("The Times of Israel", "Nyala district has been declared a closed area under section 7 of the Act."),
    ],
)
def test_what_others_may_have_enacted_is_nobodys_act(code, publisher, text):
    assert all(not m.actors for m in code(text, publisher=publisher).mentions)
