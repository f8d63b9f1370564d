"""An archive into the one-file report: what it answers, the events behind that with their sentences, and the reports it was read from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from standoff import __version__
from standoff.answers import Answer, balance, change, contested, dynamics, forecast, scenario
from standoff.answers import next as likeliest
from standoff.answers.words import days
from standoff.errors import StandoffError
from standoff.options import (
    BalanceOptions,
    ChangeOptions,
    ForecastOptions,
    NextOptions,
    ReportOptions,
    ScenarioOptions,
    StreamOptions,
)
from standoff.serve.events import ShownEvent, shown_events
from standoff.serve.page import ref, render
from standoff.serve.parts import Parts, events_named, parts
from standoff.store import EventFilter, ListedDocument, View

CONTESTED = 10  # events on which accounts differ
MOST_TOLD = 12  # events in the table of those that most sources tell of: a screen
MOST_EVENTS = 60  # events shown with their sentences; a report is read, an archive is asked
MOST_DOCUMENTS = 500


@dataclass(frozen=True, slots=True)
class Question:
    """Something that every report asks. `kind`: whether the answer tells what was measured or what a model says."""

    name: str
    text: str
    ask: Callable[[View, ReportOptions], Answer]
    kind: Literal["measured", "model"] = "measured"


def _balance(view: View, options: ReportOptions) -> Answer:
    return balance.answer(view, BalanceOptions(options.at, options.actors))


def _change(view: View, options: ReportOptions) -> Answer:
    return change.answer(view, ChangeOptions(options.at, options.actors))


def _dynamics(view: View, options: ReportOptions) -> Answer:
    return dynamics.answer(view, StreamOptions(until=options.at, actors=options.actors))


def _forecast(view: View, options: ReportOptions) -> Answer:
    streams = replace(ForecastOptions().streams, until=options.at, actors=options.actors)
    return forecast.answer(view, ForecastOptions(streams))


def _next(view: View, options: ReportOptions) -> Answer:
    return likeliest.answer(view, NextOptions(options.at, options.actors))


def _contested(view: View, _options: ReportOptions) -> Answer:
    return contested.answer(view, EventFilter(limit=CONTESTED))


def _scenario(view: View, options: ReportOptions) -> Answer:
    if options.scenario is None:
        raise StandoffError("no conflict file was given")
    return scenario.answer(view, ScenarioOptions(options.scenario))


SCENARIO = Question("scenario", scenario.QUESTION, _scenario, "model")
QUESTIONS = (
    Question("balance", balance.QUESTION, _balance),
    Question("change", change.QUESTION, _change),
    Question("dynamics", dynamics.QUESTION, _dynamics, "model"),
    Question("forecast", forecast.QUESTION, _forecast, "model"),
    Question("next", likeliest.QUESTION, _next, "model"),
    Question("contested", "On which events do accounts differ most?", _contested),
)


@dataclass(frozen=True, slots=True)
class Section:
    """A question with the parts of its answer, or with the reason why the archive has none."""

    question: Question
    heading: str
    parts: Parts | None
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Links:
    """Where a page has what is named; empty where it has it not. `sentences`: how many it shows of each event."""

    sentences: dict[str, int]

    def event(self, id: str) -> str:
        return f"#event-{ref(id)}" if id in self.sentences else ""

    def sentence(self, id: str, mention: int | None) -> str:
        """The sentence itself, else its event."""
        shown = mention is not None and mention <= self.sentences.get(id, 0)
        return f"#sentence-{ref(id)}-{mention}" if shown else self.event(id)

    def document(self, _id: str) -> str:
        """A report has no texts."""
        return ""


def report(view: View, options: ReportOptions) -> str:
    """The report as one HTML page, which loads nothing and runs nothing; what an archive cannot answer is said in the place of the answer."""
    asked = [_asked(view, options, question) for question in (*QUESTIONS, *([SCENARIO] if options.scenario else []))]
    most_told = view.event_ids(EventFilter(statuses=("actual",), order="sources", limit=MOST_TOLD))
    ids = list(dict.fromkeys([*most_told, *events_named([answer for _, answer in asked if answer])]))
    events = sorted(shown_events(view, ids[:MOST_EVENTS]), key=_day)
    published = view.reports_by_day()
    return render(
        "report.html",
        options=options,
        version=__version__,
        counts=view.counts(),
        event_days=days(*view.days_of_events() or (None, None)),
        report_days=days(min(published), max(published)) if published else "",
        sections=[section for section, _ in asked],
        most_told=[event for event in events if event.event.id in most_told],
        events=events,
        documents=_by_day(view.documents_listed(MOST_DOCUMENTS)),
        links=Links({e.event.id: len(e.sentences) for e in events}),
    )


def _asked(view: View, options: ReportOptions, question: Question) -> tuple[Section, Answer | None]:
    try:
        answer = question.ask(view, options)
    except StandoffError as error:
        return Section(question, question.text, None, str(error)), None
    return Section(question, answer.question, parts(answer)), answer


def _day(shown: ShownEvent) -> tuple[date, str]:
    when = shown.event.date
    return (when.start if when else date.max), shown.event.id


def _by_day(listed: Sequence[ListedDocument]) -> list[ListedDocument]:
    return sorted(listed, key=lambda d: (d.document.published or date.max, d.document.told_by, d.document.id))
