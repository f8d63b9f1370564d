"""/network: who stands with whom on a day, with a slider over the days; its data and tables are those of the question `network`."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BeforeValidator, Field

from standoff.answers.network import MOST_DAYS, OverTime
from standoff.errors import MeasureError
from standoff.serve.asked import Asked, Day, Names, given
from standoff.serve.background import AGAIN_S, NotYetError, Pending, latest
from standoff.serve.kept import Outcome
from standoff.serve.live import Page, archive_of, as_svg, background_of, page, tidy
from standoff.serve.networks import Shown, TieLink, balance_picture, picture, shown_on, svg
from standoff.serve.questions import QUESTIONS, BalanceAsked, NetworkAsked
from standoff.serve.tie import TieAsked

PAGE = Page("/network", "Network")
QUESTION = QUESTIONS["network"]
Step = Annotated[Annotated[int, Field(ge=0, lt=MOST_DAYS)] | None, BeforeValidator(given)]
router = APIRouter(include_in_schema=False)


class NetworkDayAsked(Asked):
    """Which sides, and which day; `step` is the place of the day among all, as the slider sends it."""

    actors: Names = ()
    at: Day = None
    step: Step = None


Wanted = Annotated[NetworkDayAsked, Query()]


@router.get(PAGE.path)
async def html(request: Request, asked: Wanted) -> Response:
    tidy(request, asked)
    told = await _outcome(request, asked)
    pending = told if isinstance(told, Pending) else None
    found = latest(told)
    if found is None:
        return page(request, "network.html", refresh_s=AGAIN_S, asked=asked, pending=pending, shown=None, why_not="")
    events = (await archive_of(request).ask(lambda view: view.counts())).events
    if found.answer is None:
        return page(
            request, "network.html", asked=asked, pending=None, shown=None, why_not=found.why_not, events=events
        )
    over_time = OverTime.read(found.answer)
    if asked.step is not None:  # the slider says which place, an address which day
        day = over_time.moments[min(asked.step, len(over_time.moments) - 1)].day
        return RedirectResponse(PAGE.path + asked.query(step=None, at=day), 303)
    shown = shown_on(over_time, asked.at, _links)
    return page(
        request, "network.html", asked=asked, pending=pending, shown=shown, why_not="", picture=picture(shown), events=events,
        outcome=found, balance_picture=balance_picture(shown), balance=_balance(shown, asked), last=len(over_time.moments) - 1,
        without=_without(shown, asked),
    )  # fmt: skip


@router.get(f"{PAGE.path}.svg")
async def figure(request: Request, asked: Wanted) -> Response:
    found = await _outcome(request, asked)
    if isinstance(found, Pending):
        raise NotYetError
    if found.answer is None:
        raise MeasureError(found.why_not)
    shown = shown_on(OverTime.read(found.answer), asked.at, _links)
    return as_svg(f"network-{shown.day}", svg(shown))


async def _outcome(request: Request, asked: NetworkDayAsked) -> Outcome | Pending:
    return await background_of(request).outcome(QUESTION, NetworkAsked(actors=asked.actors))


def _links(day: date) -> TieLink:
    """Where the page of a tie on this day is; unchecked, for an id may be as long as it likes."""
    return lambda a, b: f"{PAGE.path}/tie" + TieAsked.model_construct(a=a, b=b, at=day).query()


def _balance(shown: Shown, asked: NetworkDayAsked) -> str:
    """The whole answer on balance, of the same sides on the same day."""
    names = asked.actors or tuple(side.id for side in shown.over_time.sides)
    return "/balance" + BalanceAsked.model_construct(at=shown.day, actors=names).query()


def _without(shown: Shown, asked: NetworkDayAsked) -> dict[str, str]:
    """The network without each side, by its id."""
    ids = [side.id for side in shown.over_time.sides]
    return {
        gone: PAGE.path + asked.query(step=None, at=shown.day, actors=tuple(id for id in ids if id != gone))
        for gone in ids
    }
