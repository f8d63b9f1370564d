"""Lexicon files (TOML) into one validated `Lexicon`; README.md beside them says how an entry is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from standoff import ontology, toml
from standoff.code.lexicon.contexts import read_contexts
from standoff.code.lexicon.types import NAMED_GROUND, Entry, Lexicon, Outer, Pattern, TieEntry, Words
from standoff.errors import LexiconError

OWN_SHAPE = ("classes.toml", "modes.toml", "composition.toml", "ties.toml", "contexts.toml")
POS = ("verb", "noun", "adjective")
FIELDS = {
    "id",
    "words",
    "also",
    "actor",
    "recipient",
    "mode",
    "reciprocal",
    "harm",
    "needs",
    "sectors",
    "negated",
    "by",
    "jointly",
    "announced",
}
OUTER_FIELDS = {"id", "pos", "words", "makes", "mode", "recipient", "status", "negated"}
PLACES = frozenset(
    "subject object possessor modifier about against along among at behind between by for from in inside into near of off "
    "on onto out outside over through to toward under upon with within outer inner inner_actor speaker told itself helped".split()
)
TIE_FIELDS = {"id", "type", "words", "from", "to"}
TIE_PLACES = frozenset(("named", "owner", "noun", "judged", "helped", "members", "alongside"))
DEFAULTS = {
    "verb": (("subject",), ("object",)),
    "noun": (("possessor", "by"), ("on", "against", "of")),
    "adjective": (("subject",), ("of", "to", "with")),
}


@cache
def load() -> Lexicon:
    """Read the lexicon that ships with the package; a LexiconError names file, entry and field."""
    here = files(__package__)
    tables = {}
    for resource in sorted(here.iterdir(), key=lambda r: r.name):
        if resource.name.endswith(".toml"):
            try:
                tables[resource.name] = toml.loads(resource.read_text(encoding="utf-8"))
            except toml.TOMLDecodeError as problem:
                raise LexiconError(resource.name, "file", "TOML", str(problem)) from None
    return build(tables)


def build(tables: Mapping[str, Mapping[str, Any]]) -> Lexicon:
    """Lexicon from parsed files by name; those in OWN_SHAPE have shapes of their own."""
    classes = {name: frozenset(words) for name, words in tables.get("classes.toml", {}).items()}
    patterns: dict[str, dict[str, list[Pattern]]] = {pos: defaultdict(list) for pos in POS}
    entries: dict[str, Entry] = {}
    for file, table in tables.items():
        if file in OWN_SHAPE:
            continue
        for pos in POS:
            for row in table.get(pos, ()):
                entry = _entry(file, table, pos, row)
                if entry.id in entries:
                    raise LexiconError(file, entry.id, "id", "is used twice")
                entries[entry.id] = entry
                for words, last in _phrases(file, entry.id, row):
                    head, *rest = _places(file, entry.id, words, classes)
                    for lemma in head:
                        patterns[pos][lemma].append(Pattern(entry, lemma, tuple(rest), last))
    outers = _outers(tables.get("composition.toml", {}), classes)
    verbs, nouns, adjectives = ({lemma: _longest_first(found) for lemma, found in patterns[pos].items()} for pos in POS)
    ties = _ties(tables.get("ties.toml", {}), classes)
    contexts = read_contexts(tables.get("contexts.toml", {}))
    return Lexicon(verbs, nouns, adjectives, outers, classes, tables.get("modes.toml", {}), entries, ties, contexts)


def _longest_first(patterns: list[Pattern]) -> tuple[Pattern, ...]:
    return tuple(
        sorted(
            patterns,
            key=lambda p: (p.last, -len(p.rest), not p.entry.negated, p.entry.type is not None, p.entry.id),
        )
    )


def _entry(file: str, table: Mapping[str, Any], pos: str, row: Mapping[str, Any]) -> Entry:
    name = f"{file.removesuffix('.toml')}.{row.get('id', '?')}"
    unknown = row.keys() - FIELDS
    if unknown or "id" not in row:
        raise LexiconError(file, name, min(unknown) if unknown else "id", "is not a field" if unknown else "is missing")
    kind, mode = table.get("type"), row.get("mode")
    if kind is not None:
        known = ontology.load().event_type(kind).modes
        if mode is not None and mode not in known:
            raise LexiconError(
                file, name, "mode", f"{mode!r} is no mode of {kind}; its modes are {', '.join(known) or 'none'}"
            )
    default_actor, default_recipient = DEFAULTS[pos]
    actor, recipient = tuple(row.get("actor", default_actor)), tuple(row.get("recipient", default_recipient))
    for field, places in (("actor", actor), ("recipient", recipient)):
        for place in places:
            if place not in PLACES:
                raise LexiconError(file, name, field, f"{place!r} is no grammatical place")
    if row.get("harm") not in (None, "deaths", "injured"):
        raise LexiconError(file, name, "harm", "is deaths or injured")
    needs = tuple(row.get("needs", ()))
    if set(needs) - {"actor", "recipient", "person", "forces", "several"}:
        kinds = "person (the actor is a person in office), forces (the actor is armed) or several (two parties or more)"
        raise LexiconError(file, name, "needs", f"lists actor, recipient, {kinds}")
    return Entry(
        name,
        kind,
        pos,
        mode,
        actor,
        recipient,
        row.get("reciprocal", False),
        row.get("harm"),
        needs,
        _sectors(file, name, row),
        row.get("negated", False),
        tuple(_by(file, name, row)),
        _jointly(file, name, row),
        row.get("announced", False),
    )


def _jointly(file: str, name: str, row: Mapping[str, Any]) -> str | None:
    kind = row.get("jointly")
    if kind is not None and kind not in ontology.load().types:
        raise LexiconError(file, name, "jointly", f"{kind!r} is no event type")
    return kind


def _by(file: str, name: str, row: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Sector of the actors, type and mode (or ""), of `by = { CVL = "PROTEST.obstruct", REB = "ASSAULT" }`."""
    known = ontology.load()
    for sector, whole in row.get("by", {}).items():
        kind, _, mode = whole.partition(".")
        if sector not in known.sectors or kind not in known.types or mode not in ("", *known.event_type(kind).modes):
            raise LexiconError(file, name, "by", f"{sector} = {whole!r} is no sector with a type and its mode")
        yield sector, kind, mode


def _sectors(file: str, name: str, row: Mapping[str, Any]) -> tuple[str, ...]:
    sectors = tuple(row.get("sectors", ()))
    for sector in sectors:
        if sector not in ontology.load().sectors:
            raise LexiconError(file, name, "sectors", f"{sector!r} is no sector")
    return sectors


def _phrases(file: str, name: str, row: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """The `words` of an entry, and those of `also`, which count only where nothing else fits (True)."""
    if "words" in row or "also" not in row:
        yield from ((words, False) for words in _words(file, name, row))
    if "also" in row:
        yield from ((words, True) for words in _words(file, name, row, "also"))


def _words(file: str, name: str, row: Mapping[str, Any], field: str = "words") -> Iterator[str]:
    words = row.get(field)
    if not isinstance(words, list) or not words or not all(isinstance(w, str) and w.strip() for w in words):
        raise LexiconError(file, name, field, "must be a list of strings")
    yield from words


def _places(file: str, name: str, words: str, classes: Mapping[str, Words]) -> list[Words]:
    """The places of one pattern: a word, `a|b`, or `<class>`."""
    places = []
    for part in words.lower().split():
        alternatives: set[str] = set()
        for word in part.split("|"):
            if word.startswith("<") and word.endswith(">"):
                if word[1:-1] not in classes:
                    raise LexiconError(file, name, "words", f"{word} is not a class of classes.toml")
                alternatives |= classes[word[1:-1]] | ({word} & NAMED_GROUND)
            else:
                alternatives.add(word)
        places.append(frozenset(alternatives))
    return places


def _outers(
    table: Mapping[str, Any], classes: Mapping[str, Words]
) -> dict[str, tuple[tuple[Outer, tuple[Words, ...]], ...]]:
    file = "composition.toml"
    found: dict[str, list[tuple[Outer, tuple[Words, ...]]]] = defaultdict(list)
    types = ontology.load().types
    allowed = {
        *types,
        *ontology.QUADS,
        "any",
        *(f"{name}.{mode}" for name, kind in types.items() for mode in kind.modes),
    }
    for row in table.get("outer", ()):
        name = f"composition.{row.get('id', '?')}"
        unknown = row.keys() - OUTER_FIELDS
        if unknown:
            raise LexiconError(file, name, min(unknown), "is not a field")
        for inner, whole in row.get("makes", {}).items():
            if inner not in allowed or whole not in {*ontology.load().types, "same", "inner", "none"}:
                raise LexiconError(file, name, "makes", f"{inner} = {whole!r} is not understood")
        outer = Outer(
            name,
            row.get("pos", "verb"),
            row.get("makes", {}),
            row.get("mode", {}),
            tuple(row.get("recipient", ("inner",))),
            row.get("status"),
            row.get("negated", False),
        )
        for words in _words(file, name, row):
            head, *rest = _places(file, name, words, classes)
            for lemma in head:
                found[lemma].append((outer, tuple(rest)))
    return {
        lemma: tuple(sorted(rows, key=lambda r: (-len(r[1]), not r[0].negated, r[0].id)))
        for lemma, rows in found.items()
    }


def _ties(
    table: Mapping[str, Any], classes: Mapping[str, Words]
) -> dict[str, tuple[tuple[TieEntry, tuple[Words, ...]], ...]]:
    file = "ties.toml"
    found: dict[str, list[tuple[TieEntry, tuple[Words, ...]]]] = defaultdict(list)
    for pos in POS:
        for row in table.get(pos, ()):
            name = f"ties.{row.get('id', '?')}"
            unknown, missing = row.keys() - TIE_FIELDS, TIE_FIELDS - row.keys()
            if unknown or missing:
                problem = "is not a field" if unknown else "is missing"
                raise LexiconError(file, name, min(unknown or missing), problem)
            if row["type"] not in ontology.TIE_TYPES:
                raise LexiconError(file, name, "type", f"is none of {', '.join(ontology.TIE_TYPES)}")
            for side in ("from", "to"):
                for place in row[side]:
                    if place not in PLACES | TIE_PLACES:
                        raise LexiconError(file, name, side, f"{place!r} is no grammatical place")
            entry = TieEntry(name, row["type"], pos, tuple(row["from"]), tuple(row["to"]))
            for words in _words(file, name, row):
                head, *rest = _places(file, name, words, classes)
                for lemma in head:
                    found[lemma].append((entry, tuple(rest)))
    return {lemma: tuple(sorted(rows, key=lambda r: (-len(r[1]), r[0].id))) for lemma, rows in found.items()}
