"""What changed? The archive as it was at a moment beside what it is now: events new, contradicted, revised, merged, split."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from standoff import knowledge
from standoff.answers.answer import Answer, Source, Statement, Table
from standoff.answers.contested import source_of
from standoff.answers.lineage import Lineage, lineage
from standoff.answers.revisions import FIELDS, Gain, Revision, gains, revisions
from standoff.answers.words import in_words
from standoff.merge.kinship import Kinship
from standoff.options import ChangesOptions
from standoff.records import Event, plain_id
from standoff.store import DecisionRow, DocumentRow, ImportedFile, PastEvent, StoredEvent, View

SHOWN_OF_IMPORTS = 5  # the deadliest of the imported events are named, unless more are asked for; a table sums up all
MACHINE = "the machine"
COUNTED = {
    "new": "new events", "contradicted": "contradicted", "revised": "revised", "merged": "merged", "split": "split", "gone": "no longer told",
    "imported": "imported",
}  # fmt: skip
IMPORTS = ("data set", "events", "deaths", "first day", "last day", "file")


def answer(view: View, options: ChangesOptions) -> Answer:
    """What the archive says now and did not say at `options.since`, by the times at which it was recorded."""
    found = _compare(view, options.since)
    imports = view.imported_since(options.since)
    shown = {topic: ids[: options.limit] for topic, ids in found.topics.items()}
    deadliest = (
        view.deadliest_imported(options.since, SHOWN_OF_IMPORTS if options.limit is None else options.limit)
        if imports
        else []
    )
    statements = (*_headline(view, options.since, found, imports), *_Teller(view, found, shown, deadliest).statements())
    left_out = sum(map(len, found.topics.values())) - sum(map(len, shown.values()))
    return Answer("What changed in the archive?", statements, (_table(imports),) if imports else (), left_out=left_out)


@dataclass(frozen=True, slots=True)
class _Found:
    """What changed: `topics` has the ids of events (of then where topic is "split" or "gone") by what became of them, what matters most first."""

    past: Mapping[str, PastEvent]
    line: Lineage
    gains: Mapping[str, tuple[Gain, ...]]
    revisions: Mapping[str, tuple[Revision, ...]]
    topics: Mapping[str, Sequence[str]]
    told_again: int
    judged: Sequence[DecisionRow]


def _compare(view: View, since: datetime) -> _Found:
    past, line = view.events_as_of(since), lineage(view.where_mentions_went(since))
    written = list(view.events_since(since))
    gained, revised, told_again = _events_compared(view, past, line, Kinship(knowledge.load()))
    places = {id: place for place, id in enumerate(written)}

    def rank(event: str) -> int:
        return places.get(event, len(places))  # written before its past was: a clock that was set back

    topics = {
        "new": [id for id in written if id not in line.heirs],
        "contradicted": sorted(gained, key=lambda e: (-gained[e][0].weight, rank(e))),
        "revised": sorted(revised, key=lambda e: (FIELDS.index(revised[e][0].field), rank(e))),
        "merged": sorted(line.united, key=rank),
        "split": sorted(line.parted, key=lambda e: rank(line.parted[e][0])),
        "gone": list(line.gone),
    }
    judged = [d for d in view.persons_judgements() if datetime.fromisoformat(d.at) > since]
    return _Found(past, line, gained, revised, topics, told_again, judged)


def _events_compared(
    view: View, past: Mapping[str, PastEvent], line: Lineage, kinship: Kinship
) -> tuple[dict[str, tuple[Gain, ...]], dict[str, tuple[Revision, ...]], int]:
    """The claims gained and the revisions of events that were there before, and how many were only told again."""
    gained, revised, told_again = {}, {}, 0
    for stored in view.events_of(sorted(line.continues)):
        event, before = stored.event, line.continues[stored.event.id]
        known = line.shared[before, event.id]
        against, other = gains(event, known, kinship), revisions(event, past[before].event, known)
        if against:
            gained[event.id] = against
        if other:
            revised[event.id] = other
        told_again += not (against or other or event.id in line.united) and len(event.mentions) > len(known)
    return gained, revised, told_again


def _headline(view: View, since: datetime, found: _Found, imports: Sequence[ImportedFile]) -> Iterator[Statement]:
    counts = {topic: len(ids) for topic, ids in found.topics.items()} | {"imported": sum(i.events for i in imports)}
    told = [f"{counts[topic]:,} {word}" for topic, word in COUNTED.items() if counts[topic]]
    again = f"; {found.told_again:,} told again, nothing else about them changed" if found.told_again else ""
    yield Statement("", f"Since {_moment(since)}: {', '.join(told) or 'nothing changed'}{again}.")
    began = view.history_since()
    if began is not None and since < began:
        when = _moment(began.astimezone(since.tzinfo))
        yield Statement(
            "", f"The archive has kept its history since {when}; what it held by then counts as known before."
        )


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} {moment:%Z}".strip()


def _table(imports: Sequence[ImportedFile]) -> Table:
    rows = ((i.dataset, i.events, i.deaths, _day(i.first), _day(i.last), i.file) for i in imports)
    return Table("files imported", IMPORTS, tuple(rows))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


class _Teller:
    """Makes the statements about the events shown, with the events and documents that they are about loaded once."""

    def __init__(self, view: View, found: _Found, shown: Mapping[str, Sequence[str]], imported: Sequence[str]) -> None:
        self._view, self._found, self._shown, self._imported = view, found, shown, imported
        parts = [now for past in shown["split"] for now in found.line.parted[past]]
        ids = dict.fromkeys(
            [*parts, *(id for topic in ("new", "contradicted", "revised", "merged") for id in shown[topic])]
        )
        self._events: dict[str, Event] = {s.event.id: s.event for s in view.events_of(list(ids))}
        self._documents: Mapping[str, DocumentRow] = view.documents(
            m.document for event in self._events.values() for m in event.mentions
        )
        self._reviews, self._rejected = view.reviews_of(self._events), view.reviews_of(view.rejected())

    def statements(self) -> Iterator[Statement]:
        makers: Mapping[str, Callable[[str], Statement]] = {
            "new": self._new, "contradicted": self._contradicted, "revised": self._revised,
            "merged": self._merged, "split": self._split, "gone": self._gone,
        }  # fmt: skip
        for topic, ids in self._shown.items():
            yield from map(makers[topic], ids)
        yield from map(self._imported_event, self._view.events_of(self._imported))

    def _new(self, id: str) -> Statement:
        """With the first sentence of each report that tells of it."""
        event = self._events[id]
        first = {m.document: place for place, m in reversed(list(enumerate(event.mentions)))}
        sources = (self._mention(event, place, event.mentions[place].sentence) for place in sorted(first.values()))
        return Statement("new", in_words(event), id, tuple(sources))

    def _contradicted(self, id: str) -> Statement:
        event = self._events[id]
        sources = (source_of(event, g.claim, self._documents, g.before) for g in self._found.gains[id])
        return Statement("contradicted", in_words(event), id, tuple(sources))

    def _revised(self, id: str) -> Statement:
        event = self._events[id]
        return Statement(
            "revised", in_words(event), id, tuple(self._revision(event, r) for r in self._found.revisions[id])
        )

    def _revision(self, event: Event, revision: Revision) -> Source:
        """With the person who corrected it, or the new report that tells the value; where none does, it was chosen among those known."""
        by = [r.word.by for r in self._reviews.get(event.id, ()) if revision.field in {c.field for c in r.word.changes}]
        bare = Source(by[-1] if by else "", revision.now, revision.field, revision.before)
        if by or revision.mention is None:
            return bare
        told = self._mention(event, revision.mention, revision.now)
        return replace(told, field=revision.field, before=revision.before)

    def _mention(self, event: Event, place: int, value: str) -> Source:
        mention = event.mentions[place]
        document = self._documents[mention.document]
        by = ", ".join(mention.attributed_to) or document.told_by
        return Source(by, value, "", "", document.id, document.told_by, document.published, place + 1)

    def _merged(self, id: str) -> Statement:
        past, line = self._found.line.united[id], self._found.line
        by, why = self._decided([set(line.shared[p, id].values()) for p in past], {"same", "open"})
        sources = (Source(by, f"{p} {in_words(self._found.past[p].event)}", "was") for p in past)
        return Statement(
            "merged", f"{in_words(self._events[id])}: {len(past)} events became this one{why}", id, tuple(sources)
        )

    def _split(self, past: str) -> Statement:
        parts, line = self._found.line.parted[past], self._found.line
        by, why = self._decided([set(line.shared[past, now].values()) for now in parts], {"different", "open"})
        sources = (Source(by, f"{now} {in_words(self._events[now])}", "is now") for now in parts)
        text = f"{in_words(self._found.past[past].event)}: its mentions are of {len(parts)} events now{why}"
        return Statement("split", text, past, tuple(sources))

    def _gone(self, past: str) -> Statement:
        rejected = [r.word.by for r in self._rejected.get(past, ()) if r.word.verdict == "reject"]
        why = f"{rejected[-1]} rejected it" if rejected else "no event has its mentions any more"
        return Statement("gone", f"{past} {in_words(self._found.past[past].event)}: {why}")

    def _decided(self, groups: Sequence[set[str]], verdicts: set[str]) -> tuple[str, str]:
        """Who brought mentions of several groups together or apart, and in what words: the last person who judged a pair across them."""
        for judged in reversed(self._found.judged):
            pair = plain_id(judged.left), plain_id(judged.right)
            across = [any(a in pair for a in group) for group in groups]
            if judged.verdict in verdicts and sum(across) > 1:
                return judged.by, f" ({judged.by}{f': {judged.note}' if judged.note else ''})"
        return MACHINE, f" ({MACHINE})"

    def _imported_event(self, stored: StoredEvent) -> Statement:
        event, row = stored.event, self._view.imported_row(stored.event.id)
        told = (Source(event.dataset or "", f"{row.file}, line {row.line:,}", "row"),) if row else ()
        return Statement("imported", in_words(event), event.id, told)
