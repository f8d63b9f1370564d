"""Event data sets of others: one file per format says what its rows hold; `FORMATS` lists them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from standoff.errors import FormatError
from standoff.formats import gdelt
from standoff.formats.rows import Layout
from standoff.formats.stream import Stream, opened


@dataclass(frozen=True, slots=True)
class Format:
    """A data set's tables: the layouts that its releases had, the SQL that turns a row into an event, its sectors in ours."""

    name: str
    layouts: tuple[Layout, ...]
    select: str
    sectors: Mapping[str, str]


FORMATS: Mapping[str, Format] = {
    gdelt.NAME: Format(gdelt.NAME, gdelt.LAYOUTS, gdelt.SELECT, gdelt.SECTORS),
}


@contextmanager
def open_rows(file: Path, format: Format) -> Iterator[tuple[Stream, Layout, int]]:
    """The rows of a file, plain, gzipped or zipped, with the layout that its first line has and that line's number."""
    with opened(file) as stream:
        first = stream.first_line()
        for layout in format.layouts:
            if first.count(layout.delimiter.encode()) == len(layout.columns) - 1:
                yield stream, layout, 1
                return
    widths = ", ".join(str(len(layout.columns)) for layout in format.layouts)
    raise FormatError(f"{file}: no {format.name} table; its first line should have {widths} columns")
