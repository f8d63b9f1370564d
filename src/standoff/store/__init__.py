"""Documents, mentions, events, ties and judgements into one DuckDB file and back: `Writer` appends, `View` only reads."""

from __future__ import annotations

from standoff.store.rows import (
    ActorRow,
    Counts,
    DecisionRow,
    DocumentRow,
    EventFilter,
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
    "Counts",
    "DecisionRow",
    "DocumentRow",
    "EventFilter",
    "NewDocument",
    "NewEvent",
    "StoredEvent",
    "StoredMention",
    "TieFilter",
    "TieRow",
    "View",
    "Waiting",
    "Writer",
    "write_parquet",
]
