"""Whom a protest is directed at, where only its purpose says so."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Thousands of Iraqi Kurds demonstrated in Kirkuk, calling for independence from Iraq.", "IRQ/CVL > IRQ/GOV"),
        (
            "Algerian students began a hunger strike to demand the resignation of the prime minister.",
            "DZA/CVL > DZA/GOV",
        ),
        ("Kenyan teachers went on strike to protest President Ruto's failure to pay them.", "KEN/CVL > william-ruto"),
        ("Students rallied in Khartoum, demanding that the army hand over power.", "SDN/CVL > SDN/MIL"),
        ("Farmers blocked highways across Punjab in protest at the Indian government's laws.", "IND/CVL > IND/GOV"),
    ],
)
def test_the_purpose_of_a_protest_says_whom_it_is_against(told, text, event):
    protests = [line for line in told(text) if line.startswith("PROTEST")]
    assert [line.partition(": ")[2] for line in protests] == [event]


@pytest.mark.parametrize(
    "text",
    [
        "Hundreds of Georgians demonstrated in Tbilisi after Russia recognised the two regions.",
        "Georgians took to the streets in support of the detained teachers of Poland.",
    ],
)
def test_what_is_told_beside_a_protest_is_not_its_aim(code, text):
    [protest] = [m for m in code(text).mentions if m.type == "PROTEST"]
    assert [r.country for r in protest.recipients] == ["GEO"]
    assert "recipients" in protest.inferred
