"""Flat rows into a Parquet file, through DuckDB's own writer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from standoff.errors import StoreError
from standoff.store.archive import SETTINGS

ROWS_AT_ONCE = 5000
TYPES = {str: "varchar", int: "bigint", float: "double", bool: "boolean"}


def write_parquet(path: Path, columns: Mapping[str, type], records: Iterable[tuple[Any, ...]]) -> None:
    """Write records of the named and typed columns; None is null."""
    values = {f"c{n}": TYPES[kind] for n, kind in enumerate(columns.values())}
    declared = ", ".join(f"{_quoted(name)} {TYPES[kind]}" for name, kind in columns.items())
    unnested = ", ".join(f"unnest(${key}::{kind}[])" for key, kind in values.items())
    with duckdb.connect(config=dict(SETTINGS)) as memory:
        memory.execute("set enable_progress_bar = false")  # it would be drawn on stdout, among the data
        memory.execute(f"create table flat ({declared})")
        remaining = iter(records)
        while block := list(islice(remaining, ROWS_AT_ONCE)):
            lists = (list(column) for column in zip(*block, strict=True))
            memory.execute(f"insert into flat select {unnested}", dict(zip(values, lists, strict=True)))
        try:
            memory.execute("copy flat to $path (format parquet)", {"path": str(path)})
        except duckdb.Error as error:
            raise StoreError(f"{path}: cannot be written ({' '.join(str(error).split())[:200]})") from error


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
