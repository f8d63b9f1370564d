"""Coded documents and merged events into an archive, one transaction per batch: kill -9 loses at most the batch in hand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Self

from duckdb import DuckDBPyConnection

from standoff import __version__
from standoff.errors import AbsentError, ChangedError, ReadError, StoreError
from standoff.records import Mention
from standoff.store import columns
from standoff.store.archive import open_to_write
from standoff.store.importer import Importer, Resolve
from standoff.store.loading import as_new, load_events, reviews_of
from standoff.store.reviewed import Word, reviewed, stamp
from standoff.store.rows import Counts, DecisionRow, NewDocument, NewEvent, StoredEvent, StoredMention, Waiting
from standoff.store.statements import ROWS_AT_ONCE, Row, insert, rows, rows_in_blocks, statement, utc_now

CopyRow = tuple[str, bytes, bytes, str | None]


class Writer:
    """The only process that writes to an archive; a run is recorded once it changes something."""

    def __init__(self, connection: DuckDBPyConnection, command: str) -> None:
        self._connection, self._command = connection, command
        self._run: int | None = None
        numbers: tuple[int, int, int] = rows(connection, "next_numbers")[0]
        self._documents, self._mentions, self._ties = numbers

    @classmethod
    @contextmanager
    def open(cls, path: Path, command: str = "") -> Iterator[Self]:
        """Open or make the archive; another process that has it open is a StoreError."""
        with open_to_write(path) as connection:
            yield cls(connection, command)

    # --- what is there ---

    def copy_rows(self) -> Iterator[CopyRow]:
        """Id, digest, signature and near of all documents in the order of arrival."""
        for id, digest, signature, near in rows_in_blocks(self._connection, "copy_rows"):
            yield id, bytes(digest), bytes(signature), near

    @property
    def next_document(self) -> int:
        """The number that the next document gets."""
        return self._documents

    def counts(self) -> Counts:
        return Counts(*rows(self._connection, "counts")[0])

    def unmerged(self) -> list[Waiting]:
        """The documents whose mentions are not merged into events yet, in the order of publication, then of arrival."""
        return [Waiting(*row) for row in rows(self._connection, "unmerged")]

    def mentions_of(self, documents: Iterable[str]) -> Iterator[StoredMention]:
        """All mentions of the documents."""
        return self._stored("mentions_of_documents", documents=list(documents))

    def numbers_under(self, keys: Iterable[str], documents: Sequence[str]) -> list[int]:
        """The numbers of all mentions under one of the blocking keys that are merged already, or in one of the documents."""
        return self._numbers("numbers_under_keys", list(keys), documents=documents)

    def numbers_near(self, day: date | None, keys: Iterable[str], documents: Sequence[str], most: int) -> list[int]:
        """Of these only so many under each key, those that were published nearest to the day."""
        return self._numbers("numbers_near_day", list(keys), documents=documents, day=day, most=most)

    def _numbers(self, query: str, keys: list[str], **values: Any) -> list[int]:
        return self._numbers_of(query, keys=keys, **values) if keys else []

    def numbers_told_with(self, mentions: Sequence[int]) -> list[int]:
        """The numbers of all mentions of the events that hold one of the mentions (numbers)."""
        return self._numbers_of("numbers_told_with", mentions=list(mentions))

    def _numbers_of(self, query: str, **values: Any) -> list[int]:
        return [number for (number,) in rows(self._connection, query, **values)]

    def mentions_numbered(self, numbers: Iterable[int]) -> Iterator[StoredMention]:
        """In the order of arrival; loaded some at a time, because to sort the texts of all takes more than the writer may have."""
        ordered = sorted(numbers)
        for first in range(0, len(ordered), ROWS_AT_ONCE):
            yield from self._stored("mentions_numbered", numbers=ordered[first : first + ROWS_AT_ONCE])

    def _stored(self, query: str, **values: Any) -> Iterator[StoredMention]:
        """Block by block: the texts of all rows at once take more than what is made of them."""
        for seq, body, published, independent, publisher, source in rows_in_blocks(self._connection, query, **values):
            mention = Mention.from_json(json.loads(body))
            yield StoredMention(seq, mention, published, independent, publisher or source)

    def persons_judgements(self) -> list[DecisionRow]:
        """What persons have decided about pairs of mentions."""
        return [DecisionRow.of_person(*row) for row in rows(self._connection, "persons_judgements")]

    # --- what comes in ---

    def add(
        self, documents: Sequence[NewDocument], copies: Iterable[tuple[str, str]], problems: Iterable[ReadError]
    ) -> int:
        """Store documents with their mentions and ties, sources of copies (document, source), and problems, all or nothing.

        Copies and problems that the archive knows already are left out. Returns the number of copies that were new.
        """
        own = {(d.document.id, d.document.source) for d in documents}
        new_copies = [c for c in self._new("new_copies", ("document", "source"), list(copies)) if c not in own]
        new_problems = self._new("new_problems", ("source", "why"), [(p.source, p.problem) for p in problems])
        if documents or new_copies or new_problems:
            with self._transaction() as run:
                self._add_documents(documents)
                insert(self._connection, "copies", columns.COPIES, new_copies)
                insert(self._connection, "problems", columns.PROBLEMS, [(*p, run) for p in new_problems])
        return len(new_copies)

    def _new(self, query: str, names: tuple[str, str], given: list[Row]) -> list[Row]:
        """The rows that the archive does not have."""
        lists = {name: [row[place] for row in given] for place, name in enumerate(names)}
        return rows(self._connection, query, **lists) if given else []

    def _add_documents(self, documents: Sequence[NewDocument]) -> None:
        connection = self._connection
        insert(
            connection,
            "documents",
            columns.DOCUMENTS,
            [columns.document(self._documents + n, d) for n, d in enumerate(documents)],
        )
        mentions = [(m, keys) for d in documents for m, keys in zip(d.mentions, d.blocks, strict=True)]
        numbered = list(enumerate(mentions, self._mentions))
        insert(connection, "mentions", columns.MENTIONS, [columns.mention(seq, m) for seq, (m, _) in numbered])
        insert(
            connection, "blocks", columns.BLOCKS, [(key, seq) for seq, (_, keys) in numbered for key in sorted(keys)]
        )
        ties = [tie for d in documents for tie in d.ties]
        insert(connection, "ties", columns.TIES, [columns.tie(self._ties + n, tie) for n, tie in enumerate(ties)])
        insert(connection, "unmerged", columns.UNMERGED, [(d.document.id,) for d in documents if d.mentions])
        self._documents += len(documents)
        self._mentions += len(mentions)
        self._ties += len(ties)

    def judge(self, *judgements: DecisionRow) -> None:
        """Record a person's word on pairs of mentions; their documents wait for merging again."""
        documents = sorted({id.rsplit(":", 2)[0] for j in judgements for id in (j.left, j.right)})
        with self._transaction():
            insert(self._connection, "judgements", columns.JUDGEMENTS, map(columns.decision, judgements))
            insert(self._connection, "unmerged", columns.UNMERGED, [(id,) for id in documents])

    def review(self, event: str, word: Word, seen: str | None = None) -> None:
        """Record a person's word on an event (its current id), and make of the event what the word says.

        AbsentError where there is no such event; ChangedError where it is not as it was when it had the stamp `seen`; StoreError for a
        correction of an event of a data set.
        """
        connection = self._connection
        with self._transaction():
            stored = load_events(connection, [event]).get(event)
            if stored is None:
                raise AbsentError(f"no event {event} in the archive")
            now, words = stored.event, reviews_of(connection, [event]).get(event, ())
            if seen is not None and seen != stamp(now, words):
                raise ChangedError(f"{event} has changed since you looked at it; nothing was written, look at it again")
            if now.dataset is not None:
                self._review_imported(stored, word, was_rejected=reviewed(now, words)[1])
                return
            [coded] = as_new(connection, [event])
            self._say(word, event, coded.mentions, coded.event.confidence)
            self._replace(coded.mentions, [coded])

    def _review_imported(self, stored: StoredEvent, word: Word, *, was_rejected: bool) -> None:
        """Its row is as others told it: it counts or it does not."""
        connection, event = self._connection, stored.event
        if word.changes:
            raise StoreError(f"{event.id} is as the data set {event.dataset} has it; reject it, or note what is wrong")
        self._say(word, event.id, (), event.confidence)
        is_rejected = reviewed(event, reviews_of(connection, [event.id]).get(event.id, ()))[1]
        if is_rejected == was_rejected:
            return
        for table in ("events", "event_parties", "coded_events"):
            connection.execute(*columns.bound(f"delete_{table}", events=[event.id]))
        one = NewEvent(event, (), stored.sources)
        if is_rejected:
            insert(connection, "coded_events", columns.CODED_EVENTS, [columns.coded_event(one, rejected=True)])
        else:
            insert(connection, "events", columns.EVENTS, [columns.event(one, utc_now())])
            insert(connection, "event_parties", columns.EVENT_PARTIES, columns.parties(event))
            connection.execute(*columns.bound("complete_imported", **columns.imported(event)))

    def add_missed(self, mention: Mention, keys: Iterable[str], word: Word) -> None:
        """Record what a person read in a stored document and the coder did not; the document waits for merging then."""
        seq = self._mentions
        with self._transaction():
            insert(self._connection, "mentions", columns.MENTIONS, [columns.mention(seq, mention)])
            insert(self._connection, "blocks", columns.BLOCKS, [(key, seq) for key in sorted(keys)])
            insert(self._connection, "unmerged", columns.UNMERGED, [(mention.document,)])
            self._say(word, "", (seq,), mention.confidence)
            self._mentions += 1

    def withdraw_missed(self, word: Word) -> None:
        """Record that a person takes back what `add_missed` recorded; the documents that tell of the same wait for merging without it."""
        with self._transaction():
            [gone] = self._numbers_of("mentions_of_review", number=word.takes_back)
            self._say(word, "", (gone,), 1.0)
            self._connection.execute(*columns.bound("delete_blocks", mentions=[gone]))
            others = [m for _, m in rows(self._connection, "events_holding", mentions=[gone]) if m != gone]
            documents = sorted({stored.mention.document for stored in self.mentions_numbered(others)})
            insert(self._connection, "unmerged", columns.UNMERGED, [(id,) for id in documents])
            if not others:
                self._put([gone], [])

    def _say(self, word: Word, event: str, mentions: Sequence[int], confidence: float) -> None:
        changes = columns.compact([[c.field, c.before, c.after] for c in word.changes])
        values = {
            "by": word.by,
            "at": word.at,
            "note": word.note,
            "takes_back": word.takes_back,
            "verdict": word.verdict,
        }
        about = {"event": event, "mentions": list(mentions), "confidence": confidence}
        self._connection.execute(*columns.bound("insert_reviews", changes=changes, **values, **about))

    def importer(self, dataset: str, file: str, select: str, resolve: Resolve) -> Importer:
        """What takes the rows of one file of a data set."""
        return Importer(self._connection, dataset, file, select, resolve)

    # --- what merging makes of it ---

    def replace_events(
        self,
        documents: Sequence[str],
        touched: Sequence[int],
        events: Sequence[NewEvent],
        decisions: Iterable[DecisionRow],
    ) -> None:
        """Put `events` in the place of all that hold one of the `touched` mentions; `documents` are merged then.

        What an event was before is kept, with the time until which it was that. What persons said of events goes with their mentions.
        """
        with self._transaction():
            self._replace(touched, events)
            self._replace_decisions({m.id for e in events for m in e.event.mentions}, decisions)
            self._connection.execute(*columns.bound("delete_unmerged", documents=list(documents)))

    def _replace(self, touched: Sequence[int], events: Sequence[NewEvent]) -> None:
        """Put events in the place of those that hold a touched mention; others, to or from which a person's word went by that, anew too."""
        under_review = self._under_review(touched)
        replaced = self._put(touched, events)
        others = (under_review | self._under_review(touched)) - replaced - {e.event.id for e in events}
        if others:
            again = as_new(self._connection, sorted(others))
            self._put([mention for e in again for mention in e.mentions], again)

    def _under_review(self, mentions: Sequence[int]) -> set[str]:
        return {event for (event,) in rows(self._connection, "events_under_review", mentions=list(mentions))}

    def _put(self, touched: Sequence[int], events: Sequence[NewEvent]) -> set[str]:
        """The same without the others; the ids of the events that were replaced."""
        now = utc_now()
        replaced = self._remove_events(touched, events)
        self._insert_events(events, now)
        self._connection.execute(statement("keep_recorded"))
        self._connection.execute(*columns.bound("insert_past_events", replaced=now))
        return replaced

    def _remove_events(self, touched: Sequence[int], events: Sequence[NewEvent]) -> set[str]:
        held: dict[str, list[int]] = {}
        for event, mention in rows(self._connection, "events_holding", mentions=list(touched)):
            held.setdefault(event, []).append(mention)
        self._connection.execute(*columns.bound("stage_replaced", events=list(held)))
        for table in ("events", "coded_events", "event_mentions", "event_parties", "claims"):
            self._connection.execute(*columns.bound(f"delete_{table}", events=list(held)))
        self._keep_ids(held, events)
        return set(held)

    def _keep_ids(self, held: Mapping[str, Sequence[int]], events: Sequence[NewEvent]) -> None:
        """Every id that goes away leads to the event that now holds its earliest mention."""
        now = {seq: e.event.id for e in events for seq in e.mentions}
        ids = sorted(set(now.values()))
        moved = [(old, next((now[m] for m in seqs if m in now), None)) for old, seqs in held.items() if old not in ids]
        aliases = [(old, new) for old, new in moved if new is not None]
        if aliases:
            lists = {"alias": [old for old, _ in aliases], "event": [new for _, new in aliases]}
            self._connection.execute(*columns.bound("move_aliases", **lists))
        self._connection.execute(*columns.bound("delete_aliases", events=ids))
        insert(self._connection, "event_aliases", columns.EVENT_ALIASES, aliases)

    def _insert_events(self, events: Sequence[NewEvent], recorded: datetime) -> None:
        connection = self._connection
        held = ((e.event.id, place, seq) for e in events for place, seq in enumerate(e.mentions))
        insert(connection, "event_mentions", columns.EVENT_MENTIONS, held)
        kept, coded = self._reviewed(events)
        insert(connection, "coded_events", columns.CODED_EVENTS, coded)
        insert(connection, "events", columns.EVENTS, (columns.event(e, recorded) for e in kept))
        parties = (row for e in kept for row in columns.parties(e.event))
        insert(connection, "event_parties", columns.EVENT_PARTIES, parties)
        insert(connection, "claims", columns.CLAIMS, (row for e in events for row in columns.claims(e.event)))

    def _reviewed(self, events: Sequence[NewEvent]) -> tuple[list[NewEvent], list[Row]]:
        """The events as persons' words leave them, without those rejected; and as the software has them where that is something else."""
        words = reviews_of(self._connection, [e.event.id for e in events])
        kept, coded = [], []
        for e in events:
            event, rejected = reviewed(e.event, words.get(e.event.id, ()))
            if not rejected:
                kept.append(replace(e, event=event))
            if rejected or event != e.event:
                coded.append(columns.coded_event(e, rejected=rejected))
        return kept, coded

    def _replace_decisions(self, mentions: set[str], decisions: Iterable[DecisionRow]) -> None:
        machine = (columns.decision(d) for d in decisions if d.by == "machine")
        self._connection.execute(*columns.bound("delete_judgements", mentions=sorted(mentions)))
        insert(self._connection, "judgements", columns.JUDGEMENTS, machine)

    # --- runs ---

    def finish(self, counts: Mapping[str, float]) -> None:
        """Close the record of this run, if it changed anything."""
        if self._run is not None:
            values = {"run": self._run, "finished": utc_now(), "counts": json.dumps(counts)}
            self._connection.execute(*columns.bound("finish_run", **values))

    @contextmanager
    def _transaction(self) -> Iterator[int]:
        """All or nothing; the first one of a run also records the run."""
        connection, before = self._connection, self._run
        numbers = self._documents, self._mentions, self._ties
        connection.begin()
        try:
            if self._run is None:
                values = {"command": self._command, "version": __version__, "started": utc_now()}
                self._run = int(rows(connection, "insert_run", **values)[0][0])
            yield self._run
            connection.commit()
        except BaseException:
            connection.rollback()
            self._run = before
            self._documents, self._mentions, self._ties = numbers
            raise
