"""The founding case, as a file: what it rests on stands in the sample, and its answers are those known of it."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from standoff import knowledge
from standoff.conflict.load import load
from standoff.conflict.sources import bases, checked
from standoff.conflict.states import BETTER, UNKNOWN, likings, states
from standoff.conflict.types import Conflict
from standoff.conflict.variations import Change, reordered, together
from standoff.measure.sides import sides
from standoff.options import ReadOptions
from standoff.read import read
from standoff.records import Document
from standoff.store import PartyRow

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "iraq-2024"
CONFLICT = load(FOLDER / "conflict.toml")
STATES = states(CONFLICT)
LIKINGS = likings(CONFLICT, STATES)
EXIT, TRAP = "Timetable + Restrain", "Strike + Expel + Attack"


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    problems: list[Exception] = []
    found = {document.id: document for document in read([FOLDER / "reports"], ReadOptions(), problems.append)}
    assert not problems
    return found


def nash(liked: np.ndarray) -> list[str]:
    """States from which nobody can improve alone."""
    return [STATES.label(int(s)) for s in np.flatnonzero(~(STATES.moves & (liked == BETTER)).any(axis=(0, 2)))]


def improvements(maker: str, liked: np.ndarray) -> list[str]:
    place = [one.id for one in CONFLICT.makers].index(maker)
    better = STATES.moves[place, STATES.now] & (liked[place, STATES.now] == BETTER)
    return [STATES.label(int(s)) for s in np.flatnonzero(better)]


def test_sentences_stand_in_the_sample(documents):
    assert checked(CONFLICT, {id: document.text for id, document in documents.items()}.get) == ()
    assert len(list(bases(CONFLICT))) >= 20


def test_no_evidence_from_after_the_status_quo(documents):
    for line, basis in bases(CONFLICT):
        published = documents[basis.document].published
        assert published is None or published <= CONFLICT.as_of, line


def test_what_rests_on_the_analyst_has_a_reason():
    said = [*CONFLICT.preferences, *CONFLICT.effects, *CONFLICT.gains]
    assert all(one.basis.reason for one in said if not one.basis.document)
    assert any(not one.basis.document for one in CONFLICT.preferences)


def test_sides_are_those_of_the_archive():
    facts = knowledge.load()
    parties = [
        PartyRow("USA", "USA", "GOV", "United States", 4), PartyRow("IRQ", "IRQ", "GOV", "Iraq", 3),
        PartyRow("IRN", "IRN", "GOV", "Iran", 2), PartyRow("kataib-hezbollah", "IRQ", "REB", "Kataib Hezbollah", 1),
        PartyRow("IRQ/REB", "IRQ", "REB", "armed groups", 1),
    ]  # fmt: skip
    standing = sides(parties, facts, CONFLICT.as_of)
    places = [place for maker in CONFLICT.makers for place in standing.chosen(maker.sides, facts)]
    assert sorted(places) == list(range(5))


def test_states():
    assert len(STATES.taken) == 48
    assert STATES.label(STATES.now) == "Strike + Attack"
    assert not (LIKINGS == UNKNOWN).any()


def test_only_iraq_can_improve_alone_and_only_by_expulsion():
    assert {maker.id for maker in CONFLICT.makers if improvements(maker.id, LIKINGS)} == {"iraq"}
    assert improvements("iraq", LIKINGS) == [TRAP, "Strike + Expel + Curb + Attack"]


def test_one_state_is_stable_for_all():
    assert nash(LIKINGS) == [EXIT]


def test_all_four_like_the_exit_better():
    (to,) = [s for s in range(48) if STATES.label(s) == EXIT]
    assert (LIKINGS[:, STATES.now, to] == BETTER).all()


def test_order_does_not_decide():
    assert {tuple(nash(varied.likings)) for varied in reordered(CONFLICT, STATES, 100)} == {(EXIT,)}


def test_dropping_one_statement_of_each():
    """The exit stays in all 672, the trap becomes stable in a quarter; Iraq keeps its move unless "expel iff strike" falls away, in 5 of 6."""
    found = list(together(CONFLICT, STATES, Change.DROPPED))
    assert len(found) == 7 * 6 * 4 * 4 == 672
    stable = [nash(varied.likings) for varied in found]
    assert all(EXIT in labels for labels in stable)
    assert sum(TRAP in labels for labels in stable) == 672 / 4
    kept = [bool(improvements("iraq", varied.likings)) for varied in found]
    assert sum(kept) == 560


def test_the_file_ships_with_the_sample():
    shipped: Conflict = load(Path(str(files("standoff"))) / "sample" / "iraq-2024.toml")
    assert shipped == CONFLICT
