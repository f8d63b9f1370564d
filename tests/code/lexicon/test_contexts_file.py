"""contexts.toml: what ships is sound, and what does not validate is named."""

from __future__ import annotations

from itertools import pairwise

import pytest

from standoff import ontology
from standoff.code import lexicon
from standoff.code.lexicon.load import build
from standoff.errors import LexiconError


def contexts(**tables):
    return build({"contexts.toml": tables}).contexts


def test_every_context_can_be_told():
    shipped = lexicon.load().contexts
    said = {c for cues in shipped.cues.values() for cue in cues for c in cue.contexts}
    assert said == set(ontology.load().contexts)


def test_longest_phrase_first():
    for cues in lexicon.load().contexts.cues.values():
        assert all(len(a.rest) >= len(b.rest) for a, b in pairwise(cues))


def test_a_phrase_with_alternatives_is_several():
    cues = contexts(gender={"words": ["ban|bar woman"], "doers": ["feminist"]}).cues
    assert {(first, cue.rest, cue.contexts, cue.doers) for first, found in cues.items() for cue in found} == {
        ("ban", ("woman",), ("gender",), ()),
        ("bar", ("woman",), ("gender",), ()),
        ("feminist", (), ("gender",), ("gender",)),
    }


def test_a_phrase_may_tell_several_contexts():
    [cue] = contexts(
        legislative={"words": ["dissolve parliament"]}, pro_autocracy={"words": ["dissolve parliament"]}
    ).cues["dissolve"]
    assert cue.contexts == ("legislative", "pro_autocracy")


def test_a_phrase_may_only_look_like_a_cue():
    [cue] = contexts(none={"words": ["hunger strike"]}).cues["hunger"]
    assert cue.contexts == ()


def test_a_kind_of_act_is_found_by_its_type():
    [kind] = contexts(military={"given": [{"type": "ASSAULT", "party": ["MIL"]}]}).kinds["ASSAULT"]
    assert (kind.context, kind.party, kind.mode) == ("military", frozenset(("MIL",)), frozenset())


@pytest.mark.parametrize(
    ("table", "entry", "field", "says"),
    [
        ({"weather": {"words": ["rain"]}}, "weather", "context", "is no context of PLOVER"),
        ({"health": {"cues": ["flu"]}}, "health", "cues", "is not a field"),
        ({"none": {"doers": ["flu"]}}, "none", "doers", "is not a field"),
        ({"health": {"words": "flu"}}, "health", "words", "must be a list of strings"),
        ({"health": {"words": ["Flu"]}}, "health", "words", "never fits"),
        ({"health": {"words": ["covid - 19"]}}, "health", "words", "never fits"),
        ({"health": {"words": ["report the flu"]}}, "health", "words", "never fits"),
        ({"titles": {"words": ["prime minister"]}}, "titles", "words", "more than one word"),
        ({"health": {"words": ["flu"]}, "none": {"words": ["flu"]}}, "none", "words", "is a cue of health too"),
        ({"health": {"given": [{"type": "HEAL"}]}}, "health", "given", "is no type of PLOVER"),
        ({"health": {"given": [{"type": "AID", "kind": "x"}]}}, "health", "given", "kind is not a field"),
        ({"health": {"given": [{"type": "AID", "mode": ["drone"]}]}}, "health", "mode", "'drone' is none of"),
        ({"health": {"given": [{"type": "AID", "actor": ["DOC"]}]}}, "health", "actor", "'DOC' is none of"),
        ({"health": {"over": ["illness"]}}, "health", "over", "'illness' is none of"),
    ],
)
def test_what_does_not_validate_is_named(table, entry, field, says):
    with pytest.raises(LexiconError, match=says) as caught:
        contexts(**table)
    assert (caught.value.path, caught.value.entry, caught.value.field) == ("contexts.toml", entry, field)
