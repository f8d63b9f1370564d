"""/api: the calls that programs can make, as the OpenAPI description has them; FastAPI's own page loads from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import HTMLResponse

from standoff.records import Json
from standoff.serve.live import Page, page

PAGE = Page("/api", "For programs")
router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a call may be asked for."""

    name: str
    kind: str
    description: str


@dataclass(frozen=True, slots=True)
class Call:
    """An address that answers with JSON."""

    path: str
    summary: str
    parameters: tuple[Parameter, ...]


@router.get(PAGE.path)
async def html(request: Request) -> HTMLResponse:
    return page(request, "api.html", calls=list(calls(request.app)))


def calls(app: FastAPI) -> Iterator[Call]:
    """Every call of the description, in the order of the pages."""
    for path, methods in app.openapi()["paths"].items():
        call: Json = methods["get"]
        told = (Parameter(p["name"], _kind(p["schema"]), p.get("description", "")) for p in call.get("parameters", ()))
        yield Call(path, call["summary"], tuple(told))


def _kind(schema: Json) -> str:
    """The type of a parameter in a word or two."""
    options = [_kind(one) for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    if options:
        return " or ".join(options)
    if schema.get("type") == "array":
        return f"{_kind(schema['items'])}, may be repeated"
    return str(schema.get("format") or " ".join(schema.get("enum", ())) or schema.get("type", ""))
