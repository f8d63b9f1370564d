"""A conflict, or a draft of one, into the text of a file that `load` reads back equal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from standoff.conflict.expressions import spelt
from standoff.conflict.types import (
    AssumedGain,
    Basis,
    Conflict,
    DecisionMaker,
    Effect,
    Final,
    Option,
    Preference,
    Sign,
    Stream,
)

ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
COMMENT = "# "


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that a statement of the decision maker `of` (id) might rest on; `note` says why it is offered."""

    of: str
    basis: Basis
    note: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A conflict whose statements are left to the analyst, with sentences for them as comments. `head`: lines of comment on top of the file."""

    conflict: Conflict
    candidates: tuple[Candidate, ...] = ()
    head: tuple[str, ...] = ()


def write(conflict: Conflict) -> str:
    """The text of a file, which ends with a newline."""
    return write_draft(Draft(conflict))


def write_draft(draft: Draft) -> str:
    """The same; each candidate is a comment that becomes a statement once its "# " is taken away and what is preferred is said.

    Nothing in a candidate or in the head, whatever it holds, is read as anything but a comment.
    """
    return "\n".join("\n".join(block) + "\n" for block in _blocks(draft))


def source_text(basis: Basis) -> tuple[str, ...]:
    """The fields of a table that say what it rests on, one a line."""
    reason = (f"reason = {_text(basis.reason)}",) if basis.reason else ()
    if not basis.document:
        return ('source = "analyst"', *reason)
    place = f"document = {_text(basis.document)}, start = {basis.start}, end = {basis.end}"
    return (f"source = {{{place}, sentence = {_text(basis.sentence)}}}", *reason)


def _blocks(draft: Draft) -> Iterator[list[str]]:
    conflict = draft.conflict
    ids = [option.id for option in conflict.options]
    head = [_comment(line) for line in draft.head]
    yield [*head, f"name = {_text(conflict.name)}", f"as_of = {conflict.as_of.isoformat()}"]
    yield from map(_maker, conflict.makers)
    yield from map(_option, conflict.options)
    for name, patterns in (("infeasible", conflict.infeasible), ("same", conflict.same)):
        yield from ([f"[[{name}]]", f"when = {_text(spelt(pattern.when, ids))}"] for pattern in patterns)
    yield from _statements(conflict, ids)
    yield from map(_candidate, draft.candidates)
    yield from (_effect(effect, ids) for effect in conflict.effects)
    yield from map(_gain, conflict.gains)


def _maker(maker: DecisionMaker) -> list[str]:
    return [
        "[[decision_makers]]",
        f"id = {_text(maker.id)}",
        f"name = {_text(maker.name)}",
        f"sides = {_texts(maker.sides)}",
    ]


def _option(option: Option) -> list[str]:
    lines = ["[[options]]", f"id = {_text(option.id)}", f"of = {_text(option.of)}", f"name = {_text(option.name)}"]
    lines.append(f"now = {_flag(option.now)}")
    if option.final is not Final.NEVER:
        lines.append(f"final = {_text(option.final)}")
    return lines + [line for sign in option.seen for line in _sign(sign)]


def _sign(sign: Sign) -> list[str]:
    recipients = [f"recipients = {_texts(sign.recipients)}"] if sign.recipients else []
    return ["[[options.seen]]", f"types = {_texts(sign.types)}", *recipients]


def _statements(conflict: Conflict, ids: list[str]) -> Iterator[list[str]]:
    levels: dict[str, int] = {}
    for statement in conflict.preferences:
        yield _statement(statement, ids, equal=levels.get(statement.of) == statement.level)
        levels[statement.of] = statement.level


def _statement(statement: Preference, ids: list[str], *, equal: bool) -> list[str]:
    lines = ["[[preferences]]", f"of = {_text(statement.of)}", f"prefers = {_text(spelt(statement.prefers, ids))}"]
    lines += [] if statement.known else ["unknown = true"]
    lines += ["equal = true"] if equal else []
    return [*lines, *source_text(statement.basis)]


def _candidate(candidate: Candidate) -> list[str]:
    note = [f"# {candidate.note}"] if candidate.note else []  # still a comment where all "# " before it are taken away
    lines = ["[[preferences]]", f"of = {_text(candidate.of)}", 'prefers = ""', *source_text(candidate.basis)]
    return [_comment(line) for line in note + lines]


def _effect(effect: Effect, ids: list[str]) -> list[str]:
    lines = ["[[effects]]", f"when = {_text(spelt(effect.when, ids))}", f"stream = {_stream(effect.stream)}"]
    lines += [f"after = {_stream(effect.after)}"] if effect.after else []
    return [*lines, f"factor = {_span(effect.factor)}", *source_text(effect.basis)]


def _gain(gain: AssumedGain) -> list[str]:
    lines = ["[[assumed_gains]]", f"after = {_stream(gain.after)}", f"stream = {_stream(gain.stream)}"]
    return [*lines, f"gain = {_span(gain.gain)}", *source_text(gain.basis)]


def _stream(stream: Stream) -> str:
    return f"{{from = {_text(stream.actor)}, to = {_text(stream.recipient)}}}"


def _span(span: tuple[float, float]) -> str:
    low, high = map(float, span)
    return repr(low) if low == high else f"[{low!r}, {high!r}]"


def _flag(flag: bool) -> str:
    return "true" if flag else "false"


def _texts(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_text, texts))}]"


def _text(text: str) -> str:
    """In quotation marks; what does not print is written as its number, so that it is seen and cannot end a comment."""
    return f'"{"".join(_character(c) for c in text)}"'


def _character(c: str) -> str:
    if c in ESCAPES:
        return ESCAPES[c]
    return c if c.isprintable() else f"\\U{ord(c):08X}"


def _comment(line: str) -> str:
    """One line of comment; what does not print is a space in it."""
    return COMMENT + "".join(c if c.isprintable() else " " for c in line)
