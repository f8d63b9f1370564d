"""The matrix of states and makers: a sign per verdict, names above the columns or numbers where they have no room."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.draw import ConflictState, StateMatrix, Verdict, stability
from standoff.draw.states import MOST_MAKERS, MOST_STATES
from standoff.errors import DrawError
from tests.draw.examples import holding
from tests.draw.reading import NS, description_of, outside, overlaps, parsed, texts

PAIR = StateMatrix(
    [ConflictState("a", "Strike", now=True), ConflictState("b", "Talks", nash=True)],
    ["Iraq", "Iran"],
    [[Verdict.IMPROVES, Verdict.SEQ], [Verdict.NASH, Verdict.DEPENDS]],
)


def signs(svg: str) -> dict[str, list[tuple[str, str | None]]]:
    """What is drawn in each cell on its ground, by what its pointer says."""
    cells = [g for g in parsed(svg).iter(f"{NS}g") if ", I" in (g.findtext(f"{NS}title") or "")]
    return {
        g.findtext(f"{NS}title", ""): [(e.get("class", ""), e.get("stroke-dasharray")) for e in list(g)[2:]]
        for g in cells
    }


def test_each_verdict_has_a_sign_of_its_own():
    every = [Verdict.NASH, Verdict.SEQ], [Verdict.GMR, Verdict.IMPROVES], [Verdict.DEPENDS, Verdict.NASH]
    states = [*PAIR.states, ConflictState("c", "War")]
    found = signs(stability(replace(PAIR, states=states, verdicts=every)))
    kinds = {said.split(": ", 1)[1]: tuple(shapes) for said, shapes in found.items()}
    assert set(kinds) == set(Verdict)
    assert len(set(kinds.values())) == 5


def test_the_pointer_finds_each_cell_in_words():
    assert set(signs(stability(PAIR))) == {
        "Strike, Iraq: can improve",
        "Strike, Iran: stable (SEQ): others would answer and gain",
        "Talks, Iraq: stable (Nash): nothing better within reach",
        "Talks, Iran: depends on what is not known",
    }


@pytest.mark.parametrize("wide", [True, False])
def test_rows_are_states_and_columns_makers(wide):
    seen = {text.words: text.box for text in texts(stability(PAIR), wide=wide)}
    assert seen["Strike"].bottom < seen["Talks"].top
    assert seen["Iraq"].right < seen["Iran"].left
    assert seen["Iraq"].bottom < seen["Strike"].top
    assert seen["?"].left > seen["Iraq"].right
    assert seen["?"].top > seen["Strike"].bottom


@pytest.mark.parametrize("wide", [True, False])
def test_names_without_room_are_numbers_and_stand_whole_in_the_legend(wide):
    picture = holding(6, 9)
    seen = [text.words for text in texts(stability(picture), wide=wide)]
    assert all(seen.count(str(n)) == 2 for n in range(1, 10))
    assert set(picture.makers) <= set(seen)


def test_the_legend_holds_what_the_matrix_holds():
    words = {text.words for text in texts(stability(PAIR), wide=True)}
    assert {"can improve", "depends on what is not known", "status quo"} <= words
    assert not {Verdict.GMR, "trap", "exit: reached by a coalition"} & words


def test_the_description_says_who_can_improve():
    assert description_of(stability(PAIR)) == (
        "2 states, seen by 2 makers. Strike: Iraq can improve. Talks: nobody can improve."
    )


def test_what_does_not_fit_is_refused():
    with pytest.raises(DrawError, match="row per state"):
        replace(PAIR, verdicts=[[Verdict.NASH]])
    with pytest.raises(DrawError, match=f"{MOST_STATES + 1} states"):
        holding(MOST_STATES + 1, 2)
    with pytest.raises(DrawError, match=f"{MOST_MAKERS + 1} makers"):
        holding(2, MOST_MAKERS + 1)


@st.composite
def matrices(draw: st.DrawFn) -> StateMatrix:
    rows, columns = draw(st.integers(0, MOST_STATES)), draw(st.integers(0, MOST_MAKERS))
    flags = st.booleans()
    states = [
        ConflictState(
            str(n), draw(st.text(max_size=60)), draw(flags), draw(flags), draw(flags), draw(flags), draw(flags)
        )
        for n in range(rows)
    ]
    row = st.lists(st.sampled_from(tuple(Verdict)), min_size=columns, max_size=columns)
    makers = [draw(st.text(max_size=40)) for _ in range(columns)]
    return StateMatrix(states, makers, [draw(row) for _ in range(rows)], draw(st.text(max_size=50)))


@given(matrices())
@settings(deadline=None, max_examples=30)
def test_any_matrix_is_drawn_whole_and_readable(picture):
    svg = stability(picture)
    assert outside(svg) == []
    assert overlaps(svg, wide=True) == overlaps(svg, wide=False) == []
