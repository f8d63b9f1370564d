"""What is in an archive, in a form that two archives can be compared in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

TABLES = (
    "documents", "copies", "mentions", "blocks", "unmerged", "events", "event_mentions", "event_parties", "claims", "event_aliases",
    "ties", "judgements", "problems",
)  # fmt: skip


def content(path: Path, tables: Sequence[str] = TABLES) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables but the record of runs and the times of writing, sorted."""
    with duckdb.connect(str(path), read_only=True) as connection:
        found = {}
        for table in tables:
            columns = [
                c
                for (c,) in connection.execute(
                    "select column_name from duckdb_columns() where table_name = ?", [table]
                ).fetchall()
            ]
            chosen = ", ".join(c for c in columns if c not in {"run", "recorded"})
            found[table] = sorted(connection.execute(f"select {chosen} from {table}").fetchall(), key=repr)
        return found


def write_lines(path: Path, records: Sequence[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return path
