"""What a report says of its own publication (metadata, address, JSON field) into a calendar day, or None; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

FIRST_YEAR, LAST_YEAR = 1900, 2100
EPOCH = date(1970, 1, 1)  # what software writes when it knows no date
MAX_LENGTH = 100

MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), start=1)
    for name in names.split()
}  # fmt: skip

YEAR_FIRST = re.compile(r"^\s*(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
COMPACT = re.compile(r"^\s*(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?\s*$")
DAY_MONTH = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?[\s-]+([A-Za-z]{3,9})\.?,?[\s-]+(\d{4})\b")
MONTH_DAY = re.compile(r"\b([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
NUMERIC = re.compile(r"^\s*(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")

URL_FOLDERS = re.compile(r"/(\d{4})/(\d{1,2}|[A-Za-z]{3,9})/(\d{1,2})(?=[/_-]|$)")
URL_DASHES = re.compile(r"(?<!\d)(\d{4})[-_](\d\d)[-_](\d\d)(?!\d)")
URL_COMPACT = re.compile(r"[/_-]((?:19|20)\d\d)(\d\d)(\d\d)(?=[/_.-]|$)")

JSON_FIELDS = (
    "published", "date_published", "datePublished", "publishedAt", "published_at", "publish_date", "published_date",
    "publishDate", "publication_date", "pub_date", "pubDate", "pubdate", "date_publish", "date",
)  # fmt: skip


def parse_day(value: object) -> date | None:
    """The day that a metadata value writes, as written there (no change of time zone); None when in doubt."""
    if isinstance(value, (int, float)):
        return _from_number(value)
    return _from_words(value) if isinstance(value, str) and len(value) <= MAX_LENGTH else None


def _from_words(value: str) -> date | None:
    if found := YEAR_FIRST.match(value):
        return _day(found[1], found[3], found[4])
    if found := COMPACT.match(value):
        return _day(found[1], found[2], found[3])
    if found := NUMERIC.match(value):
        return _either_order(found[1], found[3], found[4])
    return _with_month_name(value)


def day_in_url(url: str) -> date | None:
    """The day in an address such as /2024/02/06/, /2024/feb/06/, /2024-02-06-title or /20240206/."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    for pattern in (URL_FOLDERS, URL_DASHES, URL_COMPACT):
        for found in pattern.finditer(path):
            day = _day(found[1], str(MONTHS.get(found[2].lower(), found[2])), found[3])
            if day:
                return day
    return None


def day_in_record(record: Mapping[str, Any]) -> date | None:
    """The publication day among the fields of a JSON object."""
    return next((day for name in JSON_FIELDS if (day := parse_day(record.get(name)))), None)


def _from_number(value: float) -> date | None:
    if 19000101 <= value <= 21001231:
        return parse_day(str(int(value)))
    seconds = value / 1000 if value > 1e11 else value
    if not 1e8 <= seconds <= 4.2e9:  # 1973 to 2103: smaller numbers are years or counters
        return None
    return datetime.fromtimestamp(seconds, UTC).date()


def _with_month_name(value: str) -> date | None:
    for found in DAY_MONTH.finditer(value):
        if found[2].lower() in MONTHS:
            return _day(found[3], str(MONTHS[found[2].lower()]), found[1])
    for found in MONTH_DAY.finditer(value):
        if found[1].lower() in MONTHS:
            return _day(found[3], str(MONTHS[found[1].lower()]), found[2])
    return None


def _either_order(first: str, second: str, year: str) -> date | None:
    """03/25/2024 can only be March; 02/06/2024 is two days to two readers, hence none."""
    readings = {day for day in (_day(year, first, second), _day(year, second, first)) if day}
    return readings.pop() if len(readings) == 1 else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR and found != EPOCH else None
