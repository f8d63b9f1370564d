"""Dates in figures into intervals: 2024-01-28, 28/01/2024, 28.01.24, "Q1 2023", 9/11."""

from __future__ import annotations

import re
from datetime import date

from standoff.code.frames import intervals
from standoff.code.frames.date_rules import ANY_YEAR, TABLE, YEAR, Context, Reading, Rule, any_of, given, yearless
from standoff.records import When

LAST_MONTH = 12
SHORT_YEARS = 40  # 28/01/24 is of a year this close before the report


def _iso(match: re.Match[str], _context: Context) -> Reading | None:
    return given(intervals.day(date(int(match["y"]), int(match["m"]), int(match["d"]))))


def _numeric(match: re.Match[str], context: Context) -> Reading | None:
    """As in 28/1/2024 and 1/28/2024; 3/4/2024 only where the text shows its order; with dots the day is first."""
    a, b = int(match["a"] or match["a2"]), int(match["b"] or match["b2"])
    year = _year_of(match["y"] or match["y2"], context)
    if year is None:
        return None
    day_first = (
        True
        if (match["sep"] or match["sep2"]) == "." or a > LAST_MONTH
        else False
        if b > LAST_MONTH
        else context.setting.day_first
    )
    if day_first is None and a != b:
        return None
    return given(intervals.day(date(year, b, a) if day_first else date(year, a, b)))


def _year_of(written: str, context: Context) -> int | None:
    """Two figures are a year only of a report with a date, and of its past."""
    if len(written) > 2:
        return int(written)
    if context.published is None:
        return None
    year = context.published.year - (context.published.year - int(written)) % 100
    return year if context.published.year - year <= SHORT_YEARS else None


def _quarter(match: re.Match[str], context: Context) -> Reading | None:
    """As in "Q1 2023", "H2", "the third quarter"."""
    number = ORDINALS.get(match["nth"] or "") or int(match["n"] or 0)
    months = 6 if (match["letter"] or match["unit"])[0] == "h" else 3
    if not 1 <= number <= 12 // months:
        return None

    def make(year: int) -> When:
        return intervals.month(year, (number - 1) * months + 1, months)

    written = match["y"] or match["y0"]
    return given(make(int(written))) if written else yearless(make, context)


def _figure(match: re.Match[str], context: Context) -> Reading | None:
    when = intervals.day(TABLE["figures"][match.group()])
    return None if context.published is not None and when.start > context.published else given(when)


ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_FIGURES = frozenset(f"{n:02}" for n in range(100)) | frozenset(str(n) for n in range(1, 32))

NUMERIC_RULES: tuple[Rule, ...] = (
    Rule("day", ANY_YEAR, re.compile(rf"(?<![\d/.-])(?P<y>{YEAR})(?P<sep>[-/])(?P<m>0[1-9]|1[0-2])(?P=sep)(?P<d>[0-2]\d|3[01])(?![\d/-])"), _iso),
    Rule(
        "day", ANY_YEAR | _FIGURES,
        re.compile(
            rf"(?<![\d/.,$€£-])(?:(?P<a>\d\d?)(?P<sep>[/.-])(?P<b>\d\d?)(?P=sep)(?P<y>{YEAR})|(?P<a2>\d\d)(?P<sep2>[/.])(?P<b2>\d\d)(?P=sep2)(?P<y2>\d\d))"
            r"(?![\d/-]|[.,]\d|\s?(?:%|per\b))"
        ),
        _numeric,
    ),
    Rule("day", frozenset(name.split("/")[1] for name in TABLE["figures"]), re.compile(rf"(?<![\w/])(?:{any_of(TABLE['figures'])})(?![\w/])"), _figure),
    Rule(
        "quarter", frozenset(("q1", "q2", "q3", "q4", "h1", "h2", "quarter", "q", "h")),
        re.compile(
            rf"\b(?:(?P<y0>{YEAR})\s+)?(?:(?P<letter>[qh])(?P<n>[1-4])(?:(?:\s+of)?,?\s+(?P<y>{YEAR})\b)?|(?:in|during)\s+the\s+(?P<nth>first|second|third|fourth)\s+(?P<unit>quarter)\b(?!\s+(?:of|final)))\b"
        ),
        _quarter,
    ),
)  # fmt: skip
