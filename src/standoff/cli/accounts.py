"""Events whose accounts differ into what `standoff contested` prints: each field with its values and who says them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from standoff.cli.evidence import by_field, named
from standoff.cli.output import Column, Shape
from standoff.cli.shapes import event_days, what, where, who
from standoff.cli.text import one_line
from standoff.records import Event, Json
from standoff.store import StoredEvent

WORDING = ("actors", "recipients")  # other words are often the same party: told last, and not in tables


@dataclass(frozen=True, slots=True)
class Account:
    """One field on which the mentions differ: each value with those who say it."""

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]

    def as_json(self) -> Json:
        return {"field": self.field, "values": [{"value": value, "by": list(by)} for value, by in self.values]}


def accounts(event: Event) -> tuple[Account, ...]:
    """The fields on which the mentions of an event differ."""
    told = [
        Account(field, tuple((value, tuple(dict.fromkeys(c.by for c in claims))) for value, claims in values.items()))
        for field, values in by_field(event.claims).items()
    ]
    return tuple(sorted(told, key=lambda t: t.field in WORDING))


def print_contested(found: Iterable[StoredEvent], console: Console) -> None:
    """For reading: an event after the other, a line for each value of each field."""
    for stored in found:
        e = stored.event
        facts = (what(e), who(e), event_days(e), where(e.place))
        console.print(Text(f"{e.id}  ", "bold"), Text(one_line(" · ".join(f for f in facts if f))), sep="")
        differ = accounts(e)
        for account in [t for t in differ if t.field not in WORDING] or differ:
            for place, (value, by) in enumerate(account.values):
                field = "" if place else account.field
                line = f"{field:<11}{one_line(value)}  ({one_line(', '.join(map(named, by)))})"
                console.print(Padding(Text(line), (0, 0, 0, 2)))
        console.print()


def _said(account: Account) -> str:
    """As in "deaths: 16 (Wire, Daily) / 17 (the ministry)"."""
    values = (f"{value} ({', '.join(map(named, by))})" for value, by in account.values)
    return f"{account.field}: {' / '.join(values)}"


def _as_json(stored: StoredEvent) -> Json:
    e = stored.event
    return {
        "id": e.id, "type": e.type, "date": e.date.as_json() if e.date else None, "who": who(e), "sources": stored.sources,
        "accounts": [t.as_json() for t in accounts(e)],
    }  # fmt: skip


def _all(stored: StoredEvent) -> str:
    return one_line("; ".join(map(_said, accounts(stored.event))))


CONTESTED: Shape[StoredEvent] = Shape(
    columns=(
        Column("id", lambda s: s.event.id),
        Column("date", lambda s: event_days(s.event)),
        Column("what", lambda s: what(s.event)),
        Column("who", lambda s: who(s.event)),
        Column("accounts", _all),
    ),
    fields={"id": str, "type": str, "date_from": str, "date_to": str, "who": str, "sources": int, "accounts": str},
    flat=lambda s: (
        s.event.id, s.event.type, *(s.event.date.as_json() if s.event.date else (None, None)), who(s.event), s.sources, _all(s),
    ),
    as_json=_as_json,
)  # fmt: skip
