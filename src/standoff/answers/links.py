"""A fitted branching matrix into its links, and those into statements with an example from the record for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from standoff.answers.answer import Source, Statement
from standoff.answers.excited import Fitted
from standoff.answers.tie_sources import of_event
from standoff.measure.series import day_number
from standoff.measure.streams import Stream
from standoff.model.process.branching import NORMAL_95
from standoff.model.process.excitation import LEVEL
from standoff.store import View

LINKS, WORDS = "what sets off what", "words and deeds"
MOST = 6  # links from words to deeds, and links from one stream to another, that are told in words
MOST_SAME = 3  # streams of which it is told that more of the same follows
EXAMPLES = 4  # of them with an example
NEAR = 3  # mean lags back, in which an event before is looked for
VERBAL, MATERIAL = "verbal conflict", "material conflict"


@dataclass(frozen=True, slots=True)
class Link:
    """Stream `source` (place `j`) sets off stream `target` (place `i`): direct further events per event and the 95 % interval.

    `attributed`: the share of the target's events that it accounts for, `explained` how many these are, `stands` whether it is told from chance.
    """

    i: int
    j: int
    target: Stream
    source: Stream
    gain: float
    low: float
    high: float
    attributed: float
    explained: float
    stands: bool


def linked(found: Fitted) -> tuple[Link, ...]:
    """All links of which the days tell anything."""
    one = found.found
    said, sure = one.branching, one.links & one.stands_out
    spread, events = NORMAL_95 * said.errors, said.rates * found.record.days
    streams = found.record.streams
    return tuple(
        Link(
            i, j, target, source, max(0.0, float(said.gains[i, j])), max(0.0, float(said.gains[i, j] - spread[i, j])),
            max(0.0, float(said.gains[i, j] + spread[i, j])), max(0.0, float(said.attributed[i, j])),
            max(0.0, float(said.attributed[i, j] * events[i])), bool(sure[i, j]),
        )
        for i, target in enumerate(streams)
        for j, source in enumerate(streams)
        if not np.isnan(said.errors[i, j])
    )  # fmt: skip


def told(view: View, found: Fitted, links: Sequence[Link]) -> Iterator[Statement]:
    """First what words do to deeds, then what else leads from one stream to another, then what is followed by more of the same; those that
    account for most first.
    """
    words = sorted((one for one in links if _is_words_to_deeds(one)), key=lambda one: -one.explained)
    for one in words[:MOST]:
        yield Statement(WORDS, _in_words(found, one), sources=_example(view, found, one) if one.stands else ())
    standing = sorted((one for one in links if one.stands), key=lambda one: -one.explained)
    between = [one for one in standing if one.i != one.j and one not in words]
    named = [*between[:MOST], *[one for one in standing if one.i == one.j][:MOST_SAME]]
    for n, one in enumerate(named):
        yield Statement(LINKS, _in_words(found, one), sources=_example(view, found, one) if n < EXAMPLES else ())
    if rest := _rest(found, standing, len(named) + sum(one.stands for one in words[:MOST])):
        yield Statement(LINKS, rest)


def _rest(found: Fitted, standing: Sequence[Link], told: int) -> str:
    """What the statements about single links leave to be said."""
    parts = []
    if not standing:
        parts.append("No single link stands out of chance.")
    elif len(found.record.streams) > 1 and all(one.i == one.j for one in standing):
        parts.append("No link from one stream to another stands out of chance.")
    if len(standing) > told:
        parts.append(f"The table has {len(standing) - told} more that stand out.")
    if standing:
        parts.append(f"Of those that stand out {LEVEL:.0%} may do so by chance.")
    return " ".join(parts)


def _is_words_to_deeds(one: Link) -> bool:
    same = (one.source.source, one.source.target, one.source.country) == (
        one.target.source,
        one.target.target,
        one.target.country,
    )
    return same and (one.source.quad, one.target.quad) == (VERBAL, MATERIAL)


def _in_words(found: Fitted, one: Link) -> str:
    subject = _subject(found, one.source)
    each = f"{one.gain:.2f} ({one.low:.2f} to {one.high:.2f})"
    if one.i == one.j:
        object = "more of the same"
    elif (one.source.source, one.source.target) == (
        one.target.target,
        one.target.source,
    ) and one.source.source is not None:
        object = f"{one.target.quad} the other way, {found.record.who(one.target)}"
    else:
        object = _subject(found, one.target, begins=False)
    if one.stands:
        return f"{subject} is followed by {object}: {each} events directly after each, {one.attributed:.0%} of all of them."
    return f"{subject} is not followed by {object} in a way that could be told from chance: {each} events after each."


def _subject(found: Fitted, stream: Stream, *, begins: bool = True) -> str:
    """As in "Verbal conflict Iran → Israel", "Verbal conflict by Iran"."""
    quad = stream.quad.capitalize() if begins else stream.quad
    by = "by " if found.record.options.by == "actor" else ""
    return f"{quad} {by}{found.record.who(stream)}"


def _example(view: View, found: Fitted, one: Link) -> tuple[Source, ...]:
    """The day of the target's events that the source explains most, with an event of the source shortly before."""
    fit = found.found.profile.fit
    start, lag = day_number(found.record.first), fit.lag_days[0]
    explained = _explained(found, one)
    for place in np.argsort(-explained, kind="stable")[:3]:
        before = _last_before(found, one.j, int(place), max(1, round(NEAR * lag)))
        if before is None or explained[place] <= 0:
            continue
        pairs = ((one.j, before), (one.i, int(place)))
        ids = [(found.record.grouped.on(stream, start + day)[0], day) for stream, day in pairs]
        days = {id: found.record.first + timedelta(days=day) for id, day in ids}
        stored = {one.event.id: one.event for one in view.events_of([id for id, _ in ids])}
        return tuple(of_event(view, stored[id], _example_field(days[id], n)) for n, (id, _) in enumerate(ids))
    return ()


def _example_field(day: date, place: int) -> str:
    return f"such as, {day}:" if place == 0 else f"and after it, {day}:"


def _explained(found: Fitted, one: Link) -> np.ndarray:
    """Of each day's events of the target, how many the source explains, shape (days,)."""
    fit = found.found.profile.fit
    return np.asarray(
        fit.lagged[0, one.i, one.j]
        * fit.memory[:, one.j]
        / np.maximum(fit.means[:, one.i], 1e-12)
        * fit.counts.events[:, one.i]
    )


def _last_before(found: Fitted, stream: int, day: int, most: int) -> int | None:
    events = found.found.profile.fit.counts.events[:, stream]
    return next((d for d in range(day - 1, max(-1, day - 1 - most), -1) if events[d] > 0), None)
