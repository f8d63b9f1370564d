"""When a report without a date was written, as far as its own words tell: its dateline, who is in office in it, named exercises.

No year is guessed: "On Thursday, Dec. 15" gets one only where a single year fits all that the text names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from standoff.code.frames.calendar_dates import CALENDAR_DAY
from standoff.code.frames.dates import find_dates
from standoff.code.frames.names import Name
from standoff.code.frames.parses import SUBJECTS
from standoff.code.frames.reading import Reading
from standoff.code.frames.status import ENCYCLOPEDIAS
from standoff.knowledge import Knowledge, Person, Role
from standoff.records import Document, When

JUST_BEFORE = timedelta(days=60)  # a report also tells of the weeks before those whom it quotes took office
HALF_A_YEAR = timedelta(days=182)
TITLE_WORDS = 8  # tokens before a name, or behind it, that may hold its title
NO_TITLE = frozenset(("of", "the", "for", "to", "and"))
NO_LONGER = frozenset(
    ("former", "ex", "ex-", "late", "then", "then-", "predecessor", "successor", "-elect", "elect", "onetime", "slain")
)
LAST_MONTH = 12
NEWS = re.compile(
    r"\b(?:yesterday|today|tonight|(?:last|this) (?:week|weekend|month)|(?:on |last |late |early )?"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?! ?,? (?:the )?\d| ?,? [A-Z][a-z]+\.? \d))\b"
)
YEARS = re.compile(r"(?<![\d.,:$€£-])(?:19|20)\d\d(?![\d%]|[.,]\d)")
NUMERIC = re.compile(r"(?<![\d/.-])(\d\d?)[/-](\d\d?)[/-](?:19|20)?\d\d(?![\d/.-])")
Era = tuple[When, ...]

HEADER = r"(?i:press\s+release|statement|published|posted|released?|last\s+updated|updated|date|as\s+of|issued)\b[^.\n]{0,40}?"
PLACE = r"[A-Z][A-Za-z.’'/-]+(?:,?\s[A-Z][A-Za-z.’'/-]*){0,4}\s?[,(–—-]"
AGENCY = r"(?:\([^)\n]{2,40}\)\s*|/[A-Z]+/\s*)?"
DATELINE = re.compile(rf"\s*(?:{HEADER}|{PLACE})?\s*(?P<day>(?i:{CALENDAR_DAY}))\)?\s*{AGENCY}(?:--|[-–—:|]|\n|$)")
EXERCISE = re.compile(
    r"\b(?:[Ee]xercises?|[Dd]rills?)\s+(?:[A-Z][\w’']+[ -]){1,3}(?P<a>20[0-4]\d|[0-4]\d)\b(?!\s?(?:%|per|km|mm))"
    r"|\b(?!(?:Force|Group|Unit|Phase|Fleet|Route|Article|Level|Day)\b)[A-Z][a-z]+[ -](?P<b>20[0-4]\d|[12]\d)\s+(?:(?:joint|military|naval|air|annual)\s+){0,2}(?:exercises?|drills?|man(?:oeuvres?|euvers?)|war\s+games)\b"
)


def day_of_report(document: Document) -> date | None:
    """The publication date, or that of a dateline with a year."""
    if document.published is not None:
        return document.published
    match = DATELINE.match(document.text)
    found = [] if match is None else find_dates(match["day"], None)
    when = found[0].when if len(found) == 1 else None
    return when.start if when is not None and when.days == 1 else None


def end_of_dateline(text: str) -> int:
    """The character behind "WASHINGTON, Feb. 6 (Reuters) -", whose day is no event's; 0 without one."""
    match = DATELINE.match(text)
    return 0 if match is None else match.end()


def tells_news(text: str) -> bool:
    """True where days are told from a day of writing ("last week", "on Sunday"): a day without a year is then none of the past."""
    return NEWS.search(text) is not None


def day_first(text: str) -> bool | None:
    """Whether days stand before months in the text's numeric dates, by those that have one reading; None when in doubt."""
    orders = {
        int(m[1]) > LAST_MONTH for m in NUMERIC.finditer(text) if (int(m[1]) > LAST_MONTH) != (int(m[2]) > LAST_MONTH)
    }
    return orders.pop() if len(orders) == 1 else None


def era_of(reading: Reading, names: Iterable[Name], knowledge: Knowledge) -> Era:
    """The times at which all in office in a report held their offices; () where that is no narrower than a lifetime."""
    document = reading.document
    if document.published is not None or any(name in document.publisher for name in ENCYCLOPEDIAS):
        return ()
    era: Era = (When(date.min, date.max),)
    for terms in _evidence(reading, names, knowledge):
        era = _shared(era, terms)
    return () if any(span.start == date.min or span.end == date.max for span in era) else era


def narrowed(era: Era, days: Iterable[When]) -> Era:
    """The era within half a year of the days that it has given a year."""
    for day in days:
        if any(day.overlaps(span) for span in era):
            era = _shared(era, (When(day.start - HALF_A_YEAR, day.end + HALF_A_YEAR),)) or era
    return era


def _evidence(reading: Reading, names: Iterable[Name], knowledge: Knowledge) -> Iterator[Era]:
    names = list(names)
    for name in names:
        if name.kind == "person" and _is_in_office(reading, name):
            sentence = reading.sentence_of[name.start]
            near = {n.ref for n in names if n.kind == "organisation" and reading.sentence_of[n.start] == sentence}
            yield _terms(reading, name, knowledge.people[name.ref], near)
        elif name.kind == "organisation" and (since := knowledge.organisations[name.ref].since) is not None:
            yield (When(since, date.max),)
    for match in EXERCISE.finditer(f"{reading.document.title}\n{reading.document.text}"):
        year = int(match["a"] or match["b"])
        year += 2000 if year < 100 else 0
        yield (When(date(year, 1, 1), date(year, 12, 31)),)


def _is_in_office(reading: Reading, name: Name) -> bool:
    """A full name that does or says something, or stands with its title, and is not called a former anything."""
    first, end = reading.sentences[reading.sentence_of[name.start]]
    before = reading.lowers[max(first, name.start - TITLE_WORDS) : name.start]
    if name.end - name.start < 2 or NO_LONGER.intersection(before):
        return False
    behind = reading.lowers[name.end : min(end, name.end + 3)]
    return not NO_LONGER.intersection(behind) and any(_is_subject(reading, i) for i in range(name.start, name.end))


def _is_subject(reading: Reading, token: int) -> bool:
    """Also in "the commanding general, Lt. Gen. X, said"."""
    while reading.deps[token] in ("appos", "compound", "conj") and reading.heads[token] != token:
        token = reading.heads[token]
    return reading.deps[token] in SUBJECTS


def _terms(reading: Reading, name: Name, person: Person, organisations: set[str]) -> Era:
    """The terms of the office that the text gives a person, else of all that the person held."""
    first, end = reading.sentences[reading.sentence_of[name.start]]
    words = {
        *reading.lowers[max(first, name.start - TITLE_WORDS) : name.start],
        *reading.lowers[name.end : min(end, name.end + TITLE_WORDS)],
    }
    named = [role for role in person.roles if role.of in organisations or _words(role) <= words]
    return tuple(When(_before(role.since), role.until or date.max) for role in named or person.roles)


def _words(role: Role) -> set[str]:
    return set(role.title.split()) - NO_TITLE


def _before(since: date | None) -> date:
    return date.min if since is None else since - JUST_BEFORE


def _shared(era: Era, terms: Era) -> Era:
    both = ((max(a.start, b.start), min(a.end, b.end)) for a in era for b in terms)
    return tuple(dict.fromkeys(When(start, end) for start, end in both if start <= end))


def last_year(text: str) -> date | None:
    """The end of the latest year that the text of an undated report names: who held an office then is whom it means."""
    years = [int(y) for y in YEARS.findall(text)]
    return date(max(years), 12, 31) if years else None
