"""Conflict files for tests: a small one to change line by line, and conflicts of any shape."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from standoff import ontology
from standoff.conflict.checks import check
from standoff.conflict.expressions import Expression, Joint, Not, Taken, Two
from standoff.conflict.fields import NOT_IN_A_LINE
from standoff.conflict.load import read
from standoff.conflict.types import (
    AssumedGain,
    Basis,
    Conflict,
    DecisionMaker,
    Effect,
    Final,
    Option,
    Pattern,
    Preference,
    Sign,
    Stream,
)
from standoff.errors import ConflictError

PATH = Path("made.toml")

SMALL = """\
name = "Two at a border"
as_of = 2024-02-06

[[decision_makers]]
id = "north"
name = "Northland"
sides = ["PRK"]

[[decision_makers]]
id = "south"
name = "Southland"

[[options]]
id = "fire"
of = "north"
name = "Fire"
now = true

[[options.seen]]
types = ["ASSAULT"]
recipients = ["south"]

[[options]]
id = "talk"
of = "south"
name = "Talk"
now = false
final = "taken"

[[options]]
id = "leave"
of = "south"
name = "Leave"
now = false

[[infeasible]]
when = "talk and leave"

[[preferences]]
of = "north"
prefers = "talk"
source = "analyst"
reason = "It says so every year."

[[preferences]]
of = "north"
prefers = "fire if not talk"
unknown = true
source = {document = "d1", start = 3, end = 9, sentence = "a line"}

[[preferences]]
of = "south"
prefers = "not fire"
source = "analyst"

[[preferences]]
of = "south"
prefers = "not leave"
equal = true
source = "analyst"

[[effects]]
when = "talk"
stream = {from = "north", to = "south"}
after = {from = "south", to = "north"}
factor = [0.2, 0.8]
source = "analyst"

[[assumed_gains]]
after = {from = "south", to = "north"}
stream = {from = "north", to = "south"}
gain = 0.5
source = "analyst"
"""


def of_text(text: str) -> Conflict:
    return read(text, PATH)


def line_of(text: str, part: str, nth: int = 1) -> int:
    """The line on which a part stands for the n-th time."""
    place = -1
    for _ in range(nth):
        place = text.index(part, place + 1)
    return text.count("\n", 0, place) + 1


def options_only(*now: bool, of: tuple[str, ...] = (), final: tuple[Final, ...] = ()) -> Conflict:
    """A conflict of so many options, named o0, o1 and so on, of one decision maker or of those given."""
    owners = of or ("one",) * len(now)
    finals = final or (Final.NEVER,) * len(now)
    options = tuple(
        Option(f"o{n}", owner, f"O{n}", taken, kind, (), n)
        for n, (owner, taken, kind) in enumerate(zip(owners, now, finals, strict=True))
    )
    makers = tuple(DecisionMaker(id, id, (), 1) for id in dict.fromkeys(owners))
    return Conflict(PATH, "made", date(2024, 2, 6), makers, options, (), (), (), (), ())


def expressions(options: int) -> st.SearchStrategy[Expression]:
    return st.recursive(
        st.builds(Taken, st.integers(0, options - 1)),
        lambda part: st.builds(Not, part) | st.builds(Two, st.sampled_from(Joint), part, part),
        max_leaves=8,
    )


TEXTS = st.text(max_size=30).map(lambda text: text + "x") | st.sampled_from(
    [
        '"',
        "'''",
        '"""\n[[options]]\nid = "x"',
        "\\",
        "\\u0041",
        "# no comment",
        "a\r\nb",
        "\x00\x1b[31m",
        "\u202e",
        "\u200fالعراق",
    ]
)
LINES = TEXTS.map(lambda text: "".join(c for c in text if unicodedata.category(c) not in NOT_IN_A_LINE)).filter(
    str.strip
)
SPANS = st.tuples(st.floats(0, 1e6), st.floats(0, 1e6)).map(lambda ends: (min(ends), max(ends)))
BASES = st.builds(Basis, reason=st.just("") | TEXTS) | st.builds(
    lambda document, start, sentence, reason: Basis(document, start, start + len(sentence), sentence, reason),
    LINES, st.integers(0, 10**6), TEXTS, st.just("") | TEXTS,
)  # fmt: skip


@st.composite
def conflicts(draw: st.DrawFn) -> Conflict:
    """Valid ones, with texts of every kind: what a line would make invalid is left out."""
    makers = tuple(f"m{n}" for n in range(draw(st.integers(2, 4))))
    count = draw(st.integers(2, 5))
    types = st.lists(st.sampled_from(list(ontology.load().types)), min_size=1, max_size=3).map(tuple)
    signs = st.lists(st.builds(Sign, types, st.lists(st.sampled_from(makers), max_size=2).map(tuple)), max_size=2)
    options = tuple(
        Option(f"o-{n}", draw(st.sampled_from(makers)), draw(LINES), draw(st.booleans()), draw(st.sampled_from(Final)),
               tuple(draw(signs)), n)
        for n in range(count)
    )  # fmt: skip
    made = Conflict(
        PATH, draw(LINES), draw(st.dates()),
        tuple(DecisionMaker(id, draw(LINES), tuple(draw(st.lists(TEXTS, max_size=2))), 1) for id in makers),
        options, (), (), (), (), (),
    )  # fmt: skip
    said = expressions(count)
    for pattern in draw(st.lists(st.builds(Pattern, said, st.just(1)), max_size=2)):
        made = _with(made, infeasible=(*made.infeasible, pattern))
    for pattern in draw(st.lists(st.builds(Pattern, said, st.just(1)), max_size=2)):
        made = _with(made, same=(*made.same, pattern))
    for line in range(draw(st.integers(0, 6))):
        of = draw(st.sampled_from(makers))
        before = [p.level for p in made.preferences if p.of == of]
        level = before[-1] if before and draw(st.booleans()) else len(set(before))
        statement = Preference(of, draw(said), level, draw(st.booleans()), draw(BASES), line)
        made = _with(made, preferences=(*made.preferences, statement))
    streams = st.sampled_from([Stream(a, b) for a in makers for b in makers if a != b])
    for effect in draw(
        st.lists(st.builds(Effect, said, streams, st.none() | streams, SPANS, BASES, st.just(1)), max_size=2)
    ):
        made = _with(made, effects=(*made.effects, effect))
    for gain in draw(st.lists(st.builds(AssumedGain, streams, streams, SPANS, BASES, st.just(1)), max_size=2)):
        made = _with(made, gains=(*made.gains, gain))
    return made


def _with(conflict: Conflict, **changed: object) -> Conflict:
    """The conflict with a further line, or without it where it does not fit."""
    more = replace(conflict, **changed)  # type: ignore[arg-type]
    try:
        check(more)
    except ConflictError:
        return conflict
    return more
