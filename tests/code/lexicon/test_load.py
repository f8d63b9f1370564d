"""The lexicon that ships loads whole, and a broken entry is named by file, entry and field."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from standoff import ontology
from standoff.code.lexicon import Lexicon, Pattern, load
from standoff.code.lexicon.load import build
from standoff.errors import LexiconError

MATERIAL = ("ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION", "RETREAT", "AID", "COOPERATE")


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load()


def patterns(lexicon: Lexicon) -> Iterator[Pattern]:
    for table in (lexicon.verbs, lexicon.nouns, lexicon.adjectives):
        for found in table.values():
            yield from found


def entry(**fields: Any) -> dict[str, dict[str, Any]]:
    """Files with one verb entry in assault.toml; `fields` replace or add to a sound one."""
    row = {"id": "attack", "words": ["attack", "open fire on"], **fields}
    return {"assault.toml": {"type": "ASSAULT", "verb": [{k: v for k, v in row.items() if v is not None}]}}


def refusal(tables: dict[str, dict[str, Any]]) -> LexiconError:
    with pytest.raises(LexiconError) as caught:
        build(tables)
    return caught.value


def test_every_type_has_verbs_and_the_material_ones_nouns(lexicon: Lexicon) -> None:
    verbs = {e.type for e in lexicon.entries.values() if e.pos == "verb"}
    nouns = {e.type for e in lexicon.entries.values() if e.pos == "noun"}
    assert verbs >= set(MATERIAL)
    assert nouns >= set(MATERIAL)


def test_ids_name_their_file(lexicon: Lexicon) -> None:
    assert all(key == e.id and "." in key for key, e in lexicon.entries.items())
    assert lexicon.entries["assault.claim-responsibility"].recipient == ()
    assert {e.type for e in lexicon.entries.values() if e.id.startswith("assault.")} == {"ASSAULT"}


def test_words_are_lower_case(lexicon: Lexicon) -> None:
    for pattern in patterns(lexicon):
        words = {pattern.head, *(w for place in pattern.rest for w in place)}
        assert all(w and w == w.lower() for w in words), (pattern.entry.id, words)


def test_longest_pattern_comes_first(lexicon: Lexicon) -> None:
    for table in (lexicon.verbs, lexicon.nouns, lexicon.adjectives):
        for found in table.values():
            assert all((a.last, -len(a.rest)) <= (b.last, -len(b.rest)) for a, b in pairwise(found))


def test_no_pattern_has_two_meanings_in_the_material_files(lexicon: Lexicon) -> None:
    seen: dict[tuple[str, str, tuple[frozenset[str], ...]], str] = {}
    for pattern in patterns(lexicon):
        if pattern.entry.type not in MATERIAL:
            continue
        key = (pattern.entry.pos, pattern.head, pattern.rest)
        other = seen.setdefault(key, str(pattern.entry.type))
        assert other == pattern.entry.type, (pattern.head, pattern.rest, pattern.entry.id)


def test_entries_that_make_all_parties_actors_ask_for_no_recipient(lexicon: Lexicon) -> None:
    asking = [e.id for e in lexicon.entries.values() if e.type in MATERIAL and e.reciprocal and "recipient" in e.needs]
    assert asking == []


def test_ambiguous_verbs_need_their_parties(lexicon: Lexicon) -> None:
    for lemma in (
        "hit",
        "strike",
        "target",
        "fight",
        "battle",
        "defeat",
        "train",
        "arm",
        "fund",
        "release",
        "free",
        "seize",
        "capture",
    ):
        bare = [p.entry for p in lexicon.verbs[lemma] if not p.rest and p.entry.type in MATERIAL]
        assert bare, lemma
        assert all(set(e.needs) == {"actor", "recipient"} for e in bare), (lemma, [e.id for e in bare])


def test_modes_are_those_of_the_ontology(lexicon: Lexicon) -> None:
    for kind, words in lexicon.modes.items():
        known = set(ontology.load().event_type(kind).modes)
        assert set(words.values()) <= known, kind
        assert all(w == w.lower() and len(w.split()) <= 3 for w in words), kind


def test_classes_are_words_without_repeats(lexicon: Lexicon) -> None:
    assert {
        "attack",
        "forces",
        "sanctions",
        "talks",
        "aid",
        "weapons",
        "territory",
        "deal",
        "protest",
    } <= lexicon.classes.keys()
    assert all(word == word.lower() and " " not in word for words in lexicon.classes.values() for word in words)


def test_a_class_stands_for_its_words() -> None:
    tables = entry(words=["launch <attack> on|against"])
    tables["classes.toml"] = {"attack": ["raid", "strike"]}
    (pattern,) = build(tables).verbs["launch"]
    assert pattern.rest == (frozenset(("raid", "strike")), frozenset(("on", "against")))


def test_a_file_without_type_holds_no_events() -> None:
    built = build({"not_events.toml": {"noun": [{"id": "heart", "words": ["heart attack"]}]}})
    assert built.nouns["heart"][0].entry.type is None


@pytest.mark.parametrize(
    ("fields", "field", "says"),
    [
        ({"colour": "red"}, "colour", "is not a field"),
        ({"id": None}, "id", "is missing"),
        ({"words": ["launch <raids>"]}, "words", "is not a class"),
        ({"mode": "trebuchet"}, "mode", "is no mode of ASSAULT"),
        ({"actor": ["behold"]}, "actor", "is no grammatical place"),
        ({"recipient": ["yonder"]}, "recipient", "is no grammatical place"),
        ({"by": {"CVL": "PROTEST.dance"}}, "by", "is no sector with a type and its mode"),
        ({"by": {"MOB": "PROTEST.riot"}}, "by", "is no sector with a type and its mode"),
        ({"harm": "feelings"}, "harm", "deaths or injured"),
        ({"needs": ["weapon"]}, "needs", "lists actor, recipient"),
        ({"sectors": ["PIRATE"]}, "sectors", "is no sector"),
        ({"words": []}, "words", "list of strings"),
        ({"words": ["attack", " "]}, "words", "list of strings"),
        ({"words": "attack"}, "words", "list of strings"),
    ],
)
def test_a_broken_entry_is_named(fields: dict[str, Any], field: str, says: str) -> None:
    problem = refusal(entry(**fields))
    assert problem.path == "assault.toml"
    assert problem.field == field
    assert says in str(problem)


def test_an_id_is_used_once() -> None:
    tables = entry()
    tables["assault.toml"]["noun"] = [{"id": "attack", "words": ["raid"]}]
    problem = refusal(tables)
    assert (problem.entry, problem.field) == ("assault.attack", "id")
