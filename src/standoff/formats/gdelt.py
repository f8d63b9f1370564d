"""GDELT event tables (1.0 with 57 or 58 columns, 2.0 with 61): what a row says, and how events are written as such rows.

Read: type and mode by the CAMEO code, the actors, the day, the place of the action, the Goldstein score. Statements and appeals
(CAMEO 01 and 02), which PLOVER leaves out, are kept as the type STATEMENT. The row stays beside the event as it was.
"""

from __future__ import annotations

from importlib.resources import files

from standoff.formats.rows import Layout

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
SECTORS = {
    "GOV": "GOV", "MIL": "MIL", "SPY": "MIL", "REB": "REB", "UAF": "REB", "INS": "REB", "SEP": "REB", "RAD": "REB", "OPP": "OPP", "JUD": "JUD",
    "LEG": "LEG", "ELI": "GOV", "COP": "COP", "CVL": "CVL", "REF": "CVL", "AGR": "CVL", "EDU": "CVL", "HLH": "CVL", "LAB": "CVL", "MED": "MED",
    "NGO": "NGO", "IGO": "IGO", "BUS": "BUS", "MNC": "BUS", "CRM": "CRM",
}  # fmt: skip
