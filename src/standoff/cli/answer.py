"""An Answer into text for reading, JSON lines, CSV or Markdown: the same statements, sources and tables in each."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, TextIO

from standoff.answers import Answer, Source, Statement, Table
from standoff.answers.harmless import spreadsheet_cell
from standoff.answers.rows import FIELDS, flat_rows, json_rows
from standoff.answers.words import listed, named
from standoff.cli.failures import say
from standoff.cli.output import ROOMY, Format, json_line, opened, reading_console
from standoff.cli.text import markdown_cell, one_line, shortened

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table as Grid

FEW = 2  # sources that are named in full: who says it, where and when; of more only the names are told
NAMES = 6  # and of still more names how many there are
QUOTED = 160  # characters of a sentence that stands for a report
ROWS = 20  # of a table in text for reading; files and pipes get all
VALUE, BEFORE = 200, 100  # characters of a value, and of what stood there before


def emit_answer(answer: Answer, format: Format, output: Path | None, most_lines: int | None = None) -> None:
    """Print the answer; what it leaves out is said on stderr. `most_lines`: values told of one event in text for reading."""
    with opened(output) as stream:
        if format is Format.table:
            print_answer(answer, reading_console(stream), most_lines)
        else:
            WRITERS[format](answer, stream)
    if format is Format.svg and not answer.figures:
        say(f"no figures: {one_line(answer.statements[0].text)}")
    if answer.left_out:
        say(f"{answer.left_out:,} more are not shown; use --limit or -o FILE for more")


def write_jsonl(answer: Answer, stream: TextIO) -> None:
    """A line per statement, then a line per row of each table."""
    for line in json_rows(answer):
        print(json_line(line), file=stream)


def write_csv(answer: Answer, stream: TextIO) -> None:
    """A row per source of a statement; a statement without one has a row of its own."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(FIELDS)
    for row in flat_rows(answer):
        writer.writerow([spreadsheet_cell(cell) for cell in row])


def write_svg(answer: Answer, stream: TextIO) -> None:
    """All figures, one under another."""
    from standoff.draw import stacked

    print(stacked([figure.svg for figure in answer.figures]), file=stream)


def write_markdown(answer: Answer, stream: TextIO) -> None:
    print(f"# {markdown_cell(answer.question)}", file=stream)
    for topic, statements in _by_topic(answer.statements):
        print(f"\n## {_heading(topic)}\n" if topic else "", file=stream)
        for statement in statements:
            event = f"`{statement.event}` " if statement.event else ""
            print(f"- {event}{markdown_cell(statement.text)}", file=stream)
            said = [*_quoted(statement.sources), *map(_one, _values(statement.sources))]
            print(*(f"  - {markdown_cell(line)}" for line in said), sep="\n", end="\n" if said else "", file=stream)
    for table in answer.tables:
        print(f"\n## {_heading(table.title)}\n", file=stream)
        for row in (table.columns, ["---"] * len(table.columns), *(_cells(row) for row in table.rows)):
            print("|", " | ".join(markdown_cell(cell) for cell in row), "|", file=stream)


def print_answer(answer: Answer, console: Console, most_lines: int | None = None) -> None:
    """For reading: an event after the other under the heading of its topic, a line for each value with those who say it."""
    from rich.padding import Padding
    from rich.text import Text

    for topic, statements in _by_topic(answer.statements):
        if topic:
            console.print(Text(f"\n{_heading(topic)}", "bold"))
        for statement in statements:
            if statement.event:
                console.print(_block(statement, most_lines))
            else:
                console.print(Text(one_line(statement.text)))
                for indent, line in _cited(statement.sources):
                    console.print(Padding(Text(one_line(line), "dim"), (0, 0, 0, indent)))
    for table in answer.tables:
        console.print(Text(f"\n{_heading(table.title)}", "bold"))
        console.print(_figures(table, console.width))
        if len(table.rows) > ROWS:
            console.print(Text(f"{len(table.rows) - ROWS:,} more rows with --format md or jsonl", "dim"))


def _by_topic(statements: Iterable[Statement]) -> Iterator[tuple[str, Iterator[Statement]]]:
    return groupby(statements, lambda s: s.topic)


def _heading(topic: str) -> str:
    return one_line(topic).capitalize()


def _block(statement: Statement, most_lines: int | None) -> Grid:
    """The id of the event, and beside it the statement with its sources under it."""
    from rich.console import Group
    from rich.table import Table as Grid
    from rich.text import Text

    block, lines = Grid.grid(padding=(0, 2, 0, 0)), Grid.grid(padding=(0, 2, 0, 0))
    block.add_column(no_wrap=True)
    block.add_column(overflow="fold")
    for _ in range(3):
        lines.add_column(overflow="fold")
    above = ""
    values = list(_values(statement.sources))
    for field, value, by in values[:most_lines]:
        lines.add_row(*(Text(one_line(cell)) for cell in ("" if field == above else field, value, by)))
        above = field
    if rest := [field for field, _, _ in values[len(values[:most_lines]) :]]:
        lines.add_row("", Text(f"{len(rest)} more ({', '.join(dict.fromkeys(rest))})", "dim"), "")
    quote = [Text(one_line(said), "dim") for said in _quoted(statement.sources)]
    block.add_row(Text(statement.event, "bold"), Group(Text(one_line(statement.text)), *quote, lines))
    return block


def _cited(sources: Sequence[Source]) -> Iterator[tuple[int, str]]:
    """The sources of a statement that is about no single event, under what each stands for: how far to indent, and the line."""
    for field, those in groupby(sources, lambda s: s.field):
        yield 2, field
        for source in those:
            event = f" ({source.event})" if source.event else ""
            yield 4, f"“{shortened(source.value, QUOTED)}” {_in_full(source)}{event}"


def _figures(table: Table, width: int) -> Grid:
    """Numbers stand flush right; on a narrow screen heads are folded, so that the room is left to the cells."""
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    rows = [_cells(row) for row in table.rows[:ROWS]]
    for place, column in enumerate(table.columns):
        told = [row[place] for row in table.rows if row[place] is not None]
        numbers = all(isinstance(cell, (int, float)) for cell in told)
        head = _folded(one_line(column), [row[place] for row in rows]) if width <= ROOMY else one_line(column)
        grid.add_column(head, justify="right" if numbers else "left", overflow="fold")
    for row in rows:
        grid.add_row(*(Text(one_line(cell)) for cell in row))
    return grid


def _folded(head: str, cells: Sequence[str]) -> str:
    """The head in lines no longer than the cells under it or its own longest word."""
    return "\n".join(wrap(head, max(map(len, [*cells, *head.split(), "-"])), break_long_words=False))


def _cells(row: Iterable[object]) -> list[str]:
    return ["" if cell is None else f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row]


def _quoted(sources: Sequence[Source]) -> Iterator[str]:
    """The first sentence that stands for a report, and how many more reports there are."""
    quotes = [s for s in sources if not s.field]
    if quotes:
        more = f" and {len(quotes) - 1} more" if len(quotes) > 1 else ""
        yield f"“{shortened(quotes[0].value, QUOTED)}” {_in_full(quotes[0])}{more}"


def _values(sources: Sequence[Source]) -> Iterator[tuple[str, str, str]]:
    """Field, value and who says it, once for each value."""
    told: dict[tuple[str, str], list[Source]] = {}
    for s in (s for s in sources if s.field):
        before = f" (before: {shortened(s.before, BEFORE)})" if s.before else ""
        told.setdefault((s.field, shortened(s.value, VALUE) + before), []).append(s)
    for (field, value), those in told.items():
        yield field, value, _named(those)


def _one(told: tuple[str, str, str]) -> str:
    field, value, by = told
    return f"{field} {value}" + (f" ({by})" if by else "")


def _named(sources: Sequence[Source]) -> str:
    names = list(dict.fromkeys(named(s.by) for s in sources))
    return "; ".join(dict.fromkeys(map(_in_full, sources))) if len(names) <= FEW else listed(names, NAMES)


def _in_full(source: Source) -> str:
    """As in "the ministry in Gulf Courier 2024-02-03"."""
    outlet = "" if source.outlet in {"", source.by} else f" in {named(source.outlet)}"
    return f"{named(source.by)}{outlet} {source.published or ''}".strip()


WRITERS: Mapping[Format, Callable[[Answer, TextIO], None]] = {
    Format.jsonl: write_jsonl,
    Format.csv: write_csv,
    Format.md: write_markdown,
    Format.svg: write_svg,
}
