"""Event data sets of others: one file per format says what its rows hold; `FORMATS` lists them, and `table` is any other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from standoff.errors import FormatError
from standoff.formats import acled, gdelt, header, icews, plover, polecat, table, ucdp
from standoff.formats.format import Format
from standoff.formats.rows import Layout
from standoff.formats.stream import Stream, opened

FORMATS: Mapping[str, Format] = {
    module.NAME: Format(module.NAME, module.LAYOUTS, module.SELECT, module.write)
    for module in (gdelt, icews, ucdp, acled, polecat, plover)
}


NAMES = (*FORMATS, table.NAME)


def format_of(name: str, file: Path, map: Path | None) -> Format:
    """The format by its name; that of a table needs the map of its columns."""
    if name in FORMATS:
        return FORMATS[name]
    if map is None:
        raise FormatError(f"{file}: which of its columns is what? Say so in a TOML file, given with --map")
    return table.format_by_map(map, file)


@contextmanager
def open_rows(file: Path, format: Format) -> Iterator[tuple[Stream, Layout, int]]:
    """The rows of a file, plain, gzipped or zipped, with the layout that its first line has and the line that they begin on."""
    with opened(file) as stream:
        stream.skip_byte_order_mark()
        fitting = (header.fitted(stream, layout) for layout in format.layouts)
        layout = next((found for found in fitting if found is not None), None)
        if layout is None:
            raise FormatError(f"{file}: no {format.name} table; {_why_none(stream, format)}")
        if layout.header:
            stream.readline()
        yield stream, layout, 2 if layout.header else 1


def _why_none(stream: Stream, format: Format) -> str:
    """What the first line would have to have, by the layout that it is nearest to."""
    named = [layout for layout in format.layouts if layout.header]
    if not named:
        return f"its first line should have {', '.join(str(len(layout.columns)) for layout in format.layouts)} columns"
    lacking = min((header.missing(header.values(stream.first_lines()[0], y), y) for y in named), key=len)
    return f"its first line lacks the columns {', '.join(lacking)}"
