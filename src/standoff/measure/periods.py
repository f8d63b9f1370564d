"""Days of a record into whole days, weeks or months that end with it, and into those that come next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

STEPS = {"day": 1, "week": 7, "month": 0}
PER_YEAR = {"day": 0, "week": 52, "month": 12}  # 0: a season by the day of the year is not looked for


@dataclass(frozen=True, slots=True)
class Periods:
    """`starts`: the first day of each whole period of the record, in order, and of the one that comes next."""

    step: str
    starts: tuple[date, ...]

    @property
    def ends(self) -> tuple[date, ...]:
        """The last day of each whole period."""
        return tuple(start - timedelta(days=1) for start in self.starts[1:])

    def ahead(self, number: int) -> tuple[date, ...]:
        """The last days of so many periods that come next."""
        found = [self.starts[-1]]
        for _ in range(number):
            found.append(_later(found[-1], self.step, 1))
        return tuple(start - timedelta(days=1) for start in found[1:])

    def places(self) -> NDArray[np.int64]:
        """The starts as days from the first."""
        return np.array([(start - self.starts[0]).days for start in self.starts], dtype=np.int64)


def whole(first: date, last: date, step: str) -> Periods:
    """Weeks end with the last day; months are those of the calendar, of which the last may be too short to count."""
    end = last + timedelta(days=1)
    if step == "month":
        end = end.replace(day=1)
    starts = [end]
    while (before := _later(starts[-1], step, -1)) >= first:
        starts.append(before)
    return Periods(step, tuple(reversed(starts)))


def _later(start: date, step: str, number: int) -> date:
    if step != "month":
        return start + timedelta(days=STEPS[step] * number)
    month = start.year * 12 + start.month - 1 + number
    return date(month // 12, month % 12 + 1, 1)
