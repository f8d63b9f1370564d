"""Calibration: bins where forecast and share put them, the first model set apart, numbers in a strip below."""

from __future__ import annotations

from dataclasses import replace
from math import log10

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.draw import Calibration, CalibrationBin, ModelBins, calibration
from standoff.errors import DrawError
from tests.draw.examples import came_as_forecast
from tests.draw.reading import NS, description_of, outside, overlaps, parsed, texts, with_class

BINS = (
    CalibrationBin(0.1, 0.2, 0.1, 0.3, 1000),
    CalibrationBin(0.5, 0.4, 0.3, 0.5, 10),
    CalibrationBin(0.9, 1.0, 0.6, 1.0, 3),
)
ONE = Calibration([ModelBins("excitation", BINS)])


def shown(svg: str) -> set[str]:
    return {text.words for text in texts(svg, wide=True)}


def panel(svg: str) -> tuple[float, float, float]:
    """Left, right and foot, from the diagonal."""
    (_, _, e) = [e for e in with_class(svg, "null") if e.tag == f"{NS}path"]  # after those of the two legends
    (left, foot), (right, top) = (map(float, p.split()) for p in e.get("d")[1:].split(" L"))
    assert foot - top == pytest.approx(340)
    return left, right, foot


def circles(svg: str, role: str, *, strip: bool = False) -> list[tuple[float, float, float]]:
    """Those of the panel or of the strip."""
    _, _, foot = panel(svg)
    found = [tuple(float(e.get(k)) for k in ("cx", "cy", "r")) for e in with_class(svg, role) if e.tag == f"{NS}circle"]
    return [c for c in found if (c[1] > foot + 0.01 if strip else foot - 340.01 <= c[1] <= foot + 0.01)]


def test_a_bin_stands_at_its_forecast_and_its_share():
    svg = calibration(ONE)
    left, right, foot = panel(svg)
    places = [((x - left) / (right - left), (foot - y) / 340) for x, y, _ in circles(svg, "dot")]
    assert places == [pytest.approx(p, abs=1e-3) for p in ((0.1, 0.2), (0.5, 0.4), (0.9, 1.0))]


def test_intervals_reach_from_their_low_to_their_high_end():
    svg = calibration(ONE)
    _, _, foot = panel(svg)
    bars = [e.get("d")[1:].split(" L") for e in with_class(svg, "interval-edge")][2:]
    ends = [((foot - float(bar[3].split()[1])) / 340, (foot - float(bar[2].split()[1])) / 340) for bar in bars]
    assert ends == [pytest.approx((b.low, b.high), abs=1e-3) for b in BINS]


def test_a_gap_is_neither_bridged_nor_zero():
    gap = [BINS[0], replace(BINS[1], observed=None, low=float("nan")), BINS[2]]
    svg = calibration(Calibration([ModelBins("a", gap)]))
    assert len(circles(svg, "dot")) == 2
    assert len(with_class(svg, "line")) == 2 + 3  # samples of the legend, and stems in the strip
    assert "a: forecast 0.500, no share known, 10 forecasts" in description_of(svg)


def test_axes_end_where_forecasts_of_rare_events_do():
    words = shown(calibration(came_as_forecast(1, 0.02)))
    assert "0.020" in words
    assert "1.0" not in words


def test_numbers_stand_on_a_logarithmic_axis_below():
    svg = calibration(ONE)
    dots = circles(svg, "dot", strip=True)
    (foot,) = {
        float(e.get("y1"))
        for e in with_class(svg, "axis")
        if e.get("y1") == e.get("y2") and float(e.get("y1")) > panel(svg)[2]
    }
    heights = [(foot - y) / 72 for _, y, _ in dots]
    assert heights == pytest.approx([log10(1 + b.number) / log10(1001) for b in BINS], abs=1e-3)
    assert [x for x, _, _ in dots] == pytest.approx([x for x, _, _ in circles(svg, "dot")])
    assert {"0", "1,000", "forecasts in each bin (log axis)"} <= shown(svg)


def test_the_first_model_stands_out_and_none_is_told_by_colour_alone():
    svg = calibration(came_as_forecast(3))
    first, second, third = (circles(svg, role) for role in ("dot", "ground", "bar"))
    assert len(first) == len(second) == len(third) == 10
    assert first[0][2] > second[0][2] > third[0][2]
    dashes = [e.get("stroke-dasharray") for e in with_class(svg, "second") + with_class(svg, "undecided") if e.get("d")]
    assert {"9 5", "2 4"} <= set(dashes)
    elements = [e.get("class") for e in parsed(svg).iter(f"{NS}circle")]
    assert elements.index("bar halo", 6) < elements.index("second ground", 6) < elements.index("dot halo", 6)  # on top


def test_models_stand_side_by_side_in_the_strip():
    svg = calibration(came_as_forecast(3))
    xs = [circles(svg, role, strip=True)[4][0] for role in ("dot", "ground", "bar")]
    assert xs == sorted(xs)
    assert xs[1] - xs[0] > 9


def test_words_of_the_figure():
    words = shown(calibration(came_as_forecast(2)))
    assert {"excitation", "week before", "95 % interval", "as often as forecast", "share that came"} <= words
    assert {"mean forecast probability", "came more often", "came less often"} <= words


def test_words_in_a_corner_give_way_to_data():
    corner = replace(ONE, models=[ModelBins("a", [*BINS, CalibrationBin(0.05, 0.95, 0.9, 1.0, 5)])])
    assert shown(calibration(corner)) & {"came more often", "came less often"} == {"came less often"}


def test_the_pointer_and_the_description_say_what_a_bin_holds():
    svg = calibration(ONE)
    said = "excitation: forecast 0.100, came 0.200, 95 % interval 0.100 to 0.300, 1,000 forecasts"
    assert said in {e.text for e in parsed(svg).iter(f"{NS}title")}
    assert description_of(svg).startswith(f"Share that came by mean forecast probability. {said}.")


def test_order_of_bins_does_not_matter():
    assert calibration(Calibration([ModelBins("excitation", BINS[::-1])])) == calibration(ONE)


def test_more_models_than_can_be_read_are_refused():
    with pytest.raises(DrawError):
        Calibration([ModelBins("a", BINS)] * 4)


numbers = st.none() | st.floats() | st.floats(0, 1) | st.floats(0, 1e-3)
bins = st.builds(CalibrationBin, numbers, numbers, numbers, numbers, st.integers(-5, 10**7))


@given(st.lists(st.builds(ModelBins, st.text(max_size=40), st.lists(bins, max_size=8)), max_size=3))
@settings(deadline=None, max_examples=150)
def test_any_bins_are_drawn_whole_and_readable(models):
    svg = calibration(Calibration(models))
    assert outside(svg) == []
    assert overlaps(svg, wide=True) == overlaps(svg, wide=False) == []
