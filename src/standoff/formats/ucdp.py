"""UCDP Georeferenced Event Dataset (GED): what a row says, and how events are written as such rows.

Read: releases of 41 to 49 columns, the form of the Humanitarian Data Exchange (45, with a second header row of tags), candidate
files without header. Every row is an ASSAULT by side a on side b; one-sided violence has civilians of the place's country as
recipients. Days stay the interval that the row has. Deaths: `low` to `high` with `best`; where `best` lies outside, as in some
rows, the interval is widened to hold it. A government is the state by its Gleditsch-Ward number or the name of the side.
Lost in writing: events of other types and without days are not written; of those written modes, contexts, the sector of parties
(a group without state becomes a rebel group), further parties, injured, counts, status; deaths without an upper bound get the
lower one. Who fired first is not told: in fights, side a and side b carry no direction.
"""

from __future__ import annotations

from importlib.resources import files

from standoff.formats import codes, places
from standoff.formats.rows import Layout
from standoff.knowledge import country_name
from standoff.records import Event, Participant

NAME = "ucdp"
COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id", "conflict_name",
    "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b",
    "number_of_sources", "source_article", "source_office", "source_date", "source_headline", "source_original", "where_prec",
    "where_coordinates", "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country",
    "country_id", "region", "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians",
    "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
NEEDED = frozenset(
    {"id", "type_of_violence", "side_a", "side_b", "country", "date_start", "date_end", "best", "high", "low"}
)
LAYOUTS = (
    Layout(COLUMNS, delimiter=",", quoted=True, header=True, optional=tuple(c for c in COLUMNS if c not in NEEDED)),
    Layout(COLUMNS, delimiter=",", quoted=True),  # candidate release 24.0.1
)
SELECT = files(__package__).joinpath("ucdp.sql").read_text(encoding="utf-8")
WHERE_PRECISION = {"site": "1", "town": "1", "region": "4", "country": "6"}
DATE_PRECISION = ((1, "1"), (6, "2"), (7, "3"), (31, "4"))  # days at most, code


def write(event: Event, sources: int) -> dict[str, str] | None:
    """The columns that the event fills; None where it is no ASSAULT, has no day or nobody who did it."""
    if event.type != "ASSAULT" or event.date is None:
        return None
    start, end, place = event.date.start, event.date.end, event.place
    row = {"id": event.id, "year": str(start.year), "number_of_sources": str(sources), "event_clarity": "1"}
    row |= {"date_start": start.isoformat(), "date_end": end.isoformat(), "date_prec": _date_precision(event.date.days)}
    row |= _side("a", event.actors) | _side("b", event.recipients) | _deaths(event)
    row["type_of_violence"] = _violence(event)
    row["dyad_name"] = f"{row['side_a']} - {row['side_b']}"
    if place is not None:
        row |= {
            "country": country_name(place.country),
            "country_id": codes.gw_codes().get(place.country or "", ""),
        }
        row |= {"where_coordinates": place.name, "where_prec": WHERE_PRECISION[place.precision]}
        row |= places.coordinates(place, "latitude", "longitude")
    return row


def _date_precision(days: int) -> str:
    return next((code for most, code in DATE_PRECISION if days <= most), "5")


def _violence(event: Event) -> str:
    """1 with a government in it, 3 against civilians, else 2."""
    if any(p.sector == "CVL" for p in event.recipients):
        return "3"
    return "1" if any(_is_state(p) for p in (*event.actors, *event.recipients)) else "2"


def _is_state(party: Participant) -> bool:
    return party.sector in {"GOV", "MIL", "COP"} and party.country in codes.gw_codes()


def _side(letter: str, parties: tuple[Participant, ...]) -> dict[str, str]:
    if not parties:
        return {f"side_{letter}": ""}
    party = parties[0]
    if party.sector == "CVL":
        return {f"side_{letter}": "Civilians"}
    if not _is_state(party):
        return {f"side_{letter}": party.name}
    name = f"Government of {country_name(party.country)}"
    return {f"side_{letter}": name, f"gwno{letter}": codes.gw_codes()[party.country or ""]}


def _deaths(event: Event) -> dict[str, str]:
    if event.deaths is None:
        return {}
    low, high = event.deaths.lo, event.deaths.hi if event.deaths.hi is not None else event.deaths.lo
    best = low if event.deaths_best is None else event.deaths_best
    return {"low": str(low), "best": str(best), "high": str(max(high, best))}
