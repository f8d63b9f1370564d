"""Merging does not depend on the order of arrival, nor on whether reports come at once or one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standoff.knowledge import Knowledge
from standoff.merge import DocumentFacts, Elsewhere, Judgement, blocking_keys, merge, merge_added
from standoff.options import MergeOptions
from standoff.records import Amount, Event, Mention, Participant, Span, When, Where

OPTIONS = MergeOptions()
NOBODY = Knowledge({}, {}, {}, {}, ())
COUNTRIES = ("USA", "IRQ", "IRN", "SYR")
PARTIES = (
    *(Participant(f"{c}/{s}", c, c, s, c) for c in COUNTRIES for s in ("MIL", "REB")),
    Participant("islamic-state", "Islamic State", None, "REB", "IS"),
)
PLACES = (
    Where("al-Qaim", "IRQ", 34.37, 41.09),
    Where("Anbar", "IRQ", precision="region"),
    Where("Palmyra", "SYR", 34.56, 38.27),
)
DOCUMENTS = {
    f"d{n}": DocumentFacts(date(2024, 2, 3 + n % 4) if n % 5 else None, f"d{n // 2}", f"paper {n}") for n in range(8)
}
TRIGGERS = ("strike", "attack", "killed", "raid")


@st.composite
def mentions(draw: st.DrawFn) -> Mention:
    at, word = draw(st.integers(0, 9)) * 60, draw(st.sampled_from(TRIGGERS))
    sentence = f"The {word} was told in {draw(st.sampled_from(('Palmyra', 'Husaybah', 'the hills')))}."
    start = draw(st.integers(1, 6))
    dated = When(date(2024, 2, start), date(2024, 2, start + draw(st.sampled_from((0, 0, 6)))))
    toll = draw(st.sampled_from((None, None, Amount(3, 3), Amount(16, 16))))
    side = st.lists(st.sampled_from(PARTIES), max_size=2, unique=True).map(tuple)
    return Mention(
        document=draw(st.sampled_from(sorted(DOCUMENTS))), start=at, end=at + len(sentence), sentence=sentence,
        trigger=Span(at + 4, at + 4 + len(word)), rule="r", coder="c", type=draw(st.sampled_from(("ASSAULT", "ACCUSE"))),
        status=draw(st.sampled_from(("actual", "actual", "actual", "negated"))), actors=draw(side), recipients=draw(side),
        date=draw(st.sampled_from((None, dated))), place=draw(st.sampled_from((None, *PLACES))), deaths=toll,
        anaphoric=draw(st.booleans()),
    )  # fmt: skip


batches = st.lists(mentions(), min_size=2, max_size=24)


@st.composite
def shuffled(draw: st.DrawFn) -> tuple[list[Mention], list[Mention]]:
    batch = draw(batches)
    return batch, draw(st.permutations(batch))


@given(shuffled())
@settings(max_examples=60, deadline=None)
def test_order_of_arrival_does_not_matter(pair):
    left, right = pair
    assert merge(left, DOCUMENTS, OPTIONS, (), NOBODY) == merge(right, DOCUMENTS, OPTIONS, (), NOBODY)


@given(batches)
@settings(max_examples=40, deadline=None)
def test_every_mention_is_in_exactly_one_event(batch):
    """All but phrases that point back and found nothing to point to that names anybody, or a place with its dead."""

    def stands(m):
        return m.actors or m.recipients or not m.anaphoric or (m.deaths is not None and m.told_place is not None)

    merged = merge(batch, DOCUMENTS, OPTIONS, (), NOBODY)
    told = [m for event in merged.events for m in event.mentions]
    assert len(told) == len(set(map(repr, told)))
    lost = set(map(repr, batch)) - set(map(repr, told))
    assert lost == {repr(m) for m in batch if repr(m) in lost and m.anaphoric and not (m.actors or m.recipients)}
    assert all(any(map(stands, event.mentions)) for event in merged.events)
    assert len({event.id for event in merged.events}) == len(merged.events)


class Archive:
    """The least that a store must do: find mentions by key, replace the events that an addition touches."""

    def __init__(self, documents: Mapping[str, DocumentFacts]) -> None:
        self.documents = documents
        self.keys: dict[Mention, frozenset[str]] = {}
        self.events: list[Event] = []

    def add(self, new: list[Mention], judgements: Iterable[Judgement] = (), known: Knowledge = NOBODY) -> None:
        self.keys |= {m: blocking_keys(m, self.documents) for m in new}
        added = merge_added(
            new, self.fetch, self.documents, OPTIONS, tuple(judgements), known, Elsewhere(self.event_mates)
        )
        kept = [e for e in self.events if not added.mentions & {m.id for m in e.mentions}]
        self.events = kept + list(added.merged.events)

    def fetch(self, wanted):
        return [m for m, keys in self.keys.items() if keys & wanted]

    def event_mates(self, reached):
        ids = {m.id for m in reached}
        return [m for event in self.events if ids & {m.id for m in event.mentions} for m in event.mentions]


@given(batches, st.integers(0, 8))
@settings(max_examples=60, deadline=None)
def test_adding_in_two_steps_equals_merging_at_once(batch, split):
    archive = Archive(DOCUMENTS)
    for step in (range(split), range(split, 8)):
        archive.add([m for m in batch if int(m.document[1:]) in step])
    assert sorted(archive.events, key=lambda e: e.id) == sorted(
        merge(batch, DOCUMENTS, OPTIONS, (), NOBODY).events, key=lambda e: e.id
    )


@pytest.fixture
def hardly_followed(monkeypatch):
    """Links are followed no further than to the mentions that are tied to new ones."""
    monkeypatch.setattr("standoff.merge.run.FOLLOWED", 0)


@given(batches)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.usefixtures("hardly_followed")
def test_where_links_are_followed_no_further_no_mention_is_lost_or_doubled(batch):
    archive = Archive(DOCUMENTS)
    for step in range(8):
        archive.add([m for m in batch if m.document == f"d{step}"])
    told = Counter(m for event in archive.events for m in event.mentions)
    assert set(told.values()) <= {1}
    assert all(m.anaphoric and not (m.actors or m.recipients) for m in set(batch) - set(told))
    assert len({event.id for event in archive.events}) == len(archive.events)


@given(batches, st.data())
@settings(max_examples=30, deadline=None)
def test_judgements_hold_in_additions_too(batch, data):
    chosen = data.draw(st.lists(st.sampled_from(batch), min_size=2, max_size=2))
    verdict = data.draw(st.sampled_from(("same", "different")))
    word = Judgement(chosen[0].id, chosen[1].id, verdict, "Ada", "2024-03-01T10:00:00")
    archive = Archive(DOCUMENTS)
    for document in sorted(DOCUMENTS):
        archive.add([m for m in batch if m.document == document], [word])
    assert sorted(archive.events, key=lambda e: e.id) == sorted(
        merge(batch, DOCUMENTS, OPTIONS, (word,), NOBODY).events, key=lambda e: e.id
    )


def test_a_mention_lies_under_its_document_and_its_country_by_day():
    sentence = "A strike."
    one = Mention("d1", 0, 9, sentence, Span(2, 8), "r", "c", "ASSAULT", actors=(PARTIES[2],))
    found = blocking_keys(one, DOCUMENTS)
    assert "d|ASSAULT|d1" in found
    assert any(key.startswith("t|ASSAULT|IRQ|") for key in found)
