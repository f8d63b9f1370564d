"""Attacks told by their weapons are of whoever attacked just before; without any they are left out."""

from __future__ import annotations

from datetime import date

import pytest

from standoff.records import Document


def read(coder, text):
    document = Document("t", "test", text, published=date(2024, 3, 10))
    return next(coder.code([document])).mentions


def test_weapons_belong_to_whoever_attacked_before(coder):
    told = read(coder, "The Ethiopian army attacked Mekelle on Monday. The drones destroyed dozens of tanks.")
    assert [a.country for m in told if "drones destroyed" in m.sentence for a in m.actors] == ["ETH"]


@pytest.mark.parametrize("text", ["The drones destroyed dozens of crates.", "The helicopters struck a bird."])
def test_weapons_of_nobody_do_nothing(coder, text):
    assert not read(coder, text)


def test_a_deed_without_a_word_of_its_own_is_blamed_on_who_did_it(coder):
    told = read(
        coder, "Syrian troops shelled the town of Afrin on Monday. The Turkish minister denounced the incident."
    )
    assert [r.country for m in told if m.type == "ACCUSE" for r in m.recipients] == ["SYR"]
