"""/entry: where the token of a server that others can reach is given."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from standoff.serve import forms
from standoff.serve.entry import COOKIE, DOOR, KEPT_S, fits, own_path, pass_of
from standoff.serve.live import sealed_page

WRONG_S = 1.0  # before a wrong token is told to be wrong: a million tries take days
router = APIRouter(include_in_schema=False)


@router.get(DOOR)
async def html(request: Request, to: str = "/") -> Response:
    return sealed_page(request, "entry.html", to=own_path(to), wrong=False)


@router.post(DOOR)
async def enter(request: Request, fields: forms.Form) -> Response:
    """The cookie for the right token, and on to the page that was asked for."""
    to, token = own_path(fields.get("to", "/")), request.app.state.token
    if not token or not fits(fields.get("token", ""), token):
        await asyncio.sleep(WRONG_S)
        return sealed_page(request, "entry.html", to=to, wrong=True, status=403)
    answer = RedirectResponse(to, 303)
    forms.remember(answer, COOKIE, pass_of(token), KEPT_S)
    return answer
