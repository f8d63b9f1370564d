"""Words that fire: verbs, nouns, light verbs, particles; and words that look like events and are none."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Russian forces shelled Ukrainian positions on Friday.", "ASSAULT heavy-weapons: RUS/MIL > UKR/MIL"),
        (
            "A Syrian army base was attacked by Islamic State fighters on Saturday.",
            "ASSAULT: islamic-state > syrian-army",
        ),
        ("Russia carried out an attack on Ukrainian troops on Thursday.", "ASSAULT: RUS/GOV > UKR/MIL"),
        ("Iran and Saudi Arabia held talks in Baghdad on Wednesday.", "CONSULT: IRN/GOV + SAU/GOV > -"),
        ("Poland closed its border with Belarus on Friday.", "COERCE restrict: POL/GOV > BLR/GOV"),
        ("Armenia pulled its troops out of Azerbaijan on Friday.", "RETREAT withdraw: ARM/GOV > AZE/GOV"),
        ("The United States imposed sanctions on Russian banks on Tuesday.", "SANCTION discontinue: USA/GOV > RUS/BUS"),
        ("Sanctions on Iran were lifted by the European Union on Monday.", "RETREAT ease: eu > IRN/GOV"),
        ("Jordan signed a security agreement with Iraq on Monday.", "SUPPORT: JOR/GOV + IRQ/GOV > -"),
        ("Germany provided Ukraine with tanks last week.", "AID military: DEU/GOV > UKR/GOV"),
        ("Chile mobilised troops on Monday.", "MOBILIZE troops: CHL/GOV > -"),
        ("Teachers in Kenya went on strike on Tuesday.", "PROTEST strike: KEN/CVL > -"),
        (
            "Protesters marched in Tbilisi on Saturday against the Georgian government.",
            "PROTEST demo: GEO/CVL > GEO/GOV",
        ),
        ("France expelled two Iranian diplomats on Friday.", "SANCTION expel: FRA/GOV > IRN/GOV"),
        (
            "Malaysia broke off diplomatic relations with North Korea on Friday.",
            "SANCTION discontinue: MYS/GOV > PRK/GOV",
        ),
        ("Thailand released 20 Cambodian soldiers on Monday.", "RETREAT release: THA/GOV > KHM/MIL"),
    ],
)
def test_fires(told, text, event):
    assert event in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The team attacked from the start and won the match on Saturday.",
        "The Israeli attack helicopter landed in Cyprus.",
        "Sweden joined NATO in March 2024.",
        "Heavy rain struck the south of France on Friday.",
        "The minister attacked the ball with power.",
        "Inflation in Turkey rose by three per cent in February.",
    ],
)
def test_is_no_event(told, text):
    assert told(text) == []


def test_trigger_and_rule_point_at_the_words(code):
    text = "Iraqi and Turkish officials met in Erbil. Turkey carried out an attack on Kurdish fighters."
    first, second = code(text).mentions
    assert text[first.trigger.start : first.trigger.end] == "met in"
    assert first.rule == "consult.meet-somewhere"
    assert "attack" in text[second.trigger.start : second.trigger.end]
    assert second.rule.startswith("assault.")
