"""Every way in which a coded event can be wrong is told once, under the right cause."""

from __future__ import annotations

import pytest
import spacy

from standoff.mistakes import mistakes, parse_around
from standoff.options import CodeOptions

SENTENCE = "A US strike on the militia last week killed 16 Iraqi soldiers."
OTHER = "Iran condemned the sanctions that the European Union imposed."
USA, IRQ = {"name": "United States", "country": "USA"}, {"name": "Iraqi military", "country": "IRQ"}


def event(sentence=SENTENCE, **changes):
    plain = {
        "type": "ASSAULT", "status": "actual", "actors": [USA], "recipients": [IRQ], "date": ["2024-02-02", "2024-02-02"],
        "deaths": [16, 16], "mentions": [{"sentence": sentence, "trigger": "strike"}],
    }  # fmt: skip
    return plain | changes


def found(gold, coded):
    return [
        m.cause
        for m in mistakes({"d": {"id": "d", "events": gold}}, {"d": {"id": "d", "events": coded}} if coded else {})
    ]


def test_nothing_is_wrong_with_gold_itself():
    assert found([event(), event(OTHER, type="ACCUSE")], [event(OTHER, type="ACCUSE"), event()]) == []


@pytest.mark.parametrize(
    ("changes", "causes"),
    [
        ({"type": "COERCE"}, ["type"]),
        ({"actors": [{"name": "Iran", "country": "IRN"}]}, ["actor"]),
        ({"actors": [{"name": "Iran", "country": "IRN"}], "recipients": []}, ["actor"]),
        ({"recipients": []}, ["recipient"]),
        ({"date": ["2024-01-01", "2024-01-02"]}, ["date"]),
        ({"date": None, "deaths": None}, ["date", "deaths"]),
        ({"status": "future"}, ["status"]),
    ],
)
def test_each_cause(changes, causes):
    assert found([event()], [event(**changes)]) == causes


def test_missed_and_invented():
    assert found([event()], []) == ["missed"]
    assert found([], [event()]) == ["invented"]
    assert found([event()], [event(OTHER)]) == ["missed", "invented"]
    assert found([event(status="negated")], []) == []


def test_a_second_reading_of_a_sentence_is_invented():
    assert found([event()], [event(), event(type="COERCE")]) == ["invented"]


def test_the_trigger_is_found_in_its_sentence():
    coded = event(mentions=[{"sentence": SENTENCE, "start": 100, "trigger": [105, 111], "rule": "assault.strike"}])
    [missed] = mistakes({"d": {"events": [event()]}}, {})
    [wrong] = mistakes({"d": {"events": [event()]}}, {"d": {"events": [coded | {"deaths": None}]}})
    assert missed.trigger == wrong.trigger == (5, 11)
    assert wrong.as_json()["rule"] == "assault.strike"


def test_the_parse_names_head_and_dependents():
    doc = spacy.load(CodeOptions().pipeline)("The army attacked the militia.")
    told = parse_around(doc, 9, 17)
    assert told.startswith("attacked/VERB root")
    assert "nsubj army" in told
    assert parse_around(doc, 0, 3) == "The/DET det of army"
