"""A table of counts and what was known when into a panel that forecasts are made from, and that can be cut at any moment of the past."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from standoff.errors import ModelError
from standoff.model.laws import Floats

LEAST_PERIODS = 8  # fewer do not tell how widely counts scatter about their level


@dataclass(frozen=True, slots=True)
class Panel:
    """`counts`, shape (periods, units); `signals`, shape (periods + 1, units, signals): rates that were known just before each period, events a
    period, none negative; the last row is what is known now. `season`: periods a year, 0 where no season is looked for. `whole`: the record that
    this is the past of, `made`: what was made of it (`rows`).
    """

    counts: Floats
    signals: Floats
    season: int = 0
    whole: Panel | None = field(default=None, repr=False)
    made: dict[Hashable, Floats] = field(default_factory=dict, repr=False)

    @property
    def periods(self) -> int:
        return len(self.counts)

    @property
    def units(self) -> int:
        return int(self.counts.shape[1])

    def until(self, period: int) -> Panel:
        """What was known just before a period."""
        return Panel(self.counts[:period], self.signals[: period + 1], self.season, self.whole or self)

    def rows(self, name: Hashable, make: Callable[[Panel], Floats]) -> Floats:
        """What is made of each period and now, shape (periods + 1, ...), where no row depends on anything later: of the whole record it is made once."""
        whole = self.whole or self
        if name not in whole.made:
            whole.made[name] = make(whole)
            whole.made[name].flags.writeable = False  # all who are given a part of it share it
        return whole.made[name][: self.periods + 1]


def panel(counts: ArrayLike, signals: ArrayLike | None = None, season: int = 0) -> Panel:
    """A panel that was looked at; ModelError for a shape or a value that is none, and for a history too short to forecast from."""
    table = np.asarray(counts, dtype=np.float64)
    if table.ndim != 2 or 0 in table.shape:
        raise ModelError(f"counts must be periods x units, not an array of shape {table.shape}")
    if len(table) < LEAST_PERIODS:
        raise ModelError(f"{len(table)} periods are too few to forecast from; give {LEAST_PERIODS} or more")
    if not np.isfinite(table).all() or table.min() < 0:
        raise ModelError("counts must be finite and not negative")
    known = np.zeros((len(table) + 1, table.shape[1], 0)) if signals is None else np.asarray(signals, dtype=np.float64)
    if known.ndim != 3 or known.shape[:2] != (len(table) + 1, table.shape[1]):
        raise ModelError(
            f"signals must be {len(table) + 1} x {table.shape[1]} x signals, a row per period and one for now"
        )
    if not np.isfinite(known).all() or (known < 0).any():
        raise ModelError("signals must be finite and not negative")
    return Panel(table, known, season)
