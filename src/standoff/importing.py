"""Files of event data sets into an archive: read, checked row by row, resolved and stored, as one function."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from standoff import knowledge, ontology
from standoff.formats import FORMATS, Format, open_rows
from standoff.formats.parties import Parties
from standoff.formats.rows import Refusal, whole_rows
from standoff.records import Participant
from standoff.store import CodeTable, Writer

STATEMENT = ("STATEMENT", "verbal cooperation", "0")  # what PLOVER leaves out of CAMEO: statements and appeals


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
) -> Imported:
    """Import one file; may be killed at any moment and called again with nothing lost or doubled.

    Raises FormatError where the file as a whole is not of the format, StoreError for an archive that cannot be used.
    """
    chosen = FORMATS[format]
    name = str(file)
    new = known = refused = 0

    def refuse(line: int, field: str, why: str) -> None:
        nonlocal refused
        refused += 1
        on_refusal(Refusal(name, line, field, why))

    with open_rows(file, chosen) as (stream, layout, first_line), Writer.open(archive, f"import {format}") as writer:
        importer = writer.importer(chosen.name, name, chosen.select, resolver(chosen))
        importer.codes(code_tables())
        for rows in whole_rows(stream, layout, refuse, first_line):
            if len(rows.lines):
                taken = importer.take(
                    rows.text, rows.lines.tolist(), layout.columns, delimiter=layout.delimiter, quoted=layout.quoted
                )
                new, known = new + taken.new, known + taken.known
                for refusal in taken.refused:
                    refuse(*refusal)
            on_progress(stream.share(), new)
    return Imported(new, known, refused)


def resolver(format: Format) -> Callable[[tuple[str | None, str | None, str | None]], Participant | None]:
    """Who a party of this format is: its sector codes in ours, its country codes ISO 3166-1 alpha-3."""
    parties = Parties(knowledge.load())
    return lambda key: parties.resolve(key[0], key[1], format.sectors.get(key[2] or "", "UNK" if key[2] else None))


@cache
def code_tables() -> tuple[CodeTable, ...]:
    """The tables that the SQL of formats joins with."""
    types = ontology.load().types.values()
    kinds = [(t.name, t.quad, str(t.score)) for t in types]
    return (
        CodeTable("kinds", ("type", "quad", "score"), [*kinds, STATEMENT]),
        CodeTable("cameo", ("code", "type", "mode", "score"), list(_cameo())),
        CodeTable(
            "fips", ("fips", "iso3"), [(r["fips"], r["iso3"]) for r in _table("standoff.knowledge", "data/fips.csv")]
        ),
    )


def _cameo() -> Iterator[tuple[str | None, ...]]:
    for row in _table("standoff.ontology", "cameo.csv"):
        yield row["code"], row["plover"] or None, row["plover_mode"] or None, row["intensity"]


def _table(package: str, name: str) -> Iterator[dict[str, str]]:
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    yield from csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
