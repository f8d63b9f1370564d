"""Forecasters and a panel's past into how well they did: a rolling origin, each forecast made from nothing but what came before it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from standoff.errors import ModelError
from standoff.model.ensemble import Ensemble, gram, pooled, spread_out
from standoff.model.excited import SelfExciting
from standoff.model.forecast import Ewma, Forecaster
from standoff.model.laws import Floats, Law, interval
from standoff.model.panel import LEAST_PERIODS, Panel
from standoff.model.pooled import Pooled
from standoff.model.scores import coverage, covered, crps, ignorance, interval_score, log_score

WARM = 26  # origins before the first that is scored, from which the ensemble learns its weights
LEVEL = 0.9
MEMBERS: tuple[Forecaster, ...] = (Ewma(0.1), Ewma(0.2), Ewma(0.4), Ewma(0.6), Pooled(), SelfExciting())
WITH_SIGNALS: tuple[Forecaster, ...] = (*MEMBERS, Pooled(signals=True), SelfExciting(signals=True))


@dataclass(frozen=True, slots=True)
class Scores:
    """Of one forecaster, each of shape (origins, units): `crps`; `log_score` in nats; `ignorance` in bits; `interval_score` and `covered`
    of the 90 % interval, and `coverage`, the same of the randomised PIT. `chance`: of any event.
    """

    crps: Floats
    log_score: Floats
    ignorance: Floats
    interval_score: Floats
    covered: NDArray[np.bool_]
    coverage: Floats
    chance: Floats


@dataclass(frozen=True, slots=True)
class Backtest:
    """What came of forecasts `lead` periods ahead from each of `origins` (the periods that then began): `observed`, shape (origins, units), and
    scores by name, the ensemble's last. `weights`: of its members, as they would be used now.
    """

    origins: range
    lead: int
    observed: Floats
    names: tuple[str, ...]
    scores: tuple[Scores, ...]
    weights: Floats

    def of(self, name: str) -> Scores:
        """The scores of a forecaster by its name."""
        if name not in self.names:
            raise ModelError(f"{name!r} was not run; there are {', '.join(self.names)}")
        return self.scores[self.names.index(name)]


def backtest(
    panel: Panel,
    forecasters: tuple[Forecaster, ...],
    origins: range,
    lead: int = 1,
    ensemble: Ensemble = Ensemble(),  # noqa: B008 - frozen
    apart: tuple[Forecaster, ...] = (),
) -> Backtest:
    """Forecasts of `forecasters`, of an ensemble of them, and of others that stay `apart` from it, from each origin in turn.

    The first origin must leave eight periods before it; the ensemble learns its weights from up to 26 origins before, whose outcomes were known.
    """
    _look(panel, origins, lead)
    first = max(LEAST_PERIODS, origins.start - WARM)
    grams: list[Floats] = []
    told: list[list[Scores]] = []
    for origin in range(first, panel.periods - lead + 1):
        past, came = panel.until(origin), panel.counts[origin + lead - 1]
        laws = tuple(one(past, lead) for one in forecasters)
        members = members_of(laws)
        if origin in origins:
            known = grams[: max(0, len(grams) - lead + 1)]
            others = tuple(one(past, lead) for one in apart)
            whole = pooled(ensemble.weights(_stacked(known, len(members))), members)
            told.append([scored(law, came) for law in (*laws, *others, whole)])
        grams.append(gram(members, came))
        if origin == origins[-1]:
            break
    scores = tuple(_joined(list(each)) for each in zip(*told, strict=True))
    names = (*(one.name for one in (*forecasters, *apart)), ensemble.name)
    observed = panel.counts[origins.start + lead - 1 : origins.stop + lead - 1]
    return Backtest(origins, lead, observed, names, scores, ensemble.weights(np.stack(grams)))


def ahead(panel: Panel, forecasters: tuple[Forecaster, ...], weights: Floats, lead: int = 1) -> Law:
    """The ensemble's law of the period that comes `lead` periods from now, with weights of a backtest of the same forecasters."""
    return pooled(weights, members_of(tuple(one(panel, lead) for one in forecasters)))


def members_of(laws: tuple[Law, ...]) -> tuple[Law, ...]:
    """What the ensemble pools: each law at each width."""
    return tuple(member for law in laws for member in spread_out(law))


def scored(law: Law, came: Floats) -> Scores:
    """All scores of one forecast, each of shape (units,)."""
    low, high = interval(law, LEVEL)
    return Scores(
        crps(law, came),
        log_score(law, came),
        ignorance(law, came),
        interval_score(low, high, came, LEVEL),
        covered(low, high, came),
        coverage(law, came, LEVEL),
        1.0 - law.cdf(np.zeros(law.units)),
    )


def _look(panel: Panel, origins: range, lead: int) -> None:
    if lead < 1 or not origins or origins.step != 1:
        raise ModelError("a backtest needs a lead of at least 1 and origins one after another")
    if origins.start < LEAST_PERIODS:
        raise ModelError(
            f"{origins.start} periods before the first origin are too few; let {LEAST_PERIODS} or more go before it"
        )
    if origins[-1] + lead > panel.periods:
        raise ModelError("the last origin lies so late that what it forecasts has not come yet")


def _stacked(grams: list[Floats], members: int) -> Floats:
    return np.stack(grams) if grams else np.empty((0, 0, members, members))


def _joined(each: list[Scores]) -> Scores:
    return Scores(*(np.stack([getattr(one, field) for one in each]) for field in Scores.__slots__))
