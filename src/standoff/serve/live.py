"""A template and values into the answer to a request: a page under the frame that all pages share, or its JSON or CSV twin."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.background import BackgroundTask

from standoff import __version__
from standoff.answers.harmless import spreadsheet_cell
from standoff.records import Json
from standoff.serve import forms
from standoff.serve.archive import Archive
from standoff.serve.asked import Asked
from standoff.serve.background import Background
from standoff.serve.page import environment
from standoff.serve.static import address

MOST_IN_MEMORY, PIECE = 4_000_000, 65_536  # characters of a download
SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"  # a figure by itself has its style sheet within


class ElsewhereError(Exception):
    """What is asked for has another address, which the error names."""


@dataclass(frozen=True, slots=True)
class Page:
    """An entry of the navigation."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class PageGroup:
    """Pages that stand together in the navigation; what is measured is not among what a model says."""

    name: str
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class LiveLinks:
    """Where the server has what is named; it has every event, report and actor. No id has no place."""

    def event(self, id: str) -> str:
        return f"/events/{quote(id, safe='')}" if id else ""

    def sentence(self, id: str, mention: int | None) -> str:
        """The sentence itself, else its event."""
        return self.event(id) if mention is None or not id else f"{self.event(id)}#sentence-{mention}"

    def document(self, id: str) -> str:
        return f"/documents/{quote(id, safe='')}" if id else ""

    def actor(self, id: str) -> str:
        return f"/actors/{quote(id, safe='')}"


LINKS = LiveLinks()


def archive_of(request: Request) -> Archive:
    """The archive that the server was started with."""
    found: Archive = request.app.state.archive
    return found


def background_of(request: Request) -> Background:
    """What computes the answers that take long."""
    found: Background = request.app.state.background
    return found


def page(
    request: Request, template: str, *, status: int = 200, refresh_s: int | None = None, **values: Any
) -> HTMLResponse:
    """The page as HTML; `refresh_s`: it asks for itself again after so many seconds, without a script."""
    state = request.app.state
    text = environment().get_template(template).render(
        pages=state.pages, here=request.url.path, archive_name=state.archive.path.name, version=__version__, static=address,
        links=LINKS, refresh_s=refresh_s, **values,
    )  # fmt: skip
    return HTMLResponse(text, status)


def tidy(request: Request, asked: Asked) -> None:
    """A form sends its empty fields too, and those at their defaults: ElsewhereError with the address that cites the page without them."""
    if "" in request.query_params.values():
        raise ElsewhereError(request.url.path + asked.query())


def sealed_page(request: Request, template: str, **values: Any) -> HTMLResponse:
    """A page with forms that change something: their token stands in the page, and the browser gets the cookie that it fits."""
    browser = forms.browser_of(request)
    made = page(request, template, form_token=request.app.state.seal.token(browser), **values)
    forms.remember(made, forms.COOKIE, browser)
    return made


def wants_data(request: Request) -> bool:
    """Whether a program asks: problems are then told as JSON."""
    return request.url.path.startswith("/api/")


def refusal(request: Request, status: int, title: str, text: str, refresh_s: int | None = None) -> Response:
    """What cannot be answered, as a page or as JSON; `refresh_s`: when to try again."""
    if wants_data(request):
        return as_json({"error": text}, status, refresh_s)
    made = page(request, "refusal.html", status=status, refresh_s=refresh_s, title=title, text=text)
    if refresh_s:
        made.headers["Retry-After"] = str(refresh_s)
    return made


def as_json(told: Json, status: int = 200, again_s: int | None = None) -> Response:
    """What programs get; `again_s`: when to ask again."""
    return JSONResponse(told, status, {"Retry-After": str(again_s)} if again_s else None)


def as_csv(name: str, head: Iterable[str], rows: Iterable[Iterable[object]]) -> Response:
    """A table for a spreadsheet; no cell is a formula."""
    return csv_download(name, csv_file(head, rows))


def csv_file(head: Iterable[str], rows: Iterable[Iterable[object]]) -> IO[str]:
    """The table in a file without a name, which is on disk only where it is large."""
    file = SpooledTemporaryFile(MOST_IN_MEMORY, "w+", encoding="utf-8", newline="")  # noqa: SIM115  # closed when it is sent
    write = csv.writer(file, lineterminator="\n").writerow
    write(list(head))
    for row in rows:
        write([spreadsheet_cell(value) for value in row])
    file.seek(0)
    return file


def csv_download(name: str, file: IO[str]) -> Response:
    """What `csv_file` wrote, piece by piece."""
    pieces = iter(lambda: file.read(PIECE), "")
    closed = BackgroundTask(file.close)
    return StreamingResponse(pieces, media_type="text/csv", headers=_download(f"{name}.csv"), background=closed)


def as_svg(name: str, svg: str) -> Response:
    """A figure as a file of its own."""
    return Response(
        svg, media_type="image/svg+xml", headers=_download(f"{name}.svg") | {"Content-Security-Policy": SVG_POLICY}
    )


def _download(file: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{file}"'}
