"""Blocking: mentions that could be one event meet, the rest do not, and no input makes it compare all with all."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from standoff.merge import DocumentFacts, weights
from standoff.merge.candidates import keys, pairs, probes
from standoff.merge.profile import profiles
from standoff.records import Mention, Participant, Span, When

US = Participant("USA/MIL", "US forces", "USA", "MIL", "US forces")
IRAQ = Participant("IRQ/REB", "militia", "IRQ", "REB", "a militia")
WEIGHTS = weights.load()
DAY = date(2024, 2, 2)


def told(document: str, at: int = 0, **fields: Any) -> Mention:
    sentence = f"A strike number {document} {at}."
    plain = {
        "document": document,
        "start": at,
        "end": at + len(sentence),
        "sentence": sentence,
        "trigger": Span(at + 2, at + 8),
    }
    return Mention(**{**plain, "rule": "r", "coder": "c", "type": "ASSAULT", "actors": (US,), **fields})


def days(first: date, length: int = 1) -> When:
    return When(first, first + timedelta(days=length - 1))


def prepared(*mentions: Mention, published: date | None = date(2024, 2, 4)):
    return profiles(list(mentions), {m.document: DocumentFacts(published, m.document, "") for m in mentions}, WEIGHTS)


def meet(a: Mention, b: Mention, published: date | None = date(2024, 2, 4)) -> bool:
    return list(pairs(prepared(a, b, published=published), WEIGHTS)) == [(0, 1)]


def test_same_party_and_neighbouring_days_meet():
    assert meet(told("a", date=days(DAY)), told("b", date=days(DAY + timedelta(days=1))))
    assert not meet(told("a", date=days(DAY)), told("b", date=days(DAY + timedelta(days=2))))
    assert not meet(told("a", date=days(DAY)), told("b", date=days(DAY), actors=(IRAQ,)))


def test_week_meets_its_day_and_undated_meets_recent():
    assert meet(told("a", date=days(DAY - timedelta(days=4), 7)), told("b", date=days(DAY)))
    assert meet(told("a"), told("b", date=days(DAY)))
    assert meet(told("a"), told("b"), published=None)


def test_a_report_looks_back_and_a_week_is_told_loosely():
    later = days(DAY + timedelta(days=6))
    assert meet(told("a", date=days(DAY)), told("b", date=later, dated_by="report"))
    assert not meet(told("a", date=later), told("b", date=days(DAY), dated_by="report"))
    assert meet(told("a", date=days(DAY, 7)), told("b", date=days(DAY + timedelta(days=10))))
    assert not meet(told("a", date=days(DAY, 7)), told("b", date=days(DAY + timedelta(days=14))))


def test_a_day_without_parties_meets_the_countries_of_its_sentence():
    sentence = "Baghdad was told of Friday's strikes."
    bare = told("b", date=days(DAY), actors=(), sentence=sentence, end=len(sentence))
    assert meet(told("a", date=days(DAY), actors=(IRAQ,)), bare)
    assert not meet(told("a", date=days(DAY)), bare)


def test_long_entries_meet_days_through_their_parties():
    year = told("a", date=When(date(2024, 1, 1), date(2024, 12, 31)), recipients=(IRAQ,))
    assert meet(year, told("b", date=days(DAY), recipients=(IRAQ,)))
    assert not meet(year, told("b", date=days(DAY)))


def test_all_of_one_type_meet_in_a_document():
    assert meet(told("a"), told("a", 50, actors=()))
    assert not meet(told("a"), told("a", 50, type="ACCUSE"))


def test_probes_find_what_pairs_find():
    year = told("a", date=When(date(2024, 1, 1), date(2024, 12, 31)), recipients=(IRAQ,))
    for a, b in ((year, told("b", date=days(DAY), recipients=(IRAQ,))), (told("a"), told("b"))):
        first, second = prepared(a, b)
        assert probes(first, WEIGHTS) & keys(second, WEIGHTS)
        assert probes(second, WEIGHTS) & keys(first, WEIGHTS)


def test_crowded_blocks_and_long_documents_stay_bounded():
    crowd = prepared(*(told(f"d{n}", date=days(DAY)) for n in range(800)))
    assert sum(1 for _ in pairs(crowd, WEIGHTS)) <= 800 * 3 * WEIGHTS.limits["inside_window"]
    book = prepared(*(told("a", n * 40, actors=()) for n in range(1000)))
    assert sum(1 for _ in pairs(book, WEIGHTS)) <= 1000 * WEIGHTS.limits["inside_window"]


def test_endless_interval_has_few_keys():
    first = prepared(told("a", date=When(date(1, 1, 1), date(9999, 12, 31)), recipients=(IRAQ,)))[0]
    assert len(keys(first, WEIGHTS)) < 40


def test_a_copied_sentence_about_a_long_time_is_found():
    told_long = {"date": days(DAY, 60), "sentence": "A siege.", "end": 8}
    assert meet(told("a", **told_long), told("b", **told_long | {"date": days(DAY, 61)}))
