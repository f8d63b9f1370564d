"""The graph of moves: rows by moves from the status quo, lines between the cards, who moves told without colour."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.draw import ConflictState, Move, MoveGraph, MoveKind, moves
from standoff.draw.cards import option_lines
from standoff.draw.frame import ON_NARROW, ON_WIDE, WIDTH
from standoff.draw.moves import MOST_MAKERS, MOST_MOVES, MOST_STATES, _layout
from standoff.draw.placing import Box
from standoff.draw.tracks import tracks
from standoff.errors import DrawError
from tests.draw.examples import crowded, flinching
from tests.draw.reading import NS, description_of, outside, overlaps, parsed, tags, texts, with_class

BOTH = pytest.mark.parametrize("letters", [ON_WIDE, ON_NARROW], ids=["wide", "narrow"])
EXIT = "Timetable + Restrain"


def rows_of(picture: MoveGraph, letters) -> dict[str, int]:
    """Which layer each state stands in."""
    rows = _layout(picture, letters).rows
    layer = {item: rows.layer_of[n] for n, row in enumerate(rows.items) for item in row}
    return {state.id: layer[n] for n, state in enumerate(picture.states)}


@BOTH
def test_each_row_is_one_move_further_from_the_status_quo(letters):
    found = rows_of(flinching(), letters)
    assert [found[name] for name in flinching().path] == [0, 1, 2, 3, 4, 5, 6]
    assert {found[s.id] for s in flinching().states[7:]} == {7}  # no moves lead there
    assert _layout(flinching(), letters).captions[:8] == (*"0123456", "–")


def test_a_joint_move_counts_only_where_makers_alone_do_not_get_there():
    picture = flinching()
    kept = [move for move in picture.moves if (move.start, move.end) != ("Timetable", EXIT)]
    assert rows_of(replace(picture, moves=kept, path=()), ON_WIDE)[EXIT] == 1


@BOTH
def test_cards_do_not_meet_and_stand_below_one_another_by_row(letters):
    for picture in (flinching(), crowded(16, 40), crowded(9, 12)):
        layout = _layout(picture, letters)
        floor = layout.floor(0.0)
        assert not [1 for a, b in combinations(floor.boxes, 2) if a.meets(b)]
        assert all(box.left > 0 and box.right < WIDTH for box in floor.boxes)
        for (_, bottom), (top, _) in pairwise(floor.bands):
            assert bottom + 30 < top


def runs_into(picture: MoveGraph, letters) -> list[tuple[int, int]]:
    """Moves and the cards that they run into, other than at their ends."""
    floor = _layout(picture, letters).floor(0.0)
    inner = [box.shrunk(0.5) for box in floor.boxes]
    return [
        (number, card)
        for number, track in enumerate(tracks(floor))
        for x, y in (*track.points(), track.tip)
        for card, box in enumerate(inner)
        if box.meets(Box(x - 0.1, y - 0.1, x + 0.1, y + 0.1))
    ]


@BOTH
def test_no_line_runs_through_a_card(letters):
    for picture in (flinching(), crowded(16, 40), crowded(12, 25), crowded(5, 20)):
        assert runs_into(picture, letters) == []


@BOTH
def test_arrows_begin_and_end_at_the_cards_of_their_states(letters):
    picture = crowded(12, 25)
    floor = _layout(picture, letters).floor(0.0)
    place = {state.id: n for n, state in enumerate(picture.states)}
    for move, track in zip(picture.moves, tracks(floor), strict=True):
        for (x, y), state in ((track.pieces[0].start, move.start), (track.tip, move.end)):
            box = floor.boxes[place[state]]
            assert box.left < x < box.right
            assert min(abs(y - box.top), abs(y - box.bottom)) < 0.01
        assert all(one.end == pytest.approx(other.start) for one, other in pairwise(track.pieces))


@BOTH
def test_the_path_is_straight(letters):
    picture = flinching()
    middle = _layout(picture, letters).middle
    on_path = [middle[n] for n, state in enumerate(picture.states) if state.id in picture.path]
    assert max(on_path) - min(on_path) < 40


def test_makers_differ_by_their_dashes():
    svg = moves(crowded(12, 40))
    dashes = [
        {tuple(e.get("stroke-dasharray", "").split()) for e in with_class(svg, f"maker-{n}") if e.get("fill") == "none"}
        for n in range(6)
    ]
    assert all(len(found) == 2 for n, found in enumerate(dashes) if n)  # on wide and on narrow pages
    assert len(set.union(*dashes)) == 11  # and one without


def test_the_legend_holds_what_the_picture_holds():
    seen = {text.words for text in texts(moves(flinching()), wide=True)}
    assert {
        "status quo",
        "Nash equilibrium: nobody gains by moving",
        "SEQ equilibrium: others would answer",
        "exit: reached by a coalition",
        "trap",
        "Iraq",
        "jointly: United States + Iran + Iraqi militias",
        "sanction: an answer to a move",
        "highlighted path",
    } <= seen
    plain = MoveGraph(
        [ConflictState("a", "A", now=True), ConflictState("b", "B")], [Move(("X",), "a", "b")], ["X", "Y"]
    )
    assert {text.words for text in texts(moves(plain), wide=True)} == {
        "Who can move where", "rows: fewest moves away from the status quo", "status quo", "X", "A", "B", "0", "1",
    }  # fmt: skip


def test_frames_tell_nash_from_seq():
    def frames(**marks: bool) -> list[str | None]:
        svg = moves(MoveGraph([ConflictState("a", "A", now=True, **marks)], [], []))
        cards = [g for g in parsed(svg).iter(f"{NS}g") if (g.findtext(f"{NS}title") or "").startswith("A")]
        return [rect.get("stroke-dasharray") for rect in cards[0].iter(f"{NS}rect")]

    assert frames() == [None]
    assert frames(nash=True, seq=True) == [None, None]
    assert frames(seq=True) == ["5 4", None]


def test_the_pointer_finds_states_and_moves_in_words():
    titles = {e.text for e in parsed(moves(flinching())).iter(f"{NS}title")}
    assert {
        "Strike + Attack; status quo",
        "Timetable + Restrain; Nash equilibrium; exit; × 0.4",
        "Expel; SEQ equilibrium; trap",
        "Iraq: Strike + Attack → Strike + Expel + Attack; improvement",
        "Iraqi militias: Expel → Strike + Expel + Attack; sanction",
        "United States, Iran, Iraqi militias jointly: Strike + Attack → Timetable + Restrain; jointly",
    } <= titles


def test_the_description_says_who_can_move_and_tells_the_path():
    said = description_of(moves(flinching()))
    assert said.startswith("10 states and 11 moves. Strike + Attack; status quo.")
    assert "From the status quo on their own: Iraq." in said
    assert "United States, Iran, Iraqi militias jointly, from Strike + Attack: Timetable + Restrain." in said
    assert said.endswith("Iraq to nothing; United States to Timetable; Iran to Timetable + Restrain.")


def test_where_nobody_can_move_the_description_says_so():
    said = description_of(moves(MoveGraph([ConflictState("a", "A", now=True)], [], ["X"])))
    assert "on their own: nobody." in said


@BOTH
def test_labels_break_behind_a_plus_and_keep_every_word(letters):
    for text in (EXIT, "Strike + Timetable + Curb + Attack", "Deploy peacekeepers along the border + Withdraw"):
        shown = option_lines(text, letters)
        assert " ".join(shown) == text
        assert not [line for line in shown if line.startswith("+")]
    assert option_lines(" \t ", letters) == []


def test_all_long_labels_stand_whole():
    picture = crowded(16, 40)
    for wide in (True, False):
        seen = " ".join(text.words for text in texts(moves(picture), wide=wide))
        assert all(" ".join(option_lines(s.label, ON_WIDE if wide else ON_NARROW)) in seen for s in picture.states)
        assert not [s for s in picture.states if "…" in "".join(option_lines(s.label, ON_NARROW))]


def test_a_wide_page_shows_the_part_that_is_drawn_for_it():
    svg = moves(flinching())
    high = float(parsed(svg).get("viewBox").split()[3])
    (shown,) = map(float, re.findall(r"not all and \(max-width:620px\)\{[^}]*aspect-ratio:720/([0-9.]+)\}", svg))
    assert shown < 0.8 * high
    assert max(text.box.bottom for text in texts(svg, wide=True)) < shown
    assert parsed(svg).get("preserveAspectRatio") == "xMidYMin slice"


def test_who_moves_is_written_beside_the_path():
    seen = [text.words for text in texts(moves(flinching()), wide=True)]
    assert seen.count("Iraq") == 3  # in the legend and at two moves


def test_too_much_to_be_read_is_refused():
    states = [ConflictState(str(n), str(n), n == 0) for n in range(MOST_STATES + 1)]
    with pytest.raises(DrawError, match=f"{MOST_STATES + 1} states"):
        MoveGraph(states, [], [])
    many = [Move((str(n % 9),), "0", "1") for n in range(MOST_MOVES + 1)]
    with pytest.raises(DrawError, match=f"{MOST_MOVES + 1} moves"):
        MoveGraph(states[:2], many, list("012345678"))
    with pytest.raises(DrawError, match=f"{MOST_MAKERS + 1} makers"):
        MoveGraph(states[:2], many[: MOST_MAKERS + 1], list("012345678"))
    assert moves(MoveGraph(states[:2], many[:MOST_MAKERS], list("012345678")))  # makers who do not move are not counted


@pytest.mark.parametrize(
    "wrong",
    [
        Move(("X",), "a", "c"),
        Move(("X",), "a", "a"),
        Move(("Z",), "a", "b"),
        Move((), "a", "b"),
        Move(("X", "Y"), "a", "b"),
        Move(("X",), "a", "b", MoveKind.JOINTLY),
    ],
)
def test_moves_that_cannot_be_are_refused(wrong):
    with pytest.raises(DrawError):
        MoveGraph([ConflictState("a", "A", now=True), ConflictState("b", "B")], [wrong], ["X", "Y"])


@pytest.mark.parametrize("states", [[ConflictState("a", "A")], [ConflictState(c, c, now=True) for c in "ab"]])
def test_one_state_is_the_status_quo(states):
    with pytest.raises(DrawError, match="status quo"):
        MoveGraph(states, [], [])


def test_two_states_with_one_id_and_a_path_without_moves_are_refused():
    with pytest.raises(DrawError, match="same id"):
        MoveGraph([ConflictState("a", "A", now=True), ConflictState("a", "B")], [], [])
    with pytest.raises(DrawError, match="path"):
        MoveGraph([ConflictState("a", "A", now=True), ConflictState("b", "B")], [], [], ("a", "b"))


@st.composite
def graphs(draw: st.DrawFn) -> MoveGraph:
    size = draw(st.integers(1, MOST_STATES))
    words = st.text(max_size=25) | st.lists(
        st.sampled_from(("Strike", "Counterterrorism campaign", "x" * 40)), max_size=5
    ).map(" + ".join)
    flags = st.booleans()
    states = [
        ConflictState(
            str(n), draw(words), n == 0, draw(flags), draw(flags), draw(flags), draw(flags), draw(st.text(max_size=8))
        )
        for n in range(size)
    ]
    makers = draw(st.lists(st.text(max_size=30), min_size=2, max_size=6, unique=True))
    pairs = st.tuples(
        st.integers(0, size - 1), st.integers(0, size - 1), st.sampled_from(tuple(MoveKind)), st.sampled_from(makers)
    )
    chosen = [pair for pair in draw(st.lists(pairs, max_size=MOST_MOVES)) if pair[0] != pair[1]]
    steps = [
        Move(tuple(makers[:2]) if kind == MoveKind.JOINTLY else (who,), str(a), str(b), kind)
        for a, b, kind, who in chosen
    ]
    path = (steps[0].start, steps[0].end) if steps else ()
    return MoveGraph(states, steps, makers, path, draw(st.text(max_size=80)), draw(st.text(max_size=200)))


@given(graphs())
@settings(deadline=None, max_examples=40)
def test_any_graph_is_drawn_whole_and_readable(picture):
    svg = moves(picture)
    assert outside(svg) == []
    assert overlaps(svg, wide=True) == overlaps(svg, wide=False) == []
    assert "marker" not in tags(svg)
    for letters in (ON_WIDE, ON_NARROW):
        assert runs_into(picture, letters) == []
