"""Parties that the text told together ("Chad and Sudan", "Xi met Putin") into what points back to all of them: "both sides", "the two ministers"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from standoff.code.frames.nouns import ARMIES, PERSON_NOUNS, STATE_NOUNS
from standoff.code.frames.parses import SUBJECTS
from standoff.code.frames.participants import Participants
from standoff.code.frames.phrases import is_plural, left_of, says_where
from standoff.code.frames.reading import Reading
from standoff.code.frames.referents import Referent, Referents
from standoff.records import Participant

Parties = tuple[Participant, ...]
Resolve = Callable[[int], Parties]

NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "pair": 2, "duo": 2, "trio": 3}
ALONE = frozenset(("both", "pair", "duo", "trio", "two", "three"))  # without a noun behind them
SIDES = frozenset(
    "side party faction camp rival foe enemy opponent adversary belligerent signatory neighbour neighbor ally".split()
)
BODIES = frozenset(
    "delegation team negotiator army navy military force movement group organisation organization union church power capital "
    "tribe clan community parliament man woman head company".split()
)
BANDS = frozenset("group movement organisation organization faction union tribe clan company community church".split())
BANDED = frozenset(("REB", "OPP", "PTY", "NGO", "IGO", "CVL"))
ARMED = ARMIES | frozenset(("navy", "force"))
REALMS = STATE_NOUNS - {"side"} | frozenset(("capital", "neighbour", "neighbor", "power"))
RIVALS = frozenset("rival foe enemy adversary belligerent signatory neighbour neighbor".split())
RIVALLING = frozenset("the two rival former old bitter warring".split())
OFFICIAL = frozenset(("GOV", "MIL", "LEG", "COP"))
FIGHTING = frozenset(("GOV", "MIL", "REB", "OPP"))
NEARBY = 2  # sentences
OBJECTS = frozenset(("dobj", "dative"))
JOINING = frozenset(("with", "and", "against"))


def number_of(reading: Reading, head: int) -> int | None:
    """How many parties "both sides" (2), "all three presidents" (3), "the rivals" (0: untold) speaks of; None for any other phrase."""
    lower, lemma = reading.lowers[head], reading.lemmas[head]
    if lower in ALONE and not any(
        reading.lowers[c] == "of" and reading.deps[c] == "prep" for c in reading.children[head]
    ):
        return NUMBERS[lower] if reading.deps[head] not in ("det", "nummod", "preconj", "cc", "predet") else None
    if lemma not in SIDES | BODIES | PERSON_NOUNS | STATE_NOUNS or reading.tags[head] not in ("NNS", "NNPS"):
        return None
    words = [reading.lowers[i] for i in left_of(reading, head)]
    told = next((NUMBERS[w] for w in words if w in NUMBERS), None)
    if told is not None:
        definite = {"both", "the", "these", "those", "all"} & {*words}
        return told if definite else None
    return 0 if lemma in RIVALS and {*words} & {"the"} and {*words} <= RIVALLING else None


def named_beside(reading: Reading, head: int) -> list[int]:
    """The names behind "the two presidents, Barack Obama and Dmitry Medvedev,": all of them, where they are several."""
    if reading.tags[head] not in ("NNS", "NNPS"):
        return []
    names = [n for c in reading.children[head] if reading.deps[c] == "appos" for n in reading.conjuncts(c)]
    return names if len(names) > 1 and all(reading.pos[n] == "PROPN" for n in names) else []


def meant(reading: Reading, referents: Referents, participants: Participants, resolve: Resolve, head: int) -> Parties:
    """Whom such a phrase stands for: the parties told together last, if they are as many and of the kind that the noun names."""
    number = number_of(reading, head)
    if number is None or any(p.country is not None for p in participants.resolve(head)):
        return ()  # "the two American senators" are told by name
    groups = told_together(reading, referents, resolve, head)
    fitting = (as_named(reading, participants, g, head) for g in groups if not number or len(g) == number)
    return next((g for g in fitting if g and _is_of_one_kind(referents, g)), ())


def _is_of_one_kind(referents: Referents, group: Parties) -> bool:
    """Persons with persons, states with states; those who fight each other may be of any kind."""
    kinds = {referents.kind(p) for p in group}
    armed = {p.sector for p in group} <= FIGHTING
    return (len(kinds) == 1 or armed) and not any(p.sector in ("MED", "UNK", "CVL", "BUS") for p in group)


def as_named(reading: Reading, participants: Participants, group: Parties, head: int) -> Parties:
    """The parties as the noun calls them: "the two countries" are the states of two presidents, "the armies" their armies."""
    lemma = reading.lemmas[head]
    if lemma in REALMS | ARMED:
        countries = dict.fromkeys(p.country for p in group if p.country is not None and p.sector in OFFICIAL)
        sector = "MIL" if lemma in ARMED else "GOV"
        return tuple(participants.state(c, head, sector) for c in countries) if len(countries) == len(group) else ()
    if lemma in BANDS and not all(p.sector in BANDED for p in group):
        return ()
    return group


def told_together(reading: Reading, referents: Referents, resolve: Resolve, head: int) -> Iterator[Parties]:
    """Groups of parties before a phrase, the last first: in one list, or on both sides of one verb."""
    own = reading.clause_verb(head)
    for referent in referents.before(head):
        if reading.sentence_of[head] - reading.sentence_of[referent.head] > NEARBY:
            return
        if reading.clause_verb(referent.head) == own or says_where(reading, referent.head):
            continue
        listed = _listed(reading, resolve, referent.head)
        group = listed if len(listed) > 1 else _facing(reading, resolve, referent)
        if len(group) > 1:
            yield group


def _listed(reading: Reading, resolve: Resolve, head: int) -> Parties:
    first = head
    while (
        reading.deps[first] == "conj"
        and reading.heads[first] != first
        and reading.pos[reading.heads[first]] in ("NOUN", "PROPN")
    ):
        first = reading.heads[first]
    return tuple({p.id: p for h in reading.conjuncts(first) for p in resolve(h)}.values())


def _facing(reading: Reading, resolve: Resolve, last: Referent) -> Parties:
    """As in "Xi met Putin", "Xi held talks with Putin": the subject of a verb and whom it is done with."""
    verb = reading.clause_verb(last.head)
    above = reading.heads[last.head]
    met = reading.deps[last.head] in OBJECTS or (reading.deps[last.head] == "pobj" and reading.lowers[above] in JOINING)
    subject = reading.child(verb, *SUBJECTS)
    if not met or subject is None or subject > last.head:
        return ()
    return tuple({p.id: p for p in (*_listed(reading, resolve, subject), *last.participants)}.values())


def who_acted_together(reading: Reading, referents: Referents, resolve: Resolve, pronoun: int) -> Parties:
    """Whom "they" means behind "Xi met Putin", "Chad and Sudan signed a pact": all who act in that sentence."""
    number = reading.sentence_of[pronoun] - 1
    if number < 0:
        return ()
    start, end = reading.sentences[number]
    root = next((i for i in range(start, end) if reading.heads[i] == i), start)
    subject = reading.child(root, *SUBJECTS)
    if subject is None:
        return ()
    group = _listed(reading, resolve, subject)
    alone = len(group) == 1 and (referents.kind(group[0]) in ("person", "state") or group[0].sector == "IGO")
    if alone and not is_plural(reading, subject):
        last = (r for r in referents.before(end) if r.head >= start and reading.clause_verb(r.head) == root)
        group = next((g for r in last if (g := _facing(reading, resolve, r))), ())
    return group if len(group) > 1 and _is_of_one_kind(referents, group) else ()


def is_reciprocal(reading: Reading, head: int) -> bool:
    """True for "each other", "one another", and "the other" of two."""
    before = reading.lowers[head - 1] if head else ""
    return (before, reading.lowers[head]) in (("each", "other"), ("one", "another"), ("the", "other"))


def two_persons(reading: Reading, referents: Referents, head: int) -> Parties:
    """Whom "the two leaders" stands for: the two persons named last, if they are of two countries or kinds."""
    found: dict[str, Participant] = {}
    for referent in referents.before(head):
        if referent.kind != "person":
            continue
        for p in referent.participants:
            found.setdefault(p.id, p)
        if len(found) > 1:
            break
    two = list(found.values())[:2]
    of_two = len({(p.country, p.sector) for p in two}) == 2 or reading.lemmas[head] == "man"
    return tuple(two[::-1]) if len(two) == 2 and of_two else ()


def two_states(reading: Reading, referents: Referents, participants: Participants, head: int) -> Parties:
    """Whom "the two countries" stands for: the two states told last."""
    found: dict[str, Participant] = {}
    for referent in reversed(referents):
        at = referent.head
        if at >= head or reading.clause_verb(at) == reading.clause_verb(head) or says_where(reading, at):
            continue  # "France's minister visits both countries": not France
        for p in referent.participants:
            if p.country is not None and p.sector in ("GOV", "MIL") and p.country not in found:
                name = participants.knowledge.countries[p.country].name
                found[p.country] = Participant(p.country, name, p.country, "GOV", participants.text_of(head))
            if len(found) == 2:
                return tuple(found.values())[::-1]
    return ()
