"""`standoff sql`: one query over the archive's tables, which can read and change nothing."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from standoff.cli import arguments as a
from standoff.cli.output import Column, Shape, chosen_format, emit
from standoff.cli.text import one_line


def sql(
    query: Annotated[str, typer.Argument(help="A query in DuckDB's SQL; docs/archive.md lists the tables.")],
    archive: a.Archive = a.DEFAULT_ARCHIVE,
    format: a.FormatOption = None,
    output: a.Output = None,
) -> None:
    """Ask the archive anything, read-only: standoff sql "select type, count(*) from events group by type"."""
    from standoff.store import View

    kind = chosen_format(format, output)
    with View.open(archive) as view:
        names, rows = view.query(query)
        emit(rows, shape(names), kind, output)


def shape(names: tuple[str, ...]) -> Shape[tuple[Any, ...]]:
    """Columns as the query names them."""
    columns = tuple(Column(name, _cell(n)) for n, name in enumerate(names))
    return Shape(
        columns, dict.fromkeys(names, str), lambda row: row, lambda row: dict(zip(names, map(plain, row), strict=True))
    )


def _cell(n: int) -> Any:
    return lambda row: "" if row[n] is None else one_line(str(row[n]))


def plain(value: Any) -> Any:
    """What JSON can hold: days and times as ISO 8601, bytes as hexadecimal digits."""
    if isinstance(value, (str, int, float, bool, type(None))):
        return value
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, bytes):
        return value.hex()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
