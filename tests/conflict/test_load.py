"""A conflict file is read as it is written, and what does not fit is refused with its file, its line and the way out."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.conflict.load import MOST_MAKERS, MOST_OPTIONS, MOST_ROWS, load
from standoff.conflict.types import AssumedGain, Basis, Conflict, Effect, Final, Pattern, Sign, Stream
from standoff.errors import ConflictError
from standoff.toml import MOST_BYTES
from tests.conflict.made import PATH, SMALL, line_of, of_text

ROOT = Path(__file__).resolve().parents[2]
IRAQ = (ROOT / "examples" / "iraq-2024" / "conflict.toml").read_text(encoding="utf-8")


def test_what_is_read():
    found = of_text(SMALL)
    assert (found.path, found.name, found.as_of) == (PATH, "Two at a border", date(2024, 2, 6))
    assert [(m.id, m.name, m.sides) for m in found.makers] == [
        ("north", "Northland", ("PRK",)),
        ("south", "Southland", ()),
    ]
    assert [(o.id, o.of, o.now, o.final) for o in found.options] == [
        ("fire", "north", True, Final.NEVER),
        ("talk", "south", False, Final.TAKEN),
        ("leave", "south", False, Final.NEVER),
    ]
    assert [o.seen for o in found.options] == [(Sign(("ASSAULT",), ("south",)),), (), ()]
    assert [isinstance(p, Pattern) for p in found.infeasible] == [True]
    assert found.same == ()
    assert [(p.of, p.level, p.known) for p in found.preferences] == [
        ("north", 0, True), ("north", 1, False), ("south", 0, True), ("south", 0, True),
    ]  # fmt: skip
    assert [p.basis for p in found.preferences[:3]] == [
        Basis(reason="It says so every year."), Basis("d1", 3, 9, "a line"), Basis(),
    ]  # fmt: skip
    north, south = Stream("north", "south"), Stream("south", "north")
    (effect,), (gain,) = found.effects, found.gains
    assert effect == Effect(effect.when, north, south, (0.2, 0.8), Basis(), 0)
    assert gain == AssumedGain(north, south, (0.5, 0.5), Basis(), 0)


def test_lines():
    found = of_text(SMALL)
    parts = [*found.makers, *found.options, *found.infeasible, *found.preferences, *found.effects, *found.gains]
    names = (
        ["decision_makers"] * 2 + ["options"] * 3 + ["infeasible"] + ["preferences"] * 4 + ["effects", "assumed_gains"]
    )
    lines = SMALL.splitlines()
    assert [lines[part.line - 1] for part in parts] == [f"[[{name}]]" for name in names]
    assert len({part.line for part in parts}) == len(parts)


def test_equal_files_are_equal_wherever_they_lie():
    assert of_text(SMALL) == of_text("# further down\n\n" + SMALL.replace("\n", "\r\n"))
    assert of_text(SMALL) != of_text(SMALL.replace("unknown = true", "unknown = false"))


def test_with_a_byte_order_mark(tmp_path):
    (tmp_path / "c.toml").write_bytes(b"\xef\xbb\xbf" + SMALL.encode())
    assert load(tmp_path / "c.toml") == of_text(SMALL)


STATEMENT = '\n[[preferences]]\nof = "north"\nprefers = "{}"\nsource = "analyst"\n'

# (what is changed, into what, what stands on the line that is named, what the message says)
REFUSED = [
    ("as_of = 2024-02-06", "as_of = 2024-02-30", "as_of", "is not TOML: Invalid date"),
    ("as_of = 2024-02-06", 'as_of = "2024-02-06"', "as_of", "as_of: must be a day without quotation marks"),
    ("as_of = 2024-02-06", "as_of = 2024-02-06T10:00:00", "as_of", "must be a day"),
    ('name = "Two at a border"', 'name = "a\\nb"', "name", "no part of a line (U+000A)"),
    ('name = "Two at a border"', 'title = "Two"', "title", "'title' is no field here; the fields are name, as_of,"),
    ('id = "south"', 'id = "South"', 'id = "South"', "'South' is no id"),
    ('id = "south"', 'id = "north"', 'id = "north"\nname = "Southland"', "north is used on line 4 already"),
    ('id = "leave"', 'id = "talk"', 'id = "talk"\nof = "south"\nname = "Leave"', "talk is used on line"),
    ('id = "leave"', 'id = "iff"', 'id = "iff"', "none of and, if, iff, not, or"),
    ('sides = ["PRK"]', 'sides = "PRK"', "sides", 'must be a list of texts, as in ["USA"]'),
    ('of = "north"\nname', 'of = "nroth"\nname', 'of = "nroth"', "'nroth' is no decision maker; there are north, south"),
    ('name = "Fire"', "name = 3", "name = 3", "options: name: must be a text"),
    ('name = "Fire"\n', "", '[[options]]\nid = "fire"', "options: name: is missing"),
    ("now = true\n", "", '[[options]]\nid = "fire"', "now: is missing; it is true or false"),
    ("now = true", "now = 1", "now = 1", "must be true or false"),
    ('final = "taken"', 'final = "always"', 'final = "always"', "there are never, taken, left"),
    ('final = "taken"', 'finally = "taken"', "finally", "'finally' is no field here; the fields are id, of, name, now"),
    ('types = ["ASSAULT"]', 'types = ["ATTACK"]', "types", "options.seen: types: 'ATTACK' is no type of event"),
    ('types = ["ASSAULT"]', "types = []", "types", "must name a type of event"),
    ('recipients = ["south"]', 'recipients = ["east"]', "recipients", "'east' is no decision maker"),
    ('recipients = ["south"]', 'towards = ["south"]', "towards", "options.seen: 'towards' is no field here"),
    ("talk and leave", "talk and leaf", 'when = "talk and leaf"', "'leaf' at character 10, where there should be one of the"),
    ("talk and leave", "fire", "[[infeasible]]", "holds in the status quo"),
    ("[[infeasible]]", "[infeasible]", "[infeasible]", "must be tables, each under a line [[infeasible]]"),
    ('prefers = "talk"', 'prefers = "talk("', "talk(", "'(' at character 5"),
    ('prefers = "talk"', 'prefers = ""', 'prefers = ""', "must be a text that is not empty"),
    ('of = "north"\nprefers = "talk"', 'of = "talk"\nprefers = "talk"', 'of = "talk"', "is no decision maker"),
    ('prefers = "not fire"', 'prefers = "not fire"\nequal = true', "equal", "there is no statement of south before"),
    ("equal = true", 'equal = "yes"', "equal", "must be true or false"),
    ("unknown = true", "unknown = 1", "unknown", "must be true or false"),
    ('source = "analyst"\nreason', "reason", '[[preferences]]\nof = "north"\nprefers = "talk"', "must say what the line rests on"),
    ('source = "analyst"\nreason', 'source = "me"\nreason', 'source = "me"', "must say what the line rests on"),
    ("It says so every year.", "  ", "reason", "must be a text that is not empty"),
    (', sentence = "a line"', "", "source = {", "source: sentence: is missing"),
    ("end = 9", "end = 10", "source = {", "has 6 characters, but end - start is 7"),
    ("start = 3", "start = -3", "source = {", "must be a whole number from 0"),
    ('document = "d1"', 'docid = "d1"', "source = {", "'docid' is no field here"),
    ('document = "d1"', 'document = ""', "source = {", "document: must be a text that is not empty"),
    ('when = "talk"\n', 'when = "fire"\n', "[[effects]]", "effects: when: holds in the status quo"),
    ('when = "talk"\n', 'when = "talk and leave"\n', "[[effects]]", "holds in no state that can be"),
    ("factor = [0.2, 0.8]", "factor = [0.8, 0.2]", "factor", "must be a number or a lowest and a highest one"),
    ("factor = [0.2, 0.8]", "factor = -0.1", "factor", "not negative"),
    ("factor = [0.2, 0.8]", "factor = [0.2, inf]", "factor", "finite"),
    ("factor = [0.2, 0.8]", "factor = nan", "factor", "finite"),
    ("factor = [0.2, 0.8]", "factor = [0.2]", "factor", "a lowest and a highest one"),
    ("factor = [0.2, 0.8]", "factor = true", "factor", "must be a number"),
    ("factor = [0.2, 0.8]", f"factor = 1{'0' * 400}", "factor", "finite"),
    ("gain = 0.5", 'gain = "0.5"', "gain =", "assumed_gains: gain: must be a number"),
    ("gain = 0.5\n", "", "[[assumed_gains]]", "gain: must be a number"),
    ('to = "south"}\nafter', 'to = "north"}\nafter', "stream", "stream: to: is the same as from"),
    ('to = "south"}\nafter', 'too = "south"}\nafter', "stream", "'too' is no field here; the fields are from, to"),
    ('stream = {from = "north", to = "south"}\nafter', "stream = 3\nafter", "stream = 3", "must be fields within { }"),
    ("[[effects]]", "[[effects]", "[[effects]", "is not TOML"),
    ("[[effects]]", f"{STATEMENT.format('not (not talk)')}\n[[effects]]", STATEMENT.format("not (not talk)")[1:],
     "says the same as line"),
    ("[[effects]]", f"{STATEMENT.format('not talk')}\n[[effects]]", STATEMENT.format("not talk")[1:], "says the contrary of line"),
    ("[[effects]]", f"{STATEMENT.format('fire or not fire')}\n[[effects]]", STATEMENT.format("fire or not fire")[1:],
     "holds in every state that can be"),
    ("[[effects]]", f"{STATEMENT.format('talk and leave')}\n[[effects]]", STATEMENT.format("talk and leave")[1:],
     "holds in no state that can be"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "message"), REFUSED, ids=range(len(REFUSED)))
def test_refused(old, new, line, message):
    assert old in SMALL
    text = SMALL.replace(old, new, 1)
    with pytest.raises(ConflictError) as caught:
        of_text(text)
    told = str(caught.value)
    assert told.startswith(f"made.toml:{line_of(text, line)}: ")
    assert message in told
    assert "\n" not in told


def test_both_lines_of_a_contradiction_are_named():
    text = SMALL + STATEMENT.format("not talk")
    first, second = line_of(text, "[[preferences]]"), line_of(text, "[[preferences]]", 5)
    with pytest.raises(ConflictError, match=rf"^made.toml:{second}: .* the contrary of line {first};"):
        of_text(text)


def test_makers_may_disagree():
    assert len(of_text(SMALL + STATEMENT.format("fire")).preferences) == 5


def test_the_same_effect_or_gain_twice():
    for table, end in (("effects", "assumed_gains"), ("assumed_gains", None)):
        start = SMALL.index(f"[[{table}]]")
        block = SMALL[start : SMALL.index(f"[[{end}]]") if end else None].replace("0.8", "0.9").replace("0.5", "0.6")
        text = f"{SMALL}\n{block}"
        first, second = line_of(text, f"[[{table}]]"), line_of(text, f"[[{table}]]", 2)
        with pytest.raises(ConflictError, match=rf"^made.toml:{second}: {table}: .* same as line {first};"):
            of_text(text)


def test_without_options():
    with pytest.raises(ConflictError, match=r"^made.toml:1: options: there are none"):
        of_text('name = "a"\nas_of = 2024-01-01\n[[decision_makers]]\nid = "a"\nname = "A"\n')


def test_options_within_brackets():
    with pytest.raises(ConflictError, match=r"^made.toml:2: options: id: is missing"):
        of_text('as_of = 2024-01-01\noptions = [{name = "a"}]\n')


@pytest.mark.parametrize(
    ("table", "most"), [("options", MOST_OPTIONS), ("decision_makers", MOST_MAKERS), ("same", MOST_ROWS)]
)
def test_too_many(table, most):
    blocks = "".join(f'\n[[{table}]]\nid = "x{n}"\nof = "north"\nname = "X"\nnow = false\n' for n in range(most + 1))
    with pytest.raises(ConflictError, match=rf"^made.toml:\d+: {table}: there are \d+, more than {most}"):
        of_text(SMALL + blocks)


def test_files_that_cannot_be_read(tmp_path):
    path = tmp_path / "c.toml"
    with pytest.raises(ConflictError, match="cannot be read"):
        load(path)
    with pytest.raises(ConflictError, match="cannot be read"):
        load(tmp_path)
    path.write_bytes(SMALL.encode() + b"#" * MOST_BYTES)
    with pytest.raises(ConflictError, match="is larger than 1,000,000 bytes"):
        load(path)
    path.write_bytes(b'name = "a"\nas_of = "\xff"\n')
    with pytest.raises(ConflictError, match=r":2: is not UTF-8"):
        load(path)


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 9_999, "a = " + "1" * 9_999, ".".join("a" * 9_999) + " = 1", "\x00", '"""']
)
def test_hostile_toml(text):
    with pytest.raises(ConflictError, match="is not TOML"):
        of_text(text)


def test_messages_show_what_does_not_print_as_its_number():
    with pytest.raises(ConflictError, match=re.escape(r"'\x1b[2J' is no field here")):
        of_text('"\\u001b[2J" = 1\n')


PIECES = sorted(set(re.findall(r'"[^"]*"|[\w-]+|\[+|\]+|[={},#\n]', IRAQ)))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_changed_file_is_read_or_refused(data):
    """Whatever is changed in a file, nothing but a ConflictError comes of it, and it names a line of the file."""
    text = data.draw(st.sampled_from((SMALL, IRAQ)))
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = start + data.draw(st.integers(0, 40))
        text = text[:start] + data.draw(st.sampled_from(PIECES) | st.text(max_size=5)) + text[end:]
    try:
        found: Conflict | ConflictError = of_text(text)
    except ConflictError as error:
        found = error
    if isinstance(found, ConflictError):
        assert 0 <= found.line <= text.count("\n") + 1
        assert len(str(found).splitlines()) == 1
    else:
        assert found.options
