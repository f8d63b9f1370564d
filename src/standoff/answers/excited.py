"""An archive into what of its streams follows what: the streams, the fits under stiff and flexible baselines, and whether they bear a figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from standoff.answers.asked import Asked, asked
from standoff.measure.streams import Grouped, Stream, exposure_of
from standoff.model.process.branching import radius_and_share
from standoff.model.process.excitation import HEADLINE, Excitation, Interval, by_spacing
from standoff.model.process.fitness import Fitness, fitness
from standoff.model.process.margins import Margin
from standoff.model.process.pointprocess import SCALES, counted, fit
from standoff.model.process.responses import Responses, responses
from standoff.model.process.simulate import margins_of
from standoff.options import StreamOptions
from standoff.store import View

Floats = NDArray[np.float64]

LEAST_EVENTS, LEAST_IN_STREAM, LEAST_DAYS = 100, 30, 60  # with fewer nearly every interval was too wide to be told
WIDEST, MOST_TOLD = 0.6, 1.5  # an interval that is wider leaves open whether there is any excitation or nothing else
LEAST_SPAN = 0.25  # of the days; a burst of a few weeks tells nothing of what sets it off, and left whole matrices open
MOST_STREAMS = 8  # by default; with named actors as many as the figure holds
MOST_NAMED_STREAMS = 12
AFTER = (0, 1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 30)  # days after an event
SEED = 20240206


@dataclass(frozen=True, slots=True)
class Record:
    """What is counted: `grouped` events on `days` days from `first`. `exposed`: what says how much was written on each day, "" for nothing.

    `uncounted`: events in streams that were asked for and have too few, fewer than those that are counted or nearly all in a small part of the
    time, and before the first day.
    """

    asked: Asked
    grouped: Grouped
    first: date
    days: int
    exposed: str
    uncounted: int

    @property
    def options(self) -> StreamOptions:
        return self.asked.options

    @property
    def streams(self) -> tuple[Stream, ...]:
        return self.grouped.streams

    def name(self, stream: Stream) -> str:
        return self.asked.name(stream)

    def who(self, stream: Stream) -> str:
        return self.asked.who(stream)


@dataclass(frozen=True, slots=True)
class Fitted:
    """`curve`: under each baseline, from stiff to flexible; `headline`: the place of the one that is reported; `three`: the branching ratio with three
    time-scales.
    """

    record: Record
    curve: tuple[Excitation, ...]
    headline: int
    three: float
    margins: tuple[Margin, ...]
    fitness: tuple[Fitness, ...]
    responses: Responses

    @property
    def found(self) -> Excitation:
        return self.curve[self.headline]


@dataclass(frozen=True, slots=True)
class Excited:
    """A record with what was fitted to it; where it bears no figure `fitted` is None and `why_not` says why."""

    record: Record
    fitted: Fitted | None
    why_not: str = ""


def excited(view: View, options: StreamOptions) -> Excited:
    """MeasureError where a name is no side or country, or the archive has no dated event that belongs to a stream."""
    return excited_of(asked(view, options))


def excited_of(told: Asked) -> Excited:
    """The same of streams that were asked for; MeasureError where none of their events is within the days."""
    options = told.options
    first, days = told.span()
    grouped = _busiest(told.within(first, days), options, first, days)
    counts = grouped.counts(first, first + timedelta(days=days - 1))
    exposure = exposure_of(told.others, first, days, float(counts.sum()))
    exposed, uncounted = told.exposed if exposure is not None else "", len(told.grouped.event) - len(grouped.event)
    record = Record(told, grouped, first, days, exposed, uncounted)
    if why_not := _too_little(counts):
        return Excited(record, None, why_not)
    fitted = _fitted(record, counts, exposure)
    why_not = _undecided(fitted.found)
    return Excited(record, None if why_not else fitted, why_not)


def _busiest(asked: Grouped, options: StreamOptions, first: date, days: int) -> Grouped:
    """Those with enough events to be fitted, or else all that there are: then `_too_little` says why not."""
    most = MOST_NAMED_STREAMS if options.actors else MOST_STREAMS
    lasting = asked.busiest(len(asked.streams), LEAST_IN_STREAM).lasting(first, days, LEAST_SPAN)
    chosen = lasting.busiest(most, LEAST_IN_STREAM)
    return chosen if len(chosen.event) >= LEAST_EVENTS else asked.busiest(most, 1)


def _too_little(counts: Floats) -> str:
    events, days = int(counts.sum()), len(counts)
    if days < LEAST_DAYS:
        return f"{days} days are too few; {LEAST_DAYS} are the least"
    sizes = counts.sum(axis=0)
    if sizes[sizes >= LEAST_IN_STREAM].sum() < LEAST_EVENTS:
        told = (
            f"{events} events in {counts.shape[1]} streams" if counts.shape[1] > 1 else f"{events} events in one stream"
        )
        return f"{told} are too few to tell what follows what from chance; {LEAST_EVENTS} in streams of {LEAST_IN_STREAM} or more are the least"
    return ""


def _undecided(found: Excitation) -> str:
    """Why no figure is told; without one, since what is read beside "not identified" is remembered."""
    if is_narrow(found.share):
        return ""
    if not found.stands_out:
        return f"no excitation stands out of chance ({as_likely(found)}), and much of it is not excluded either"
    return "something sets off something, but these counts leave open how much"


def is_narrow(figure: Interval) -> bool:
    """Whether the interval of a share or of a branching ratio tells enough for the figure to be told."""
    return min(figure.high, MOST_TOLD) - figure.low <= WIDEST


def as_likely(one: Excitation) -> str:
    """The p-value in words."""
    return f"of 100 records in which nothing sets off anything {100 * one.chance:.0f} show as much"


def _fitted(record: Record, counts: Floats, exposure: Floats | None) -> Fitted:
    rng = np.random.default_rng(SEED)
    known = counted(counts, exposure, record.first.weekday())
    curve = by_spacing(known, rng)
    headline = next(n for n, one in enumerate(curve) if one.options.knot_days == HEADLINE)
    found = curve[headline]
    three = fit(known, SCALES, found.options)
    margins = margins_of(found.profile.fit)
    return Fitted(
        record,
        curve,
        headline,
        radius_and_share(three)[0],
        margins,
        fitness(found.profile.fit, margins, rng),
        responses(found.profile.fit, found.day, AFTER[-1], rng),
    )
