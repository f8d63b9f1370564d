from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from standoff.code.differences import FIELDS, compare
from standoff.records import Amount, Mention, Participant, Span, When, Where

IRAN, IRAQ = (Participant(c, n, c, "GOV", n) for c, n in (("IRN", "Iran"), ("IRQ", "Iraq")))
SENTENCE = "Iran struck Iraq and killed three."
STRUCK = Mention(
    "d", 10, 10 + len(SENTENCE), SENTENCE, Span(15, 21), "assault.strike", "frames/1", "ASSAULT",
    actors=(IRAN,), recipients=(IRAQ,), date=When(date(2024, 1, 1), date(2024, 1, 3)), place=Where("Erbil", "IRQ"), deaths=Amount(3, 3),
)  # fmt: skip


def fields(first, second):
    return [(d.field, d.frames, d.llm) for d in compare(first, second).differences]


def test_what_agrees_stays_as_it_is():
    other = replace(STRUCK, rule="llm", coder="llm/1:m", date=When(date(2024, 1, 2), date(2024, 1, 2)), deaths=Amount(2, None), confidence=0.1)  # fmt: skip
    compared = compare([STRUCK], [other])
    assert (compared.mentions, compared.differences) == ((STRUCK,), ())


OTHERWISE = {
    "type": ("COERCE", "ASSAULT", "COERCE"),
    "status": ("negated", "actual", "negated"),
    "actors": ((IRAQ,), ["Iran"], ["Iraq"]),
    "recipients": ((), ["Iraq"], []),
    "date": (None, ["2024-01-01", "2024-01-03"], None),
    "place": (Where("Erbil", None), "Erbil", "Erbil"),
    "deaths": (Amount(4, 5), [3, 3], [4, 5]),
    "injured": (Amount(1, 1), None, [1, 1]),
    "count": (Amount(2, 2), [1, 1], [2, 2]),
}


def test_every_field_that_is_compared_is_tried():
    assert OTHERWISE.keys() == FIELDS.keys()


@pytest.mark.parametrize("field", OTHERWISE)
def test_a_field_read_otherwise_is_told_and_marked(field):
    value, frames, llm = OTHERWISE[field]
    compared = compare([STRUCK], [replace(STRUCK, **{field: value})])
    (difference,) = compared.differences
    told = [v["name"] if isinstance(v, dict) else v for v in (difference.frames, difference.llm)]
    assert (difference.field, *told) == (field, frames, llm)
    assert (difference.sentence, difference.trigger, difference.start) == (SENTENCE, "struck", 10)
    read = ((field, json.dumps(difference.llm)),)
    assert compared.mentions == (replace(STRUCK, inferred=(f"disputed_{field}",), otherwise=read),)


def test_what_only_one_found_is_told_without_the_other():
    killed = replace(STRUCK, trigger=Span(31, 37), type="COERCE")
    compared = compare([STRUCK], [replace(STRUCK, start=99, end=99 + len(SENTENCE), trigger=Span(104, 110))])
    assert [(d.field, d.frames is None, d.llm is None) for d in compared.differences] == [
        ("event", False, True),
        ("event", True, False),
    ]
    assert compared.mentions[0].inferred == ("disputed_event",)
    assert fields([], [killed])[0][2]["type"] == "COERCE"


def test_the_same_words_pair_before_the_same_type():
    fled = replace(STRUCK, trigger=Span(31, 37), type="SANCTION")
    assert [f for f, *_ in fields([STRUCK, fled], [replace(fled, type="ASSAULT"), replace(STRUCK, type="SANCTION")])] == ["type", "type"]  # fmt: skip
    compared = compare([STRUCK, fled], [replace(fled, type="ASSAULT"), STRUCK])
    assert [m.inferred for m in compared.mentions] == [(), ("disputed_type",)]
