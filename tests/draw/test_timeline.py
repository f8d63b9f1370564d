"""Rows of bars over time: heights in proportion on one scale, every bar a link with words, nothing that another figure would not hold."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from standoff.draw import Bar, BarRow, Timeline, timeline
from standoff.draw.style import ROLES, sheet
from tests.draw.examples import HOSTILE
from tests.draw.reading import NS, description_of, outside, overlaps, parsed, tags, title_of

FIRST = date(2023, 10, 2)


def weeks(name: str, counts: list[float], link: str = "/events?a=1&b=2") -> BarRow:
    days = [FIRST + timedelta(weeks=n) for n in range(len(counts))]
    bars = (Bar(day, day + timedelta(days=6), count, link) for day, count in zip(days, counts, strict=True) if count)
    return BarRow(name, tuple(bars))


def picture(*rows: BarRow, days: int = 139, title: str = "When it happened", note: str = "") -> Timeline:
    return Timeline(rows, FIRST, FIRST + timedelta(days=days), "events a week", title, note)


FOUR = picture(
    weeks("verbal cooperation", [3.0, 0, 1] * 6), weeks("material cooperation", [0.5] * 20), weeks("verbal conflict", [100.0, 1] * 10),
    weeks("material conflict", [7.0] * 20), note="40 events without a date are in no bar.",
)  # fmt: skip


def bars(svg: str) -> list[tuple[str, str, float]]:
    found = [(a, a.find(f"{NS}rect")) for a in parsed(svg).iter(f"{NS}a")]
    return [(a.get("href"), a.get("aria-label"), float(rect.get("height"))) for a, rect in found]


def test_every_bar_is_a_link_that_says_what_it_counts():
    svg = timeline(
        picture(weeks("verbal conflict", [4, 0, 2.5], "/events?quad=verbal+conflict&since=2023-10-02"), days=20)
    )
    assert [(href, words) for href, words, _ in bars(svg)] == [
        ("/events?quad=verbal+conflict&since=2023-10-02", "verbal conflict, 2 Oct 2023 to 8 Oct 2023: 4"),
        ("/events?quad=verbal+conflict&since=2023-10-02", "verbal conflict, 16 Oct 2023 to 22 Oct 2023: 2.5"),
    ]
    assert parsed(svg).get("role") == "group", "what an image holds is hidden from those who listen"


def test_heights_are_in_proportion_across_rows_and_what_is_rare_is_seen():
    svg = timeline(picture(weeks("a", [100, 50]), weeks("b", [25, 0.01])))
    heights = [height for _, _, height in bars(svg)]
    assert heights[0] == pytest.approx(2 * heights[1], rel=0.02)
    assert heights[0] == pytest.approx(4 * heights[2], rel=0.02)
    assert heights[3] >= 2


@pytest.mark.parametrize(
    "drawn",
    [
        FOUR,
        picture(weeks("a", [1]), days=0),
        picture(),
        picture(weeks("x" * 300, [1e9] * 20), title="", note="y " * 900),
    ]
    + [picture(weeks(text, [1, 2], text), title=text, note=text) for text in HOSTILE],
)
def test_it_keeps_the_rules_of_every_figure(drawn):
    svg = timeline(drawn)
    assert outside(svg) == []
    assert overlaps(svg, wide=True) == []
    assert overlaps(svg, wide=False) == []
    assert tags(svg) <= set("svg title desc style g rect line path text a".split())
    assert description_of(svg)
    assert not any(name.startswith("on") or name == "style" for e in parsed(svg).iter() for name in e.attrib)


def test_title_and_words():
    svg = timeline(FOUR)
    assert title_of(svg) == "When it happened"
    said = description_of(svg)
    assert "events a week from 2 Oct 2023" in said
    assert "material conflict: 140, most 7" in said


def test_a_page_that_refuses_style_sheets_within_has_the_same_rules_outside():
    text = sheet("figure .scroll")
    used = {c for e in parsed(timeline(FOUR)).iter() for c in e.get("class", "").split() if c in ROLES}
    assert used
    for role in used:
        assert f"figure .scroll>svg .{role}{{{ROLES[role].property}:{ROLES[role].dark}}}" in text
    assert re.findall(r"url\(|@import", text) == []
