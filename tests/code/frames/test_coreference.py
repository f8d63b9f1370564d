"""Pronouns and definite descriptions stand for what was named before."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Vladimir Putin arrived in Beijing on Friday. He met Xi Jinping.", "CONSULT: vladimir-putin + xi-jinping > -"),
        (
            "Hamas fired rockets at Israel on Friday. The group also attacked Egyptian soldiers.",
            "ASSAULT: hamas > EGY/MIL",
        ),
        (
            "Turkey denounced Syria on Friday. Its forces shelled Syrian positions.",
            "ASSAULT heavy-weapons: TUR/MIL > SYR/MIL",
        ),
        (
            "India accused Pakistan of lying. The two countries held talks on Saturday.",
            "CONSULT: IND/GOV + PAK/GOV > -",
        ),
        ("Russia attacked Ukraine on Friday. It also threatened Poland.", "THREATEN: RUS/GOV > POL/GOV"),
        (
            "Recep Tayyip Erdogan flew to Iraq. The Turkish leader met Iraqi officials.",
            "CONSULT: recep-tayyip-erdogan + IRQ/GOV > -",
        ),
        ("The Houthis attacked Saudi soldiers. They also threatened Israel.", "THREATEN: houthis > ISR/GOV"),
        (
            '"We condemn Israel," said Iranian Foreign Minister Hossein Amir-Abdollahian.',
            "ACCUSE disapprove: IRN/GOV > ISR/GOV",
        ),
        (
            "A Turkish official met Joe Biden on Friday. The official denied the attack on Syria.",
            "REJECT change: TUR/GOV > -",
        ),
        (
            "Vladimir Putin called Xi Jinping on Friday. The two leaders met again on Saturday.",
            "CONSULT: vladimir-putin + xi-jinping > -",
        ),
        (
            "Islamic State militants attacked Mosul. The SDF captured Raqqa on Sunday. About 100 militants surrendered.",
            "RETREAT disarm: islamic-state > -",
        ),
        (
            "Iran criticised Turkey. “They [the Houthis] attacked Israel,” an official said.",
            "ASSAULT: houthis > ISR/GOV",
        ),
        (
            "The US plan to arm Ukraine was announced on Friday. Russia opposed the plan.",
            "ACCUSE disapprove: RUS/GOV > USA/GOV",
        ),
        (
            "Kataib Hezbollah met Iran. Egypt denounced the Iraqi group.",
            "ACCUSE disapprove: EGY/GOV > kataib-hezbollah",
        ),
        ("Turkey denounced Syria for its attacks on Lebanon.", "ASSAULT: SYR/GOV > LBN/GOV"),
        (
            "The office of Emmanuel Macron praised Egypt. The United States met Egypt. The office condemned Syria.",
            "ACCUSE disapprove: emmanuel-macron > SYR/GOV",
        ),
        (
            "Shia militias in Iraq met Hamas. Islamic State attacked Iraq. Egypt denounced the militias.",
            "ACCUSE disapprove: EGY/GOV > IRQ/REB",
        ),
        (
            "Joe Biden met Egypt. A Turkish soldier was killed when a rocket fired by Hamas hit his tank.",
            "ASSAULT heavy-weapons: hamas > TUR/MIL",
        ),
        ("Hezbollah accused Israel of shelling its positions.", "ASSAULT heavy-weapons: ISR/GOV > hezbollah"),
        (
            "The Pakistani prime minister spoke of peace. India's minister spoke in Abu Dhabi. Egypt's foreign minister will visit both countries.",
            "AGREE: sameh-shoukry > PAK/GOV + IND/GOV",
        ),
        (
            "Egypt imposed sanctions on people linked to Kataib Hezbollah, accusing the Iraqi group of attacks on Egyptian soldiers.",
            "ACCUSE allege: EGY/GOV > kataib-hezbollah",
        ),
        ("Saudi jets bombed the Houthi-controlled port of Hodeidah.", "ASSAULT aerial: SAU/MIL > houthis"),
        ("The US army armed Iraq. It also sent weapons to the Kurdish militias.", "AID military: us-army > IRQ/REB"),
    ],
)
def test_points_back(told, text, event):
    assert event in told(text)


def test_the_leader_of_another_country_is_not_the_person_before(told):
    assert "CONSULT: IRQ/GOV + JOR/GOV > -" in told(
        "Recep Tayyip Erdogan flew to Iraq. The Iraqi diplomat met Jordanian officials."
    )


def test_nobody_is_guessed(told):
    assert told("He arrived late. They attacked it.") == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The US military met Iraq. The drone struck Iranian soldiers.", "ASSAULT drone: - > IRN/MIL"),
        ("Central Command met Egypt. A raid by France destroyed its targets.", "ASSAULT destroy: FRA/GOV > -"),
        ("Islamic State attacked Iraq. Some of the factions rejected the plan.", "REJECT change: IRQ/PTY > -"),
    ],
)
def test_does_not_point_back(told, text, event):
    assert told(text)[-1] == event


def test_a_title_points_to_who_bears_it(told):
    text = "Secretary Kerry met Iraqi Foreign Minister Ibrahim al-Jaafari today. The Secretary praised Yemen."
    assert told(text, published="2016-03-14")[-1] == "SUPPORT: john-kerry > YEM/GOV"


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "Minister for the Middle East Tobias Ellwood has commented on Syria. I utterly condemn Iran.",
            "ACCUSE disapprove: tobias-ellwood > IRN/GOV",
        ),
        ("Tobias Ellwood met Egypt. The Foreign Secretary will visit Egypt.", "AGREE: boris-johnson > EGY/GOV"),
    ],
)
def test_who_a_government_speaks_of(told, text, event):
    assert told(text, published="2016-09-20", publisher="UK Government")[-1] == event


def test_who_tells_it_did_it(told):
    events = told("Activists met Turkey. Turkish soldiers say they have killed dozens of Hezbollah fighters.")
    assert events[-1] == "ASSAULT: TUR/MIL > hezbollah"
