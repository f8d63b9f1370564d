"""POLECAT (40 columns): what a row says, and how events are written as such rows.

Read: the PLOVER type, mode and contexts as the row has them (modes and contexts that the ontology does not have are left out), the
two sides with country and primary sector, the day, the place, the intensity as score. Some files have surplus names in the header
or empty values after the last column; both are dropped. The row of an imported event stays beside it as it was.
Lost in writing: the end of an interval, parties beyond the first of a side, further modes, deaths, injured, counts, status,
number of sources; STATEMENT, which is no type of PLOVER, is not written.
"""

from __future__ import annotations

from importlib.resources import files

from standoff.formats import codes, places
from standoff.formats.rows import Layout
from standoff.records import Event, Participant

NAME = "polecat"
COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name", "Actor Country", "Actor COW",
    "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country",
    "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
NEEDED = frozenset({"Event ID", "Event Date", "Event Type"})
LAYOUTS = (
    Layout(
        COLUMNS,
        header=True,
        latin=True,
        trailing=True,
        optional=tuple(c for c in COLUMNS if c not in NEEDED),
        aliases={"Event Intensity": "Intensity"},
    ),
)
SELECT = files(__package__).joinpath("polecat.sql").read_text(encoding="utf-8")
QUADS = {
    "verbal cooperation": "VERBAL COOPERATION", "material cooperation": "MATERIAL COOPERATION", "verbal conflict": "VERBAL CONFLICT",
    "material conflict": "MATERIAL CONFLICT",
}  # fmt: skip


def write(event: Event, sources: int) -> dict[str, str] | None:  # noqa: ARG001  # POLECAT counts no sources
    """The columns that the event fills; None where it has no day or is a STATEMENT."""
    if event.date is None or event.type == codes.STATEMENT[0]:
        return None
    row = {"Event ID": event.id, "Event Date": event.date.start.isoformat(), "Event Type": event.type}
    row |= {"Event Mode": ";".join(event.mode), "Contexts": ";".join(event.context)}
    row |= {"Intensity": f"{event.score:g}", "Quad Code": QUADS[event.quad]}
    for side, parties in (("Actor", event.actors), ("Recipient", event.recipients)):
        row |= _party(side, parties[0]) if parties else {}
    if place := event.place:
        row |= {"Placename": place.name, "Country": place.country or ""}
        row |= places.levels(place)
    return row


def _party(side: str, party: Participant) -> dict[str, str]:
    sector = "" if party.sector == "UNK" else party.sector
    values = {f"{side} Name": party.name, f"{side} Country": party.country or "", f"{side} Sectors": sector}
    return values | {f"Primary {side} Sector": sector}
