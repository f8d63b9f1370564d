"""Rows of what people decided about pairs of mentions into two sets: pairs that must and pairs that must not be one event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["same", "different", "open"]  # "open": what was judged before is taken back
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's word on two mentions (ids); it wins over any score, and a later "open" takes it back.

    `at` is an ISO 8601 time: of two judgements of one pair the later counts.
    """

    left: str
    right: str
    verdict: Verdict
    by: str
    at: str
    reason: str = ""

    @property
    def pair(self) -> Pair:
        """The two ids in alphabetical order: a judgement has no direction."""
        return (self.left, self.right) if self.left <= self.right else (self.right, self.left)


def standing(judgements: Sequence[Judgement]) -> Mapping[Pair, Judgement]:
    """The judgement that counts for each pair: the latest; at the same time, "different" (the careful one)."""
    latest: dict[Pair, Judgement] = {}
    for judgement in sorted(judgements, key=lambda j: (j.at, j.verdict == "different", j.by, j.reason)):
        latest[judgement.pair] = judgement
    return {pair: latest[pair] for pair in sorted(latest) if latest[pair].verdict != "open"}


def document_and_type(mention_id: str) -> tuple[str, str]:
    """The document and the event type that a mention's id carries ("DOC:12-18:ASSAULT", also with "#1")."""
    document, _, rest = mention_id.rpartition(":")
    document, _, _ = document.rpartition(":")
    return document, rest.partition("#")[0]
