"""The matrix of gains: numbers in their cells, shades by gain, links that do not stand the test quiet, layouts for both pages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.draw import ExcitationMatrix, excitation
from standoff.draw.scale import decimal
from standoff.errors import DrawError
from tests.draw.examples import STREAMS, streams
from tests.draw.reading import NS, description_of, outside, overlaps, parsed, texts, with_class

YES, NO = True, False
PAIR = ExcitationMatrix(
    ["A", "B"], [[0.4, 0.1], [0.2, None]], [[0.3, 0.0], [0.1, 0.2]], [[0.5, 0.2], [0.3, None]], [[YES, NO], [YES, YES]]
)


def shown(svg: str, *, wide: bool) -> list[str]:
    return [text.words for text in texts(svg, wide=wide)]


def titles(svg: str) -> set[str]:
    return {e.text or "" for e in parsed(svg).iter(f"{NS}title")}


def shades(svg: str) -> dict[str, float]:
    """How strong the shade of each cell is, by what its pointer says."""
    cells = [
        g for g in parsed(svg).iter(f"{NS}g") if g.find(f"{NS}title") is not None and g.find(f"{NS}rect") is not None
    ]
    found = {g.findtext(f"{NS}title"): g.find(f"{NS}rect") for g in cells}
    return {said: float(r.get("fill-opacity", 0)) if "shade" in r.get("class") else 0.0 for said, r in found.items()}


@pytest.mark.parametrize("wide", [True, False])
def test_each_cell_has_its_gain_and_below_it_the_interval(wide):
    seen = {text.words: text.box for text in texts(excitation(PAIR), wide=wide)}
    for gain, interval in (("0.40", "0.30–0.50"), ("0.10", "0.00–0.20"), ("0.20", "0.10–0.30")):
        above, below = seen[gain], seen[interval]
        assert above.bottom <= below.top
        assert above.left + above.right == pytest.approx(below.left + below.right, abs=0.02)


@pytest.mark.parametrize("wide", [True, False])
def test_rows_follow_and_columns_precede(wide):
    seen = {text.words: text.box for text in texts(excitation(PAIR), wide=wide)}
    assert seen["0.40"].right < seen["0.10"].left  # B precedes
    assert seen["0.40"].bottom < seen["0.20"].top  # B follows
    assert seen["0.40"].left == pytest.approx(seen["0.20"].left, abs=0.02)


def test_the_pointer_finds_each_link_in_words():
    assert {
        "A after A: 0.40, 95 % interval 0.30 to 0.50; stands the test",
        "A after B: 0.10, 95 % interval 0.00 to 0.20; does not stand the test",
        "B after A: 0.20, 95 % interval 0.10 to 0.30; stands the test",
        "B after B: not identified",
    } <= titles(excitation(PAIR))


def test_shades_are_proportional_to_the_gains_that_stand_the_test():
    found = {said.split(":")[0]: shade for said, shade in shades(excitation(PAIR)).items()}
    assert found["A after A"] == pytest.approx(2 * found["B after A"], abs=0.01)
    assert found["A after B"] == found["B after B"] == 0.0


def test_a_gap_is_a_dash_and_neither_zero_nor_sure():
    svg = excitation(PAIR)
    assert "–" in shown(svg, wide=True)
    assert "not identified" in shown(svg, wide=True)
    assert "1 are not identified" in description_of(svg)
    assert "2 of 4 links stand the test" in description_of(svg)


def test_what_is_not_there_is_not_in_the_legend():
    words = shown(excitation(replace(PAIR, gains=[[0.4, 0.1], [0.2, 0.3]], sure=[[YES] * 2] * 2)), wide=True)
    assert not {"not identified", "does not stand the test"} & set(words)


@pytest.mark.parametrize("wide", [True, False])
def test_twelve_streams_show_gains_and_leave_intervals_to_the_pointer(wide):
    picture = streams(12)
    svg = excitation(picture)
    seen = shown(svg, wide=wide)
    gains = [decimal(g, 0.01) for row in picture.gains for g in row if g is not None]
    assert sorted(words for words in seen if words.startswith("0.")) == sorted(gains)
    assert not [words for words in seen if "–" in words and words != "–"]
    assert any("95 % interval 0.30 to 0.55" in said for said in titles(svg))
    assert [words for words in seen if words.isdigit()].count("12") == 2  # its row and its column


def test_names_stand_whole_above_the_rows_of_a_narrow_page():
    assert set(STREAMS) <= set(shown(excitation(streams(12)), wide=False))


def test_two_streams_with_short_names_are_named_above_the_columns_too():
    for wide in (True, False):
        assert {"1 A", "2 B"} <= set(shown(excitation(PAIR), wide=wide))


def test_of_more_than_twelve_streams_the_remark_says_how_many_are_left_out():
    many = 15
    grid = [[0.1] * many] * many
    svg = excitation(ExcitationMatrix("abcdefghijklmno", grid, grid, grid, [[YES] * many] * many, note="Daily."))
    assert "The first 12 of 15 streams. Daily." in shown(svg, wide=True)
    assert "225 of 225 links" in description_of(svg)
    assert not {"m", "n", "o"} & set(shown(svg, wide=True))


def test_the_description_has_the_strongest_links_first():
    said = description_of(excitation(PAIR))
    assert said.index("A after A: 0.40") < said.index("B after A: 0.20")
    assert "A after B" not in said


def test_numbers_outside_of_what_is_usual_fit():
    picture = replace(PAIR, gains=[[1e9, -0.2], [9.5, 0.0]], low=[[None] * 2] * 2, sure=[[YES] * 2] * 2)
    svg = excitation(picture)
    assert shown(svg, wide=False).count(">9") == 2
    assert shown(svg, wide=False).count("0.00") == 2
    assert not [words for words in shown(svg, wide=True) if "interval" in words]


@pytest.mark.parametrize("wrong", [{"gains": [[0.1]]}, {"sure": [[YES], [NO]]}, {"streams": ["A"]}, {"low": []}])
def test_rows_that_do_not_match_the_streams_are_refused(wrong):
    with pytest.raises(DrawError):
        replace(PAIR, **wrong)


def square(many: int, cells: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(st.lists(cells, min_size=many, max_size=many), min_size=many, max_size=many)


numbers = st.none() | st.floats() | st.floats(0, 1)
matrices = st.integers(0, 14).flatmap(
    lambda n: st.tuples(
        st.lists(st.text(max_size=40), min_size=n, max_size=n),
        *(square(n, numbers) for _ in range(3)),
        square(n, st.booleans()),
    )
)


@given(matrices)
@settings(deadline=None, max_examples=60)
def test_any_matrix_is_drawn_whole_and_readable(columns):
    svg = excitation(ExcitationMatrix(*columns))
    assert outside(svg) == []
    assert overlaps(svg, wide=True) == overlaps(svg, wide=False) == []


def test_sure_cells_have_a_firm_edge_and_others_a_faint_one():
    svg = excitation(PAIR)
    edges = [e for e in with_class(svg, "interval-edge") if e.get("rx") and e.get("fill") != "none"]
    assert len(edges) == 2 * 2  # two links on each of two pages
