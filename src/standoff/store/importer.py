"""Rows of a data set into events of the archive: staged, turned into event rows by the format's SQL, checked, and stored."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from standoff.records import CodeTable, Participant
from standoff.store.statements import statement, utc_now

MEMORY = "512MB"  # of DuckDB while it imports; it spills to disk beyond
Key = tuple[str | None, str | None, str | None]  # a party as the data set has it: name, country code, sector code
Resolve = Callable[[Key], Participant | None]


@dataclass(frozen=True, slots=True)
class Columns:
    """How the rows at hand are written: the names of their columns in the SQL and in the file, those that the file lacks."""

    names: tuple[str, ...]
    shown: tuple[str, ...]
    absent: tuple[str, ...]
    delimiter: str
    quoted: bool

    @property
    def parting(self) -> str:
        """What parts the values of a kept row: quoted ones may hold tabs."""
        return "\x1f" if self.quoted else "\t"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of some rows: events that are new, those that the archive had, and refused ones as (line, field, why)."""

    new: int
    known: int
    refused: tuple[tuple[int, str, str], ...]


class Importer:
    """One file of one data set on its way into an archive; each call of `take` is one transaction."""

    def __init__(self, connection: DuckDBPyConnection, dataset: str, file: str, select: str, resolve: Resolve) -> None:
        self._connection, self._dataset, self._file = connection, dataset, file
        self._select, self._resolve = select, resolve
        connection.execute(f"set memory_limit = '{MEMORY}'")
        for step in ("create_parties", "create_event_row", "macros"):
            connection.execute(statement(step))

    def codes(self, tables: Iterable[CodeTable]) -> None:
        """Make code tables known to the format's SQL."""
        for table in tables:
            columns = ", ".join(f'"{c}" varchar' for c in table.columns)
            self._connection.execute(f'create or replace temp table "{table.name}" ({columns})')
            if table.rows:
                places = ", ".join("?" * len(table.columns))
                self._connection.executemany(f'insert into "{table.name}" values ({places})', table.rows)  # noqa: S608

    def take(self, text: bytes, lines: Sequence[int], columns: Columns) -> Taken:
        """Store the events of some whole rows; those that the archive has already stay as they are."""
        self._stage(text, lines, columns)
        connection = self._connection
        connection.execute(statement("incoming").replace("/*select*/", self._select))
        refused = connection.execute(statement("refused_rows")).fetchall()
        self._name_parties()
        connection.begin()
        try:
            connection.execute(statement("new_rows"), {"dataset": self._dataset})
            [(new, found)] = connection.execute(statement("count_new_rows")).fetchall()
            connection.execute(statement("fresh_parties"))
            connection.execute(statement("import_events"), {"recorded": utc_now()})
            connection.execute(statement("import_parties"))
            kept = {"file": self._file, "columns": columns.parting.join(columns.shown)}
            connection.execute(statement("import_rows"), kept)
            connection.commit()
        except BaseException:
            connection.rollback()
            raise
        return Taken(new, found - new, tuple((line, *_parted(why)) for line, why in refused))

    def _stage(self, text: bytes, lines: Sequence[int], columns: Columns) -> None:
        """The rows as a temporary table `raw` of text columns, with `line`."""
        declared = ", ".join(f"'{c}': 'varchar'" for c in columns.names)
        absent = "".join(f', null::varchar as "{c}"' for c in columns.absent)
        gapless = not columns.quoted and lines[-1] - lines[0] + 1 == len(lines)
        with tempfile.NamedTemporaryFile(prefix="standoff-", suffix=".rows") as file:
            Path(file.name).write_bytes(text)
            values: dict[str, Any] = {"path": file.name, "delimiter": columns.delimiter}
            values |= {"first": lines[0]} if gapless else {"lines": list(lines), "quote": '"' if columns.quoted else ""}
            step = statement("stage_gapless" if gapless else "stage_rows").replace("/*columns*/", declared)
            step = step.replace("/*absent*/", absent).replace("/*row_text*/", _row_text(columns))
            step = step.replace("/*needed*/", ", ".join(f'parted."{c}"' for c in columns.names if c in self._select))
            self._connection.execute(step, values)

    def _name_parties(self) -> None:
        """Who the names and codes of the rows are, each asked once."""
        keys = self._connection.execute(statement("party_keys")).fetchall()
        found = [(key, self._resolve(key)) for key in keys]
        rows = [(*key, p.id, p.name, p.country, p.sector) for key, p in found if p is not None]
        if rows:
            names = ("name", "country_code", "sector_code", "id", "label", "country", "sector")
            lists = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
            self._connection.execute(statement("insert_named_parties"), lists)


def _row_text(columns: Columns) -> str:
    """The SQL of a row's values as they are kept."""
    values = ", ".join(f"coalesce(\"{c}\", '')" for c in columns.names)
    return f"concat_ws(chr({ord(columns.parting)}), {values})"


def _parted(why: str) -> tuple[str, str]:
    field, _, reason = why.partition(": ")
    return field, reason
