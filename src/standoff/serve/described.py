"""What every call under /api answers, as types from which its OpenAPI description is made; the answers themselves are made elsewhere."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from standoff.answers.answer import Cell
from standoff.serve.described_event import (
    AboutDocument,
    ChangeShape,
    Days,
    EventShape,
    MentionShape,
    PartyShape,
    Shape,
)


class Problem(Shape):
    """Why there is no answer, and what to do."""

    error: str


REFUSED: dict[str, Any] = {
    "model": Problem,
    "description": "400: the query asks for something that there is not. 401: the token is missing. 404: the archive does not hold it. 422: the "
    "archive cannot answer. 503: it is busy or took too long; where that helps, Retry-After says when to ask again.",
}


class Computing(Shape):
    """What takes long is being computed: ask again after the seconds in the header Retry-After."""

    computing: Literal[True]
    questions_before: int = Field(description="So many others are computed before.")


def call(summary: str, told: type[Shape], tag: str = "record", *, computed: bool = False) -> dict[str, Any]:
    """How a call of /api is described: what it tells, and how it says that it cannot; `computed`: it may take long."""
    found: dict[int | str, dict[str, Any]] = {200: {"model": told}, "default": REFUSED}
    if computed:
        found[202] = {"model": Computing, "description": "It is being computed: ask again."}
    return {"summary": summary, "tags": [tag], "responses": found}


# --- lists and cards ---


class OverviewShape(Shape):
    events: int
    documents: int
    independent_documents: int
    event_days: Days | None
    report_days: Days | None
    listed: list[str] = Field(description="Ids of the events that most sources tell of.")


class CountShape(Shape):
    value: str
    name: str
    events: int


class EventsShape(Shape):
    events_in_all: int
    page: int
    pages: int
    counts: dict[str, list[CountShape]] = Field(description="What all of them have in common, by field.")
    over_time: list[dict[str, Cell]] = Field(description="Events by quad class for each step of the calendar.")
    events: list[EventShape]


class ActorShape(Shape):
    id: str
    name: str
    country: str | None
    sector: str
    events: int
    acted: int
    received: int
    first: date | None
    last: date | None
    most_often: str


class ActorsShape(Shape):
    actors_in_all: int
    page: int
    pages: int
    actors: list[ActorShape]


class NameShape(Shape):
    name: str
    places: int


class VariantShape(Shape):
    country: str | None
    sector: str
    events: int


class SignedShape(Shape):
    sign: str
    positive: float | None = Field(description="The probability that it is positive.")


class DealingShape(SignedShape):
    id: str
    name: str
    country: str | None
    events: int
    acted: int
    received: int


class TieSentence(Shape):
    """A sentence that asserts a tie."""

    type: str
    source: PartyShape = Field(alias="from")
    target: PartyShape = Field(alias="to")
    document: str
    sentence: str
    start: int
    end: int
    rule: str
    told_by: str
    published: date | None


class OfficeShape(Shape):
    holder: str
    holder_name: str
    title: str
    of: str
    of_name: str
    term: str
    during: bool


class StandingShape(Shape):
    source: str
    source_name: str
    kind: str
    target: str
    target_name: str
    term: str
    during: bool


class KnownShape(Shape):
    """What the knowledge files have of it."""

    name: str
    aliases: list[str]
    country: str | None
    sector: str
    term: str
    part_of: list[str]
    offices: list[OfficeShape]
    ties: list[StandingShape]


class AssertedShape(SignedShape):
    """A tie that sentences assert."""

    type: str
    source: str = Field(alias="from")
    target: str = Field(alias="to")
    sources: int
    published: str
    sentences: list[TieSentence]
    sentences_left_out: int


class CardShape(Shape):
    id: str
    name: str
    names_told: list[NameShape]
    told_as: list[VariantShape]
    events: int
    acted: int
    received: int
    known: KnownShape | None
    signs_as_of: date | None
    dealings: list[DealingShape]
    ties: list[AssertedShape]
    ties_left_out: int
    over_time: list[dict[str, Cell]]
    latest: list[str] = Field(description="Ids of events.")
    most_told: list[str]


class EndShape(Shape):
    id: str
    name: str


class EvidenceShape(Shape):
    word: str
    positive: float = Field(description="The probability that most of their dealings are friendly.")
    low: float
    high: float
    by_words: float
    by_deeds: float
    per_week: float
    asserted: float


class SourceShape(Shape):
    """What a statement rests on: a sentence of a report, or what somebody says of a field."""

    field: str
    value: str
    before: str
    by: str
    document: str
    outlet: str
    published: date | None
    mention: int | None = Field(description="The number of the sentence in its event, from 1.")
    source_event: str


class DirectionShape(Shape):
    """What one did to the other: events by quad class."""

    source: str
    target: str
    verbal_cooperation: int = Field(alias="verbal cooperation")
    material_cooperation: int = Field(alias="material cooperation")
    verbal_conflict: int = Field(alias="verbal conflict")
    material_conflict: int = Field(alias="material conflict")


class TieShape(Shape):
    at: date
    ends: tuple[EndShape, EndShape]
    sign: str
    evidence: EvidenceShape | None
    events_in_all: int
    friends: list[SourceShape] = Field(description="What speaks most for a positive tie.")
    foes: list[SourceShape]
    directions: list[DirectionShape]
    over_time: list[list[str]]
    latest: list[str] = Field(description="Ids of events.")


class PointShape(Shape):
    type: Literal["Point"]
    coordinates: tuple[float, float] = Field(description="Longitude, latitude.")


class AtPlace(Shape):
    """Events at a place; the last are at none that is named."""

    place: str | None
    country: str | None
    precision: str | None
    events: int
    by_class: dict[str, int]
    deaths: list[int | None] = Field(description="At least, at most.")


class FeatureShape(Shape):
    type: Literal["Feature"]
    geometry: PointShape
    properties: AtPlace


class MapShape(Shape):
    """GeoJSON (RFC 7946), and what is on no map."""

    type: Literal["FeatureCollection"]
    features: list[FeatureShape]
    events_in_all: int
    events_on_map: int
    without_coordinates: list[AtPlace]


class DocumentShape(AboutDocument):
    id: str


class ListedShape(DocumentShape):
    events: int


class DocumentsShape(Shape):
    documents_in_all: int
    page: int
    pages: int
    documents: list[ListedShape]


class AnnotationShape(MentionShape):
    event: str | None = Field(description="The event that it tells of.")


class TextShape(DocumentShape):
    """A report with its annotations: `text[start:end] == sentence` for each, in characters."""

    text: str
    mentions: list[AnnotationShape]


# --- review ---


class QueuedShape(Shape):
    """An event that waits for a person's word; `rank` is doubt x weight x unseen."""

    rank: float
    doubt: float
    weight: float
    unseen: float
    guessed: bool
    disputed: list[str]
    differing: list[str]
    merging: float
    event: EventShape


class QueueShape(Shape):
    waiting: int
    at: int = Field(description="The place of the first of these in the queue, from 0.")
    events: list[QueuedShape]


class SaidShape(Shape):
    """A decision of a person, on an event or on pairs of mentions."""

    number: int
    at: datetime
    by: str
    verdict: str
    stands: bool
    event: str | None
    note: str
    changes: list[ChangeShape]
    pairs: list[tuple[str, str]]


class DecisionsShape(Shape):
    decisions_in_all: int
    page: int
    pages: int
    decisions: list[SaidShape]


# --- answers ---


class StatementShape(Shape):
    topic: str
    event: str = Field(description="Its id; empty where the statement is about no single event.")
    statement: str
    sources: list[SourceShape]


class TableShape(Shape):
    title: str
    columns: list[str]
    rows: list[list[Cell]]


class AnswerShape(Shape):
    question: str
    kind: Literal["measured", "model"]
    computed: datetime
    statements: list[StatementShape]
    tables: list[TableShape]
    left_out: int = Field(description="So many statements more than were asked for.")
