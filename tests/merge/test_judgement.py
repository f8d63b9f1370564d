"""A person's word wins over the score, and is undone by dropping the row."""

from __future__ import annotations

from standoff.merge import Judgement, merge
from standoff.merge.judgement import document_and_type, standing
from standoff.options import MergeOptions

OPTIONS = MergeOptions()


def groups(merged):
    return {frozenset(m.id for m in e.mentions) for e in merged.events}


def pick(reports, event, nth):
    return sorted(i for i, label in reports.labels.items() if label == event)[nth]


def test_different_parts_and_dropping_the_row_restores(reports, known):
    left, right = pick(reports, "sdf", 0), pick(reports, "sdf", -1)
    before = merge(reports.mentions, reports.documents, OPTIONS, (), known)
    word = Judgement(left, right, "different", "Ada", "2024-03-01T10:00:00", "two bases")
    after = merge(reports.mentions, reports.documents, OPTIONS, (word,), known)
    assert not any({left, right} <= group for group in groups(after))
    assert groups(merge(reports.mentions, reports.documents, OPTIONS, (), known)) == groups(before)


def test_same_joins_even_what_is_forbidden(reports, known):
    left, right = pick(reports, "visit-1", 0), pick(reports, "threat", 0)
    word = Judgement(right, left, "same", "Ada", "2024-03-01T10:00:00", "for the test")
    merged = merge(reports.mentions, reports.documents, OPTIONS, (word,), known)
    assert any({left, right} <= group for group in groups(merged))
    decision = next(d for d in merged.decisions if {d.left, d.right} == {left, right})
    assert (decision.by, decision.verdict, decision.note) == ("Ada", "same", "for the test")


def test_the_later_word_counts():
    early = Judgement("a", "b", "same", "Ada", "2024-03-01T10:00:00")
    late = Judgement("b", "a", "different", "Ben", "2024-03-02T10:00:00")
    assert standing([late, early])["a", "b"] == late
    assert standing([early, late]) == standing([late, early])


def test_judgement_of_unknown_mentions_is_ignored(reports, known):
    word = Judgement("nowhere:1-2:ASSAULT", "nowhere:3-4:ASSAULT", "same", "Ada", "2024-03-01T10:00:00")
    plain = merge(reports.mentions, reports.documents, OPTIONS, (), known)
    assert merge(reports.mentions, reports.documents, OPTIONS, (word,), known) == plain


def test_id_carries_document_and_type():
    assert document_and_type("https://x.org/a:b#c:12-18:ASSAULT") == ("https://x.org/a:b#c", "ASSAULT")
    assert document_and_type("d:12-18:ASSAULT#1") == ("d", "ASSAULT")
