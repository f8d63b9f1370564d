"""What is found in an archive into what every way of showing it takes: statements with their sources, and tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from standoff.records import Json

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Source:
    """What a statement rests on: `by` says `value` about `field` of the event, where `before` stood until then.

    Without a field `value` is a sentence as it stands in the report. `document` is the id of the report, `outlet` who published it, and
    `mention` the number under which `standoff why` shows the sentence; empty and None where it is in no report. `event`: the event that the
    source tells of, where the statement is about none by itself.
    """

    by: str
    value: str
    field: str = ""
    before: str = ""
    document: str = ""
    outlet: str = ""
    published: date | None = None
    mention: int | None = None
    event: str = ""

    def as_json(self) -> Json:
        return {
            "field": self.field, "value": self.value, "before": self.before, "by": self.by, "document": self.document,
            "outlet": self.outlet, "published": self.published.isoformat() if self.published else None, "mention": self.mention, "source_event": self.event,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing found, in words: `topic` is what kind of thing, `event` what `standoff why` takes (empty: about no single event)."""

    topic: str
    text: str
    event: str = ""
    sources: tuple[Source, ...] = ()

    def as_json(self) -> Json:
        told = [s.as_json() for s in self.sources]
        return {"topic": self.topic, "event": self.event, "statement": self.text, "sources": told}


@dataclass(frozen=True, slots=True)
class Table:
    """Figures under named columns."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as SVG text; `twin` is the title of the table that holds the same figures."""

    title: str
    svg: str
    twin: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A question and what the archive says to it, what matters most first; `left_out` statements are more than were asked for."""

    question: str
    statements: tuple[Statement, ...]
    tables: tuple[Table, ...] = ()
    figures: tuple[Figure, ...] = ()
    left_out: int = 0
