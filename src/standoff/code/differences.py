"""What two coders read in one document into their differences, for a person to decide: field by field, with the sentence."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from standoff.records import DISPUTED, Amount, Json, Mention, Participant, When, Where

EVENT = "event"  # the field of what only one of them found


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one event that the coders read differently; a value is JSON, None where a coder has none."""

    document: str
    start: int
    end: int
    sentence: str
    trigger: str
    field: str
    frames: Any
    llm: Any

    def as_json(self) -> Json:
        return {
            "document": self.document, "start": self.start, "end": self.end, "sentence": self.sentence, "trigger": self.trigger,
            "field": self.field, "frames": self.frames, "llm": self.llm,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Compared:
    """The mentions of the first coder with the fields in dispute marked, and all differences in text order."""

    mentions: tuple[Mention, ...]
    differences: tuple[Difference, ...]


def compare(first: Sequence[Mention], second: Sequence[Mention]) -> Compared:
    """Pair the mentions of one document, and tell where the pairs differ and what stands alone."""
    pairs = dict(_pairs(first, second))
    marked, found = [], []
    for number, mention in enumerate(first):
        other = None if number not in pairs else second[pairs[number]]
        told = list(_between(mention, other))
        found += told
        marks = tuple(DISPUTED + d.field for d in told)
        read = tuple((d.field, json.dumps(d.llm, ensure_ascii=False)) for d in told if d.field != EVENT)
        marked.append(replace(mention, inferred=(*mention.inferred, *marks), otherwise=read) if marks else mention)
    alone = set(range(len(second))) - set(pairs.values())
    found += [_difference(second[n], EVENT, None, _summary(second[n])) for n in sorted(alone)]
    return Compared(tuple(marked), tuple(sorted(found, key=lambda d: (d.start, d.trigger, d.field))))


def _pairs(first: Sequence[Mention], second: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Mentions of one sentence: with the same words and type, then with the same words, then of the same type."""
    left, right = dict(enumerate(first)), dict(enumerate(second))
    alike: tuple[Callable[[Mention, Mention], bool], ...] = (
        lambda a, b: _share_words(a, b) and a.type == b.type,
        _share_words,
        lambda a, b: a.type == b.type,
    )
    for are_alike in alike:
        for n, mention in list(left.items()):
            same = (m for m, other in right.items() if mention.start == other.start and are_alike(mention, other))
            if (m := next(same, None)) is not None:
                del left[n], right[m]
                yield n, m


def _share_words(a: Mention, b: Mention) -> bool:
    return a.trigger.start < b.trigger.end and b.trigger.start < a.trigger.end


def _between(mention: Mention, other: Mention | None) -> Iterator[Difference]:
    if other is None:
        yield _difference(mention, EVENT, _summary(mention), None)
        return
    for field, (differ, shown) in FIELDS.items():
        a, b = getattr(mention, field), getattr(other, field)
        if differ(a, b):
            yield _difference(mention, field, shown(a), shown(b))


def _difference(mention: Mention, field: str, frames: Any, llm: Any) -> Difference:
    start, end = mention.trigger.start - mention.start, mention.trigger.end - mention.start
    trigger = mention.sentence[start:end]
    return Difference(mention.document, mention.start, mention.end, mention.sentence, trigger, field, frames, llm)


def _summary(mention: Mention) -> Json:
    """What a person has to know of an event that only one coder has."""
    return {
        "type": mention.type, "status": mention.status,
        "actors": _names(mention.actors), "recipients": _names(mention.recipients),
    }  # fmt: skip


def _names(parties: tuple[Participant, ...]) -> list[str]:
    return [p.name for p in parties]


def _other_parties(a: tuple[Participant, ...], b: tuple[Participant, ...]) -> bool:
    return {p.id for p in a} != {p.id for p in b}


def _other_days(a: When | None, b: When | None) -> bool:
    """An interval inside the other one is the same date, told less exactly."""
    return (a is None) != (b is None) or (a is not None and b is not None and not a.overlaps(b))


def _other_place(a: Where | None, b: Where | None) -> bool:
    return (a and (a.name, a.country)) != (b and (b.name, b.country))


def _other_number(a: Amount | None, b: Amount | None) -> bool:
    return (a is None) != (b is None) or (a is not None and b is not None and not a.compatible(b))


def _json(value: When | Where | Amount | None) -> Any:
    return None if value is None else value.as_json()


FIELDS: dict[str, tuple[Callable[[Any, Any], bool], Callable[[Any], Any]]] = {
    "type": (lambda a, b: a != b, str),
    "status": (lambda a, b: a != b, str),
    "actors": (_other_parties, _names),
    "recipients": (_other_parties, _names),
    "date": (_other_days, _json),
    "place": (_other_place, _json),
    "deaths": (_other_number, _json),
    "injured": (_other_number, _json),
    "count": (_other_number, _json),
}
