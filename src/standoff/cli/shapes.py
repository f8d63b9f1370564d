"""Events, actors and ties as tables, flat records and JSON: what people read in each column."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from standoff.answers.rows import EVENT_FIELDS, about, event_json, flat_event, joined, what
from standoff.answers.words import amount, days, event_days, value_in_words, where, who
from standoff.cli.output import Column, Shape
from standoff.cli.text import one_line, shortened
from standoff.records import Json, Participant
from standoff.store import ActorRow, StoredEvent, TieRow

if TYPE_CHECKING:
    from standoff.judging import Said


EVENTS: Shape[StoredEvent] = Shape(
    columns=(
        Column("id", lambda s: s.event.id, keep=True),
        Column("date", lambda s: event_days(s.event)),
        Column("what", lambda s: what(s.event)),
        Column("who", lambda s: who(s.event)),
        Column("about", lambda s: about(s.event), extra=True),
        Column("deaths", lambda s: amount(s.event.deaths), right=True, keep=True),
        Column("src", lambda s: str(s.sources), right=True, keep=True),
        Column("place", lambda s: where(s.event.place)),
    ),
    fields=EVENT_FIELDS,
    flat=flat_event,
    as_json=event_json,
)

ACTORS: Shape[ActorRow] = Shape(
    columns=(
        Column("id", lambda a: a.id),
        Column("name", lambda a: one_line(a.name)),
        Column("country", lambda a: a.country or "", keep=True),
        Column("sector", lambda a: a.sector, keep=True),
        Column("events", lambda a: str(a.events), right=True, keep=True),
        Column("acts", lambda a: str(a.acted), right=True),
        Column("receives", lambda a: str(a.received), right=True),
        Column("between", lambda a: days(a.first, a.last)),
        Column("most often", lambda a: a.most_often),
    ),
    fields={
        "id": str, "name": str, "country": str, "sector": str, "events": int, "acted": int, "received": int,
        "first": str, "last": str, "most_often": str,
    },
    flat=lambda a: tuple(a.as_json().values()),
    as_json=lambda a: a.as_json(),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TieSummary:
    """One standing tie with the sentences that assert it."""

    sentences: tuple[TieRow, ...]

    @property
    def tie(self) -> tuple[str, Participant, Participant]:
        first = self.sentences[0].tie
        return first.type, first.source, first.target

    @property
    def sources(self) -> int:
        return len({s.independent_source for s in self.sentences})

    @property
    def published(self) -> str:
        known = [s.published for s in self.sentences if s.published]
        return days(min(known), max(known)) if known else ""

    def as_json(self) -> Json:
        kind, source, target = self.tie
        told = [
            s.tie.as_json() | {"told_by": s.told_by, "published": s.published.isoformat() if s.published else None}
            for s in self.sentences
        ]
        for sentence in told:
            for key in ("type", "from", "to"):
                sentence.pop(key)
        return {
            "type": kind,
            "from": source.as_json(),
            "to": target.as_json(),
            "sources": self.sources,
            "sentences": told,
        }


def summarise(rows: Iterable[TieRow]) -> list[TieSummary]:
    """Sentences that assert the same tie as one, those with the most independent sources first."""
    grouped: dict[tuple[str, str, str], list[TieRow]] = {}
    for row in rows:
        grouped.setdefault((row.tie.type, row.tie.source.id, row.tie.target.id), []).append(row)
    ties = [TieSummary(tuple(sentences)) for sentences in grouped.values()]
    return sorted(ties, key=lambda t: (-t.sources, -len(t.sentences), t.tie[0], t.tie[1].id, t.tie[2].id))


TIES: Shape[TieSummary] = Shape(
    columns=(
        Column("from", lambda t: one_line(t.tie[1].name)),
        Column("tie", lambda t: t.tie[0].replace("_", " ")),
        Column("to", lambda t: one_line(t.tie[2].name)),
        Column("src", lambda t: str(t.sources), right=True, keep=True),
        Column("published", lambda t: t.published),
        Column("sentence", lambda t: shortened(t.sentences[0].tie.sentence, 100)),
    ),
    fields={
        "type": str, "from": str, "from_id": str, "from_country": str, "to": str, "to_id": str, "to_country": str,
        "sources": int, "sentences": int, "published": str, "sentence": str,
    },
    flat=lambda t: (
        t.tie[0], t.tie[1].name, t.tie[1].id, t.tie[1].country, t.tie[2].name, t.tie[2].id, t.tie[2].country,
        t.sources, len(t.sentences), t.published, t.sentences[0].tie.sentence,
    ),
    as_json=lambda t: t.as_json(),
)  # fmt: skip


def _judged(said: Said) -> str:
    """The event and what is corrected about it; or the first pair of mentions, and how many more it is about."""
    if said.event:
        changes = (
            f"{c.field} {value_in_words(c.field, c.before)} → {value_in_words(c.field, c.after)}" for c in said.changes
        )
        return one_line("; ".join([said.event, *changes]))
    left, right = said.pairs[0]
    more = len({name for pair in said.pairs for name in pair}) - 2
    return f"{left} and {right}" + (f", {more} more" if more else "")


WORDS: Shape[Said] = Shape(
    columns=(
        Column("no", lambda w: str(w.number), right=True, keep=True),
        Column("verdict", lambda w: w.verdict if w.stands or w.verdict in {"open", "undo"} else f"({w.verdict})", keep=True),
        Column("by", lambda w: one_line(w.by)),
        Column("when", lambda w: w.at[:16].replace("T", " "), keep=True),
        Column("why", lambda w: one_line(w.note)),
        Column("about", _judged),
    ),
    fields={
        "number": int, "verdict": str, "by": str, "at": str, "note": str, "stands": bool, "event": str, "changes": str, "pairs": str,
    },
    flat=lambda w: (
        w.number, w.verdict, w.by, w.at, w.note, w.stands, w.event or None, _judged(w) if w.changes else None,
        joined(f"{x} {y}" for x, y in w.pairs),
    ),
    as_json=lambda w: {
        "number": w.number, "verdict": w.verdict, "by": w.by, "at": w.at, "note": w.note, "stands": w.stands, "event": w.event or None,
        "changes": [{"field": c.field, "before": c.before, "after": c.after} for c in w.changes], "pairs": [list(p) for p in w.pairs],
    },
)  # fmt: skip
