"""Does violence beget violence? What of the record sets off what, how fast and how often, and what it cannot tell."""

from __future__ import annotations

import numpy as np

from standoff.answers.answer import Answer, Cell, Table
from standoff.answers.dynamics_figures import GAINS, RESPONSES, SPACINGS, figures, shown
from standoff.answers.dynamics_words import (
    basis,
    checks,
    lead,
    misleading,
    not_identified,
    reporting,
    spacing_name,
    under_baselines,
)
from standoff.answers.excited import AFTER, Fitted, Record, excited, is_narrow
from standoff.answers.links import Link, linked, told
from standoff.model.process.excitation import Interval
from standoff.options import StreamOptions
from standoff.store import View

QUESTION = "Does violence beget violence?"
STREAMS = "streams"


def answer(view: View, options: StreamOptions) -> Answer:
    """What sets off what among the streams that are asked for, or why the record cannot tell.

    MeasureError where a name is no side or country, or no event is dated to a day.
    """
    said = excited(view, options)
    if said.fitted is None:
        return Answer(QUESTION, (not_identified(said), *misleading(), basis(said.record)), (_counted(said.record),))
    found = said.fitted
    links = linked(found)
    statements = (
        lead(found),
        *under_baselines(found),
        *told(view, found, links),
        *checks(found),
        *reporting(found),
        basis(found.record),
    )
    tables = (_gains(found, links), _responses(found, links), _spacings(found), _streams(found))
    return Answer(QUESTION, statements, tables, figures(found, links))


def _counted(record: Record) -> Table:
    sizes = np.bincount(record.grouped.stream, minlength=len(record.streams))
    rows = (
        (record.name(stream), int(n), round(n / record.days, 3))
        for stream, n in zip(record.streams, sizes, strict=True)
    )
    return Table(STREAMS, ("stream", "events", "a day"), tuple(rows))


def _streams(found: Fitted) -> Table:
    said = found.found.branching
    rows = (
        (
            *row,
            round(max(0.0, float(said.outside[n])), 3),
            _scatter(found, n),
            round(fits.scatter, 3),
            round(fits.memory, 3),
        )
        for n, (row, fits) in enumerate(zip(_counted(found.record).rows, found.fitness, strict=True))
    )
    head = ("stream", "events", "a day", "outside, a day", "scatter", "scatter p", "memory p")
    return Table(STREAMS, head, tuple(rows))


def _scatter(found: Fitted, stream: int) -> float:
    """The variance of an average day over that of Poisson."""
    margin, mean = found.margins[stream], float(found.found.branching.rates[stream])
    return round(1.0 + margin.excess * (1.0 if margin.linear else mean), 2)


def _gains(found: Fitted, links: tuple[Link, ...]) -> Table:
    """Those that stand out first, then by how many events they account for."""
    rows = (
        (found.record.name(one.source), found.record.name(one.target), round(one.gain, 3), round(one.low, 3), round(one.high, 3), round(one.attributed, 3), "yes" if one.stands else "")
        for one in sorted(links, key=lambda one: (not one.stands, -one.explained))
    )  # fmt: skip
    head = ("after an event in", "further events in", "events", "from", "to", "share", "stands out")
    return Table(GAINS, head, tuple(rows))


def _spacings(found: Fitted) -> Table:
    rows = (
        (
            spacing_name(one.options.knot_days, found.record.days),
            *_interval(one.radius), *_interval(one.share),
            round(one.profile.fit.lag_days[0], 2), _rounded(one.profile.low), _rounded(one.profile.high), "yes" if n == found.headline else "",
        )
        for n, one in enumerate(found.curve)
    )  # fmt: skip
    head = (
        "outside rate may change", "ρ", "ρ from", "ρ to", "share set off", "share from", "share to", "lag, days", "lag from", "lag to", "reported",
    )  # fmt: skip
    return Table(SPACINGS, head, tuple(rows))


def _interval(figure: Interval) -> tuple[float | None, float | None, float | None]:
    """Empty where it is not identified."""
    known = (figure.value, figure.low, figure.high) if is_narrow(figure) else (None, None, None)
    first, low, high = (None if v is None else round(v, 3) for v in known)
    return first, low, high


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _responses(found: Fitted, links: tuple[Link, ...]) -> Table:
    after = found.responses
    parts, name = (after.expected, after.low, after.high), found.record.name
    rows: list[tuple[Cell, ...]] = [
        (name(one.source), name(one.target), day, *(round(float(part[day, one.i, one.j]), 3) for part in parts))
        for one in shown(links)
        for day in AFTER
    ]
    return Table(RESPONSES, ("after an event in", "further events in", "by day", "expected", "from", "to"), tuple(rows))
