"""/review: the events that wait for a person's word, one at a time beside its sentences, with all that can be said of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from standoff import judging, knowledge, ontology, reviewing
from standoff.answers.rows import event_json
from standoff.errors import AbsentError, BusyError, ChangedError, ReviewError, StandoffError
from standoff.judging import Said
from standoff.records import Json
from standoff.serve import forms
from standoff.serve.asked import PAGE_SIZE
from standoff.serve.described import QueueShape, call
from standoff.serve.entry import own_path
from standoff.serve.live import Page, archive_of, as_json, sealed_page, tidy
from standoff.serve.review import LABELS, ReviewAsked, desk
from standoff.store import View

PAGE = Page("/review", "Review")
COOKIE, KEPT_S = "standoff-reviewer", 365 * 24 * 3600
OTHER_FIELDS = frozenset({forms.FIELD, "seen", "query", "note", "other", "mention"})
router = APIRouter()
Asked = Annotated[ReviewAsked, Query()]


@dataclass(frozen=True, slots=True)
class Deed:
    """What is done to an event: in the archive, by whom, as the form says; returns the event that is shown afterwards, empty for the next."""

    name: str
    do: Callable[[Path, str, str, forms.Fields], str]


def _accept(archive: Path, id: str, by: str, fields: forms.Fields) -> str:
    reviewing.accept(archive, id, by, fields.get("note", ""), fields.get("seen"))
    return ""


def _reject(archive: Path, id: str, by: str, fields: forms.Fields) -> str:
    reviewing.reject(archive, id, by, fields.get("note", ""), fields.get("seen"))
    return ""


def _correct(archive: Path, id: str, by: str, fields: forms.Fields) -> str:
    told = {name: value for name, value in fields.items() if name not in OTHER_FIELDS}
    reviewing.correct(archive, id, told, by, fields.get("note", ""), fields.get("seen"))
    return ""


def _note(archive: Path, id: str, by: str, fields: forms.Fields) -> str:
    return reviewing.note(archive, id, by, fields.get("note", ""), fields.get("seen"))


def _merge(archive: Path, id: str, by: str, fields: forms.Fields) -> str:
    other = fields.get("other", "").strip()
    if not other:
        raise ReviewError({"other": "name the event that this one is to be merged with"})
    _check_unchanged(archive, id, fields)
    return judging.merge_events(archive, id, other, by, fields.get("note", ""))


def _split(archive: Path, id: str, by: str, fields: forms.Fields) -> str:
    number = fields.get("mention", "")
    if not (number.isascii() and number.isdigit() and len(number) < 9):
        raise ReviewError({"mention": "give the number of a sentence"})
    _check_unchanged(archive, id, fields)
    stays, _ = judging.split_event(archive, id, int(number), by, fields.get("note", ""))
    return stays


def _check_unchanged(archive: Path, id: str, fields: forms.Fields) -> None:
    with View.open(archive) as view:
        current = view.event(id).event.id
        if "seen" in fields and fields["seen"] != view.stamp(current):
            raise ChangedError(f"{id} has changed since you looked at it; nothing was written, look at it again")


DEEDS = {
    deed.name: deed
    for deed in (Deed("accept", _accept), Deed("reject", _reject), Deed("correct", _correct), Deed("note", _note), Deed("merge", _merge), Deed("split", _split))
}  # fmt: skip


@router.get(PAGE.path, include_in_schema=False)
async def html(request: Request, asked: Asked) -> Response:
    tidy(request, asked)
    return await _shown(request, asked)


@router.get(
    f"/api{PAGE.path}", **call("Events that wait for a person's word, what matters most first, and why", QueueShape)
)
async def data(request: Request, asked: Asked) -> Response:
    return as_json(await archive_of(request).ask(lambda view: _queue(view, asked)))


@router.post(f"{PAGE.path}/name", include_in_schema=False)
async def name(fields: forms.Form) -> Response:
    """Remember in this browser who decides."""
    told = " ".join(fields.get("by", "").split())[: reviewing.LONGEST_NAME]
    queue = PAGE.path + ReviewAsked.of_query(fields.get("query", "")).query()
    answer = RedirectResponse(own_path(fields["to"]) if fields.get("to") else queue, 303)
    forms.remember(answer, COOKIE, quote(told), KEPT_S if told else 0)
    return answer


@router.post(f"{PAGE.path}/undo", include_in_schema=False)
async def undo(request: Request, fields: forms.Form) -> Response:
    """Take back a decision by its number."""
    asked, by = ReviewAsked.of_query(fields.get("query", "")), reviewer(request)
    number = fields.get("number", "")

    def take_back(archive: Path) -> tuple[str, int]:
        if not (number.isascii() and number.isdigit() and len(number) < 9):
            raise ReviewError({"number": "give the number of a decision"})
        if not by:
            raise ReviewError({"by": "say who you are: every decision is kept with a name"})
        said = judging.undo(archive, int(number), by, fields.get("note", ""))
        return _event_of(archive, said), last_of(archive, by)

    try:
        event, told = await archive_of(request).change(take_back)
    except BusyError:
        return busy(request, fields)
    except StandoffError as error:
        return await _shown(request, asked, problems=problems_of(error), status=422)
    return RedirectResponse(PAGE.path + asked.query(event=event, said=told), 303)


@router.post(f"{PAGE.path}/{{id}}/{{deed}}", include_in_schema=False)
async def decide(request: Request, id: str, deed: str, fields: forms.Form) -> Response:
    """Do one of DEEDS to an event, then go on to the next, or stay with what became of it."""
    if deed not in DEEDS:
        raise AbsentError(f"nothing that is called {deed[:40]!r} can be done to an event")
    asked, by = ReviewAsked.of_query(fields.get("query", "")), reviewer(request)

    def done(archive: Path) -> tuple[str, int]:
        if not by:
            raise ReviewError({"by": "say who you are: every decision is kept with a name"})
        return DEEDS[deed].do(archive, id, by, fields), last_of(archive, by)

    try:
        event, number = await archive_of(request).change(done)
    except BusyError:
        return busy(request, fields)
    except ChangedError as error:
        return await _shown(request, asked, id, problems=problems_of(error), status=409)
    except StandoffError as error:
        entered = fields if deed == "correct" else {}
        return await _shown(request, asked, id, problems_of(error), entered, status=422)
    stay = event or (id if asked.event else "")  # of an event that was asked for by name, the page stays with it
    return RedirectResponse(PAGE.path + asked.query(event=stay, said=number), 303)


def reviewer(request: Request) -> str:
    """Who decides in this browser; else whom the server was started for; empty where neither is told."""
    return unquote(request.cookies.get(COOKIE, "")) or str(request.app.state.reviewer)


async def _shown(
    request: Request,
    asked: ReviewAsked,
    event: str = "",
    problems: Mapping[str, str] | None = None,
    entered: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    """The page; `event`: the one that is shown, by default what is asked for; `entered`: what a form had that was not taken."""
    about = asked.model_copy(update={"event": event or asked.event})
    found, said = await archive_of(request).ask(lambda view: (desk(view, about), _said(view, asked.said)))
    back = asked.model_copy(update={"said": None})
    return sealed_page(
        request, "review.html", status=status, desk=found, asked=back, said=said, problems=problems or {}, entered=entered or {},
        by=reviewer(request), path=PAGE.path, labels=LABELS, ontology=ontology, countries=knowledge.load_countries(),
    )  # fmt: skip


def busy(request: Request, fields: forms.Fields) -> Response:
    """Nothing was written, and nothing that was entered is lost: the same form can be sent again."""
    kept = {name: value for name, value in fields.items() if name != forms.FIELD}
    made = sealed_page(request, "review_busy.html", status=503, action=request.url.path, fields=kept, path=PAGE.path)
    made.headers["Retry-After"] = "3"
    return made


def problems_of(error: StandoffError) -> Mapping[str, str]:
    """What does not fit, by field."""
    return error.problems if isinstance(error, ReviewError) else {"form": str(error)}


def _queue(view: View, asked: ReviewAsked) -> Json:
    found = reviewing.waiting(view, asked.filter(PAGE_SIZE))
    events = {stored.event.id: stored for stored in view.events_of([q.event for q in found.events])}
    return {
        "waiting": found.events_in_all, "at": asked.at,
        "events": [
            {"rank": round(q.rank, 4), "doubt": round(q.doubt, 4), "weight": round(q.weight, 4), "unseen": round(q.unseen, 4),
             "guessed": q.guessed, "disputed": list(q.disputed), "differing": list(q.differing), "merging": round(q.merging, 4), "event": event_json(events[q.event])}
            for q in found.events
        ],
    }  # fmt: skip


def _said(view: View, number: int | None) -> Said | None:
    """The decision that the page tells of."""
    return None if number is None else next((s for s in judging.said(view) if s.number == number), None)


def last_of(archive: Path, by: str) -> int:
    """The number of the last decision of a person: the one that was made just now."""
    return max(s.number for s in judging.judgements(archive) if s.by == by)


def _event_of(archive: Path, said: Said) -> str:
    """The event that a decision is about now, or that has the first of the mentions; empty where it is gone with the decision."""
    with View.open(archive) as view:
        if said.pairs:
            return view.event_holding(said.pairs[0][0])
        with suppress(AbsentError):
            return view.event(said.event).event.id
    return ""
