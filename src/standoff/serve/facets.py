"""Counts of the events that pass a filter into lists of links that narrow it, and a filter into links that take its parts away again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from standoff.knowledge import country_name
from standoff.serve.asked import EventsAsked, exactly
from standoff.store import Tally, Value

MOST_VALUES = 8  # of one field; a type has 16, of which a screen shows the commonest
# The field of the tally, the field of the query, and what stands above the list.
FACETS = (
    ("quad", "quad", "Quad class"), ("type", "type", "Type"), ("actor", "actor", "Who acts"),
    ("recipient", "recipient", "Acted upon"), ("country", "where", "Country of the place"), ("status", "status", "Status"),
)  # fmt: skip
SEVERAL = frozenset({"quad", "type", "status"})  # of which a filter takes more than one value
BY_ID = frozenset(
    {"actor", "recipient"}
)  # counted by id: the link asks for that id alone, not for names that have it in them
NAMES = {
    "text": "text", "type": "type", "quad": "quad class", "status": "status", "party": "party", "actor": "who acts",
    "recipient": "acted upon", "country": "country", "place": "place", "where": "country of the place", "box": "between degrees",
    "precision": "place known as", "since": "since", "until": "until",
    "confidence": "confidence at least", "differing": "accounts differ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """A value with the number of events that have it, and where the filter with it is."""

    name: str
    events: int
    link: str


@dataclass(frozen=True, slots=True)
class Facet:
    """The commonest values of one field; `more` are not shown."""

    heading: str
    choices: tuple[Choice, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a filter in words, and where the filter without it is."""

    field: str
    value: str
    link: str


def facets(asked: EventsAsked, tally: Tally, path: str) -> Iterator[Facet]:
    """The fields by which the events can still be told apart."""
    for counted, field, heading in FACETS:
        values = tally.fields[counted]
        if len(values) > 1 and not getattr(asked, field):
            shown = [
                Choice(_name(field, v), v.events, path + _with(asked, field, v.value)) for v in values[:MOST_VALUES]
            ]
            yield Facet(heading, tuple(shown), len(values) - len(shown))


def parts(asked: EventsAsked, path: str) -> Iterator[Part]:
    """What the filter consists of, field by field."""
    for field, name in NAMES.items():
        value = getattr(asked, field)
        if value != type(asked).model_fields[field].default:
            yield Part(name, _words(value), path + asked.without(field).query())


def _with(asked: EventsAsked, field: str, value: str) -> str:
    told = exactly(value) if field in BY_ID else value
    return asked.first_page(**{field: (told,) if field in SEVERAL else told})


def _name(field: str, value: Value) -> str:
    return country_name(value.value) if field == "where" else value.name


def _words(value: Any) -> str:
    if isinstance(value, tuple):
        return " or ".join(value)
    return "" if value is True else str(value)
