"""The values that several mentions give for one field into the best supported of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from standoff.merge.profile import DocumentFacts, facts_of
from standoff.records import Amount, Mention

T = TypeVar("T")


class Support:
    """Answers which value most independent sources give: wire copies of one report count once."""

    def __init__(self, mentions: Sequence[Mention], documents: Mapping[str, DocumentFacts]) -> None:
        self._mentions = [(m, facts_of(m.document, documents)) for m in mentions]

    def ranked(self, read: Callable[[Mention], T | None], exactness: Callable[[T], Any]) -> list[T]:
        """Values by independent sources, then the latest told, then the most exact, then how often, then the first told."""
        sources: dict[T, set[str]] = defaultdict(set)
        latest: dict[T, date] = defaultdict(lambda: date.min)
        times: dict[T, int] = defaultdict(int)
        for mention, facts in self._mentions:
            value = read(mention)
            if value is not None:
                sources[value].add(facts.independent_source or mention.document)
                latest[value] = max(latest[value], facts.published or date.min)
                times[value] += 1
        return sorted(
            sources, key=lambda v: (len(sources[v]), latest[v], exactness(v), times[v]), reverse=True
        )  # sorted is stable and the mentions come in canonical order

    def amount(self, read: Callable[[Mention], Amount | None]) -> Amount | None:
        """The best supported number; "16" is more exact than "more than ten", and "nobody" is told before the dead are counted."""
        values = self.ranked(read, _exactness)
        return next((v for v in values if v.hi != 0), values[0] if values else None)

    def sources(self) -> dict[str, float]:
        """Each independent source with the confidence of its surest mention."""
        surest: dict[str, float] = defaultdict(float)
        for mention, facts in self._mentions:
            source = facts.independent_source or mention.document
            surest[source] = max(surest[source], mention.confidence)
        return surest


def _exactness(amount: Amount) -> tuple[bool, int]:
    return (amount.hi is not None, amount.lo - amount.hi if amount.hi is not None else 0)
