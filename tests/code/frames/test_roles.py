"""Who did it to whom: passives, relative clauses, participles, coordination, light verbs, control."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "Three Iraqi soldiers were killed by Islamic State gunmen on Friday.",
            "ASSAULT firearms: islamic-state > IRQ/MIL",
        ),
        (
            "Hezbollah, which shelled Israeli positions on Friday, buried two fighters.",
            "ASSAULT heavy-weapons: hezbollah > ISR/MIL",
        ),
        ("The Houthis who attacked Saudi soldiers on Monday fled.", "ASSAULT: houthis > SAU/MIL"),
        ("The Iranian soldiers killed by Israel on Monday were buried in Tehran.", "ASSAULT: ISR/GOV > IRN/MIL"),
        (
            "Turkey attacked Syrian soldiers on Monday and arrested 12 Iraqi civilians.",
            "COERCE arrest: TUR/GOV > IRQ/CVL",
        ),
        (
            "Saudi and Emirati warplanes bombed Houthi positions on Friday.",
            "ASSAULT aerial: SAU/MIL + ARE/MIL > houthis",
        ),
        ("Israel attacked Hamas and Hezbollah on Friday.", "ASSAULT: ISR/GOV > hamas + hezbollah"),
        ("Israeli troops came under attack from Hezbollah on Friday.", "ASSAULT: hezbollah > ISR/MIL"),
        ("Israel's strike on Hezbollah came on Friday.", "ASSAULT: ISR/GOV > hezbollah"),
        ("An attack by Hamas on Israel was reported on Friday.", "ASSAULT: hamas > ISR/GOV"),
        ("The Iranian attack on Israel on Friday was the first.", "ASSAULT: IRN/GOV > ISR/GOV"),
        ("Iran gave arms and fuel to the Houthis on Monday.", "AID military: IRN/GOV > houthis"),
        (
            "Russia committed to air strikes on Hezbollah but did not discuss Trump's decision.",
            "THREATEN violence: RUS/GOV > hezbollah",
        ),
        (
            "Kurdish Peshmerga and Turkish soldiers led the campaign to defeat Islamic State.",
            "ASSAULT: peshmerga + TUR/MIL > islamic-state",
        ),
        ("Egypt is shocked by reports that Russia bombed Kharkiv.", "ACCUSE disapprove: EGY/GOV > RUS/GOV"),
        ("Germany thanked Egypt. France is grateful for the help provided by Turkey.", "SUPPORT: FRA/GOV > TUR/GOV"),
        ("Calling Iran a danger, the United States renewed its sanctions.", "SANCTION discontinue: USA/GOV > IRN/GOV"),
        (
            "Macron told reporters of the plan after talks with Olaf Scholz.",
            "CONSULT: emmanuel-macron + olaf-scholz > -",
        ),
        (
            "Macron's visit followed a phone call with Vladimir Putin.",
            "CONSULT phone: emmanuel-macron + vladimir-putin > -",
        ),
        (
            "Sudan joined the ground campaign of Saudi Arabia against the Houthis.",
            "ASSAULT: SDN/GOV > houthis",
        ),
        ("Israeli forces executed a raid on Hezbollah.", "ASSAULT: ISR/MIL > hezbollah"),
        ("Hezbollah positions were targeted by Israeli air strikes.", "ASSAULT aerial: ISR/GOV > hezbollah"),
        ("Israel answered with air raids on Hezbollah.", "ASSAULT aerial: ISR/GOV > hezbollah"),
        ("Egypt accused the Houthis of a string of attacks on Egyptian soldiers.", "ASSAULT: houthis > EGY/MIL"),
        ("American troops were attacked 50 times, by the Pentagon's count.", "ASSAULT: - > USA/MIL"),
        ("A military offensive launched by Turkey against the YPG began.", "ASSAULT: TUR/GOV > ypg"),
        (
            "Israel conducted 12 strikes using aircraft against Hezbollah.",
            "ASSAULT: ISR/GOV > hezbollah",
        ),
        ("Turkey urged Iraq to cooperate and condemned Syria.", "ACCUSE disapprove: TUR/GOV > SYR/GOV"),
        ("Four Indian soldiers were killed in a gunbattle with Hezbollah.", "ASSAULT firearms: hezbollah > IND/MIL"),
        (
            "Before the Israeli bombing of Lebanon, Iraq and Iran had met in Oman.",
            "ASSAULT explosives: ISR/GOV > LBN/GOV",
        ),
        ("Egypt supplied Sudan with weapons on Monday.", "AID military: EGY/GOV > SDN/GOV"),
        ("Sudan accused Chad of arming the Rapid Support Forces.", "AID military: TCD/GOV > rapid-support-forces"),
        ("Sudan accused Chad of arming the Rapid Support Forces.", "ACCUSE allege: SDN/GOV > TCD/GOV"),
        ("Egyptian and Qatari officials met in Doha on Friday.", "CONSULT: EGY/GOV + QAT/GOV > -"),
        ("Russia opened fire on Polish ships, killing two Polish sailors.", "ASSAULT firearms: RUS/GOV > POL/MIL"),
        ("Talks between Armenia and Azerbaijan began on Monday.", "CONSULT: ARM/GOV + AZE/GOV > -"),
    ],
)
def test_who_does_what_to_whom(told, text, event):
    assert event in told(text)


def test_beyond_a_border_is_the_other_side(told):
    assert told("Russia massed troops along the border with Ukraine.") == ["MOBILIZE troops: RUS/GOV > UKR/GOV"]


def test_a_participle_read_as_predicate_noun_has_the_subject_of_is(told):
    assert told("Qatar is mediating between Hamas and Israel.") == ["CONSULT third-party: QAT/GOV > hamas + ISR/GOV"]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "Serb forces were engaged in ethnic cleansing against Bosnian civilians.",
            "ASSAULT targeted: SRB/MIL > BIH/CVL",
        ),
        ("The Russian army was involved in fighting with Georgian troops.", "ASSAULT: russian-armed-forces > GEO/MIL"),
        ("Israel reimposed blockades on Gaza.", "COERCE restrict: ISR/GOV > PSE/GOV"),
        ("Egypt and Ethiopia held three days of talks.", "CONSULT: EGY/GOV + ETH/GOV > -"),
    ],
)
def test_who_is_engaged_in_a_deed_does_it(told, text, event):
    assert told(text) == [event]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Syria has offered its troops to Lebanon's president.", "AGREE: SYR/GOV > LBN/GOV"),
        ("The IAEA sent inspectors to Iran to monitor the plant.", "ACCUSE investigate: iaea > IRN/GOV"),
        ("The United Nations has sent 21 experts to Bosnia to investigate.", "ACCUSE investigate: un > BIH/GOV"),
    ],
)
def test_who_is_sent_or_offered_is_not_whom_it_is_sent_to(told, text, event):
    assert told(text) == [event]
