"""Documents, mentions, events, ties and judgements into one DuckDB file and back: `Writer` appends, `View` only reads."""

from __future__ import annotations

from standoff.store.importer import CodeTable, Columns, Importer, Taken
from standoff.store.rows import (
    ActorRow,
    Counts,
    DecisionRow,
    DocumentRow,
    EventFilter,
    ImportedRow,
    NewDocument,
    NewEvent,
    StoredEvent,
    StoredMention,
    TieFilter,
    TieRow,
    Waiting,
)
from standoff.store.table import write_parquet
from standoff.store.view import View
from standoff.store.writer import Writer

__all__ = [
    "ActorRow",
    "CodeTable",
    "Columns",
    "Counts",
    "DecisionRow",
    "DocumentRow",
    "EventFilter",
    "ImportedRow",
    "Importer",
    "NewDocument",
    "NewEvent",
    "StoredEvent",
    "StoredMention",
    "Taken",
    "TieFilter",
    "TieRow",
    "View",
    "Waiting",
    "Writer",
    "write_parquet",
]
