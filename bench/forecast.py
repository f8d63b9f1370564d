"""Panels of real counts into the CRPS of the ensemble over that of the better EWMA, how often its intervals cover, and its scores on VIEWS windows."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from bench.row import Row
from standoff.model.forecast.backtest import Backtest
from standoff.model.forecast.forecasters import BASELINES
from standoff.model.forecast.skill import best, skill

AHEAD, WORST = (
    0.95,
    1.02,
)  # of the better EWMA: as low on four of six panels, and as high on none (../shared/notes/forecast.md, section 5)
OFF = 0.03  # of a coverage of 0.9 by the randomised PIT


def forecasts(folder: Path) -> list[Row]:
    """Rows per panel, for the six together, and for VIEWS 2019 to 2023."""
    if not (folder / "views_country_month.csv.gz").is_file():
        print(f"forecast left out: the panels are not in {folder}; set STANDOFF_SHARED", file=sys.stderr)
        return []
    from tests.model.panels import VIEWS_LEADS, cases, run, views

    rows, ratios = [], []
    for case in cases():
        found = run(case, early=False)
        ratios.append(_ratio(found))
        rows += _panel(case.name.split(",")[0], found, ratios[-1])
    ahead = sum(ratio <= AHEAD for ratio in ratios)
    rows.append(Row("panels with 5 % lower CRPS", ahead, 4, at_most=False, detail=f"of {len(ratios)}"))
    rows.append(Row("CRPS / EWMA, worst panel", max(ratios), WORST, at_most=True, detail="as above"))
    windows = [found.of("ensemble") for found in views(apart=()).values()]
    crps, bits = (float(np.mean([getattr(w, field) for w in windows])) for field in ("crps", "ignorance"))
    detail = f"5 windows, leads {VIEWS_LEADS[0]} to {VIEWS_LEADS[-1]} months, 191 countries"
    rows.append(Row("VIEWS 2019-2023, CRPS", crps, 55.0, at_most=True, detail=detail))
    rows.append(
        Row("VIEWS 2019-2023, IGN", bits, 0.57, at_most=True, detail="bits, one draw of 1,000 added to each bin")
    )
    return rows


def _ratio(found: Backtest) -> float:
    base = best(found, tuple(one.name for one in BASELINES))
    return float(found.of("ensemble").crps.mean() / found.of(base).crps.mean())


def _panel(name: str, found: Backtest, ratio: float) -> list[Row]:
    base = best(found, tuple(one.name for one in BASELINES))
    told, scores = skill(found, "ensemble", base, np.random.default_rng(0)), found.of("ensemble")
    covered = float(scores.coverage.mean())
    detail = f"{told.change:+.1%} ({told.low:+.1%} to {told.high:+.1%}), {told.verdict}"
    plain = f"randomised {covered:.3f}, whole numbers {scores.covered.mean():.3f}"
    return [
        Row(f"CRPS / EWMA, {name}", ratio, WORST, at_most=True, detail=detail),
        Row("  90 % interval, off by", abs(covered - 0.9), OFF, at_most=True, detail=plain),
    ]
