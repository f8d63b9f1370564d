"""Sides that a kind of act implies, each marked as inferred."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Russia accused Ukraine of shelling a school. Ukraine denied it.", "REJECT: UKR/GOV > RUS/GOV"),
        ("Kenyan police fired tear gas in Nairobi on Monday.", "ASSAULT crowd-control: KEN/COP > KEN/CVL"),
        ("Syrian troops besieged Homs for two years.", "COERCE restrict: SYR/MIL > SYR/CVL"),
        ("Thousands of Algerians marched in Oran.", "PROTEST demo: DZA/CVL > DZA/GOV"),
    ],
)
def test_the_act_says_whom_it_meets(told, text, side):
    assert side in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine denied it.",  # nobody accused it
        "Chilean teachers went on strike.",  # an employer may be meant
    ],
)
def test_nobody_is_made_up(told, text):
    assert all(line.endswith("> -") for line in told(text))
