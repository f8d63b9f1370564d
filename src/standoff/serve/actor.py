"""One party of an archive into its card: who it is, what it did and when, with whom it deals, and the ties that are told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from standoff.answers import Figure
from standoff.draw import timeline
from standoff.errors import AbsentError
from standoff.serve.actor_known import KnownActor, known_actor
from standoff.serve.actor_ties import ActorTies, actor_ties
from standoff.serve.asked import EventsAsked, exactly
from standoff.serve.parts import Picture, grid
from standoff.serve.timelines import TITLE, TWIN, table_of, timeline_of
from standoff.store import EventFilter, PartyVariant, StoredEvent, Tally, View

MOST_NAMES = 12  # under which it is told; a data set has hundreds for "police"
MOST_EVENTS = 8  # of the latest, and of the most told


@dataclass(frozen=True, slots=True)
class Card:
    """`variants`: the countries and sectors that it is told to be of; `names`: under which it is told, with in how many places each."""

    id: str
    name: str
    known: KnownActor | None
    variants: tuple[PartyVariant, ...]
    names: tuple[tuple[str, int], ...]
    tally: Tally
    ties: ActorTies
    latest: tuple[StoredEvent, ...]
    most_told: tuple[StoredEvent, ...]

    @property
    def party(self) -> str:
        """What a filter of events takes for this one alone."""
        return exactly(self.id)

    @property
    def acted(self) -> int:
        return sum(one.acted for one in self.variants)

    @property
    def received(self) -> int:
        return sum(one.received for one in self.variants)

    @property
    def other_names(self) -> tuple[str, ...]:
        """Known names beside the one that heads the card."""
        told = (self.known.name, *self.known.aliases) if self.known else ()
        return tuple(dict.fromkeys(name for name in told if name != self.name))


def card(view: View, id: str) -> Card:
    """AbsentError where neither the archive nor the knowledge files have a party of this id."""
    span = view.days_of_events()
    told = view.tally(EventFilter(actor=exactly(id), limit=0), 0)
    known, names = known_actor(id, told.shown or span), view.names_of_party(id, MOST_NAMES)
    if known is None and not names:
        raise AbsentError(f"no actor {id!r} in the archive; list them with: standoff actors")
    name = known.name if known else names[0][0]
    latest, most_told = _events(view, id)
    ties = actor_ties(view, id, span[1] if span else None)
    return Card(id, name, known, tuple(view.party_variants(id)), tuple(names), told, ties, latest, most_told)


def _events(view: View, id: str) -> tuple[tuple[StoredEvent, ...], tuple[StoredEvent, ...]]:
    """The latest, and those that most sources tell of, where any has more than one."""
    latest, most = view.events_of_party(id, MOST_EVENTS)
    found = {stored.event.id: stored for stored in view.events_of(list(dict.fromkeys([*latest, *most])))}
    told = tuple(found[event] for event in most)
    return tuple(found[event] for event in latest), told if any(stored.sources > 1 for stored in told) else ()


def picture(shown: Card) -> Picture | None:
    """The events of the party over time, each bar a link to those that it counts; None where nothing is dated."""
    asked = EventsAsked.model_construct(party=shown.party)  # unchecked: an id may be as long as it likes

    def link(quad: str, first: date, last: date) -> str:
        return "/events" + asked.first_page(quad=(quad,), since=first, until=last)

    drawn = timeline_of(shown.tally, link)
    return Picture(Figure(TITLE, timeline(drawn), TWIN), grid(table_of(shown.tally))) if drawn else None
