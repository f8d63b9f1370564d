"""What a party says into the act that its grammar makes of it: "must" and imperatives ask, "will not" refuses, a warning with an "if" threatens.

No word of the lexicon need stand there: "Kyiv must see reason, said the minister" asks something of Kyiv, whatever it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from standoff.code.frames.attribution import is_inside_speech
from standoff.code.frames.context import Context
from standoff.code.frames.grammar import find_place, verb_object, verb_subject
from standoff.code.frames.parses import PASSIVE_SUBJECTS, SUBJECTS
from standoff.code.frames.pronouns import FIRST_PLURAL, FIRST_SINGULAR, PRONOUNS
from standoff.code.frames.reading import Frame, Party, Reading
from standoff.code.frames.roles import SPEAKER
from standoff.code.frames.status import FUTURES, OBLIGATIONS, auxiliaries, is_negated, modality
from standoff.records import Participant

DEMAND, REFUSAL, THREAT = "request.must", "reject.will-not", "threaten.warn-what-follows"  # entries of the lexicon
SPEAKING = frozenset(("GOV", "MIL", "LEG", "IGO", "PTY", "OPP", "REB", "NGO", "JUD", "COP", "CVL"))
ADDRESSED = SPEAKING - {"CVL"}
STATE = frozenset(("GOV", "MIL", "LEG", "COP", "JUD"))
OWING = frozenset(("have", "need", "ought"))
BASE = frozenset(("VB", "VBP"))
UNABLE = frozenset(("can", "ca", "could"))
CONDITIONS = frozenset(("if", "unless", "until", "should"))
WARNING = frozenset(("warn", "caution", "threaten"))
PLACES = ("with", "to", "for", "from", "of", "on", "at", "against")
OBJECTS = frozenset(("dobj", "dative"))
FIRST = FIRST_PLURAL | FIRST_SINGULAR
DEPTH = 6


def with_said_acts(context: Context, frames: list[Frame]) -> list[Frame]:
    """The frames and what is asked, refused and threatened in other words than those of the lexicon."""
    own = [f for f in frames if f.entry.id != DEMAND]
    threats = [*_warnings(context, own)]
    warned_of = {context.reading.child(f.head, "ccomp") for f in threats}
    own = [f for f in own if f.head not in warned_of]
    frames = [f for f in frames if f.head not in warned_of]
    added = [*threats, *_demands(context, own), *_refusals(context, own)]
    numbers = context.reading.sentence_of
    told = {
        numbers[f.head]
        for f in (*own, *added)
        if (f.type == "REQUEST" and DEMAND in f.rule) or f.rule.startswith("modality.must")
    }
    kept = [f for f in frames if f.entry.id != DEMAND or f.inner is not None or numbers[f.head] not in told]
    return [*kept, *added]


def _demands(context: Context, frames: list[Frame]) -> Iterator[Frame]:
    reading = context.reading
    asked = {_clause(reading, f.head) for f in frames if f.type == "REQUEST"}
    taken = {f.head for f in frames}
    for verb in _verbs(reading):
        party = _owing(reading, verb) or _subjunctive(reading, verb) or _told_to(reading, verb)
        ordered = () if party else _ordered(context, verb)
        party = party or ordered
        if not party or asked & _above(reading, verb) or (ordered and verb in taken):
            continue
        speaker = _speaker(context, verb)
        if ordered:
            speaker = next((Party(h, "subject") for h in verb_subject(reading, verb)), None)
        if speaker is None or not _may_be_asked(context, speaker, party):
            continue
        asked.add(verb)
        yield _frame(context, verb, DEMAND, "REQUEST", ("change",), (speaker,), party)


def _refusals(context: Context, frames: list[Frame]) -> Iterator[Frame]:
    """As in "said they would not work for the junta", "we will never forget, the minister said"."""
    reading, passed = context.reading, context.resources.lexicon.classes["no_refusal"]
    told = {_clause(reading, f.head) for f in frames}
    for verb in _verbs(reading):
        helping = auxiliaries(reading, verb)
        if not helping & (FUTURES | UNABLE | {"would"}) or reading.lemmas[verb] in passed or reading.is_passive(verb):
            continue
        if not is_negated(reading, verb) or told & {
            verb,
            *(c for c in reading.children[verb] if reading.deps[c] == "xcomp"),
        }:
            continue
        speaker = _refusing(context, verb)
        if speaker is None or not _is_political(context, speaker):
            continue
        others = tuple(Party(h, "object") for h in verb_object(reading, verb))
        others += tuple(Party(h, p) for p in PLACES for h in find_place(reading, verb, p))
        yield _frame(context, verb, REFUSAL, "REJECT", ("change",), (speaker,), others).but(refused=True)


def _warnings(context: Context, frames: list[Frame]) -> Iterator[Frame]:
    """As in "if you go further, the gates will be opened, he warned Brussels": said to a party, with an "if" and a "will"."""
    reading = context.reading
    told = {h for f in frames if f.type == "THREATEN" for h in (f.head, reading.heads[_clause(reading, f.head)])}
    for verb in _verbs(reading):
        warned = [c for c in reading.children[verb] if reading.deps[c] in OBJECTS]
        clause = reading.child(verb, "ccomp")
        if reading.lemmas[verb] not in WARNING or not warned or clause is None or verb in told:
            continue
        inside = {reading.lowers[i] for i in reading.subtree(clause)}
        party = tuple(Party(w, "object") for w in warned)
        speaker = next((Party(h, "subject") for h in verb_subject(reading, verb)), None)
        if (
            inside & CONDITIONS
            and inside & (FUTURES | {"would"})
            and speaker
            and _may_be_asked(context, speaker, party)
        ):
            yield _frame(context, verb, THREAT, "THREATEN", (), (speaker,), party)


def _verbs(reading: Reading) -> Iterator[int]:
    return (
        i for i, pos in enumerate(reading.pos) if pos in ("VERB", "AUX") and reading.deps[i] not in ("aux", "auxpass")
    )


def _owing(reading: Reading, verb: int) -> tuple[Party, ...]:
    """Who must, should, has to do something; what must be done to somebody asks nothing of him."""
    if not auxiliaries(reading, verb) & (OBLIGATIONS | {"to"}) or reading.is_passive(verb):
        return ()
    if modality(reading, verb) != "obligation":
        return ()
    host = (
        reading.heads[verb] if reading.deps[verb] == "xcomp" and reading.lemmas[reading.heads[verb]] in OWING else verb
    )
    return _subject(reading, host)


def _subjunctive(reading: Reading, verb: int) -> tuple[Party, ...]:
    """As in "insisted that Syria take its troops out", "it is time for him to go"."""
    above = reading.heads[verb]
    bare = reading.tags[verb] in BASE and not auxiliaries(reading, verb) and reading.words[verb] == reading.lemmas[verb]
    if bare and reading.deps[verb] == "ccomp" and reading.lemmas[above] == "insist":
        singular = [p for p in _subject(reading, verb) if reading.tags[p.head] in ("NN", "NNP", "PRP")]
        return tuple(p for p in singular if reading.lowers[p.head] not in ("they", "we", "you", "i"))
    if reading.lemmas[above] == "time" and reading.is_infinitive(verb):
        behind = tuple(Party(h, "subject") for h in find_place(reading, above, "for"))
        return _subject(reading, verb) or behind
    return ()


def _told_to(reading: Reading, verb: int) -> tuple[Party, ...]:
    """Whom an imperative is said to: "leave our land, he told the soldiers"."""
    above = reading.heads[verb]
    bare = (
        reading.tags[verb] == "VB" and not auxiliaries(reading, verb) and reading.deps[verb] == "ccomp" and verb < above
    )
    if not bare or reading.child(verb, *SUBJECTS, *PASSIVE_SUBJECTS) is not None:
        return ()
    return tuple(Party(c, "object") for c in reading.children[above] if reading.deps[c] in OBJECTS and c > above)


def _ordered(context: Context, verb: int) -> tuple[Party, ...]:
    """Who is told to do something: "told Paris to explain itself"."""
    reading = context.reading
    if reading.lemmas[verb] not in context.resources.lexicon.classes["ordering"] or reading.is_passive(verb):
        return ()
    told = reading.child(verb, *OBJECTS)
    clause = reading.child(verb, "xcomp", "ccomp")
    if clause is None or not reading.is_infinitive(clause) or clause < verb:
        return ()
    told = reading.child(clause, *SUBJECTS) if told is None else told
    return () if told is None else (Party(told, "object"),)


def _subject(reading: Reading, verb: int) -> tuple[Party, ...]:
    own = reading.child(verb, *SUBJECTS)
    return () if own is None else tuple(Party(h, "subject") for h in reading.conjuncts(own))


def _clause(reading: Reading, head: int) -> int:
    """The verb that an event is told by."""
    return head if reading.pos[head] in ("VERB", "AUX") else reading.clause_verb(head)


def _above(reading: Reading, verb: int) -> set[int]:
    """A verb and those that it is the complement of, and those that are its own."""
    found = {verb, *(c for c in reading.children[verb] if reading.deps[c] in ("xcomp", "ccomp"))}
    for _ in range(DEPTH):
        if reading.deps[verb] not in ("xcomp", "ccomp", "conj", "advcl"):
            break
        verb = reading.heads[verb]
        found.add(verb)
    return found


def _speaker(context: Context, verb: int) -> Party | None:
    """Whoever says what the verb tells."""
    reading = context.reading
    head = context.speakers.get(reading.sentence_of[verb])
    speech = context.resources.lexicon.classes["speech"]
    if head is None or not is_inside_speech(reading, verb, head, speech):
        return None
    return Party(-1, SPEAKER) if _sectors(context, head) & SPEAKING else None


def _refusing(context: Context, verb: int) -> Party | None:
    """Who refuses: the speaker of whom a pronoun tells it, or whose own state or group the subject is."""
    reading = context.reading
    subject = reading.child(verb, *SUBJECTS)
    head = context.speakers.get(reading.sentence_of[verb])
    if subject is None or head is None or subject == head:
        return None
    if not is_inside_speech(reading, verb, head, context.resources.lexicon.classes["speech"]):
        return None
    if reading.lowers[subject] in FIRST:
        return Party(-1, SPEAKER)
    said_by, who = context.who.resolve(head), context.who.resolve(subject)
    if reading.lowers[subject] in PRONOUNS:
        reported = reading.deps[verb] == "ccomp" and head in verb_subject(reading, reading.heads[verb])
        return Party(head, "subject") if reported else None
    same = {p.country for p in said_by if p.sector in STATE} & {p.country for p in who if p.sector in STATE} - {None}
    return Party(subject, "subject") if same or {p.id for p in said_by} & {p.id for p in who} else None


def _is_political(context: Context, party: Party) -> bool:
    number = context.reading.sentence_of[party.head] if party.head >= 0 else None
    return number is None or bool(_sectors(context, party.head) & SPEAKING)


def _sectors(context: Context, head: int) -> set[str]:
    return {p.sector for p in context.who.resolve(head)}


def _may_be_asked(context: Context, speaker: Party, party: tuple[Party, ...]) -> bool:
    """Another party that can do something about it: not the speaker, nor his own state where he speaks for it."""
    head = speaker.head if speaker.head >= 0 else context.speakers[context.reading.sentence_of[party[0].head]]
    said_by, asked = context.who.resolve(head), [p for q in party for p in context.who.resolve(q.head)]
    return bool(said_by) and bool(asked) and all(_is_another(p, said_by) for p in asked)


def _is_another(party: Participant, speakers: tuple[Participant, ...]) -> bool:
    if party.sector not in ADDRESSED or any(party.id == s.id for s in speakers):
        return False
    return not any(s.sector in STATE and party.sector in STATE and s.country == party.country for s in speakers)


def _frame(
    context: Context,
    head: int,
    entry: str,
    kind: str,
    mode: tuple[str, ...],
    actors: tuple[Party, ...],
    recipients: tuple[Party, ...],
) -> Frame:
    found = context.resources.lexicon.entries[entry]
    return Frame(
        head, (head, head), found, kind, mode, actor_heads=actors, recipient_heads=recipients, rule=entry, words=(head,), inner=head,
    )  # fmt: skip
