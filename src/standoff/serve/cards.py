"""The answer to which way it is going into cards: an arrow, who does it to whom, and the sentence of reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from standoff.answers import Answer, Statement
from standoff.answers.courses import AS_BEFORE, BETTER, WORSE
from standoff.serve.parts import Said, said

CLASSES = {WORSE: "up", BETTER: "down", AS_BEFORE: "same"}
SPOKEN = {WORSE: "more than usual", BETTER: "less than usual", AS_BEFORE: "as usual"}


@dataclass(frozen=True, slots=True)
class Card:
    """`arrow` is what is drawn, `spoken` what it means, `kind` its class in the style sheet; `said` has what the reason rests on."""

    name: str
    arrow: str
    spoken: str
    kind: str
    reason: str
    said: Said


def cards(answer: Answer) -> Iterator[Card]:
    """A card for every statement that begins with an arrow."""
    for statement in answer.statements:
        arrow, _, reason = statement.text.partition(" ")
        if arrow in CLASSES:
            yield _card(statement, arrow, reason)


def _card(statement: Statement, arrow: str, reason: str) -> Card:
    return Card(statement.topic, arrow, SPOKEN[arrow], CLASSES[arrow], reason, said(statement))
