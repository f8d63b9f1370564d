"""The events of an archive into the queue of those that wait for a person's word, with why each stands where it does."""

from __future__ import annotations

from dataclasses import dataclass

from standoff.merge import weights
from standoff.store import Curve, EventFilter, Queued, View


@dataclass(frozen=True, slots=True)
class Waiting:
    """So many events wait; `events` are those that were asked for, what matters most first."""

    events_in_all: int
    events: tuple[Queued, ...]


def waiting(view: View, chosen: EventFilter) -> Waiting:
    """The events that pass the filter and that nobody has looked at since a report last told of them."""
    fitted = weights.load().probability
    number, found = view.queue(chosen, Curve(fitted["slope"], fitted["offset"]))
    return Waiting(number, tuple(found))
