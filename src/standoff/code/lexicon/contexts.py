"""contexts.toml into validated `Contexts`: the words and the kinds of act that tell what an event is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from standoff import ontology
from standoff.code.lexicon.types import Contexts, Cue, KindOfAct, Words
from standoff.errors import LexiconError

FILE = "contexts.toml"
TITLES, NOUNS, NAMES, NONE = "titles", "nouns", "names", "none"
FIELDS = {TITLES: {"words"}, NOUNS: {"words"}, NAMES: {"words"}, NONE: {"words"}}
SINGLE = (TITLES, NOUNS, NAMES)  # sections of single words, which are no cues
CONTEXT_FIELDS = {"words", "doers", "given", "over"}
GIVEN_FIELDS = {"type", "mode", "actor", "recipient", "party", "states", "home", "about", "alone"}
PASSED_OVER = frozenset("the a an all any some his her its their this that these those - – — ' \"".split())
"""Tokens that may stand between the words of a phrase and are never written in one."""
Phrase = tuple[str, ...]


def read_contexts(table: Mapping[str, Mapping[str, Any]]) -> Contexts:
    """The parsed file, validated; a LexiconError names the context and the field."""
    about: dict[Phrase, set[str]] = defaultdict(set)
    doers: dict[Phrase, set[str]] = defaultdict(set)
    kinds: dict[str, list[KindOfAct]] = defaultdict(list)
    for name, row in table.items():
        _check_fields(name, row)
        for field, found in (("words", about), ("doers", doers)):
            for phrase in () if name in SINGLE else _phrases(name, field, row.get(field, [])):
                found[phrase].add(name)
        for given in row.get("given", ()):
            kinds[given.get("type", "?")].append(_kind_of_act(name, given))
    over = {name: _known(name, row, "over", ontology.load().contexts) for name, row in table.items() if "over" in row}
    titles, nouns, names = (
        frozenset(word for (word,) in _phrases(name, "words", table.get(name, {}).get("words", []))) for name in SINGLE
    )
    return Contexts(
        _cues(about, doers), {kind: tuple(rows) for kind, rows in kinds.items()}, titles, nouns, names, over
    )


def _check_fields(name: str, row: Mapping[str, Any]) -> None:
    if name not in FIELDS and name not in ontology.load().contexts:
        raise LexiconError(FILE, name, "context", "is no context of PLOVER")
    unknown = row.keys() - FIELDS.get(name, CONTEXT_FIELDS)
    if unknown:
        raise LexiconError(FILE, name, min(unknown), "is not a field")


def _phrases(name: str, field: str, value: Any) -> Iterator[Phrase]:
    """Each phrase written out: "ban|bar woman" is two."""
    if not isinstance(value, list) or not all(isinstance(w, str) and w.strip() for w in value):
        raise LexiconError(FILE, name, field, "must be a list of strings")
    for words in value:
        places = [place.split("|") for place in words.split()]
        if words != words.lower() or PASSED_OVER & {w for place in places for w in place}:
            raise LexiconError(FILE, name, field, f"{words!r} never fits: lower case, without articles and hyphens")
        if (name in SINGLE or field == "about") and len(places) > 1:
            raise LexiconError(FILE, name, field, f"{words!r} is more than one word")
        yield from product(*places)


def _cues(about: Mapping[Phrase, set[str]], doers: Mapping[Phrase, set[str]]) -> dict[str, tuple[Cue, ...]]:
    """Cues by their first word, longest first."""
    found: dict[str, list[Cue]] = defaultdict(list)
    for phrase in sorted({*about, *doers}, key=lambda p: (-len(p), p)):
        contexts = about.get(phrase, set()) | doers.get(phrase, set())
        if NONE in contexts and len(contexts) > 1:
            raise LexiconError(FILE, NONE, "words", f"{' '.join(phrase)!r} is a cue of {min(contexts - {NONE})} too")
        acting = tuple(sorted(doers.get(phrase, ())))
        found[phrase[0]].append(Cue(phrase[1:], tuple(sorted(contexts - {NONE})), acting))
    return {first: tuple(cues) for first, cues in found.items()}


def _kind_of_act(name: str, given: Mapping[str, Any]) -> KindOfAct:
    unknown = given.keys() - GIVEN_FIELDS
    if unknown or given.get("type") not in ontology.load().types:
        problem = f"{min(unknown)} is not a field of it" if unknown else f"{given.get('type')!r} is no type of PLOVER"
        raise LexiconError(FILE, name, "given", problem)
    modes = _known(name, given, "mode", ontology.load().event_type(given["type"]).modes)
    actor, recipient, party = (
        _known(name, given, side, ontology.load().sectors) for side in ("actor", "recipient", "party")
    )
    words = frozenset(word for (word,) in _phrases(name, "about", given.get("about", [])))
    states, alone = given.get("states", False), given.get("alone", False)
    return KindOfAct(name, modes, actor, recipient, party, words, states=states, home=given.get("home"), alone=alone)


def _known(name: str, given: Mapping[str, Any], field: str, allowed: Mapping[str, Any]) -> Words:
    wrong = [value for value in given.get(field, ()) if value not in allowed]
    if wrong:
        raise LexiconError(FILE, name, field, f"{wrong[0]!r} is none of {', '.join(allowed) or 'none'}")
    return frozenset(given.get(field, ()))
