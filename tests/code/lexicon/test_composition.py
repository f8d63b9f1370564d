"""composition.toml and the verbal type files: they load, say what they mean, and are refused clearly where they do not."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files
from itertools import product
from typing import Any

import pytest

from standoff import ontology, toml
from standoff.code import lexicon
from standoff.code.lexicon import Outer
from standoff.code.lexicon.load import OUTER_FIELDS, PLACES, build
from standoff.errors import LexiconError

VERDICTS = {"same", "inner", "none"}
VERBAL = ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN")


def table(name: str) -> dict[str, Any]:
    return toml.loads(files("standoff.code.lexicon").joinpath(name).read_text(encoding="utf-8"))


ROWS = table("composition.toml")["outer"]


def outer(words: str, pos: str = "verb") -> Outer:
    """The outer predicate whose pattern is exactly these words."""
    head, *rest = words.split()
    found = [
        made
        for made, pattern in lexicon.load().outers[head]
        if made.pos == pos
        and not made.negated
        and len(pattern) == len(rest)
        and all(w in p for w, p in zip(rest, pattern, strict=True))
    ]
    assert found, f"no outer predicate for {words!r}"
    return found[0]


def row(**changes: Any) -> dict[str, Any]:
    return {"composition.toml": {"outer": [{"id": "test", "words": ["vow to"], "makes": {"any": "same"}} | changes]}}


@pytest.mark.parametrize("entry", ROWS, ids=lambda r: r["id"])
def test_every_key_and_verdict_is_known(entry: dict[str, Any]) -> None:
    types = set(ontology.load().types)
    exact = {f"{name}.{mode}" for name, kind in ontology.load().types.items() for mode in kind.modes}
    assert set(entry) <= OUTER_FIELDS
    assert set(entry["makes"]) <= types | exact | set(ontology.QUADS) | {"any"}
    assert set(entry["makes"].values()) <= types | VERDICTS
    assert set(entry.get("mode", {})) <= types | {"any"}
    assert set(entry.get("recipient", ())) <= PLACES
    assert entry.get("status", "actual") in ontology.STATUSES


@pytest.mark.parametrize("entry", ROWS, ids=lambda r: r["id"])
def test_modes_belong_to_a_type_that_the_row_makes(entry: dict[str, Any]) -> None:
    known = ontology.load()
    modes = {m for whole in entry["makes"].values() if whole not in VERDICTS for m in known.event_type(whole).modes}
    assert set(entry.get("mode", {}).values()) <= modes


def test_ids_are_unique_and_no_pattern_stands_twice() -> None:
    assert len({r["id"] for r in ROWS}) == len(ROWS)
    seen = [
        (r.get("pos", "verb"), r.get("negated", False), *words)
        for r in ROWS
        for pattern in r["words"]
        for words in product(*(part.split("|") for part in pattern.split()))
    ]
    assert {p for p, times in Counter(seen).items() if times > 1} == set()


@pytest.mark.parametrize(
    ("words", "pos", "inner", "whole"),
    [
        ("vow to", "verb", "material conflict", "THREATEN"),
        ("threaten to", "verb", "any", "THREATEN"),
        ("pledge to", "verb", "material cooperation", "AGREE"),
        ("promise to", "verb", "RETREAT", "AGREE"),
        ("agree to", "verb", "RETREAT.withdraw", "CONCEDE"),
        ("agree to", "verb", "verbal cooperation", "AGREE"),
        ("refuse to", "verb", "any", "REJECT"),
        ("deny", "verb", "any", "REJECT"),
        ("call for", "verb", "any", "REQUEST"),
        ("urge to", "verb", "any", "REQUEST"),
        ("condemn", "verb", "any", "inner"),
        ("welcome", "verb", "any", "inner"),
        ("fail to", "verb", "any", "none"),
        ("prevent", "verb", "any", "none"),
        ("say", "verb", "any", "same"),
        ("willing to", "adjective", "material cooperation", "AGREE"),
        ("unwilling to", "adjective", "any", "REJECT"),
        ("refusal to", "noun", "any", "REJECT"),
        ("threat to", "noun", "ASSAULT", "THREATEN"),
    ],
)
def test_what_common_predicates_make(words: str, pos: str, inner: str, whole: str) -> None:
    assert outer(words, pos).makes[inner] == whole


def test_what_is_only_considered_is_hypothetical() -> None:
    assert outer("consider").status == "hypothetical"
    assert outer("possibility of", "noun").status == "hypothetical"


@pytest.mark.parametrize("makes", [{"any": "AGGRE"}, {"any": "maybe"}, {"WAR": "same"}, {"hostile": "THREATEN"}])
def test_a_bad_verdict_names_file_entry_and_field(makes: dict[str, str]) -> None:
    with pytest.raises(LexiconError, match="makes") as caught:
        build(row(makes=makes))
    assert caught.value.path == "composition.toml"
    assert caught.value.entry == "composition.test"
    assert caught.value.field == "makes"


def test_an_unknown_field_and_missing_words_are_refused() -> None:
    with pytest.raises(LexiconError, match=r"composition\.test: make: is not a field"):
        build(row(make={}))
    with pytest.raises(LexiconError, match=r"composition\.test: words"):
        build(row(words=[]))


@pytest.mark.parametrize("kind", VERBAL)
def test_the_verbal_types_have_their_file(kind: str) -> None:
    entries = [e for e in lexicon.load().entries.values() if e.id.startswith(kind.lower() + ".")]
    assert len(entries) >= 5
    assert {e.type for e in entries} == {kind}


def test_phrases_that_are_no_events_have_no_type() -> None:
    assert "type" not in table("not_events.toml")
    assert {e.type for e in lexicon.load().entries.values() if e.id.startswith("not_events.")} == {None}


@pytest.mark.parametrize(
    "words", ["strike balance", "meet target", "raid fridge", "shoot film", "fire employee", "hold press conference"]
)
def test_figures_of_speech_go_before_what_they_resemble(words: str) -> None:
    head, *rest = words.split()
    first = next(
        p
        for p in lexicon.load().verbs[head]
        if len(p.rest) >= len(rest) and all(w in r for w, r in zip(rest, p.rest, strict=False))
    )
    assert first.entry.type is None
