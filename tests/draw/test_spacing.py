"""The spectral radius by baseline: values at their heights, the one reported set apart, the line at 1 named."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.draw import BySpacing, by_spacing
from standoff.errors import DrawError
from tests.draw.examples import baselines
from tests.draw.reading import NS, description_of, outside, overlaps, parsed, texts, with_class

HIGH = BySpacing(["constant", "12 months", "3"], [1.2, 0.6, 0.3], [1.0, 0.5, 0.2], [1.4, 0.7, 0.4], 1)


def shown(svg: str) -> set[str]:
    return {text.words for text in texts(svg, wide=True)}


def dots(svg: str, role: str = "dot") -> list[tuple[float, float, float]]:
    """Those of the panel; the samples of the legend are further up."""
    foot = axis(svg)
    found = [tuple(float(e.get(k)) for k in ("cx", "cy", "r")) for e in with_class(svg, role) if e.tag == f"{NS}circle"]
    return [dot for dot in found if foot - 240.01 <= dot[1] <= foot]


def axis(svg: str) -> float:
    (foot,) = [float(e.get("y1")) for e in with_class(svg, "axis") if e.tag == f"{NS}line"]
    return foot


def critical(svg: str) -> float:
    (line,) = with_class(svg, "null")
    return float(line.get("d")[1:].split(" L")[0].split()[1])


def test_heights_are_the_values_above_zero():
    svg = by_spacing(HIGH)
    foot = axis(svg)
    one = foot - critical(svg)
    assert [foot - y for _, y, _ in dots(svg)] == pytest.approx([1.2 * one, 0.6 * one, 0.3 * one], abs=0.05)


def test_spacings_are_evenly_apart_in_their_order():
    xs = [x for x, _, _ in dots(by_spacing(baselines()))]
    steps = [b - a for a, b in pairwise(xs)]
    assert min(steps) > 0
    assert steps == pytest.approx([steps[0]] * 4, abs=0.02)


def test_intervals_reach_from_their_low_to_their_high_end():
    svg = by_spacing(HIGH)
    foot = axis(svg)
    one = foot - critical(svg)
    bars = [e.get("d")[1:].split(" L") for e in with_class(svg, "interval-edge")]
    ends = [(float(bar[3].split()[1]), float(bar[2].split()[1])) for bar in bars if float(bar[0].split()[0]) > 60]
    assert [(foot - low, foot - high) for low, high in ends] == [
        pytest.approx((low * one, high * one), abs=0.05) for low, high in ((1.0, 1.4), (0.5, 0.7), (0.2, 0.4))
    ]


def test_the_axis_reaches_to_1_where_all_values_are_lower():
    svg = by_spacing(replace(HIGH, rho=[0.2, 0.1, 0.1], low=[None] * 3, high=[None] * 3))
    assert {"0.0", "1.0", "1: self-sustaining"} <= shown(svg)
    assert critical(svg) == pytest.approx(axis(svg) - 240)


def test_the_one_reported_is_larger_and_on_a_ground_of_its_own():
    svg = by_spacing(HIGH)
    radii = [r for _, _, r in dots(svg)]
    assert radii[1] > radii[0] == radii[2]
    ground = max(with_class(svg, "window"), key=lambda e: float(e.get("height")))
    assert float(ground.get("x")) < dots(svg)[1][0] < float(ground.get("x")) + float(ground.get("width"))
    assert "reported" in shown(svg)
    assert with_class(by_spacing(replace(HIGH, headline=None)), "window") == []


def test_a_gap_is_neither_bridged_nor_zero():
    svg = by_spacing(replace(HIGH, rho=[1.2, float("nan"), 0.3], low=[1.0, None, 0.2]))
    assert len(dots(svg)) == 2
    (sample_wide, sample_narrow) = with_class(svg, "line")  # those of the legend only
    assert sample_wide.get("d").count("L") == sample_narrow.get("d").count("L") == 1
    assert "12 months: no value, reported" in description_of(svg)


def test_the_share_is_a_second_line_of_hollow_rings():
    svg = by_spacing(replace(HIGH, share=[0.8, None, 0.2]))
    foot, one = axis(svg), axis(svg) - critical(svg)
    assert [foot - y for _, y, _ in dots(svg, "ground")] == pytest.approx([0.8 * one, 0.2 * one], abs=0.05)
    assert "share set off" in shown(svg)
    assert "share set off" not in shown(by_spacing(HIGH))


@pytest.mark.parametrize("picture", [baselines(), HIGH], ids=["falling", "high"])
def test_each_value_has_its_number_beside_it(picture):
    svg = by_spacing(picture)
    for wide in (True, False):
        seen = {text.words: text.box for text in texts(svg, wide=wide)}
        for value, (x, y, r) in zip(picture.rho, dots(svg), strict=True):
            box = seen[f"{value:.2f}"]
            assert min(abs(box.left - x), abs(box.right - x)) == pytest.approx(r + 4, abs=0.1)
            assert box.top - 13 < y < box.bottom + 13


def test_the_pointer_and_the_description_say_all_that_is_known():
    svg = by_spacing(replace(HIGH, share=[0.8, 0.5, 0.2]))
    said = "12 months: 0.60, 95 % interval 0.50 to 0.70, share set off 0.50, reported"
    assert said in {e.text for e in parsed(svg).iter(f"{NS}title")}
    assert said in description_of(svg)
    assert description_of(svg).startswith(
        "Branching ratio ρ, by how fast the outside rate may change, from stiff to flexible. constant: 1.20"
    )


def test_words_of_the_figure():
    words = shown(by_spacing(baselines()))
    assert {"constant", "12", "6", "3 months", "stiff baseline", "flexible", "ρ and its 95 % interval"} <= words


@pytest.mark.parametrize("wrong", [{"rho": [1.0]}, {"share": [0.1]}, {"headline": 3}, {"headline": -1}])
def test_what_does_not_match_the_spacings_is_refused(wrong):
    with pytest.raises(DrawError):
        replace(HIGH, **wrong)


numbers = st.none() | st.floats() | st.floats(0, 1.5)
rows = st.lists(st.tuples(st.text(max_size=30), *[numbers] * 4), max_size=12)


@given(rows, st.booleans(), st.booleans())
@settings(deadline=None, max_examples=150)
def test_any_values_are_drawn_whole_and_readable(fits, reported, shared):
    names, rho, low, high, share = tuple(zip(*fits, strict=True)) or ((), (), (), (), ())
    headline = len(fits) - 1 if reported and fits else None
    svg = by_spacing(BySpacing(names, rho, low, high, headline, share if shared else ()))
    assert outside(svg) == []
    assert overlaps(svg, wide=True) == overlaps(svg, wide=False) == []
