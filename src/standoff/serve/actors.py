"""The parties of an archive into the list of its actors: which pass a filter, and under which names a reader knows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import AfterValidator, Field

from standoff import knowledge, ontology
from standoff.serve.asked import PAGE_SIZE, Asked, Country, PageNumber, Words
from standoff.store import ActorRow, EventFilter, View


def _sector(text: str) -> str:
    if text and text not in ontology.load().sectors:
        raise ValueError(f"{text!r} is none of {', '.join(ontology.load().sectors)}")
    return text


class ActorsAsked(Asked):
    """Which actors, and which page of them."""

    text: Words = Field("", description="A part of one of the names of an actor, or of its id.")
    country: Country = Field("", description="Its country: the name or the three-letter code.")
    sector: Annotated[Words, AfterValidator(_sector)] = Field("", description="Its sector, as PLOVER codes it.")
    page: PageNumber = 1


@dataclass(frozen=True, slots=True)
class ActorsFound:
    """A page of the actors that pass a filter, under the names that they are told by most often, and how many pass in all."""

    asked: ActorsAsked
    number: int
    rows: tuple[ActorRow, ...]

    @property
    def pages(self) -> int:
        """How many there are."""
        return max(1, -(-self.number // PAGE_SIZE))

    @property
    def first_row(self) -> int:
        """The number of the first actor of the page, counted from 1."""
        return (self.asked.page - 1) * PAGE_SIZE + 1


def actors_page(view: View, asked: ActorsAsked) -> ActorsFound:
    """Those with most events first."""
    found = chosen(view, asked)
    first = (asked.page - 1) * PAGE_SIZE
    return ActorsFound(asked, len(found), renamed(view, found[first : first + PAGE_SIZE]))


def chosen(view: View, asked: ActorsAsked) -> Sequence[ActorRow]:
    """All that pass the filter."""
    called = view.parties_called(asked.text) | called_in_knowledge(asked.text) if asked.text else None
    return [
        row
        for row in view.actors(EventFilter())
        if (called is None or row.id in called)
        and (not asked.country or row.country == asked.country)
        and (not asked.sector or row.sector == asked.sector)
    ]


def renamed(view: View, rows: Sequence[ActorRow]) -> tuple[ActorRow, ...]:
    """The rows with the names that are told most often, in place of the longest."""
    names = view.party_names(row.id for row in rows)
    return tuple(replace(row, name=names.get(row.id, row.name)) for row in rows)


def called_in_knowledge(text: str) -> frozenset[str]:
    """Ids of the countries, organisations and persons of which a known name has the text in it, or that of a capital."""
    known, wanted = knowledge.load(), text.casefold()
    named = [(c.iso3, (c.name, *c.names, *c.seats, c.capital)) for c in known.countries.values()]
    named += [(org.id, (org.name, *org.aliases)) for org in known.organisations.values()]
    named += [(person.id, (person.name, *person.aliases)) for person in known.people.values()]
    return frozenset(id for id, names in named if any(wanted in name.casefold() for name in names))


def sector_words(code: str) -> str:
    """What a sector is called: the beginning of what it covers."""
    told = ontology.load().sectors.get(code, code)
    return told.replace(":", ",").partition(",")[0]
