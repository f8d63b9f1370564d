"""The answer to which way it is going into cards: an arrow, who does it to whom, and the sentence of reason; by country where dyads are many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from standoff.answers import Answer, Source, Statement
from standoff.answers.courses import AS_BEFORE, BETTER, COUNTRIES, WORSE

CLASSES = {WORSE: "up", BETTER: "down", AS_BEFORE: "same"}
SPOKEN = {WORSE: "more than usual", BETTER: "less than usual", AS_BEFORE: "as usual"}
MOST_COUNTRIES = 9


@dataclass(frozen=True, slots=True)
class Card:
    """`arrow` is what is drawn, `spoken` what it means, `kind` its class in the style sheet; `source`: what the reason rests on, which is `quoted`
    unless a card before has the same.
    """

    name: str
    arrow: str
    spoken: str
    kind: str
    reason: str
    source: Source | None = None
    quoted: bool = True


def cards(answer: Answer) -> Iterator[Card]:
    """A card for every statement that begins with an arrow; what one card quotes the next ones do not quote again."""
    seen: set[str] = set()
    for statement in answer.statements:
        arrow, _, reason = statement.text.partition(" ")
        if arrow in CLASSES:
            source = _source(statement, seen)
            quoted = source is not None and source.value not in seen
            seen |= {source.value} if source else set()
            yield Card(statement.topic, arrow, SPOKEN[arrow], CLASSES[arrow], reason, source, quoted)


def country_cards(answer: Answer) -> Iterator[Card]:
    """A card for each country of the table that the answer has where dyads are many, those that left what was usual first."""
    rows = next((table.rows for table in answer.tables if table.title == COUNTRIES), ())
    for name, course, lately, usual, dyads, named in rows[:MOST_COUNTRIES]:
        arrow = str(course)
        counted = f"{lately} event{'' if lately == 1 else 's'} in the last weeks, where {usual} would be usual, in {dyads} dyad{'' if dyads == 1 else 's'}."
        yield Card(str(name), arrow, SPOKEN[arrow], CLASSES[arrow], f"{counted} {named}".strip())


def _source(statement: Statement, seen: set[str]) -> Source | None:
    """The first that no card before has, else the first."""
    new = (source for source in statement.sources if source.value not in seen)
    return next(new, next(iter(statement.sources), None))
