"""GDELT event tables (1.0 with 57 or 58 columns, 2.0 with 61): what a row says, and how events are written as such rows.

Read: type and mode by the CAMEO code, the actors, the day, the place of the action, the Goldstein score. Statements and appeals
(CAMEO 01 and 02), which PLOVER leaves out, are kept as the type STATEMENT. The row stays beside the event as it was.
Lost in writing: the end of an interval, parties beyond the first of a side, contexts, modes that CAMEO has no code for, deaths,
injured, counts, status, and countries without a FIPS code of places.
"""

from __future__ import annotations

from importlib.resources import files

from standoff.formats import codes, places
from standoff.formats.rows import Layout
from standoff.records import Event, Participant

NAME = "gdelt"


def _actor(n: int) -> tuple[str, ...]:
    fields = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code".split()
    return tuple(f"Actor{n}{field}" for field in fields)


def _place(of: str, *, second: bool) -> tuple[str, ...]:
    fields = (
        "Type",
        "FullName",
        "CountryCode",
        "ADM1Code",
        *(("ADM2Code",) if second else ()),
        "Lat",
        "Long",
        "FeatureID",
    )
    return tuple(f"{of}Geo_{field}" for field in fields)


def _columns(*, second: bool, last: tuple[str, ...]) -> tuple[str, ...]:
    places = (*_place("Actor1", second=second), *_place("Actor2", second=second), *_place("Action", second=second))
    event = "IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone"
    return (
        *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
        *_actor(1), *_actor(2), *event.split(), *places, *last,
    )  # fmt: skip


LAYOUTS = (
    Layout(_columns(second=True, last=("DATEADDED", "SOURCEURL"))),
    Layout(_columns(second=False, last=("DATEADDED", "SOURCEURL"))),
    Layout(_columns(second=False, last=("DATEADDED",))),
)
SELECT = files(__package__).joinpath("gdelt.sql").read_text(encoding="utf-8")
GEO_TYPES = {"country": "1", "region": "5", "town": "4", "site": "4"}
QUADS = {"verbal cooperation": "1", "material cooperation": "2", "verbal conflict": "3", "material conflict": "4"}


def write(event: Event, sources: int) -> dict[str, str] | None:
    """The columns that the event fills; None where it has no day."""
    if event.date is None:
        return None
    day, code = event.date.start, codes.cameo_code(event.type, event.mode[0] if event.mode else None)
    row = {"GLOBALEVENTID": event.id, "SQLDATE": f"{day:%Y%m%d}", "MonthYear": f"{day:%Y%m}", "Year": f"{day:%Y}"}
    row |= {"EventCode": code, "EventBaseCode": code[:3], "EventRootCode": code[:2], "QuadClass": QUADS[event.quad]}
    row |= {"IsRootEvent": "1", "GoldsteinScale": f"{event.score:g}", "NumSources": str(sources)}
    for n, parties in enumerate((event.actors, event.recipients), 1):
        row |= _party(n, parties[0]) if parties else {}
    if place := event.place:
        row |= {"ActionGeo_Type": GEO_TYPES[place.precision], "ActionGeo_FullName": place.name}
        row["ActionGeo_CountryCode"] = codes.fips_codes().get(place.country or "", "")
        row |= places.coordinates(place, "ActionGeo_Lat", "ActionGeo_Long")
    return row


def _party(n: int, party: Participant) -> dict[str, str]:
    country, sector = party.country or "", party.sector if party.sector != "UNK" else ""
    values = {"Code": f"{country}{sector}", "Name": party.name, "CountryCode": country, "Type1Code": sector}
    return {f"Actor{n}{field}": value for field, value in values.items()}
