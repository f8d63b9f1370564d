"""What the steps share for one document: its reading, who is who in it, its dates, places and speakers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from standoff.code.frames.attribution import find_speakers
from standoff.code.frames.coreference import Coreference
from standoff.code.frames.date_rules import Setting
from standoff.code.frames.dates import DateExpression, anchor_after, find_dates
from standoff.code.frames.leads import LEAD, goes_before, lead_of
from standoff.code.frames.names import Name, NameIndex
from standoff.code.frames.participants import Participants
from standoff.code.frames.reading import Reading
from standoff.code.frames.report_day import (
    day_first,
    day_of_report,
    end_of_dateline,
    era_of,
    last_year,
    narrowed,
    tells_news,
)
from standoff.code.frames.surnames import by_surname
from standoff.code.frames.where import PlaceExpression, find_places
from standoff.code.frames.within import true_names
from standoff.code.lexicon import Lexicon
from standoff.knowledge import Knowledge
from standoff.knowledge.places import Gazetteer

LOCAL = frozenset(("town", "region"))  # precision of ground that can be taken and lost


BOUNDS = ("pre-", "Pre-", "post-", "Post-")  # "the pre-October talks" were not in October
LONGEST_MONTH = 31  # days


@dataclass(frozen=True, slots=True)
class Resources:
    """What the coder loads once."""

    lexicon: Lexicon
    knowledge: Knowledge
    names: NameIndex
    gazetteer: Gazetteer


@dataclass(frozen=True)
class Context:
    """One document under the coder's eyes."""

    reading: Reading
    resources: Resources
    names: list[Name]
    who: Coreference
    speakers: dict[int, int]
    event_heads: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, reading: Reading, resources: Resources) -> Context:
        """Find the names, then who the phrases are, then who speaks."""
        names: list[Name] = []
        day = reading.document.published or last_year(reading.document.text)
        for start, end in reading.sentences:
            names += resources.names.find(reading.words[start:end], reading.lemmas[start:end], day, start)
        names = [*true_names(reading, names, resources.gazetteer, resources.knowledge)]
        names = sorted((*names, *by_surname(reading, names)), key=lambda n: n.start)
        who = Coreference(
            reading,
            Participants(reading, names, resources.names, resources.gazetteer, resources.lexicon.classes),
        )
        speakers = find_speakers(reading, resources.lexicon.classes["speech"])
        who.speakers.update(speakers)
        context = cls(reading, resources, names, who, speakers)
        who.home, who.force = context.home, resources.lexicon.classes["force"]
        reading.towns.update(
            p.end - 1 for places in context.places.values() for p in places if p.where.precision in LOCAL
        )
        return context

    def country_of(self, name: Name) -> str | None:
        """The country that a name belongs to."""
        knowledge = self.resources.knowledge
        if name.kind in ("country", "demonym", "seat"):
            return name.ref
        if name.kind == "organisation":
            return knowledge.organisations[name.ref].country
        return knowledge.people[name.ref].country if name.kind == "person" else None

    def _is_apart(self, name: Name) -> bool:
        """Here "told AFP" is not about France, and the head of an alliance not about where he is from."""
        known = self.resources.knowledge
        if name.kind == "person":
            role = known.people[name.ref].role_on(self.who.participants.day)
            return (role.sector if role else known.people[name.ref].sector) == "IGO"
        return name.kind == "organisation" and known.organisations[name.ref].sector == "MED"

    @cached_property
    def home(self) -> str | None:
        """The country whose government or army publishes the document ("UK Government", "CENTCOM")."""
        words = self.reading.document.publisher.split()
        if any(w.strip("()").lower() in self.resources.lexicon.classes["outlets"] for w in words):
            return None
        for name in self.resources.names.find(words, [w.lower() for w in words], self.reading.document.published):
            known = self.resources.knowledge.organisations.get(name.ref)
            if name.kind in ("country", "demonym", "seat") or (known is not None and known.sector in ("GOV", "MIL")):
                return self.country_of(name)
        return None

    @cached_property
    def countries(self) -> list[str]:
        """Countries that the document names, most frequent first."""
        found = Counter(c for n in self.names if (c := self.country_of(n)) is not None)
        return [iso3 for iso3, _ in found.most_common()]

    @cached_property
    def named_countries(self) -> list[tuple[int, str]]:
        """Sentence and country of every name and place."""
        named = (n for n in self.names if not self._is_apart(n))
        found = [(self.reading.sentence_of[n.start], c) for n in named if (c := self.country_of(n)) is not None]
        for number, places in self.places.items():
            known = {c for n, c in found if n == number}
            found += [
                (number, p.where.country)
                for p in places
                if p.where.country is not None and p.where.country not in known
            ]
        return found

    @cached_property
    def places(self) -> dict[int, list[PlaceExpression]]:
        """Place expressions by sentence."""
        return {
            number: find_places(
                self.reading.doc[start:end], self.resources.gazetteer, self.resources.knowledge, self.countries
            )
            for number, (start, end) in enumerate(self.reading.sentences)
        }

    @cached_property
    def published(self) -> date | None:
        """The day of the report."""
        return day_of_report(self.reading.document)

    @cached_property
    def dates(self) -> dict[int, list[tuple[DateExpression, int]]]:
        """Date expressions by sentence, each with the token that it hangs on the parse by."""
        if self.published is not None:
            return self._dates(Setting(day_first=day_first(self.reading.document.text)))
        era = era_of(self.reading, self.names, self.resources.knowledge)
        setting = Setting(era, day_first(self.reading.document.text))
        found = self._dates(setting)
        days = [e.when for told in found.values() for e, _ in told if e.kind == "day" and e.when is not None]
        return self._dates(replace(setting, era=narrowed(era, days))) if era and days else found

    def _dates(self, setting: Setting) -> dict[int, list[tuple[DateExpression, int]]]:
        reading = self.reading
        found: dict[int, list[tuple[DateExpression, int]]] = {}
        vague = self.published is None and tells_news(reading.document.text)
        anchor, lead, text_begins = None, None, end_of_dateline(reading.document.text)
        for number, (start, end) in enumerate(reading.sentences):
            first = reading.starts[start]
            text = reading.document.text[first : reading.end_of(end - 1)]
            expressions = [
                e
                for e in find_dates(text, self.published, anchor, setting)
                if first + e.start >= text_begins
                and not self._is_in_name(first + e.start)
                and not reading.document.text[: first + e.start].endswith(BOUNDS)
            ]
            if expressions:
                found[number] = [(e, self._top(first + e.start, first + e.end, start, end)) for e in expressions]
                if self.published is None and not vague and not found.keys() - {number} and number < LEAD:
                    lead = lead_of(expressions)
                anchor = anchor_after((e for e in expressions if not goes_before(e, lead)), anchor or lead)
            if vague and anchor is not None and anchor.days > LONGEST_MONTH:
                anchor = None  # "even after 2002" is not the year of "October 7" further on
        return found

    def _is_in_name(self, at: int) -> bool:
        """As in "the 1920 Revolution Brigades", whose year dates nothing."""
        reading = self.reading
        return any(
            n.kind == "organisation" and reading.starts[n.start] <= at < reading.end_of(n.end - 1) for n in self.names
        )

    def _top(self, first: int, last: int, start: int, end: int) -> int:
        """The token of the expression that is highest in the parse."""
        reading = self.reading
        tokens = [i for i in range(start, end) if first <= reading.starts[i] < last]
        inside = set(tokens)
        return next((i for i in tokens if reading.heads[i] not in inside), tokens[0] if tokens else start)
