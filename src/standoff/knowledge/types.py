"""The frozen values that the knowledge files turn into; who held which office on a day is asked here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory. `seats` are metonyms of its government ("Tehran", "the Kremlin")."""

    iso3: str
    iso2: str
    gw: int | None
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str
    seats: tuple[str, ...]


def country_called(text: str, countries: Mapping[str, Country]) -> Country | None:
    """The country whose three-letter code or one of whose names this is, in whatever case; None where there is none."""
    wanted = text.casefold()
    called = (c for c in countries.values() if wanted in {n.casefold() for n in (c.iso3, c.name, *c.names)})
    return countries.get(text.upper()) or next(called, None)


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation, armed group, coalition or alliance; `country` None is transnational."""

    id: str
    name: str
    aliases: tuple[str, ...]
    country: str | None
    sector: str
    part_of: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """An office: `title` ("prime minister") `of` a state (ISO3) or an organisation (id), between two days."""

    title: str
    of: str
    sector: str
    since: date | None
    until: date | None

    def held_on(self, day: date) -> bool:
        """True when `day` lies in the term; an open end is open."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Person:
    """A person; `country` is where the person acts politically."""

    id: str
    name: str
    aliases: tuple[str, ...]
    country: str | None
    sector: str
    roles: tuple[Role, ...]

    def role_on(self, day: date | None) -> Role | None:
        """The office held on `day`; without a day, the latest one begun; None between offices."""
        if day is None:
            return max(self.roles, key=lambda r: r.since or date.min, default=None)
        return next((r for r in reversed(self.roles) if r.held_on(day)), None)


@dataclass(frozen=True, slots=True)
class Agent:
    """A generic agent noun ("soldier", "protester") and its sector."""

    noun: str
    sector: str


@dataclass(frozen=True, slots=True)
class Backing:
    """A standing tie known before reading: `source` backs `target` (ids or ISO3) between two days."""

    source: str
    target: str
    type: str
    since: date | None
    until: date | None


@dataclass(frozen=True)
class Knowledge:
    """All knowledge files, validated."""

    countries: Mapping[str, Country]
    organisations: Mapping[str, Organisation]
    people: Mapping[str, Person]
    agents: Mapping[str, Agent]
    backings: tuple[Backing, ...]

    def office_holder(self, title: str, of: str, day: date) -> Person | None:
        """Who held `title` of a state or organisation on `day` ("prime minister", "IRQ")."""
        held = self._offices.get((title.casefold(), of), ())
        return next((person for person, role in held if role.held_on(day)), None)

    @cached_property
    def _offices(self) -> Mapping[tuple[str, str], list[tuple[Person, Role]]]:
        """Everybody who ever held an office, by its title and what it is an office of."""
        found: dict[tuple[str, str], list[tuple[Person, Role]]] = {}
        for person in self.people.values():
            for role in person.roles:
                found.setdefault((role.title.casefold(), role.of), []).append((person, role))
        return found
