"""Protests without a named addressee: whom the demand or the grievance behind them is directed at."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.code.frames.context import Context
from standoff.code.frames.grammar import find_place
from standoff.code.frames.reading import Frame, Reading
from standoff.code.frames.roles import complement_heads
from standoff.records import Participant

PURPOSES = frozenset(("advcl", "xcomp", "conj", "prep", "acl"))
GRIEVING = frozenset("protest demonstration rally demand denounce condemn oppose decry press call urge".split())
ADDRESSED = frozenset(("REQUEST", "ACCUSE", "REJECT", "PROTEST"))
ANSWERABLE = frozenset(("GOV", "MIL", "COP", "LEG", "JUD", "PTY"))


def protests_aimed(context: Context, frames: list[Frame]) -> list[Frame]:
    """The frames, each protest without a recipient aimed at whoever its purpose names."""
    return [_aimed(context, f, frames) for f in frames]


def _aimed(context: Context, frame: Frame, frames: list[Frame]) -> Frame:
    if frame.type != "PROTEST" or frame.recipients:
        return frame
    clauses = set(_purpose(context.reading, frame.head))
    told = (r for f in frames if f is not frame and f.head in clauses and f.type in ADDRESSED for r in f.recipients)
    own = {a.id for a in frame.actors}
    aimed = tuple(dict.fromkeys(r for r in told if r.id not in own)) or _named(context, frame, clauses)
    return frame.but(recipients=aimed)


def _purpose(reading: Reading, head: int) -> Iterator[int]:
    """The words of "calling for independence", "to press their demands", "in protest at the verdict" behind a predicate."""
    for clause in reading.children[head]:
        if clause > head and reading.deps[clause] in PURPOSES:
            yield from reading.subtree(clause)


def _named(context: Context, frame: Frame, clauses: set[int]) -> tuple[Participant, ...]:
    """The first body of a state in what is demanded or protested against: "to protest President Assad's failure"."""
    own = {a.id for a in frame.actors}
    for grievance in sorted(i for i in clauses if context.reading.lemmas[i] in GRIEVING):
        for head in complement_heads(context.reading, grievance):
            if context.reading.deps[head] == "compound":
                continue
            named = context.who.resolve(head) or _whose(context, head)
            aimed = tuple(p for p in named if p.sector in ANSWERABLE and p.id not in own)
            if aimed:
                return aimed
    return ()


def _whose(context: Context, head: int) -> tuple[Participant, ...]:
    """Whose failure, decision or rule it is."""
    heads = [h for place in ("possessor", "by") for h in find_place(context.reading, head, place)]
    return tuple(p for h in heads for p in context.who.resolve(h))
