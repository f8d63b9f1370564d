"""Sights of what each who decides does, or may do, into the few options that weigh most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from standoff import ontology
from standoff.answers.acted import LASTING_DAYS
from standoff.answers.sights import ATTACK, YIELD, Kind, Sight
from standoff.answers.words import days
from standoff.measure.series import day_of
from standoff.measure.ties import HALF_LIFE

MOST_TOGETHER = 9  # options, which have 512 combinations, as many as can be looked at
LEAST = 2  # events by which something is seen, or heard of; one alone is as often a mistake of the coder
LEAST_HEARD = 0.1  # of the weight of what a maker does most; in a large record everything is heard of
SAME_DAYS = 3  # a tie published so soon after the deed is told in the reports of it


Weight = tuple[bool, float, float]


@dataclass(frozen=True, slots=True)
class Doing:
    """An option of `maker` towards `other` (places among those who decide), and its sights, in the order of time.

    `seen` and `heard_of`: how much speaks for it, an event as much as its type is intense (PLOVER's mean score), half of it after 60 days.
    """

    maker: int
    other: int
    kind: Kind
    sights: tuple[Sight, ...]
    now: bool
    seen: float
    heard_of: float

    @property
    def events(self) -> int:
        return len({one.of for one in self.sights if not one.heard})

    @property
    def is_borne_out(self) -> bool:
        return self.events >= LEAST or self.is_open

    @property
    def is_open(self) -> bool:
        """Whether it is not done now, but heard of more than once."""
        return not self.now and len({one.of for one in self.sights if one.heard}) >= LEAST

    def why(self) -> str:
        """What it was drafted from, as in "seen in 7 events, 2023-10-26 – 2024-02-07; asked for by Iraq in 1 event, 2024-01-26"."""
        acts = [one for one in self.sights if not one.heard]
        heard = dict.fromkeys(one.heard for one in self.sights if one.heard)
        parts = [f"{words} in {_counted([one for one in self.sights if one.heard == words])}" for words in heard]
        return "; ".join([f"seen in {_counted(acts)}", *parts] if acts else parts)


Order = Callable[[Doing, float], Weight]


def doings(seen: Iterable[Sight], makers: int, at: int) -> tuple[Doing, ...]:
    """At most three options for each, nine together, as of the day `at` (since 1970-01-01): what each does that weighs most, then what it does not do
    but is heard of, then what it does else; no maker has two of one kind.
    """
    grouped: defaultdict[tuple[int, int, Kind], list[Sight]] = defaultdict(list)
    for one in seen:
        grouped[one.maker, one.other, one.kind].append(one)
    found = {key: _doing(key, own, at) for key, own in grouped.items()}
    chosen: list[Doing] = []
    for first in (_done_first, _heard_of_first, _done_first):
        for maker in range(makers):
            chosen += _next([one for one in found.values() if one.maker == maker], chosen, first)
    return tuple(sorted(chosen[:MOST_TOGETHER], key=lambda one: one.maker))


def _next(own: Sequence[Doing], chosen: Sequence[Doing], first: Order) -> list[Doing]:
    """The next option of a maker, of `own` that it might have; none where nothing that is left is borne out, but where it has no other."""
    has = [one for one in chosen if one in own]
    attacked = {one.other for one in own if one.kind is ATTACK}
    left = [
        one
        for one in own
        if not any(other.kind is one.kind for other in has)
        and not (one.kind is YIELD and one.other in attacked)  # a ceasefire is an attack left
        and (one.is_borne_out or not has)
    ]
    most = max((one.seen for one in own), default=0.0)
    return [max(left, key=lambda one: first(one, most))] if left else []


def _doing(key: tuple[int, int, Kind], own: Sequence[Sight], at: int) -> Doing:
    acts, words = _acts(own), [one for one in own if one.heard]
    now = any(one.first is not None and one.first > at - LASTING_DAYS for one in acts)
    ordered = tuple(sorted([*acts, *words], key=lambda one: (one.last or 0, one.of)))
    return Doing(*key, ordered, now, _weight(acts, at), _weight(words, at))


def _acts(own: Sequence[Sight]) -> list[Sight]:
    """Deeds, and ties but those that are told in the reports of a deed."""
    deeds = [one for one in own if not one.heard and not one.is_tie]
    days = [one.last for one in deeds if one.last is not None]
    ties = [one for one in own if not one.heard and one.is_tie]
    return deeds + [one for one in ties if not any(0 <= (one.last or 0) - day <= SAME_DAYS for day in days)]


def _weight(sights: Iterable[Sight], at: int) -> float:
    scores = ontology.load().types
    ages = ((one, HALF_LIFE if one.last is None else max(0, at - one.last)) for one in sights)
    return float(sum(abs(scores[one.type].score) * 2.0 ** (-age / HALF_LIFE) for one, age in ages))


def _done_first(one: Doing, _: float) -> Weight:
    return one.is_borne_out, one.seen, one.heard_of


def _heard_of_first(one: Doing, most: float) -> Weight:
    """Of those that are heard of as much as matters beside what the maker does `most`."""
    is_open = one.is_open and one.heard_of >= LEAST_HEARD * most
    return is_open, one.heard_of if is_open else float(one.is_borne_out), one.seen


def _counted(sights: Sequence[Sight]) -> str:
    """As in "7 events, 2023-10-26 – 2024-02-07"."""
    number = len({one.of for one in sights})
    what = "tie" if all(one.is_tie for one in sights) else "event"
    told = [day for one in sights for day in (one.first, one.last) if day is not None]
    span = days(day_of(min(told)), day_of(max(told))) if told else ""
    return f"{number} {what}{'s' if number > 1 else ''}{f', {span}' if span else ''}"
