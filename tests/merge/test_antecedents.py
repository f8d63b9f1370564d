"""What "the killing" points back to."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from standoff.merge import DocumentFacts, weights
from standoff.merge.antecedents import with_antecedents
from standoff.merge.compare import Scale
from standoff.merge.kinship import Kinship
from standoff.merge.profile import profiles
from standoff.records import Amount, Mention, Span

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
