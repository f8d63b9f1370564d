"""Skill by unit: dots beside the line at 0, those apart from it set apart, ends beyond the axis as arrow heads."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.draw import SkillByUnit, UnitSkill, skill
from standoff.errors import DrawError
from tests.draw.examples import better_than_baseline
from tests.draw.reading import NS, description_of, outside, overlaps, parsed, texts, with_class

BETTER, WORSE = UnitSkill("Iraq", 0.2, 0.1, 0.3), UnitSkill("Syria", -0.1, -0.2, -0.05)
OPEN = UnitSkill("Mali", 0.1, -0.1, 0.3)
ALL = UnitSkill("all units", 0.15, 0.1, 0.2)
THREE = SkillByUnit([BETTER, OPEN, WORSE], ALL)


def shown(svg: str) -> set[str]:
    return {text.words for text in texts(svg, wide=True)}


def zero(svg: str) -> tuple[float, float]:
    """Where the line at 0 stands and begins."""
    (line,) = with_class(svg, "null")
    assert line.get("x1") == line.get("x2")
    return float(line.get("x1")), float(line.get("y1"))


def dots(svg: str, role: str) -> list[tuple[float, float, float]]:
    """Those below the legend."""
    found = [tuple(float(e.get(k)) for k in ("cx", "cy", "r")) for e in with_class(svg, role) if e.tag == f"{NS}circle"]
    return [d for d in found if d[1] > zero(svg)[1]]


def paths(svg: str, role: str) -> list[list[tuple[float, float]]]:
    steps = [e.get("d")[1:].split(" L") for e in with_class(svg, role) if e.get("d")]
    found = [[(float(x), float(y)) for x, y in map(str.split, points)] for points in steps]
    return [points for points in found if points[0][1] > zero(svg)[1]]


def test_dots_lie_as_far_from_the_line_as_the_skill_says():
    svg = skill(THREE)
    x, _ = zero(svg)
    (overall, better), (worse,), (undecided,) = (dots(svg, role) for role in ("dot", "second-dot", "ground"))
    one = (better[0] - x) / 0.2
    assert one > 0
    assert [d[0] - x for d in (overall, undecided, worse)] == pytest.approx(
        [v * one for v in (0.15, 0.1, -0.1)], abs=0.05
    )


def test_units_stand_in_the_order_given_below_the_overall_row_and_a_line():
    svg = skill(THREE)
    (overall, better), (worse,), (undecided,) = (dots(svg, role) for role in ("dot", "second-dot", "ground"))
    (line,) = [float(e.get("y1")) for e in with_class(svg, "axis") if e.tag == f"{NS}line"]
    assert overall[1] < line < better[1] < undecided[1] < worse[1]
    assert [e for e in with_class(skill(replace(THREE, overall=None)), "axis") if e.tag == f"{NS}line"] == []


def test_those_apart_from_0_are_larger_and_filled():
    svg = skill(THREE)
    assert dots(svg, "dot")[0][2] == dots(svg, "second-dot")[0][2] > dots(svg, "ground")[0][2]
    touching = skill(SkillByUnit([replace(BETTER, low=0.0)]))
    assert dots(touching, "dot") == []


def test_intervals_reach_from_their_low_to_their_high_end():
    svg = skill(SkillByUnit([BETTER]))
    x, _ = zero(svg)
    one = (dots(svg, "dot")[0][0] - x) / 0.2
    bar, *ends = paths(svg, "line")
    assert [point[0] - x for point in bar] == pytest.approx([0.1 * one, 0.3 * one], abs=0.05)
    assert [end[0][0] for end in ends] == [point[0] for point in bar]


def test_what_lies_beyond_the_axis_is_an_arrow_head_and_a_number():
    svg = skill(replace(THREE, units=[BETTER, UnitSkill("Chad", -3.2, -6.0, -0.4)]))
    assert dots(svg, "second-dot") == []
    heads = [run for run in paths(svg, "second") if len(run) == 3]
    assert heads
    assert all(tip[0] == min(x for run in paths(svg, "second") for x, _ in run) < back[0] for back, tip, _ in heads)
    assert {"−3.20", "−1.00"} <= shown(svg)


def test_what_is_not_known_is_no_dot_and_not_zero():
    svg = skill(SkillByUnit([UnitSkill("a", None, -0.1, 0.1), UnitSkill("b", float("nan"), None, 0.2)]))
    assert [dots(svg, role) for role in ("dot", "second-dot", "ground")] == [[], [], []]
    assert "–" in shown(svg)
    assert "b: no value" in description_of(svg)


def test_words_of_the_figure():
    words = shown(skill(THREE))
    assert {"Iraq", "all units", "+0.20", "−0.10", "+0.10", "no better than the baseline"} <= words
    assert {"← worse", "better →", "0.0", "better: interval above 0", "worse: interval below 0"} <= words
    assert "worse: interval below 0" not in shown(skill(SkillByUnit([BETTER])))


def test_a_wide_page_shows_more_of_a_long_name():
    picture = SkillByUnit([replace(BETTER, name="Iraqi militias → United States")])
    seen = {wide: {t.words for t in texts(skill(picture), wide=wide)} for wide in (True, False)}
    assert "Iraqi militias → United States" in seen[True]
    assert "Iraqi militias → United States" not in seen[False]
    assert any(words.startswith("Iraqi mil") and words.endswith("…") for words in seen[False])


def test_the_pointer_and_the_description_say_all_that_is_known():
    svg = skill(THREE)
    said = "Syria: −0.10, 95 % interval −0.20 to −0.05"
    assert said in {e.text for e in parsed(svg).iter(f"{NS}title")}
    assert said in description_of(svg)
    assert description_of(svg).startswith("Skill against the baseline, 95 % interval. all units: +0.15, ")


def test_more_units_than_can_be_looked_at_are_refused():
    assert len(dots(skill(better_than_baseline(25)), "ground")) > 10
    with pytest.raises(DrawError):
        SkillByUnit([BETTER] * 26)


numbers = st.none() | st.floats() | st.floats(-0.5, 0.5)
units = st.builds(UnitSkill, st.text(max_size=40), numbers, numbers, numbers)


@given(st.lists(units, max_size=8), st.none() | units)
@settings(deadline=None, max_examples=150)
def test_any_skills_are_drawn_whole_and_readable(rows, overall):
    svg = skill(SkillByUnit(rows, overall))
    assert outside(svg) == []
    assert overlaps(svg, wide=True) == overlaps(svg, wide=False) == []
