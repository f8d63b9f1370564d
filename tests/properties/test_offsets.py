"""Whatever the text, coding it raises nothing, and all it says is in the text and in the ontology."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standoff import ontology
from standoff.code.coder import embedded
from standoff.options import CodeOptions
from standoff.records import Document

FRAGMENTS = (
    "Israel attacked Lebanon", "an Iranian-backed Iraqi militia killed three US soldiers", "he said", "“We must withdraw", "”",
    '"They condemned the strike,"', "according to the Iraqi government", "if Russia", "will not negotiate with", "on Friday",
    "in 2006", "more than 160 times", "since October", "The two countries", "its forces", "which backs Hezbollah", "and", ",", ".",
    ":", ";", "—", "16 Iraqis", "near Damascus", "was accused of arming", "the group", "to", "by", "the head of its Quds Force",
    "Prime Minister", "dozens of", "’s", "U.S.", "sanctions on", "vowed to expel", "a roadside bomb", "protesters", "Feb 30", "0 BC",
)  # fmt: skip
SPACES = (" ", " ", " ", "\n", "\n\n", "\t", "  ", "\u00a0", "\r\n", "\u200b", "")
CHARACTERS = st.text(st.characters(codec="utf-8"), max_size=30)


@st.composite
def texts(draw) -> str:
    """News fragments in no order, between them quotes, blanks, lines, odd characters; now and then one very long line."""
    piece = st.one_of(st.sampled_from(FRAGMENTS), st.sampled_from(FRAGMENTS), CHARACTERS)
    pieces = draw(st.lists(st.tuples(piece, st.sampled_from(SPACES)), max_size=25))
    text = "".join(p + space for p, space in pieces)
    return text * draw(st.sampled_from((1, 1, 1, 1, 1, 40))) if len(text) < 300 else text


@pytest.fixture(scope="module")
def embedded_coder():
    return embedded(CodeOptions())


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=texts(), published=st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_all_that_is_read_is_in_the_text(embedded_coder, text, published):
    [coded] = embedded_coder.code([Document("d", "test", text, published=published)])
    assert coded.problem is None
    known = ontology.load()
    for mention in coded.mentions:
        check_span(text, mention)
        assert mention.start <= mention.trigger.start < mention.trigger.end <= mention.end
        check_codes(known, mention)
        check_amounts(mention)
    for tie in coded.ties:
        check_span(text, tie)
        assert tie.type in ontology.TIE_TYPES
        assert {tie.source.sector, tie.target.sector} <= known.sectors.keys()
        assert tie.source.id != tie.target.id


def check_span(text, thing):
    assert 0 <= thing.start < thing.end <= len(text)
    assert text[thing.start : thing.end] == thing.sentence


def check_codes(known, mention):
    assert set(mention.mode) <= known.event_type(mention.type).modes.keys()
    assert mention.status in ontology.STATUSES
    assert {p.sector for p in (*mention.actors, *mention.recipients)} <= known.sectors.keys()
    assert mention.place is None or mention.place.precision in ontology.PRECISIONS
    assert 0 <= mention.confidence <= 1


def check_amounts(mention):
    assert mention.date is None or mention.date.start <= mention.date.end
    for amount in (mention.deaths, mention.injured, mention.count):
        assert amount is None or 0 <= amount.lo <= (amount.lo if amount.hi is None else amount.hi)


def test_the_fragments_do_tell_of_events(embedded_coder):
    """The property is not empty: plain orders of the fragments are coded, dated and tied."""
    text = "Israel attacked Lebanon on Friday. An Iranian-backed Iraqi militia killed three US soldiers."
    [coded] = embedded_coder.code([Document("d", "test", text, published=date(2024, 3, 10))])
    assert len(coded.mentions) == 2
    assert [t.type for t in coded.ties] == ["backs"]
