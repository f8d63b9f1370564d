"""Checked quotes into frames: parties, dates, places and numbers are read out of them as the embedded coder reads them out of a text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from standoff.code.frames.context import Context
from standoff.code.frames.dates import DateExpression
from standoff.code.frames.grounding import ground
from standoff.code.frames.numbers import find_amounts
from standoff.code.frames.phrases import slug
from standoff.code.frames.reading import ONCE, Frame
from standoff.code.frames.where_names import NARROW
from standoff.code.lexicon import Entry
from standoff.code.llm.answers import AnsweredEvent, AnsweredTie, Quote
from standoff.code.llm.checked import Checked
from standoff.records import Amount, Participant, Span, Tie, When, Where

UNKNOWN_PARTY = "party that neither the text nor the files know"
UNKNOWN_DATE, UNKNOWN_PLACE, UNKNOWN_NUMBER = (
    "words that are no date",
    "words that are no known place",
    "words that are no number",
)
TWICE = "told twice"
CAPITAL = re.compile(r"[^\W\d_a-z]")
TIMES = ("at", "since", "during", "within", "by")  # "before Friday" is a bound and no date


@dataclass(frozen=True, slots=True)
class Grounder:
    """Works on one window of one document; `rule` is the id of the prompt."""

    context: Context
    quotes: Checked
    rule: str

    def frame(self, event: AnsweredEvent) -> Frame | None:
        """The event as a frame; None where its trigger is not in the text. A refused quote leaves its field empty."""
        trigger = self.quotes.span(event.trigger)
        if trigger is None:
            return None
        first, last = self._tokens(trigger)
        entry = Entry(self.rule, event.type, "verb", event.mode, (), (), reciprocal=False, harm=None, needs=())
        frame = Frame(
            head=self._heads(first, last)[0],
            trigger=(first, last),
            entry=entry,
            type=event.type,
            status=event.status,
            rule=self.rule,
        )
        frame = frame.but(
            words=tuple(range(first, last + 1)), mode=() if event.mode is None else (event.mode,),
            place=self._place(event.place, trigger), deaths=self._amount(event.deaths, trigger), injured=self._amount(event.injured, trigger),
            count=self._amount(event.count, trigger) or ONCE,
        )  # fmt: skip
        actors = self._side(event.actors, trigger)
        recipients = tuple(p for p in self._side(event.recipients, trigger) if p.id not in {a.id for a in actors})
        speakers = () if event.attributed_to is None else self._side((event.attributed_to,), trigger)
        date = self._date(event.date, trigger, event.status)
        return ground(self.context, frame.but(actors=actors, recipients=recipients, speakers=speakers, date=date))

    def tie(self, told: AnsweredTie) -> Tie | None:
        """The tie; None where one of its sides is not in the text or is nobody known, or they are of two sentences."""
        spans = self.quotes.span(told.source), self.quotes.span(told.target)
        if spans[0] is None or spans[1] is None:
            return None
        reading = self.context.reading
        sides = self._parties(spans[0])[:1] + self._parties(spans[1])[:1]
        numbers = {reading.sentence_of[self._tokens(span)[0]] for span in spans if span is not None}
        if len(sides) < 2 or len(numbers) > 1 or sides[0].id == sides[1].id:
            self.quotes.refuse("tie without two known sides in one sentence")
            return None
        first, last = reading.sentences[numbers.pop()]
        start, end = reading.starts[first], reading.end_of(last - 1)
        sentence = reading.document.text[start:end]
        return Tie(told.type, sides[0], sides[1], reading.document.id, start, end, sentence, self.rule)

    def _tokens(self, span: Span) -> tuple[int, int]:
        """First and last token of characters."""
        starts = self.context.reading.starts[:-1]
        return bisect_right(starts, span.start) - 1, bisect_left(starts, span.end) - 1

    def _heads(self, first: int, last: int) -> list[int]:
        """The tokens of a phrase that hang on nothing inside it, words before particles and punctuation."""
        reading = self.context.reading
        inside = range(first, last + 1)
        tops = [i for i in inside if reading.heads[i] not in inside or reading.heads[i] == i]
        return sorted(tops, key=lambda i: reading.pos[i] not in ("VERB", "NOUN", "PROPN", "PRON")) or [first]

    def _side(self, quotes: tuple[Quote, ...], trigger: Span) -> tuple[Participant, ...]:
        spans = (self.quotes.span(q, trigger) for q in quotes)
        found = {p.id: p for span in spans if span is not None for p in self._parties(span)}
        return tuple(found.values())

    def _parties(self, span: Span) -> tuple[Participant, ...]:
        """Whom a phrase names: as the embedded coder resolves it, else by its own words where it is a name."""
        first, last = self._tokens(span)
        reading = self.context.reading
        heads = dict.fromkeys(c for h in self._heads(first, last) for c in reading.conjuncts(h) if first <= c <= last)
        found = {p.id: p for h in heads for p in self.context.who.resolve(h)}
        if found:
            return tuple(found.values())
        name = " ".join(reading.document.text[span.start : span.end].split())
        if not slug(name) or self._is_no_party(span):
            self.quotes.refuse(UNKNOWN_PARTY)
            return ()
        return (Participant(slug(name), name, None, "UNK", name),)

    def _is_no_party(self, span: Span) -> bool:
        """Whether all that is a name in the words is a day ("on Saturday") or a known place ("near Abu Kamal")."""
        reading = self.context.reading
        named = self.context.places.get(reading.sentence_of[self._tokens(span)[0]], ())
        others = [(reading.starts[p.start], reading.end_of(p.end - 1)) for p in named]
        others += [(begin, end) for begin, end, _ in self._expressions(span)]
        capitals = CAPITAL.finditer(reading.document.text, span.start, span.end)
        return all(any(begin <= c.start() < end for begin, end in others) for c in capitals)

    def _date(self, quote: Quote | None, trigger: Span, status: str) -> When | None:
        span = None if quote is None else self.quotes.span(quote, trigger)
        if span is None:
            return None
        when = self._when(span, future=status == "future")
        if when is None:
            self.quotes.refuse(UNKNOWN_DATE)
        return when

    def _when(self, span: Span, *, future: bool) -> When | None:
        """The interval of the date expression that the words are or hold."""
        for begin, end, expression in self._expressions(span):
            if begin < span.end and span.start < end and expression.relation in TIMES:
                return expression.future or expression.when if future else expression.when
        return None

    def _expressions(self, span: Span) -> Iterator[tuple[int, int, DateExpression]]:
        """The date expressions of the sentence, with the characters of the document that they are."""
        reading = self.context.reading
        number = reading.sentence_of[self._tokens(span)[0]]
        begins = reading.starts[reading.sentences[number][0]]
        for expression, _ in self.context.dates.get(number, ()):
            yield begins + expression.start, begins + expression.end, expression

    def _place(self, quote: Quote | None, trigger: Span) -> Where | None:
        span = None if quote is None else self.quotes.span(quote, trigger)
        if span is None:
            return None
        first, last = self._tokens(span)
        named = self.context.places.get(self.context.reading.sentence_of[first], ())
        inside = [p.where for p in named if p.start <= last and first < p.end]
        if not inside:
            self.quotes.refuse(UNKNOWN_PLACE)
        return min(inside, key=lambda w: NARROW[w.precision], default=None)

    def _amount(self, quote: Quote | None, trigger: Span) -> Amount | None:
        """The first number of a quote, read in its sentence, where "more than" may stand in front of it."""
        span = None if quote is None else self.quotes.span(quote, trigger)
        if span is None:
            return None
        reading = self.context.reading
        start, end = reading.sentences[reading.sentence_of[self._tokens(span)[0]]]
        begins = reading.starts[start]
        text = reading.document.text[begins : reading.end_of(end - 1)]
        for found in find_amounts(text):
            if begins + found.start < span.end and span.start < begins + found.end:
                return found.amount
        self.quotes.refuse(UNKNOWN_NUMBER)
        return None
