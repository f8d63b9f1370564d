"""Frozen values that cross stages; `as_json` and `from_json` are the record contract of DESIGN.md, field for field."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from sys import intern
from typing import Any, Self

Json = dict[str, Any]
GUESSED = {"actors": "guessed_actors", "recipients": "guessed_recipients"}
"""Marks in `inferred` of a side that is only the likeliest: none to tell two events apart by."""
DISPUTED = "disputed_"
"""In front of a field in `inferred`: another coder reads it otherwise, "event" where it finds no event there."""
_FEW_VALUES = ("document", "rule", "coder", "type", "status", "dated_by")  # of mentions: shared, not copied


@dataclass(frozen=True, slots=True)
class CodeTable:
    """Codes of data sets and what they stand for, which the SQL that reads their rows joins with: all text."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (end exclusive) of the stored document text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class When:
    """An inclusive interval of days."""

    start: date
    end: date

    def overlaps(self, other: When, slack_days: int = 0) -> bool:
        """True when the intervals share a day, or are at most `slack_days` apart."""
        return (self.start - other.end).days <= slack_days and (other.start - self.end).days <= slack_days

    @property
    def days(self) -> int:
        """Length in days; one day is 1."""
        return (self.end - self.start).days + 1

    def as_json(self) -> list[str]:
        return [self.start.isoformat(), self.end.isoformat()]

    @classmethod
    def from_json(cls, value: list[str] | None) -> Self | None:
        return None if value is None else cls(date.fromisoformat(value[0]), date.fromisoformat(value[1]))


@dataclass(frozen=True, slots=True, order=True)
class Amount:
    """A count between `lo` and `hi`, both included; `hi` None is open ("more than 160" is 161, None)."""

    lo: int
    hi: int | None

    def compatible(self, other: Amount) -> bool:
        """True when one number could satisfy both."""
        return (self.hi is None or other.lo <= self.hi) and (other.hi is None or self.lo <= other.hi)

    def as_json(self) -> list[int | None]:
        return [self.lo, self.hi]

    @classmethod
    def from_json(cls, value: list[int | None] | None) -> Self | None:
        return None if value is None else cls(value[0] or 0, value[1])


@dataclass(frozen=True, slots=True)
class Where:
    """A place; `precision` is site, town, region or country; coordinates in degrees, None where unknown."""

    name: str
    country: str | None
    lat: float | None = None
    lon: float | None = None
    precision: str = "town"

    def as_json(self) -> Json:
        return {f.name: getattr(self, f.name) for f in fields(self)}

    @classmethod
    def from_json(cls, value: Json | None) -> Self | None:
        return None if value is None else cls(**value)


@dataclass(frozen=True, slots=True)
class Participant:
    """Who takes part: `id` from the knowledge files (or derived from the name), `text` as written."""

    id: str
    name: str
    country: str | None
    sector: str
    text: str

    def as_json(self) -> Json:
        return {f.name: getattr(self, f.name) for f in fields(self)}

    @classmethod
    def from_json(cls, value: Json) -> Participant:
        return _participant(**value)


@lru_cache(maxsize=4096)
def _participant(**fields: Any) -> Participant:
    """Thousands of mentions that are loaded together name the same few parties: one value for all of them."""
    return Participant(**fields)


@dataclass(frozen=True, slots=True)
class Document:
    """One report: `text` is what every offset points into; `copies` are the sources of exact copies.

    `near` is the id of the document that this one is a near copy of (wire copy, trimmed tail), else None;
    documents that share it count as one independent source.
    """

    id: str
    source: str
    text: str
    title: str = ""
    url: str = ""
    publisher: str = ""
    published: date | None = None
    copies: tuple[str, ...] = ()
    near: str | None = None

    @property
    def independent_source(self) -> str:
        return self.near or self.id


@dataclass(frozen=True, slots=True)
class Mention:
    """One stretch of text that says that something happened, as one coder read it.

    `start`, `end`: the sentence; `trigger`: the word or phrase that fired `rule` (a lexicon entry id).
    `dated_by`: "text" where the words give `date`, "story" where another event of the text lends it, "report" where it
    is only that news is told soon after the act.
    `anaphoric`: the text points back to an event told elsewhere ("those attacks", "the strike").
    `inferred`: what ("actors", "recipients", "place") the phrase leaves out and the rest of the text suggests; never a claim.
    With "guessed_actors", "guessed_recipients" it is only the likeliest side, and none to tell two events apart by.
    `otherwise`: fields (DISPUTED in `inferred`) with what another coder reads in their place, as JSON.
    """

    document: str
    start: int
    end: int
    sentence: str
    trigger: Span
    rule: str
    coder: str
    type: str
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    status: str = "actual"
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    date: When | None = None
    place: Where | None = None
    deaths: Amount | None = None
    injured: Amount | None = None
    count: Amount = Amount(1, 1)
    attributed_to: tuple[str, ...] = ()
    confidence: float = 0.5
    anaphoric: bool = False
    dated_by: str = "text"
    inferred: tuple[str, ...] = ()
    otherwise: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """Stable across runs: the same words of the same document, read as the same type."""
        return f"{self.document}:{self.trigger.start}-{self.trigger.end}:{self.type}"

    @property
    def known_actors(self) -> tuple[Participant, ...]:
        """Those who act without those that are only guessed."""
        return () if GUESSED["actors"] in self.inferred else self.actors

    @property
    def known_recipients(self) -> tuple[Participant, ...]:
        """Those acted upon without those that are only guessed."""
        return () if GUESSED["recipients"] in self.inferred else self.recipients

    @property
    def told_place(self) -> Where | None:
        """The place where the mention itself names one."""
        return None if "place" in self.inferred else self.place

    def as_json(self) -> Json:
        """The mention inside an event: its pointer to the text, and what this mention alone says."""
        return {
            "document": self.document, "start": self.start, "end": self.end, "sentence": self.sentence,
            "trigger": [self.trigger.start, self.trigger.end], "rule": self.rule, "coder": self.coder,
            **_told(self), "anaphoric": self.anaphoric, "dated_by": self.dated_by, "inferred": list(self.inferred),
            **({"otherwise": {field: json.loads(value) for field, value in self.otherwise}} if self.otherwise else {}),
        }  # fmt: skip

    @classmethod
    def from_json(cls, value: Json) -> Self:
        plain = value | _told_from(value)
        plain["trigger"] = Span(*value["trigger"])
        plain["inferred"] = tuple(value.get("inferred", ()))
        plain["otherwise"] = tuple(
            (field, json.dumps(read, ensure_ascii=False)) for field, read in value.get("otherwise", {}).items()
        )
        plain |= {key: intern(plain[key]) for key in _FEW_VALUES if key in plain}
        return cls(**plain)


def plain_id(mention_id: str) -> str:
    """The id of a mention without the "#1" with which merging tells two of one trigger apart."""
    return re.sub(r"#\d+$", "", mention_id)


def names_of(mentions: Iterable[Mention]) -> list[str]:
    """Ids of mentions as merging names them: a second mention of one trigger is "#1"."""
    seen: dict[str, int] = {}
    names = []
    for mention in mentions:
        n = seen[mention.id] = seen.get(mention.id, -1) + 1
        names.append(f"{mention.id}#{n}" if n else mention.id)
    return names


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says what about one field of an event; `value` is JSON, `mention` indexes the event's mentions."""

    field: str
    value: Any
    by: str
    mention: int

    def as_json(self) -> Json:
        return {f.name: getattr(self, f.name) for f in fields(self)}

    @classmethod
    def from_json(cls, value: Json) -> Self:
        return cls(**value)


@dataclass(frozen=True, slots=True)
class Event:
    """One real-world event: a view over its mentions; every differing value stays as a claim.

    `inferred`: the sides ("actors", "recipients") that no mention names, with "guessed_actors", "guessed_recipients" where they are no
    more than the likeliest; DISPUTED and a field where another coder reads it otherwise in one of the mentions.
    `dataset`: the data set of others that tells of it, None where reports do; such an event has no mentions.
    `deaths_best`: that data set's best estimate of the deaths.
    """

    id: str
    type: str
    mode: tuple[str, ...]
    context: tuple[str, ...]
    quad: str
    score: float
    status: str
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    date: When | None
    place: Where | None
    deaths: Amount | None
    injured: Amount | None
    count: Amount
    attributed_to: tuple[str, ...]
    claims: tuple[Claim, ...]
    confidence: float
    mentions: tuple[Mention, ...]
    inferred: tuple[str, ...] = ()
    dataset: str | None = None
    deaths_best: int | None = None

    def as_json(self) -> Json:
        return {
            "id": self.id, **_told(self), "quad": self.quad, "score": self.score, "inferred": list(self.inferred),
            "dataset": self.dataset, "deaths_best": self.deaths_best,
            "claims": [c.as_json() for c in self.claims], "mentions": [m.as_json() for m in self.mentions],
        }  # fmt: skip

    @classmethod
    def from_json(cls, value: Json) -> Self:
        plain = value | _told_from(value)
        plain["claims"] = tuple(Claim.from_json(c) for c in value["claims"])
        plain["mentions"] = tuple(Mention.from_json(m) for m in value["mentions"])
        plain["inferred"] = tuple(value.get("inferred", ()))
        return cls(**plain)


@dataclass(frozen=True, slots=True)
class Tie:
    """A standing relation that one sentence asserts: `source` backs, leads, hosts forces of ... `target`."""

    type: str
    source: Participant
    target: Participant
    document: str
    start: int
    end: int
    sentence: str
    rule: str = ""

    def as_json(self) -> Json:
        return {
            "type": self.type, "from": self.source.as_json(), "to": self.target.as_json(),
            "document": self.document, "sentence": self.sentence, "start": self.start, "end": self.end,
            "rule": self.rule,
        }  # fmt: skip

    @classmethod
    def from_json(cls, value: Json) -> Self:
        return cls(
            type=value["type"], source=Participant.from_json(value["from"]), target=Participant.from_json(value["to"]),
            document=value["document"], start=value["start"], end=value["end"], sentence=value["sentence"],
            rule=value.get("rule", ""),
        )  # fmt: skip


def _json(value: When | Where | Amount | None) -> Any:
    return None if value is None else value.as_json()


def _told(one: Mention | Event) -> Json:
    """What a mention says and what an event sums up: the fields that both have."""
    return {
        "type": one.type, "mode": list(one.mode), "context": list(one.context), "status": one.status,
        "actors": [a.as_json() for a in one.actors], "recipients": [r.as_json() for r in one.recipients],
        "date": _json(one.date), "place": _json(one.place), "deaths": _json(one.deaths), "injured": _json(one.injured),
        "count": one.count.as_json(), "attributed_to": list(one.attributed_to), "confidence": one.confidence,
    }  # fmt: skip


def _told_from(value: Json) -> Json:
    """The fields of `_told` as frozen values."""
    return {
        **{key: tuple(value[key]) for key in ("mode", "context", "attributed_to")},
        **{key: tuple(Participant.from_json(p) for p in value[key]) for key in ("actors", "recipients")},
        **{key: Amount.from_json(value[key]) for key in ("deaths", "injured")},
        "date": When.from_json(value["date"]),
        "place": Where.from_json(value["place"]),
        "count": Amount.from_json(value["count"]) or Amount(1, 1),
    }
