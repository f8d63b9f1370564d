"""A backtest into whether a forecaster beats the best baseline: the relative difference of their CRPS with an interval, and a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from standoff.model.forecast.backtest import Backtest
from standoff.model.laws import Floats

DRAWS = 2000
OUTER = (0.025, 0.975)


class Verdict(StrEnum):
    """What may be said of a forecaster beside the baseline."""

    BETTER = "better than the baseline"
    NO_BETTER = "no better than the baseline"
    WORSE = "worse than the baseline"


@dataclass(frozen=True, slots=True)
class Skill:
    """`change`: CRPS of `name` over that of `baseline`, less one (-0.05: five per cent lower), with the ends of its 95 % interval."""

    name: str
    baseline: str
    change: float
    low: float
    high: float

    @property
    def verdict(self) -> Verdict:
        """Only an interval that leaves out zero says something."""
        if self.high < 0:
            return Verdict.BETTER
        return Verdict.WORSE if self.low > 0 else Verdict.NO_BETTER


def best(found: Backtest, names: tuple[str, ...]) -> str:
    """Which of these had the lowest mean CRPS. Chosen with the outcomes in hand, it is flattered, and who beats it was given nothing."""
    return min(names, key=lambda name: float(found.of(name).crps.mean()))


def skill(found: Backtest, name: str, baseline: str, rng: np.random.Generator) -> Skill:
    """The difference over all units; the interval is a circular block bootstrap over origins (Politis & Romano 1992), since neighbouring
    origins err alike. Blocks are origins^(1/3) long, and at least span the lead.
    """
    ours, theirs = found.of(name).crps.sum(axis=1), found.of(baseline).crps.sum(axis=1)
    picked = blocks(len(ours), max(round(len(ours) ** (1 / 3)), -(-found.lead // found.origins.step)), rng)
    with np.errstate(invalid="ignore", divide="ignore"):
        ratios = ours[picked].sum(axis=1) / theirs[picked].sum(axis=1) - 1.0
    low, high = np.quantile(np.nan_to_num(ratios), OUTER)
    whole = float(theirs.sum())
    return Skill(name, baseline, float(ours.sum()) / whole - 1.0 if whole else 0.0, float(low), float(high))


def blocks(length: int, block: int, rng: np.random.Generator) -> Floats:
    """Origins drawn anew in runs, shape (draws, length)."""
    starts = rng.integers(length, size=(DRAWS, -(-length // block)))
    runs = (starts[:, :, None] + np.arange(block)) % length
    return np.asarray(runs.reshape(DRAWS, -1)[:, :length])


def by_unit(found: Backtest, name: str, baseline: str, rng: np.random.Generator) -> tuple[Skill, ...]:
    """The same of each unit by itself."""
    return tuple(skill(found.only(unit), name, baseline, rng) for unit in range(found.observed.shape[1]))
