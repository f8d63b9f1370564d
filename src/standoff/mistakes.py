"""Gold and coded events into a list of mistakes: what was missed, what was invented, and what is wrong with the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from standoff.evaluate import Json, agrees, fields_right, kept, match_at, share_sentence

CAUSES = ("missed", "invented", "type", "actor", "recipient", "date", "deaths", "status", "mode")


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong in one document; `gold` is None for an invented event, `coded` for a missed one.

    Cause "type": an event was read in the sentence of a missed one, of another type.
    """

    document: str
    cause: str
    gold: Json | None
    coded: Json | None

    @property
    def type(self) -> str:
        """The type that gold has; of an invented event the coded one."""
        return str((self.gold or self.coded or {}).get("type", ""))

    @property
    def mention(self) -> Json:
        """The sentence to look at: where both tell of it, the coded one, which says where the trigger stands."""
        event = self.coded or self.gold or {}
        return dict(next(iter(event.get("mentions") or [{}])))

    @property
    def trigger(self) -> tuple[int, int] | None:
        """Where the trigger stands in that sentence (characters); gold names it by its text."""
        sentence, told = str(self.mention.get("sentence") or ""), self.mention.get("trigger")
        if isinstance(told, str):
            start = sentence.find(told)
            return (start, start + len(told)) if told and start >= 0 else None
        if isinstance(told, list) and len(told) == 2 and "start" in self.mention:
            return (told[0] - self.mention["start"], told[1] - self.mention["start"])
        return None

    def as_json(self) -> Json:
        return {
            "document": self.document, "cause": self.cause, "gold": self.gold, "coded": self.coded,
            "sentence": self.mention.get("sentence"), "rule": self.mention.get("rule"),
        }  # fmt: skip


def mistakes(gold: Mapping[str, Json], predicted: Mapping[str, Json]) -> Iterator[Mistake]:
    """Every mistake, document by document, those of one event one after the other."""
    for key in gold:
        wanted, got = kept(gold, key), kept(predicted, key)
        agreement = [[agrees(e, f) for f in got] for e in wanted]
        pairs = dict(match_at("type", agreement, len(got)))
        free = [place for place in range(len(got)) if place not in pairs.values()]
        for place, event in enumerate(wanted):
            if place in pairs:
                coded = got[pairs[place]]
                yield from (Mistake(key, c, event, coded) for c in _wrong(event, coded, agreement[place][pairs[place]]))
                continue
            beside = next((f for f in free if share_sentence(event, got[f])), None)
            if beside is None:
                yield Mistake(key, "missed", event, None)
            else:
                free.remove(beside)
                yield Mistake(key, "type", event, got[beside])
        yield from (Mistake(key, "invented", None, got[place]) for place in free)


def _wrong(event: Json, coded: Json, agreement: Mapping[str, bool]) -> Iterator[str]:
    """The causes for two events of one type; whether the recipient is right is asked only where the actor is."""
    if not agreement["who"]:
        yield "actor"
    elif not agreement["whom"]:
        yield "recipient"
    yield from (name for name, right in fields_right(event, coded).items() if right is False)


def parse_around(doc: Any, start: int, end: int) -> str:
    """What the parser made of a trigger (characters of a spaCy Doc): its head, itself, and what hangs on it."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return ""
    root = span.root
    hanging = ", ".join(f"{child.dep_} {child.text}" for child in root.children if not child.is_punct)
    above = "root" if root.head == root else f"{root.dep_} of {root.head.text}"
    return f"{root.text}/{root.pos_} {above}" + (f"; {hanging}" if hanging else "")
