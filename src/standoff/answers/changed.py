"""Dealings into weekly counts of directed dyads, what is usual in the reference weeks, and what the watched weeks say against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from standoff import ontology
from standoff.answers.standing import Known, Standing, standing
from standoff.errors import MeasureError
from standoff.measure.change import LEAST_REFERENCE, RegionWatch, watch_region
from standoff.measure.dating import Segment, date_changes
from standoff.measure.series import WEEK, Daily, daily, weekly_exposure
from standoff.options import ChangeOptions
from standoff.store import Dealings, View

MOST_REFERENCE = 104  # weeks: two years, with which the error rates were measured (balance.md section 3)
OTHERS = -1  # stands for all dyads that have nothing in the reference weeks, taken together

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Series:
    """Counts of whole weeks: shape (weeks, dyads); a dyad is (source, target) by number, or (OTHERS, OTHERS).

    `exposure`: reports read in each week, None where a data set is among what is counted; `reference`: how many weeks are.
    """

    mondays: tuple[date, ...]
    dyads: tuple[tuple[int, int], ...]
    counts: Floats
    exposure: Floats | None
    reference: int
    vague: int

    @property
    def total(self) -> Floats:
        return np.asarray(self.counts.sum(axis=1))


@dataclass(frozen=True, slots=True)
class Changed:
    """`rise` and `fall` are two detectors, each with its own rate of false alarms; no fall is watched where there is little to fall from."""

    standing: Standing
    quad: str
    series: Series
    rise: RegionWatch
    fall: RegionWatch | None
    stretches: tuple[Segment, ...]

    def quad_of(self, type: int) -> str:
        """The quad class of an event type, by its place among the types."""
        return ontology.load().event_type(self.standing.dealings.types[type]).quad

    def week(self, watched: int) -> int:
        """The place in the series of a watched week."""
        return self.series.reference + watched


def measured(view: View, told: Known, options: ChangeOptions) -> Changed:
    """MeasureError where there are too few weeks to say what is usual."""
    first, reports = _first_day(view, told.dealings), view.reports_by_day()
    reference = options.reference_weeks or _reference(first, told.at, reports if told.dealings.reported.all() else None)
    if first > told.at:
        raise MeasureError(
            f"the record begins on {first}, and nothing after that is dated: what is usual cannot be said; add more reports (standoff add), or import a data set"
        )
    chosen = standing(told, options.actors, first + timedelta(weeks=max(reference, 1)))
    exposed = reports if chosen.dealings.reported.all() else None
    series = _series(daily(chosen.dealings, first, told.at), options.quad, reference, exposed)
    if not len(series.counts):
        raise MeasureError(
            f"from {first} to {told.at} there is no whole week from Monday to Sunday: what is usual cannot be said; add more reports (standoff add), or import a data set"
        )
    rise = watch_region(series.counts, reference, series.exposure)
    try:
        fall = watch_region(series.counts, reference, series.exposure, "fall")
    except MeasureError:  # nothing to fall from
        fall = None
    return Changed(chosen, options.quad, series, rise, fall, date_changes(series.total, series.exposure))


def _reference(first: date, last: date, reports: Mapping[date, int] | None) -> int:
    """Half of the weeks, and more where reports were read in too few of those; at most two years."""
    weeks = ((last - first).days + 1) // WEEK
    read = {(day - first).days // WEEK for day in reports or {}} if reports is not None else set(range(weeks))
    enough = sorted(week for week in read if week >= 0)[LEAST_REFERENCE - 1 : LEAST_REFERENCE]
    return min(MOST_REFERENCE, max(weeks // 2, *(week + 1 for week in enough), 1))


def _first_day(view: View, dealings: Dealings) -> date:
    """Where the record begins: before the first report, reports tell what they look back on, not what happened week by week."""
    imported = dealings.first[~dealings.reported]
    starts = [min(reports)] if (reports := view.reports_by_day()) else []
    if len(imported):
        starts.append(imported.min().astype("datetime64[D]").astype(date))
    return min(starts, default=dealings.first.min().astype("datetime64[D]").astype(date))


def _series(days: Daily, quad: str, reference: int, reports: Mapping[date, int] | None) -> Series:
    """Dyads with an event in the reference weeks each for itself, all others together: which are chosen must not hang on what is watched."""
    mondays, counts = days.weekly(quad)
    usual = counts[: max(reference, 0)].sum(axis=0) > 0
    apart, others = np.flatnonzero(usual), counts[:, ~usual].sum(axis=1, keepdims=True)
    order = apart[np.argsort(-counts[: max(reference, 0), apart].sum(axis=0), kind="stable")]
    whole = np.floor(np.hstack([counts[:, order], others]) + 0.5)  # the detector counts events; a share of one is none
    dyads = tuple((int(a), int(b)) for a, b in days.dyads[order])
    exposure = None if reports is None else weekly_exposure(reports, mondays)
    return Series(mondays, (*dyads, (OTHERS, OTHERS)), whole, exposure, reference, days.vague)
