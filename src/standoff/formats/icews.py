"""ICEWS coded event data (`.tab`, 20 columns): what a row says, and how events are written as such rows.

Read: type and mode by the CAMEO code (a leading zero that a spreadsheet has lost is put back), the two sides with country and
sectors, the day, the place, the intensity as score. An id counts once a day, so that the key is both.
Lost in writing: the end of an interval, parties beyond the first of a side, contexts, modes that CAMEO has no code for, deaths,
injured, counts, status, number of sources. The row of an imported event stays beside it as it was.
"""

from __future__ import annotations

from importlib.resources import files

from standoff.formats import codes, places
from standoff.formats.rows import Layout
from standoff.knowledge import country_name
from standoff.records import Event, Participant

NAME = "icews"
COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity", "Target Name",
    "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude",
    "Longitude",
)  # fmt: skip
LAYOUTS = (Layout(COLUMNS, header=True, latin=True),)
SELECT = files(__package__).joinpath("icews.sql").read_text(encoding="utf-8")
SECTORS = {
    "GOV": "Government", "MIL": "Military", "REB": "Rebel", "OPP": "Dissident", "PTY": "Parties", "JUD": "Judicial",
    "LEG": "Legislative / Parliamentary", "COP": "Police", "CVL": "General Population / Civilian / Social", "MED": "Media",
    "NGO": "Nongovernmental Organization (International)", "IGO": "International Government Organization", "BUS": "Business",
    "CRM": "Criminals / Gangs", "UNK": "Unspecified",
}  # fmt: skip


def write(event: Event, sources: int) -> dict[str, str] | None:  # noqa: ARG001  # ICEWS counts no sources
    """The columns that the event fills; None where it has no day."""
    if event.date is None:
        return None
    row = {"Event ID": event.id, "Event Date": event.date.start.isoformat(), "Intensity": f"{event.score:g}"}
    row["CAMEO Code"] = codes.cameo_code(event.type, event.mode[0] if event.mode else None)
    row["Event Text"] = event.type.capitalize()
    for side, parties in (("Source", event.actors), ("Target", event.recipients)):
        row |= _party(side, parties[0]) if parties else {}
    if place := event.place:
        row |= {"Country": country_name(place.country)}
        row |= places.levels(place)
    return row


def _party(side: str, party: Participant) -> dict[str, str]:
    country = country_name(party.country)
    return {f"{side} Name": party.name, f"{side} Sectors": SECTORS[party.sector], f"{side} Country": country}
