"""Words that fire a lexicon entry: verbs, event nouns, adjectives, with the words that belong to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from standoff.code.frames.hosts import HELPED, helped_verb
from standoff.code.frames.phrases import PARTITIVES
from standoff.code.frames.planned_measures import is_carried_out
from standoff.code.frames.reading import Frame, Reading
from standoff.code.frames.status import OBLIGATIONS, is_negated, modality
from standoff.code.lexicon import Entry, Lexicon, Pattern
from standoff.code.lexicon.types import NAMED_GROUND, Words

GAP = 7  # other words that may stand between two words of a pattern, as lexicon/README.md says
VERBAL, NOMINAL = frozenset(("VERB", "AUX")), frozenset(("NOUN", "PROPN"))
APART = frozenset(("from", "outside", "near", "after", "before", "during", "since", "until", "behind", "for"))
DATING = frozenset(("on", "in", "at"))
FAR_BEHIND = frozenset(("prep", "agent", "dative", "oprd", "acomp"))
STOPS = frozenset(".;:!?—")
ASIDE = frozenset(("relcl", "advcl", "acl", "appos", "ccomp", "parataxis"))
GROUND = frozenset(("dobj", "nsubjpass", "conj"))
COMPOUND_HEADS = frozenset(("compound", "nmod"))


def find_triggers(reading: Reading, lexicon: Lexicon) -> list[Frame]:
    """One frame for each predicate; the longest pattern wins and takes its words with it."""
    found: list[tuple[int, Pattern, tuple[int, ...]]] = []
    for start, end in reading.sentences:
        for i in range(start, end):
            hit = _pattern_at(reading, lexicon, i, end)
            if hit is not None:
                found.append((i, *hit))
    found.sort(key=lambda hit: -len(hit[2]))  # stable: the longest first, then in text order
    taken: dict[
        int, tuple[str | None, bool]
    ] = {}  # token -> type of the pattern that has it, and whether all sides act
    heads: set[int] = set()
    frames = []
    for i, pattern, words in found:
        kind = (pattern.entry.type, pattern.entry.reciprocal)  # to welcome an accord is no accord
        told = pattern.entry.type != "ASSAULT" and any(taken[w] == kind for w in words if w in taken)
        if i in taken or told:
            continue  # "hold a round of talks": the talks are told once; two words for one deed of force are fused
        taken.update((w, kind) for w in words if reading.pos[w] in VERBAL or reading.pos[w] in NOMINAL)
        if pattern.entry.type is None or _is_modifier(reading, _described(reading, i, words), words):
            continue
        mode = (pattern.entry.mode,) if pattern.entry.mode else ()
        head = _described(reading, i, words)
        if head in heads:
            continue  # "artillery, mortar and rocket fire" is one deed
        heads.add(head)
        taken[head] = kind
        frames.append(
            Frame(
                head,
                (min(words), max(words)),
                pattern.entry,
                pattern.entry.type,
                mode,
                rule=pattern.entry.id,
                words=words,
                refused=pattern.entry.negated,
            )
        )
    return sorted(frames, key=lambda f: f.head)


def _patterns(reading: Reading, lexicon: Lexicon, i: int) -> Sequence[Pattern]:
    """Those that may begin with a word, the longest first."""
    lemma, pos = reading.lemmas[i], reading.pos[i]
    if pos in VERBAL:
        return () if _is_no_predicate(reading, lexicon, i) else lexicon.verbs.get(lemma, ())
    if pos in NOMINAL:
        named = lexicon.nouns.get(lemma.removesuffix("s"), ()) if pos == "PROPN" else ()
        return lexicon.nouns.get(lemma, ()) or named
    if pos == "ADJ":
        return lexicon.adjectives.get(lemma, ()) or lexicon.adjectives.get(reading.lowers[i], ())
    return ()


def _is_no_predicate(reading: Reading, lexicon: Lexicon, verb: int) -> bool:
    """Auxiliaries, participles before a noun, "the displaced", "militias backed by Iran", "launched the planned attack"."""
    dep, lemma, bare = reading.deps[verb], reading.lemmas[verb], reading.tags[verb] == "VBN"
    if dep in ("aux", "auxpass") or (bare and reading.child(verb, "det") is not None) or is_carried_out(reading, verb):
        return True
    attributive = dep == "amod" and reading.tags[verb] == "VBG"
    if attributive and lemma not in lexicon.classes.get("leaving", ()):
        return True
    return dep in ("amod", "acl") and bare and lemma in lexicon.classes.get("stative", ())


def _pattern_at(reading: Reading, lexicon: Lexicon, i: int, end: int) -> tuple[Pattern, tuple[int, ...]] | None:
    lemma = reading.lemmas[i]
    for pattern in _patterns(reading, lexicon, i):
        words = match_rest(reading, i, pattern.rest, end, nouns_only=pattern.entry.type is None)
        asked = pattern.rest and pattern.rest[0] & OBLIGATIONS  # "X must, he said": said_acts.py
        if words is None and lemma in lexicon.classes["speech"] and not asked:
            words = _in_quotation(reading, i, pattern.rest)
        if words is not None and is_connected(reading, (i, *words)) and _is_told_so(reading, pattern.entry, i):
            return pattern, (i, *words)
    return None


def _is_told_so(reading: Reading, entry: Entry, i: int) -> bool:
    """True where the negation, the tense or the phrase of help is there that the entry asks for."""
    if entry.negated and not is_negated(reading, i):
        return False
    if entry.announced and modality(reading, i) not in ("future", "would"):
        return False
    return HELPED not in entry.recipient or helped_verb(reading, i) is not None


def is_ruled_out(reading: Reading, lexicon: Lexicon, head: int) -> bool:
    """True for the noun of a phrase that only looks like an event: "a heart attack"."""
    if all(p.entry.type is None or p.rest for p in lexicon.nouns.get(reading.lemmas[head], ())):
        return False  # "fighter jets" are who does it, and tell of no event by themselves
    end = reading.sentences[reading.sentence_of[head]][1]
    for i in (*reading.children[head], head):
        hit = _pattern_at(reading, lexicon, i, end) if reading.pos[i] in NOMINAL else None
        if hit is not None and hit[0].entry.type is None and head in hit[1]:
            return True
    return False


def match_rest(
    reading: Reading, i: int, rest: tuple[Words, ...], end: int, *, nouns_only: bool = False
) -> tuple[int, ...] | None:
    """Where the words of a pattern stand behind token `i`; None if one is missing.

    In the passive and in relative clauses the first of them stands in front: "sanctions were imposed on",
    "the attack that it carried out". `nouns_only`: behind a noun no verb is meant ("the group attacked" is no "group attack").
    """
    if not rest:
        return ()
    if not _can_match(reading, i, rest):
        return None
    plain = _in_order(reading, i, rest, end, nouns_only=nouns_only)
    if plain is not None:
        return plain
    for front in _fronted(reading, i):
        if reading.lemmas[front] in rest[0] or _is_named_ground(reading, front, rest[0], after=i):
            later = _in_order(reading, i, rest[1:], end)
            if later is not None:
                return (front, *later)
    return None


def _can_match(reading: Reading, i: int, rest: tuple[Words, ...]) -> bool:
    """False where the sentence lacks a word of the pattern, which is so for nearly all patterns."""
    there = reading.vocabulary[reading.sentence_of[i]]
    return not any(
        alternatives.isdisjoint(there) and not (reading.towns and alternatives & NAMED_GROUND) for alternatives in rest
    )


def _in_quotation(reading: Reading, verb: int, rest: tuple[Words, ...]) -> tuple[int, ...] | None:
    """The words in what is said before the verb that says it: "Kyiv must see reason, he insisted"."""
    clause = reading.child(verb, "ccomp") if reading.pos[verb] == "VERB" else None
    if clause is None or clause > verb:
        return None
    found: list[int] = []
    inside = iter(i for i in reading.subtree(clause, without=ASIDE))
    for alternatives in rest:
        word = next((i for i in inside if _is_word(reading, i, alternatives)), None)
        if word is None:
            return None
        found.append(word)
    return tuple(found)


def _in_order(
    reading: Reading, i: int, rest: tuple[Words, ...], end: int, *, nouns_only: bool = False
) -> tuple[int, ...] | None:
    found: list[int] = []
    attributive = reading.pos[i] == "ADJ" and reading.deps[i] == "amod"  # "an armed group attacked" is no armed attack
    at, nominal, nouns_only = i, attributive or reading.pos[i] in NOMINAL, attributive or nouns_only
    for alternatives in rest:
        for j in range(at + 1, min(at + GAP + 2, end)):
            verb = nominal and reading.pos[j] in VERBAL
            told = _is_word(reading, j, alternatives) or _is_named_ground(reading, j, alternatives, after=at)
            if told and not (verb and nouns_only) and not _is_apart(reading, j, i, found, after=at):
                found.append(j)
                at = j
                break
            if verb:
                return None
            if reading.words[j] in STOPS:
                return None
        else:
            far = _hung_far(reading, i, alternatives, after=at)
            if far is None:
                return None
            found.append(far)
            at = far
    return tuple(found)


def _is_apart(reading: Reading, j: int, i: int, found: list[int], *, after: int) -> bool:
    """True for a word that belongs to something else than the predicate at `i`."""
    return _governs(reading, j, i) or _is_purpose(reading, j, after=after) or _is_behind_another(reading, j, i, found)


def _hung_far(reading: Reading, verb: int, alternatives: Words, *, after: int) -> int | None:
    """A preposition or adjective that the parser hangs on the verb itself, or the "to" of its infinitive, behind a long object."""
    if reading.pos[verb] not in VERBAL:
        return None
    for c in reading.children[verb]:
        if c <= after:
            continue
        if reading.deps[c] in FAR_BEHIND and _is_word(reading, c, alternatives):
            return c
        if (
            reading.deps[c] in ("xcomp", "advcl")
            and "to" in alternatives
            and (to := reading.child(c, "aux")) is not None
        ):
            return to if to > after and reading.lowers[to] == "to" else None
    return None


def _is_behind_another(reading: Reading, noun: int, verb: int, found: list[int]) -> bool:
    """As in "seized pupils from a school", which is no "seize school": the preposition is no word of the pattern."""
    preposition = reading.heads[noun]
    if reading.pos[verb] not in VERBAL or reading.deps[noun] != "pobj" or preposition <= verb:
        return False
    return preposition not in found and reading.lowers[preposition] in APART


def _is_purpose(reading: Reading, verb: int, *, after: int) -> bool:
    """As in "blocked a road to protest", which is no "block protest"; a pattern with "to" in it may mean one."""
    return reading.tags[verb] == "VB" and reading.deps[verb] == "advcl" and reading.lowers[after] != "to"


def _governs(reading: Reading, verb: int, i: int) -> bool:
    """True for the verb of the main clause behind a relative one: "the town, which they hold, was struck" is no "hold strike"."""
    own = reading.pos[i] in NOMINAL and reading.heads[i] == verb
    if reading.pos[verb] not in VERBAL or own:
        return False  # the verb of the noun itself: "our aim is to", "the troops left"
    while reading.heads[i] != i and reading.deps[i] in ("relcl", "acl", "advcl", "nsubj", "nsubjpass", "appos", "conj"):
        i = reading.heads[i]
        if i == verb:
            return True
    return False


def _is_word(reading: Reading, i: int, alternatives: Words) -> bool:
    if reading.lemmas[i] not in alternatives and reading.lowers[i] not in alternatives:
        return False  # asked first: nearly all words are others
    if reading.entity[i] == "DATE" and reading.pos[i] == "PROPN":
        return False  # "in March" is no march
    return not (reading.lowers[i] in DATING and _is_when(reading, i))  # "called her on Monday" is no "call on"


def _is_when(reading: Reading, preposition: int) -> bool:
    noun = reading.child(preposition, "pobj")
    return noun is not None and reading.entity[noun] in ("DATE", "TIME")


def _is_named_ground(reading: Reading, i: int, alternatives: Words, *, after: int) -> bool:
    """A town by its name where a pattern has `<territory>`, as an object or behind the pattern's own preposition."""
    if i not in reading.towns or not alternatives & NAMED_GROUND:
        return False
    return reading.deps[i] in GROUND or (reading.deps[i] == "pobj" and reading.heads[i] == after)


def _fronted(reading: Reading, verb: int) -> Iterator[int]:
    """The passive subject of a verb, or what its clause modifies."""
    for c in reading.children[verb]:
        if reading.deps[c] == "nsubjpass":
            yield from reading.conjuncts(c)
    while reading.deps[verb] == "xcomp" and reading.pos[reading.heads[verb]] == "VERB":
        verb = reading.heads[verb]  # "the support that it continues to provide"
    if reading.deps[verb] in ("relcl", "acl") and not _is_done_by_it(reading, verb):
        yield reading.heads[verb]


def _is_done_by_it(reading: Reading, verb: int) -> bool:
    """As in "the bombing that claimed 30 lives": what the clause modifies does it to something else."""
    subject = reading.child(verb, "nsubj")
    return subject is not None and reading.tags[subject] in ("WDT", "WP")


def is_connected(reading: Reading, words: tuple[int, ...]) -> bool:
    """True where each word of a pattern hangs on another, directly or over one word ("hold ... as shields")."""
    if len(words) == 2 and _is_compound(reading, *words):
        return True
    inside = set(words)
    return sum(not _hangs_on(reading, w, inside) for w in inside) <= 1


def _is_compound(reading: Reading, noun: int, deed: int) -> bool:
    """A noun and a verbal noun side by side, whatever the parser makes of them: "arson and army firing"."""
    return reading.pos[noun] in NOMINAL and deed == noun + 1 and reading.tags[deed] == "VBG"


def _hangs_on(reading: Reading, i: int, words: set[int]) -> bool:
    above = reading.heads[i]
    if reading.deps[i] == "acl" and any(reading.heads[reading.heads[w]] == above for w in words - {i}):
        return True  # "efforts in the campaign to defeat": the parser hangs the verb on the efforts
    if reading.lowers[above] == "of" and reading.lemmas[reading.heads[above]] in PARTITIVES:
        above = reading.heads[reading.heads[above]]  # "took in thousands of refugees"
    if reading.pos[i] == "ADP":
        while reading.deps[above] == "conj" and reading.pos[above] in NOMINAL and above not in words:
            above = reading.heads[above]  # "set a bank and a cinema on fire", where "on" hangs on the cinema
    return above != i and (above in words or reading.heads[above] in words - {i})


def _described(reading: Reading, i: int, words: tuple[int, ...]) -> int:
    """As in "retaliatory strike", "hunger strike": the noun is the head where the pattern has it too."""
    head = i
    while (
        reading.deps[head] in COMPOUND_HEADS or (reading.pos[head] == "ADJ" and reading.deps[head] == "amod")
    ) and reading.heads[head] in words:
        head = reading.heads[head]
    return head


def _is_modifier(reading: Reading, i: int, words: tuple[int, ...]) -> bool:
    """True for a noun that only names a kind of something else: "attack helicopter", "peace talks venue"."""
    if reading.pos[i] not in NOMINAL or reading.deps[i] not in COMPOUND_HEADS:
        return False
    return reading.pos[reading.heads[i]] in NOMINAL and reading.heads[i] not in words
