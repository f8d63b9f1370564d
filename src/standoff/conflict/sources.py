"""The sentences that a conflict rests on, held against the documents that they are said to stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from standoff.conflict.types import AssumedGain, Basis, Conflict, Effect, Preference


@dataclass(frozen=True, slots=True)
class Misfit:
    """A line of the file whose sentence does not stand where it says. `found`: what stands there, None where the document is unknown;
    `start`: where the sentence first stands in the document, None where it does not.
    """

    line: int
    basis: Basis
    found: str | None
    start: int | None


def checked(conflict: Conflict, text_of: Callable[[str], str | None]) -> tuple[Misfit, ...]:
    """What does not fit, in the order of the lines; `text_of` gives the text of a document by its id, or None for one that is unknown."""
    misfits = (_misfit(line, basis, text_of(basis.document)) for line, basis in bases(conflict))
    return tuple(misfit for misfit in misfits if misfit is not None)


def bases(conflict: Conflict) -> Iterator[tuple[int, Basis]]:
    """What rests on a sentence, with its line, in the order of the lines."""
    resting: list[Preference | Effect | AssumedGain] = [*conflict.preferences, *conflict.effects, *conflict.gains]
    lines = [(one.line, one.basis) for one in resting]
    yield from sorted((pair for pair in lines if pair[1].document), key=lambda pair: pair[0])


def _misfit(line: int, basis: Basis, text: str | None) -> Misfit | None:
    if text is None:
        return Misfit(line, basis, None, None)
    found = text[basis.start : basis.end]
    if found == basis.sentence:
        return None
    start = text.find(basis.sentence)
    return Misfit(line, basis, found, start if start >= 0 else None)
