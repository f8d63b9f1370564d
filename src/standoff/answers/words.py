"""Events and what is claimed of them into words that a person reads."""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from standoff.records import GUESSED, Amount, Event, Mention, Participant, When, Where

# Types whose two sides do the same thing, unless a mode says who went to whom.
MUTUAL = frozenset({"CONSULT", "COOPERATE"})
DIRECTED_MODES = frozenset({"visit"})
AMOUNTS = frozenset({"deaths", "injured", "count"})
FEW = 3  # parties that name a side in a sentence


def days(start: date | None, end: date | None) -> str:
    """An interval as short as it can be said: a day, a month, a year, or from-to; empty for none."""
    if start is None or end is None:
        return ""
    if start == end:
        return start.isoformat()
    whole_months = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
    if start.year == end.year and whole_months:
        if start.month == end.month:
            return f"{start:%Y-%m}"
        if (start.month, end.month) == (1, 12):
            return f"{start.year:04}"
    return f"{start} – {end:%m-%d}" if start.year == end.year else f"{start} – {end}"


def event_days(one: Event | Mention) -> str:
    return days(one.date.start, one.date.end) if one.date else ""


def amount(value: Amount | None) -> str:
    """A number, a range (16–25) or an open one (161+); empty for none."""
    if value is None:
        return ""
    if value.hi is None:
        return f"{value.lo}+"
    return str(value.lo) if value.lo == value.hi else f"{value.lo}–{value.hi}"


def times(event: Event) -> str:
    """How often, where it is more than once: "×161+"."""
    return "" if event.count == Amount(1, 1) else f"×{amount(event.count)}"


def where(place: Where | None) -> str:
    """The place with its country, once."""
    if place is None:
        return ""
    return place.name if place.precision == "country" or not place.country else f"{place.name}, {place.country}"


def who(event: Event, most: int | None = None) -> str:
    """Source → target where the text says who did it to whom, else "between"; a guessed side with a question mark.

    `most`: of more parties on a side, the number of the others is told.
    """
    actors, recipients = _told(event, "actors"), _told(event, "recipients")
    if event.type in MUTUAL and not DIRECTED_MODES & set(event.mode):
        parties = list(dict.fromkeys([*actors, *recipients]))
        return f"between {listed(parties, most)}" if len(parties) > 1 else listed(parties)
    if recipients:
        return f"{listed(actors, most) or 'unknown'} → {listed(recipients, most)}"
    return listed(actors, most)


def in_words(event: Event) -> str:
    """An event as a line of text: who to whom, what, where, when, with how many dead and injured."""
    kind, parties = kind_in_words(event), who(event, FEW)
    tolls = [f"{amount(n)} {word}" for n, word in ((event.deaths, "dead"), (event.injured, "injured")) if n]
    facts = [f"{parties}: {kind}" if parties else kind, where(event.place), event_days(event), *tolls]
    return ", ".join(fact for fact in facts if fact) + (f" [{event.dataset}]" if event.dataset else "")


def kind_in_words(event: Event) -> str:
    """What was done, as in "denied assault (drone) ×2"."""
    status = {"actual": "", "negated": "denied"}.get(event.status, event.status)
    modes = f"({', '.join(event.mode)})" if event.mode else ""
    return " ".join(filter(None, [status, event.type.lower(), modes, times(event)]))


def field_value(one: Event | Mention, field: str) -> str:
    """The value of one field; empty where nothing is told."""
    if field in {"actors", "recipients"}:
        return listed(_names(getattr(one, field)))
    if field in AMOUNTS:
        return amount(getattr(one, field))
    if field == "mode":
        return ", ".join(one.mode)
    readers = {"date": event_days(one), "place": where(one.place)}
    return readers[field] if field in readers else str(getattr(one, field))


def claim_value(field: str, value: Any) -> str:
    """The value of a claim as a person would say it."""
    if field == "date" and value:
        when = When.from_json(value)
        return days(when.start, when.end) if when else ""
    if field in AMOUNTS:
        return amount(Amount.from_json(value))
    if isinstance(value, list) and all(isinstance(v, dict) for v in value):
        return ", ".join(str(v.get("text") or v.get("name")) for v in value)
    if isinstance(value, dict):
        return ", ".join(str(value[k]) for k in ("name", "country") if value.get(k))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def value_in_words(field: str, value: Any) -> str:
    """The value of any field as JSON has it, as a person would say it; "none" where there is none."""
    if field in {"actors", "recipients"}:
        return listed([str(party["name"]) for party in value]) or "none"
    if field == "mode":
        return ", ".join(value) or "none"
    if field == "place" and value:
        return f"{where(Where.from_json(value))} ({value['precision']})"
    return claim_value(field, value) if value else "none"


def read_otherwise(mentions: Iterable[Mention], field: str) -> str:
    """What another coder reads in the place of a field, as in "5 or none"; empty where that is not kept."""
    read = dict.fromkeys(value for m in mentions for told, value in m.otherwise if told == field)
    values = (json.loads(value) for value in read)
    return " or ".join((listed(v) or "none") if field in GUESSED else value_in_words(field, v) for v in values)


def capital(text: str) -> str:
    """With a capital letter at the beginning; the others stay as they are."""
    return text[:1].upper() + text[1:]


def named(source: str) -> str:
    """A path as the name of its file; anything else as it is."""
    is_path = "/" in source and "://" not in source and " " not in source
    return source.rpartition("/")[2] if is_path else source


def listed(names: Sequence[str], most: int | None = None) -> str:
    """As in "A, B and C"; where there are more than `most`, as in "A, B and 7 more"."""
    if most is not None and len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1} more"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def _told(event: Event, side: str) -> list[str]:
    mark = "?" if GUESSED[side] in event.inferred else ""
    return [name + mark for name in _names(getattr(event, side))]


def _names(parties: Iterable[Participant]) -> list[str]:
    """Each once: two kinds of "people" are one word."""
    return list(dict.fromkeys(" ".join(p.name.split()) for p in parties))
