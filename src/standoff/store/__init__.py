"""Documents, mentions, events, ties and judgements into one DuckDB file and back: `Writer` appends, `View` only reads."""

from __future__ import annotations

from standoff.store.archive import Reader
from standoff.store.importer import Columns, Importer, Taken
from standoff.store.places import PlaceCount
from standoff.store.queue import Curve, Queued
from standoff.store.reviewed import CORRECTABLE, DECIDED, Change, Review, Word, corrected, stamp, values_of
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
    Partner,
    PartyRow,
    PartyVariant,
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
    "CORRECTABLE",
    "DECIDED",
    "ActorRow",
    "Acts",
    "Annotation",
    "Change",
    "ClaimRow",
    "Columns",
    "Counts",
    "Curve",
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
    "Partner",
    "PartyRow",
    "PartyVariant",
    "PastEvent",
    "PlaceCount",
    "Queued",
    "Reader",
    "Review",
    "StoredEvent",
    "StoredMention",
    "Taken",
    "Tally",
    "TieFilter",
    "TieRow",
    "Value",
    "View",
    "Waiting",
    "Word",
    "Writer",
    "corrected",
    "stamp",
    "values_of",
    "write_parquet",
]
