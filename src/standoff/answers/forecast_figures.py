"""Forecasts and how such forecasts did into figures: fans, skill of each stream, and whether chances came true."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
from scipy.stats import binomtest

from standoff.answers.ahead import Ahead, Tried
from standoff.answers.answer import Figure
from standoff.draw import (
    Calibration,
    CalibrationBin,
    FanChart,
    FanCharts,
    FanInterval,
    ModelBins,
    SkillByUnit,
    UnitSkill,
    calibration,
    fan,
    fans,
    skill,
)  # fmt: skip
from standoff.model.reliability import reliability

FORECASTS, UNITS, CALIBRATION = "forecasts", "skill by stream", "chances and what came"
MOST_FANS = 6
PAST_SHOWN = 20  # periods before the run; behind more of them four ahead cannot be read
SPREAD = 100.0  # largest over median from which an even axis shows nothing of most periods


def fan_figure(found: Ahead) -> Figure:
    """One fan, or a grid of the first six."""
    charts = [_fan(found, unit) for unit in range(min(MOST_FANS, found.shown))]
    title = f"The next {found.options.ahead} {found.options.step}s"
    drawn = fan(charts[0]) if len(charts) == 1 else fans(FanCharts(charts, title, "", "forecast-fans"))
    return Figure(title, drawn, FORECASTS)


def _fan(found: Ahead, unit: int) -> FanChart:
    past, steps = found.counts[-PAST_SHOWN:, unit], found.steps
    middle = float(np.median(past[past > 0])) if (past > 0).any() else 0.0
    quantiles = [[float(step.quantiles[level, unit]) for step in steps] for level in range(5)]
    return FanChart(
        found.periods.ends[-PAST_SHOWN:],
        [float(count) for count in past],
        found.periods.starts[-1] - timedelta(days=1),
        [step.end for step in steps],
        quantiles[2],
        (FanInterval(0.5, quantiles[1], quantiles[3]), FanInterval(0.9, quantiles[0], quantiles[4])),
        f"next {found.options.ahead} {found.options.step}s",
        logarithmic=bool(middle and past.max() > SPREAD * middle),
        y_label=f"{found.options.of} a {found.options.step}",
        title=found.name(unit),
        prefix=f"forecast-{unit}",
    )


def skill_figure(found: Ahead, tried: Tried) -> Figure:
    """Of each stream that is told, and of all together, against the better baseline."""
    whole = tried.skill
    rows = [UnitSkill(found.name(n), -one.change, -one.high, -one.low) for n, one in enumerate(tried.units)]
    overall = UnitSkill("all streams", -whole.change, -whole.high, -whole.low)
    title = "Better than the baseline?"
    note = f"{whole.name.capitalize()} against {whole.baseline}, {len(tried.backtest.origins)} {found.options.step}s, one ahead."
    return Figure(title, skill(SkillByUnit(rows, overall, title, note, "forecast-skill")), UNITS)


def calibration_figure(found: Ahead, tried: Tried) -> Figure:
    """Whether streams had any events as often as was forecast."""
    title = "Does it come as often as forecast?"
    note = f"Chance of any {found.options.of} in a {found.options.step}, all streams."
    drawn = Calibration([ModelBins(tried.skill.name, bins(tried))], title, note, "forecast-calibration")
    return Figure(title, calibration(drawn), CALIBRATION)


def bins(tried: Tried) -> list[CalibrationBin]:
    """Chances of any event in bins of a tenth, with the share that came and its 95 % interval (Wilson 1927)."""
    found = reliability(tried.backtest.scores[-1].chance, tried.backtest.observed > 0)
    return [_bin(*one) for one in zip(found.number.tolist(), found.forecast.tolist(), found.came.tolist(), strict=True)]


def _bin(number: int, said: float, came: float) -> CalibrationBin:
    interval = binomtest(round(number * came), number).proportion_ci(method="wilson")
    low, high = round(float(interval.low), 3), round(float(interval.high), 3)
    return CalibrationBin(round(said, 3), round(came, 3), low, high, number)
