"""What goes wrong in a request into an answer that says what to do; a fault of the software is logged, not shown."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from standoff.errors import AbsentError, BusyError, StandoffError
from standoff.serve.archive import TooLongError
from standoff.serve.background import NotYetError
from standoff.serve.forms import ForeignFormError
from standoff.serve.live import ElsewhereError, refusal
from standoff.serve.safety import TooLargeError

AGAIN_S = 3  # after which a page asks again
LOG = logging.getLogger("standoff.serve")
TITLES = {404: "There is no such page", 405: "That cannot be done here"}


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is told instead of an answer; an empty `text` leaves the word to the error."""

    status: int
    title: str
    text: str = ""
    again_s: int | None = None


REFUSALS: Mapping[type[Exception], Refusal] = {
    AbsentError: Refusal(404, "The archive does not hold that"),
    BusyError: Refusal(
        503, "The archive is busy",
        "Another program is writing to the archive, or too many ask at once. This page tries again by itself.", AGAIN_S,
    ),
    NotYetError: Refusal(
        503, "This is being computed", "It is there in a moment. This page tries again by itself.", AGAIN_S
    ),
    StandoffError: Refusal(422, "The archive cannot answer this"),
    TooLongError: Refusal(
        503, "This took too long", "The question was given up. Ask for less: fewer days, one party, one type."
    ),
    TooLargeError: Refusal(413, "The request is too large", "Nothing was changed."),
    ForeignFormError: Refusal(
        403, "The form was not taken",
        "The form did not come from a page of this server, or the server was started anew since. Go back, reload the page and send it again.",
    ),
}  # fmt: skip


def answer_refusals(app: FastAPI) -> None:
    """Register an answer for everything that may go wrong."""
    for kind, told in REFUSALS.items():
        app.exception_handler(kind)(_handler(told))
    app.exception_handler(RequestValidationError)(_unreadable)
    app.exception_handler(HTTPException)(_other)
    app.exception_handler(ElsewhereError)(_elsewhere)


def _handler(told: Refusal) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def answer(request: Request, error: Exception) -> Response:
        return refusal(request, told.status, told.title, told.text or str(error), told.again_s)

    return answer


async def _unreadable(request: Request, error: RequestValidationError) -> Response:
    told = "; ".join(f"{one['loc'][-1]}: {one['msg'].removeprefix('Value error, ')}" for one in error.errors())
    return refusal(request, 400, "The address asks for something that there is not", told)


async def _other(request: Request, error: HTTPException) -> Response:
    title = TITLES.get(error.status_code, "The request was refused")
    return refusal(request, error.status_code, title, str(error.detail))


async def _elsewhere(_request: Request, error: ElsewhereError) -> Response:
    return RedirectResponse(str(error), 303)


class Faults:
    """The last line of defence: whatever was not foreseen is logged with its traceback, and told in one line."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def sent(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, sent)
        except ClientDisconnect:
            return  # nobody is there to be told
        except Exception:
            LOG.exception("a fault of standoff while it answered %s", scope.get("path", ""))
            if begun or scope["type"] != "http":
                raise
            await PlainTextResponse("A fault of standoff; the terminal in which it runs shows more.", 500)(
                scope, receive, send
            )
