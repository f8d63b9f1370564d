"""Parties of events into sides, the nodes of a signed network: states, armed groups, parties and bodies of states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from standoff import ontology
from standoff.errors import MeasureError
from standoff.knowledge import Knowledge
from standoff.records import Participant
from standoff.store import PartyRow


@dataclass(frozen=True, slots=True)
class Side:
    """Who acts as one: `id` is an ISO3 for a state, "IRQ/REB:irn-backed" for the groups of a country that one state backs,
    else the id of the party itself.
    """

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Sides:
    """All sides of an archive, those in most events first; `of` says on which one a party (id, country, sector) stands."""

    sides: tuple[Side, ...]
    events: tuple[int, ...]
    of: Mapping[tuple[str, str | None, str], int]

    def of_participant(self, one: Participant) -> int | None:
        """The place of the side that a participant stands on; None for one that takes no side, or that is in no event."""
        return self.of.get((one.id, one.country, one.sector))

    def chosen(self, names: Sequence[str], knowledge: Knowledge) -> tuple[int, ...]:
        """The sides that a person names: by id, by name, by country or its code, or by a party that stands on one."""
        found = [self._named(name, knowledge) for name in names]
        return tuple(dict.fromkeys(found))

    def _named(self, name: str, knowledge: Knowledge) -> int:
        wanted = name.strip().casefold()
        ids = {side.id.casefold(): place for place, side in enumerate(self.sides)}
        names = {side.name.casefold(): place for place, side in reversed(list(enumerate(self.sides)))}
        parties = {id.casefold(): place for (id, _, _), place in self.of.items()}
        for table in (ids, names, parties):
            if wanted in table:
                return table[wanted]
        if (known := _known_id(wanted, knowledge)) and known.casefold() in ids | parties:
            return (parties | ids)[known.casefold()]
        parts = [place for place, side in enumerate(self.sides) if wanted in side.name.casefold()]
        if len(parts) == 1:
            return parts[0]
        near = [self.sides[place] for place in parts[:5]] or self.sides[:8]
        told = "; ".join(f"{side.name} ({side.id})" for side in near)
        raise MeasureError(
            f"{name!r} is no side of an event here; name one of these, or list parties with standoff actors: {told}"
        )


def sides(parties: Iterable[PartyRow], knowledge: Knowledge, day: date) -> Sides:
    """On which side each party stands, with backers as of `day`."""
    backers, table = _Backers(knowledge, day), ontology.load().sides
    events: Counter[str] = Counter()
    members: dict[str, Counter[str]] = {}
    of: dict[tuple[str, str | None, str], str] = {}
    for party in parties:
        if id := _side(party, table.get(party.sector, ""), backers):
            of[party.id, party.country, party.sector] = id
            events[id] += party.events
            members.setdefault(id, Counter())[backers.group(party) or party.name] += party.events
    order = sorted(events, key=lambda one: (-events[one], one))
    place = {id: number for number, id in enumerate(order)}
    named = tuple(Side(id, _name(id, members[id], knowledge)) for id in order)
    return Sides(named, tuple(events[id] for id in order), {party: place[id] for party, id in of.items()})


def _side(party: PartyRow, kind: str, backers: _Backers) -> str:
    """The id of its side; empty for a party that takes none."""
    if party.id.startswith("?"):  # "the group" of a country that no text tells
        return ""
    if kind == "state" and party.country:
        return party.country
    if kind == "armed":
        group = backers.group(party)
        backer = backers.of(group) if group else None
        return f"{party.country}/REB:{backer.lower()}-backed" if backer and party.country else group or party.id
    return party.id if kind else ""


class _Backers:
    """Which state has backed an armed group longest, and which group a person stands for."""

    def __init__(self, knowledge: Knowledge, day: date) -> None:
        self._knowledge, self._day = knowledge, day
        self._backed: dict[str, tuple[date, str]] = {}
        for tie in knowledge.backings:
            if tie.type != "backs" or tie.source not in knowledge.countries or not _holds(tie.since, tie.until, day):
                continue
            since = (tie.since or date.min, tie.source)
            self._backed[tie.target] = min(since, self._backed.get(tie.target, since))

    def of(self, group: str) -> str | None:
        """The ISO3 of the state, for the group or what it is part of."""
        seen: set[str] = set()
        while group and group not in seen:
            if group in self._backed:
                return self._backed[group][1]
            seen.add(group)
            above = self._knowledge.organisations.get(group)
            group = (above.part_of or "") if above else ""
        return None

    def group(self, party: PartyRow) -> str:
        """The organisation itself, or the one in which a person holds an office; empty where neither is known."""
        if party.id in self._knowledge.organisations:
            return party.id
        person = self._knowledge.people.get(party.id)
        role = person.role_on(self._day) or person.role_on(None) if person else None
        return role.of if role and role.of in self._knowledge.organisations else ""


def _holds(since: date | None, until: date | None, day: date) -> bool:
    return (since is None or since <= day) and (until is None or day <= until)


def _name(id: str, members: Counter[str], knowledge: Knowledge) -> str:
    """The name of the state or of the only group; else the groups by backer and country."""
    if id in knowledge.countries:
        return knowledge.countries[id].name
    groups = [group for group in members if group in knowledge.organisations]
    if len(groups) == 1:
        return knowledge.organisations[groups[0]].name
    country, _, sector = id.partition("/")
    if backer := sector.partition(":")[2]:
        state = knowledge.countries.get(backer.removesuffix("-backed").upper())
        return f"{state.name if state else backer}-backed groups ({knowledge.countries[country].name})"
    unnamed = ontology.load().unnamed.get(sector)
    if unnamed and country in knowledge.countries:
        return f"{unnamed} ({knowledge.countries[country].name})"
    return " ".join(members.most_common(1)[0][0].split())


def _known_id(wanted: str, knowledge: Knowledge) -> str:
    """The id of a country or an organisation by one of its names."""
    for country in knowledge.countries.values():
        if wanted in {
            n.casefold() for n in (country.name, country.iso2, country.capital, *country.names, *country.seats)
        }:
            return country.iso3
    for group in knowledge.organisations.values():
        if wanted in {n.casefold() for n in (group.name, *group.aliases)}:
            return group.id
    return ""
