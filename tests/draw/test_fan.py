"""Fans: counts up to the run, nested bands after it, what came as rings; grids on scales of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.draw import FanChart, FanCharts, FanInterval, fan, fans
from standoff.draw.scale import count_place
from standoff.errors import DrawError
from tests.draw.examples import weeks_ahead, weeks_ahead_by_unit
from tests.draw.reading import NS, description_of, outside, overlaps, parsed, texts, with_class

RUN = date(2024, 2, 6)
PAST = [RUN - timedelta(days=1 + 7 * n) for n in (2, 1, 0)]
AHEAD = [RUN + timedelta(days=6 + 7 * n) for n in (0, 1)]
NARROW, WIDE = FanInterval(0.5, [3.0, 2.0], [5.0, 6.0]), FanInterval(0.9, [1.0, 0.0], [8.0, 10.0])
SMALL = FanChart(PAST, [2.0, 6.0, 4.0], RUN, AHEAD, [4.0, 4.0], [NARROW, WIDE], "next 2 weeks", [7, 11])


def shown(svg: str) -> set[str]:
    return {text.words for text in texts(svg, wide=True)}


def foot_of(svg: str) -> float:
    (foot,) = [float(e.get("y1")) for e in with_class(svg, "axis") if e.get("y1") and e.get("y1") == e.get("y2")]
    return foot


def paths(svg: str, role: str) -> list[list[tuple[float, float]]]:
    """Those of the panel; the samples of the legend begin at the left edge."""
    steps = [e.get("d").removesuffix(" Z")[1:].split(" L") for e in with_class(svg, role) if e.get("d")]
    found = [[(float(x), float(y)) for x, y in map(str.split, points)] for points in steps]
    return [points for points in found if points[0][1] > foot_of(svg) - 230.1]


def circles(svg: str, role: str) -> list[tuple[float, float]]:
    found = [(float(e.get("cx")), float(e.get("cy"))) for e in with_class(svg, role) if e.tag == f"{NS}circle"]
    return [(x, y) for x, y in found if y > foot_of(svg) - 230.1]


def run_line(svg: str) -> float:
    """That of the run is the upright one as high as the panel."""
    (x,) = [
        float(e.get("x1"))
        for e in with_class(svg, "axis")
        if e.get("x1") and e.get("x1") == e.get("x2") and float(e.get("y2")) - float(e.get("y1")) > 100
    ]
    return x


def unit(svg: str, count: float = 2.0) -> float:
    """The height of one, from the first dot, whose count is given."""
    return (foot_of(svg) - circles(svg, "node")[0][1]) / count


def test_heights_are_the_values_above_zero_and_days_are_to_scale():
    svg = fan(SMALL)
    one, foot = unit(svg), foot_of(svg)
    assert [foot - y for _, y in circles(svg, "node")] == pytest.approx([2 * one, 6 * one, 4 * one], abs=0.05)
    assert [foot - y for _, y in circles(svg, "dot")] == pytest.approx([4 * one] * 2, abs=0.05)
    assert [foot - y for _, y in circles(svg, "ground")] == pytest.approx([7 * one, 11 * one], abs=0.05)
    xs = [x for x, _ in circles(svg, "node") + circles(svg, "dot")]
    week = xs[1] - xs[0]
    assert xs == pytest.approx([xs[0] + week * n for n in range(5)], abs=0.05)
    assert run_line(svg) == pytest.approx(xs[2] + week / 7, abs=0.05)


def test_bands_are_nested_with_the_narrow_one_above():
    svg = fan(SMALL)
    one, foot = unit(svg), foot_of(svg)
    for role, interval in (("interval", WIDE), ("interval-inner", NARROW)):
        (area,) = paths(svg, role)
        heights = [foot - y for _, y in area]
        assert heights == pytest.approx([one * v for v in (*interval.high, *interval.low[::-1])], abs=0.05)
    order = [e.get("class") for e in parsed(svg).iter(f"{NS}path") if "interval" in e.get("class").split("-")[0]]
    assert order.index("interval") < order.index("interval-inner")


def test_the_order_of_levels_and_dates_does_not_matter():
    turned = FanChart(
        PAST[::-1],
        SMALL.observed[::-1],
        RUN,
        AHEAD[::-1],
        SMALL.median,
        [FanInterval(i.level, i.low[::-1], i.high[::-1]) for i in (WIDE, NARROW)],
        SMALL.horizon,
        SMALL.outcome[::-1],
    )
    assert fan(turned) == fan(SMALL)


def test_a_gap_is_neither_bridged_nor_zero():
    svg = fan(replace(weeks_ahead(ahead=4), median=[4.0, None, 4.0, float("nan")]))
    lines = [run for run in paths(svg, "null") if len(run) > 2]
    assert [len(run) for run in lines] == [9, 30]
    assert paths(svg, "line") == []
    assert len(circles(svg, "dot")) == 2
    half = replace(SMALL, intervals=[replace(WIDE, high=[None, 10.0])])
    assert paths(fan(half), "interval") == []
    assert [len(run) for run in paths(fan(half), "interval-edge")] == [6]  # an upright bar


@pytest.mark.parametrize(("weeks", "points", "dots"), [(30, 20, 29), (110, 200, 0), (400, 390, 0)])
def test_dots_then_steps_then_a_line(weeks, points, dots):
    svg = fan(weeks_ahead(weeks=weeks))
    last = paths(svg, "null")[-1]
    assert len(last) == points
    assert len(circles(svg, "node")) == dots


def test_a_step_holds_around_its_date():
    svg = fan(weeks_ahead(weeks=110))
    last = paths(svg, "null")[-1]
    assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(last))


def test_a_single_date_ahead_has_upright_bars_the_narrow_one_thicker():
    svg = fan(replace(weeks_ahead(ahead=1), outcome=[8]))
    bars = [e for e in with_class(svg, "interval-edge") if e.get("d").count("L") == 5]
    assert [float(e.get("stroke-width")) for e in bars] == [2.0, 6.0]


def test_words_of_the_figure():
    words = shown(fan(SMALL))
    assert {"observed", "median forecast", "50 % interval", "90 % interval", "what came", "events a week"} <= words
    assert "what came" not in shown(fan(replace(SMALL, outcome=[])))
    assert "90 % interval" not in shown(fan(replace(SMALL, intervals=[NARROW])))


def test_the_run_stands_before_its_line_and_the_horizon_behind():
    svg = fan(SMALL)
    seen = {text.words: text.box for text in texts(svg, wide=False)}
    assert seen["run 2024-02-06"].right == pytest.approx(run_line(svg) - 6, abs=0.1)
    assert seen["next 2 weeks"].left == pytest.approx(run_line(svg) + 6, abs=0.1)
    assert "run 2024-02-06, next 4 weeks" in shown(fan(weeks_ahead()))


def test_a_logarithmic_axis_has_0_and_is_told():
    counts = [0.0, 9000.0, 4.0]
    svg = fan(replace(SMALL, observed=counts, logarithmic=True))
    foot = foot_of(svg)
    whole = count_place(10_000, logarithmic=True)
    expected = [230 * count_place(c, logarithmic=True) / whole for c in counts]
    assert [foot - y for _, y in circles(svg, "node")] == pytest.approx(expected, abs=0.05)
    assert {"0", "10", "100", "1,000", "10,000", "log axis: events a week"} <= shown(svg)


def test_the_pointer_and_the_description_say_what_is_known():
    svg = fan(SMALL)
    said = "12 Feb 2024: median 4, 50 % interval 3 to 5, 90 % interval 1 to 8, came 7"
    assert {said, "29 Jan 2024: 6"} <= {e.text for e in parsed(svg).iter(f"{NS}title")}
    assert description_of(svg) == (
        "events a week. Observed at 3 dates, 22 Jan 2024 to 5 Feb 2024, the last 4. Run 2024-02-06, next 2 weeks. "
        f"{said}. 19 Feb 2024: median 4, 50 % interval 2 to 6, 90 % interval 0 to 10, came 11. "
        "0 of 2 that came lie in the 50 % interval. 1 of 2 that came lie in the 90 % interval."
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"observed": [1.0]},
        {"median": [1.0]},
        {"outcome": [1.0]},
        {"intervals": [FanInterval(0.9, [1.0], [2.0, 2.0])]},
        {"intervals": [WIDE, WIDE]},
        {"intervals": [replace(WIDE, level=90)]},
        {"intervals": [replace(WIDE, level=n / 10) for n in range(1, 5)]},
        {"run": PAST[0]},
        {"run": AHEAD[1]},
    ],
)
def test_what_does_not_fit_together_is_refused(wrong):
    with pytest.raises(DrawError):
        replace(SMALL, **wrong)


def test_each_unit_has_a_panel_and_a_scale_of_its_own():
    svg = fans(weeks_ahead_by_unit(6))
    words = shown(svg)
    assert {"Iraq", "Ukraine", "15", "30,000", "run 2024-02-06, next 4 weeks; scales differ"} <= words
    feet = [float(e.get("y1")) for e in with_class(svg, "axis") if e.get("y1") and e.get("y1") == e.get("y2")]
    assert len(feet) == 6
    assert len(set(feet)) == 3
    areas = [e for e in with_class(svg, "interval") if e.tag == f"{NS}path"]
    assert len(areas) == 6
    tops = [min(float(p.split()[1]) for p in e.get("d").removesuffix(" Z")[1:].split(" L")) for e in areas]
    assert all(foot - 131 < top < foot - 80 for foot, top in zip(feet, tops, strict=True))


def test_scales_that_do_not_differ_are_not_said_to():
    same = FanCharts([replace(weeks_ahead(), title=name) for name in "ab"])
    assert "run 2024-02-06, next 4 weeks" in shown(fans(same))


def test_runs_that_differ_stand_beside_the_names():
    later = replace(SMALL, run=RUN + timedelta(days=1), title="Syria")
    words = " ".join(text.words for text in texts(fans(FanCharts([replace(SMALL, title="Iraq"), later])), wide=False))
    assert "Iraq, run 2024-02-06" in words
    assert "Syria, run 2024-02-07" in words


@pytest.mark.parametrize("charts", [[SMALL] * 7, [SMALL, replace(SMALL, y_label="deaths")]])
def test_grids_that_cannot_be_read_are_refused(charts):
    with pytest.raises(DrawError):
        FanCharts(charts)


numbers = st.none() | st.floats() | st.floats(0, 30)


@st.composite
def charts(draw, y_label=""):
    run = draw(st.dates())
    past = draw(st.lists(st.tuples(st.dates(max_value=run), numbers), max_size=8))
    ahead = draw(st.lists(st.tuples(st.dates(min_value=run), *[numbers] * 6), max_size=6))
    dates, observed = tuple(zip(*past, strict=True)) or ((), ())
    days, median, low, high, lower, higher, came = tuple(zip(*ahead, strict=True)) or ((),) * 7
    intervals = [FanInterval(0.5, low, high), FanInterval(0.95, lower, higher)]
    title, horizon = draw(st.text(max_size=40)), draw(st.text(max_size=60))
    return FanChart(dates, observed, run, days, median, intervals, horizon, came, y_label=y_label, title=title)


@given(charts(), st.booleans())
@settings(deadline=None, max_examples=150)
def test_any_fan_is_drawn_whole_and_readable(picture, logarithmic):
    svg = fan(replace(picture, logarithmic=logarithmic))
    assert outside(svg) == []
    assert overlaps(svg, wide=True) == overlaps(svg, wide=False) == []


@given(st.lists(charts(), max_size=6), st.booleans())
@settings(deadline=None, max_examples=30)
def test_any_grid_is_drawn_whole_and_readable(pictures, logarithmic):
    svg = fans(FanCharts([replace(picture, logarithmic=logarithmic) for picture in pictures]))
    assert outside(svg) == []
    assert overlaps(svg, wide=True) == overlaps(svg, wide=False) == []
