"""Relative expressions of time into intervals: "Sunday", "last week", "two days ago", "the following year"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from standoff.code.frames import intervals
from standoff.code.frames.date_rules import (
    COUNTS,
    FEW,
    MONTH,
    PART,
    PARTS,
    RECENT,
    UNKNOWN,
    WEEKDAYS,
    Context,
    Reading,
    Rule,
    any_of,
    given,
    plain,
)  # fmt: skip
from standoff.records import When

DEICTIC = {
    "today": (0, 0), "tonight": (0, 0), "this morning": (0, 0), "this afternoon": (0, 0), "this evening": (0, 0),
    "yesterday": (-1, -1), "last night": (-1, -1), "last evening": (-1, -1), "overnight": (-1, 0), "tomorrow": (1, 1),
    "the day before yesterday": (-2, -2), "the day after tomorrow": (2, 2),
}  # fmt: skip


def _deictic(match: re.Match[str], context: Context) -> Reading | None:
    if context.published is None:
        return UNKNOWN
    first, last = DEICTIC[plain(match["word"])]
    return given(When(context.published + timedelta(first), context.published + timedelta(last)))


NEWSPAPER = re.compile(r"\s+(?:times|telegraph|mirror|express|mail|herald|post|guardian|star)\b")


def _weekday(match: re.Match[str], context: Context) -> Reading | None:
    """As in "Sunday", "last Wednesday", "next Monday", "between Friday and Sunday"."""
    if match["not"] or NEWSPAPER.match(match.string, match.end()):
        return None
    step, number = plain(match["step"] or ""), WEEKDAYS[match["w"]]
    if step in ("the following", "the previous", "that", "the same"):
        return _weekday_from_anchor(step, number, context)
    published = context.published
    if published is None:
        return UNKNOWN
    if match["week"]:
        return _through(match, given(intervals.day(_of_week(match["week"], number, published))), published)
    back = (published.weekday() - number) % 7
    past = published - timedelta(days=7 if step == "last" and back == 0 else back)
    ahead = (number - published.weekday()) % 7
    future = published + timedelta(days=7 if step == "next" and ahead == 0 else ahead)
    if step == "last":
        future = past
    elif step in ("next", "this coming", "coming"):
        past = future
    return _through(match, Reading(intervals.day(past), intervals.day(future)), published)


def _of_week(step: str, number: int, published: date) -> date:
    """As in "on Monday last week"."""
    monday = published - timedelta(days=published.weekday())
    return monday + timedelta(days=number + 7 * {"last": -1, "this": 0, "next": 1}[step])


def _through(match: re.Match[str], reading: Reading, published: date) -> Reading:
    """The reading stretched to a second weekday ("from Friday to Sunday"), in the past not beyond the report."""
    if not match["w2"] or reading.when is None or reading.future is None:
        return reading
    days = timedelta(days=(WEEKDAYS[match["w2"]] - WEEKDAYS[match["w"]]) % 7)
    start, week = reading.when.start, timedelta(days=7)
    if start + days > published and match["week"] is None and match["step"] is None:
        start -= week
    return Reading(When(start, start + days), When(reading.future.start, reading.future.end + days))


def _weekday_from_anchor(step: str, number: int, context: Context) -> Reading:
    anchor = context.anchor
    if anchor is None or anchor.days > 31:
        return UNKNOWN
    if step == "the following":
        return given(intervals.day(anchor.end + timedelta(days=(number - anchor.end.weekday() - 1) % 7 + 1)))
    if step == "the previous":
        return given(intervals.day(anchor.start - timedelta(days=(anchor.start.weekday() - number - 1) % 7 + 1)))
    return given(intervals.day(anchor.end - timedelta(days=(anchor.end.weekday() - number) % 7)))


def _calendar_unit(match: re.Match[str], context: Context) -> Reading | None:
    """As in "last week", "earlier this month", "next year", "late last year", "the end of the year", "the weekend"."""
    unit, step = match["unit"], plain(match["step"])
    if unit == "day" or (unit == "night" and step != "last"):
        return None
    published = context.published
    if published is None:
        return UNKNOWN
    if unit == "weekend":
        return _weekend(step, published)
    whole = intervals.calendar(intervals.shift(published, STEPS.get(step, 0), unit), unit)
    if match["part"]:
        return given(intervals.part(whole, _share(plain(match["part"]), unit)))
    return _current(match.group(), whole, published) if step not in STEPS else given(whole)


STEPS = {"last": -1, "this past": -1, "next": 1, "coming": 1, "the coming": 1, "this coming": 1}


def _current(words: str, whole: When, published: date) -> Reading:
    """The running week, month or year, up to publication for what has happened, from it on for what is to come."""
    so_far, to_come = intervals.ends_by(whole, published), intervals.begins_on(whole, published)
    return Reading(to_come if words.startswith("late") else so_far, so_far if words.startswith("earl") else to_come)


def _share(name: str, unit: str) -> tuple[float, float]:
    """A week is told in halves ("early last week" reaches to Wednesday), longer units as the table has it."""
    low, high = PARTS[name]
    if unit != "week":
        return low, high
    return (0.0, 0.5) if high <= 0.5 else (0.5, 1.0) if low >= 0.5 else (0.0, 1.0)


def _past_unit(match: re.Match[str], context: Context) -> Reading | None:
    """As in "the past year", "the last week": up to the day of publication, unlike "last week"."""
    if context.published is None:
        return UNKNOWN
    return given(When(intervals.shift(context.published, -1, match["unit"]), context.published))


def _weekend(step: str, published: date) -> Reading:
    """The last weekend that has begun, and the next that has not ended; both are a Saturday and a Sunday."""
    coming = intervals.weekend(published)
    past = coming if published.weekday() >= 5 and step != "last" else intervals.weekend(published - timedelta(days=7))
    if step in ("next", "coming", "the coming", "this coming"):
        return given(coming)
    return Reading(past, past if step == "last" else coming)


def _rolling(match: re.Match[str], context: Context) -> Reading | None:
    """As in "the past few days", "in the last 24 hours", "the next two years"."""
    if context.published is None:
        return UNKNOWN
    _, most = _count(match["n"])
    ahead = match["step"] in ("next", "coming")
    other = intervals.shift(context.published, most if ahead else -most, match["unit"])
    if match["unit"] in ("hour", "minute") and not ahead:
        other = min(other, context.published - timedelta(days=1))
    return given(When(min(other, context.published), max(other, context.published)))


def _recent(match: re.Match[str], context: Context) -> Reading | None:
    if context.published is None:
        return UNKNOWN
    days = RECENT[match["unit"] or "recently"]
    return given(When(context.published - timedelta(days=days), context.published))


def _coming(match: re.Match[str], context: Context) -> Reading | None:
    """As in "in the coming days": as far ahead as "recent days" reach back."""
    if context.published is None:
        return UNKNOWN
    return given(When(context.published, context.published + timedelta(days=RECENT[match["unit"]])))


def _hours(match: re.Match[str], context: Context) -> Reading | None:
    """As in "hours earlier", "days later": how many nobody says."""
    published, anchor, day = context.published, context.anchor, timedelta(days=1)
    most = 13 if match["unit"] == "day" else 1
    if match["direction"] == "ago":
        return UNKNOWN if published is None else given(When(published - most * day, published))
    if anchor is None or anchor.days > 7:
        return UNKNOWN
    before = match["direction"] == "earlier"
    return given(When(anchor.start - most * day, anchor.end) if before else When(anchor.start, anchor.end + most * day))


def _day_of_month(match: re.Match[str], context: Context) -> Reading | None:
    """As in "on the 28th": of the month that the story has reached, else the last such day before the report."""
    number, anchor = int(match["d"]), context.anchor
    if anchor is not None and (anchor.start.year, anchor.start.month) == (anchor.end.year, anchor.end.month):
        return given(intervals.day(anchor.start.replace(day=number)))
    if context.published is None:
        return UNKNOWN
    month = (
        context.published if context.published.day >= number else context.published.replace(day=1) - timedelta(days=1)
    )
    return given(intervals.day(month.replace(day=number)))


def _count(word: str | None) -> tuple[int, int]:
    words = plain(word or "a")
    if words in FEW:
        return FEW[words]
    n = 1 if words == "the" else COUNTS[words] if words in COUNTS else int(words)
    if n > intervals.LONGEST_STEP:
        raise ValueError(words)
    return n, n


def _ago(match: re.Match[str], context: Context) -> Reading | None:
    """As in "two days ago" from publication; "a year later", "four days earlier" from the anchor."""
    direction = plain(match["direction"])
    backward = direction in ("ago", "earlier", "before", "previously", "prior")
    base = intervals.day(context.published) if direction == "ago" and context.published else None
    if direction != "ago":
        base = context.anchor
    if base is None:
        return UNKNOWN
    least, most = _count(match["n"])
    unit, sign = match["unit"], -1 if backward else 1
    ends = [base.start] if backward else [base.end] if unit in ("year", "decade") else [base.start, base.end]
    spans = [intervals.around(intervals.shift(end, sign * n, unit), unit) for end in ends for n in (least, most)]
    when = When(min(s.start for s in spans), max(s.end for s in spans))
    if unit == "hour" and direction == "ago":
        when = When(when.start - timedelta(days=1), when.end)
    return given(when)


def _from_anchor(match: re.Match[str], context: Context) -> Reading | None:
    """As in "the following day", "the same day", "that year", "earlier in the month"."""
    unit, step = match["unit"], plain(match["step"])
    anchor = context.anchor
    if "in the" in step and anchor is None and context.published is not None:
        anchor = intervals.day(context.published)
    if anchor is None:
        return UNKNOWN
    offset = 1 if step in ("the following", "the next") else -1 if step == "the previous" else 0
    if offset == 0 and unit in ("day", "night", "morning", "evening", "afternoon"):
        return given(anchor)
    unit = "day" if unit in ("morning", "evening", "afternoon", "night") else unit
    base = anchor.end if offset > 0 else anchor.start
    return given(intervals.calendar(intervals.shift(base, offset, unit), unit))


def _within(match: re.Match[str], context: Context) -> Reading | None:
    """As in "within two years" of the anchor, else of the day of publication if still to come."""
    _, most = _count(match["n"])
    ahead = None
    if context.published is not None:
        ahead = When(context.published, intervals.shift(context.published, most, match["unit"]))
    if context.anchor is None:
        return Reading(None, ahead)
    end = intervals.around(intervals.shift(context.anchor.start, most, match["unit"]), match["unit"]).end
    return Reading(When(context.anchor.start, max(end, context.anchor.end)), ahead)


def _after_days(match: re.Match[str], context: Context) -> Reading | None:
    """As in "After four more days of fighting" in a story told day by day."""
    if context.anchor is None:
        return UNKNOWN
    least, most = _count(match["n"])
    return given(
        When(
            intervals.shift(context.anchor.start, least, match["unit"]),
            intervals.shift(context.anchor.end, most, match["unit"]),
        )
    )


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_WEEKDAY = any_of(WEEKDAYS)
_COUNT = rf"(?P<n>\d{{1,4}}|{any_of([*COUNTS, *FEW, 'the'])})"
_UNIT = r"(?P<unit>hour|day|week|fortnight|month|year|decade|minute|night|quarter)"
_UNIT_CUES = _words(
    "hour hours day days week weeks fortnight fortnights weekend weekends month months year years decade decades minute minutes night nights quarter quarters"
)
_TIMES = r"(?:\s+(?:early\s+|late\s+)?(?:morning|afternoon|evening|night|noon|midday))?"

RELATIVE_RULES: tuple[Rule, ...] = (
    Rule(
        "deictic", _words("today tonight morning afternoon evening yesterday night overnight tomorrow"),
        re.compile(
            rf"\b(?:(?:earlier|later|early|late)\s+)?(?P<word>{any_of(DEICTIC)})\b"
            rf"(?!(?<=overnight)\s+(?:(?:on|from|into|to|between|of)\s+)?(?:early\s+)?(?:\d|{_WEEKDAY}|{MONTH}))"
        ),
        _deictic,
    ),
    Rule(
        "weekday", frozenset(WEEKDAYS),
        re.compile(
            rf"\b(?P<not>every\s+|each\s+|bloody\s+|black\s+|good\s+|most\s+)?(?:(?:early|late|earlier|later)\s+(?:on\s+)?)?"
            rf"(?:(?P<step>last|next|this\s+coming|coming|this\s+past|past|this|that|the\s+following|the\s+previous|the\s+same)\s+)?"
            rf"(?P<w>{_WEEKDAY})\b{_TIMES}(?:(?:\s*[-–—]\s*|\s+(?:to|into|through|until|and)\s+)(?:(?:early|late)\s+)?(?P<w2>{_WEEKDAY})\b{_TIMES})?"
            r"(?:\s+(?:of\s+)?(?P<week>last|this|next)\s+week\b)?"
        ),
        _weekday,
    ),
    Rule(
        "rolling", _UNIT_CUES,
        re.compile(rf"\b(?:the\s+|these\s+)?(?P<step>last|past|previous|preceding|next|coming)\s+{_COUNT}(?:\s+or\s+so)?[-\s]+{_UNIT}s?\b(?!-)"), _rolling,
    ),
    Rule("rolling", _UNIT_CUES, re.compile(r"\b(?:the\s+last|(?:the\s+)?past)\s+(?P<unit>day|week|fortnight|month|year|decade|quarter)\b(?!-|\s+of\b)"), _past_unit),
    Rule("rolling", _words("coming"), re.compile(r"\bin\s+the\s+(?P<coming>coming)\s+(?P<unit>day|week|month|year)s\b"), _coming),
    Rule("hours", _words("hours days"), re.compile(r"(?<!\d\s)\b(?:just\s+|only\s+)?(?P<unit>hour|day)s\s+(?P<direction>ago|earlier|later|afterwards?)\b"), _hours),
    Rule(
        "date", frozenset(f"{n}{end}" for n in range(1, 32) for end in ("st", "nd", "rd", "th")) | _words("st nd rd th"),
        re.compile(r"\bon\s+the\s+(?P<d>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)(?=\s*(?:[,.;)]|$)|\s+(?:and|when|in|at|by|for|with)\b)"), _day_of_month,
    ),
    Rule(
        "recent", _words("recent recently"),
        re.compile(r"\b(?:the\s+)?(?:most\s+)?(?:recent\s+(?P<unit>day|week|month|year|decade)s|recently|recent(?=\s+[a-z]))\b"), _recent,
    ),
    Rule("unit", _words("weekend"), re.compile(r"\b(?P<part>)(?P<step>his|her|their|its|the|a)\s+(?P<unit>weekend)(?=\s+[a-z])(?!\s+(?:of|in|at|on|and|before|after|when)\b)"), _calendar_unit),
    Rule(
        "unit", _UNIT_CUES,
        re.compile(
            rf"\b(?:(?:earlier|later)\s+|{PART})(?P<step>the\s+coming|this\s+past|this\s+coming|last|next|coming|this|(?:the\s+)?past(?=\s+weekend)|the(?=\s+weekend))\s+"
            r"(?P<unit>week|weekend|month|year|decade|quarter|night|day)\b(?!-|\s+of\b)"
        ),
        _calendar_unit,
    ),
    Rule(
        "unit", _UNIT_CUES,
        re.compile(rf"\b(?:the\s+)?(?P<part>{any_of(name for name in PARTS if name.endswith(' of'))})\s+(?P<step>the|this|last|next)\s+(?P<unit>week|month|year|decade)\b(?!\s+of\b)"),
        _calendar_unit,
    ),
    Rule(
        "anchored", _UNIT_CUES,
        re.compile(
            rf"\b(?:(?:just|only|about|around|some|nearly|almost|over|more\s+than|less\s+than|at\s+least)\s+)*{_COUNT}(?:\s+more)?(?:\s+or\s+so)?\s+{_UNIT}s?\s+"
            r"(?P<direction>ago|earlier|later|previously|afterwards?|before(?=\s*(?:[,.;]|$))|prior(?=\s*[,.;])|after(?=\s*(?:[,.;]|$)))(?!\w)"
        ),
        _ago,
    ),
    Rule(
        "anchored", _UNIT_CUES | _words("morning evening afternoon"),
        re.compile(
            r"\b(?P<step>the\s+following|the\s+next|the\s+previous|the\s+same|that(?:\s+same|\s+very)?|(?:earlier|later)\s+in\s+the)\s+"
            r"(?P<unit>day|night|morning|evening|afternoon|week|weekend|month|year|decade)\b(?!-|\s+of\b)"
        ),
        _from_anchor,
    ),
    Rule("within", _UNIT_CUES, re.compile(rf"\bwithin\s+(?:the\s+next\s+|about\s+|just\s+)?{_COUNT}\s+{_UNIT}s?\b(?!\s+of\b)"), _within),
    Rule("anchored", _UNIT_CUES, re.compile(rf"\bafter\s+(?:another\s+)?{_COUNT}\s+(?:more|further|additional)\s+(?P<unit>day|week)s\b"), _after_days),
)  # fmt: skip
