"""The name of a party as a person writes it into a participant: one that the archive or the knowledge files have, else a new one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from standoff import knowledge, ontology
from standoff.records import Participant
from standoff.store import View

LONGEST = 200  # characters of a name
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
NOT_IN_ID = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class KnownParties:
    """Parties by name, in whatever case: those of the archive that take part in most events before others of that name."""

    by_name: Mapping[str, Participant]

    @classmethod
    def of(cls, view: View) -> Self:
        """Those of an archive, then those of the knowledge files."""
        told = sorted(view.parties(), key=lambda p: (-p.events, p.id))
        known = knowledge.load()
        named = [Participant(p.id, p.name, p.country, p.sector, p.name) for p in told]
        named += [Participant(c.iso3, c.name, c.iso3, "GOV", c.name) for c in known.countries.values()]
        named += [
            Participant(o.id, name, o.country, o.sector, name)
            for o in known.organisations.values()
            for name in (o.name, *o.aliases)
        ]
        named += [
            Participant(p.id, name, p.country, p.sector, name)
            for p in known.people.values()
            for name in (p.name, *p.aliases)
        ]
        return cls(_first_of_each(named))

    def has(self, name: str) -> bool:
        """Whether a party of this name is known."""
        return _key(name) in self.by_name

    def read(self, name: str, country: str, sector: str, now: Iterable[Participant]) -> Participant:
        """A party; country and sector may be left out where the name is known. ValueError says what does not fit.

        `now`: those of the event, of which one that is not changed stays as it is.
        """
        name, iso3, kind = " ".join(name.split()), _country(country), _sector(sector)
        check_name(name)
        same = (p for p in now if (_key(p.name), p.country, p.sector) == (_key(name), iso3, kind))
        known = self.by_name.get(_key(name))
        if (kept := next(same, None)) is not None:
            return kept
        if known is not None and iso3 in {None, known.country} and kind in {None, known.sector}:
            return Participant(known.id, known.name, known.country, known.sector, name)
        if kind is None:
            raise ValueError(f"{name!r} is not known; give its sector too")
        return Participant(NOT_IN_ID.sub("-", name.lower()).strip("-")[:60] or "unnamed", name, iso3, kind, name)


def check_name(name: str) -> None:
    """ValueError for one that no list could show."""
    if len(name) > LONGEST:
        raise ValueError(f"a name is longer than {LONGEST} characters")
    if CONTROL.search(name):
        raise ValueError("a name holds characters that cannot be shown")


def _first_of_each(named: Iterable[Participant]) -> Mapping[str, Participant]:
    found: dict[str, Participant] = {}
    for party in named:
        found.setdefault(_key(party.name), party)
    return found


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _country(text: str) -> str | None:
    text = text.strip()
    if not text:
        return None
    found = knowledge.country_called(text, knowledge.load_countries())
    if found is None:
        raise ValueError(f"{text[:60]!r} is no country; give its name or its three-letter code (IRQ)")
    return found.iso3


def _sector(text: str) -> str | None:
    text = text.strip().upper()
    known = ontology.load().sectors
    if text and text not in known:
        raise ValueError(f"{text[:20]!r} is no sector; the sectors are {', '.join(known)}")
    return text or None
