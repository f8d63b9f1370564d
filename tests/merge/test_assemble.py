"""Fields of an event from its mentions: support by independent sources, then recency, then exactness."""

from __future__ import annotations

from datetime import date

import pytest

from standoff.merge import DocumentFacts, merge
from standoff.merge.assemble import event_id
from standoff.options import MergeOptions
from standoff.records import Amount, Mention, Participant, Span, When, Where

US = Participant("USA/MIL", "US forces", "USA", "MIL", "US forces")
MILITIA = Participant("IRQ/REB", "militia", "IRQ", "REB", "a militia")


def told(document: str, deaths: Amount | None, **fields) -> Mention:
    sentence = f"US forces struck the post of a militia, said {document}."
    plain = {"document": document, "start": 0, "end": len(sentence), "sentence": sentence, "trigger": Span(10, 16)}
    plain |= {"rule": "r", "coder": "c", "type": "ASSAULT", "actors": (US,), "recipients": (MILITIA,), "deaths": deaths}
    return Mention(**{**plain, "date": When(date(2024, 2, 2), date(2024, 2, 2)), **fields})


def facts(**sources: str) -> dict[str, DocumentFacts]:
    """Documents published on successive days; the value names the independent source."""
    return {d: DocumentFacts(date(2024, 2, 3 + n), s, d.upper()) for n, (d, s) in enumerate(sources.items())}


def one(mentions, documents, known):
    events = merge(mentions, documents, MergeOptions(), (), known).events
    assert len(events) == 1
    return events[0]


def test_number_of_independent_sources_decides(known):
    mentions = [told("a", Amount(16, 16)), told("b", Amount(25, 25)), told("c", Amount(25, 25))]
    assert one(mentions, facts(a="a", b="b", c="c"), known).deaths == Amount(25, 25)
    copies = [told("a", Amount(25, 25)), told("b", Amount(25, 25)), told("c", Amount(16, 16))]
    assert one(copies, facts(a="a", b="a", c="c"), known).deaths == Amount(16, 16), (
        "copies count once, then the later counts"
    )


def test_nobody_is_told_before_the_dead_are_counted(known):
    mentions = [told("a", Amount(0, 0)), told("b", Amount(38, None))]
    assert one(mentions, facts(a="a", b="b"), known).deaths == Amount(38, None)


def test_all_tolls_stay_as_claims(known):
    event = one(
        [told("a", Amount(16, 16)), told("b", Amount(25, 25), attributed_to=("the ministry",))],
        facts(a="a", b="b"),
        known,
    )
    assert [(c.field, c.value, c.by, c.mention) for c in event.claims] == [
        ("deaths", [16, 16], "A", 0), ("deaths", [25, 25], "the ministry", 1),
    ]  # fmt: skip


def test_agreement_is_no_claim(known):
    assert one([told("a", Amount(16, 16)), told("b", Amount(16, 16))], facts(a="a", b="b"), known).claims == ()


def test_confidence_grows_with_independent_sources_and_is_capped(known):
    mentions = [told(d, Amount(16, 16), confidence=0.6) for d in "abcdefg"]
    assert one(mentions[:1], facts(a="a"), known).confidence == pytest.approx(0.6)
    assert one(mentions[:2], facts(a="a", b="b"), known).confidence == pytest.approx(0.84)
    assert one(mentions[:2], facts(a="a", b="a"), known).confidence == pytest.approx(0.6)
    assert one(mentions, {d: DocumentFacts(None, d, d) for d in "abcdefg"}, known).confidence == 0.99


def test_status_of_news_wins_over_background(known):
    event = one([told("a", Amount(16, 16)), told("b", Amount(16, 16), status="historical")], facts(a="a", b="b"), known)
    assert event.status == "actual"


def test_date_is_narrowed_by_what_overlaps(known):
    week = When(date(2024, 1, 29), date(2024, 2, 4))
    event = one([told("a", Amount(16, 16), date=week), told("b", Amount(16, 16))], facts(a="a", b="b"), known)
    assert event.date == When(date(2024, 2, 2), date(2024, 2, 2))
    assert not [c for c in event.claims if c.field == "date"], "Friday lies within last week: no difference"


def test_event_id_is_that_of_the_first_mention(known):
    mentions = [told("b", Amount(16, 16)), told("a", Amount(16, 16))]
    event = one(mentions, facts(a="a", b="b"), known)
    assert event.id == event_id(mentions[1].id)
    assert len(event.id) == 11
    assert one([*mentions, told("c", Amount(16, 16))], facts(a="a", b="b", c="c"), known).id == event.id


def test_ontology_gives_quad_and_score(known):
    event = one([told("a", None, mode=("aerial",))], facts(a="a"), known)
    assert (event.quad, event.score) == ("material conflict", -9.5)


def test_two_events_of_one_trigger_keep_apart(known):
    visit = told("a", None, type="CONSULT", recipients=())
    other = told(
        "a", None, type="CONSULT", actors=(Participant("FRA/GOV", "France", "FRA", "GOV", "France"),), recipients=()
    )
    events = merge([visit, other], facts(a="a"), MergeOptions(), (), known).events
    assert len({e.id for e in events}) == 2


def test_contexts_of_all_mentions_are_kept(known):
    mentions = [told("a", None, context=("military",)), told("b", None, context=("diplomatic",)), told("c", None)]
    assert one(mentions, facts(a="a", b="b", c="c"), known).context == ("diplomatic", "military")


def test_a_context_that_few_of_many_mentions_tell_is_left_out(known):
    odd, *others = "abcdef"
    mentions = [told(odd, None, context=("health",)), *(told(d, None, context=("military",)) for d in others)]
    assert one(mentions, facts(**{d: d for d in "abcdef"}), known).context == ("military",)


def test_an_inferred_side_gives_way_to_a_told_one_and_is_no_claim(known):
    army = Participant("IRQ/MIL", "Iraqi military", "IRQ", "MIL", "")
    mentions = [told("a", None), told("b", None, recipients=(army,), inferred=("recipients",))]
    event = one(mentions, facts(a="a", b="b"), known)
    assert event.recipients == (MILITIA,)
    assert event.claims == ()
    assert one(mentions[1:], facts(b="b"), known).recipients == (army,)


def test_an_inferred_place_gives_way_to_a_told_one_and_is_no_claim(known):
    town, country = Where("Mosul", "IRQ", 36.3, 43.1, "town"), Where("Syria", "SYR", None, None, "country")
    mentions = [told("a", None, place=country), told("b", None, place=town, inferred=("place",))]
    event = one(mentions, facts(a="a", b="b"), known)
    assert event.place == country
    assert event.claims == ()
    assert one(mentions[1:], facts(b="b"), known).place == town


def test_a_guessed_side_stands_behind_an_inferred_one_and_is_marked(known):
    army = Participant("IRQ/MIL", "army", "IRQ", "MIL", "")
    guess = told("a", Amount(3, 3), recipients=(army,), inferred=("recipients", "guessed_recipients"))
    event = one([guess, told("b", Amount(3, 3), inferred=("recipients",))], facts(a="a", b="b"), known)
    assert ([r.id for r in event.recipients], event.inferred) == (["IRQ/REB"], ("recipients",))
    event = one([guess], facts(a="a"), known)
    assert event.inferred == ("recipients", "guessed_recipients")
    assert one([guess, told("b", Amount(3, 3))], facts(a="a", b="b"), known).inferred == ()
