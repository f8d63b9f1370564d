"""An event with its documents and decisions into what `standoff why` prints: marked sentences, accounts side by side, score tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TextIO

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from standoff.answers.evidence import accounts, joining, likelihood, numbers_of, parted
from standoff.answers.harmless import harmless
from standoff.answers.rows import about, what
from standoff.answers.words import amount, days, event_days, read_otherwise, where, who
from standoff.cli.output import on_terminal, reading_console
from standoff.cli.text import one_line, shortened
from standoff.records import DISPUTED, Event, Mention, Participant
from standoff.store import DecisionRow, DocumentRow, ImportedRow, StoredEvent

Documents = Mapping[str, DocumentRow]


def print_evidence(
    stored: StoredEvent,
    documents: Documents,
    decisions: Sequence[DecisionRow],
    row: ImportedRow | None,
    reviewed: Sequence[str],
    stream: TextIO,
) -> None:
    """Everything about one event, for reading; `reviewed`: what persons said of it, line by line."""
    console = reading_console(stream)
    print_heading(stored, console)
    for line in reviewed:
        console.print(Text(one_line(line), "bold"))
    if row is not None:
        print_row(stored.event, row, console)
        return
    print_sentences(stored.event, documents, console, on_terminal=on_terminal(stream))
    print_accounts(stored.event, documents, console)
    print_merging(stored.event, decisions, console)


def print_heading(stored: StoredEvent, console: Console) -> None:
    e = stored.event
    facts = [
        what(e),
        event_days(e) or "no date",
        where(e.place) or "no place",
        f"about {about(e)}" if e.context else "",
    ]
    console.print(Text(f"{e.id}  ", "bold"), Text(one_line(" · ".join(f for f in facts if f))), sep="")
    console.print(Text(one_line(who(e) or "nobody named")))
    tolls = [f"{name} {amount(value)}" for name, value in (("deaths", e.deaths), ("injured", e.injured)) if value]
    mentions = f"{len(e.mentions)} mention{'s' if len(e.mentions) != 1 else ''}"
    sources = f"{stored.sources} independent source{'s' if stored.sources != 1 else ''}"
    console.print(Text(" · ".join([*tolls, mentions, sources, f"confidence {e.confidence:.2f}"])))


def print_row(event: Event, row: ImportedRow, console: Console) -> None:
    """The row of the data set, value by value, under the names that its columns have."""
    console.print(Text(f"\nWhat {event.dataset} says, in {one_line(row.file)}, line {row.line:,}", "bold"))
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 2))
    for name, value in zip(row.columns, row.values, strict=True):
        if value:
            table.add_row(Text(name, "dim"), Text(one_line(value)))
    console.print(table)


def print_sentences(event: Event, documents: Documents, console: Console, *, on_terminal: bool) -> None:
    """Each mention: its source, its sentence with the trigger marked, what it says, and the rule that read it."""
    console.print(Text("\nWhat the reports say", "bold"))
    for number, m in enumerate(event.mentions, 1):
        console.print(Padding(Text(f"{number}  {origin(m, documents)}", "dim"), (0, 0, 0, 2)))
        console.print(Padding(marked(m, on_terminal=on_terminal), (0, 0, 0, 5)))
        console.print(Padding(Text(one_line(reading(m)), "dim"), (0, 0, 0, 5)))


def origin(m: Mention, documents: Documents) -> str:
    """Who published it when, and where it was read."""
    document = documents.get(m.document)
    if document is None:
        return m.document
    published = document.published.isoformat() if document.published else "no date"
    names = [document.told_by, published]
    if document.told_by != document.source:
        names.append(document.source)
    if document.near:
        names.append(f"near copy of {document.near}")
    if document.copies:
        names.append(f"and {len(document.copies)} exact cop{'ies' if len(document.copies) > 1 else 'y'}")
    return one_line(" · ".join(names))


def marked(m: Mention, *, on_terminal: bool) -> Text:
    """The sentence with its trigger underlined on a terminal, and in double brackets elsewhere."""
    before, trigger, after = map(_spaced, parted(m))
    if on_terminal:
        return Text.assemble(before, (trigger, "bold underline"), after)
    return Text(f"{before}[[{trigger}]]{after}")


def _spaced(text: str) -> str:
    return harmless(text).replace("\r", " ").replace("\n", " ").replace("\t", " ")


def reading(m: Mention) -> str:
    """What this mention alone says, with the lexicon entry and the coder that read it."""
    said = [m.type, *m.mode, "" if m.status == "actual" else m.status]
    said += [f"about {about(m)}" if m.context else ""]
    said += [days(m.date.start, m.date.end) if m.date else "", _marked(where(m.place), inferred="place" in m.inferred)]
    said += [f"{name} {amount(value)}" for name, value in (("deaths", m.deaths), ("injured", m.injured)) if value]
    said += [
        f"by {_side(m.actors, inferred='actors' in m.inferred)}" if m.actors else "",
        f"to {_side(m.recipients, inferred='recipients' in m.inferred)}" if m.recipients else "",
    ]
    said += [f"according to {', '.join(m.attributed_to)}" if m.attributed_to else ""]
    disputed = [_disputed(m, mark.removeprefix(DISPUTED)) for mark in m.inferred if mark.startswith(DISPUTED)]
    said += [f"disputed by another coder: {', '.join(disputed)}" if disputed else ""]
    return f"{' · '.join(s for s in said if s)}  [{m.rule}, {m.coder}, {m.confidence:.2f}]"


def _disputed(m: Mention, field: str) -> str:
    read = read_otherwise([m], field)
    return f"{field} ({read})" if read else field


def _side(parties: Sequence[Participant], *, inferred: bool) -> str:
    """Those on one side as the text calls them; by name, and marked, where only the rest of the text suggests them."""
    return _marked(", ".join(p.text or p.name for p in parties), inferred=inferred)


def _marked(said: str, *, inferred: bool) -> str:
    return f"{said} (inferred from the context)" if inferred else said


def print_accounts(event: Event, documents: Documents, console: Console) -> None:
    """The claims that differ, one column per field's value side by side with who says it, where and when."""
    if not event.claims:
        return
    console.print(Text("\nWhere the accounts differ", "bold"))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for header in ("", "value", "said by", "published", "mention"):
        table.add_column(header, overflow="fold")
    for field, values in groupby(accounts(event, documents), lambda account: account.field):
        for place, told in enumerate(values):
            numbers = ", ".join(map(str, told.mentions))
            cells = ("" if place else field, told.value, "; ".join(told.by), "; ".join(told.published), numbers)
            table.add_row(*(Text(one_line(cell)) for cell in cells))
        table.add_section()
    console.print(table)


def print_merging(event: Event, decisions: Sequence[DecisionRow], console: Console) -> None:
    """For each mention the pair that joined it to the others, with its table of evidence."""
    console.print(Text("\nWhy this is one event", "bold"))
    numbers = numbers_of(event)
    joined = joining(decisions, numbers)
    if not joined:
        console.print(Text("  one mention, nothing merged" if len(event.mentions) == 1 else "  no decision is kept"))
    for left, right, decision in joined:
        likely = likelihood(decision)
        score = "" if likely is None else f"  {decision.score:+.2f}, {int(likely * 100)}% likely"
        console.print(
            Text(
                f"  {left} = {right}{score}  by {one_line(decision.by)}"
                + (f"  ({one_line(decision.note)})" if decision.note else "")
            )
        )
        for name, finding, contribution in decision.features:
            console.print(Text(f"      {contribution:+6.2f}  {shortened(f'{name}: {finding}', 80)}", "dim"))
