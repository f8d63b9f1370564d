"""What an answer page may be asked, as the query of its address, and the question that it puts to the archive."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from standoff.answers import Answer, balance, change, changes, courses, dynamics, forecast, network, scenario
from standoff.answers import next as likeliest
from standoff.errors import MeasureError
from standoff.options import (
    DEFAULT_AHEAD,
    BalanceOptions,
    ChangeOptions,
    ChangesOptions,
    ForecastOptions,
    NetworkOptions,
    NextOptions,
    ScenarioOptions,
    StreamOptions,
)
from standoff.serve.asked import SINCE, UNTIL, Asked, Day, Names, Quad, all_given, given
from standoff.store import View

Quads = Annotated[tuple[Quad, ...], BeforeValidator(all_given)]
Weeks = Annotated[Annotated[int, Field(ge=1, le=1000)] | None, BeforeValidator(given)]
Steps = Annotated[Annotated[int, Field(ge=1, le=26)] | None, BeforeValidator(given)]
By = Literal["dyad", "pair", "actor", "place"]
MOST_CHANGES = 20  # of each kind: a page
MOST_OUTSIDE = timedelta(days=366)
OLDEST = 1970  # no archive is older, and the first years of the calendar fit in no time zone
SIDES = "Sides to look at, parted by commas: names, ids or countries; by default those with most dealings."


class QuestionAsked(Asked):
    """What every answer page can be asked."""

    @abstractmethod
    def answer(self, view: View) -> Answer:
        """What the archive says; MeasureError or ModelError where it can say nothing."""

    def bounded_answer(self, view: View) -> Answer:
        """The same; MeasureError for a day far outside of the record, for each week until then would be looked at."""
        days = {name: getattr(self, name, None) for name in ("since", "until", "at")}
        span = view.days_of_events()
        for name, day in days.items():
            if span and type(day) is date and not span[0] - MOST_OUTSIDE <= day <= span[1] + MOST_OUTSIDE:
                raise MeasureError(
                    f"{name}: {day} lies far outside of the record, which goes from {span[0]} to {span[1]}"
                )
        return self.answer(view)

    def with_files(self, _scenarios: Sequence[Path]) -> QuestionAsked:
        """The same with the file that is asked about, of those that the server was started with; MeasureError where there is none."""
        return self


class BalanceAsked(QuestionAsked):
    at: Day = Field(None, description="As of this day; by default the last event.")
    actors: Names = Field((), description=SIDES)

    def answer(self, view: View) -> Answer:
        return balance.answer(view, BalanceOptions(self.at, self.actors))


class NetworkAsked(QuestionAsked):
    actors: Names = Field((), description=SIDES)

    def answer(self, view: View) -> Answer:
        return network.answer(view, NetworkOptions(self.actors))


class ChangeAsked(QuestionAsked):
    until: Day = Field(None, description=UNTIL)
    actors: Names = Field((), description=SIDES)
    quad: Quad = Field("material conflict", description="The quad class to count.")
    reference: Weeks = Field(
        None, description="Weeks from the first that say what is usual; by default half, at most 104."
    )

    def _options(self) -> ChangeOptions:
        return ChangeOptions(self.until, self.actors, self.quad, self.reference)

    def answer(self, view: View) -> Answer:
        return change.answer(view, self._options())


class CoursesAsked(ChangeAsked):
    def answer(self, view: View) -> Answer:
        return courses.answer(view, self._options())


class StreamsAsked(QuestionAsked):
    since: Day = Field(None, description=SINCE)
    until: Day = Field(None, description=UNTIL)
    by: By = Field(
        "dyad", description="A stream per quad class and dyad (who to whom), pair, actor or place (in which country)."
    )
    actors: Names = Field((), description=f"{SIDES} With by=place, countries.")
    quad: Quads = Field((), description="The quad classes to count; by default those of the model.")
    quads_by_default: ClassVar[tuple[str, ...]] = StreamOptions().quads

    def _streams(self) -> StreamOptions:
        return StreamOptions(self.since, self.until, self.by, self.actors, self.quad or self.quads_by_default)


class DynamicsAsked(StreamsAsked):
    def answer(self, view: View) -> Answer:
        return dynamics.answer(view, self._streams())


class ForecastAsked(StreamsAsked):
    of: Literal["events", "deaths"] = Field("events", description="What is counted.")
    step: Literal["day", "week", "month"] = Field("week", description="Counted by the day, the week or the month.")
    ahead: Steps = Field(None, description="So many steps ahead; by default 7 days, 4 weeks or 3 months.")
    quads_by_default: ClassVar[tuple[str, ...]] = ForecastOptions().streams.quads

    def answer(self, view: View) -> Answer:
        return forecast.answer(
            view, ForecastOptions(self._streams(), self.of, self.step, self.ahead or DEFAULT_AHEAD[self.step])
        )


class NextAsked(QuestionAsked):
    until: Day = Field(None, description=UNTIL)
    actors: Names = Field((), description="Sides of which one has to take part, parted by commas; by default any.")
    limit: Annotated[int, Field(ge=1, le=200, description="So many at most.")] = 20
    ranker: bool = Field(False, description="Train a network on top of counts that fade: ranks better, takes minutes.")

    def answer(self, view: View) -> Answer:
        return likeliest.answer(view, NextOptions(self.until, self.actors, self.limit, self.ranker))


class ScenarioAsked(QuestionAsked):
    file: Annotated[int, Field(ge=1)] = Field(
        1, description="Which of the conflict files that the server was started with."
    )

    def with_files(self, scenarios: Sequence[Path]) -> QuestionAsked:
        if not scenarios:
            raise MeasureError(
                "no conflict file was named when the server was started; start it with standoff serve --scenario FILE"
            )
        if self.file > len(scenarios):
            raise MeasureError(
                f"the server was started with {len(scenarios)} conflict files, and there is no number {self.file}"
            )
        path = scenarios[self.file - 1]
        try:
            return ScenarioOfFile(file=self.file, path=path, digest=sha256(path.read_bytes()).hexdigest())
        except OSError as problem:
            raise MeasureError(f"{path.name} cannot be read: {problem.strerror}") from None

    def answer(self, _view: View) -> Answer:
        raise MeasureError("which conflict file is meant is not known yet")


class ScenarioOfFile(ScenarioAsked):
    """What is computed: never read from an address, for nobody but who starts the server names a file. `digest`: of what is in it."""

    path: Path
    digest: str

    def answer(self, view: View) -> Answer:
        return scenario.answer(view, ScenarioOptions(self.path))


class ChangesAsked(QuestionAsked):
    since: Annotated[datetime | None, BeforeValidator(given)] = Field(
        None,
        description="A moment, when the archive recorded it; by default when it was last added to.",
    )

    def answer(self, view: View) -> Answer:
        since = self.since or view.last_added()
        if since is None:
            raise MeasureError("nothing was ever written to the archive")
        if since.year < OLDEST:
            raise MeasureError(f"{since} lies before there were archives; name a later moment")
        moment = since.astimezone() if since.tzinfo is None else since
        if moment > datetime.now(UTC):
            raise MeasureError(f"{since} lies in the future; name a moment that has been")
        return changes.answer(view, ChangesOptions(moment, MOST_CHANGES))


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a page: `name` is that of its address, `kind` says whether what is told was counted or comes from a model; `with_files`: what `asked`
    becomes with the file that it is about.
    """

    name: str
    text: str
    asked: type[QuestionAsked]
    kind: Literal["measured", "model"]
    with_files: type[QuestionAsked] | None = None

    @property
    def path(self) -> str:
        return f"/{self.name}"


QUESTIONS: Mapping[str, Question] = {
    one.name: one
    for one in (
        Question("changes", "What changed in the archive?", ChangesAsked, "measured"),
        Question("courses", courses.QUESTION, CoursesAsked, "measured"),
        Question("network", network.QUESTION, NetworkAsked, "measured"),
        Question("balance", balance.QUESTION, BalanceAsked, "measured"),
        Question("change", change.QUESTION, ChangeAsked, "measured"),
        Question("dynamics", dynamics.QUESTION, DynamicsAsked, "model"),
        Question("forecast", forecast.QUESTION, ForecastAsked, "model"),
        Question("next", likeliest.QUESTION, NextAsked, "model"),
        Question("scenario", scenario.QUESTION, ScenarioAsked, "model", ScenarioOfFile),
    )
}
