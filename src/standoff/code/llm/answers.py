"""What a model wrote into events and ties of codes and quotes; whatever is not of the schema is refused, piece by piece."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from standoff import ontology

MOST_EVENTS = 100  # in one answer; a window of 4,000 characters has about 25 sentences
MOST_PARTIES = 12  # on one side
LONGEST_QUOTE = 300  # characters; a phrase and no paragraph
OPTIONAL = ("date", "place", "deaths", "injured", "count", "attributed_to")
NOT_SCHEMA, TOO_MANY = "not of the schema", "too many"

Refuse = Callable[[str], None]
T = TypeVar("T")


class UnreadableError(Exception):
    """An answer that is no JSON object with events."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that are said to stand in a sentence of the document."""

    sentence: int
    words: str


@dataclass(frozen=True, slots=True)
class AnsweredEvent:
    """One event as the model tells it, nothing of it checked against the text."""

    trigger: Quote
    type: str
    mode: str | None
    status: str
    actors: tuple[Quote, ...]
    recipients: tuple[Quote, ...]
    date: Quote | None
    place: Quote | None
    deaths: Quote | None
    injured: Quote | None
    count: Quote | None
    attributed_to: Quote | None


@dataclass(frozen=True, slots=True)
class AnsweredTie:
    """One tie as the model tells it."""

    type: str
    source: Quote
    target: Quote


@dataclass(frozen=True, slots=True)
class Answer:
    """All that one answer tells."""

    events: tuple[AnsweredEvent, ...]
    ties: tuple[AnsweredTie, ...]


def parsed(text: str, refuse: Refuse) -> Answer:
    """The answer, less what is not of the schema. Raises UnreadableError where nothing of it can be used."""
    try:
        told = json.loads(_bare(text))
    except (ValueError, RecursionError):
        raise UnreadableError from None
    if not isinstance(told, dict) or not isinstance(told.get("events"), list):
        raise UnreadableError
    events = tuple(_each(told["events"], _event, refuse))
    ties = told.get("ties")
    return Answer(events, tuple(_each(ties if isinstance(ties, list) else [], _tie, refuse)))


def _bare(text: str) -> str:
    """Without what models write around JSON where no server keeps them to it: their thoughts in front, a fence of backticks."""
    text = text.strip()
    if text.startswith("<think>"):
        text = text.partition("</think>")[2].strip()
    return text.partition("\n")[2].removesuffix("```") if text.startswith("```") else text


def _each(told: list[Any], read: Callable[[dict[str, Any], Refuse], T | None], refuse: Refuse) -> Iterator[T]:
    for one in told[:MOST_EVENTS]:
        made = read(one, refuse) if isinstance(one, dict) else None
        if made is None:
            refuse(NOT_SCHEMA)
        else:
            yield made
    for _ in told[MOST_EVENTS:]:
        refuse(TOO_MANY)


def _event(told: dict[str, Any], refuse: Refuse) -> AnsweredEvent | None:
    trigger, status = _quote(told.get("trigger")), told.get("status")
    kind = ontology.load().types.get(told["type"]) if isinstance(told.get("type"), str) else None
    if trigger is None or kind is None or status not in ontology.STATUSES:
        return None
    mode = told.get("mode")
    if mode is not None and (not isinstance(mode, str) or mode not in kind.modes):
        refuse("mode of another type")
        mode = None
    optional = {name: _optional(told.get(name), refuse) for name in OPTIONAL}
    return AnsweredEvent(
        trigger=trigger,
        type=kind.name,
        mode=mode,
        status=str(status),
        actors=_side(told.get("actors"), refuse),
        recipients=_side(told.get("recipients"), refuse),
        **optional,
    )


def _tie(told: dict[str, Any], _: Refuse) -> AnsweredTie | None:
    source, target = _quote(told.get("from")), _quote(told.get("to"))
    if source is None or target is None or told.get("type") not in ontology.TIE_TYPES:
        return None
    return AnsweredTie(str(told["type"]), source, target)


def _side(told: Any, refuse: Refuse) -> tuple[Quote, ...]:
    if not isinstance(told, list):
        refuse(NOT_SCHEMA)
        return ()
    for _ in told[MOST_PARTIES:]:
        refuse(TOO_MANY)
    quotes = (_optional(one, refuse) for one in told[:MOST_PARTIES] if one is not None)
    return tuple(q for q in quotes if q is not None)


def _optional(told: Any, refuse: Refuse) -> Quote | None:
    quote = _quote(told)
    if quote is None and told is not None:
        refuse(NOT_SCHEMA)
    return quote


def _quote(told: Any) -> Quote | None:
    if not isinstance(told, dict):
        return None
    sentence, words = told.get("sentence"), told.get("quote")
    if type(sentence) is not int or not isinstance(words, str) or not 0 < len(words.strip()) <= LONGEST_QUOTE:
        return None
    return Quote(sentence, words)
