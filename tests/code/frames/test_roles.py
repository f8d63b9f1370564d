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
