"""Forecasters and a panel's past into how well they did: a rolling origin, each forecast made from nothing but what came before it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from standoff.errors import ModelError
from standoff.model.forecast.analogues import Analogues
from standoff.model.forecast.ensemble import Ensemble, pooled
from standoff.model.forecast.excited import SelfExciting
from standoff.model.forecast.forecasters import Conflictology, Ewma, Forecaster, Recent
from standoff.model.forecast.panel import LEAST_PERIODS, Panel
from standoff.model.forecast.pooled import Pooled
from standoff.model.forecast.pooled_hurdle import PooledHurdle
from standoff.model.laws import Floats, Law, interval
from standoff.model.scores import coverage, covered, crps, ignorance, interval_score, log_score

WARM = 26  # origins before the first that is scored, from which the ensemble learns its weights
LEVEL = 0.9
RECENT = 52  # periods whose mean says how large a unit is
MEMBERS: tuple[Forecaster, ...] = (
    *(Ewma(rate) for rate in (0.1, 0.2, 0.4, 0.6)), Recent(), Pooled(), SelfExciting(), PooledHurdle(),
)  # fmt: skip
WITH_SIGNALS: tuple[Forecaster, ...] = (
    *MEMBERS, Pooled(signals=True), SelfExciting(signals=True), PooledHurdle(signals=True),
)  # fmt: skip
# Further ahead than one period: long memories beside short ones, as they are, and a loss that one unit which explodes cannot rule. Chosen on the
# long-lead panels of tests/model/panels.py (docs/methods/forecast.md).
FURTHER: tuple[Forecaster, ...] = (
    *(Ewma(rate) for rate in (0.1, 0.2, 0.4, 0.6)), Recent(), Conflictology(), PooledHurdle(), Analogues(),
)  # fmt: skip
FURTHER_ENSEMBLE = Ensemble(ridge=0.3, widths=(1.0,), logs=True)


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
    scores by name, the ensemble's last. `weights`, shape (members, units): of its members, as they would be used now.
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

    def first(self, units: int) -> Backtest:
        """The same of the first so many units only: others may have been there to learn from."""
        return self._of(slice(units))

    def only(self, unit: int) -> Backtest:
        """The same of a single unit."""
        return self._of(slice(unit, unit + 1))

    def _of(self, units: slice) -> Backtest:
        fewer = tuple(Scores(*(getattr(one, field)[:, units] for field in Scores.__slots__)) for one in self.scores)
        return Backtest(self.origins, self.lead, self.observed[:, units], self.names, fewer, self.weights[:, units])


@dataclass(frozen=True, slots=True)
class Plan:
    """What is forecast from where: `lead` periods ahead from each of `origins`, which may leave out some; the ensemble learns its weights from up to
    `warm` origins before, as far apart, whose outcomes were known at the first.
    """

    origins: range
    lead: int = 1
    warm: int = WARM

    def learned(self) -> range:
        """All origins that are run, those that are only learned from included."""
        step = self.origins.step
        before = self.warm + -(-self.lead // step) - 1
        most = (self.origins.start - LEAST_PERIODS) // step
        return range(self.origins.start - min(before, most) * step, self.origins.stop, step)

    def known(self, at: int) -> int:
        """How many of these had been answered when the period `at` began."""
        return len(range(self.learned().start, at - self.lead + 1, self.origins.step))


def backtest(
    panel: Panel,
    forecasters: tuple[Forecaster, ...],
    plan: Plan,
    apart: tuple[Forecaster, ...] = (),
    ensemble: Ensemble = Ensemble(),  # noqa: B008 - frozen
) -> Backtest:
    """Forecasts of `forecasters`, of others that stay `apart` from the ensemble, and of the ensemble, from each origin in turn.

    Eight periods must lie before the first origin. The ensemble's weights at an origin come from forecasts whose outcomes were known then.
    """
    _look(panel, plan)
    origins, lead = plan.origins, plan.lead
    grams: list[Floats] = []
    told: list[list[Scores]] = []
    for origin in plan.learned():
        past, came = panel.until(origin), panel.counts[origin + lead - 1]
        laws = tuple(one(past, lead) for one in forecasters)
        members = ensemble.members(laws)
        if origin >= origins.start:
            weights = _weights(ensemble, grams[: plan.known(origin)], past, len(members))
            others = tuple(one(past, lead) for one in apart)
            told.append([scored(law, came) for law in (*laws, *others, pooled(weights, members))])
        grams.append(ensemble.gram(members, came))
    names = (*(one.name for one in (*forecasters, *apart)), ensemble.name)
    scores = tuple(_joined(each) for each in zip(*told, strict=True))
    observed = panel.counts[[origin + lead - 1 for origin in origins]]
    return Backtest(origins, lead, observed, names, scores, _weights(ensemble, grams, panel, grams[0].shape[-1]))


def ahead(
    panel: Panel,
    forecasters: tuple[Forecaster, ...],
    weights: Floats | None,
    lead: int = 1,
    ensemble: Ensemble = Ensemble(),  # noqa: B008 - frozen
) -> Law:
    """The ensemble's law of the period that comes `lead` periods from now, with weights of a backtest of the same forecasters, or equal ones."""
    members = ensemble.members(tuple(one(panel, lead) for one in forecasters))
    equal = np.full((len(members), panel.units), 1.0 / len(members))
    return pooled(equal if weights is None else weights, members)


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


def _look(panel: Panel, plan: Plan) -> None:
    if plan.lead < 1 or not plan.origins or plan.origins.step < 1:
        raise ModelError("a backtest needs a lead of at least 1 and origins one after another")
    if plan.origins.start < LEAST_PERIODS:
        raise ModelError(
            f"{plan.origins.start} periods before the first origin are too few; let {LEAST_PERIODS} or more go before it"
        )
    if plan.origins[-1] + plan.lead > panel.periods:
        raise ModelError("the last origin lies so late that what it forecasts has not come yet")


def _weights(ensemble: Ensemble, grams: list[Floats], past: Panel, members: int) -> Floats:
    known = np.stack(grams) if grams else np.empty((0, past.units, members, members))
    return ensemble.weights(known, past.counts[-RECENT:].mean(axis=0))


def _joined(each: tuple[Scores, ...]) -> Scores:
    return Scores(*(np.stack([getattr(one, field) for one in each]) for field in Scores.__slots__))
