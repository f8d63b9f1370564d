"""The most contested event: by how much accounts differ, over independent sources."""

from __future__ import annotations

from typing import Any

import pytest

from standoff import knowledge
from standoff.answers.contested import answer, disputes
from standoff.merge.kinship import Kinship
from standoff.pipeline import add
from standoff.store import ClaimRow, EventFilter, View
from tests.archives import write_lines
from tests.line_coder import LineCoder

KINSHIP = Kinship(knowledge.load())


def claims(*told: tuple[str, Any, str, str], occurrences: int = 1) -> list[ClaimRow]:
    return [ClaimRow("e1", field, value, by, source, occurrences) for field, value, by, source in told]


def weight(*told: tuple[str, Any, str, str], occurrences: int = 1) -> float:
    return sum(d.weight for d in disputes(claims(*told, occurrences=occurrences), KINSHIP))


def test_a_wide_gap_weighs_more_than_many_close_values():
    wide = weight(("deaths", [3, 3], "Wire", "a"), ("deaths", [16, 16], "Daily", "b"))
    close = weight(*(("deaths", [n, n], f"Outlet {n}", str(n)) for n in range(16, 20)))
    assert wide > close > 0


def test_independent_sources_weigh_and_copies_do_not():
    lone = weight(("deaths", [3, 3], "Wire", "a"), ("deaths", [16, 16], "Daily", "b"))
    copied = weight(
        ("deaths", [3, 3], "Wire", "a"),
        ("deaths", [3, 3], "Copy", "a"),
        ("deaths", [16, 16], "Daily", "b"),
        ("deaths", [16, 16], "Mirror", "b"),
    )
    backed = weight(
        ("deaths", [3, 3], "Wire", "a"),
        ("deaths", [3, 3], "Post", "c"),
        ("deaths", [16, 16], "Daily", "b"),
        ("deaths", [16, 16], "Star", "d"),
    )
    assert lone == copied < backed


def test_one_voice_against_itself_weighs_least_two_speakers_in_one_report_more():
    itself = weight(("deaths", [3, 3], "Wire", "a"), ("deaths", [16, 16], "Wire", "a"))
    speakers = weight(("deaths", [3, 3], "the army", "a"), ("deaths", [16, 16], "the rebels", "a"))
    assert 0 < itself < speakers


def test_what_can_both_be_true_is_no_dispute():
    assert weight(("deaths", [3, None], "Wire", "a"), ("deaths", [16, 16], "Daily", "b")) == 0
    days = ("date", ["2024-01-01"] * 2, "Wire", "a"), ("date", ["2024-01-05"] * 2, "Daily", "b")
    assert weight(*days) > 0
    assert weight(*days, occurrences=3) == 0


def report(id: str, source: str, deaths: int, day: int, place: str) -> dict[str, str]:
    text = f"ASSAULT 2024-01-{day:02} IRN USA {deaths} {place}"
    return {"id": id, "source": source, "date": "2024-01-30", "text": text}


@pytest.fixture
def view(tmp_path):
    reports = [
        report("a", "Wire", 16, 10, "Mosul"), report("b", "Daily", 17, 10, "Mosul"), report("c", "Post", 18, 10, "Mosul"),
        report("d", "Wire", 3, 20, "Erbil"), report("e", "Daily", 5, 20, "Erbil"),
        report("f", "Wire", 4, 28, "Basra"), report("g", "Daily", 4, 28, "Basra"),
    ]  # fmt: skip
    add([write_lines(tmp_path / "r.jsonl", reports)], tmp_path / "a.duckdb", LineCoder)
    with View.open(tmp_path / "a.duckdb") as view:
        yield view


def test_events_come_by_difference_with_every_value_and_who_says_it(view):
    found = answer(view, EventFilter())
    headline, first, second = found.statements
    assert headline.text.startswith("2 events")
    assert "3 or 5" in first.text  # two values, but farther apart than the three close ones
    assert "16 or 18" in second.text
    assert [(s.field, s.value, s.by, s.outlet) for s in first.sources] == [
        ("deaths", "3", "Wire", "Wire"),
        ("deaths", "5", "Daily", "Daily"),
    ]
    event = view.event(first.event).event
    for source in first.sources:
        mention = event.mentions[source.mention - 1]
        assert (mention.document, str(mention.deaths.lo)) == (source.document, source.value)


def test_filter_and_limit(view):
    found = answer(view, EventFilter(limit=1))
    assert (len(found.statements), found.left_out) == (2, 1)
    assert len(answer(view, EventFilter(types=("CONSULT",))).statements) == 1


def test_one_great_difference_goes_before_several_small_ones(tmp_path):
    reports = [
        report("a", "Wire", 16, 10, "Mosul"), report("b", "Daily", 17, 10, "Basra"),  # a place too
        report("c", "Wire", 1, 20, "Erbil"), report("d", "Daily", 9, 20, "Erbil"),
    ]  # fmt: skip
    add([write_lines(tmp_path / "r.jsonl", reports)], tmp_path / "b.duckdb", LineCoder)
    with View.open(tmp_path / "b.duckdb") as view:
        texts = [s.text for s in answer(view, EventFilter()).statements if s.event]
    assert "1 or 9" in texts[0]
