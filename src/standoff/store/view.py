"""An archive into events, actors, ties and the reasons for them; a View cannot change anything."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Self

from duckdb import DuckDBPyConnection
from duckdb import Error as DuckDBError

from standoff import ontology
from standoff.errors import AbsentError, StoreError
from standoff.records import Event, Json, Mention, Tie, plain_id
from standoff.store.archive import Reader, open_to_read
from standoff.store.filters import conditioned, given
from standoff.store.loading import load_events, reviews_of
from standoff.store.places import PlaceCount, places
from standoff.store.queue import Curve, Queued, queue
from standoff.store.reviewed import Review, stamp
from standoff.store.rows import (
    ActorRow,
    Acts,
    Annotation,
    ClaimRow,
    Counts,
    Dealings,
    DecisionRow,
    DocumentRow,
    EventFilter,
    ImportedFile,
    ImportedRow,
    ListedDocument,
    Moved,
    Partner,
    PartyRow,
    PartyVariant,
    PastEvent,
    StoredEvent,
    TieFilter,
    TieRow,
)
from standoff.store.statements import rows, rows_in_blocks, statement
from standoff.store.tally import Tally, tally

EVENTS_AT_ONCE = 5000


class View:
    """Read-only answers about one archive."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator[Self]:
        """Open an archive for reading; a missing, foreign, newer or busy one is a StoreError."""
        with open_to_read(path) as connection:
            yield cls(connection)

    @classmethod
    @contextmanager
    def reading(cls, reader: Reader) -> Iterator[Self]:
        """The same through one who reads the archive again and again."""
        with reader.open() as connection:
            yield cls(connection)

    def interrupt(self) -> None:
        """Stop the query that another thread is waiting for: there, it fails."""
        self._connection.interrupt()

    def counts(self) -> Counts:
        return Counts(*rows(self._connection, "counts")[0])

    def days_of_events(self) -> tuple[date, date] | None:
        """The first and the last day of what is said to have happened; None where nothing has a date."""
        first, last = rows(self._connection, "days_of_events")[0]
        return None if first is None else (first, last)

    def last_added(self) -> datetime | None:
        """When the last run began that added to the archive, or when something was last imported."""
        began = rows(self._connection, "last_added")[0][0]
        return _with_zone(began) if began else None

    def unmerged(self) -> int:
        """How many documents wait for merging: more than none after a run that was killed."""
        return len(rows(self._connection, "unmerged"))

    # --- events ---

    def event_ids(self, chosen: EventFilter) -> list[str]:
        """Ids of the events that pass the filter, in its order."""
        bound = given(chosen) | {"limit": chosen.limit, "offset": chosen.offset}
        return [id for (id,) in self._connection.execute(conditioned("matching_events", chosen), bound).fetchall()]

    def tally(self, chosen: EventFilter, most_parties: int) -> Tally:
        """How many events pass the filter, by field and over time, and the ids of those within its limit."""
        return tally(self._connection, chosen, most_parties)

    def places(self, chosen: EventFilter) -> list[PlaceCount]:
        """Where the events that pass the filter happened, the most first."""
        return places(self._connection, chosen)

    def events(self, chosen: EventFilter) -> Iterator[StoredEvent]:
        """The events that pass the filter, with all mentions and claims; memory holds some thousands at a time."""
        yield from self.events_of(self.event_ids(chosen))

    def events_of(self, ids: Sequence[str]) -> Iterator[StoredEvent]:
        """Events by current id, in the order asked for."""
        for first in range(0, len(ids), EVENTS_AT_ONCE):
            block = ids[first : first + EVENTS_AT_ONCE]
            found = load_events(self._connection, block)
            yield from (found[id] for id in block if id in found)

    def event(self, name: str) -> StoredEvent:
        """One event by its id, an id that it had once, or a beginning of either that fits one event only."""
        return next(self.events_of([self.current_id(name)]))

    def current_id(self, name: str) -> str:
        """The id of the event that `event` would find."""
        fitting = [id for (id,) in rows(self._connection, "resolve_event", name=name)] if name else []
        if not fitting:
            raise AbsentError(f"no event {name!r} in the archive; list them with: standoff events")
        if len(fitting) > 1:
            raise StoreError(f"{name!r} begins the ids of several events ({', '.join(fitting)}); give more of the id")
        return str(fitting[0])

    def events_with(self, mentions: Sequence[str]) -> list[str]:
        """Ids of the events that have one of the mentions (ids)."""
        return [id for (id,) in rows(self._connection, "events_with", mentions=list(mentions))]

    def event_holding(self, mention: str) -> str:
        """The id of the event that holds a mention (id)."""
        found = rows(self._connection, "event_holding", mention=plain_id(mention))
        if not found:
            raise StoreError(f"no event holds the mention {mention}")
        return str(found[0][0])

    def query(self, sql: str) -> tuple[tuple[str, ...], Iterator[tuple[Any, ...]]]:
        """The columns and rows of a query of the user's, which may ask the view `dyads` too.

        No file and nothing else outside the archive can be reached from it, and no setting changed.
        """
        cursor = self._connection.cursor()
        cursor.execute(statement("create_dyads"))
        if cursor.execute("select current_setting('lock_configuration')").fetchone() == (False,):
            cursor.execute("set enable_external_access = false")
            cursor.execute("set lock_configuration = true")
        try:
            if len(cursor.extract_statements(sql)) != 1:
                raise StoreError("give one query, no more and no less")
            cursor.execute(sql)
        except DuckDBError as error:
            raise _unanswerable(error) from error
        if cursor.description is None:
            raise StoreError("the query answers nothing; give one SELECT")
        return tuple(column[0] for column in cursor.description), _fetched(cursor)

    def persons_judgements(self) -> list[DecisionRow]:
        """What persons have decided about pairs of mentions, in the order of time."""
        return [DecisionRow.of_person(*row) for row in rows(self._connection, "persons_judgements")]

    def imported_row(self, event: str) -> ImportedRow | None:
        """Where an event of a data set comes from; None for one that reports tell."""
        found = rows(self._connection, "imported_row", event=event)
        return ImportedRow.stored(*found[0]) if found else None

    def imported_rows(self, events: Sequence[str], dataset: str) -> dict[str, ImportedRow]:
        """The rows that those of these events come from which are of the data set, by event."""
        found = rows(self._connection, "imported_rows", events=list(events), dataset=dataset)
        return {event: ImportedRow.stored(*row) for event, *row in found}

    def claims_of(self, ids: Sequence[str]) -> Iterator[ClaimRow]:
        """The claims of events by current id, event by event."""
        for event, field, value, *told in rows_in_blocks(self._connection, "claims_and_sources", events=list(ids)):
            yield ClaimRow(event, field, json.loads(value), *told)

    # --- what persons said of events ---

    def coded(self, ids: Sequence[str]) -> dict[str, Event]:
        """Events of reports (current ids) as the software has them, without any person's corrections."""
        return {id: stored.event for id, stored in load_events(self._connection, ids, coded=True).items()}

    def reviews_of(self, ids: Iterable[str]) -> Mapping[str, list[Review]]:
        """What stands of persons' words on events (current ids), in the order of time."""
        return reviews_of(self._connection, ids)

    def reviews(self) -> list[Review]:
        """Everything that persons ever said of events, in the order of time, what was taken back too."""
        return [Review.of_row(row) for row in rows(self._connection, "all_reviews")]

    def stamp(self, event: str) -> str:
        """What tells this state of an event (current id) from every other."""
        return stamp(self.event(event).event, self.reviews_of([event]).get(event, ()))

    def rejected(self) -> list[str]:
        """Ids of the events that persons rejected."""
        return [id for (id,) in rows(self._connection, "rejected_events")]

    def queue(self, chosen: EventFilter, curve: Curve) -> tuple[int, list[Queued]]:
        """How many events that pass the filter wait for a person's word, and those that its limit and offset ask for, what matters most first."""
        return queue(self._connection, chosen, curve)

    def names_told(self, limit: int) -> list[str]:
        """Names of parties, those given most often first."""
        return [name for (name,) in rows(self._connection, "names_told", limit=limit)]

    def places_told(self, limit: int) -> list[str]:
        """Names of places of events that reports tell, those of most events first."""
        return [place for (place,) in rows(self._connection, "places_told", limit=limit)]

    def likely_others(self, event: str, most: int) -> list[tuple[str, float]]:
        """Events that were compared with this one and kept apart, with the score of the surest pair, the highest first."""
        return [(id, score) for id, score in rows(self._connection, "likely_others", event=event, most=most)]

    # --- what was before: moments are times of writing, with a zone ---

    def history_since(self) -> datetime | None:
        """From when on the archive knows what it was before; None where it does from its beginning."""
        found = rows(self._connection, "history_since")[0][0]
        return _with_zone(found) if found else None

    def events_as_of(self, moment: datetime) -> dict[str, PastEvent]:
        """Events as they were at a moment, by the id that they had, of those that have become something else since."""
        found = rows(self._connection, "events_as_of", moment=_without_zone(moment))
        bare: Json = {"mentions": [], "claims": []}
        return {id: PastEvent(Event.from_json(json.loads(body) | bare), sources) for id, sources, body in found}

    def where_mentions_went(self, moment: datetime) -> Iterator[Moved]:
        """The mentions of `events_as_of` with the events that have them now."""
        for row in rows_in_blocks(self._connection, "where_mentions_went", moment=_without_zone(moment)):
            yield Moved(*row)

    def events_since(self, moment: datetime) -> dict[str, datetime]:
        """Ids of the events of reports that became what they are after a moment, with when; those that matter most first."""
        found = rows(self._connection, "events_since", moment=_without_zone(moment))
        return {id: _with_zone(recorded) for id, recorded in found}

    def imported_since(self, moment: datetime) -> list[ImportedFile]:
        """What was imported after a moment, by data set and file, the most first."""
        found = rows(self._connection, "imported_since", moment=_without_zone(moment))
        return [ImportedFile(*row) for row in found]

    def deadliest_imported(self, moment: datetime, limit: int) -> list[str]:
        """Ids of at most `limit` events that were imported after a moment, the deadliest first."""
        found = rows(self._connection, "deadliest_imported", moment=_without_zone(moment), limit=limit)
        return [id for (id,) in found]

    # --- what else ---

    def actors(self, chosen: EventFilter) -> list[ActorRow]:
        """The parties of the events that pass the filter (its limit counts parties), those in most events first."""
        party = "not materialized (from event_parties)"
        if bound := given(chosen):
            party = "materialized (from event_parties where event in (select id from events where /*conditions*/))"
        query = conditioned("actors", chosen, party)
        found = self._connection.execute(query, bound | {"most": chosen.limit}).fetchall()
        return [ActorRow(*row) for row in found]

    def parties(self) -> list[PartyRow]:
        """Every party of an event that is said to have happened."""
        return [PartyRow(*row) for row in rows(self._connection, "parties")]

    def parties_called(self, text: str) -> frozenset[str]:
        """Ids of the parties of which a name, or the id, has this in it."""
        return frozenset(id for (id,) in rows(self._connection, "parties_called", text=text))

    def party_names(self, ids: Iterable[str]) -> dict[str, str]:
        """The name under which each party is told most often, by id."""
        return dict(rows(self._connection, "party_names", ids=sorted(set(ids))))

    def names_of_party(self, id: str, most: int) -> list[tuple[str, int]]:
        """Under which names a party is told, and in how many places each."""
        return rows(self._connection, "names_of_party", id=id, most=most)

    def party_variants(self, id: str) -> list[PartyVariant]:
        """The countries and sectors that a party is told to be of, those in most events first."""
        return [PartyVariant(*row) for row in rows(self._connection, "party_variants", id=id)]

    def party_codes(self, ids: Iterable[str]) -> list[tuple[str, str | None, str]]:
        """Id, country and sector of parties, as often as they are told to be of another."""
        return rows(self._connection, "party_codes", ids=sorted(set(ids)))

    def events_of_party(self, id: str, most: int) -> tuple[list[str], list[str]]:
        """Ids of the events of a party that are said to have happened: the latest, and those that most sources tell of."""
        found: dict[str, list[str]] = {"latest": [], "sources": []}
        for order, event in rows(self._connection, "events_of_party", id=id, most=most):
            found[order].append(event)
        return found["latest"], found["sources"]

    def partners(self, id: str, most: int) -> list[Partner]:
        """With whom a party deals, the most events first."""
        return [Partner(*row) for row in rows(self._connection, "partners", id=id, most=most)]

    def dealings(
        self, sides: Mapping[tuple[str, str | None, str], int], since: date | None = None, until: date | None = None
    ) -> Dealings:
        """What the sides did to one another, where neither is only guessed; `sides`: which party stands on which, by number.

        Events that share a day with the interval count; those without a date are left out.
        """
        types = tuple(ontology.load().types)
        return Dealings(**self._dated("dated_dealings", _stands(sides), since, until), types=types)

    def dealings_of(self, id: str, others: Sequence[str], until: date | None = None) -> Dealings:
        """The same between one party, on the side 0, and each of some others, on the sides 1, 2, ..., whatever they are told to be of."""
        bound = {"id": id, "others": list(others)}
        types = tuple(ontology.load().types)
        return Dealings(**self._dated("dated_dealings_of", bound, None, until), types=types)

    def acts(
        self, sides: Mapping[tuple[str, str | None, str], int], since: date | None = None, until: date | None = None
    ) -> Acts:
        """What the sides did, to whomever, and what nobody known did; otherwise as `dealings`."""
        return Acts(**self._dated("dated_acts", _stands(sides), since, until), types=tuple(ontology.load().types))

    def _dated(self, query: str, among: Mapping[str, Any], since: date | None, until: date | None) -> dict[str, Any]:
        """Columns of a query over parties and days."""
        values = {**among, "since": since, "until": until}
        values["types"] = list(ontology.load().types)
        found = self._connection.execute(statement(query), values).fetchnumpy()
        return found | {name: found[name].astype("datetime64[D]") for name in ("first", "last")}

    def reports_by_day(self) -> dict[date, int]:
        """How many independent reports were published on each day of which there are some."""
        return dict(rows(self._connection, "reports_by_day"))

    def ties(self, chosen: TieFilter) -> list[TieRow]:
        """Every sentence that asserts a tie, in the order of arrival."""
        found = rows(self._connection, "ties", **_values(chosen))
        return [
            TieRow(Tie.from_json(json.loads(body)), publisher or source, published, independent)
            for body, source, publisher, published, independent in found
        ]

    def documents(self, ids: Iterable[str]) -> dict[str, DocumentRow]:
        """What is known about documents, by id."""
        wanted = sorted(set(ids))
        found = rows(self._connection, "documents_about", documents=wanted) if wanted else []
        documents = (DocumentRow(*row) for row in found)
        return {d.id: d for d in documents}

    def documents_listed(self, limit: int) -> list[ListedDocument]:
        """At most `limit` documents, those that tell of most events first."""
        found = rows(self._connection, "documents_listed", limit=limit)
        return [ListedDocument(DocumentRow(*row), events) for *row, events in found]

    def documents_matching(self, text: str | None, limit: int, offset: int) -> tuple[int, list[ListedDocument]]:
        """How many documents have the words in them or about them, and so many of them, the latest first."""
        number = rows(self._connection, "count_documents_matching", text=text)[0][0]
        found = rows(self._connection, "documents_matching", text=text, limit=limit, offset=offset)
        return number, [ListedDocument(DocumentRow(*row), events) for *row, events in found]

    def text_of(self, document: str) -> str:
        """The text that the offsets of a document point into; AbsentError where there is none of this id."""
        found = rows(self._connection, "document_text", document=document)
        if not found:
            raise AbsentError(f"no report {document!r} in the archive")
        return str(found[0][0])

    def annotations(self, document: str) -> list[Annotation]:
        """What a document tells, in the order of its text."""
        found = rows(self._connection, "mentions_in_document", document=document)
        return [Annotation(Mention.from_json(json.loads(body)), event, position) for body, event, position in found]

    def decisions(self, event: Event) -> list[DecisionRow]:
        """What was decided about pairs of the event's mentions, the surest first."""
        ids = sorted({m.id for m in event.mentions})
        return [
            DecisionRow(left, right, verdict, by, score, tuple((n, f, c) for n, f, c in json.loads(features)), note)
            for left, right, verdict, by, score, features, note in rows(
                self._connection, "judgements_among", mentions=ids
            )
        ]


def _stands(sides: Mapping[tuple[str, str | None, str], int]) -> dict[str, list[Any]]:
    """Which party stands on which side, as values to bind."""
    named = list(zip(*sides, strict=True)) or [(), (), ()]
    bound = {"ids": named[0], "countries": named[1], "sectors": named[2], "sides": sides.values()}
    return {name: list(column) for name, column in bound.items()}


def _without_zone(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


def _with_zone(stored: datetime) -> datetime:
    return stored.replace(tzinfo=UTC)


def _fetched(cursor: DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    """DuckDB computes as rows are fetched: what cannot be answered may be known only then."""
    try:
        while block := cursor.fetchmany(EVENTS_AT_ONCE):
            yield from block
    except DuckDBError as error:
        raise _unanswerable(error) from error


def _unanswerable(error: DuckDBError) -> StoreError:
    return StoreError(f"the query cannot be answered: {' '.join(str(error).split())}")


def _values(chosen: TieFilter) -> dict[str, Any]:
    """The filter as values to bind: tuples as lists, nothing as null."""
    named = asdict(chosen)
    return {key: (list(v) or None) if isinstance(v, (tuple, list)) else v for key, v in named.items()}
