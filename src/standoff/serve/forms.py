"""The body of a request into the fields of a form of ours: one that another site sends in a reader's name is refused."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from hashlib import sha256
from typing import Annotated
from urllib.parse import parse_qsl, urlsplit

from fastapi import Depends, Request
from starlette.responses import Response

COOKIE, FIELD = "standoff-form", "form_token"
MOST_FIELDS = 200
Fields = Mapping[str, str]


class ForeignFormError(Exception):
    """A form that did not come from a page of this server, or from one that was open before its last start."""


class Seal:
    """Makes and checks the token of every form: it fits one browser (by its cookie) and one run of the server."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def token(self, browser: str) -> str:
        """The token for the forms of a browser, named by its cookie."""
        return hmac.new(self._secret, browser.encode(), sha256).hexdigest()

    def check(self, request: Request, fields: Fields) -> None:
        """ForeignFormError where the origin, the cookie or the token does not fit."""
        browser = request.cookies.get(COOKIE, "")
        sealed = hmac.compare_digest(fields.get(FIELD, "").encode(), self.token(browser).encode())
        if not (browser and sealed and _from_here(request)):
            raise ForeignFormError


def _from_here(request: Request) -> bool:
    """Browsers name the site that a form stands on; one that names none is told from others by cookie and token alone."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin")
    here = origin is None or urlsplit(origin).netloc.lower() == request.headers.get("host", "").lower()
    return here and site == "same-origin"


def browser_of(request: Request) -> str:
    """The name of the browser that asks: from its cookie, else a new one."""
    return request.cookies.get(COOKIE) or secrets.token_urlsafe(24)


def remember(response: Response, name: str, value: str, seconds: int | None = None) -> None:
    """A cookie that no script reads and that no other site's links or forms bring along."""
    response.set_cookie(name, value, max_age=seconds, httponly=True, samesite="strict", path="/")


async def _checked(request: Request) -> Fields:
    body = (await request.body()).decode("utf-8", errors="replace")
    try:
        fields = dict(parse_qsl(body, keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError as error:
        raise ForeignFormError from error
    request.app.state.seal.check(request, fields)
    return fields


Form = Annotated[Fields, Depends(_checked)]
"""What every route that changes something takes: the fields of a form that came from a page of this server."""
