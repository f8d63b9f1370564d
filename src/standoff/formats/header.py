"""The first line of a file into the layout of its rows: by the names of its columns, or by their number where it has no header."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace

from standoff.formats.rows import Layout
from standoff.formats.stream import Stream


def fitted(stream: Stream, layout: Layout) -> Layout | None:
    """The layout with the columns in the order of this file, or None where the file is not of it; takes no line."""
    lines = stream.first_lines()
    first = values(lines[0], layout)
    if not layout.header:
        return replace(layout, shown=layout.columns) if len(first) == len(layout.columns) else None
    if missing(first, layout):
        return None
    if layout.trailing and len(lines) > 1 and len(values(lines[1], layout)) != len(first):
        return replace(layout, shown=layout.columns)  # a header with names too many, known of POLECAT
    return _in_file_order(first, layout)


def values(line: bytes, layout: Layout) -> list[str]:
    """The values of a line."""
    text = line.decode("utf-8", "replace").rstrip("\r\n")
    if not layout.quoted:
        found = text.split(layout.delimiter)
        while layout.trailing and len(found) > 1 and not found[-1].strip():
            found.pop()
        return found
    return next(csv.reader([text], delimiter=layout.delimiter), [])


def missing(first: Sequence[str], layout: Layout) -> list[str]:
    """The columns that a file with this first line would have to have and has not."""
    known = {_canonical(name, layout) for name in first}
    return [c for c in layout.columns if c not in known and c not in layout.optional]


def by_name(names: Sequence[str], row: Sequence[str], layout: Layout) -> dict[str, str]:
    """The values of a row under the names that the layout gives its columns."""
    found = zip((_canonical(name, layout) for name in names), row, strict=True)
    return {name: value for name, value in found if name is not None}


def _in_file_order(first: Sequence[str], layout: Layout) -> Layout:
    columns: list[str] = []
    for n, name in enumerate(first, 1):
        column = _canonical(name, layout)
        columns.append(f"column {n}" if column is None or column in columns else column)
    optional = tuple(dict.fromkeys((*layout.columns, *layout.optional)))
    return replace(layout, columns=tuple(columns), optional=optional, shown=tuple(name.strip() for name in first))


def _canonical(name: str, layout: Layout) -> str | None:
    wanted = name.strip().casefold()
    known = {alias.casefold(): column for alias, column in layout.aliases.items()}
    known |= {column.casefold(): column for column in layout.columns}
    return known.get(wanted)
