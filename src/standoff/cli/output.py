"""Rows of one kind into a table, JSON lines, CSV, Markdown or Parquet, on stdout or in a file."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Literal, TextIO, TypeVar

import typer

from standoff.answers.harmless import harmless, spreadsheet_cell
from standoff.cli.text import markdown_cell

if TYPE_CHECKING:
    from rich.console import Console

T = TypeVar("T")
WIDTH_OF_FILES = 100  # text in a file or a pipe is folded here
ROOMY = 100  # characters across; narrower screens need the space between columns for text
WIDE = 140  # characters across from which there is room for columns that one can do without


class Format(StrEnum):
    """How to print rows."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    md = "md"
    svg = "svg"


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column of a table: `cell` is what a person reads; `right` aligns numbers; `keep` never breaks it into lines.

    `extra`: left out of tables on screens that are not wide.
    """

    header: str
    cell: Callable[[T], str]
    right: bool = False
    keep: bool = False
    extra: bool = False


@dataclass(frozen=True, slots=True)
class Shape(Generic[T]):
    """How one kind of row looks: `columns` in tables, `flat` values under `fields` in CSV and Parquet, JSON in lines."""

    columns: tuple[Column[T], ...]
    fields: Mapping[str, type]
    flat: Callable[[T], tuple[Any, ...]]
    as_json: Callable[[T], Any]


def chosen_format(format: Format | None, output: Path | None, *, drawn: bool = False) -> Format:
    """As asked for; else by the suffix of the file; else a table on a terminal and JSON lines in a pipe. `drawn`: there are figures."""
    chosen = _chosen_format(format, output)
    if chosen is Format.svg and not drawn:
        raise typer.BadParameter("this command draws no figure; take table, jsonl, csv or md")
    return chosen


def _chosen_format(format: Format | None, output: Path | None) -> Format:
    if format is not None:
        return format
    if output is None:
        return Format.table if sys.stdout.isatty() else Format.jsonl
    by_suffix = {
        ".jsonl": Format.jsonl,
        ".ndjson": Format.jsonl,
        ".csv": Format.csv,
        ".md": Format.md,
        ".txt": Format.table,
        ".svg": Format.svg,
    }
    if output.suffix.lower() not in by_suffix:
        known = ", ".join(by_suffix)
        raise typer.BadParameter(f"{output}: the suffix says no format (known: {known}); give one with --format")
    return by_suffix[output.suffix.lower()]


def reading_console(stream: TextIO) -> Console:
    """For text to read: as wide as the terminal, or folded where it goes into a file or a pipe."""
    from rich.console import Console

    width = None if on_terminal(stream) else WIDTH_OF_FILES
    return Console(file=stream, width=width, highlight=False, soft_wrap=False)


def on_terminal(stream: TextIO) -> bool:
    """True for the terminal itself; False for a file or a pipe."""
    return stream is sys.stdout and stream.isatty()


def emit(rows: Iterable[T], shape: Shape[T], format: Format, output: Path | None) -> None:
    """Print the rows."""
    with opened(output) as stream:
        WRITERS[format](rows, shape, stream)


@contextmanager
def opened(output: Path | None) -> Iterator[TextIO]:
    """Stdout, or a file that appears under its name only when it is complete."""
    if output is None:
        yield sys.stdout
        return
    with replacing(output) as unfinished, unfinished.open("w", encoding="utf-8", newline="") as stream:
        yield stream


@contextmanager
def replacing(output: Path) -> Iterator[Path]:
    """A path beside `output` to write to, which takes its place at the end."""
    unfinished = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        yield unfinished
        unfinished.replace(output)
    finally:
        unfinished.unlink(missing_ok=True)


def write_jsonl(rows: Iterable[T], shape: Shape[T], stream: TextIO) -> None:
    for row in rows:
        print(json_line(shape.as_json(row)), file=stream)


def json_line(value: Any) -> str:
    """One line of JSON; what would do something to a terminal is escaped, so that any stream may show it."""
    line = json.dumps(value, ensure_ascii=False)
    return line if harmless(line) == line else json.dumps(value)


def write_csv(rows: Iterable[T], shape: Shape[T], stream: TextIO) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(shape.fields)
    for row in rows:
        writer.writerow([spreadsheet_cell(value) for value in shape.flat(row)])


def write_markdown(rows: Iterable[T], shape: Shape[T], stream: TextIO) -> None:
    print("|", " | ".join(c.header for c in shape.columns), "|", file=stream)
    print("|", " | ".join("---:" if c.right else "---" for c in shape.columns), "|", file=stream)
    for row in rows:
        print("|", " | ".join(markdown_cell(c.cell(row)) for c in shape.columns), "|", file=stream)


def write_table(rows: Iterable[T], shape: Shape[T], stream: TextIO) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=stream) if stream is sys.stdout else Console(file=stream, width=200)
    gap = 1 if console.width >= ROOMY else 0
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, gap, 0, 0), show_edge=False)
    columns = [c for c in shape.columns if not c.extra or console.width >= WIDE]
    for column in columns:
        justify: Literal["left", "right"] = "right" if column.right else "left"
        table.add_column(column.header, justify=justify, no_wrap=column.keep, overflow="fold")
    for row in rows:
        table.add_row(*(Text(harmless(column.cell(row))) for column in columns))
    console.print(table)


Write = Callable[[Iterable[Any], Shape[Any], TextIO], None]
WRITERS: Mapping[Format, Write] = {
    Format.table: write_table,
    Format.jsonl: write_jsonl,
    Format.csv: write_csv,
    Format.md: write_markdown,
}
