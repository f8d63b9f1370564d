"""Fields of a form, as a person writes them, into the changes of an event: checked by the rules that records keep."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from standoff import knowledge, ontology
from standoff.errors import ReviewError
from standoff.knowledge.places import Gazetteer, load_places
from standoff.records import Event, Participant, Where
from standoff.reviewing.parties import KnownParties, check_name
from standoff.store import Change, values_of

MOST_PARTIES = 40  # of one side
MOST = 1_000_000_000  # of a toll: more than any that was ever told
AMOUNT = re.compile(r"×?\s*(\d[\d,]*)\s*(?:(\+)|[-–]\s*(\d[\d,]*))?")
ROW = re.compile(r"(actors|recipients)\.(\d+)\.(?:name|country|sector)")
Fields = Mapping[str, str]


def corrections(event: Event, fields: Fields, known: KnownParties) -> tuple[Change, ...]:
    """What a form changes about an event; ReviewError names every field that does not fit, or that nothing is changed.

    Fields: `type`; `mode` (several parted by commas); `status`; `date_from`, `date_to` (ISO days); `place`, `place_country`,
    `place_precision`; `deaths`, `injured`, `count` ("3", "16-25", "161+"); `actors.N.name`, `.country`, `.sector` and the same of
    `recipients` (N: 0 to 39). A field that the form does not have stays as it is; one that is empty is taken away.
    """
    now, after, problems = values_of(event), dict[str, Any](), dict[str, str]()
    for field, read in _readers(event, fields, known):
        try:
            after[field] = read()
        except ValueError as error:
            problems[field] = str(error)
    if problems:
        raise ReviewError(problems)
    if after.get("type", event.type) != event.type and after.get("mode", list(event.mode)) == list(event.mode):
        after["mode"] = [m for m in event.mode if m in ontology.load().types[after["type"]].modes]  # as the form came
    changes = tuple(Change(f, now[f], value) for f, value in after.items() if not _same(f, now[f], value))
    if not changes:
        raise ReviewError({"form": "nothing is corrected: every field is as it was"})
    return changes


def _readers(event: Event, fields: Fields, known: KnownParties) -> Iterator[tuple[str, Callable[[], Any]]]:
    """The fields that the form has, each with what reads it."""
    if "type" in fields:
        yield "type", lambda: _one_of(fields["type"], tuple(ontology.load().types))
    if "mode" in fields:
        yield "mode", lambda: _modes(fields["mode"], fields.get("type", event.type), event)
    if "status" in fields:
        yield "status", lambda: _one_of(fields["status"], ontology.STATUSES)
    if "date_from" in fields or "date_to" in fields:
        yield "date", lambda: _days(fields.get("date_from", ""), fields.get("date_to", ""))
    if "place" in fields:
        yield "place", lambda: _place(fields, event.place)
    for field in ("deaths", "injured", "count"):
        if field in fields:
            yield field, lambda field=field: _amount(fields[field], field)  # type: ignore[misc]
    for side in ("actors", "recipients"):
        if any(name.startswith(f"{side}.") for name in fields):
            yield side, lambda side=side: _side(fields, side, getattr(event, side), known)  # type: ignore[misc]


def _same(field: str, one: Any, other: Any) -> bool:
    """Whether two values are one; of parties the words of a report do not count."""
    if field in {"actors", "recipients"}:
        return [{**p, "text": ""} for p in one] == [{**p, "text": ""} for p in other]
    return bool(one == other)


def _one_of(text: str, known: tuple[str, ...]) -> str:
    if text not in known:
        raise ValueError(f"{text[:40]!r} is none of {', '.join(known)}")
    return text


def _modes(text: str, type: str, event: Event) -> list[str]:
    told = sorted({name for part in text.split(",") if (name := part.strip().lower())})
    known = ontology.load().types.get(type)
    if known is None or told == list(
        event.mode
    ):  # a wrong type is told of by itself; old modes that a new type lacks go
        return told
    if strange := [name[:40] for name in told if name not in known.modes]:
        raise ValueError(f"{', '.join(strange)}: no mode of {type}, whose modes are {', '.join(known.modes) or 'none'}")
    return told


def _days(first: str, last: str) -> list[str] | None:
    told = [text.strip() for text in (first, last) if text.strip()]
    if not told:
        return None
    try:
        days = [date.fromisoformat(text) for text in told]
    except ValueError:
        raise ValueError("a day is written as 2024-01-28") from None
    if days[0] > days[-1]:
        raise ValueError("the last day is before the first")
    return [days[0].isoformat(), days[-1].isoformat()]


def _amount(text: str, field: str) -> list[int | None] | None:
    """A number, a range or an open range; nothing is no toll, and one occurrence."""
    if not text.strip():
        return [1, 1] if field == "count" else None
    found = AMOUNT.fullmatch(text.strip())
    if found is None:
        raise ValueError("a number is written as 3, 16-25 or 161+")
    low = int(found[1].replace(",", ""))
    high = None if found[2] else int(found[3].replace(",", "")) if found[3] else low
    if max(low, high or 0) > MOST:
        raise ValueError(f"is more than {MOST:,}")
    if high is not None and high < low:
        raise ValueError("the higher number is below the lower")
    if field == "count" and low < 1:
        raise ValueError("what happened happened at least once; reject the event, or say that its status is negated")
    return [low, high]


def _side(fields: Fields, side: str, now: tuple[Participant, ...], known: KnownParties) -> list[Any]:
    rows = sorted({int(found[2]) for name in fields if (found := ROW.fullmatch(name)) and found[1] == side})
    if rows and rows[-1] >= MOST_PARTIES:
        raise ValueError(f"more than {MOST_PARTIES} parties")
    told: dict[str, Participant] = {}
    for row in rows:
        name, country, sector = (fields.get(f"{side}.{row}.{part}", "") for part in ("name", "country", "sector"))
        if not name.strip():
            continue
        before = now[row] if row < len(now) else None
        if before and _renamed(before, name, country, sector, known):
            country = sector = ""  # those of the party that stood there
        party = known.read(name, country, sector, now)
        told.setdefault(party.id, party)
    return [party.as_json() for party in told.values()]


def _renamed(before: Participant, name: str, country: str, sector: str, known: KnownParties) -> bool:
    """Whether another name that is known was written over a party, and the rest of its row left as it was."""
    rest = (country.strip(), sector.strip()) == (before.country or "", before.sector)
    return rest and name.strip() != before.name and known.has(name)


def _place(fields: Fields, now: Where | None) -> Any:
    name = " ".join(fields["place"].split())
    if not name:
        return None
    check_name(name)
    told, precision = fields.get("place_country", "").strip(), fields.get("place_precision", "")
    country = knowledge.country_called(told, knowledge.load_countries()) if told else None
    if told and country is None:
        raise ValueError(f"{told[:60]!r} is no country; give its name or its three-letter code (IRQ)")
    if precision:
        _one_of(precision, ontology.PRECISIONS)
    iso3 = country.iso3 if country else None
    if now is not None and (name, iso3 or now.country, precision or now.precision) == (
        now.name,
        now.country,
        now.precision,
    ):
        return now.as_json()
    found = _places().find(name, (iso3,) if iso3 else ())
    if found is None or (iso3 is not None and found.country != iso3):
        return Where(name, iso3, precision=precision or "town").as_json()
    return replace(found, name=name, precision=precision or found.precision).as_json()


@cache
def _places() -> Gazetteer:
    return load_places()
