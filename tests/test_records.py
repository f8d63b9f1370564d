"""The record contract: what is written is what is read back, field for field, and intervals and amounts know their own."""

from __future__ import annotations

import json
from datetime import date

import pytest

from standoff.records import Amount, Claim, Event, Mention, Participant, Span, Tie, When, Where

MILITIA = Participant(
    "IRQ/REB:irn-backed", "Iranian-backed Iraqi militias", "IRQ", "REB", "an Iranian-backed Iraqi militia"
)
ARMY = Participant("USA/MIL", "US military", "USA", "MIL", "three US soldiers")
DAY = When(date(2024, 1, 28), date(2024, 1, 28))
MENTION = Mention(
    document="d1", start=10, end=60, sentence="It followed a drone strike by a militia.", trigger=Span(22, 34), rule="assault.strike",
    coder="frames/1", type="ASSAULT", mode=("drone",), actors=(MILITIA,), recipients=(ARMY,), date=DAY,
    place=Where("northwest Jordan", "JOR", None, None, "region"), deaths=Amount(3, 3), count=Amount(1, 1), attributed_to=("US Central Command",),
)  # fmt: skip
EVENT = Event(
    id="e1", type="ASSAULT", mode=("drone",), context=(), quad="material conflict", score=-9.5, status="actual", actors=(MILITIA,),
    recipients=(ARMY,), date=DAY, place=MENTION.place, deaths=Amount(3, 3), injured=Amount(40, None), count=Amount(1, 1), attributed_to=(),
    claims=(Claim("deaths", [3, 3], "Tigris Wire", 0),), confidence=0.9, mentions=(MENTION,),
)  # fmt: skip
TIE = Tie(
    "backs",
    Participant("IRN", "Iran", "IRN", "GOV", "Iranian"),
    MILITIA,
    "d1",
    10,
    60,
    "It followed ...",
    "ties.backed",
)
CONTRACT = {
    "id", "type", "mode", "context", "quad", "score", "status", "actors", "recipients", "date", "place", "deaths", "injured", "count",
    "attributed_to", "claims", "confidence", "mentions", "inferred", "dataset", "deaths_best",
}  # fmt: skip


@pytest.mark.parametrize("record", [MENTION, EVENT, TIE, MILITIA, DAY, Amount(161, None), MENTION.place])
def test_what_is_written_is_read_back(record):
    assert type(record).from_json(json.loads(json.dumps(record.as_json()))) == record


def test_an_event_has_the_fields_of_the_contract():
    written = EVENT.as_json()
    assert set(written) == CONTRACT
    assert {"start", "end", "sentence", "trigger", "rule", "coder"} <= set(written["mentions"][0])
    assert set(TIE.as_json()) >= {"type", "from", "to", "sentence", "start", "end"}


def test_the_same_words_read_as_the_same_type_have_the_same_id():
    assert MENTION.id == "d1:22-34:ASSAULT"


@pytest.mark.parametrize(
    ("one", "other", "slack", "expected"),
    [((1, 3), (3, 5), 0, True), ((1, 2), (3, 5), 0, False), ((1, 2), (3, 5), 1, True), ((4, 4), (1, 9), 0, True)],
)
def test_intervals_overlap(one, other, slack, expected):
    a, b = (When(date(2024, 1, x), date(2024, 1, y)) for x, y in (one, other))
    assert a.overlaps(b, slack) is b.overlaps(a, slack) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((16, 16), (16, 16), True),
        ((16, 16), (17, 17), False),
        ((161, None), (165, 165), True),
        ((161, None), (20, 30), False),
    ],
)
def test_amounts_are_compatible(one, other, expected):
    assert Amount(*one).compatible(Amount(*other)) is Amount(*other).compatible(Amount(*one)) is expected
