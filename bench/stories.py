"""The frozen mentions of the merging bed into any number of coded reports of other events, each told by several outlets."""

from __future__ import annotations

import json
import random
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

from standoff import knowledge
from standoff.merge import DocumentFacts, blocking_keys, weights
from standoff.read import digest, signature
from standoff.records import Amount, Document, Mention, Participant, Span, When, Where
from standoff.store import NewDocument, Writer

ROOT = Path(__file__).resolve().parents[1]
BED = ROOT / "tests" / "merge" / "data" / "bed.jsonl"
FIRST_DAY = date(2015, 1, 1)
OUTLETS = tuple(f"Outlet {n}" for n in range(1, 61))
STATES, HOT = 24, 4  # in the news; half of the stories are about the hot ones
TOWNS = 40  # of each name of the bed
TELLERS = (1, 1, 2, 2, 3, 4, 6)  # reports of one story
COPIED, LEFT_OUT, OTHER_TOLL, OTHER_DAY, OTHER_WORD = 0.1, 0.15, 0.25, 0.1, 0.2  # shares of what a teller tells
RENAMED = 0.7  # of a story's telling words: others of its kind do without them
WEEK = timedelta(days=7)
BATCH = 64  # documents in one transaction, as in `standoff add`
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Telling:
    """A report of the bed: the day of publication, what it tells, and of which event each mention tells."""

    published: date
    mentions: tuple[Mention, ...]
    events: tuple[str, ...]


Kind = list[Telling]
Labelled = tuple[NewDocument, tuple[str, ...]]  # with the event of each mention


@dataclass(frozen=True, slots=True)
class Story:
    """What sets a story apart from others of its kind: days later, other parties, towns and words, and tolls by so much."""

    days: timedelta
    states: Mapping[str, str]
    parties: Mapping[str, Participant]
    town: int
    words: Mapping[str, str]
    tolls: float


def coded_reports(mentions: int, per_day: int, seed: int) -> Iterator[NewDocument]:
    """Reports with at least so many mentions together, about `per_day` of them a day; the same seed gives the same ones."""
    return (report for report, _ in labelled_reports(mentions, per_day, seed))


def labelled_reports(mentions: int, per_day: int, seed: int) -> Iterator[Labelled]:
    """The same with the event that each mention tells of: one of its story, named as in the bed."""
    draw = random.Random(seed)  # noqa: S311 - reports for a benchmark
    source = _Source()
    days = max(1, mentions // per_day)
    told = number = 0
    while told < mentions:
        day = FIRST_DAY + timedelta(days=draw.randrange(days))
        for document, events in source.story(day, f"s{seed}-{number}", draw):
            told += len(document.mentions)
            yield document, events
        number += 1


class _Source:
    """What stories are made of: the kinds of the bed, its words, and the states and organisations that are known."""

    def __init__(self) -> None:
        self._kinds = _kinds()
        told = [m for kind in self._kinds for t in kind for m in t.mentions]
        self._triggers = {w.lower() for m in told for w in WORD.findall(_trigger(m))}
        self._words = sorted({w for m in told for w in WORD.findall(m.sentence) if w.islower() and self._telling(w)})
        self._states = sorted(knowledge.load().countries)[::7][:STATES]
        self._organisations: dict[tuple[str | None, str], list[Participant]] = defaultdict(list)
        for o in knowledge.load().organisations.values():
            self._organisations[o.country, o.sector].append(Participant(o.id, o.name, o.country, o.sector, ""))

    def _telling(self, word: str) -> bool:
        return len(word) > 3 and word.isalpha() and word not in weights.load().common_words | self._triggers

    def story(self, day: date, name: str, draw: random.Random) -> Iterator[Labelled]:
        """The reports of one story: those of its kind retold, sometimes copied."""
        kind = draw.choice(self._kinds)
        story = self._new(kind, day, draw)
        firsts: list[Labelled] = []
        for number in range(draw.choice(TELLERS)):
            id, outlet = f"{name}-{number}", draw.choice(OUTLETS)
            if firsts and draw.random() < COPIED:
                first, events = firsts[0]
                yield _copied(first, id, outlet), events
                continue
            telling = draw.choice(kind) if number else kind[0]
            published = telling.published + story.days + timedelta(days=number % 2)
            text, mentions, events = _retold(telling, story, id, draw)
            document = Document(id, "bench", text, publisher=outlet, published=published)
            firsts.append((_coded(document, mentions), tuple(f"{name}/{event}" for event in events)))
            yield firsts[-1]

    def _new(self, kind: Kind, day: date, draw: random.Random) -> Story:
        mentions = [m for t in kind for m in t.mentions]
        parties = {p.id: p for m in mentions for p in _parties(m)}
        hot, cold = self._states[:HOT], self._states[HOT:]
        pool = draw.sample(hot, HOT) + draw.sample(cold, len(cold))
        pool = pool if draw.random() < 0.5 else pool[::-1]
        states = dict(zip(dict.fromkeys(p.country for p in parties.values() if p.country), pool, strict=False))
        words = sorted({w for m in mentions for w in WORD.findall(m.sentence.lower()) if self._telling(w)})
        renamed = {w: draw.choice(self._words) for w in words if draw.random() < RENAMED}
        exchanged = {id: self._exchanged(p, states, draw) for id, p in parties.items()}
        later = day - kind[0].published
        return Story(later, states, exchanged, draw.randrange(TOWNS), renamed, draw.uniform(0.5, 3))

    def _exchanged(self, party: Participant, states: Mapping[str, str], draw: random.Random) -> Participant:
        """A party of the state that its own has become, and of its sector."""
        if party.country is None:
            return party
        country = states.get(party.country, party.country)
        if "/" in party.id or party.id.isupper():
            return replace(party, id=party.id.replace(party.country, country), country=country)
        known = self._organisations.get((country, party.sector))
        return draw.choice(known) if known else replace(party, id=f"{party.id}-{country}".lower(), country=country)


def _kinds() -> list[Kind]:
    """For each report of the bed, itself and those that tell within a week of an event that it tells of."""
    rows = [json.loads(line) for line in BED.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["published"]]
    told = [_telling(row) for row in rows]
    return [[one, *(b for b in told if b is not one and _of_one_event(one, b))] for one in told]


def _telling(row: dict[str, Any]) -> Telling:
    events = tuple(told.pop("event") for told in row["mentions"])
    return Telling(date.fromisoformat(row["published"]), tuple(map(Mention.from_json, row["mentions"])), events)


def _of_one_event(a: Telling, b: Telling) -> bool:
    return bool(set(a.events) & set(b.events)) and abs(a.published - b.published) <= WEEK


def _parties(mention: Mention) -> Sequence[Participant]:
    return (*mention.actors, *mention.recipients)


def _trigger(mention: Mention) -> str:
    return mention.sentence[mention.trigger.start - mention.start : mention.trigger.end - mention.start]


def _retold(telling: Telling, story: Story, id: str, draw: random.Random) -> tuple[str, list[Mention], list[str]]:
    """A text, its mentions as one teller has them (some left out, some words, tolls and days otherwise), and their events."""
    told = list(zip(telling.mentions, telling.events, strict=True))
    kept, events = zip(*([t for t in told if draw.random() >= LEFT_OUT] or told[:1]), strict=True)
    own = {w: f"{w}like" for w in sorted(set(story.words.values())) if draw.random() < OTHER_WORD}
    words = {w: own.get(new, new) for w, new in story.words.items()}
    sentences = {m.start: _reworded(m.sentence, words) for m in kept}
    starts = dict(zip(sentences, accumulate((len(s) + 1 for s, _ in sentences.values()), initial=0), strict=False))
    mentions = []
    for m in kept:
        sentence, moved = sentences[m.start]
        start = starts[m.start]
        trigger = Span(start + moved(m.trigger.start - m.start), start + moved(m.trigger.end - m.start))
        changed = _changed(m, story, draw)
        end = start + len(sentence)
        mentions.append(replace(changed, document=id, start=start, end=end, sentence=sentence, trigger=trigger))
    return " ".join(s for s, _ in sentences.values()), mentions, list(events)


class _Moved:
    """Where a place of the old sentence is in the new one."""

    def __init__(self, shifts: list[tuple[int, int]]) -> None:
        self._places, self._by = zip(*shifts, strict=True)

    def __call__(self, place: int) -> int:
        return place + int(self._by[bisect_right(self._places, place) - 1])


def _reworded(sentence: str, words: Mapping[str, str]) -> tuple[str, _Moved]:
    """The sentence with other words in the case of its own, and where things have moved."""
    parts, shifts, end = list[str](), [(0, 0)], 0
    for found in WORD.finditer(sentence):
        old = found[0]
        new = words.get(old.lower(), old)
        new = new.capitalize() if old[0].isupper() and new is not old else new
        parts += sentence[end : found.start()], new
        end = found.end()
        shifts.append((end, shifts[-1][1] + len(new) - len(old)))
    return "".join((*parts, sentence[end:])), _Moved(shifts)


def _changed(m: Mention, story: Story, draw: random.Random) -> Mention:
    """The mention in its story, as one teller has it."""
    late = timedelta(days=draw.choice((-1, 1)) if draw.random() < OTHER_DAY else 0) + story.days
    date = When(m.date.start + late, m.date.end + late) if m.date else None
    tolls = story.tolls * (draw.uniform(0.8, 1.3) if draw.random() < OTHER_TOLL else 1)
    return replace(
        m, date=date, place=_town(m.place, story) if m.place else None,
        deaths=_times(m.deaths, tolls), injured=_times(m.injured, tolls),
        actors=tuple(_party(p, story) for p in m.actors), recipients=tuple(_party(p, story) for p in m.recipients),
    )  # fmt: skip


def _party(old: Participant, story: Story) -> Participant:
    """As the story has it; a person and a group of one name keep one."""
    return replace(story.parties[old.id], text=_reworded(old.text, story.words)[0])


def _town(place: Where, story: Story) -> Where:
    country = story.states.get(place.country, place.country) if place.country else None
    if place.precision == "country":
        return replace(place, name=knowledge.load().countries[country].name if country else place.name, country=country)
    lat, lon = (None if x is None else x / 2 + story.town for x in (place.lat, place.lon))
    return replace(place, name=f"{place.name} {story.town}", country=country, lat=lat, lon=lon)


def _times(amount: Amount | None, by: float) -> Amount | None:
    if amount is None:
        return None
    lo, hi = (None if n is None else max(1, round(n * by)) for n in (amount.lo, amount.hi))
    return Amount(lo or 1, hi)


def _copied(first: NewDocument, id: str, outlet: str) -> NewDocument:
    """Wire copy: the same words under another name, with a line of its own before the end."""
    document = replace(first.document, id=id, publisher=outlet, near=first.document.id)
    document = replace(document, text=f"{first.document.text} {outlet}.")
    return _coded(document, [replace(m, document=id) for m in first.mentions])


def _coded(document: Document, mentions: Sequence[Mention]) -> NewDocument:
    facts = {document.id: DocumentFacts(document.published, document.independent_source, document.publisher)}
    blocks = tuple(blocking_keys(m, facts) for m in mentions)
    name = mentions[0].coder
    return NewDocument(document, digest(document), signature(document), name, tuple(mentions), blocks, ())


def store(archive: Path, reports: Iterable[NewDocument]) -> None:
    """Coded reports as `standoff add` stores them, waiting for merging."""
    remaining = iter(reports)
    with Writer.open(archive, "bench") as writer:
        while batch := list(islice(remaining, BATCH)):
            writer.add(batch, (), ())
