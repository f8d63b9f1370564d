"""Expressions of time in a text into dated intervals, read against the publication date and the last date before them.

No date is invented: an expression that needs a publication date, a year or an earlier date that is not there is
returned with `when` None. Vague plurals ("years ago") are not returned. Rules in order of their place in the text;
where two overlap, the one that begins first, then the longer one, is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from standoff.code.frames import intervals
from standoff.code.frames.calendar_dates import CALENDAR_RULES, names_noun
from standoff.code.frames.date_rules import ANY_YEAR, Context, Reading, Rule, Setting
from standoff.code.frames.numbers import lowered
from standoff.code.frames.numeric_dates import NUMERIC_RULES
from standoff.code.frames.relative_dates import RELATIVE_RULES
from standoff.records import When


@dataclass(frozen=True, slots=True)
class DateExpression:
    """Characters `start` to `end` of the text date something.

    `when` is the reading for past and present tense, `future` the one for what is still to come ("will meet on
    Monday"); they are equal where tense makes no difference. Both are None where nothing gives a date.
    `kind` is day, week, month, year, name ("the 2016 coup"), season, weekday, deictic, holiday, rolling ("the past year"), recent, anchored
    ("a year later") or within. `relation` (at, since, until, by, before, after, within, during) comes from the governing
    preposition; for "since", `when` already runs to the day of publication where that is known, and `named` is what the
    words name without a preposition.
    """

    start: int
    end: int
    when: When | None
    kind: str
    relation: str
    future: When | None = None
    named: When | None = None


UNSET = Setting()
RULES = (*NUMERIC_RULES, *CALENDAR_RULES, *RELATIVE_RULES)
ALL_CUES = frozenset().union(*(rule.cues for rule in RULES))
WORD = re.compile(r"[a-z]+|\d+")


def find_dates(
    text: str, published: date | None, anchor: When | None = None, setting: Setting = UNSET
) -> list[DateExpression]:
    """All expressions that could date an event, in order; `anchor` is the last date told before this text."""
    lower = lowered(text)
    words = frozenset(WORD.findall(lower))
    if words.isdisjoint(ALL_CUES) and not any(_is_year(word) for word in words):
        return []
    found: list[DateExpression] = []
    end = 0
    for start, _, match, rule in sorted(_candidates(lower, words), key=lambda c: c[:2]):
        if start < end:
            continue
        context = Context(text, published, anchor, _governor(lower, start), setting)
        reading = _safely(rule, match, context)
        if reading is None:
            continue
        expression = _expression(rule, match, context, reading)
        anchor = anchor_after([expression], anchor)
        found.append(expression)
        end = match.end()
    return found


def anchor_after(expressions: Iterable[DateExpression], anchor: When | None) -> When | None:
    """The date that what follows these expressions is told from ("a year later"): the last one that fixes a time."""
    for found in expressions:
        if found.when is None or found.kind in NO_ANCHORS or found.relation in ("since", "until"):
            continue
        anchor = intervals.year(found.when.end.year) if found.kind == "within" and found.when.days > 366 else found.when
    return anchor


NO_ANCHORS = ("rolling", "recent", "name")  # "the 2016 coup" only names what it dates

Candidate = tuple[int, int, re.Match[str], Rule]


def _candidates(lower: str, words: frozenset[str]) -> Iterable[Candidate]:
    has_year = any(_is_year(word) for word in words)
    for rule in RULES:
        if (has_year and rule.cues >= ANY_YEAR) or not words.isdisjoint(rule.cues):
            for match in rule.pattern.finditer(lower):
                yield match.start(), -match.end(), match, rule


def _is_year(word: str) -> bool:
    return len(word) == 4 and word[0] in "12" and word.isdigit()


def _safely(rule: Rule, match: re.Match[str], context: Context) -> Reading | None:
    """The reading, or none for a day that no calendar has ("February 31", "9999 years ago")."""
    try:
        return rule.read(match, context)
    except (ValueError, OverflowError):
        return None


def _expression(rule: Rule, match: re.Match[str], context: Context, reading: Reading) -> DateExpression:
    reading = _widened(match, reading)
    when, relation = reading.when, RELATIONS.get(context.governor, "at")
    named = when
    kind = "name" if rule.kind == "year" and names_noun(match, context) else rule.kind
    if rule.kind in ("rolling", "recent", "within") and relation == "at":
        relation = "within" if rule.kind == "within" else "during"
    if relation == "since" and when is not None and context.published is not None and when.start <= context.published:
        when = When(when.start, context.published)
        reading = Reading(when, when)
    return DateExpression(match.start(), match.end(), when, kind, relation, reading.future, named)


WEEK_OF = re.compile(
    r"\bweek\s+(?:(of|beginning|starting|commencing|from)|(to|ending|ended|until|through))\s+(?:on\s+)?(?:the\s+)?$"
)
INTO = re.compile(r"\b(?:overnight|night|late|evening)\b[^.;]{0,20}\binto\s+(?:early\s+)?$")


def _widened(match: re.Match[str], reading: Reading) -> Reading:
    """As in "the week of January 22", "the week to 4 February", "overnight into Sunday"."""
    before = match.string[max(0, match.start() - 40) : match.start()]
    week, into = WEEK_OF.search(before), INTO.search(before)
    back, on = (0, 6) if week and week[1] else (6, 0) if week else (1, 0) if into else (0, 0)
    return Reading(_stretched(reading.when, back, on), _stretched(reading.future, back, on))


def _stretched(when: When | None, back: int, on: int) -> When | None:
    if when is None or when.days > 1:
        return when
    return When(when.start - timedelta(days=back), when.end + timedelta(days=on))


RELATIONS = {
    "since": "since", "until": "until", "till": "until", "before": "before", "ahead of": "before", "prior to": "before",
    "by": "by", "pre": "before", "after": "after", "following": "after", "within": "within", "during": "during",
    "throughout": "during", "over": "during", "post": "after",
}  # fmt: skip
GOVERNOR = re.compile(
    r"\b(on|in|at|since|until|till|by|before|after|following|within|during|over|throughout|from|through|ahead\s+of|"
    r"prior\s+to|between|of|to|into|dated|and|around|early|the)[-\s]+(?:the\s+|about\s+|around\s+|at\s+least\s+)?$|\b(pre|post)-$"
)
# "since the war began in October" runs from October.
SINCE_IT_BEGAN = re.compile(
    r"\bsince\b[^.;,]{0,90}\b(?:began|begun|started|erupted|resumed|broke\s+out|ended|collapsed|seized|took\s+\w+)\s+(?:\w+\s+)?(?:in|on)\s+(?:the\s+)?$"
)


def _governor(lower: str, start: int) -> str:
    match = GOVERNOR.search(lower, max(0, start - 24), start)
    if match is None:
        return ""
    word = match[1] or match[2]
    if (
        word in ("in", "on")
        and "since" in lower[max(0, start - 120) : start]
        and SINCE_IT_BEGAN.search(lower, max(0, start - 120), start)
    ):
        return "since"
    return " ".join(word.split())
