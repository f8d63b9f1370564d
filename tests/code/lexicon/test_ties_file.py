"""ties.toml: what ships is sound, and what does not validate is named."""

from __future__ import annotations

import pytest

from standoff import ontology
from standoff.code import lexicon
from standoff.code.lexicon.load import build
from standoff.errors import LexiconError

ROW = {"id": "backs", "type": "backs", "words": ["back"], "from": ["subject"], "to": ["object"]}


def test_every_tie_type_can_be_said():
    said = {entry.type for rows in lexicon.load().ties.values() for entry, _ in rows}
    assert said == set(ontology.TIE_TYPES)


def test_longest_pattern_first():
    for rows in lexicon.load().ties.values():
        lengths = [len(rest) for _, rest in rows]
        assert lengths == sorted(lengths, reverse=True)


def test_a_row_becomes_an_entry():
    [(entry, rest)] = build({"ties.toml": {"verb": [ROW]}}).ties["back"]
    assert (entry.id, entry.type, entry.pos, entry.source, entry.target) == (
        "ties.backs",
        "backs",
        "verb",
        ("subject",),
        ("object",),
    )
    assert rest == ()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"type": "adores"}, "type"),
        ({"from": ["nowhere"]}, "from"),
        ({"to": ["nowhere"]}, "to"),
        ({"words": []}, "words"),
        ({"words": ["back <no-such-class>"]}, "words"),
        ({"sawp": True}, "sawp"),
        ({"from": None}, "from"),
    ],
)
def test_what_does_not_validate_is_named(change, field):
    row = {k: v for k, v in {**ROW, **change}.items() if v is not None}
    with pytest.raises(LexiconError) as caught:
        build({"ties.toml": {"verb": [row]}})
    assert (caught.value.path, caught.value.field) == ("ties.toml", field)
    assert caught.value.entry == "ties.backs"
