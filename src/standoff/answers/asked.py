"""An archive and what is asked for into streams of events, with their names and with what says how much was written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from standoff import knowledge
from standoff.errors import MeasureError
from standoff.knowledge import Knowledge, country_called
from standoff.measure.series import day_number, day_of
from standoff.measure.sides import Sides, sides
from standoff.measure.streams import Grouped, Stream, by_actor, by_dyad, by_place
from standoff.options import StreamOptions
from standoff.store import View

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Asked:
    """`every`: all streams of the archive under this grouping, `grouped`: those that are asked for. `others`: the days of what else was written, and
    `exposed` what that is.
    """

    options: StreamOptions
    sides: Sides
    countries: Mapping[str, str]
    every: Grouped
    grouped: Grouped
    others: Ints
    exposed: str

    def name(self, stream: Stream) -> str:
        """As in "Iran → United States, material conflict"."""
        return f"{self.who(stream)}, {stream.quad}"

    def who(self, stream: Stream) -> str:
        """As in "Iran → United States", "Iran – United States", "Iran", "in Iraq"."""
        if stream.country:
            return f"in {self.countries.get(stream.country, stream.country)}"
        ends = [self.sides.sides[end].name for end in (stream.source, stream.target) if end is not None]
        return (" – " if self.options.by == "pair" else " → ").join(ends)

    def span(self) -> tuple[date, int]:
        """The first day and how many there are. Days asked for before and after anything at all is told are no days without events."""
        since, until = self.options.since, self.options.until
        first = max(since, self.every.begins()) if since else _some(self.grouped, self.options).begins()
        told = day_of(int(self.every.day.max()))
        last = min(until, told) if until else told
        return first, (last - first).days + 1

    def within(self, first: date, days: int) -> Grouped:
        """Those asked for on these days; MeasureError where there are none."""
        return _some(self.grouped.within(first, days), self.options)


def asked(view: View, options: StreamOptions) -> Asked:
    """MeasureError where a name is no side or country, or the archive has no dated event that belongs to a stream."""
    facts = knowledge.load()
    standing = sides(view.parties(), facts, options.until or date.max)
    found = _asked(view, options, standing, lambda every: _chosen(every, options, standing, facts))
    _some(found.grouped, options)
    return found


def among(view: View, options: StreamOptions, standing: Sides, chosen: int) -> Asked:
    """What the first `chosen` of these sides do to one another, which may be nothing at all."""

    def between(every: Grouped) -> Grouped:
        ends = [(one.source, one.target) for one in every.streams]
        inside = [all(end is not None and end < chosen for end in pair) for pair in ends]
        return every.only([n for n, one in enumerate(every.streams) if inside[n] and one.quad in options.quads])

    return _asked(view, options, standing, between)


def _asked(view: View, options: StreamOptions, standing: Sides, choose: Callable[[Grouped], Grouped]) -> Asked:
    every, reported = _grouped(view, options, standing)
    chosen = choose(every)
    if reported:
        reports, exposed = view.reports_by_day(), "the reports of each day"
        others = np.repeat([day_number(day) for day in reports], list(reports.values())).astype(np.int64)
    else:
        others, exposed = _rest(every, chosen), "all other events of the record"
    countries = {iso3: country.name for iso3, country in knowledge.load().countries.items()}
    return Asked(options, standing, countries, every, chosen, others, exposed)


def _some(asked: Grouped, options: StreamOptions) -> Grouped:
    if len(asked.event):
        return asked
    where = " and placed in a country" if options.by == "place" else ""
    raise MeasureError(
        f"no event of {' or '.join(options.quads)} among those asked for is dated to a day or a few{where}; "
        "list what there is with standoff events, or ask for other --quad, --actors or days"
    )


def _grouped(view: View, options: StreamOptions, standing: Sides) -> tuple[Grouped, bool]:
    """The streams, and whether all of it was read in reports."""
    if options.by in {"dyad", "pair"}:
        dealings = view.dealings(standing.of, options.since, options.until)
        return by_dyad(dealings, directed=options.by == "dyad"), bool(dealings.reported.all())
    acts = view.acts(standing.of, options.since, options.until)
    return by_actor(acts) if options.by == "actor" else by_place(acts), bool(acts.reported.all())


def _rest(grouped: Grouped, chosen: Grouped) -> Ints:
    """The days of events that are in none of the chosen streams."""
    return grouped.day[~np.isin(grouped.event.astype(str), chosen.event.astype(str))]


def _chosen(grouped: Grouped, options: StreamOptions, standing: Sides, facts: Knowledge) -> Grouped:
    of_quad = [n for n, stream in enumerate(grouped.streams) if stream.quad in options.quads]
    if options.actors and options.by == "place":
        named = {_country(name, facts) for name in options.actors}
        return grouped.only([n for n in of_quad if grouped.streams[n].country in named])
    if options.actors:
        among = {*standing.chosen(options.actors, facts), None}
        return grouped.only([n for n in of_quad if {grouped.streams[n].source, grouped.streams[n].target} <= among])
    return grouped.only(of_quad)


def _country(name: str, facts: Knowledge) -> str:
    if (country := country_called(name, facts.countries)) is not None:
        return country.iso3
    raise MeasureError(f"{name!r} is no country; with --by place name countries by name or three-letter code (IRQ)")
