"""What goes into the archive and what comes out of it, as frozen values: no caller sees a row of the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from standoff.records import Document, Event, Mention, Tie


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A coded document to store; `blocks` are the keys of each mention under which merging looks it up."""

    document: Document
    digest: bytes
    signature: bytes
    coded_by: str
    mentions: tuple[Mention, ...]
    blocks: tuple[frozenset[str], ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class StoredMention:
    """A mention with its number in the archive and what merging needs to know about its document."""

    seq: int
    mention: Mention
    published: date | None
    independent_source: str
    told_by: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A stored document that waits for merging, and how many mentions it has."""

    id: str
    mentions: int


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event to store: `mentions` are the numbers of its mentions, `sources` how many independent ones tell of it."""

    event: Event
    mentions: tuple[int, ...]
    sources: int


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """What was decided about two mentions, and the evidence: (feature, finding, contribution)."""

    left: str
    right: str
    verdict: str
    by: str
    score: float | None
    features: tuple[tuple[str, str, float], ...]
    note: str = ""
    at: str = ""

    @classmethod
    def of_person(cls, left: str, right: str, verdict: str, by: str, at: str, note: str) -> Self:
        """As the archive has a judgement of a person, who gives no score."""
        return cls(left, right, verdict, by, None, (), note, at)

    def as_json(self) -> dict[str, Any]:
        return {
            "left": self.left, "right": self.right, "verdict": self.verdict, "by": self.by, "score": self.score,
            "features": [list(f) for f in self.features], "note": self.note,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows of each kind the archive holds."""

    documents: int
    copies: int
    near: int
    mentions: int
    events: int
    ties: int
    problems: int


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events to return; None and empty pass everything. `actor` is an id or a part of a name, on either side, or after "=" an id and
    nothing else; `source` is of those who act, `target` of those acted upon. `country` is that of a party or of the place, `place_country`
    that of the place. `text` is a part of a sentence that tells of the event, or of the row that it was imported from.

    `differing`: only events on which accounts differ; `disputed`: only those that two coders read differently. `order` is "date", "latest" (by date, the last first), "sources", "deaths" or "claims"
    (the most first); `offset`: so many of them are passed over.

    `place` is a part of the name of the place, or in quotation marks ('"Erbil"') all of it.
    `box` is west, south, east and north in degrees: only events whose place has coordinates within it, its western and southern edge included;
    `precisions`: how exactly the place is known.
    """

    types: tuple[str, ...] = ()
    actor: str | None = None
    country: str | None = None
    place: str | None = None
    since: date | None = None
    until: date | None = None
    statuses: tuple[str, ...] = ()
    min_confidence: float | None = None
    limit: int | None = None
    order: str = "date"
    differing: bool = False
    disputed: bool = False
    quads: tuple[str, ...] = ()
    source: str | None = None
    target: str | None = None
    text: str | None = None
    place_country: str | None = None
    offset: int = 0
    box: tuple[float, float, float, float] | None = None
    precisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TieFilter:
    """Which ties to return; `since` and `until` are about the publication of the sentence."""

    types: tuple[str, ...] = ()
    actor: str | None = None
    country: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event with the number of independent sources that tell of it."""

    event: Event
    sources: int


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """The row of a data set that an event was imported from: its file, the line that it begins on, its values."""

    file: str
    line: int
    columns: tuple[str, ...]
    values: tuple[str, ...]

    @classmethod
    def stored(cls, file: str, line: int, columns: str, body: str) -> Self:
        """As the archive has it: parted by tabs or, where values may hold tabs, by U+001F."""
        parting = "\x1f" if "\x1f" in columns else "\t"
        return cls(file, line, tuple(columns.split(parting)), tuple(body.split(parting)))


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """What is known about a stored document, without its text."""

    id: str
    source: str
    url: str
    title: str
    publisher: str
    published: date | None
    near: str | None
    copies: Sequence[str]

    @property
    def told_by(self) -> str:
        """Whom to name for what it says."""
        return self.publisher or self.source


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A document and the number of events that it tells of."""

    document: DocumentRow
    events: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A mention in its document, with the event that has it and its place there, from 0; None where it waits for merging."""

    mention: Mention
    event: str | None
    position: int | None


@dataclass(frozen=True, slots=True)
class ActorRow:
    """A party of events: in how many, on which side, between which days, and of which type most often."""

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

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id, "name": self.name, "country": self.country, "sector": self.sector, "events": self.events,
            "acted": self.acted, "received": self.received, "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None, "most_often": self.most_often,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party as events name it, and in how many that are said to have happened."""

    id: str
    country: str | None
    sector: str
    name: str
    events: int


@dataclass(frozen=True, slots=True)
class PartyVariant:
    """A country and a sector that a party is told to be of: in how many events it acts so, is acted upon, and is at all."""

    id: str
    country: str | None
    sector: str
    acted: int
    received: int
    events: int


@dataclass(frozen=True, slots=True)
class Partner:
    """Another party by its id: in how many events the first acts upon it, is acted upon by it, and either."""

    id: str
    acted: int
    received: int
    events: int


@dataclass(frozen=True, slots=True)
class Dealings:
    """Who did what to whom when, as columns of equal length: a row per event and pair of sides, in the order of time.

    `first`, `last`: the interval of days, inclusive (datetime64[D]); `source`, `target`: numbers of sides; `type`: place of the event
    type among `types`; `place`: equal numbers for equal places; `reported`: read in reports, not in a data set; `count`: acts, at least; deaths low, best and high, 0 where none is told.
    """

    event: NDArray[np.object_]
    first: NDArray[np.datetime64]
    last: NDArray[np.datetime64]
    source: NDArray[np.int32]
    target: NDArray[np.int32]
    type: NDArray[np.int32]
    place: NDArray[np.uint64]
    reported: NDArray[np.bool_]
    count: NDArray[np.float64]
    deaths_low: NDArray[np.float64]
    deaths_best: NDArray[np.float64]
    deaths_high: NDArray[np.float64]
    types: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.event)

    def where(self, rows: NDArray[Any]) -> Self:
        """Only these rows: a mask, or their places."""
        columns = {f.name: getattr(self, f.name)[rows] for f in fields(self) if f.name != "types"}
        return type(self)(**columns, types=self.types)


@dataclass(frozen=True, slots=True)
class Acts:
    """Who did what when and where, as columns of equal length: a row per event and acting side, in the order of time.

    As in `Dealings`, but `source` is -1 where no acting side is known, and `country` is the ISO3 of the place, "" where that is not known.
    """

    event: NDArray[np.object_]
    first: NDArray[np.datetime64]
    last: NDArray[np.datetime64]
    source: NDArray[np.int32]
    type: NDArray[np.int32]
    country: NDArray[np.object_]
    reported: NDArray[np.bool_]
    deaths_best: NDArray[np.float64]
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TieRow:
    """One sentence that asserts a tie, and who published it when."""

    tie: Tie
    told_by: str
    published: date | None
    independent_source: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """What one speaker says about one field of an event, and the independent source that it is read in.

    `occurrences`: how many the event stands for, at least.
    """

    event: str
    field: str
    value: Any
    by: str
    independent_source: str
    occurrences: int


@dataclass(frozen=True, slots=True)
class PastEvent:
    """An event as it was once: without mentions and claims, and with the number of independent sources."""

    event: Event
    sources: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A mention of a past event: its id, the event that has it now and its place there; None where no event has it."""

    past: str
    mention: str
    now: str | None
    position: int | None


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """What was imported from one file of a data set: how many events between which days, and their deaths, best or lowest estimates."""

    dataset: str
    file: str
    events: int
    first: date | None
    last: date | None
    deaths: int
