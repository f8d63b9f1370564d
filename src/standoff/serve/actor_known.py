"""The knowledge files into what a card tells of an actor before any report is read: other names, offices and who held them, who backs whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from standoff import knowledge
from standoff.knowledge import Backing, Knowledge, Organisation, Person, Role


@dataclass(frozen=True, slots=True)
class Office:
    """Who held which office of whom; `term` in words, `during`: whether the term meets the days of its events."""

    holder: str
    holder_name: str
    title: str
    of: str
    of_name: str
    term: str
    during: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A tie that is known before reading, as in "Iran backs Hezbollah": its ends by id and name, and `during` as for an office."""

    source: str
    source_name: str
    kind: str
    target: str
    target_name: str
    term: str
    during: bool


@dataclass(frozen=True, slots=True)
class KnownActor:
    """What is known of an actor. `part_of`: ids and names from the nearest upwards; `offices`: those that it held, or that are of it."""

    name: str
    aliases: tuple[str, ...]
    country: str | None
    sector: str
    part_of: tuple[tuple[str, str], ...]
    term: str
    offices: tuple[Office, ...]
    ties: tuple[Standing, ...]


def known_actor(id: str, days: tuple[date, date] | None) -> KnownActor | None:
    """What the knowledge files have under this id; None where nothing is. `days`: the first and last day that matter."""
    known = knowledge.load()
    offices = tuple(sorted(_offices(known, id, days), key=lambda o: (not o[0].during, o[1])))
    held = tuple(office for office, _ in offices)
    ties = tuple(_tie(one, days) for one in known.backings if id in {one.source, one.target})
    if (country := known.countries.get(id)) is not None:
        aliases = dict.fromkeys([*country.names, *country.seats])
        return KnownActor(country.name, tuple(aliases), country.iso3, "GOV", (), "", held, ties)
    one = known.organisations.get(id) or known.people.get(id)
    if one is None:
        return None
    above, active = _of_organisation(known, one) if isinstance(one, Organisation) else ((), "")
    return KnownActor(one.name, one.aliases, one.country, one.sector, above, active, held, ties)


def _of_organisation(known: Knowledge, one: Organisation) -> tuple[tuple[tuple[str, str], ...], str]:
    """What it is part of, and its term where that is dated."""
    return tuple(_above(known, one)), term(one.since, one.until) if one.since or one.until else ""


def known_name(id: str) -> str:
    """The name of a country, an organisation or a person; empty where none has the id."""
    known = knowledge.load()
    one = known.countries.get(id) or known.organisations.get(id) or known.people.get(id)
    return one.name if one else ""


def term(since: date | None, until: date | None) -> str:
    """As in "2014-09-08 – 2018-10-25"; a year that begins or ends a term stands by itself, for that is how the files tell it."""
    first = "" if since is None else f"{since.year}" if (since.month, since.day) == (1, 1) else since.isoformat()
    last = "" if until is None else f"{until.year}" if (until.month, until.day) == (12, 31) else until.isoformat()
    return f"{first} – {last}".strip() if first or last else "not dated"


def _offices(known: Knowledge, id: str, days: tuple[date, date] | None) -> Iterator[tuple[Office, int]]:
    """Those that a person held, or that are of a state or an organisation, each with its place in time, the latest first."""
    person = known.people.get(id)
    for holder in [person] if person else known.people.values():
        for role in holder.roles:
            if person or role.of == id:
                yield _office(holder, role, days), -(role.since or date.min).toordinal()


def _office(holder: Person, role: Role, days: tuple[date, date] | None) -> Office:
    when, during = term(role.since, role.until), _meets(role.since, role.until, days)
    return Office(holder.id, holder.name, role.title, role.of, known_name(role.of), when, during)


def _above(known: Knowledge, one: Organisation) -> Iterator[tuple[str, str]]:
    seen = {one.id}
    while one.part_of and one.part_of not in seen:
        seen.add(one.part_of)
        yield one.part_of, known_name(one.part_of)
        above = known.organisations.get(one.part_of)
        if above is None:
            return
        one = above


def _tie(one: Backing, days: tuple[date, date] | None) -> Standing:
    kind, during = one.type.replace("_", " "), _meets(one.since, one.until, days)
    ends = (one.source, known_name(one.source), kind, one.target, known_name(one.target))
    return Standing(*ends, term(one.since, one.until), during)


def _meets(since: date | None, until: date | None, days: tuple[date, date] | None) -> bool:
    first, last = days or (date.min, date.max)
    return (since or date.min) <= last and first <= (until or date.max)
