"""The decision makers of a conflict and the sides of an archive into streams of what the decision makers do to one another."""

from __future__ import annotations

from dataclasses import dataclass

from standoff import knowledge
from standoff.answers.asked import Asked, among
from standoff.conflict.types import Conflict
from standoff.errors import ConflictError, MeasureError
from standoff.knowledge import Knowledge
from standoff.measure.sides import Side, Sides, sides
from standoff.options import StreamOptions
from standoff.store import View

DEEDS = (
    "material conflict"  # options are deeds, and a factor on words and deeds alike would say nothing definite of either
)


@dataclass(frozen=True, slots=True)
class Made:
    """`asked`: streams of deeds among decision makers, who are its first sides in the order of the file; `absent`: (decision maker's id, name) of the names
    under which the archive knows nobody.
    """

    asked: Asked
    absent: tuple[tuple[str, str], ...]


def made(view: View, conflict: Conflict) -> Made:
    """What decision makers did to one another until the day of the status quo; ConflictError where two of them stand on one side."""
    facts = knowledge.load()
    standing, absent = _as_makers(sides(view.parties(), facts, conflict.as_of), conflict, facts)
    ids = tuple(one.id for one in conflict.makers)
    options = StreamOptions(until=conflict.as_of, by="dyad", actors=ids, quads=(DEEDS,))
    return Made(among(view, options, standing, len(ids)), absent)


def _as_makers(standing: Sides, conflict: Conflict, facts: Knowledge) -> tuple[Sides, tuple[tuple[str, str], ...]]:
    """Sides in which each decision maker is one, before all others."""
    makers, absent = len(conflict.makers), []
    place: dict[int, int] = {}
    for number, maker in enumerate(conflict.makers):
        for name in maker.sides:
            try:
                [side] = standing.chosen((name,), facts)
            except MeasureError:
                absent.append((maker.id, name))
                continue
            if place.setdefault(side, number) != number:
                other = conflict.makers[place[side]]
                problem = f"{name!r} is already a side of {other.name}; name a side under one decision maker only"
                raise ConflictError(conflict.path, maker.line, problem)
    events = [sum(standing.events[side] for side, one in place.items() if one == n) for n in range(makers)]
    named = (*(Side(one.id, one.name) for one in conflict.makers), *standing.sides)
    of = {party: place.get(side, makers + side) for party, side in standing.of.items()}
    return Sides(named, (*events, *standing.events), of), tuple(absent)
