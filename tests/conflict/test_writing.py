"""What is written is read back equal, and a draft's sentences stay comments until somebody makes statements of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.conflict.load import load, read
from standoff.conflict.types import Basis
from standoff.conflict.writing import Candidate, Draft, write, write_draft
from tests.conflict.made import BASES, LINES, PATH, SMALL, TEXTS, conflicts, of_text

IRAQ = Path(__file__).resolve().parents[2] / "examples" / "iraq-2024" / "conflict.toml"


@settings(max_examples=60, deadline=None)
@given(conflicts())
def test_round_trip(conflict):
    assert read(write(conflict), PATH) == conflict


def test_round_trip_of_files():
    assert read(write(of_text(SMALL)), PATH) == of_text(SMALL)
    assert read(write(load(IRAQ)), PATH) == load(IRAQ)


def test_lines_of_what_is_read_back():
    text = write(load(IRAQ))
    lines = text.splitlines()
    assert {lines[statement.line - 1] for statement in read(text, PATH).preferences} == {"[[preferences]]"}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(Candidate, st.sampled_from(("north", "south")), BASES, TEXTS)), st.lists(TEXTS))
def test_nothing_breaks_out_of_a_comment(candidates, head):
    conflict = replace(of_text(SMALL), preferences=())
    text = write_draft(Draft(conflict, tuple(candidates), tuple(head)))
    assert read(text, PATH) == conflict


@settings(max_examples=50, deadline=None)
@given(st.builds(Candidate, st.just("north"), BASES, LINES))
def test_a_candidate_becomes_a_statement(candidate):
    """Its mark of a comment taken away, and what is preferred said, it rests on the very same sentence."""
    conflict = replace(of_text(SMALL), preferences=())
    before, after = write(conflict), write_draft(Draft(conflict, (candidate,)))
    added = [line for line in after.splitlines() if line not in before.splitlines()]
    assert all(line.startswith("# ") for line in added)
    said = [line.removeprefix("# ").replace('prefers = ""', 'prefers = "talk"') for line in after.splitlines()]
    (statement,) = read("\n".join(said), PATH).preferences
    assert statement.basis == candidate.basis


def test_a_draft_as_written():
    conflict = replace(of_text(SMALL), preferences=(), effects=(), gains=())
    basis = Basis("d1", 3, 11, 'a "line"')
    text = write_draft(Draft(conflict, (Candidate("north", basis, "REQUEST\n2024-01-05"),), ("Say what they want.",)))
    assert text.startswith(
        '# Say what they want.\nname = "Two at a border"\nas_of = 2024-02-06\n\n[[decision_makers]]\n'
    )
    assert text.endswith(
        '# # REQUEST 2024-01-05\n# [[preferences]]\n# of = "north"\n# prefers = ""\n'
        '# source = {document = "d1", start = 3, end = 11, sentence = "a \\"line\\""}\n'
    )
