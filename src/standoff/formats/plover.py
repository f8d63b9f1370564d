"""PLOVER events as JSON lines, and the lines that `standoff export` writes: each line is read as whichever of the two it is.

Read: `type` (or `event`, `event_type`), `mode`, `context`, `actors` and `recipients` (or `source` and `target`; a name, an object
with name, country and sector, or a list of these), `date` (a day or [first, last]), `place`, `deaths`, `injured`, `count` (a number
or [lo, hi]), `status`, `confidence`, `score`. Modes and contexts that the ontology does not have are left out.
Lost in reading: mentions, claims, attributions and ids of parties that the knowledge files do not know; the line stays beside the
event as it was. Nothing is lost in writing.
"""

from __future__ import annotations

import json
from importlib.resources import files

from standoff.formats.rows import Layout
from standoff.records import Event

NAME = "plover"
NO_VALUE_HAS_IT = "\x1e"
LAYOUTS = (Layout(("json",), delimiter=NO_VALUE_HAS_IT),)
SELECT = files(__package__).joinpath("plover.sql").read_text(encoding="utf-8")


def write(event: Event, sources: int) -> dict[str, str]:
    """The event of the record contract as one line."""
    whole = event.as_json()
    return {"json": json.dumps({"id": whole.pop("id"), "sources": sources, **whole}, ensure_ascii=False)}
