"""The record contract as types: an event with its mentions, claims, documents and decisions, as the calls under /api answer them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

Days = tuple[date, date]
Amount = tuple[int, int | None]


class Shape(BaseModel):
    """A JSON object with these fields and no others."""

    model_config = ConfigDict(extra="forbid")


class PartyShape(Shape):
    id: str
    name: str
    country: str | None = Field(description="Three letters (ISO 3166-1).")
    sector: str
    text: str = Field(description="As the report has it.")


class PlaceShape(Shape):
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: str | None


class ToldShape(Shape):
    """What a mention says and what an event sums up."""

    type: str
    mode: list[str]
    context: list[str]
    status: str
    actors: list[PartyShape]
    recipients: list[PartyShape]
    date: Days | None = Field(description="First and last day.")
    place: PlaceShape | None
    deaths: Amount | None = Field(description="At least, at most; null: open.")
    injured: Amount | None
    count: Amount
    attributed_to: list[str]
    confidence: float


class MentionShape(ToldShape):
    """One stretch of a text; `start`, `end` and `trigger` are characters of the text of the document."""

    document: str
    start: int
    end: int
    sentence: str
    trigger: tuple[int, int]
    rule: str
    coder: str
    anaphoric: bool
    dated_by: str
    inferred: list[str]


class ClaimShape(Shape):
    """Who says what about one field; `mention` counts the mentions of the event from 0."""

    field: str
    value: Any
    by: str
    mention: int


class EventShape(ToldShape):
    id: str
    sources: int
    quad: str
    score: float
    inferred: list[str]
    dataset: str | None
    deaths_best: int | None
    claims: list[ClaimShape]
    mentions: list[MentionShape]


class AboutDocument(Shape):
    source: str
    url: str
    title: str
    publisher: str
    published: date | None
    near: str | None = Field(description="The report that this one is a near copy of.")
    copies: list[str]


class DecisionShape(Shape):
    """What was decided about two mentions; a feature is its name, what was found, and what that adds to the score."""

    left: str
    right: str
    verdict: str
    by: str
    score: float | None
    features: list[tuple[str, str, float]]
    note: str
    probability: float | None


class ImportedShape(Shape):
    file: str
    line: int
    row: dict[str, str | None]


class ChangeShape(Shape):
    field: str
    before: Any
    after: Any


class WordShape(Shape):
    """What a person said of the event."""

    verdict: str
    by: str
    at: datetime
    note: str
    confidence_then: float
    changes: list[ChangeShape]


class OneEvent(EventShape):
    documents: dict[str, AboutDocument]
    decisions: list[DecisionShape]
    imported: ImportedShape | None
    reviews: list[WordShape] = Field([], description="Where a person said something of it.")
    coded: dict[str, Any] = Field({}, description="Then: the fields as the software has them.")
