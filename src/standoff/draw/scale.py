"""Values and dates into positions along an axis, and into the round ones among them that get a label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, isfinite, isnan, log10
from typing import TypeVar

T = TypeVar("T")
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # strftime follows the locale of the machine
SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
LARGEST = 1e12  # no count or share comes near; beyond it, arithmetic with steps loses digits
MILLION = 1e6
FEWEST = 4.0  # an axis of counts reaches at least so far, so that its labels are whole numbers
DAY_STEPS = (1, 2, 4, 7, 14)
MONTH_STEPS = (1, 2, 3, 6, *(12 * years for power in (1, 10, 100, 1000) for years in (power, 2 * power, 5 * power)))


@dataclass(frozen=True, slots=True)
class Scale:
    """From `low`..`high` to `start`..`end`; what lies beyond an end stays at it, and a single value falls in the middle."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        if self.high <= self.low:
            return (self.start + self.end) / 2
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on an axis; `below` is a second line, the year where it begins."""

    value: float
    label: str
    below: str = ""


def known(value: float | None) -> float | None:
    """A value that can be drawn: None for none and for what is no number, at most `LARGEST` either way."""
    if value is None or isnan(value):
        return None
    return min(max(float(value), -LARGEST), LARGEST)


def known_interval(low: float | None, high: float | None) -> tuple[float, float] | None:
    """An interval that can be drawn: one upside down is turned, half an interval is none."""
    ends = sorted(end for e in (low, high) if (end := known(e)) is not None)
    return (ends[0], ends[1]) if len(ends) == 2 else None


def round_ticks(low: float, high: float, most: int) -> list[Tick]:
    """At most `most` (at least 3) ticks at 1, 2, 2.5 or 5 times a power of ten, the outer ones at or beyond `low` and `high`."""
    if not high - low > 1e-9 * max(1.0, abs(low), abs(high)):
        high = low + max(1.0, abs(low))
    power = 10.0 ** floor(log10((high - low) / most))
    for step in (m * power for m in (1, 2, 2.5, 5, 10, 20, 25, 50, 100)):
        first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
        if last - first < most:
            break
    return [Tick(n * step, decimal(n * step, step)) for n in range(first, last + 1)]


def power_ticks(low: float, high: float, most: int) -> list[Tick]:
    """At most `most` powers of ten from `low` to `high`; `value` is the exponent, as `low` and `high` are."""
    first, last = ceil(low - 1e-9), floor(high + 1e-9)
    step = max(1, ceil((last - first + 1) / most))
    return [Tick(n, power_of_ten(n)) for n in range(first, last + 1) if n % step == 0]


def count_ticks(values: Sequence[float], most: int, *, logarithmic: bool) -> list[Tick]:
    """At most `most` + 1 ticks from 0 to beyond the largest count: even ones, or 0 and powers of ten; `value` is the place of the count."""
    highest = max([FEWEST, *values])
    if not logarithmic:
        return round_ticks(0.0, highest, most)
    last = next(n for n in range(1, 13) if 10**n >= min(highest, LARGEST))
    step = ceil(last / (most - 1))
    nearest = 0 if last == 1 else last / most  # to 0: labels would collide
    powers = [n for n in range(last, -1, -step)[::-1] if n >= nearest]
    return [Tick(0.0, "0"), *(Tick(count_place(10.0**n, logarithmic=True), power_of_ten(n)) for n in powers)]


def count_place(count: float, *, logarithmic: bool) -> float:
    """Where a count stands on its axis; on a logarithmic one at log10(1 + count), so that 0 has a place."""
    return log10(1 + count) if logarithmic else count


def date_ticks(first: date, last: date, most: int) -> list[Tick]:
    """At most `most` days, months or years, evenly apart; `value` is the ordinal of the day. Fewer than 5 may leave none at all.

    The words are as short as the span allows; days have longer ones than months, so there are fewer of them.
    """
    for step in DAY_STEPS:
        days = _days(first.toordinal(), last.toordinal(), step)
        if len(days) <= most * 2 // 3:
            return _named([date.fromordinal(day) for day in days], days=True)
    step = next(step for step in MONTH_STEPS if len(_months(first, last, step)) <= most)
    starts = [date(month // 12, month % 12 + 1, 1) for month in _months(first, last, step)]
    return _named(starts, days=False) if step < 12 else [Tick(d.toordinal(), _year(d)) for d in starts]


def in_words(day: date) -> str:
    """A day as text, in the words of the axis: 7 Oct 2023."""
    return f"{day.day} {MONTHS[day.month - 1]} {_year(day)}"


def runs(items: Sequence[T | None]) -> Iterator[list[T]]:
    """The stretches without None."""
    run: list[T] = []
    for item in items:
        if item is not None:
            run.append(item)
        elif run:
            yield run
            run = []
    if run:
        yield run


def decimal(value: float, step: float) -> str:
    """A number with as many decimals as `step` has, and commas between thousands; in millions where the step is in millions."""
    if step >= MILLION:
        return f"{decimal(value / MILLION, step / MILLION)} M" if value else "0"
    decimals = 0
    while decimals < 9 and abs(step * 10**decimals - round(step * 10**decimals)) > 1e-6:
        decimals += 1
    text = f"{value:,.{decimals}f}"
    return text.removeprefix("-") if not text.strip("-0.") else text


def power_of_ten(exponent: int) -> str:
    """Ten to a power: 0.01, 1, 10,000, and 10⁶ where the number would be longer."""
    if -3 < exponent < 5:
        return decimal(10.0**exponent, 10.0**exponent)
    return "10" + str(exponent).translate(SUPERSCRIPT)


def logarithm(value: float | None, lowest: float, highest: float) -> float | None:
    """The exponent of ten, between `lowest` and `highest`; None for none and for what is no number."""
    if value is None or isnan(value):
        return None
    if value <= 0:
        return lowest
    return min(max(log10(value), lowest), highest) if isfinite(value) else highest


def _days(first: int, last: int, step: int) -> range:
    """Every day, every second ..., Mondays (ordinal 1 was one), every second Monday."""
    begin = first + (1 - first) % step if step >= 7 else first
    return range(begin, last + 1, step)


def _months(first: date, last: date, step: int) -> range:
    """Months that begin within the span, as 12 times the year plus 0 to 11."""
    begin = first.year * 12 + first.month - (first.day == 1)
    return range(begin + -begin % step, last.year * 12 + last.month, step)


def _named(marked: list[date], *, days: bool) -> list[Tick]:
    """The year stands below the first tick and wherever another begins."""
    found, year = [], 0
    for day in marked:
        month = MONTHS[day.month - 1]
        label = f"{day.day} {month}" if days else month
        found.append(Tick(day.toordinal(), label, _year(day) if day.year != year else ""))
        year = day.year
    return found


def _year(day: date) -> str:
    return f"{day.year:04}"
