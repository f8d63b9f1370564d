"""The coder `llm`: the text goes out in windows, what the model quotes of it comes back and is read by the project's own knowledge."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from standoff.code.coder import Coded
from standoff.code.frames import steps
from standoff.code.frames.coder import FramesCoder
from standoff.code.frames.context import Context
from standoff.code.frames.mentions import mentions_of
from standoff.code.frames.reading import Frame, Reading
from standoff.code.llm.account import Account
from standoff.code.llm.answers import Answer
from standoff.code.llm.asking import Asker, UnansweredError
from standoff.code.llm.checked import Checked
from standoff.code.llm.grounded import TWICE, Grounder
from standoff.code.llm.prompt import load
from standoff.code.llm.settings import Settings, from_environment
from standoff.code.llm.windows import Window, windows
from standoff.errors import CodeError
from standoff.options import CodeOptions
from standoff.records import Document, Mention, Tie

AHEAD = 2  # documents per request at a time that are parsed and wait: no request waits for the parser
TOLD_AS_NEWS = ("actual", "negated")  # of the days up to the report, where nothing else dates them
Told = list[tuple[Window, Answer]]


@dataclass(frozen=True, slots=True)
class Pending:
    """A document whose windows are asked about, or that failed before."""

    document: Document
    context: Context | None
    answers: tuple[Future[Told], ...]
    problem: str | None = None


class LlmCoder:
    """Codes by a language model; the parse, the knowledge and the gazetteer are those of the embedded coder.

    One document goes out in requests of its own, so that what one text says can never touch the record of another.
    Raises CodeError where the endpoint cannot be used at all or the budget of the run is spent.
    """

    def __init__(self, options: CodeOptions, settings: Settings, parser: FramesCoder | None = None) -> None:
        self.name = f"llm/1:{settings.model}"
        self.parser = parser or FramesCoder(options)
        self.ahead = AHEAD * settings.concurrency
        self._settings = settings
        self._account = Account(settings)
        self._prompt = load()
        self._open()

    def _open(self) -> None:
        self._asker = Asker(self._settings, self._prompt, self._account)
        self._pool = ThreadPoolExecutor(self._settings.concurrency, "llm")
        self._closed = False

    def code(self, documents: Iterable[Document]) -> Iterator[Coded]:
        """Code documents in order, several requests at a time; the threads end with it, and start anew with the next call."""
        if self._closed:
            self._open()
        waiting: deque[Pending] = deque()
        try:
            for document, doc in self.parser.parsed(documents):
                waiting.append(self.begin(document, doc))
                if len(waiting) > self.ahead:
                    yield self.finish(waiting.popleft())
            while waiting:
                yield self.finish(waiting.popleft())
        finally:
            self.close()

    def account(self) -> dict[str, float]:
        """What the run has cost and what was refused."""
        return self._account.figures()

    def begin(self, document: Document, doc: Any) -> Pending:
        """Send out what a parsed document needs."""
        try:
            context = Context.of(Reading.of(document, doc), self.parser.resources)
            parts = windows(context.reading, self._settings.window)
        except Exception as problem:  # noqa: BLE001 - one odd text must not stop a batch of thousands
            return Pending(document, None, (), f"could not be parsed ({type(problem).__name__}: {problem})")
        return Pending(document, context, tuple(self._pool.submit(self._ask, document, part) for part in parts))

    def finish(self, pending: Pending) -> Coded:
        """Wait for the answers and read them. An answer that fails takes the whole document with it: no half is taken for all."""
        document, context = pending.document, pending.context
        if context is None:
            return Coded(document, (), (), pending.problem)
        try:
            told = [answer for future in pending.answers for answer in future.result()]
            return Coded(document, *self._read(context, told))
        except CodeError:
            raise
        except UnansweredError as problem:
            return Coded(document, (), (), str(problem), again=not problem.for_good)
        except Exception as problem:  # noqa: BLE001 - as above
            return Coded(document, (), (), f"could not be coded ({type(problem).__name__}: {problem})")

    def close(self) -> None:
        """End the threads; requests under way are waited for, others are not sent."""
        self._closed = True
        self._asker.stop()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _ask(self, document: Document, window: Window) -> Told:
        return list(self._asker.ask(document, window))

    def _read(self, context: Context, told: Told) -> tuple[tuple[Mention, ...], tuple[Tie, ...]]:
        frames: dict[tuple[tuple[int, int], str], Frame] = {}
        ties: dict[tuple[str, str, str], Tie] = {}
        for window, answer in told:
            quotes = Checked.of(context.reading.document.text, window, self._account.refuse)
            grounder = Grounder(context, quotes, self._prompt.id)
            for event in answer.events:
                frame = grounder.frame(event)
                if frame is not None and frames.setdefault((frame.trigger, frame.type), frame) is not frame:
                    self._account.refuse(TWICE)
            for tie in filter(None, map(grounder.tie, answer.ties)):
                ties.setdefault((tie.type, tie.source.id, tie.target.id), tie)
        in_order = sorted(frames.values(), key=lambda f: f.trigger)
        rated = steps.confidence(context, steps.topics(context, _dated(context, in_order)))
        return tuple(mentions_of(context, rated, self.name)), tuple(
            sorted(ties.values(), key=lambda t: (t.start, t.type))
        )


def _dated(context: Context, frames: list[Frame]) -> list[Frame]:
    """Dates that no quote gives, as the embedded coder finds them: by the parse, lent by another event, from the day of the report."""
    found = zip(frames, steps.when(context, frames), strict=True)
    return [
        frame if frame.date or _is_no_news(other) else frame.but(date=other.date, dated_by=other.dated_by)
        for frame, other in found
    ]


def _is_no_news(frame: Frame) -> bool:
    return frame.dated_by == "report" and frame.status not in TOLD_AS_NEWS


def from_options(options: CodeOptions) -> LlmCoder:
    """The coder with the endpoint that the environment names."""
    return LlmCoder(options, from_environment(os.environ))
