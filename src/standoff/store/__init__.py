"""Documents, mentions, events, ties and judgements into one DuckDB file and back: `Writer` appends, `View` only reads."""

from __future__ import annotations

from standoff.store.importer import Columns, Importer, Taken
from standoff.store.places import PlaceCount
from standoff.store.rows import (
    ActorRow,
    Acts,
    Annotation,
    ClaimRow,
    Counts,
    Dealings,
    DecisionRow,
    DocumentRow,
    EventFilter,
    ImportedFile,
    ImportedRow,
    ListedDocument,
    Moved,
    NewDocument,
    NewEvent,
    PartyRow,
    PastEvent,
    StoredEvent,
    StoredMention,
    TieFilter,
    TieRow,
    Waiting,
)
from standoff.store.table import write_parquet
from standoff.store.tally import Tally, Value
from standoff.store.view import View
from standoff.store.writer import Writer

__all__ = [
    "ActorRow",
    "Acts",
    "Annotation",
    "ClaimRow",
    "Columns",
    "Counts",
    "Dealings",
    "DecisionRow",
    "DocumentRow",
    "EventFilter",
    "ImportedFile",
    "ImportedRow",
    "Importer",
    "ListedDocument",
    "Moved",
    "NewDocument",
    "NewEvent",
    "PartyRow",
    "PastEvent",
    "PlaceCount",
    "StoredEvent",
    "StoredMention",
    "Taken",
    "Tally",
    "TieFilter",
    "TieRow",
    "Value",
    "View",
    "Waiting",
    "Writer",
    "write_parquet",
]
