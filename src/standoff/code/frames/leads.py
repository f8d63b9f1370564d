"""The time that an undated article is about, from its first sentences, which a year of the background does not replace."""

from __future__ import annotations

from collections.abc import Iterable

from standoff.code.frames.dates import DateExpression
from standoff.records import When

LEAD = 2  # sentences that say what an article is about
LONGEST = 124  # days of "the autumn of 2020"
A_YEAR = 365


def lead_of(expressions: Iterable[DateExpression]) -> When | None:
    """As in "was a battle in September 2013": the first time that is narrower than a year."""
    times = (e.when for e in expressions if e.when is not None)
    return next((when for when in times if when.days <= LONGEST), None)


def goes_before(expression: DateExpression, lead: When | None) -> bool:
    """As in "the agreement that it had signed in 1996": a bare year of before, after which "on 9 September" is of the lead's year."""
    when = expression.when
    return lead is not None and when is not None and when.days >= A_YEAR and when.end < lead.start
