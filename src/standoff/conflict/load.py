"""A conflict file (TOML) into one validated `Conflict`; a ConflictError names the file, the line and the way out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from standoff import ontology, toml
from standoff.conflict.checks import check
from standoff.conflict.fields import Table
from standoff.conflict.positions import positions
from standoff.conflict.types import (
    AssumedGain,
    Basis,
    Conflict,
    DecisionMaker,
    Effect,
    Final,
    Option,
    Pattern,
    Preference,
    Sign,
    Stream,
)
from standoff.errors import ConflictError

MOST_ROWS = 200  # tables of one kind: each costs time for every combination of options
MOST_MAKERS = 8  # with 512 states and as many makers what is stable takes seconds; with more it takes minutes
MOST_OPTIONS = 20  # all their combinations are looked at: 1,048,576
ANALYST = "analyst"

FILE_FIELDS = (
    "name", "as_of", "decision_makers", "options", "infeasible", "same", "preferences", "effects", "assumed_gains",
)  # fmt: skip


def load(path: Path) -> Conflict:
    """The conflict that a file says; ConflictError where it cannot be read or does not validate."""
    try:
        return read(toml.text_of(path, "conflict file"), path)
    except toml.UnusableError as problem:
        raise ConflictError(path, problem.line, problem.problem) from None


def read(text: str, path: Path) -> Conflict:
    """The same of a text; `path` is for messages."""
    text = text.replace("\r\n", "\n")
    try:
        values = toml.tables(text)
    except toml.UnusableError as problem:
        raise ConflictError(path, problem.line, problem.problem) from None
    conflict = _conflict(Table(path, "", values, positions(text)))
    check(conflict)
    return conflict


def _conflict(file: Table) -> Conflict:
    file.only(FILE_FIELDS)
    makers = tuple(map(_maker, _unique(file.parts("decision_makers", MOST_MAKERS))))
    ids = tuple(maker.id for maker in makers)
    options = tuple(_option(row, ids) for row in _unique(file.parts("options", MOST_OPTIONS)))
    if not options:
        file.fail("there are none; say under [[options]] what each decision maker can do", "options")
    can = tuple(option.id for option in options)
    return Conflict(
        path=file.path,
        name=file.line_of_text("name"),
        as_of=file.day("as_of"),
        makers=makers,
        options=options,
        infeasible=tuple(_pattern(row, can) for row in file.parts("infeasible", MOST_ROWS)),
        same=tuple(_pattern(row, can) for row in file.parts("same", MOST_ROWS)),
        preferences=tuple(_preferences(file, ids, can)),
        effects=tuple(_effect(row, ids, can) for row in file.parts("effects", MOST_ROWS)),
        gains=tuple(_gain(row, ids) for row in file.parts("assumed_gains", MOST_ROWS)),
    )


def _unique(rows: Iterator[Table]) -> Iterator[Table]:
    """None with the id of another."""
    lines: dict[str, int] = {}
    for row in rows:
        id = row.id()
        if id in lines:
            row.fail(f"{id} is used on line {lines[id]} already", "id")
        lines[id] = row.line
        yield row


def _maker(row: Table) -> DecisionMaker:
    row.only(("id", "name", "sides"))
    return DecisionMaker(row.id(), row.line_of_text("name"), row.several("sides"), row.line)


def _option(row: Table, makers: tuple[str, ...]) -> Option:
    row.only(("id", "of", "name", "now", "final", "seen"))
    final = row.among("final", tuple(Final), "kind of irreversible move") if "final" in row.values else Final.NEVER
    return Option(
        id=row.id(),
        of=row.among("of", makers, "decision maker"),
        name=row.line_of_text("name"),
        now=row.flag("now"),
        final=Final(final),
        seen=tuple(_sign(part, makers) for part in row.parts("seen", MOST_ROWS)),
        line=row.line,
    )


def _sign(row: Table, makers: tuple[str, ...]) -> Sign:
    row.only(("types", "recipients"))
    types = row.several("types", tuple(ontology.load().types), "type of event")
    if not types:
        row.fail('must name a type of event or more, as in ["ASSAULT"]', "types")
    return Sign(types, row.several("recipients", makers, "decision maker"))


def _pattern(row: Table, options: tuple[str, ...]) -> Pattern:
    row.only(("when",))
    return Pattern(row.expression("when", options), row.line)


def _preferences(file: Table, makers: tuple[str, ...], options: tuple[str, ...]) -> Iterator[Preference]:
    levels: dict[str, int] = {}
    for row in file.parts("preferences", MOST_ROWS):
        row.only(("of", "prefers", "unknown", "equal", "source", "reason"))
        of = row.among("of", makers, "decision maker")
        equal = row.flag("equal", default=False)
        if equal and of not in levels:
            row.fail(f"there is no statement of {of} before this one that it could be as weighty as", "equal")
        levels[of] = levels.get(of, -1) + (not equal)
        yield Preference(
            of=of,
            prefers=row.expression("prefers", options),
            level=levels[of],
            known=not row.flag("unknown", default=False),
            basis=_basis(row),
            line=row.line,
        )


def _effect(row: Table, makers: tuple[str, ...], options: tuple[str, ...]) -> Effect:
    row.only(("when", "stream", "after", "factor", "source", "reason"))
    after = _stream(row.part("after"), makers) if "after" in row.values else None
    stream, when = _stream(row.part("stream"), makers), row.expression("when", options)
    return Effect(when, stream, after, row.span("factor"), _basis(row), row.line)


def _gain(row: Table, makers: tuple[str, ...]) -> AssumedGain:
    row.only(("after", "stream", "gain", "source", "reason"))
    stream, after = _stream(row.part("stream"), makers), _stream(row.part("after"), makers)
    return AssumedGain(stream, after, row.span("gain"), _basis(row), row.line)


def _stream(row: Table, makers: tuple[str, ...]) -> Stream:
    row.only(("from", "to"))
    actor, recipient = row.among("from", makers, "decision maker"), row.among("to", makers, "decision maker")
    if actor == recipient:
        row.fail("is the same as from; a stream runs between two decision makers", "to")
    return Stream(actor, recipient)


def _basis(row: Table) -> Basis:
    reason = row.text("reason") if "reason" in row.values else ""
    if row.values.get("source") == ANALYST:
        return Basis(reason=reason)
    if not isinstance(row.values.get("source"), dict):
        row.fail(
            f'must say what the line rests on: "{ANALYST}", or a sentence as in '
            '{document = "...", start = 0, end = 9, sentence = "..."}',
            "source",
        )
    part = row.part("source")
    part.only(("document", "start", "end", "sentence"))
    basis = Basis(part.line_of_text("document"), part.count("start"), part.count("end"), part.text("sentence"), reason)
    if len(basis.sentence) != basis.end - basis.start:
        part.fail(f"has {len(basis.sentence)} characters, but end - start is {basis.end - basis.start}", "sentence")
    return basis
