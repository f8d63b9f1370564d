"""What stands at a grammatical place of a predicate: its subject, object, possessor, the phrase behind a preposition."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.code.frames import hosts
from standoff.code.frames.misread import after_its_clause, is_apart, mover
from standoff.code.frames.nouns import JUDGING
from standoff.code.frames.own_phrases import (
    INVOLVED,
    LIGHT_VERBS,
    MOTION,
    PARTITIVES,
    light_verb,
    possessors,
    prepositional,
)
from standoff.code.frames.parses import FINITE, PASSIVE_SUBJECTS, SUBJECTS
from standoff.code.frames.reading import Reading

# the subject of these suffers the event named by the object: "came under attack", "suffered an assault"
SUFFER_VERBS = frozenset("face suffer receive sustain see experience come survive endure withstand repel".split())
CONTROL_OBJECT = frozenset(
    "urge ask order tell force allow permit enable help call press push invite encourage compel persuade convince "
    "require want beg instruct pressure authorize authorise direct get cause lead prompt expect need accuse blame see "
    "thank praise commend criticise criticize condemn denounce fault rebuke".split()
)
COUNTS = frozenset("count tally estimate reckoning account measure standard definition accident mistake chance".split())
BLAMED = frozenset(("guilty", "responsible", "culpable"))
BLAMING = frozenset("accuse suspect blame convict acquit charge".split())
USING = frozenset("use employ deploy send need provide seek have hold win receive earn accept".split())
OWN_COMPLEMENTS = frozenset(("prep", "xcomp", "ccomp", "dative"))
BORDERS = frozenset(("border", "frontier", "boundary"))
RELATIVES = frozenset(("that", "which", "who", "whom"))
WHO_ABOVE = frozenset(("attr", "xcomp", "advcl", "conj", "pcomp", "ccomp", "acl", "relcl"))
RANKS = frozenset(("first", "second", "third", "last", "latest", "only"))


def _listed(reading: Reading, head: int) -> list[int]:
    """`head` and what is coordinated with it, but for the subject of a sentence that opens with "Before" or "After".

    "Before the bombing of Gaza, Iraq and the US had agreed": the parser takes the subject for a part of the list.
    """
    heads = reading.conjuncts(head)
    start, end = reading.sentences[reading.sentence_of[head]]
    last = heads[-1] + 1
    opens = reading.lowers[start] in ("before", "after", "since", "following", "until", "during")
    if len(heads) < 2 or not opens or last >= end or reading.tags[last] not in FINITE:
        return heads
    return heads if "," in reading.words[start:head] else [h for h in heads if "," not in reading.words[head:h]]


def find_place(reading: Reading, head: int, place: str) -> list[int]:
    """Head tokens of the noun phrases at `place` of the predicate `head`, coordinated ones included."""
    verbal = reading.pos[head] in ("VERB", "AUX")
    if place == "subject":
        found = verb_subject(reading, head) if verbal else _subject_of_noun(reading, head)
    elif place == "object":
        found = (
            (verb_object(reading, head) or _complement_object(reading, head))
            if verbal
            else list(prepositional(reading, head, "of"))
        )
    elif place in ("possessor", "modifier"):
        found = list(possessors(reading, head))
    elif place == "by" and not verbal:
        found = (
            list(prepositional(reading, head, "by"))
            or _author_of_participle(reading, head)
            or _misplaced_author(reading, head)
            or _light_verb_subject(reading, head)
            or _accused(reading, head)
            or _bound(reading, head)
        )
    else:
        found = list(prepositional(reading, head, place))
        if not found and not verbal:
            found = _behind_light_verb(reading, head, place) or _hung_too_low(reading, head, place)
            found = found or _shared_phrase(reading, head, place) or _behind_own_verb(reading, head, place)
        if place == "between" and len(found) == 1:
            found = _of_both(reading, found[0])
    return [c for h in found for b in _beyond(reading, h) for c in _listed(reading, b)]


def _beyond(reading: Reading, head: int) -> list[int]:
    """The other side of "the border with Ukraine"; any other phrase stands for itself."""
    beyond = list(prepositional(reading, head, "with")) if reading.lemmas[head] in BORDERS else []
    return beyond or [head]


def verb_subject(reading: Reading, verb: int, depth: int = 0) -> list[int]:
    """Who does it: the active subject, the "by" phrase of a passive, or the subject understood from above."""
    if depth > 6:  # clauses nest no deeper in readable text
        return []
    if reading.is_passive(verb) and not _is_involved(reading, verb):
        return _agent(reading, verb)
    subjects = [c for c in reading.children[verb] if reading.deps[c] in (SUBJECTS | PASSIVE_SUBJECTS) - {"expl"}]
    if subjects:  # of two, the first is a place or a time: "Near Al Hasakah, five airstrikes struck"
        return [_antecedent(reading, max((c for c in subjects if c < verb), default=subjects[0]))]
    return mover(reading, verb) or after_its_clause(reading, verb) or _understood(reading, verb, depth)


def _is_involved(reading: Reading, verb: int) -> bool:
    """As in "were engaged in cleansing": passive in form only."""
    return reading.lemmas[verb] in INVOLVED and any(
        reading.lowers[c] == "in" and reading.deps[c] == "prep" for c in reading.children[verb]
    )


def _agent(reading: Reading, verb: int) -> list[int]:
    for c in reading.children[verb]:
        if reading.deps[c] == "agent" or (reading.deps[c] == "prep" and reading.lowers[c] == "by"):
            doers = [p for p in reading.children[c] if reading.deps[p] in ("pobj", "pcomp") and _may_act(reading, p)]
            return [m for p in doers for m in (mover(reading, p) or [p])]
    return _far_agent(reading, verb)


def _far_agent(reading: Reading, verb: int) -> list[int]:
    """As in "was listed in its entirety by Australia", where the parser hangs the doer on the noun before."""
    nouns = [p for c in reading.children[verb] if c > verb and reading.deps[c] == "prep" for p in reading.children[c]]
    nouns += [p for n in nouns for c in reading.children[n] if reading.deps[c] == "prep" for p in reading.children[c]]
    behind_by = [
        c for n in nouns for c in reading.children[n] if reading.lowers[c] == "by" and reading.deps[c] == "prep"
    ]
    doers = [p for c in behind_by for p in reading.children[c] if reading.deps[p] == "pobj" and _may_act(reading, p)]
    return [p for p in doers if reading.pos[p] == "PROPN"][:1]


def _may_act(reading: Reading, head: int) -> bool:
    """False for "attacked 50 times by the Pentagon's count"."""
    return reading.lemmas[head] not in COUNTS


def _understood(reading: Reading, verb: int, depth: int) -> list[int]:
    """The subject of "killing three", "to withdraw", "and wounded": found in the clause above."""
    dep, above = reading.deps[verb], reading.heads[verb]
    if above == verb:
        return []
    if dep in ("relcl", "acl"):
        return _of_modifier(reading, verb)
    if dep not in WHO_ABOVE:
        return []
    if dep == "pcomp" or reading.pos[above] == "ADP":
        return _of_prepositional(reading, verb, depth)
    if dep in ("xcomp", "ccomp", "advcl") and reading.lemmas[above] in CONTROL_OBJECT and not reading.is_passive(above):
        objects = [c for c in reading.children[above] if reading.deps[c] in ("dobj", "nsubj") and above < c < verb]
        if objects:
            return objects[:1]
    if dep == "conj" and reading.tags[verb] in FINITE and reading.tags[above] == "VB" and reading.heads[above] != above:
        above = reading.heads[above]  # "urged them to talk and expressed concern": who urged
    if dep == "conj" and is_apart(reading, verb, above):
        above = reading.heads[above]
    return _subject_of(reading, above, depth)


def _of_modifier(reading: Reading, verb: int) -> list[int]:
    """The subject of a clause that modifies a noun: the noun ("troops fighting there"), or whose noun it is."""
    noun = reading.heads[verb]
    if reading.is_headline_infinitive(verb):
        return [noun]
    if reading.tags[verb] == "VB" or any(reading.lowers[c] == "to" for c in reading.children[verb]):
        return _ranked_doer(reading, noun) if is_ranked(reading, noun) else _noun_owner(reading, noun)
    if reading.deps[verb] == "acl":
        return [noun]
    objects = [c for c in reading.children[verb] if reading.deps[c] == "dobj" and reading.lowers[c] in RELATIVES]
    return [] if objects else [noun]


def is_ranked(reading: Reading, noun: int) -> bool:
    """As in "the first country to", "the only one to": whoever is so called did it."""
    return reading.lowers[noun] in RANKS or any(reading.lowers[c] in RANKS for c in reading.children[noun])


def _ranked_doer(reading: Reading, noun: int) -> list[int]:
    """Who was "the first country to recognise it", or became it, and otherwise the country itself."""
    above = reading.heads[noun]
    copular = reading.deps[noun] == "attr" and reading.lemmas[above] in ("be", "become")
    return (verb_subject(reading, above) if copular else []) or [noun]


def _of_prepositional(reading: Reading, verb: int, depth: int) -> list[int]:
    """The subject behind a preposition: its own ("resulted in the US pulling out"), or that of what it hangs on."""
    preposition = reading.heads[verb]
    if reading.deps[verb] == "pcomp":
        own = [c for c in reading.children[preposition] if reading.deps[c] == "pobj" and c < verb]
        if own:
            return own
    governor = reading.heads[preposition]
    if reading.pos[governor] in ("VERB", "AUX"):
        accused = reading.child(governor, "dobj")
        blamed = (
            reading.lowers[preposition] == "for" and reading.lemmas[governor] not in USING
        )  # "jailed two for spying"
        if accused is not None and accused < verb and (blamed or reading.lemmas[governor] in CONTROL_OBJECT):
            return [_antecedent(reading, accused)]  # "accused Iran of arming", "blamed them for attacking"
        return _subject_of(reading, governor, depth)
    if reading.lemmas[governor] in BLAMED and reading.lemmas[reading.heads[governor]] == "be":
        return _subject_of(reading, reading.heads[governor], depth)  # "is guilty of violating the truce"
    return _accused_by(reading, governor) or _accused_beside(reading, governor) or _noun_owner(reading, governor)


def _accused_by(reading: Reading, author: int) -> list[int]:
    """As in "was accused by rights groups of blocking aid", where the parser hangs "of" on whoever accuses."""
    by = reading.heads[author]
    verb = reading.heads[by]
    return verb_object(reading, verb) if reading.deps[by] == "agent" and reading.lemmas[verb] in BLAMING else []


def _accused_beside(reading: Reading, noun: int) -> list[int]:
    """As in "accused Damascus and its allies of starving people", where the parser hangs "of" on the last of those accused."""
    first = noun
    while reading.deps[first] == "conj" and reading.pos[reading.heads[first]] in ("NOUN", "PROPN"):
        first = reading.heads[first]
    blamed = reading.deps[first] == "dobj" and reading.lemmas[reading.heads[first]] in BLAMING
    return [first] if blamed else []


def _subject_of(reading: Reading, verb: int, depth: int) -> list[int]:
    if reading.is_passive(verb):
        passive = [_antecedent(reading, c) for c in reading.children[verb] if reading.deps[c] in PASSIVE_SUBJECTS]
        return passive or _understood(reading, verb, depth + 1)
    return verb_subject(reading, verb, depth + 1)


def _antecedent(reading: Reading, i: int) -> int:
    """What "that", "which", "who" stands for."""
    if reading.lowers[i] in RELATIVES and reading.tags[i] in ("WDT", "WP"):
        clause = reading.heads[i]
        while reading.deps[clause] in ("conj", "xcomp", "ccomp") and reading.heads[clause] != clause:
            clause = reading.heads[clause]
        if reading.deps[clause] in ("relcl", "acl"):
            noun = reading.heads[clause]
            return hosts.person_behind(reading, noun) if reading.lowers[i] == "who" else noun
    return i


def _noun_owner(reading: Reading, noun: int) -> list[int]:
    """Whose effort, decision, plan it is: "Iran's decision to withdraw", "the US has the right to strike"."""
    owners = list(possessors(reading, noun))
    if owners:
        return owners
    return _light_verb_subject(reading, noun)


def verb_object(reading: Reading, verb: int) -> list[int]:
    """Whom it is done to: the object, or the subject of a passive."""
    if reading.is_passive(verb) and not _is_involved(reading, verb):
        return _passive_object(reading, verb)
    own = _own_object(reading, verb)
    if own is not None:
        return [_antecedent(reading, own)]
    if reading.deps[verb] == "relcl" and any(
        reading.deps[c] in SUBJECTS and reading.lowers[c] not in RELATIVES for c in reading.children[verb]
    ):
        return [reading.heads[verb]]
    return _shared_object(reading, verb)


def _own_object(reading: Reading, verb: int) -> int | None:
    """In "a deal, which they accuse Kinshasa of breaking" the parser has two objects: the one behind the verb."""
    objects = [c for c in reading.children[verb] if reading.deps[c] in ("dobj", "dative")]
    relative = len(objects) > 1 and reading.lowers[objects[0]] in RELATIVES
    return next((c for c in objects if c > verb), objects[0]) if relative else next(iter(objects), None)


def _passive_object(reading: Reading, verb: int) -> list[int]:
    subject = reading.child(verb, *PASSIVE_SUBJECTS)
    if subject is not None:
        return [_antecedent(reading, subject)]
    above = reading.heads[verb]
    if reading.deps[verb] == "acl":
        return [above]
    if reading.deps[verb] == "xcomp":  # "was found murdered", "left them wounded"
        return verb_object(reading, above)
    return _subject_of(reading, above, 0) if reading.deps[verb] == "conj" else []


def _shared_object(reading: Reading, verb: int) -> list[int]:
    """The object that stands with a coordinated verb, or as the subject of a complement ("saw rebels attack")."""
    for c in reading.children[verb]:
        if reading.deps[c] == "conj" and reading.pos[c] == "VERB" and (shared := reading.child(c, "dobj")) is not None:
            own = any(reading.deps[g] in OWN_COMPLEMENTS and verb < g < c for g in reading.children[verb])
            return [] if own else [_antecedent(reading, shared)]  # "committed to strikes but did not address the plan"
    if reading.deps[verb] == "conj" and not reading.is_passive(reading.heads[verb]):
        later = [c for c in reading.children[reading.heads[verb]] if reading.deps[c] == "dobj" and c > verb]
        return later[:1]
    for c in reading.children[verb]:
        bare = reading.deps[c] == "ccomp" and reading.tags[c] != "VBD"  # not "bombed what Delhi said was a camp"
        if bare and (subject := reading.child(c, "nsubj")) is not None and subject > verb:
            return [subject]
    return []


def _author_of_participle(reading: Reading, noun: int) -> list[int]:
    """As in "an offensive launched by the army", "an ambush blamed on the rebels"."""
    found: list[int] = []
    for c in reading.children[noun]:
        if reading.deps[c] == "acl" and reading.tags[c] == "VBN":
            found += _agent(reading, c) if reading.lemmas[c] in LIGHT_VERBS else []
            found += prepositional(reading, c, "on") if reading.lemmas[c] == "blame" else []
    return found


def _misplaced_author(reading: Reading, noun: int) -> list[int]:
    """As in "It followed an attack on Sunday by the militia": the parser hangs "by" on an active verb, which can have no author."""
    by = [p for t in hosts.things_hit(reading, noun) for p in prepositional(reading, t, "by")]
    verb = reading.heads[noun]
    if by or reading.pos[verb] != "VERB" or verb > noun or reading.is_passive(verb):
        return by
    return [p for c in reading.children[verb] if c > noun and reading.lowers[c] == "by" for p in reading.children[c]]


def _complement_object(reading: Reading, verb: int) -> list[int]:
    """As in "agreed to help Ukraine", "committed to supporting Iraq": the object of what is agreed."""
    for c in reading.children[verb]:
        goes_to = reading.deps[c] == "advcl" and reading.lemmas[verb] in MOTION and reading.is_infinitive(c)
        if (reading.deps[c] == "xcomp" or goes_to) and reading.pos[c] == "VERB":
            return [*verb_object(reading, c), *prepositional(reading, c, "to"), *prepositional(reading, c, "for")]
        if reading.deps[c] == "prep" and reading.lowers[c] in ("to", "in"):
            inner = reading.child(c, "pcomp")
            if inner is not None:
                return verb_object(reading, inner)
    return []


def _light_verb_subject(reading: Reading, noun: int) -> list[int]:
    verb = light_verb(reading, noun)
    if verb is None or reading.lemmas[verb] in SUFFER_VERBS:
        return []
    return verb_subject(reading, verb)


def from_afar(reading: Reading, noun: int) -> list[int]:
    """As in "has partnered with X in the battle": the subject and those it is done with; "announced that raids would end"."""
    verb = hosts.joined_verb(reading, noun)
    if verb is not None:
        return [*find_place(reading, verb, "subject"), *find_place(reading, verb, "with")]
    verb = hosts.announced_by(reading, noun)
    return [] if verb is None else find_place(reading, verb, "subject")


def _bound(reading: Reading, noun: int) -> list[int]:
    """As in "its obligations under the accord with X", "under the accord with X it must leave"."""
    duty = hosts.bound_by(reading, noun)
    if duty is None:
        return []
    return _subject_of(reading, duty, 0) if reading.pos[duty] in ("VERB", "AUX") else list(possessors(reading, duty))


def _behind_light_verb(reading: Reading, noun: int, place: str) -> list[int]:
    """As in "launched an attack in March on X": the phrase hangs on the verb; "came under attack": its subject."""
    verb = light_verb(reading, noun)
    if (
        verb is None
        and place == "to"
        and reading.deps[noun] == "dobj"
        and reading.lemmas[reading.heads[noun]] in JUDGING
    ):
        verb = reading.heads[noun]  # "condemned the transfer of missiles to X", where "to" hangs on the verb
    if verb is None:
        return []
    if reading.lemmas[verb] in SUFFER_VERBS and place in ("on", "against"):
        return verb_subject(reading, verb)
    return [p for p in prepositional(reading, verb, place) if p != noun]


def _accused(reading: Reading, noun: int) -> list[int]:
    """As in "accused the group of attacks", "blamed Iran for a series of strikes": whoever is accused of it."""
    above = reading.heads[noun]
    if reading.deps[noun] == "pobj" and reading.lemmas[reading.heads[above]] in PARTITIVES:
        return _accused(reading, reading.heads[above])
    verb = reading.heads[above]
    if reading.deps[noun] != "pobj" or reading.lowers[above] not in ("of", "for", "over"):
        return []
    if reading.deps[verb] == "dobj":  # "accusing the group of attacks", where "of" hangs on the group
        verb = reading.heads[verb]
    return verb_object(reading, verb) if reading.lemmas[verb] in BLAMING and reading.pos[verb] == "VERB" else []


def _hung_too_low(reading: Reading, noun: int, place: str) -> list[int]:
    """As in "the campaign of the coalition against Islamic State": the parser hangs "against" on the coalition."""
    if place != "against":
        return []
    authors = [a for a in prepositional(reading, noun, "of") if a > noun]
    hosts = authors or [c for v in _carriers(reading, noun) for c in reading.children[v] if reading.deps[c] == "advcl"]
    return [p for h in hosts for p in prepositional(reading, h, place)]


def _shared_phrase(reading: Reading, noun: int, place: str) -> list[int]:
    """As in "the bombing and blockade of Yemen", where the parser hangs "of" on the bombing."""
    first = reading.heads[noun]
    shared = reading.deps[noun] == "conj" and reading.pos[first] == "NOUN"
    return [p for p in prepositional(reading, first, place) if p > noun] if shared else []


def _behind_own_verb(reading: Reading, noun: int, place: str) -> list[int]:
    """As in "fighting broke out in May between the army and rebels": the phrase hangs on the verb of the noun."""
    verb = reading.heads[noun]
    own = place in ("between", "against") and reading.deps[noun] == "nsubj" and reading.pos[verb] == "VERB"
    return list(prepositional(reading, verb, place)) if own and reading.child(verb, "dobj") is None else []


def _of_both(reading: Reading, head: int) -> list[int]:
    """As in "fighting between units of the army and the police": whose units they are on either side."""
    whose = [p for p in prepositional(reading, head, "of") if reading.child(p, "conj")]
    return [head] if reading.child(head, "conj") else whose or [head]


def _carriers(reading: Reading, noun: int) -> Iterator[int]:
    """Verbs that carry the noun or hang on it: "conducted strikes using aircraft against them"."""
    yield noun
    verb = light_verb(reading, noun)
    if verb is not None:
        yield verb


def _subject_of_noun(reading: Reading, noun: int) -> list[int]:
    """The subject of "is" for an adjective or noun predicate: "Iran is ready to ..."."""
    i = noun
    while reading.heads[i] != i and reading.deps[i] in ("acomp", "attr", "conj", "oprd", "amod"):
        judged = reading.child(reading.heads[i], "dobj") if reading.deps[i] == "oprd" else None
        if judged is not None and judged < i:
            return [judged]  # "held Israel responsible for"
        i = reading.heads[i]
        if reading.pos[i] in ("AUX", "VERB"):
            return verb_subject(reading, i)
    return _light_verb_subject(reading, noun)
