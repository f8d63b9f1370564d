"""Weekly counts: bars, what they are compared with, and the evidence below on the same time axis."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.draw import Segment, WeeklyCounts, counts
from standoff.errors import DrawError
from tests.draw.examples import WEEKS, attacks
from tests.draw.reading import NS, description_of, outside, overlaps, parsed, texts, with_class


def shown(svg: str) -> set[str]:
    return {text.words for text in texts(svg, wide=True)}


def bars(svg: str, role: str) -> list[tuple[float, float, float, float]]:
    found = [e for e in with_class(svg, role) if e.tag == f"{NS}rect" and float(e.get("x")) > 50]
    return [tuple(float(e.get(k)) for k in ("x", "y", "width", "height")) for e in found]


def test_heights_are_the_counts():
    svg = counts(WeeklyCounts(WEEKS[:4], [0, 2, 4, 8]))
    heights = [high for _, _, _, high in bars(svg, "bar")]
    assert heights[0] == 0
    assert heights[2] == pytest.approx(2 * heights[1], abs=0.02)
    assert heights[3] == pytest.approx(4 * heights[1], abs=0.02)


def test_weeks_that_fired_differ_by_colour_and_by_a_triangle():
    svg = counts(attacks())
    triangles = [e for e in with_class(svg, "fired") if e.tag == f"{NS}path"]
    assert len(bars(svg, "bar")) == 90
    assert len(bars(svg, "fired")) == 14
    assert len(triangles) == 14 + 2  # and one in each legend


def test_words_of_the_figure():
    words = shown(counts(attacks()))
    assert {"reference", "threshold 520", "null mean, 2.6", "alarm, 6 Nov 2023", "above the threshold"} <= words
    assert {"events a week", "evidence of a rise (e-process, log scale)", "mean of a stretch, descriptive"} <= words


def test_the_alarm_line_and_the_reference_run_through_both_panels():
    svg = counts(attacks())
    (alarm,) = [e for e in with_class(svg, "alarm") if e.tag == f"{NS}line"]
    upper, lower = [(float(e.get("y")), float(e.get("y")) + float(e.get("height"))) for e in with_class(svg, "window")]
    assert upper[1] < lower[0]
    assert float(alarm.get("y1")) < upper[0]
    assert float(alarm.get("y2")) == pytest.approx(lower[1])
    start, _, wide, _ = bars(svg, "fired")[0]
    assert start - wide < float(alarm.get("x1")) <= start


def test_evidence_is_on_a_logarithmic_scale():
    picture = WeeklyCounts(WEEKS[:3], [1, 1, 1], e_process=[1.0, 10.0, 100.0])
    (line,) = [e.get("d") for e in with_class(counts(picture), "line")]
    (x1, y1), (x2, y2), (x3, y3) = (map(float, point.split()) for point in line[1:].split(" L"))
    assert x3 - x2 == pytest.approx(x2 - x1, abs=0.02)
    assert y1 - y2 == pytest.approx(y2 - y3, abs=0.02)
    assert y1 > y2


def test_evidence_crosses_the_line_of_the_threshold_where_it_reaches_it():
    svg = counts(WeeklyCounts(WEEKS[:2], [1, 1], e_process=[520.0, 519.0]))
    (line,) = [e.get("d") for e in with_class(svg, "line")]
    (level,) = [e.get("d") for e in with_class(svg, "alarm")]
    at = [float(point.split()[1]) for point in line[1:].split(" L")]
    assert float(level[1:].split()[1]) == at[0] < at[1]


def test_without_evidence_there_is_one_panel():
    svg = counts(replace(attacks(), e_process=()))
    assert not {word for word in shown(svg) if word.startswith(("evidence", "threshold"))}
    assert len(with_class(svg, "window")) == 1


def test_a_week_without_data_is_not_a_week_without_events():
    svg = counts(WeeklyCounts(WEEKS[:3], [3, None, 0]))
    titles = {e.text for e in parsed(svg).iter(f"{NS}title")}
    assert {"week of 21 Feb 2022: no data", "week of 28 Feb 2022: 0"} <= titles
    assert len(bars(svg, "bar")) == 2
    assert "no data" in shown(svg)


def test_segments_are_levels_over_their_weeks():
    svg = counts(
        WeeklyCounts(WEEKS[:4], [2, 2, 6, 6], segments=(Segment(WEEKS[0], WEEKS[1], 2), Segment(WEEKS[2], WEEKS[3], 6)))
    )
    lines = [e.get("d")[1:].split(" L") for e in with_class(svg, "segment") if float(e.get("d")[1:].split()[0]) > 20]
    spans = [[tuple(map(float, point.split())) for point in line] for line in lines]
    (first, middle), (again, last) = [(a[0], b[0]) for a, b in spans]
    assert first < middle == again < last
    assert spans[0][0][1] > spans[1][0][1]


def test_the_description_has_reference_mean_and_alarm():
    said = description_of(counts(attacks()))
    assert said == (
        "104 weeks from 14 Feb 2022 to 5 Feb 2024, events a week. Most: 10.0, in the week of 16 Oct 2023. "
        "Reference: the weeks of 14 Feb 2022 to 6 Feb 2023. Null mean: 2.6. "
        "Strongest evidence: 1,000,000,000, threshold 520. Alarm in the week of 6 Nov 2023."
    )


@pytest.mark.parametrize("wrong", [{"counts": [1]}, {"e_process": [1.0]}])
def test_series_of_different_lengths_are_refused(wrong):
    with pytest.raises(DrawError):
        replace(attacks(), **wrong)


numbers = st.none() | st.floats()
rows = st.lists(st.tuples(st.dates(), numbers, numbers), max_size=12)
day = st.none() | st.dates()


@given(rows, st.booleans(), st.tuples(st.dates(), st.dates()), numbers, day, st.floats())
@settings(deadline=None, max_examples=100)
def test_any_counts_are_drawn_whole_and_readable(weeks, seen, reference, mean, alarm, threshold):
    days, values, evidence = tuple(zip(*weeks, strict=True)) or ((), (), ())
    picture = WeeklyCounts(
        days, values, reference, mean, frozenset(days[::2]), alarm, evidence if seen else (), threshold,
        [Segment(reference[1], reference[0], mean or 0.0)],
    )  # fmt: skip
    svg = counts(picture)
    assert outside(svg) == []
    assert overlaps(svg, wide=True) == overlaps(svg, wide=False) == []


def test_a_long_series_is_as_wide_as_a_short_one():
    weeks = [date(2000, 1, 3) + timedelta(weeks=n) for n in range(1300)]
    svg = counts(WeeklyCounts(weeks, [n % 7 for n in range(1300)], e_process=[1.0] * 1300))
    assert outside(svg) == []
    assert {"2005", "2010", "2020"} <= shown(svg)
