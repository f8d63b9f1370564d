"""What goes wrong in a request into an answer that says what to do; a fault of the software is logged, not shown."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from standoff.errors import AbsentError, BusyError, StandoffError
from standoff.serve.archive import TooLongError
from standoff.serve.background import NotYetError
from standoff.serve.forms import ForeignFormError
from standoff.serve.live import refusal
from standoff.serve.safety import TooLargeError

BUSY_S, TOO_LONG_S = 3, 30  # after which a page asks again
LOG = logging.getLogger("standoff.serve")
TITLES = {404: "There is no such page", 405: "That cannot be done here"}


def answer_refusals(app: FastAPI) -> None:
    """Register an answer for everything that may go wrong."""

    async def unreadable(request: Request, error: RequestValidationError) -> Response:
        told = "; ".join(f"{one['loc'][-1]}: {one['msg'].removeprefix('Value error, ')}" for one in error.errors())
        return refusal(request, 400, "The address asks for something that there is not", told)

    async def absent(request: Request, error: AbsentError) -> Response:
        return refusal(request, 404, "The archive does not hold that", str(error))

    async def busy(request: Request, _error: BusyError) -> Response:
        text = "Another program is writing to the archive, or too many ask at once. This page tries again by itself."
        return refusal(request, 503, "The archive is busy", text, BUSY_S)

    async def not_yet(request: Request, _error: NotYetError) -> Response:
        return refusal(
            request, 503, "This is being computed", "It is there in a moment. This page tries again by itself.", BUSY_S
        )

    async def failed(request: Request, error: StandoffError) -> Response:
        return refusal(request, 422, "The archive cannot answer this", str(error))

    async def too_long(request: Request, _error: TooLongError) -> Response:
        return refusal(
            request,
            503,
            "This took too long",
            "The question was given up. Ask for less: fewer days, one party, one type.",
        )

    async def too_large(request: Request, _error: TooLargeError) -> Response:
        return refusal(request, 413, "The request is too large", "Nothing was changed.")

    async def foreign(request: Request, _error: ForeignFormError) -> Response:
        text = "The form did not come from a page of this server, or the server was started anew since. Go back, reload the page and send it again."
        return refusal(request, 403, "The form was not taken", text)

    async def other(request: Request, error: HTTPException) -> Response:
        return refusal(
            request, error.status_code, TITLES.get(error.status_code, "The request was refused"), str(error.detail)
        )

    for kind, handler in (
        (RequestValidationError, unreadable), (AbsentError, absent), (BusyError, busy), (NotYetError, not_yet), (StandoffError, failed),
        (TooLongError, too_long), (TooLargeError, too_large), (ForeignFormError, foreign), (HTTPException, other),
    ):  # fmt: skip
        app.exception_handler(kind)(handler)


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
        except Exception:
            LOG.exception("a fault of standoff while it answered %s", scope.get("path", ""))
            if begun or scope["type"] != "http":
                raise
            await PlainTextResponse("A fault of standoff; the terminal in which it runs shows more.", 500)(
                scope, receive, send
            )
