"""Dates by the calendar into intervals: days, months, years, seasons and holidays that the text names outright."""

from __future__ import annotations

import re
from datetime import date, timedelta

from standoff.code.frames import intervals
from standoff.code.frames.date_rules import (
    ANY_YEAR,
    DAY,
    EASTER,
    HOLIDAYS,
    MONTH,
    MONTHS,
    PART,
    PARTS,
    SEASONS,
    TABLE,
    TO,
    WEEKDAYS,
    YEAR,
    Context,
    Reading,
    Rule,
    any_of,
    given,
    plain,
    stepped,
    yearless,
)  # fmt: skip
from standoff.records import When


def _day_number(word: str) -> int:
    return int(word.rstrip("dhnrst"))


def _month_number(word: str) -> int:
    return MONTHS[word.strip(". \n\t")]


WHICH_YEAR = {"last": -1, "this": 0, "next": 1}


def _month_day(match: re.Match[str], context: Context) -> Reading | None:
    """As in "January 28", "Oct. 7, 2023", "May 15-24", "28 February 2002", "11-13 Dec.", "Dec 28 to Jan 3"."""
    groups = match.groupdict()
    first, last = (_month_number(word) for word in (groups["m"], groups.get("m2") or groups["m3"] or groups["m"]))
    day, day2 = (_day_number(word) for word in (groups["d"], groups["d3"] or groups["d2"] or groups["d"]))
    if _is_common_word(match, context, groups["m"], "m"):
        return None

    def make(number: int) -> When:
        start, end = date(number, first, day), date(number, last, day2)
        return When(start, end if end >= start else date(number + 1, last, day2))

    date(2000, first, day)
    if groups["ys"] and context.published is not None:
        return given(make(context.published.year + WHICH_YEAR[groups["ys"]]))
    if groups["y1"] and groups["y"]:
        return given(When(date(int(groups["y1"]), first, day), date(int(groups["y"]), last, day2)))
    if groups["y"]:
        whole = make(int(groups["y"]))
        return given(make(int(groups["y"]) - 1) if whole.end.year > int(groups["y"]) else whole)
    weekday = WEEKDAY_STEMS.get((groups["wd"] or "")[:3])
    return _famous(match, first, day, context) or yearless(make, context, weekday)


def _is_common_word(match: re.Match[str], context: Context, word: str, group: str) -> bool:
    """As in "may" and "march" in lower case are months only behind a preposition or a weekday."""
    if word.rstrip(".") not in ("may", "march", "mar") or context.text[match.start(group)].isupper():
        return False
    return context.governor in ("", "the") and match.start() == min(match.start("m"), match.start("d"))


def _famous(match: re.Match[str], month: int, day: int, context: Context) -> Reading | None:
    following = re.match(r"[\s,-]+([a-z]+)", match.string[match.end() : match.end() + 20])
    for row in TABLE["famous"]:
        if (row["month"], row["day"]) == (month, day) and following and following[1] in row["followed_by"]:
            when = intervals.day(date(row["year"], month, day))
            if context.published is None or when.start <= context.published:
                return given(when)
    return None


def _month_only(match: re.Match[str], context: Context) -> Reading | None:
    """As in "in October", "early November 2005", "last December", "between June and August 2014"."""
    step, part, word = match["step"], match["part"], match["m"]
    if not (match["y"] or match["y2"]) and not _is_month(match, context):
        return None
    first = _month_number(word)
    months = (_month_number(match["m2"]) - first) % 12 + 1 if match["m2"] else 1

    def make(number: int) -> When:
        whole = intervals.month(number, first, months)
        return intervals.part(whole, PARTS[plain(part)]) if part else whole

    if match["ys"] and context.published is not None:
        return given(make(context.published.year + WHICH_YEAR[match["ys"]]))
    if match["y"] or match["y2"]:
        number = int(match["y"] or match["y2"])
        wraps = not match["y"] and months > 13 - first
        return given(make(number - wraps))
    return stepped(make, plain(step or ""), context)


def _is_month(match: re.Match[str], context: Context) -> bool:
    word, text = match["m"], context.text
    capital = text[match.start("m")].isupper()
    # "this may not hold", "this march": a verb and a walk.
    if not capital and word in ("may", "march") and plain(match["step"] or "") in ("this", "that"):
        return False
    introduced = bool(match["part"] or match["step"]) or context.governor in (
        "in",
        "since",
        "until",
        "till",
        "during",
        "between",
        "throughout",
    )
    if word in ("may", "march") and capital and names_noun(match, context):
        return True
    if word.rstrip(".") in ("may", "march", "mar", "jan", "dec", "sep", "jun", "jul") or not capital:
        return introduced and (capital or len(word) > 2)
    if introduced or context.governor in ("from", "by", "before", "after", "of", "around", "to", "through"):
        return True
    # "April Glaspie", "June Smith" are people.
    name_follows = re.match(r"\s+[A-Z]", text[match.end() : match.end() + 2])
    return not (name_follows and word in ("april", "june", "august")) and len(word.rstrip(".")) > 3


_BEFORE_NOUN = re.compile(r"\b(?:the|an?|its|their|his|her|last|this|that)\s+$|['’]s?\s+$")
_NOUN = re.compile(
    r"\s+(?!(?:on|of|to|in|for|and|or|by|with|from|at|is|was|has|had|will|would|that|who|which|have|not|be|as)\b)[a-z]{3,}"
)


def names_noun(match: re.Match[str], context: Context) -> bool:
    """As in "the May attack", "a March ceasefire", "the 2016 coup"; not "the March on Washington"."""
    return bool(
        _BEFORE_NOUN.search(match.string, max(0, match.start() - 12), match.start())
        and _NOUN.match(context.text, match.end())
    )


def _year(match: re.Match[str], context: Context) -> Reading | None:
    """As in "in 2011", "the 1990s", "2003-2011", "late 2016", "the summer of 2014", "the 2016 coup"."""
    first = int(match["y"])
    if not _counts_years(match, context):
        return None
    if match["decade"]:
        whole = intervals.year(first, 10 if first % 100 else 100 if first < 2000 else 10)
    elif match["season"]:
        whole = intervals.month(first, SEASONS[match["season"]], 3)
    else:
        last = int(match["y2"]) if match["y2"] else first
        last = first - first % 100 + last if last < 100 else last
        whole = intervals.year(first, last - first + 1 if last >= first else 1)
    return given(intervals.part(whole, PARTS[plain(match["part"])]) if match["part"] else whole)


_TIME_OR_COUNT = re.compile(
    r"\s+(?:gmt|utc|hours|hrs|local|people|men|women|children|troops|civilians|soldiers|km|miles|tons|tonnes|members|of|more|others)\b"
)
_NOUN_BEHIND = re.compile(r"\s+([a-z'’-]+)")


def _counts_years(match: re.Match[str], context: Context) -> bool:
    """Whether four digits are a year: by the preposition, by what they are joined with, or as "the 2016 coup"."""
    if _TIME_OR_COUNT.match(match.string, match.end()):
        return False
    if match["decade"] or match["season"] or match["part"] or (match["y2"] and int(match["y2"]) > 99):
        return True
    before = match.string[max(0, match.start() - 12) : match.start()].rstrip()
    if context.governor in (
        "in",
        "since",
        "until",
        "till",
        "by",
        "before",
        "after",
        "during",
        "from",
        "of",
        "between",
        "through",
        "around",
    ):
        return True
    if before.endswith(("the year", "(", "back in", "through to", "pre-", "post-", "mid-")):
        return True
    noun = _NOUN_BEHIND.match(match.string, match.end())
    behind_determiner = re.search(r"(?:\b(?:the|an?|its|their|his|her|this|that|our)|['’]s?)$", before) is not None
    return (
        behind_determiner and noun is not None and (not noun[1].endswith("s") or noun[1].endswith(("ss", "'s", "’s")))
    )


def _season(match: re.Match[str], context: Context) -> Reading | None:
    """As in "last summer", "this spring", "the following winter"."""
    number = SEASONS[match["season"]]
    return stepped(
        lambda y: intervals.month(y, number, 3), "" if match["step"] == "the" else plain(match["step"]), context
    )


def _holiday(match: re.Match[str], context: Context) -> Reading | None:
    """As in "Christmas Day", "on Thanksgiving Day 2016"."""
    month, *rest = HOLIDAYS[plain(match["holiday"].replace("’", "'"))]

    def make(number: int) -> When:
        return (
            intervals.day(date(number, month, rest[0]))
            if len(rest) == 1
            else intervals.nth_weekday(number, month, *rest)
        )

    written = match["y"] or match["y0"]
    return given(make(int(written))) if written else yearless(make, context)


WEEKDAY_STEMS = {name[:3]: number for name, number in WEEKDAYS.items()}


def _easter(match: re.Match[str], context: Context) -> Reading | None:
    """As in "on Good Friday", "Easter Sunday 2019"; the Good Friday Agreement is an agreement."""
    if _AGREEMENT.match(match.string, match.end()):
        return None
    days = timedelta(days=EASTER[plain(match["easter"])])

    def make(number: int) -> When:
        return intervals.day(intervals.easter(number) + days)

    written = match["y"] or match["y0"]
    return given(make(int(written))) if written else yearless(make, context)


_AGREEMENT = re.compile(r"\s+(?:agreement|accords?|deal|peace|island|egg|rising)\b")
_DAY_NAME = r"(?:(?P<wd>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+)?"
# "March 14 and 20 people": a second day behind "and" or "to" is one only if no noun follows it.
_NO_NOUN = r"(?=\s*(?:[,.;:)]|$|(?:19|20)\d\d)|\s+(?:in|at|on|when|by|for|with|as|the|that|which|of|near|across|during|an?|s?he|it|they|we)\b)"
_FIRST_YEAR = rf"(?:,?\s+(?P<y1>{YEAR}),?(?={TO}{MONTH}\s*\d))?"
_AND = rf"{_FIRST_YEAR}(?:\s*[-–—]\s*(?P<m2>{MONTH}\s*)?(?P<d2>{DAY})|\s+(?:to|and|until|till|through|&)\s+(?P<m3>{MONTH}\s*)?(?P<d3>{DAY}){_NO_NOUN})?"
_MONTH_CUES = frozenset(MONTHS)
CALENDAR_DAY = rf"{_DAY_NAME}(?:{MONTH}\s*{DAY}|{DAY}\s+(?:of\s+)?{MONTH})(?:,?\s+{YEAR})?|{YEAR}-\d\d-\d\d"
"""A day with its month, and with or without its year."""
_WHICH_YEAR = r"(?:,?\s+(?:of\s+)?(?P<ys>last|this|next)\s+year\b)?"
_BEHIND_NOUN = rf"(?:(?:,?\s+(?:in\s+|of\s+)?|\s+[a-z]+\s+(?:in|of)\s+)(?P<y>{YEAR})\b)?"
_HOLIDAY = any_of(HOLIDAYS).replace("'", "['’]")

CALENDAR_RULES: tuple[Rule, ...] = (
    Rule("day", _MONTH_CUES, re.compile(rf"\b{_DAY_NAME}(?P<m>{MONTH})\s*(?:the\s+)?(?P<d>{DAY}){_AND}{_WHICH_YEAR}(?:,?\s+(?:in\s+)?(?P<y>{YEAR})\b)?"), _month_day),
    Rule(
        "day", _MONTH_CUES,
        re.compile(
            rf"\b{_DAY_NAME}(?P<d>{DAY})(?:(?:\s*[-–—/]\s*|\s+(?:to|and|until|through)\s+)(?P<d2>{DAY}))?[-\s]*(?:of\s+)?(?P<m>{MONTH})"
            rf"(?:,?\s+(?P<y1>{YEAR})(?={TO}{DAY}\s*{MONTH}))?(?:(?:{TO}|\s+and\s+)(?P<d3>{DAY})\s*(?P<m3>{MONTH}))?{_WHICH_YEAR}(?:,?[\s-]+(?P<y>{YEAR})\b)?"
        ),
        _month_day,
    ),
    Rule(
        "month", _MONTH_CUES,
        re.compile(
            rf"\b{PART}(?:(?P<step>last|next|this|that|the\s+following|the\s+previous)\s+)?(?P<m>{MONTH})(?:,?\s+(?:of\s+)?(?P<y>{YEAR})\b)?{_WHICH_YEAR}"
            rf"(?:(?:{TO}|\s+and\s+)(?P<m2>{MONTH})(?!\s*\d\d?\b)(?:\s+(?:of\s+)?(?P<y2>{YEAR})\b)?)?"
        ),
        _month_only,
    ),
    Rule(
        "year", ANY_YEAR,
        re.compile(
            rf"(?<![\w.,$€£#/-]){PART}(?:(?P<season>{any_of(SEASONS)})(?:\s+of|,)?\s+)?(?P<y>{YEAR})(?P<decade>['’]?s\b)?"
            rf"(?:(?:{TO}|(?<=\d)\s+and\s+|/)(?P<y2>{YEAR}|\d\d(?!\d)))?(?!\w)"
        ),
        _year,
    ),
    Rule("season", frozenset(SEASONS), re.compile(rf"\b(?P<step>last|next|this|that|the\s+following|the\s+previous)\s+(?P<season>{any_of(SEASONS)})\b"), _season),
    Rule("season", frozenset(SEASONS), re.compile(rf"(?:(?<=\bin\s)|(?<=\bover\s)|(?<=\bduring\s)|(?<=\bsince\s))(?P<step>the)\s+(?P<season>{any_of(SEASONS)})\b(?!\s+(?:of|offensive|break|term|session)\b)"), _season),
    Rule(
        "holiday", frozenset(word for name in HOLIDAYS for word in name.replace("'s", "").split() if word not in ("day", "new")),
        re.compile(rf"\b(?:(?P<y0>{YEAR})\s+)?(?P<holiday>{_HOLIDAY})\b{_BEHIND_NOUN}"), _holiday,
    ),
    Rule(
        "holiday", frozenset(("easter", "friday", "palm")),
        re.compile(rf"\b(?:(?P<y0>{YEAR})\s+)?(?P<easter>{any_of(EASTER)})\b{_BEHIND_NOUN}"), _easter,
    ),
)  # fmt: skip
