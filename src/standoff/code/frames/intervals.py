"""Calendar words into inclusive intervals of days: months, years, weeks, parts of them, and steps between them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from standoff.records import When

LONGEST_STEP = 2000
"""Steps beyond this many units are no way to date an event, whatever the text says."""


def day(value: date) -> When:
    return When(value, value)


def month(year_number: int, number: int, months: int = 1) -> When:
    """`months` whole months from the first of month `number`, which may be above 12 or below 1."""
    first = _first(year_number, number)
    last = _first(year_number, number + months - 1)
    return When(first, last.replace(day=monthrange(last.year, last.month)[1]))


def _first(year_number: int, number: int) -> date:
    return date(year_number + (number - 1) // 12, (number - 1) % 12 + 1, 1)


def year(number: int, years: int = 1) -> When:
    return When(date(number, 1, 1), date(number + years - 1, 12, 31))


def week(inside: date) -> When:
    """The week of a day, from Sunday to Sunday: writers begin it on Sunday or on Monday, and both are right."""
    monday = inside - timedelta(days=inside.weekday())
    return When(monday - timedelta(days=1), monday + timedelta(days=6))


def weekend(inside: date) -> When:
    """Saturday and Sunday of the week that holds a day."""
    saturday = inside + timedelta(days=5 - inside.weekday())
    return When(saturday, saturday + timedelta(days=1))


def part(whole: When, share: tuple[float, float]) -> When:
    """What lies between two fractions of an interval, in whole months if it is long ("early November" is 1-10 November)."""
    if whole.days > 92:
        months = (whole.end.year - whole.start.year) * 12 + whole.end.month - whole.start.month + 1
        first_month, last_month = int(months * share[0]), max(1, int(months * share[1] + 0.001))
        return month(whole.start.year, whole.start.month + first_month, max(1, last_month - first_month))
    first = whole.start + timedelta(days=int(whole.days * share[0]))
    last = whole.start + timedelta(days=max(0, int(whole.days * share[1] + 0.001) - 1))
    return When(first, max(first, min(last, whole.end)))


def shift(value: date, steps: int, unit: str) -> date:
    """A day `steps` units later (earlier if negative); a day that the month lacks becomes its last."""
    if unit in ("hour", "minute"):
        return value + timedelta(days=steps // 24 if unit == "hour" else 0)
    if unit in ("day", "night"):
        return value + timedelta(days=steps)
    if unit in ("week", "weekend"):
        return value + timedelta(weeks=steps)
    if unit == "fortnight":
        return value + timedelta(weeks=2 * steps)
    months = steps * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
    target = _first(value.year, value.month + months)
    return target.replace(day=min(value.day, monthrange(target.year, target.month)[1]))


def around(value: date, unit: str) -> When:
    """The interval that one means by a day counted in `unit`: its month for months, its year for years."""
    if unit in ("week", "fortnight"):
        return When(value - timedelta(days=3), value + timedelta(days=3))
    if unit in ("month", "quarter"):
        return month(value.year, value.month)
    if unit in ("year", "decade"):
        return year(value.year)
    return day(value)


def calendar(value: date, unit: str) -> When:
    """The calendar unit that holds a day ("this week", "that year")."""
    if unit == "week":
        return week(value)
    if unit == "weekend":
        return weekend(value)
    if unit == "quarter":
        return month(value.year, (value.month - 1) // 3 * 3 + 1, 3)
    if unit == "decade":
        return year(value.year - value.year % 10, 10)
    return around(value, unit)


def ends_by(when: When, last: date) -> When:
    """The part of an interval that is over on `last`; the interval itself if none is."""
    return When(when.start, min(when.end, last)) if when.start <= last else when


def begins_on(when: When, first: date) -> When:
    """The part of an interval that is still to come on `first`; the interval itself if none is."""
    return When(max(when.start, first), when.end) if when.end >= first else when


def nth_weekday(year_number: int, number: int, nth: int, weekday: int) -> When:
    """Such as the fourth Thursday (3) of November."""
    first = date(year_number, number, 1)
    return day(first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1)))


def easter(year_number: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian computus of 1876, as Meeus gives it)."""
    a, b, c = year_number % 19, year_number // 100, year_number % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year_number, f // 31, f % 31 + 1)
