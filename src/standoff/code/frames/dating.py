"""Which of a sentence's dates is an event's: by where the expression hangs in the parse, then by the report's own date."""

from __future__ import annotations

from datetime import timedelta

from standoff import ontology
from standoff.code.frames.context import Context
from standoff.code.frames.dates import DateExpression
from standoff.code.frames.reading import Frame
from standoff.code.frames.roles import SPEAKER
from standoff.code.frames.status import modality
from standoff.records import When

DEPTH = 12  # clauses nest no deeper in readable text
PAST_PERFECT = frozenset(("had", "'d", "’d"))


def dated(context: Context, frame: Frame) -> Frame:
    """The frame with its date, and whether the text gives it or only the day of the report."""
    told = date_of(context, frame)
    if told is not None:
        return frame.but(date=told)
    guessed = _by_report(context, frame)
    return frame if guessed is None else frame.but(date=guessed, dated_by="report")


def date_of(context: Context, frame: Frame) -> When | None:
    """The dated interval of an event; None where text and publication date cannot give one."""
    reading = context.reading
    number = reading.sentence_of[frame.head]
    best: tuple[float, When] | None = None
    for expression, token in context.dates.get(number, ()):
        interval = _interval(context, frame, expression)
        if interval is None:
            continue
        distance = _distance(context, frame, token)
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, interval)
    return None if best is None else best[1]


def _interval(context: Context, frame: Frame, expression: DateExpression) -> When | None:
    """The future reading for announced acts, the past one for the rest."""
    announced = frame.type in ("AGREE", "THREATEN") and frame.inner is not None
    if expression.future is not None and (announced or modality(context.reading, frame.head) == "future"):
        return expression.future
    return expression.when


def _distance(context: Context, frame: Frame, token: int) -> float | None:
    """0 when the date hangs on the event itself, more the further up they meet; None when another event owns it."""
    mine = {frame.head, *frame.fused, *range(frame.trigger[0], frame.trigger[1] + 1)}
    path = _path(context, token)
    for steps, node in enumerate(path):
        if node in mine:
            return 0.1 * steps
    meeting = _meeting(context, frame, path)
    return None if meeting is None else 2 + meeting + 0.01 * abs(token - frame.head)


def _path(context: Context, token: int) -> list[int]:
    """From a date up the parse to the first event, to the end of a relative clause, or to the top of the sentence."""
    reading = context.reading
    path = [token]
    while len(path) < DEPTH and reading.heads[path[-1]] != path[-1] and path[-1] not in context.event_heads:
        if reading.deps[path[-1]] == "relcl":  # "troops that have been there since 2003"
            break
        path.append(reading.heads[path[-1]])
    return path


def _meeting(context: Context, frame: Frame, path: list[int]) -> float | None:
    """Steps from the event up to the date's path: a verb of saying, a light verb, the event above."""
    reading = context.reading
    i = frame.head
    for steps in range(DEPTH):
        if i in path:
            return steps + path.index(i) * 0.5
        if reading.heads[i] == i:
            return None
        i = reading.heads[i]
    return None


def _by_report(context: Context, frame: Frame) -> When | None:
    """What is told as news happened by the day of the report: a verbal act or deed in the simple past or perfect."""
    reading, published = context.reading, context.reading.document.published
    if published is None:
        return None
    said = any(p.place == SPEAKER for p in frame.actor_heads)
    verb = reading.clause_verb(frame.head) if said else frame.head
    if reading.pos[verb] not in ("VERB", "AUX"):
        return None
    auxiliary = {reading.lowers[c] for c in reading.children[verb] if reading.deps[c] in ("aux", "auxpass")}
    if auxiliary & PAST_PERFECT or reading.deps[verb] in ("relcl", "acl"):
        return None
    days = 1 if ontology.load().event_type(frame.type).quad.startswith("verbal") else 2
    return When(published - timedelta(days=days), published)
