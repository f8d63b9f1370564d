"""ACLED exports (31 columns, and the older ones with data_id): what a row says, and how events are written as such rows.

Read: type and mode by event type and sub-event type (acled.csv), parties by name and inter code (words or numbers), day, place,
fatalities. `time_precision` 2 and 3 widen the day to its week (Monday to Sunday) or month. The row stays beside the event.
actor1 and actor2 become actor and recipient in the order of the file, which carries NO direction, except in violence against
civilians, where actor1 is the attacker; those who stand with a side (assoc_actor) follow it.
Lost in writing: types that ACLED has no sub-event type for become "Other"; intervals become a day, its week or its month; deaths
become one number (the best, else the lowest); contexts, further modes, injured, counts, status. Files of ACLED may not be handed on.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from standoff.formats import codes, places
from standoff.formats.rows import Layout
from standoff.knowledge import country_name
from standoff.records import Event, Participant, When

NAME = "acled"
COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1", "assoc_actor_1",
    "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2",
    "admin3", "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
NEEDED = frozenset(
    {"event_id_cnty", "event_date", "event_type", "sub_event_type", "actor1", "actor2", "country", "fatalities"}
)
LAYOUTS = (
    Layout(COLUMNS, delimiter=",", quoted=True, header=True, optional=tuple(c for c in COLUMNS if c not in NEEDED)),
)
SELECT = files(__package__).joinpath("acled.sql").read_text(encoding="utf-8")
INTER = {
    "GOV": "State forces", "MIL": "State forces", "COP": "State forces", "REB": "Rebel group", "CVL": "Civilians",
}  # fmt: skip
GEO_PRECISION = {"site": "1", "town": "1", "region": "2", "country": "3"}


def write(event: Event, sources: int) -> dict[str, str] | None:  # noqa: ARG001  # ACLED names its sources, which are not known here
    """The columns that the event fills; None where it has no day."""
    if event.date is None:
        return None
    precision = _time_precision(event.date)
    kind, sub_kind = _kind(event)
    row = {"event_id_cnty": event.id, "event_date": event.date.start.isoformat(), "year": str(event.date.start.year)}
    row |= {
        "time_precision": precision,
        "event_type": kind,
        "sub_event_type": sub_kind,
        "fatalities": _fatalities(event),
    }
    for n, parties in enumerate((event.actors, event.recipients), 1):
        row |= _side(n, parties)
    if place := event.place:
        row |= {"country": country_name(place.country), "location": place.name}
        row["geo_precision"] = GEO_PRECISION[place.precision]
        row |= places.coordinates(place, "latitude", "longitude")
    return row


def _time_precision(days: When) -> str:
    """1 for a day, 2 for what lies in one week of the calendar, 3 for anything longer."""
    if days.start == days.end:
        return "1"
    return "2" if days.start - timedelta(days.start.weekday()) == days.end - timedelta(days.end.weekday()) else "3"


def widened(day: date, precision: str) -> When:
    """The days that a row with this time precision stands for."""
    if precision == "2":
        monday = day - timedelta(day.weekday())
        return When(monday, monday + timedelta(6))
    if precision == "3":
        first = day.replace(day=1)
        return When(first, (first + timedelta(31)).replace(day=1) - timedelta(1))
    return When(day, day)


def _kind(event: Event) -> tuple[str, str]:
    """Event type and sub-event type: by mode, against civilians by the recipient, else the first of the type."""
    mode = event.mode[0] if event.mode else None
    if event.type == "ASSAULT" and mode is None and any(p.sector == "CVL" for p in event.recipients):
        return "Violence against civilians", "Attack"
    fitting = [(kind, sub, m) for kind, sub, type, m in _kinds() if type == event.type]
    found = next(
        (f for f in fitting if f[2] == mode), fitting[0] if fitting else ("Strategic developments", "Other", None)
    )
    return found[0] or "", found[1] or ""


@cache
def _kinds() -> tuple[tuple[str | None, ...], ...]:
    return next(table.rows for table in codes.tables() if table.name == "acled")


def _fatalities(event: Event) -> str:
    if event.deaths is None:
        return ""
    return str(event.deaths.lo if event.deaths_best is None else event.deaths_best)


def _side(n: int, parties: tuple[Participant, ...]) -> dict[str, str]:
    if not parties:
        return {}
    values = {f"actor{n}": _name(parties[0]), f"inter{n}": INTER.get(parties[0].sector, "External/Other forces")}
    return values | {f"assoc_actor_{n}": "; ".join(_name(p).replace(";", ",") for p in parties[1:])}


def _name(party: Participant) -> str:
    """With the country in brackets, as ACLED has it."""
    country = country_name(party.country)
    return f"{party.name} ({country})" if country and country != party.name else party.name
