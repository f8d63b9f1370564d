"""Files of event data sets into an archive: read, checked row by row, resolved and stored, as one function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from standoff import knowledge
from standoff.formats import codes, format_of, open_rows
from standoff.formats.format import Format
from standoff.formats.parties import Parties
from standoff.formats.rows import Layout, Refusal, whole_rows
from standoff.records import Participant
from standoff.store import Columns, Writer


@dataclass(frozen=True, slots=True)
class Imported:
    """How many events were new, how many the archive had, and how many rows were refused."""

    new: int
    known: int
    refused: int


def import_file(
    format: str,
    file: Path,
    archive: Path,
    on_refusal: Callable[[Refusal], None] = lambda _: None,
    on_progress: Callable[[float, int], None] = lambda _share, _events: None,
    map: Path | None = None,
) -> Imported:
    """Import one file; may be killed at any moment and called again with nothing lost or doubled.

    `map` says which column of a table is what. Raises FormatError where the file as a whole is not of the format, StoreError for an archive that cannot be used.
    """
    chosen = format_of(format, file, map)
    name = str(file)
    new = known = refused = 0

    def refuse(line: int, field: str, why: str) -> None:
        nonlocal refused
        refused += 1
        on_refusal(Refusal(name, line, field, why))

    with open_rows(file, chosen) as (stream, layout, first_line), Writer.open(archive, f"import {format}") as writer:
        importer = writer.importer(chosen.name, name, chosen.select, resolver(chosen))
        importer.codes(codes.tables())
        columns = _columns(layout)
        for rows in whole_rows(stream, layout, refuse, first_line):
            if len(rows.lines):
                taken = importer.take(rows.text, rows.lines.tolist(), columns)
                new, known = new + taken.new, known + taken.known
                for refusal in taken.refused:
                    refuse(*refusal)
            on_progress(stream.share(), new)
    return Imported(new, known, refused)


def _columns(layout: Layout) -> Columns:
    return Columns(layout.columns, layout.shown, layout.absent, layout.delimiter, layout.quoted)


def resolver(format: Format) -> Callable[[tuple[str | None, str | None, str | None]], Participant | None]:
    """Who a party of this format is: its sector codes in ours, its country codes ISO 3166-1 alpha-3."""
    parties = Parties(knowledge.load())
    return lambda key: parties.resolve(key[0], key[1], codes.sector(format.name, key[2]))
