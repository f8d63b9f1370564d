"""Scores against gold: what counts as found at each level, matching against brute force, and gold that cannot be read."""

from __future__ import annotations

import json
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.errors import EvaluateError
from standoff.evaluate import load, match, score

SENTENCE = "A US strike on the militia last week killed 16 Iraqi soldiers."
USA, IRQ = {"name": "United States", "country": "USA"}, {"name": "Iraqi military", "country": "IRQ"}


def event(**changes):
    plain = {
        "type": "ASSAULT", "status": "actual", "actors": [USA], "recipients": [IRQ], "date": ["2024-02-02", "2024-02-02"],
        "deaths": [16, 16], "mentions": [{"sentence": SENTENCE}],
    }  # fmt: skip
    return plain | changes


def scored(gold, got):
    return score({"d": {"id": "d", "events": gold}}, {"d": {"id": "d", "events": got}})


def test_gold_against_itself_is_perfect():
    scores = scored([event()], [event()])
    assert all(rate.f1 == 1 for rate in scores.levels.values())
    assert scores.fields == {"date": (1, 1), "deaths": (1, 1), "status": (1, 1), "mode": (0, 0)}


def test_nothing_predicted_scores_nothing():
    scores = scored([event()], [])
    assert all(rate.f1 == 0 and rate.recall == 0 for rate in scores.levels.values())


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"type": "COERCE"}, {"quad": 1, "type": 0, "who": 0, "whom": 0}),
        ({"actors": [{"name": "Iran", "country": "IRN"}]}, {"quad": 1, "type": 1, "who": 0, "whom": 0}),
        ({"recipients": []}, {"quad": 1, "type": 1, "who": 1, "whom": 0}),
        (
            {"mentions": [{"sentence": "Something else was said by the spokesman today."}]},
            {"quad": 0, "type": 0, "who": 0, "whom": 0},
        ),
        ({"actors": [{"name": "US military", "country": "USA"}]}, {"quad": 1, "type": 1, "who": 1, "whom": 1}),
    ],
)
def test_levels(changes, found):
    scores = scored([event()], [event(**changes)])
    assert {level: rate.found for level, rate in scores.levels.items()} == found


def test_negated_events_are_left_out_on_both_sides():
    scores = scored([event(), event(status="negated")], [event(), event(status="negated")])
    assert scores.levels["type"].gold == scores.levels["type"].predicted == 1


def test_reciprocal_events_may_have_all_parties_on_one_side():
    talks = {"type": "CONSULT", "deaths": None}
    scores = scored([event(**talks, actors=[USA, IRQ], recipients=[])], [event(**talks)])
    assert scores.levels["whom"].found == 1


def test_dates_must_overlap_and_deaths_begin_alike():
    scores = scored([event()], [event(date=["2024-02-03", "2024-02-09"], deaths=[15, None])])
    assert scores.fields["date"] == (0, 1)
    assert scores.fields["deaths"] == (0, 1)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(st.integers(0, 3), min_size=4, max_size=4), min_size=1, max_size=4))
def test_matching_is_largest(agreement):
    pairs = match(agreement, 4)
    assert len({r for r, _ in pairs}) == len({c for _, c in pairs}) == len(pairs)
    assert all(agreement[r][c] for r, c in pairs)
    best = max(sum(bool(agreement[r][c]) for r, c in enumerate(p[: len(agreement)])) for p in permutations(range(4)))
    assert len(pairs) == best


def test_matching_prefers_what_agrees_more():
    assert sorted(match([[1, 3], [3, 1]], 2)) == [(0, 1), (1, 0)]


@pytest.mark.parametrize("line", ["{broken", '{"events": []}', '{"id": "a"}', '{"id": "a", "events": [{}]}', "[]"])
def test_a_line_that_is_no_coded_document_is_named(tmp_path, line):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "x", "events": []}) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(EvaluateError, match=r"gold\.jsonl:2"):
        load(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(EvaluateError, match="nothere"):
        load(tmp_path / "nothere.jsonl")


@pytest.mark.parametrize(
    ("gold", "got", "right"),
    [
        (None, ["drone"], (0, 0)),
        ("drone", ["drone", "aerial"], (1, 1)),
        (["aerial"], "drone", (0, 1)),
        ("drone", None, (0, 1)),
    ],
)
def test_mode_is_asked_where_gold_names_one(gold, got, right):
    assert scored([event(mode=gold)], [event(mode=got)]).fields["mode"] == right


def tie(type, one, other):
    return {"type": type, "from": {"name": one}, "to": {"name": other}, "sentence": SENTENCE}


@pytest.mark.parametrize(
    ("gold", "got", "found"),
    [
        (
            [tie("backs", "Iran", "Hezbollah")],
            [tie("backs", "Iran", "Hezbollah"), tie("backs", "Iran", "Hezbollah")],
            (1, 1, 1),
        ),
        ([tie("backs", "Iran", "Hezbollah")], [tie("backs", "Hezbollah", "Iran")], (0, 1, 1)),
        ([tie("opposes", "Iran", "Israel")], [tie("opposes", "Israel", "Iran")], (1, 1, 1)),
        ([tie("backs", "Iran", "Hezbollah")], [tie("leads", "Iran", "Hezbollah")], (0, 1, 1)),
        ([tie("backs", "Iran", "Hezbollah")], [], (0, 0, 1)),
    ],
)
def test_ties(gold, got, found):
    rate = score({"d": {"events": [], "ties": gold}}, {"d": {"events": [], "ties": got}}).ties
    assert (rate.found, rate.predicted, rate.gold) == found


def test_gold_without_ties_asks_for_none():
    assert scored([event()], [event()]).ties is None
    assert "ties" not in scored([event()], [event()]).as_json()
