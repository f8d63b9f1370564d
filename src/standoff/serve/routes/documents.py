"""/documents, /documents/ID: the reports of an archive, and each with the words marked that its events were read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import Field

from standoff.answers.words import in_words
from standoff.errors import AbsentError
from standoff.records import Json
from standoff.serve.asked import PAGE_SIZE, Asked, PageNumber, Words
from standoff.serve.described import DocumentsShape, TextShape, call
from standoff.serve.live import Page, archive_of, as_json, page, tidy
from standoff.serve.missed import part_of
from standoff.serve.spans import Piece, pieces
from standoff.store import Annotation, DocumentRow, ListedDocument, View

PAGE = Page("/documents", "Documents")
PART = 60_000  # characters of a text on one page
router = APIRouter()


class DocumentsAsked(Asked):
    """Which reports, and which page of them."""

    text: Words = Field("", description="Words in the text, the title or the name of the outlet or file.")
    page: PageNumber = 1


class DocumentAsked(Asked):
    """Which part of a long report."""

    part: PageNumber = 1


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of the reports, and how many there are in all."""

    asked: DocumentsAsked
    number: int
    documents: list[ListedDocument]

    @property
    def pages(self) -> int:
        """How many there are."""
        return max(1, -(-self.number // PAGE_SIZE))


@dataclass(frozen=True, slots=True)
class Told:
    """An event that a report tells of: its words, and the numbers of the mentions in the report."""

    id: str
    words: str
    mentions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A report with a part of its text in pieces; `events` has the event of each mention of the whole text, in order."""

    document: DocumentRow
    annotations: list[Annotation]
    pieces: tuple[Piece, ...]
    told: tuple[Told, ...]
    characters: int
    part: int

    @property
    def parts(self) -> int:
        """How many the text has."""
        return max(1, -(-self.characters // PART))

    @property
    def address(self) -> str:
        """Where it was published, where that is an address of the web; empty for any other, which no page should lead to."""
        try:
            return self.document.url if urlsplit(self.document.url).scheme in {"http", "https"} else ""
        except ValueError:
            return ""


@router.get(PAGE.path, include_in_schema=False)
async def html(request: Request, asked: Annotated[DocumentsAsked, Query()]) -> Response:
    tidy(request, asked)
    found = await archive_of(request).ask(lambda view: collect(view, asked))
    return page(request, "documents.html", found=found, asked=asked, path=PAGE.path)


@router.get(f"/api{PAGE.path}", **call("Reports, a page at a time, the latest first", DocumentsShape))
async def data(request: Request, asked: Annotated[DocumentsAsked, Query()]) -> Response:
    found = await archive_of(request).ask(lambda view: collect(view, asked))
    told = [_json(one.document) | {"events": one.events} for one in found.documents]
    return as_json({"documents_in_all": found.number, "page": asked.page, "pages": found.pages, "documents": told})


@router.get(f"{PAGE.path}/{{id:path}}", include_in_schema=False)
async def one_html(request: Request, id: str, asked: Annotated[DocumentAsked, Query()]) -> Response:
    shown = await archive_of(request).ask(lambda view: collect_one(view, id, asked.part))
    return page(request, "document.html", shown=shown, asked=asked, missed_part=part_of((shown.part - 1) * PART))


@router.get(
    f"/api{PAGE.path}/{{id:path}}",
    **call("One report: its text and what was read from which characters of it", TextShape),
)
async def one_data(request: Request, id: str) -> Response:
    return as_json(await archive_of(request).ask(lambda view: whole(view, id)))


def collect(view: View, asked: DocumentsAsked) -> Listed:
    return Listed(asked, *view.documents_matching(asked.text or None, PAGE_SIZE, (asked.page - 1) * PAGE_SIZE))


def collect_one(view: View, id: str, part: int) -> ShownDocument:
    """AbsentError where the archive has no such report, or it no such part."""
    text, annotations = view.text_of(id), view.annotations(id)
    start, end = (part - 1) * PART, min(part * PART, len(text))
    if part > 1 and start >= len(text):
        raise AbsentError(f"the report has no part {part}")
    shown = tuple(pieces(text, annotations, start, end))
    return ShownDocument(view.documents([id])[id], annotations, shown, _told(view, annotations), len(text), part)


def whole(view: View, id: str) -> Json:
    text, annotations = view.text_of(id), view.annotations(id)
    mentions = [a.mention.as_json() | {"event": a.event} for a in annotations]
    return _json(view.documents([id])[id]) | {"text": text, "mentions": mentions}


def _told(view: View, annotations: list[Annotation]) -> tuple[Told, ...]:
    numbers: dict[str, list[int]] = {}
    for number, one in enumerate(annotations, 1):
        if one.event:
            numbers.setdefault(one.event, []).append(number)
    return tuple(Told(s.event.id, in_words(s.event), tuple(numbers[s.event.id])) for s in view.events_of(list(numbers)))


def _json(one: DocumentRow) -> Json:
    return {
        "id": one.id, "source": one.source, "url": one.url, "title": one.title, "publisher": one.publisher,
        "published": one.published.isoformat() if one.published else None, "near": one.near, "copies": list(one.copies),
    }  # fmt: skip
