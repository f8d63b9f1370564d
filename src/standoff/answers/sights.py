"""An archive and those who decide into sights: what each was seen doing towards another, or was heard of as something that it may do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from standoff.answers.acted import ANYBODY, Deeds, deeds
from standoff.answers.deciders import Deciders
from standoff.measure.series import day_number
from standoff.measure.ties import HALF_LIFE
from standoff.records import GUESSED, Event, Participant
from standoff.store import EventFilter, View

HEARD_DAYS = 4 * HALF_LIFE  # for so long what was asked for or threatened may still be meant
TELLS = ("actual", "historical")  # statuses of what was said or done


@dataclass(frozen=True, slots=True)
class Kind:
    """Types of events that an analyst would call one course of action; `name` with {} for whom it is towards."""

    verb: str
    name: str
    types: tuple[str, ...]


ATTACK = Kind("attack", "attack {}", ("ASSAULT",))
COERCE = Kind("coerce", "sanction or restrict {}", ("SANCTION", "COERCE"))
THREATEN = Kind("threaten", "threaten {} or ready forces against it", ("THREATEN", "MOBILIZE"))
PRESS = Kind("press", "denounce {} and make demands of it", ("ACCUSE", "REQUEST", "REJECT"))
TALK = Kind("talk", "negotiate with {}", ("CONSULT", "AGREE", "SUPPORT"))
BACK = Kind("back", "back {}", ("AID", "COOPERATE"))
YIELD = Kind("yield", "give way to {}: withdraw, release, cease fire", ("RETREAT", "CONCEDE"))
WITHDRAW = Kind("withdraw", "withdraw forces from {}", YIELD.types)
EXPEL = Kind("expel", "make the forces of {} leave", ("SANCTION",))
BY_TYPE = {type: kind for kind in (ATTACK, COERCE, THREATEN, PRESS, TALK, BACK, YIELD) for type in kind.types}
THREATENED = {"violence": ATTACK, **dict.fromkeys(("restrict", "ban", "arrest", "expel", "relations"), COERCE)}
ASKED = {"assist": BACK, "meet": TALK}  # modes of what is asked for; any other is to give way
FOR_HOSTS, FOR_GUESTS = {COERCE: EXPEL}, {YIELD: WITHDRAW}


@dataclass(frozen=True, slots=True)
class Sight:
    """That `maker` does something of the kind towards `other` (places among those who decide): in the event, or by the tie, `of` (id, or "#3").

    `type`: of the event that it is or would be; `first`, `last`: days since 1970-01-01, None where none is told; `heard`: how it is heard of where it
    was not seen, as in "asked for by Iraq".
    """

    maker: int
    other: int
    kind: Kind
    type: str
    of: str
    first: int | None
    last: int | None
    heard: str = ""

    @property
    def is_tie(self) -> bool:
        return self.of.startswith("#")


def sights(view: View, told: Deciders) -> list[Sight]:
    """All of them until the day of `told`; where one hosts the forces of the other, to coerce is to expel and to give way to withdraw."""
    done, ties = deeds(view, told.known.sides, told.of, told.known.at), list(_of_ties(told))
    hosts = {(one.maker, one.other) for one in ties if one.kind is EXPEL}
    return [_named(one, hosts) for one in (*_of_deeds(done), *_of_words(view, told, done), *ties)]


def _named(one: Sight, hosts: set[tuple[int, int]]) -> Sight:
    if (one.maker, one.other) in hosts and one.type == "SANCTION":
        return replace(one, kind=FOR_HOSTS.get(one.kind, one.kind))
    if (one.other, one.maker) in hosts:
        return replace(one, kind=FOR_GUESTS.get(one.kind, one.kind))
    return one


def _of_deeds(done: Deeds) -> Iterator[Sight]:
    """What is said to have happened between them."""
    for row in np.flatnonzero(done.other != ANYBODY):
        type = str(done.type[row])
        if kind := BY_TYPE.get(type):
            ends, days = (int(done.maker[row]), int(done.other[row])), (int(done.first[row]), int(done.last[row]))
            yield Sight(*ends, kind, type, str(done.event[row]), *days)


def _of_words(view: View, told: Deciders, done: Deeds) -> Iterator[Sight]:
    """What is demanded, threatened, announced or thought of; of what is dated only the last eight months."""
    ids = [*_demands_and_threats(told, done), *view.event_ids(EventFilter(statuses=("future", "hypothetical")))]
    at = day_number(told.known.at)
    for event in (stored.event for stored in view.events_of(ids)):
        day = day_number(event.date.end) if event.date else None
        if (day is None or at - HEARD_DAYS < day <= at) and set(event.inferred).isdisjoint(GUESSED.values()):
            for maker, other, kind, type, heard in _meant(told, event):
                yield Sight(maker, other, kind, type, event.id, day, day, heard)


def _demands_and_threats(told: Deciders, done: Deeds) -> list[str]:
    recent = done.last > day_number(told.known.at) - HEARD_DAYS
    wanted = np.isin(done.type, ("REQUEST", "THREATEN")) & (done.other != ANYBODY)
    return list(dict.fromkeys(done.event[wanted & recent].tolist()))


def _meant(told: Deciders, event: Event) -> Iterator[tuple[int, int, Kind, str, str]]:
    """Who would do what towards whom, of which type, and how that is heard of: the one that threatens or announces, the one that is asked."""
    actors = places(told, event.actors)
    for actor in actors:
        for recipient in places(told, event.recipients) - actors:
            if event.status not in TELLS:
                if kind := BY_TYPE.get(event.type):
                    yield actor, recipient, kind, event.type, "announced" if event.status == "future" else "spoken of"
            elif event.type == "REQUEST":
                for kind in dict.fromkeys(ASKED.get(mode, YIELD) for mode in event.mode or ("",)):
                    yield recipient, actor, kind, kind.types[0], f"asked for by {told.makers[actor].name}"
            else:
                for kind in dict.fromkeys(THREATENED[mode] for mode in event.mode if mode in THREATENED):
                    yield actor, recipient, kind, kind.types[0], "threatened"


def places(told: Deciders, parties: Sequence[Participant]) -> set[int]:
    sides = (told.known.sides.of_participant(party) for party in parties)
    return {int(told.of[side]) for side in sides if side is not None} - {-1}


def _of_ties(told: Deciders) -> Iterator[Sight]:
    """Whoever hosts forces may make them leave, and the guest may withdraw; whoever is said to back another does."""
    for number, row in enumerate(told.known.asserted):
        sources, targets = places(told, [row.tie.source]), places(told, [row.tie.target])
        if row.published is None or not sources or not targets or sources == targets:
            continue
        (source,), (target,), day = sources, targets, day_number(row.published)
        if row.tie.type == "backs":
            yield Sight(source, target, BACK, "AID", f"#{number}", day, day)
        elif row.tie.type == "hosts_forces_of":
            yield Sight(source, target, EXPEL, "SANCTION", f"#{number}", day, day, "forces hosted, told")
            yield Sight(target, source, WITHDRAW, "RETREAT", f"#{number}", day, day, "forces hosted, told")
