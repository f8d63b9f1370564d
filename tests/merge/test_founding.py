"""The invented reports of data/reports.jsonl: the founding case, told again by agencies, a ministry and a denial."""

from __future__ import annotations

import pytest

from standoff.merge import Merged, merge
from standoff.options import MergeOptions
from standoff.records import Amount, Event, When


@pytest.fixture(scope="module")
def merged(reports, known) -> Merged:
    return merge(reports.mentions, reports.documents, MergeOptions(), (), known)


def event_with(merged: Merged, document: str, trigger: str, nth: int = 0) -> Event:
    """The event of the nth mention with this trigger word in a document."""
    found = [
        (mention.trigger.start, event)
        for event in merged.events
        for mention in event.mentions
        if mention.document == document
        and mention.sentence[mention.trigger.start - mention.start : mention.trigger.end - mention.start] == trigger
    ]
    return sorted(found, key=lambda f: f[0])[nth][1]


def test_every_report_of_an_event_ends_in_one_event(reports, merged):
    found = {m.id: e.id for e in merged.events for m in e.mentions}
    assert {frozenset(m.id for m in e.mentions) for e in merged.events} == {
        frozenset(i for i, label in reports.labels.items() if label == event) for event in set(reports.labels.values())
    }
    assert len(found) == len(reports.mentions)


def test_us_strike_is_one_event_with_all_its_mentions(merged):
    strike = event_with(merged, "essay", "US strike")
    told = {
        m.sentence[m.trigger.start - m.start : m.trigger.end - m.start]
        for m in strike.mentions
        if m.document == "essay"
    }
    assert told == {"US strike", "attack", "killed"}
    assert sum(m.document == "essay" for m in strike.mentions) == 5
    assert strike.date == When.from_json(["2024-02-02", "2024-02-02"])
    assert strike.deaths == Amount(16, 16)
    assert strike.place is not None
    assert strike.place.name == "al-Qaim"
    assert [a.id for a in strike.actors] == ["USA/MIL"]


def test_both_descriptions_of_the_dead_and_all_tolls_are_claims(merged):
    claims = event_with(merged, "essay", "US strike").claims
    described = [p["text"] for c in claims if c.field == "recipients" for p in c.value]
    assert "16 Iraqis" in described
    assert "16 Iraqi soldiers" in described
    tolls = {(c.by, tuple(c.value)) for c in claims if c.field == "deaths"}
    assert tolls >= {("Ministry of Defence", (17, 17)), ("Baghdad", (16, None)), ("Gulf Agency", (16, 16))}


def test_claims_point_at_the_mention_that_makes_them(merged):
    for event in merged.events:
        for claim in event.claims:
            mention = event.mentions[claim.mention]
            if claim.field in {"deaths", "injured", "count"}:
                assert getattr(mention, claim.field).as_json() == claim.value


def test_those_attacks_are_the_campaign_not_the_strike(merged):
    campaign = event_with(merged, "essay", "attacked")
    assert campaign is event_with(merged, "essay", "attacks")
    assert campaign is not event_with(merged, "essay", "US strike")
    assert campaign is not event_with(merged, "essay", "drone strike")
    assert campaign.count == Amount(161, None)


def test_denial_is_a_claim_about_the_occurrence(merged):
    tower = event_with(merged, "wire-jan", "drone attack")
    assert tower is event_with(merged, "denial", "attack")
    assert tower.status == "actual"
    assert ("denied", "a commander") in {(c.value, c.by) for c in tower.claims if c.field == "occurrence"}
    assert [a.id for a in tower.actors] == ["IRQ/REB"], "who is said not to have done it is no actor"


def test_more_specific_party_stands_for_the_general_one(merged):
    assert [a.id for a in event_with(merged, "paper-4", "suspending").actors] == ["kataib-hezbollah"]


def test_wire_copies_count_as_one_source(merged, reports, known):
    single = [m for m in reports.mentions if m.document == "wire-1"]
    copied = [m for m in reports.mentions if m.document in {"wire-1", "wire-1-copy"}]
    alone = merge(single, reports.documents, MergeOptions(), (), known).events
    twice = merge(copied, reports.documents, MergeOptions(), (), known).events
    assert [e.confidence for e in alone] == [e.confidence for e in twice]
    assert len(alone) == len(twice)


def test_each_decision_names_its_evidence(merged):
    ids = {m.id for m in event_with(merged, "essay", "US strike").mentions}
    same = [d for d in merged.decisions if d.verdict == "same" and {d.left, d.right} <= ids]
    assert all(d.by == "machine" and d.score == round(sum(worth for _, _, worth in d.features), 4) for d in same)
    assert any(("date", "same_day") in {(name, finding) for name, finding, _ in d.features} for d in same)


def test_decisions_agree_with_events(merged):
    event_of = {m.id: e.id for e in merged.events for m in e.mentions}
    for decision in merged.decisions:
        assert (event_of[decision.left] == event_of[decision.right]) == (decision.verdict == "same")
        assert decision.score == pytest.approx(sum(weight for _, _, weight in decision.features))
