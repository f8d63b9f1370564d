"""/balance, /change, /dynamics, /forecast, /next, /scenario, /changes, /courses: a question, its answer with what it rests on, figures and tables."""

# Annotations are not postponed here: FastAPI reads the type of each question from a local name.
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from standoff import ontology
from standoff.answers import Answer
from standoff.answers.rows import FIELDS, flat_rows
from standoff.errors import AbsentError, MeasureError
from standoff.serve.asked import EventsAsked
from standoff.serve.background import AGAIN_S, NotYetError, Pending, latest
from standoff.serve.described import AnswerShape, call
from standoff.serve.kept import Outcome, answer_json
from standoff.serve.live import Page, archive_of, as_csv, as_json, as_svg, background_of, page, tidy
from standoff.serve.parts import parts
from standoff.serve.questions import QUESTIONS, Question, QuestionAsked

CHANGES, BALANCE, CHANGE = Page("/changes", "What changed"), Page("/balance", "Balance"), Page("/change", "Change")
DYNAMICS, FORECAST, NEXT = Page("/dynamics", "Dynamics"), Page("/forecast", "Forecast"), Page("/next", "Next")
SCENARIO = Page("/scenario", "Scenario")
router = APIRouter()


def add_routes(question: Question) -> None:
    """The page of a question, its JSON twin and its downloads."""
    asked_type: Any = Annotated[question.asked, Query()]  # which FastAPI reads from the annotation

    async def html(request: Request, asked: asked_type) -> Response:
        tidy(request, asked)
        found = await background_of(request).outcome(question, asked)
        events = (await archive_of(request).ask(lambda view: view.counts())).events
        return _page(request, question, asked, found, events)

    async def data(request: Request, asked: asked_type) -> Response:
        found = await background_of(request).outcome(question, asked)
        if isinstance(found, Pending):
            return as_json({"computing": True, "questions_before": found.before}, 202, AGAIN_S)
        told = answer_json(_answer(found)) | {
            "kind": question.kind,
            "computed": found.computed.isoformat(timespec="seconds"),
        }
        return as_json(told)

    async def csv(request: Request, asked: asked_type) -> Response:
        return as_csv(question.name, FIELDS, flat_rows(await _kept(request, question, asked)))

    async def table(request: Request, number: int, asked: asked_type) -> Response:
        tables = (await _kept(request, question, asked)).tables
        if not 1 <= number <= len(tables):
            raise AbsentError(f"this answer has {len(tables)} tables")
        one = tables[number - 1]
        return as_csv(f"{question.name}-{number}", one.columns, one.rows)

    async def figure(request: Request, number: int, asked: asked_type) -> Response:
        figures = (await _kept(request, question, asked)).figures
        if not 1 <= number <= len(figures):
            raise AbsentError(f"this answer has {len(figures)} figures")
        return as_svg(f"{question.name}-{number}", figures[number - 1].svg)

    router.add_api_route(question.path, html, include_in_schema=False)
    router.add_api_route(
        f"/api{question.path}",
        data,
        name=question.name,
        **call(question.text, AnswerShape, question.kind, computed=True),
    )
    router.add_api_route(f"{question.path}.csv", csv, include_in_schema=False)
    router.add_api_route(f"{question.path}/table-{{number}}.csv", table, include_in_schema=False)
    router.add_api_route(f"{question.path}/figure-{{number}}.svg", figure, include_in_schema=False)


for _one in QUESTIONS.values():
    add_routes(_one)


def _page(
    request: Request, question: Question, asked: QuestionAsked, found: Outcome | Pending, events: int
) -> Response:
    pending = found if isinstance(found, Pending) else None
    outcome = latest(found)
    answer = outcome.answer if outcome else None
    files = [path.name for path in background_of(request).scenarios]
    return page(
        request, "answer_page.html", refresh_s=None if outcome else AGAIN_S, question=question, asked=asked, pending=pending,
        outcome=outcome, answer=answer, parts=parts(answer) if answer else None, events=events, fields=set(type(asked).model_fields),
        behind=_behind(asked), files=files, file_choices=list(enumerate(files, 1)), quads=ontology.QUADS, quad_choices=[(quad, quad) for quad in ontology.QUADS],
    )  # fmt: skip


def _behind(asked: QuestionAsked) -> str:
    """Where the events are that the figures of an answer count among; empty where it is about no such events."""
    told = asked.model_dump()
    if not {"at", "until"} & told.keys():
        return ""
    quads: Any = told.get("quad") or getattr(asked, "quads_by_default", ())
    return "/events" + EventsAsked.model_construct(
        status=("actual",), since=told.get("since"), until=told.get("until") or told.get("at"), quad=(quads,) if isinstance(quads, str) else tuple(quads),
    ).query()  # fmt: skip


def _answer(found: Outcome) -> Answer:
    if found.answer is None:
        raise MeasureError(found.why_not)
    return found.answer


async def _kept(request: Request, question: Question, asked: QuestionAsked) -> Answer:
    """The answer that a page shows. NotYetError, MeasureError: there is none to download."""
    found = await background_of(request).outcome(question, asked)
    if isinstance(found, Pending):
        raise NotYetError
    return _answer(found)
