"""What "the killing" points back to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from standoff.merge import DocumentFacts, weights
from standoff.merge.antecedents import with_antecedents
from standoff.merge.compare import Scale, anaphora_evidence
from standoff.merge.kinship import Kinship
from standoff.merge.profile import profiles
from standoff.records import Amount, Mention, Span

MANY = Amount(2, None)
FACTS = {"a": DocumentFacts(date(2024, 2, 6), "a", "a")}


def mention(at: int, sentence: str, trigger: str, **fields: Any) -> Mention:
    start = at + sentence.index(trigger)
    return Mention(
        document="a", start=at, end=at + len(sentence), sentence=sentence, trigger=Span(start, start + len(trigger)),
        rule="r", coder="c", type="ASSAULT", **fields,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("noun", "earlier"),
    [("killing", 0), ("murder", 0), ("attack", 1)],
)
def test_a_killing_points_to_what_has_killed(known, noun, earlier):
    told = [
        mention(0, "A commander died in Homs.", "died", deaths=Amount(1, 1)),
        mention(40, "An attack was made on a village.", "attack"),
        mention(80, f"The minister denounced the {noun}.", noun, anaphoric=True),
    ]
    scale = Scale(weights.load(), Kinship(known))
    assert with_antecedents(profiles(told, FACTS, scale.weights), scale).antecedents == {2: earlier}


def antecedents(known, *told: Mention) -> dict[int, int]:
    scale = Scale(weights.load(), Kinship(known))
    return dict(with_antecedents(profiles(list(told), FACTS, scale.weights), scale).antecedents)


def test_the_attack_is_what_the_report_began_with(known):
    first = mention(0, "A drone hit the base.", "hit")
    aside = mention(40, "The bombing of Kerman was avenged.", "bombing", anaphoric=True)
    assert (
        antecedents(known, first, aside, mention(900, "Paris condemned the attack.", "attack", anaphoric=True))[2] == 0
    )


def test_what_struck_three_sites_can_be_the_strikes(known):
    one = mention(0, "Jets bombed three sites.", "bombed")
    assert antecedents(known, one, mention(40, "He praised the strikes.", "strikes", anaphoric=True, count=MANY)) == {
        1: 0
    }


def test_claims_and_tolls_point_back(known):
    one = mention(0, "A drone hit the base.", "hit")
    claim = mention(40, "The group claimed responsibility.", "claimed responsibility")
    toll = mention(80, "Two soldiers were wounded.", "wounded", injured=Amount(2, 2), anaphoric=True)
    assert antecedents(known, one, claim, toll).keys() == {1, 2}


def test_a_toll_beside_another_toll_is_of_another_event(known):
    one = mention(0, "Gunmen killed nine people.", "killed", deaths=Amount(9, 9))
    four = mention(40, "Four people were killed.", "killed", deaths=Amount(4, 4), anaphoric=True)
    assert antecedents(known, one, four) == {}


def test_the_raid_is_no_air_defence(known):
    one = mention(0, "Gunmen took a town.", "took")
    raid = mention(40, "Paris condemned the raid.", "raid", anaphoric=True)
    assert antecedents(known, replace(one, rule="assault.shoot-down"), raid) == {}
    assert antecedents(known, replace(one, rule="assault.take-territory"), raid) == {1: 0}


def test_two_that_point_to_a_third_are_together(known):
    told = [
        mention(0, "A drone hit the base.", "hit"),
        mention(40, "Paris condemned the attack.", "attack", anaphoric=True),
        mention(80, "Rome condemned the attack too.", "attack", anaphoric=True),
    ]
    scale = Scale(weights.load(), Kinship(known))
    prepared = profiles(told, FACTS, scale.weights)
    whole = with_antecedents(prepared, scale)
    assert {whole.origin(1), whole.origin(2)} == {0}
    assert anaphora_evidence(prepared[1], prepared[2], replace(whole, antecedents={1: 0, 2: 0})) == "together"
    assert anaphora_evidence(prepared[1], prepared[2], replace(whole, antecedents={2: 0})) == "other"
