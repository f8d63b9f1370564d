"""Background in a report without a publication date: what lies over a year before its latest event, or is all that has a year."""

from __future__ import annotations

from datetime import date, timedelta

from standoff.code.frames.context import Context
from standoff.code.frames.reading import Frame
from standoff.code.frames.status import HISTORICAL_DAYS

COMING = frozenset(("AGREE", "THREATEN"))  # what these tell is still to come, whatever its date
A_MONTH = 28  # days of a date that names no day


def with_background(context: Context, frames: list[Frame]) -> list[Frame]:
    """The frames of an undated report, those of long before its news historical."""
    if context.reading.document.published is not None:
        return frames
    latest = _latest(context, frames)
    undated = _news_is_undated(frames)
    return [f.but(status="historical") if _is_old(f, latest, undated=undated) else f for f in frames]


def _latest(context: Context, frames: list[Frame]) -> date | None:
    """The day of the news: that of the dateline, or of the latest event."""
    ends = [f.date.end for f in frames if f.date is not None and f.status == "actual" and f.type not in COMING]
    return context.published or max(ends, default=None)


def _news_is_undated(frames: list[Frame]) -> bool:
    """Most of what is told has no date: a year then marks what is not news ("rebels captured it in July 2012")."""
    told = [f for f in frames if f.status == "actual"]
    return sum(f.date is None for f in told) * 2 > len(told)


def _is_old(frame: Frame, latest: date | None, *, undated: bool) -> bool:
    when = frame.date
    if frame.status != "actual" or when is None or frame.type in COMING or frame.dated_by == "report":
        return False
    if latest is not None and when.end < latest - timedelta(days=HISTORICAL_DAYS):
        return True
    return undated and frame.dated_by == "text" and when.days >= A_MONTH and when.start.day == 1
