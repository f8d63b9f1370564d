"""Names of the steps in queries/ into SQL text; values are always bound, never written into a statement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

from duckdb import DuckDBPyConnection

FOLDER = files(__package__)
INCLUDED = re.compile(r"/\*include (\w+)\*/")
Row = tuple[Any, ...]
ROWS_AT_ONCE = 2000  # bounds the memory that bound lists and fetched rows take


@cache
def statement(name: str) -> str:
    """The text of queries/NAME.sql; `/*include OTHER*/` stands for the text of another."""
    text = FOLDER.joinpath("queries", f"{name}.sql").read_text(encoding="utf-8")
    return INCLUDED.sub(lambda found: statement(found[1]), text)


def rows(connection: DuckDBPyConnection, name: str, /, **values: Any) -> list[Row]:
    """All rows of a named query."""
    return connection.execute(statement(name), values or None).fetchall()


def rows_in_blocks(connection: DuckDBPyConnection, name: str, /, **values: Any) -> Iterator[Row]:
    """All rows of a named query, with no more than a block of them in memory."""
    found = connection.cursor().execute(statement(name), values or None)
    while block := found.fetchmany(ROWS_AT_ONCE):
        yield from block


def utc_now() -> datetime:
    """As the archive keeps times: UTC without a zone."""
    return datetime.now(UTC).replace(tzinfo=None)


def insert(connection: DuckDBPyConnection, table: str, columns: tuple[str, ...], records: Iterable[Row]) -> None:
    """Records into a table, bound as one list per column, which DuckDB takes 100 times faster than row by row."""
    remaining = iter(records)
    while block := list(islice(remaining, ROWS_AT_ONCE)):
        lists = zip(*block, strict=True)
        connection.execute(statement(f"insert_{table}"), dict(zip(columns, map(list, lists), strict=True)))
