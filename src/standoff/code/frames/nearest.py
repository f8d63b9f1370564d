"""A pronoun or "the country" into the word of its own sentence that it stands for, where the grammar leaves little choice."""

from __future__ import annotations

from standoff.code.frames import nouns
from standoff.code.frames.grammar import verb_object, verb_subject
from standoff.code.frames.parses import SUBJECTS
from standoff.code.frames.phrases import is_plural, left_of
from standoff.code.frames.pronouns import PRONOUNS
from standoff.code.frames.reading import Reading

BODIES = (nouns.GROUP_NOUNS | nouns.GOVERNMENTS | frozenset(("army", "police", "country", "ministry", "military"))) - {
    "rebel",
    "militant",
    "body",
}
NAMING = frozenset(("NOUN", "PROPN"))
ACCUSING = frozenset(("accuse", "blame", "suspect"))
DUTIES = frozenset(("must", "should", "to", "ought"))
DENYING = frozenset(("deny", "reject", "dismiss", "refute", "dispute"))
REALMS = frozenset("SAU JOR MAR BHR GBR THA KHM ESP NLD BEL DNK NOR SWE BTN LSO SWZ TON".split())


def named_before(reading: Reading, pronoun: int) -> int | None:
    """The last "the group", "the army" before "it" or "its" in the same sentence: "held by the group since its gunmen"."""
    start, _ = reading.sentences[reading.sentence_of[pronoun]]
    for i in range(pronoun - 1, start - 1, -1):
        if (
            reading.pos[i] == "PROPN"
            and reading.entity[i] != "DATE"
            and reading.deps[i] in (*SUBJECTS, "nsubjpass", "dobj", "pobj", "poss")
        ):
            return None
        bare = reading.lemmas[i] in BODIES and reading.pos[i] == "NOUN" and not is_plural(reading, i)
        if bare and [reading.lowers[k] for k in left_of(reading, i)] == ["the"]:
            return i
    return None


def not_meant(reading: Reading, phrase: int) -> list[int]:
    """Whom a phrase cannot point back to: an object to the subject of its verb, told or understood ("rang X to praise him").

    Nor does the subject of a relative clause stand for the noun that is its object: "an engineer whom it kidnapped".
    """
    verb = reading.clause_verb(phrase)
    if reading.deps[phrase] in ("dobj", "pobj", "dative"):
        understood = reading.lowers[phrase] in PRONOUNS  # "vowed to free the country": his own
        return [h for h in verb_subject(reading, verb) if understood or reading.heads[h] == verb]
    above = reading.heads[verb]
    modifies = reading.deps[verb] == "relcl" and reading.deps[phrase] in SUBJECTS and reading.heads[phrase] == verb
    return [above] if modifies and above in verb_object(reading, verb) else []


def accused_before(reading: Reading, pronoun: int) -> int | None:
    """Who denies in "X accused Y of shelling the town. It denied the charge": whoever was accused last."""
    verb = reading.heads[pronoun]
    if reading.deps[pronoun] != "nsubj" or reading.lemmas[verb] not in DENYING:
        return None
    start, _ = reading.sentences[max(0, reading.sentence_of[pronoun] - 1)]
    for i in range(pronoun - 1, start - 1, -1):
        if reading.lemmas[i] in ACCUSING and reading.pos[i] == "VERB":
            return reading.child(i, "nsubjpass") or reading.child(i, "dobj")
    return None


def judged_before(reading: Reading, pronoun: int) -> int | None:
    """As in "condemned Iran for its attacks", "accused the group of lying about its role": whoever is judged."""
    i = pronoun
    for _ in range(6):
        above = reading.heads[i]
        if above == i or (i != pronoun and reading.pos[i] == "VERB"):
            return None  # "accused Turkey of shelling their positions"
        if reading.deps[i] == "prep" and reading.lowers[i] in ("for", "of", "over") and reading.pos[above] == "VERB":
            judged = reading.child(above, "dobj")
            hostile = reading.lemmas[above] in nouns.JUDGING and judged is not None and judged < pronoun
            return judged if hostile else None
        i = above
    return None


def told_to(reading: Reading, pronoun: int) -> int | None:
    """Whose threats they are in "told Assad that his threats must stop", "stressed to him that their war has to end": of whoever is told."""
    verb = reading.clause_verb(pronoun)
    above = reading.heads[verb]
    hung_low = reading.deps[verb] == "relcl" and reading.child(verb, "mark") is not None  # on who is told
    said = reading.deps[verb] == "ccomp" and reading.pos[above] == "VERB"
    if reading.deps[pronoun] != "poss" or not (said or hung_low):
        return None
    auxiliaries = {reading.lowers[c] for c in reading.children[verb] if reading.deps[c] == "aux"}
    subject = reading.heads[pronoun]
    bound = auxiliaries & DUTIES or (reading.lemmas[verb] == "have" and reading.child(verb, "xcomp") is not None)
    if reading.heads[subject] != verb or reading.deps[subject] not in ("nsubj", "nsubjpass") or not bound:
        return None
    if hung_low:
        return above if reading.lowers[reading.heads[above]] == "to" and _is_one_person(reading, above) else None
    to = (p for c in reading.children[above] if reading.lowers[c] == "to" and c < verb for p in reading.children[c])
    heard = [c for c in reading.children[above] if reading.deps[c] in ("dobj", "dative") and above < c < verb]
    return next((h for h in (*heard, *to) if _is_one_person(reading, h)), None)


def _is_one_person(reading: Reading, head: int) -> bool:
    if reading.entity[head] == "PERSON":
        return True
    return reading.lemmas[head] in nouns.PERSON_NOUNS and not is_plural(reading, head)


def of_what_is_said(reading: Reading, pronoun: int) -> int | None:
    """Whose minister it is in "Iran will answer, its minister said": the subject of what is said before."""
    speaker = reading.heads[pronoun]
    verb = reading.heads[speaker]
    if reading.deps[pronoun] != "poss" or reading.deps[speaker] != "nsubj" or reading.pos[verb] != "VERB":
        return None
    clause = next(
        (c for c in reading.children[verb] if reading.deps[c] in ("ccomp", "parataxis") and c < speaker), None
    )
    if clause is None and reading.deps[verb] == "parataxis" and reading.heads[verb] < speaker:
        clause = reading.heads[verb]
    return None if clause is None else reading.child(clause, *SUBJECTS, "nsubjpass")


def in_brackets_behind(reading: Reading, pronoun: int) -> range:
    """The words of an editor's "[Isis]" behind a pronoun."""
    words, first = reading.words, pronoun + 2
    if words[pronoun + 1 : first] not in (["["], ["("]):
        return range(0)
    closed = next((i for i in range(first, min(pronoun + 8, len(words))) if words[i] in ("]", ")")), first)
    return range(first, closed)


def listener(reading: Reading, speaker: int | None) -> list[int]:
    """Whom the speaker of a sentence talks to: the object of the verb of speech."""
    if speaker is None or reading.pos[reading.heads[speaker]] != "VERB":
        return []
    return [c for c in reading.children[reading.heads[speaker]] if reading.deps[c] in ("dobj", "dative")]


def listed_before(reading: Reading, pronoun: int) -> int | None:
    """Who "them" are in "condemned attacks by Damascus and its ally and urged them": the first of those listed last."""
    start, _ = reading.sentences[reading.sentence_of[pronoun]]
    for i in range(pronoun - 1, start - 1, -1):
        above = reading.heads[i]
        listed = reading.deps[i] == "conj" and above >= start and {reading.pos[i], reading.pos[above]} <= NAMING
        if listed and reading.deps[above] in ("pobj", "dobj", *SUBJECTS, "nsubjpass"):
            own = reading.deps[above] in SUBJECTS and reading.deps[pronoun] in ("dobj", "pobj")
            return None if own and reading.heads[above] == reading.clause_verb(pronoun) else above
    return None


def teller_of(reading: Reading, head: int) -> int | None:
    """Who says something of "the country": the subject of the verb that its clause hangs on."""
    verb = reading.clause_verb(head)
    above = reading.heads[verb]
    if reading.deps[verb] != "ccomp" or reading.pos[above] != "VERB":
        return None
    subject = reading.child(above, "nsubj")
    return subject if subject is not None and subject < head else None
