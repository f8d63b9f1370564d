"""An Answer into the parts of a page, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from standoff.answers import Answer, Figure, Source, Statement, Table
from standoff.answers.answer import Cell
from standoff.answers.words import capital, named

MOST_TOLD = 8  # values or sentences about one field under a statement; the section of its event has more
MOST_NAMED = 6  # of those who say the same


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column; numbers are set flush right."""

    name: str
    numbers: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as text, cell by cell; the first cell of a row names it. `number`: its place among the tables of the answer, from 1; `links`: where
    the rows lead, none where they lead nowhere.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    number: int = 0
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure with the table that holds the same."""

    figure: Figure
    twin: Grid


@dataclass(frozen=True, slots=True)
class Voice:
    """One who says something: `who`, as in "the ministry", and the `outlet` that carries it, where that is another."""

    who: str
    outlet: str
    source: Source
    event: str


@dataclass(frozen=True, slots=True)
class Told:
    """What is said and by whom: a value, or a sentence of a report where it is `quoted`; `more` voices are not shown."""

    value: str
    before: str
    quoted: bool
    voices: tuple[Voice, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Ground:
    """What is said about one field, or of the whole statement where it names none; `more` is not shown."""

    field: str
    told: tuple[Told, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Said:
    """A statement and what it rests on."""

    statement: Statement
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """Statements on one thing; without a heading where nothing has to be set apart."""

    heading: str
    statements: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that an answer shows; `lead` is what a reader should know first."""

    lead: Said | None
    topics: tuple[Topic, ...]
    pictures: tuple[Picture, ...]
    grids: tuple[Grid, ...]
    left_out: int


def parts(answer: Answer) -> Parts:
    """Statements by topic, figures with their twins, then the other tables that have a row. KeyError where a figure has no twin."""
    tables = {table.title: (table, number) for number, table in enumerate(answer.tables, 1)}
    pictures = (Picture(figure, grid(*tables[figure.twin])) for figure in answer.figures)
    twins = {figure.twin for figure in answer.figures}
    others = (grid(table, n) for n, table in enumerate(answer.tables, 1) if table.rows and table.title not in twins)
    lead = said(answer.statements[0]) if answer.statements else None
    return Parts(lead, tuple(_topics(answer.statements[1:])), tuple(pictures), tuple(others), answer.left_out)


def _topics(statements: Sequence[Statement]) -> Iterator[Topic]:
    grouped = [(topic, tuple(map(said, those))) for topic, those in groupby(statements, lambda s: s.topic)]
    for topic, those in grouped:
        yield Topic(capital(topic) if len(grouped) > 1 else "", those)


def said(statement: Statement) -> Said:
    """A statement with what it rests on, field by field."""
    by_field = groupby(statement.sources, lambda source: source.field)
    return Said(statement, tuple(_ground(statement, field, list(sources)) for field, sources in by_field))


def _ground(statement: Statement, field: str, sources: Sequence[Source]) -> Ground:
    """What several say stands there once, with all who say it."""
    told: dict[tuple[str, str], list[Source]] = {}
    for source in sources:
        told.setdefault((source.value, source.before), []).append(source)
    shown = [_told(statement, those) for those in list(told.values())[:MOST_TOLD]]
    return Ground(field, tuple(shown), len(told) - len(shown))


def _told(statement: Statement, sources: Sequence[Source]) -> Told:
    one = sources[0]
    # Under the name of a field stands what is claimed of the statement's event; a statement about no single event rests on sentences.
    quoted = bool(one.document) and not (one.field and statement.event)
    voices = [_voice(statement, source) for source in sources if source.by or source.outlet]
    return Told(one.value, one.before, quoted, tuple(voices[:MOST_NAMED]), len(voices[MOST_NAMED:]))


def _voice(statement: Statement, source: Source) -> Voice:
    who, outlet = named(source.by or source.outlet), named(source.outlet)
    return Voice(who, "" if outlet == who else outlet, source, source.event or statement.event)


def grid(table: Table, number: int = 0, links: Iterable[str] = ()) -> Grid:
    """A table with its cells as text; `number` and `links` as in `Grid`."""
    columns = [_column(table, place) for place in range(len(table.columns))]
    cells = [_cells([row[place] for row in table.rows]) for place in range(len(columns))]
    return Grid(capital(table.title), tuple(columns), tuple(zip(*cells, strict=True)), number, tuple(links))


def _column(table: Table, place: int) -> Column:
    told = [row[place] for row in table.rows if row[place] is not None]
    return Column(capital(table.columns[place]), bool(told) and all(isinstance(cell, (int, float)) for cell in told))


def _cells(column: Sequence[Cell]) -> list[str]:
    """Fractions of a column have the same number of decimals, so that their points stand under one another."""
    decimals = max((_decimals(cell) for cell in column if isinstance(cell, float)), default=0)
    return [_cell(cell, decimals) for cell in column]


def _decimals(value: float) -> int:
    """How many it takes to tell the value; at most four."""
    return next((n for n in range(4) if round(value, n) == value), 4)


def _cell(cell: Cell, decimals: int) -> str:
    if cell is None:
        return "–"
    return cell if isinstance(cell, str) else f"{cell:,.{decimals}f}"


def events_named(answers: Sequence[Answer]) -> list[str]:
    """The events that statements are about, then those that their sources tell of, each once."""
    statements: Mapping[str, None] = dict.fromkeys(s.event for answer in answers for s in answer.statements if s.event)
    sources = (x.event for answer in answers for s in answer.statements for x in s.sources if x.event)
    return list(dict.fromkeys([*statements, *sources]))
