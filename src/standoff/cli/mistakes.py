"""Mistakes against gold as a listing for people: per document, each with its sentence, its rule and the parse; then a count by cause."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any, TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from standoff.cli.output import Column, Shape, reading_console
from standoff.cli.text import one_line
from standoff.mistakes import CAUSES, Mistake
from standoff.records import Json

MOST_OFTEN = 4  # types that the count names for each cause
Parse = Callable[[Mistake], str]


def print_mistakes(found: Sequence[Mistake], parse: Parse, stream: TextIO) -> None:
    """The listing and the count."""
    console = reading_console(stream)
    for document, of_document in groupby(found, key=lambda m: m.document):
        console.print(Text(one_line(document), "bold"))
        for mistake in of_document:
            _print(mistake, parse(mistake), console)
    _print_count(found, console)


def _print(mistake: Mistake, parse: str, console: Console) -> None:
    mention = mistake.mention
    rule = mention.get("rule")
    dim = [str(mention.get("sentence") or ""), f"rule {rule}" if rule else "", f"parse: {parse}" if parse else ""]
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=max(map(len, CAUSES)), style="bold")
    grid.add_column()
    grid.add_row(Text(mistake.cause), Text(one_line(_summary(mistake))))
    for line in filter(None, map(one_line, dim)):
        grid.add_row(Text(""), Text(line, "dim"))
    console.print(Padding(grid, (0, 0, 0, 2)))


def _summary(mistake: Mistake) -> str:
    """What is wrong, gold first."""
    gold, coded = mistake.gold or {}, mistake.coded or {}
    readings: dict[str, Callable[[Json], str]] = {
        "type": lambda e: str(e.get("type")),
        "actor": lambda e: _names(e, "actors"),
        "recipient": lambda e: _names(e, "recipients"),
        "date": lambda e: _interval(e.get("date")),
        "deaths": lambda e: _interval(e.get("deaths")),
        "status": lambda e: str(e.get("status") or "actual"),
        "mode": lambda e: _modes(e.get("mode")),
    }
    read = readings.get(mistake.cause)
    if read is None:
        return _event(gold or coded)
    changed = f"{read(gold)}, not {read(coded)}"
    return changed if mistake.cause == "type" else f"{changed}: {_event(gold)}"


def _event(event: Json) -> str:
    parts = [str(event.get("type")), f"{_names(event, 'actors')} → {_names(event, 'recipients')}"]
    if event.get("date"):
        parts.append(_interval(event["date"]))
    if (event.get("status") or "actual") != "actual":
        parts.append(str(event["status"]))
    return " · ".join(parts)


def _names(event: Json, side: str) -> str:
    return ", ".join(str(p.get("name") or p.get("text")) for p in event.get(side) or []) or "nobody"


def _modes(value: Any) -> str:
    return ", ".join(value if isinstance(value, list) else filter(None, [value])) or "none"


def _interval(value: Any) -> str:
    if not value:
        return "none"
    low, high = value
    return str(low) if low == high else f"{low} to {'any' if high is None else high}"


def _print_count(found: Sequence[Mistake], console: Console) -> None:
    console.print(Text(f"\n{len(found)} mistake{'' if len(found) == 1 else 's'}, by cause", "bold"))
    for cause in CAUSES:
        types = Counter(m.type for m in found if m.cause == cause)
        if types:
            most = ", ".join(f"{type} {count}" for type, count in types.most_common(MOST_OFTEN))
            console.print(Text(f"  {cause:9} {types.total():4}  {most}"))
    rules = Counter(str(m.mention["rule"]) for m in found if m.cause == "invented" and m.mention.get("rule"))
    if rules:
        most = ", ".join(f"{rule} {count}" for rule, count in rules.most_common(2 * MOST_OFTEN))
        console.print(Padding(Text(f"rules that invented most: {most}"), (0, 0, 0, 2)))


def _json_or_none(event: Json | None) -> str | None:
    return None if event is None else json.dumps(event, ensure_ascii=False)


def shape(parse: Parse) -> Shape[Mistake]:
    """Mistakes as rows; events in CSV are JSON."""
    return Shape(
        columns=(
            Column("document", lambda m: m.document),
            Column("cause", lambda m: m.cause, keep=True),
            Column("what", _summary),
            Column("rule", lambda m: str(m.mention.get("rule") or "")),
            Column("sentence", lambda m: str(m.mention.get("sentence") or "")),
        ),
        fields={"document": str, "cause": str, "gold": str, "coded": str, "rule": str, "sentence": str, "parse": str},
        flat=lambda m: (
            m.document,
            m.cause,
            _json_or_none(m.gold),
            _json_or_none(m.coded),
            m.mention.get("rule"),
            m.mention.get("sentence"),
            parse(m),
        ),
        as_json=lambda m: m.as_json() | {"parse": parse(m)},
    )
