"""Two words for one deed are one event, with the noun's author and the verb's victims."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("A US strike killed 16 Iraqi soldiers on Friday.", "ASSAULT: USA/GOV > IRQ/MIL"),
        ("Five Syrian soldiers were killed in an Israeli air strike on Friday.", "ASSAULT aerial: ISR/GOV > SYR/MIL"),
        (
            "Four Turkish soldiers were killed in a drone attack by Russia on Friday.",
            "ASSAULT drone: RUS/GOV > TUR/MIL",
        ),
        (
            "Israel carried out an air strike on Friday, killing three Hezbollah fighters.",
            "ASSAULT aerial: ISR/GOV > hezbollah",
        ),
        ("Hamas claimed responsibility for an attack on Israeli soldiers on Friday.", "ASSAULT: hamas > ISR/MIL"),
        (
            "Russia launched a missile strike on Odesa on Friday, which wounded 12 people.",
            "ASSAULT heavy-weapons: RUS/GOV > UKR/CVL",
        ),
        (
            "Hamas carried out an attack on a base in Israel in February which killed three soldiers.",
            "ASSAULT: hamas > ISR/MIL",
        ),
        ("A drone strike by Hezbollah wounded two Israeli soldiers on Friday.", "ASSAULT drone: hezbollah > ISR/MIL"),
    ],
)
def test_one_deed(told, text, event):
    assert told(text) == [event]


def test_two_deeds_stay_two(told):
    events = told("Israel bombed Hezbollah positions after Hezbollah attacked Israeli soldiers on Friday.")
    assert len(events) == 2
    assert "ASSAULT: hezbollah > ISR/MIL" in events


def test_deaths_belong_to_the_one_event(code):
    [strike] = code("A US strike killed 16 Iraqi soldiers and wounded 25 on Friday.").mentions
    assert strike.deaths.as_json() == [16, 16]
    assert strike.injured.as_json() == [25, 25]


def test_a_deed_of_nobody_named_may_destroy(told):
    assert told("Three strikes destroyed two ISIL vehicles.") == ["ASSAULT destroy: - > islamic-state"]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Russia's bombing and invasion of Ukraine drew condemnation.", "ASSAULT aerial: RUS/GOV > UKR/GOV"),
        ("Ethiopian air strikes and shelling of Sudan went on.", "ASSAULT heavy-weapons aerial: ETH/GOV > SDN/GOV"),
        ("The Houthis' shelling and ambushes of Saudi soldiers went on.", "ASSAULT heavy-weapons: houthis > SAU/MIL"),
        (
            "The killing of 20 Malian soldiers in an ambush by Islamic State was confirmed.",
            "ASSAULT: islamic-state > MLI/MIL",
        ),
    ],
)
def test_two_nouns_for_one_deed(told, text, event):
    assert [e for e in told(text) if e.startswith("ASSAULT")] == [event]


@pytest.mark.parametrize(
    "text",
    [
        "Russia's attacks on Ukraine and bombing of Georgia drew condemnation.",
        "Israel's bombing and Egypt's shelling of Gaza drew condemnation.",
    ],
)
def test_two_nouns_with_sides_of_their_own_are_two_deeds(code, text):
    assert len([m for m in code(text).mentions if m.type == "ASSAULT"]) == 2


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Hezbollah claimed the attack, which killed 12 Israeli soldiers.", "ASSAULT: hezbollah > ISR/MIL"),
        (
            "A series of raids by Colombian forces on rebel camps left 20 Colombian guerrillas dead.",
            "ASSAULT: COL/MIL > COL/REB",
        ),
        ("A string of Houthi attacks killed 12 Saudi soldiers.", "ASSAULT: houthis > SAU/MIL"),
    ],
)
def test_deeds_that_are_claimed_or_counted_are_told_once(told, text, event):
    assert told(text) == [event]
