"""A text and the mentions in it into pieces that follow one another: plain, within a sentence that tells of events, or a word that tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from standoff.store import Annotation


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of the text that lie in the same spans. `sentences`, `triggers`: the mentions, counted from 1, whose sentence or whose word
    they are part of; `ends`: those whose word ends with this piece.
    """

    text: str
    sentences: tuple[int, ...]
    triggers: tuple[int, ...]
    ends: tuple[int, ...]


def pieces(text: str, annotations: Sequence[Annotation], start: int, end: int) -> Iterator[Piece]:
    """The characters from `start` to `end`, each once; spans may overlap or lie within one another, and those beyond the ends are cut."""
    sentences = [(a.mention.start, a.mention.end) for a in annotations]
    triggers = [(a.mention.trigger.start, a.mention.trigger.end) for a in annotations]
    bounds = {min(max(bound, start), end) for span in (*sentences, *triggers) for bound in span}
    for left, right in pairwise(sorted({start, end} | bounds)):
        told = _over(triggers, left, right)
        yield Piece(
            text[left:right], _over(sentences, left, right), told, tuple(n for n in told if triggers[n - 1][1] == right)
        )


def _over(spans: Sequence[tuple[int, int]], left: int, right: int) -> tuple[int, ...]:
    return tuple(n for n, (first, last) in enumerate(spans, 1) if first <= left and right <= last)
