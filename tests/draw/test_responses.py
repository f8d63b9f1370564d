"""What is expected to follow: curves in their bands over days, in one panel or in one each, named where they end."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.draw import ResponseCurve, ResponseCurves, responses
from standoff.errors import DrawError
from tests.draw.examples import STREAMS, aftermath
from tests.draw.reading import NS, description_of, outside, overlaps, parsed, texts, with_class

FLAT = ResponseCurve("flat", [1.0, 1.0, 1.0, 1.0], [0.8] * 4, [1.2] * 4)
RISING = ResponseCurve("rising", [2.0, 2.5, 3.0, 4.0], [2.0, 2.2, 2.4, 3.0], [2.1, 3.0, 4.0, 5.0])
BOTH = ResponseCurves([1, 2, 3, 4], [RISING, FLAT])


def shown(svg: str) -> set[str]:
    return {text.words for text in texts(svg, wide=True)}


def paths(svg: str, role: str) -> list[list[tuple[float, float]]]:
    """Those of the panels; the samples of the legend begin at the left edge."""
    steps = [e.get("d").removesuffix(" Z")[1:].split(" L") for e in with_class(svg, role) if e.get("d")]
    found = [[(float(x), float(y)) for x, y in map(str.split, points)] for points in steps]
    return [points for points in found if points[0][0] > 40]


def test_heights_are_the_values_above_zero_and_days_are_evenly_apart():
    svg = responses(BOTH)
    (line,), (flat,) = paths(svg, "line"), paths(svg, "second")
    ((_, foot), *_) = [(0, float(e.get("y1"))) for e in with_class(svg, "axis") if e.get("y1") == e.get("y2")]
    one = foot - flat[0][1]
    assert [foot - y for _, y in line] == pytest.approx([2 * one, 2.5 * one, 3 * one, 4 * one], abs=0.05)
    steps = [b[0] - a[0] for a, b in pairwise(line)]
    assert steps == pytest.approx([steps[0]] * 3, abs=0.02)


def test_the_band_lies_around_its_line():
    svg = responses(BOTH)
    (line,) = paths(svg, "line")
    (area,) = paths(svg, "interval")
    for (x, y), (x_high, high), (x_low, low) in zip(line, area[:4], area[:3:-1], strict=True):
        assert x == x_high == x_low
        assert high < y <= low


def test_a_gap_is_neither_bridged_nor_zero():
    gap = replace(RISING, expected=[2.0, None, 3.0, 4.0], low=[2.0, float("nan"), 2.4, 3.0])
    svg = responses(replace(BOTH, curves=[gap]))
    assert [len(run) for run in paths(svg, "line")] == [2]
    assert len([e for e in with_class(svg, "dot") if float(e.get("cx")) > 60]) == 1
    assert [len(run) for run in paths(svg, "interval")] == [4]


def test_short_names_stand_at_the_end_of_their_curves():
    svg = responses(BOTH)
    seen = {text.words: text.box for text in texts(svg, wide=False)}
    for name, role in (("rising", "line"), ("flat", "second")):
        ((*_, (x, y)),) = paths(svg, role)
        assert x < seen[name].left < x + 20
        assert (seen[name].top + seen[name].bottom) / 2 == pytest.approx(y, abs=0.1)


@pytest.mark.parametrize(
    "curves",
    [
        [RISING, replace(RISING, name="as high")],
        [replace(RISING, name="a name that is much too long to stand beside a curve of this figure"), FLAT],
        [replace(RISING, expected=[2.0, 2.5, 3.0, None]), FLAT],
    ],
    ids=["meeting", "long", "no end"],
)
def test_names_that_do_not_fit_there_are_in_the_legend(curves):
    svg = responses(replace(BOTH, curves=curves))
    (foot,) = [float(e.get("y1")) for e in with_class(svg, "axis") if e.get("y1") == e.get("y2")]
    seen = {text.words: text.box for text in texts(svg, wide=True)}
    assert all(seen[curve.name].bottom < foot - 220 for curve in curves)


def test_more_than_two_curves_have_a_panel_each_on_the_same_scale():
    svg = responses(aftermath(5))
    assert len(paths(svg, "interval")) == len(paths(svg, "line")) == 5
    assert paths(svg, "second") == []
    assert with_class(svg, "second-interval") == []
    feet = {float(e.get("y1")) for e in with_class(svg, "axis") if e.tag == f"{NS}line" and e.get("y1") == e.get("y2")}
    assert len(feet) == 3
    rises = [min(foot - line[-1][1] for foot in feet if foot >= line[-1][1]) for line in paths(svg, "line")]
    assert rises == pytest.approx([rises[0] * e / 1.4 for e in (1.4, 0.698, 0.464, 0.346, 0.275)], rel=0.03)
    assert "the other curves" in shown(svg)


def test_the_others_are_thin_lines_in_each_panel():
    svg = responses(aftermath(3))
    thin = [e for e in with_class(svg, "axis") if e.tag == f"{NS}path" and float(e.get("d")[1:].split()[0]) > 40]
    assert len([e for e in thin if e.get("d").count("L") == 29]) == 3 * 2


def test_the_pointer_and_the_description_say_what_a_curve_comes_to():
    svg = responses(BOTH)
    titles = {e.text for e in parsed(svg).iter(f"{NS}title")}
    assert "rising: 4.00 by day 4, 95 % interval 3.00 to 5.00" in titles
    assert description_of(svg) == (
        "Expected extra events by that day. rising: 4.00 by day 4, 95 % interval 3.00 to 5.00. "
        "flat: 1.00 by day 4, 95 % interval 0.80 to 1.20."
    )


def test_words_of_the_figure():
    words = shown(responses(aftermath(1)))
    assert {"expected extra events by that day", "days after the event", "95 % interval"} <= words
    assert {"0", "10", "20", "30"} <= words
    assert STREAMS[9] not in words  # in lines


def test_order_of_days_does_not_matter():
    turned = [ResponseCurve(c.name, c.expected[::-1], c.low[::-1], c.high[::-1]) for c in BOTH.curves]
    assert responses(ResponseCurves([4, 3, 2, 1], turned)) == responses(BOTH)


@pytest.mark.parametrize("wrong", [{"days": [1, 2]}, {"days": [-1, 0, 1, 2]}, {"days": [1, 2, 3, 10**9]}])
def test_days_that_do_not_match_the_values_are_refused(wrong):
    with pytest.raises(DrawError):
        replace(BOTH, **wrong)


numbers = st.none() | st.floats() | st.floats(0, 3)
pictures = st.lists(st.integers(0, 9999), max_size=8).flatmap(
    lambda days: st.builds(
        ResponseCurves,
        st.just(days),
        st.lists(
            st.builds(
                ResponseCurve, st.text(max_size=40), *[st.lists(numbers, min_size=len(days), max_size=len(days))] * 3
            ),
            max_size=5,
        ),
    )
)


@given(pictures)
@settings(deadline=None, max_examples=100)
def test_any_curves_are_drawn_whole_and_readable(picture):
    svg = responses(picture)
    assert outside(svg) == []
    assert overlaps(svg, wide=True) == overlaps(svg, wide=False) == []
