"""An archive into forecasts of its streams: counts to come with their intervals, and how forecasts like these did so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from standoff.answers.asked import Asked, asked
from standoff.measure.periods import PER_YEAR, Periods, whole
from standoff.measure.streams import Grouped
from standoff.model.forecast.backtest import (
    FURTHER,
    FURTHER_ENSEMBLE,
    WARM,
    WITH_SIGNALS,
    Backtest,
    Plan,
    ahead,
    backtest,
)
from standoff.model.forecast.ensemble import Ensemble
from standoff.model.forecast.forecasters import (
    BASELINES,
    FURTHER_BASELINES,
    Conflictology,
    Forecaster,
    LastPoisson,
)
from standoff.model.forecast.history import within
from standoff.model.forecast.panel import LEAST_PERIODS, Panel, panel
from standoff.model.forecast.skill import Skill, best, by_unit, skill
from standoff.model.forecast.zeros import Hurdle, ZeroInflated
from standoff.model.laws import Law, quantiles
from standoff.options import ForecastOptions
from standoff.store import View

Floats = NDArray[np.float64]

MOST_UNITS = 12  # shown; forecasts learn from as many as MOST_LEARNED
MOST_LEARNED = 100
LAGS = (20.0, 8.0, 3.0)  # days over which daily counts are remembered as signals
TESTED = 52  # periods at most, at the end of the record
FURTHER_STEP = 2  # periods between origins further ahead than one, where neighbours overlap
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
APART = (Conflictology(), LastPoisson(), Hurdle(), ZeroInflated())
SEED = 20240206


@dataclass(frozen=True, slots=True)
class Step:
    """One period ahead: its last day, quantiles (shape (levels, units)) at `LEVELS`, and chance of any, shape (units,)."""

    end: date
    quantiles: Floats
    chance: Floats


@dataclass(frozen=True, slots=True)
class Tried:
    """How forecasts with one lead did: the backtest, the ensemble beside the best baseline over all streams, and for each that is told."""

    backtest: Backtest
    skill: Skill
    units: tuple[Skill, ...]


@dataclass(frozen=True, slots=True)
class Ahead:
    """`counts`, shape (periods, units), of the streams in `grouped`, of which the first `shown` are told; `tried`: one period ahead, then further;
    empty where the record is too short for that.
    """

    options: ForecastOptions
    asked: Asked
    grouped: Grouped
    periods: Periods
    counts: Floats
    steps: tuple[Step, ...]
    tried: tuple[Tried, ...]
    shown: int

    def name(self, unit: int) -> str:
        return self.asked.name(self.grouped.streams[unit])


def forecasts(view: View, options: ForecastOptions) -> Ahead:
    """MeasureError where a name is no side or country or nothing is dated; ModelError where the record is too short to forecast from."""
    told = asked(view, options.streams)
    first, days = told.span()
    periods = whole(first, first + timedelta(days=days - 1), options.step)
    grouped = told.within(first, days).busiest(MOST_LEARNED, 1)
    known = _panel(grouped, periods, options)
    tested = tuple(one for lead in _leads(options.ahead) if (one := _tested(known, lead)) is not None)
    ends = periods.ahead(options.ahead)
    steps = tuple(_step(_law(known, tested, lead), end) for lead, end in enumerate(ends, start=1))
    shown = min(MOST_UNITS, len(grouped.streams))
    tried = tuple(_tried(one, shown) for one in tested)
    return Ahead(options, told, grouped, periods, known.counts, steps, tried, shown)


def _panel(grouped: Grouped, periods: Periods, options: ForecastOptions) -> Panel:
    daily = grouped.counts(
        periods.starts[0], periods.ends[-1] if periods.ends else periods.starts[0], deaths=options.of == "deaths"
    )
    places = periods.places()
    counts = np.add.reduceat(daily, places[:-1], axis=0) if len(places) > 1 else np.zeros((0, daily.shape[1]))
    if len(counts) < LEAST_PERIODS:
        return panel(counts if len(counts) else np.zeros((1, daily.shape[1])))
    signals = np.stack([within(daily, places, lag) for lag in LAGS], axis=-1)
    return panel(counts, signals, PER_YEAR[options.step])


def _leads(most: int) -> list[int]:
    """Those that are tried: the next period, the last that is asked for, and one between."""
    return sorted({1, (1 + most) // 2, most})


def _mixed(lead: int) -> tuple[tuple[Forecaster, ...], Ensemble]:
    return (WITH_SIGNALS, Ensemble()) if lead == 1 else (FURTHER, FURTHER_ENSEMBLE)


def _tested(known: Panel, lead: int) -> Backtest | None:
    """From the last origins, at most a third of the periods; None where too few go before them to learn such leads from."""
    number, stop = min(TESTED, known.periods // 3), known.periods - lead + 1
    if stop - number < 2 * max(LEAST_PERIODS, lead):
        return None
    step = 1 if lead == 1 else FURTHER_STEP
    forecasters, ensemble = _mixed(lead)
    apart = APART if lead == 1 else ()
    return backtest(known, forecasters, Plan(range(stop - number, stop, step), lead, WARM // step), apart, ensemble)


def _law(known: Panel, tested: tuple[Backtest, ...], lead: int) -> Law:
    """With the weights of this lead, or between leads that were tried those of the nearest; members are others for the next period than further ahead."""
    like = [one for one in tested if (one.lead == 1) == (lead == 1)]
    weights = min(like, key=lambda one: abs(one.lead - lead)).weights if like else None
    forecasters, ensemble = _mixed(lead)
    return ahead(known, forecasters, weights, lead, ensemble)


def _step(law: Law, end: date) -> Step:
    return Step(end, quantiles(law, np.array(LEVELS)), 1.0 - law.cdf(np.zeros(law.units)))


def _tried(tested: Backtest, shown: int) -> Tried:
    baselines = BASELINES if tested.lead == 1 else FURTHER_BASELINES
    ours, baseline = tested.names[-1], best(tested, tuple(one.name for one in baselines))
    rng = np.random.default_rng(SEED)
    whole = skill(tested, ours, baseline, rng)
    return Tried(tested, whole, by_unit(tested.first(shown), ours, baseline, rng))
