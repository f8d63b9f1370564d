"""What date rules share: how an expression is read, against what, and the calendar's words from dates.toml."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from standoff import toml
from standoff.code.frames import intervals
from standoff.code.frames.numbers import BELOW_100
from standoff.records import When


@dataclass(frozen=True, slots=True)
class Reading:
    when: When | None
    future: When | None


@dataclass(frozen=True, slots=True)
class Setting:
    """What the whole report tells of its dates.

    `era`: when a report without a publication date may have been written, as far as its words tell; () is unknown.
    `day_first`: whether 3/4/2024 is in April, as 28/4/2024 elsewhere in the text shows; None is unknown.
    """

    era: tuple[When, ...] = ()
    day_first: bool | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read against; `governor` is the preposition before it, "" for none."""

    text: str
    published: date | None
    anchor: When | None
    governor: str
    setting: Setting


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over lower-case text; `cues` are the words without which it is not tried; `read` gives None for no date."""

    kind: str
    cues: frozenset[str]
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Context], Reading | None]


UNKNOWN = Reading(None, None)
TABLE = toml.loads(files(__package__).joinpath("dates.toml").read_text(encoding="utf-8"))
MONTHS: dict[str, int] = TABLE["months"]
WEEKDAYS: dict[str, int] = TABLE["weekdays"]
SEASONS: dict[str, int] = TABLE["seasons"]
PARTS: dict[str, tuple[float, float]] = {name: (low, high) for name, (low, high) in TABLE["parts"].items()}
EASTER: dict[str, int] = TABLE["easter"]
HOLIDAYS: dict[str, list[int]] = TABLE["holidays"]
RECENT: dict[str, int] = TABLE["recent"]
OCCASIONS: frozenset[str] = frozenset(TABLE["occasions"])
VAGUE: frozenset[str] = frozenset(TABLE["vague"])
NEWS_DAYS = {True: 1, False: 2}
"""How many days before its report news happened at most: an act of words, a deed."""
UNITS = {
    "minute": "hour",
    "hour": "hour",
    "day": "day",
    "night": "day",
    "week": "week",
    "month": "month",
    "year": "year",
}
LONGEST_ERA = 60  # years: further apart no text tells when it was written
COUNTS = BELOW_100 | {"a": 1, "an": 1}
FEW: dict[str, tuple[int, int]] = {
    "few": (2, 5),
    "a few": (2, 5),
    "several": (3, 7),
    "couple of": (2, 2),
    "a couple of": (2, 2),
    "couple": (2, 2),
}


def any_of(words: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(w).replace(r"\ ", r"\s+") for w in words), key=len, reverse=True))


MONTH = rf"(?:(?:{any_of(m for m in MONTHS if len(m) > 4 or m in ('may', 'june', 'july'))})\b|(?:{any_of(m for m in MONTHS if len(m) < 5)})\b\.?)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:%]|[.]\d|,\d{3}\b|st|nd|rd|th|\s?(?:per\s?cent|percent|million|billion|[ap]\.?m)\b)"
YEAR = r"(?:1[5-9]|20)\d\d(?![\d:%]|[.,]\d)"
TO = r"\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b|\bthrough\b)\s*"
PART = rf"(?:(?:the\s+)?(?P<part>{any_of(PARTS)})[-\s]+(?:the\s+)?)?"
ANY_YEAR: frozenset[str] = frozenset({"1999"})
"""Stands for any four digits as a cue."""


def yearless(make: Callable[[int], When], context: Context, weekday: int | None = None) -> Reading:
    """The most recent such time on or before publication; without a publication date, the only one that fits the text."""
    published = context.published
    if published is None:
        when = _in_anchors_year(make, context, weekday) or _in_era(make, context, weekday)
        return UNKNOWN if when is None else Reading(when, when)
    times = []
    for number in range(published.year + 1, published.year - 9, -1):
        try:
            times.append(make(number))
        except ValueError:  # 29 February
            continue
    past = next((w for w in times if w.start <= published), None)
    future = next((w for w in reversed(times) if w.end >= published), None)
    # "will meet on November 22" printed on November 24 speaks of the day before yesterday, not of next year.
    if past and future and (future.start - published).days > 300:
        future = past
    return Reading(past and intervals.ends_by(past, published) if past and past.days > 1 else past, future)


def _in_anchors_year(make: Callable[[int], When], context: Context, weekday: int | None) -> When | None:
    """The time in the year that the story has reached, or early in the next if the weekday says so."""
    anchor = context.anchor
    if anchor is None or anchor.start.year != anchor.end.year:
        return None
    when = make(anchor.start.year)
    if weekday is not None and when.start.weekday() != weekday:
        when = make(anchor.start.year + 1)
        return when if when.start.weekday() == weekday else None
    if context.setting.era and not any(when.overlaps(span) for span in context.setting.era):
        return None
    return when if when.end >= anchor.start.replace(day=1) else None


def _in_era(make: Callable[[int], When], context: Context, weekday: int | None) -> When | None:
    """The only such time in the era of the report."""
    times: set[When] = set()
    for span in context.setting.era:
        for year in range(span.start.year, min(span.end.year, span.start.year + LONGEST_ERA) + 1):
            try:
                when = make(year)
            except ValueError:  # 29 February
                continue
            if when.overlaps(span) and weekday in (None, when.start.weekday()):
                times.add(when)
    return times.pop() if len(times) == 1 else None


def given(when: When) -> Reading:
    return Reading(when, when)


def stepped(make: Callable[[int], When], step: str, context: Context) -> Reading:
    """A month or season of a year with "last", "next", "this", "that" or nothing before it."""
    published, anchor = context.published, context.anchor
    if step in ("that", "the following", "the previous"):
        if anchor is None:
            return UNKNOWN
        years = range(anchor.start.year - 1, anchor.end.year + 2)
        times = [
            w
            for w in map(make, years)
            if step == "that" or (w.start > anchor.end if step == "the following" else w.end < anchor.start)
        ]
        if step == "that":
            times = [w for w in times if w.overlaps(anchor)] or [make(anchor.end.year)]
        return given(times[-1] if step == "the previous" else times[0]) if times else UNKNOWN
    if published is None or not step:
        return yearless(make, context)
    if step == "last":
        return given(make(published.year) if make(published.year).end < published else make(published.year - 1))
    if step == "next":
        return given(make(published.year) if make(published.year).start > published else make(published.year + 1))
    running = make(published.year - 1)  # "this winter" in February
    return given(running if running.end >= published else make(published.year))


def plain(phrase: str) -> str:
    return " ".join(phrase.replace("-", " ").split())
