"""Exact copies are one document, near copies are linked, and a restored index answers as the first did."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.read import Copy, CopyIndex, copies, digest, drop_copies, signature
from standoff.records import Document

WORDS = [f"word{n}" for n in range(3000)]


def text(seed, length=300):
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def document(id, words, source=None):
    return Document(id=id, source=source or id, text=words)


def test_case_and_space_make_no_difference():
    index = CopyIndex()
    assert index.add(document("a", "Troops left\n\nthe town.")) == Copy("new")
    assert index.add(document("b", "TROOPS left the  town.")) == Copy("exact", "a")


def test_headline_and_trimmed_tail_are_near_copies():
    index, words = CopyIndex(), text(1).split()
    index.add(document("a", " ".join(words)))
    assert index.add(document("b", "Another headline stands here " + " ".join(words))) == Copy("near", "a")
    assert index.add(document("c", " ".join(words[:150]))) == Copy("near", "a")
    assert index.add(document("d", " ".join(words[:90]))) == Copy("new")


def test_longer_text_after_its_trimmed_copy_is_near():
    index, words = CopyIndex(), text(2).split()
    index.add(document("short", " ".join(words[:150])))
    assert index.add(document("long", " ".join(words))) == Copy("near", "short")


def test_containment_holds_where_only_some_hashes_are_kept():
    index, words = CopyIndex(), text(3, 2000).split()
    index.add(document("a", " ".join(words)))
    assert index.add(document("b", " ".join(words[:1000]))) == Copy("near", "a")


def test_different_and_short_texts_are_new():
    index = CopyIndex()
    assert {index.add(document(str(n), text(n + 10))).kind for n in range(60)} == {"new"}
    assert index.add(document("s", "Air raid alert in the town of Harim.")) == Copy("new")
    assert index.add(document("t", "Air raid alert in the town of Azaz.")) == Copy("new")
    assert signature(document("s", "Air raid alert.")) == b""


def test_copies_of_near_copies_point_to_the_first():
    index, words = CopyIndex(), text(4).split()
    index.add(document("a", " ".join(words)))
    index.add(document("b", " ".join(words[:200])))
    assert index.add(document("c", " ".join(words[:190]))) == Copy("near", "a")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from([40, 150, 160, 300])), max_size=12), st.integers(0, 12))
def test_restored_index_answers_as_the_first(choices, cut):
    documents = [document(str(n), " ".join(text(seed).split()[:length])) for n, (seed, length) in enumerate(choices)]
    whole, first = CopyIndex(), CopyIndex()
    answers = [whole.add(each) for each in documents]
    rows = []
    for each in documents[:cut]:
        copy = first.add(each)
        if copy.kind != "exact":
            rows.append((each.id, digest(each), signature(each), copy.of))
    restored = CopyIndex.restore(rows)
    assert [restored.add(each) for each in documents[cut:]] == answers[cut:]


def test_documents_of_long_ago_are_found_as_the_latest_are(monkeypatch):
    words = [text(seed).split() for seed in range(60)]
    late = [document(f"late {n}", " ".join(each[: 130 + n])) for n, each in enumerate(words)]
    every = [*(document(str(n), " ".join(each)) for n, each in enumerate(words)), *late]
    answers = []
    for latest in (4096, 4):
        monkeypatch.setattr(copies, "LATEST", latest)
        index = CopyIndex()
        answers.append([index.add(each) for each in every])
    assert answers[0] == answers[1]
    assert answers[1][60:] == [Copy("near", str(n)) for n in range(60)]


def test_signature_of_another_version_still_finds_exact_copies():
    each = document("a", text(5))
    old = b"ms\xff" + signature(each)[3:]
    index = CopyIndex.restore([("a", digest(each), old, None)])
    assert index.add(document("b", text(5))) == Copy("exact", "a")
    assert index.add(document("c", text(5) + " tail")) == Copy("new")


def test_folded_documents_list_their_copies():
    found = [document("a", text(6), "one"), document("b", text(6), "two"), document("c", text(6) + " tail", "three")]
    first, near = drop_copies(found, CopyIndex())
    assert (first.id, first.copies, first.near) == ("a", ("two",), None)
    assert (near.id, near.near, near.independent_source) == ("c", "a", "a")


def test_one_id_for_two_texts_is_told_apart():
    found = list(drop_copies([document("1", text(7), "x"), document("1", text(8), "y")], CopyIndex()))
    assert [each.source for each in found] == ["x", "y"]
    assert found[0].id == "1"
    assert found[1].id.startswith("1-")
