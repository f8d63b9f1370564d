"""Noun phrases into participants: metonyms, demonyms with agents, office holders by date, proxies."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Washington condemned Tehran on Friday.", "ACCUSE disapprove: USA/GOV > IRN/GOV"),
        ("The Kremlin condemned the White House on Friday.", "ACCUSE disapprove: RUS/GOV > USA/GOV"),
        ("Marines from the 3rd Battalion attacked al-Qaeda in Iraq.", "ASSAULT: us-marine-corps > al-qaeda-in-iraq"),
        ("Russian Marines attacked Ukrainian soldiers.", "ASSAULT: RUS/MIL > UKR/MIL"),
        ("Islamic State released at least 19 Christians in Syria.", "RETREAT release: islamic-state > SYR/CVL"),
        ("Russia condemned the bombing in Hilla, which killed 60 people.", "ASSAULT explosives: - > IRQ/CVL"),
        ("Joe Biden met Kurdish forces in Syria.", "CONSULT: joe-biden + syrian-kurdish-forces > -"),
        ("Two American F-15 fighters bombed Hezbollah.", "ASSAULT aerial: USA/MIL > hezbollah"),
        ("Two F-15 fighters destroyed a weapons store of Hezbollah.", "ASSAULT destroy aerial: - > hezbollah"),
        ("Iraqi soldiers attacked Turkish police on Friday.", "ASSAULT: IRQ/MIL > TUR/COP"),
        (
            "Kenyan police fired tear gas at protesters in Nairobi on Tuesday.",
            "ASSAULT crowd-control: KEN/COP > KEN/CVL",
        ),
        ("Kataib Hezbollah threatened the United States on Friday.", "THREATEN: kataib-hezbollah > USA/GOV"),
        ("The government of Colombia condemned Venezuela on Friday.", "ACCUSE disapprove: COL/GOV > VEN/GOV"),
        ("Hamas officials met Egyptian officials in Cairo on Friday.", "CONSULT: hamas + EGY/GOV > -"),
        ("The U.S. condemned the U.K. on Friday.", "ACCUSE disapprove: USA/GOV > GBR/GOV"),
        ("Saddam Hussein condemned Iran.", "ACCUSE disapprove: saddam-hussein > IRN/GOV"),
        ("Thousands of Israelis protested in Tel Aviv on Saturday.", "PROTEST demo: ISR/CVL > ISR/GOV"),
        ("The UN condemned Israel on Friday.", "ACCUSE disapprove: un > ISR/GOV"),
        (
            "An Iranian-backed Iraqi militia attacked American troops in Syria on Friday.",
            "ASSAULT: IRQ/REB > USA/MIL",
        ),
        ("Pro-Iranian militias attacked American troops in Syria on Friday.", "ASSAULT: SYR/REB > USA/MIL"),
        ("Hassan Rezai, an Iranian lawmaker, condemned Israel.", "ACCUSE disapprove: IRN/LEG > ISR/GOV"),
        ("Omar al-Bashir met Egyptian officials in Cairo on Friday.", "CONSULT visit: omar-al-bashir + EGY/GOV > -"),
        (
            "A Lebanese armed group, Hezbollah, attacked Israeli soldiers on Friday.",
            "ASSAULT: hezbollah > ISR/MIL",
        ),
        ("Lebanese armed groups attacked Israeli soldiers on Friday.", "ASSAULT: LBN/REB > ISR/MIL"),
        (
            "Ankara is at odds with Hezbollah, a Lebanese militia that attacked Israeli soldiers on Friday.",
            "ASSAULT: hezbollah > ISR/MIL",
        ),
        ("Mali attacked the JNIM group of jihadist militias on Friday.", "ASSAULT: MLI/GOV > jnim"),
        ("Syrian Kurdish-led forces attacked Turkish troops on Friday.", "ASSAULT: syrian-kurdish-forces > TUR/MIL"),
        (
            "Kenya considers it to be an arm of al-Shabaab, a terror group that has attacked Kenyan soldiers.",
            "ASSAULT: al-shabaab > KEN/MIL",
        ),
        ("In talks with al-Shabaab, a clan militia released a Kenyan soldier.", "RETREAT release: SOM/REB > KEN/MIL"),
        ("The anti-Houthi alliance attacked Iranian soldiers on Friday.", "ASSAULT: ?/IGO > IRN/MIL"),
    ],
)
def test_who(told, text, event):
    assert event in told(text)


@pytest.mark.parametrize(
    ("published", "holder"),
    [
        ("2024-03-10", "mohammed-shia-al-sudani"),
        ("2010-03-10", "nouri-al-maliki"),
        ("2021-03-10", "mustafa-al-kadhimi"),
    ],
)
def test_office_holders_by_the_day_of_the_report(told, published, holder):
    text = "The Iraqi prime minister met Turkish officials in Baghdad on Monday."
    assert told(text, published) == [f"CONSULT visit: {holder} + TUR/GOV > -"]


@pytest.mark.parametrize(
    ("text", "leader"),
    [
        ("The Assad regime bombed Douma.", "bashar-al-assad"),  # the last of the name who held office
        (
            "In 1990 Deby overthrew the president of Chad.",
            "idriss-deby",
        ),  # who held it in the years that the text names
    ],
)
def test_a_surname_without_a_date_is_of_who_was_last_in_office(code, text, leader):
    coded = code(text, published=None)
    named = {t.source.id for t in coded.ties} | {a.id for m in coded.mentions for a in m.actors}
    assert leader in named


def test_an_office_stays_unnamed_without_a_date(told):
    assert told("The Iraqi prime minister met Turkish officials in Baghdad.", None) == [
        "CONSULT visit: IRQ/GOV + TUR/GOV > -"
    ]


def test_a_proxy_is_named_after_its_backer(code):
    [attack] = code("An Iranian-backed Iraqi militia attacked American troops in Syria on Friday.").mentions
    assert attack.actors[0].id == "IRQ/REB:irn-backed"
    assert attack.actors[0].text == "An Iranian-backed Iraqi militia"


def test_phrases_stand_as_written(code):
    [killing] = code("Israeli forces killed two Palestinian farmers on Friday.").mentions
    assert [p.text for p in (*killing.actors, *killing.recipients)] == ["Israeli forces", "two Palestinian farmers"]


def test_a_town_is_no_person(told):
    assert told("Russia carried out an attack on Kharkiv on Thursday.") == ["ASSAULT: RUS/GOV > UKR/CVL"]


def test_aircraft_of_an_armed_force_are_the_force(told):
    assert told("RAF Tornados attacked a Daesh truck.") == ["ASSAULT: royal-air-force > islamic-state"]


@pytest.mark.parametrize("who", ["Hard-liners", "Counter-protesters", "Charity workers", "Self-defence forces"])
def test_hyphenated_nouns_are_found_in_the_plural(code, who):
    assert code(f"{who} attacked a German policeman.").problem is None


def test_two_who_resign_leave_an_office_each(told):
    text = "The row led to the resignation of both his defence secretary, Jim Mattis, and envoy to Syria, Brett McGurk."
    assert told(text, published="2018-12-23") == ["RETREAT resign: jim-mattis > -", "RETREAT resign: brett-mcgurk > -"]


def test_a_title_and_an_office_of_one_person_stay_one(told):
    assert told("The secretary-general and leader of the group, Hassan Nasrallah, resigned.") == [
        "RETREAT resign: hassan-nasrallah > -"
    ]
